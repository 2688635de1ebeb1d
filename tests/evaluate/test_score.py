"""The claim scorer: gold against itself is perfect, and each kind of mistake costs what it should."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from contested.evaluate.gold import (
    NARRATOR,
    Days,
    Document,
    Figure,
    Role,
    ScoredActor,
    ScoredClaim,
    Span,
    read_coded,
    read_gold,
)
from contested.evaluate.score import Aspect, Scores, days_agree, numbers_agree, score, score_document
from contested.model.errors import CodecError, InputError

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
ATTACK = ScoredClaim(
    id="c1",
    span=Span(0, 40),
    types=("ASSAULT",),
    initiator=Role(("army",)),
    recipient=Role(("rebels",)),
    claimant="minister",
    claimants_accepted=frozenset(),
    days=Days(dt.date(2022, 9, 13), dt.date(2022, 9, 13)),
    numbers=(Figure("killed", 5, 5, 5),),
    stance="accused",
    polarity="positive",
)
ACTORS = (
    ScoredActor("state", frozenset({"Freedonia"}), (Span(100, 109),), frozenset({"state"})),
    ScoredActor("army", frozenset({"the army"}), (Span(0, 8),), frozenset({"state"})),
    ScoredActor("rebels", frozenset({"rebels"}), (Span(20, 26),), frozenset({"rebels"})),
    ScoredActor("minister", frozenset({"the minister"}), (Span(50, 62),), frozenset({"rebels"})),
)
GOLD = Document("d", ACTORS, (ATTACK,))


def _scores(*claims: ScoredClaim, gold: Document = GOLD) -> Scores:
    return score_document(gold, Document("d", ACTORS, claims))


def _f1(scores: Scores) -> dict[Aspect, float]:
    return {aspect: tally.f1 for aspect, tally in scores.items() if tally.gold or tally.system}


@pytest.mark.parametrize("folder", ["devcorpus", "golden"])
def test_gold_scores_itself_perfectly(folder: str) -> None:
    gold = read_gold(CORPUS / folder)
    required = [
        replace(
            document,
            claims=tuple(claim for claim in document.claims if not claim.optional),
        )
        for document in gold
    ]
    scores = score(required, {document.doc_id: document for document in required})
    assert _f1(scores) == dict.fromkeys(_f1(scores), 1.0)
    assert scores[Aspect.CLAIM].gold == sum(len(document.claims) for document in required) > 0


def test_nothing_coded_scores_nothing() -> None:
    gold = read_gold(CORPUS / "golden")
    scores = score(gold, {})
    assert set(_f1(scores).values()) == {0.0}
    assert scores[Aspect.FULL].gold == scores[Aspect.CLAIM].gold > 0


@pytest.mark.parametrize(
    ("change", "hurt"),
    [
        ({"types": ("COERCE",)}, {Aspect.TYPE, Aspect.FULL}),
        ({"initiator": Role(("rebels",))}, {Aspect.INITIATOR, Aspect.FULL}),
        ({"recipient": Role(())}, {Aspect.RECIPIENT, Aspect.FULL}),
        ({"claimant": NARRATOR}, {Aspect.CLAIMANT, Aspect.FULL}),
        ({"stance": "asserted"}, {Aspect.STANCE, Aspect.FULL}),
        ({"polarity": "negative"}, {Aspect.NEGATIVE, Aspect.FULL}),
        ({"days": Days(dt.date(2022, 9, 12), dt.date(2022, 9, 12))}, {Aspect.DATE}),
        ({"numbers": (Figure("injured", 5, 5, 5),)}, {Aspect.QUANTITY}),
        ({"span": Span(60, 90)}, set(Aspect) - {Aspect.NEGATIVE, Aspect.DISPUTE}),
    ],
)
def test_one_mistake_costs_its_own_figure(change: dict[str, object], hurt: set[Aspect]) -> None:
    wrong = replace(ATTACK, **change)  # type: ignore[arg-type]
    assert {aspect for aspect, value in _f1(_scores(wrong)).items() if value < 1} == hurt


def test_an_actor_of_the_same_side_is_right() -> None:
    other = replace(ATTACK, initiator=Role(("state",)), claimant="rebels")
    assert set(_f1(_scores(other)).values()) == {1.0}


def test_a_collective_stands_for_its_members() -> None:
    both = ScoredActor("both", frozenset({"both sides"}), (Span(70, 80),), frozenset(), ("army", "rebels"))
    fight = replace(ATTACK, initiator=Role(("both",)), recipient=Role(("both",)))
    gold = Document("d", (*ACTORS, both), (fight,))
    told = replace(ATTACK, initiator=Role(("army", "rebels")), recipient=Role(("army",)))
    figures = _f1(_scores(told, gold=gold))
    assert figures[Aspect.INITIATOR] == 1
    assert figures[Aspect.RECIPIENT] == pytest.approx(2 / 3)


def test_optional_claims_and_accepted_values_are_never_punished() -> None:
    optional = replace(ATTACK, id="c2", span=Span(60, 100), optional=True)
    gold = Document("d", ACTORS, (replace(ATTACK, types=("ASSAULT", "COERCE")), optional))
    assert set(_f1(_scores(ATTACK, gold=gold)).values()) == {1.0}
    assert set(_f1(_scores(ATTACK, replace(optional, optional=False), gold=gold)).values()) == {1.0}
    assert set(_f1(_scores(replace(ATTACK, types=("COERCE",)), gold=gold)).values()) == {1.0}


def test_an_implied_role_may_be_left_empty() -> None:
    gold = Document("d", ACTORS, (replace(ATTACK, recipient=Role(("rebels",), implied=True)),))
    assert set(_f1(_scores(replace(ATTACK, recipient=Role(())), gold=gold)).values()) == {1.0}
    assert _f1(_scores(replace(ATTACK, recipient=Role(("army",))), gold=gold))[Aspect.FULL] == 0


def test_every_claim_is_paired_once() -> None:
    scores = _scores(ATTACK, replace(ATTACK, id="c2"))
    assert scores[Aspect.CLAIM].right == 1
    assert scores[Aspect.CLAIM].system == 2


def test_weak_disputes_are_neither_asked_for_nor_punished() -> None:
    denial = replace(ATTACK, id="c2", span=Span(60, 100), stance="denied")
    pair = frozenset({frozenset({"c1", "c2"})})
    claims = (ATTACK, denial)
    coded = Document("d", ACTORS, claims, pair)
    strong = score_document(Document("d", ACTORS, claims, disputes=pair), coded)[Aspect.DISPUTE]
    weak = score_document(Document("d", ACTORS, claims, weak=pair), coded)[Aspect.DISPUTE]
    none = score_document(Document("d", ACTORS, claims), coded)[Aspect.DISPUTE]
    assert [(t.right, t.gold, t.system) for t in (strong, weak, none)] == [(1, 1, 1), (0, 0, 0), (0, 0, 1)]


def _days(start: str | None, end: str | None) -> Days:
    return Days(*(dt.date.fromisoformat(day) if day else None for day in (start, end)))


@pytest.mark.parametrize(
    ("gold", "coded", "agree"),
    [
        (("2022-09-01", "2022-09-30"), ("2022-09-13", "2022-09-13"), True),
        (("2022-09-13", "2022-09-13"), ("2022-09-01", "2022-09-30"), False),
        (("2022-09-12", "2022-09-13"), ("2022-09-13", "2022-09-14"), False),
        (("2022-09-12", "2022-09-14"), ("2022-09-13", "2022-09-15"), True),
        ((None, "1993-12-31"), (None, "1993-12-31"), True),
        ((None, "1993-12-31"), ("1993-01-01", "1993-12-31"), True),
        (("1993-01-01", "1993-12-31"), (None, "1993-12-31"), False),
    ],
)
def test_days(gold: tuple[str | None, str | None], coded: tuple[str | None, str | None], agree: bool) -> None:
    assert days_agree(_days(*gold), _days(*coded)) is agree


@pytest.mark.parametrize(
    ("gold", "coded", "agree"),
    [
        (Figure("killed", 50, 50, 50), Figure("killed", 50, 50, 50), True),
        (Figure("killed", 105, 105, None), Figure("killed", 110, 110, None), True),
        (Figure("killed", 105, 105, None), Figure("killed", 50, 50, 50), False),
        (Figure("killed", None, 100, None), Figure("killed", None, 95, None), True),
        (Figure("killed", None, 100, None), Figure("killed", None, 80, None), False),
        (Figure("killed", None, None, 200), Figure("killed", None, None, 200), True),
        (Figure("killed", 24, None, 99), Figure("killed", 24, None, 99), True),
        (Figure("killed", 50, 50, 50), Figure("injured", 50, 50, 50), False),
        (Figure("killed", 50, 50, 50), Figure("killed", None, None, None), False),
    ],
)
def test_numbers(gold: Figure, coded: Figure, agree: bool) -> None:
    assert numbers_agree(gold, coded) is agree


def test_coded_reports_are_read_from_the_exchange_format() -> None:
    claim = {
        "id": "k1", "start": 0, "end": 9, "event_type": "ASSAULT", "initiator": ["a1"], "recipient": [],
        "claimant": None, "date": {"start": None, "end": "2020-01-01"}, "modality": "asserted", "polarity": "positive",
        "quantities": [{"kind": "killed", "lower": 1, "best": 1, "upper": None}],
    }  # fmt: skip
    report = {
        "doc_id": "d", "actors": [{"id": "a1", "name": "the army"}], "claims": [claim], "disputes": [],
        "mentions": [{"start": 0, "end": 8, "actor": "a1"}],
    }  # fmt: skip
    document = read_coded([json.dumps(report), ""])["d"]
    assert document.claims[0].claimant == NARRATOR
    assert document.claims[0].days == Days(None, dt.date(2020, 1, 1))
    assert document.actors[0].spans == (Span(0, 8),)


def test_what_is_no_coded_report_is_refused_with_advice() -> None:
    with pytest.raises(CodecError, match="contested code"):
        read_coded(['{"doc_id": "d"}'])
    with pytest.raises(InputError, match="no gold records"):
        read_gold(CORPUS / "nowhere")
