# ruff: noqa: E501 (texts and tables read better on one line)
from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from contested.model.claims import Polarity, Stance
from contested.model.events import RecordedClaim
from contested.model.record import Record
from contested.model.spans import Passage
from contested.publish.release import own
from contested.publish.sentences import Sentence, tell, tell_one
from contested.publish.stories import claims_of, story
from contested.publish.view import View, view_of

from .sample_record import KELMAR, MIN_K, MIN_T, TARSIA, sample

RECORD = sample()
VIEW = view_of(own(RECORD))


def told(number: int, view: View = VIEW, **changes: object) -> str:
    claim = RECORD.claims[number - 1]
    return tell_one(view, replace(claim, **changes)).text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "According to North Wire (16 March 2031), there was fighting between Tarsia and Kelmar in the Sarn Valley."),
        (2, "North Wire (16 March 2031) writes: “Kelmar accused Tarsia of shelling three villages near Orvel, while Tarsia said it was responding to an attack by Kelmari forces”."),
        (3, "Kelmar accused Tarsia of shelling in Orvel."),
        (4, "Tarsia accused Kelmar of attacking it."),
        (5, "Kelmar said that at least 41 of its soldiers were killed."),
        (6, "According to North Wire (16 March 2031), 27 soldiers of Tarsia were killed."),
        (7, "According to North Wire (16 March 2031), Helvar mediated between Tarsia and Kelmar."),
        (8, "According to North Wire (16 March 2031), a ceasefire between Tarsia and Kelmar did not hold."),
        (10, "Mira Toft, cited by North Wire (16 March 2031), said: “both capitals believe that time is on their side”."),
        (12, "According to North Wire (16 March 2031), about 12,000 people were killed in the Sarn Valley (a total for the "
             "whole conflict)."),
        (15, "In unclear wording, North Wire (16 March 2031) writes: “Helvar is with an alliance by of supporting arms "
             "Tarsia and the Compact”."),
        (16, "The Ministry of Defence of Tarsia accused Kelmar of beginning the fighting with Tarsia in Lune."),
        (17, "The Ministry of Defence of Tarsia denied that Tarsia shelled Kelmar."),
        (18, "The Ministry of Defence of Tarsia said that more than 100 soldiers of Kelmar were killed."),
        (20, "The Ministry of Defence of Kelmar said that Kelmar did not begin the fighting with Tarsia."),
        (22, "The Ministry of Defence of Kelmar accused Tarsia of violating a ceasefire with Kelmar."),
        (23, "The Valley Monitoring Mission said that a ceasefire was in effect."),
        (27, "Basin Briefing (undated) carries a statement on displacement; its words may not be shown here."),
    ],
)  # fmt: skip
def test_sentences_attribute(number: int, text: str) -> None:
    assert told(number) == text


def test_a_time_is_told_where_it_is_asked_for_and_never_the_date_of_the_report() -> None:
    assert tell_one(VIEW, RECORD.claims[2], with_time=True).text.endswith("in Orvel on 14 March 2031.")
    assert "2031" not in tell_one(VIEW, RECORD.claims[4]).text


def test_a_report_s_paraphrase_is_not_put_into_the_claimant_s_mouth() -> None:
    text = told(11)
    assert text.startswith(
        "On what is said by diplomats, North Wire (16 March 2031) writes: “The fighting could spread"
    )
    report = RECORD.reports[0]
    start = report.text.index("diplomats warned")
    cued = told(11, cue=Passage.cut(report.text, start, start + 16))
    assert cued.startswith("North Wire (16 March 2031) writes: “The fighting could spread")
    assert "said: “" not in text


def test_possible_and_negative_and_hypothetical() -> None:
    possible = told(4, stance=Stance.POSSIBLE)
    assert possible == "Tarsia said that Kelmar may have attacked it."
    assert told(20, polarity=Polarity.NEGATIVE).count("not") == 1
    assert "“" in told(4, stance=Stance.HYPOTHETICAL)


def test_an_uncertain_reading_gives_way_to_the_report_s_words() -> None:
    assert "writes: “" in told(4, confidence=0.1)
    assert "writes: “" in told(4, implied_roles=("recipient",))


