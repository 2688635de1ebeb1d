from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.model.reports import Rights
from contested.model.spans import Passage
from contested.publish import gate
from contested.publish.passages import sentence_around

from .sample_record import BASIN, ORVEL, actors, make_report

LONG = make_report("wire")


def passage(quote: str) -> Passage:
    start = LONG.text.index(quote)
    return Passage.cut(LONG.text, start, start + len(quote))


@given(st.text(max_size=60))
def test_cleaned_text_has_no_control_and_no_direction_characters(text: str) -> None:
    cleaned = gate.clean(text)
    assert not any(ord(c) < 32 or 0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 for c in cleaned)
    assert gate.clean(cleaned) == cleaned


@given(st.text(min_size=1, max_size=90), st.integers(8, 60))
def test_cleaned_text_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(gate.clean(text, limit)) <= limit


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "http://", "https://a b",
     "java\tscript:alert(1)", "https://user:pass@evil.example/", "ftp://x.example", "\u202ehttps://x.example", "http://[x"],
)  # fmt: skip
def test_only_plain_web_addresses_become_links(url: str) -> None:
    assert gate.web_url(url) is None


def test_a_web_address_passes() -> None:
    assert gate.web_url("https://wire.example/a?b=1&c=2#d") == "https://wire.example/a?b=1&c=2#d"
    assert gate.web_url(None) is None


@pytest.mark.parametrize("rights", [Rights.METADATA_ONLY, Rights.NONE])
def test_no_words_without_rights_but_for_own_use(rights: Rights) -> None:
    closed = replace(LONG, rights=rights)
    found = passage("at least 41 of its soldiers")
    assert gate.quote_words(closed, found) is None
    assert gate.excerpt(closed, found) is None
    assert gate.excerpt(closed, found, full_text=True) is not None


def test_an_excerpt_is_the_passage_in_its_sentence() -> None:
    found = gate.excerpt(LONG, passage("at least 41 of its soldiers"))
    assert found == gate.Excerpt("Kelmar said ", "at least 41 of its soldiers", " had been killed.")


def test_no_more_than_one_sentence_is_quoted() -> None:
    two = passage("Kelmar said at least 41 of its soldiers had been killed. Tarsia lost 27 soldiers")
    assert gate.quote_words(LONG, two) == "Kelmar said at least 41 of its soldiers had been killed."
    whole = Passage.cut(LONG.text, 0, len(LONG.text))
    shown = gate.excerpt(LONG, whole)
    assert shown is not None
    assert shown.quote.endswith("in two years.")


def test_sentences_do_not_end_at_abbreviations() -> None:
    text = "It began. Gen. A. Smith of the U.S. Army met Mr. Jones at 3.5 km. Then it ended."
    start = text.index("Smith")
    begin, end = sentence_around(text, Passage.cut(text, start, start + 5))
    assert text[begin:end] == "Gen. A. Smith of the U.S. Army met Mr. Jones at 3.5 km."


def test_a_dateline_is_no_part_of_the_sentence() -> None:
    text = "A title\nORVEL, Kelmar, March 16 (North Wire) - Fighting broke out. It went on."
    start = text.index("broke")
    begin, end = sentence_around(text, Passage.cut(text, start, start + 5))
    assert text[begin:end] == "Fighting broke out."
    report = make_report("wire", text)
    assert (
        gate.quote_words(report, Passage.cut(text, text.index("ORVEL"), text.index("It went"))) == "Fighting broke out."
    )


@given(st.text(alphabet='aB.!? \n"', max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_the_sentence_around_covers_its_passage(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = Passage.cut(text, start, end)
    begin, stop = sentence_around(text, found)
    assert begin <= start
    assert stop >= end or stop == len(text)


def test_only_public_persons_are_named() -> None:
    names = {actor.id: gate.shown_name(actor) for actor in actors()}
    assert names["a-expert"] == "Mira Toft"
    assert names["a-witness"] == gate.UNNAMED_PERSON


def test_only_towns_are_dots() -> None:
    assert gate.map_radius_km(ORVEL) is None
    assert gate.map_radius_km(BASIN) == 120.0
    assert (gate.map_radius_km(replace(ORVEL, kind="camp")) or 0) >= 40
    assert (gate.map_radius_km(replace(ORVEL, precision_km=30.0)) or 0) >= 25
