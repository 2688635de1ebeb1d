"""The page takes no side in its own voice: loaded words, names of places, the same verbs for all."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from functools import cache
from importlib.resources import files

import pytest

from contested.flow.code import analyser, fold_one, read_report
from contested.language import EMBEDDED
from contested.lexicon.actors import load_actors
from contested.model.actors import ActorKind
from contested.model.record import Record
from contested.model.reports import Report, report_id
from contested.publish.build import PageOptions
from contested.publish.duties import loaded_words
from contested.publish.markdown import render_markdown
from contested.publish.neutral import check_page, half_names, in_quotes, slips, with_both_names
from contested.publish.page import render_page
from contested.publish.release import own
from tests.contrast.mirror import Swap, swaps
from tests.publish.sample_record import sample

NO_FIGURES = PageOptions(figures=False)
EVERY = 37
FLOOR = 0.9


@cache
def _record(text: str) -> Record:
    report = Report(report_id(text), "r", text, published=dt.date(2024, 5, 2))
    return fold_one(read_report(report, analyser(EMBEDDED)))


@pytest.mark.parametrize(
    "text",
    ["Terrorists attacked the town.", "The regime's army won.", "The town was liberated.", "Separatist gunmen fled."],
)
def test_loaded_words_are_found_with_advice(text: str) -> None:
    assert [slip.advice for slip in slips(text)] != [""]
    assert len(slips(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Norland said: “The terrorists of the regime have fled.”",
        "Rebels and gunmen attacked the town, the ministry said.",
        "The Popular Front for the Liberation of Palestine said it had fired.",
        "Members of the Valley Liberation Front met in Geneva.",
    ],
)
def test_quoted_words_names_of_bodies_and_standard_words_pass(text: str) -> None:
    assert slips(text) == ()


def test_descriptions_of_actors_are_put_in_quotation_marks() -> None:
    assert in_quotes("separatist artillery") == "“separatist” artillery"
    assert slips(in_quotes("terrorists of the north")) == ()
    assert in_quotes("rebels of the north") == "rebels of the north"


def test_places_with_two_names_have_both_in_the_order_of_the_dossier() -> None:
    pairs = ("Oster/Ostrava",)
    assert [slip.words for slip in half_names("Shells fell on Ostrava. Oster/Ostrava burned.", pairs)] == ["Ostrava"]
    told = with_both_names("heights near Ostrava", {"Oster": "Oster/Ostrava", "Ostrava": "Oster/Ostrava"})
    assert told == "heights near Oster/Ostrava"
    assert half_names(told, pairs) == ()


def test_a_page_is_checked_without_the_words_of_reports() -> None:
    page = "<p>The regime attacked.</p><blockquote>The regime attacked.</blockquote><p>It is called “a regime”.</p>"
    assert [slip.words for slip in check_page(page)] == ["regime"]


def test_our_own_words_are_no_loaded_words_and_name_no_party() -> None:
    tables = json.loads(files("contested.publish").joinpath("data/prose.json").read_text(encoding="utf-8"))
    lexicon = load_actors()
    for text in _texts({name: tables[name] for name in ("acts", "words")}):
        assert slips(text) == (), text
        sided = {ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.PARTY_OR_MOVEMENT, ActorKind.ETHNIC_GROUP}
        named = [h for h in lexicon.find(text) if any(lexicon.actor(c.actor_id).kind in sided for c in h.candidates)]
        assert not named, text


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in values for text in _texts(item)]


def test_every_loaded_word_says_what_to_write_in_its_stand() -> None:
    assert len(loaded_words()) > 60
    assert all(word.note for word in loaded_words())
    assert any(word.standard for word in loaded_words())


def test_the_page_of_the_sample_record_takes_no_side() -> None:
    record = sample()
    assert check_page(render_page(own(record), options=NO_FIGURES), record.conflict.names) == ()


def test_loaded_words_of_a_report_reach_the_page_as_quotations_only() -> None:
    told = "Separatist artillery shelled the village of Orlivka on Monday, killing two, the army of Ukraine said. "
    record = _record(
        told + "Terrorists of the Kyiv regime attacked Donetsk on Tuesday, Russia's defence ministry said."
    )
    page = render_page(own(record), options=NO_FIGURES)
    assert "eparatist" in page
    assert check_page(page) == ()


def test_the_same_words_tell_of_both_sides() -> None:
    chosen = list(swaps())[::EVERY]
    same = [_sentences(swap, mirrored=False) == _sentences(swap, mirrored=True) for swap in chosen]
    assert sum(same) / len(same) >= FLOOR, [swap.id for swap, equal in zip(chosen, same, strict=True) if not equal]


def _sentences(swap: Swap, *, mirrored: bool) -> list[str]:
    """Return the sorted lines of the page of a report, the parties written as X and Y by their roles in it."""
    record = _record(swap.mirrored if mirrored else swap.text)
    text = render_markdown(
        own(replace(record, conflict=replace(record.conflict, title="A conflict"))), options=NO_FIGURES
    )
    one, other = reversed(swap.parties) if mirrored else swap.parties
    for party, letter in ((one, "X"), (other, "Y")):
        for name in (party.name, party.adjective, party.capital, party.code):
            text = re.sub(rf"\b{re.escape(name)}\b", letter, text, flags=re.IGNORECASE)
    text = re.sub(r"\b(an?) (?=[XY]\b)", "a ", re.sub(r"\b[a-z]+-[0-9a-f]{6,}\b|\[\^?\d+\]|\d+", "", text))
    told = text.split("## How this page was made")[0]
    return sorted(" ".join(sorted(re.findall(r"\w+", line.casefold()))) for line in told.splitlines() if line.strip())