def test_the_same_statement_of_several_reports_is_told_once_and_cited_together() -> None:
    one, copy = RECORD.claims[0], RECORD.claims[25]
    (sentence,) = tell(VIEW, (one, copy))
    assert "North Wire (16 March 2031) and Daily Lantern (17 March 2031)" in sentence.text
    assert [ref.claim for ref in sentence.refs] == [one.id, copy.id]


def everything(view: View) -> list[Sentence]:
    return [sentence for claim in view.record.claims for sentence in tell(view, (claim,))]


def test_every_sentence_is_whole_and_cites_its_claim() -> None:
    for claim, sentence in zip(RECORD.claims, everything(VIEW), strict=True):
        assert sentence.refs[0].claim == claim.id
        assert sentence.text[0].isupper() or sentence.text[0] == "“"
        assert sentence.text.endswith(".")
        assert not re.search(r"  | ,|\.\.$|\bthe the\b|\ba an\b|None", sentence.text), sentence.text


def test_no_sentence_speaks_in_the_page_s_own_voice() -> None:
    speakers = {VIEW.name(claim.claimant).lower() for claim in RECORD.claims if claim.claimant}
    sources = {VIEW.source(report.id).lower() for report in RECORD.reports}
    for sentence in everything(VIEW):
        start = sentence.text.lower().removeprefix("according to ").removeprefix("in unclear wording, ")
        start = re.sub(r"^on (what is said by|an accusation by|a denial by) ", "", start).removeprefix("the ")
        assert any(start.startswith(name) for name in speakers | sources), sentence.text


def test_loaded_verbs_stay_inside_quotation_marks() -> None:
    for sentence in everything(VIEW):
        outside = re.sub(r"“[^”]*”", "", sentence.text).lower()
        assert not re.search(r"\b(claim(s|ed)?|alleg\w+|admitt?\w*|insist\w*|regime|terroris\w+|liberat\w+)\b", outside)


def swapped(record: Record) -> Record:
    """Return the record with the two sides' ids exchanged everywhere: every claim of one is now the other's."""
    other = {TARSIA: KELMAR, KELMAR: TARSIA, MIN_T: MIN_K, MIN_K: MIN_T}

    def ids(actors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(other.get(actor, actor) for actor in actors)

    def claim(item: RecordedClaim) -> RecordedClaim:
        tolls = tuple(replace(toll, whose=ids(toll.whose)) for toll in item.tolls)
        voices = tuple(other.get(voice, voice) if voice else None for voice in item.voices)
        claimant = other.get(item.claimant, item.claimant) if item.claimant else None
        return replace(item, initiators=ids(item.initiators), recipients=ids(item.recipients), claimant=claimant,
                       voices=voices, tolls=tolls)  # fmt: skip

    return replace(record, claims=tuple(claim(item) for item in record.claims))


def test_both_sides_are_told_in_the_same_words() -> None:
    def mirror(text: str) -> str:
        return text.replace("Tarsia", "\0").replace("Kelmar", "Tarsia").replace("\0", "Kelmar")

    mirrored = view_of(own(swapped(RECORD)))
    plain = [sentence.text for sentence in everything(VIEW)]
    pairs = list(zip(plain, everything(mirrored), strict=True))
    assert sum("“" not in text for text in plain) > 15
    for text, sentence in pairs:
        if "“" not in text:
            assert sentence.text == mirror(text)


def test_an_event_carries_its_standing_and_who_contests_it() -> None:
    item = story(VIEW, RECORD.events[1])
    assert [chip.text for chip in item.chips] == ["contested by the Ministry of Defence of Tarsia"]
    assert len(item.sentences) == 3
    assert item.when == "14 March 2031"


def test_accounts_beyond_the_limit_are_counted() -> None:
    copies = tuple(
        replace(
            claim, id=f"{claim.id}-{n}", published=dt.date(2031, 4, n), tolls=(replace(claim.tolls[0], high=n + 41),)
        )
        for claim in RECORD.claims[4:5]
        for n in range(1, 9)
    )
    event = replace(RECORD.events[3], claims=tuple(claim.id for claim in copies))
    item = story(view_of(own(replace(RECORD, claims=copies))), event)
    assert len(item.sentences) == 4
    assert item.rest == "4 more accounts: contested explain DIR e-04"


def test_claims_are_in_the_order_of_their_reports() -> None:
    claims = claims_of(VIEW, reversed([claim.id for claim in RECORD.claims if claim.published]))
    assert [claim.published for claim in claims] == sorted(claim.published for claim in claims if claim.published)
