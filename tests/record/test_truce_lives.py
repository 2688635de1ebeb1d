"""Truces through their lives: states in order, why and when they ended, their terms, what followed."""

from __future__ import annotations

import pytest

from contested.model.claims import EventType as S
from contested.model.claims import Stance, ThirdPartyRole
from contested.model.ledgers import CeasefireClass, CeasefireState, EndReason, SequelKind
from contested.record import fold_readings

from .factories import CONFLICT, NORTH, SOUTH, Told, reading


def both(sentence: str, kind: S, day: str, **more: object) -> Told:
    """Return a sentence about the two sides together."""
    return Told(sentence, kind, who=["both"], whom=["both"], day=day, **more)  # type: ignore[arg-type]


def test_a_truce_is_sought_declared_kept_broken_and_over() -> None:
    told = [
        Told(
            "Midland proposed a ceasefire to both.",
            S.MEDIATE,
            who=["state:MID"],
            whom=["both"],
            day="2022-03-01",
            role=ThirdPartyRole.MEDIATOR,
        ),
        both("Both sides signed a humanitarian ceasefire.", S.CEASEFIRE_DECLARED, "2022-03-02"),
        both("It was holding.", S.CEASEFIRE_HELD, "2022-03-05"),
        Told(
            "Northland broke the truce.", S.CEASEFIRE_VIOLATED, who=[NORTH], whom=[SOUTH], by=[SOUTH], day="2022-03-08"
        ),
        Told(
            "Shots from Northland broke it, monitors found.",
            S.CEASEFIRE_VIOLATED,
            who=[NORTH],
            by=["mission:OBS"],
            day="2022-03-09",
        ),
        Told("The ceasefire collapsed.", S.CEASEFIRE_COLLAPSED, day="2022-03-12", trigger="collapsed"),
        both("The armies fought again.", S.ASSAULT, "2022-03-15"),
        both("A new truce was declared.", S.CEASEFIRE_DECLARED, "2022-06-01"),
    ]
    first, second = fold_readings([reading("chronicle", told, published="2022-06-02")], CONFLICT).ceasefires
    assert [step.state for step in first.steps] == [
        CeasefireState.PROPOSED,
        CeasefireState.DECLARED,
        CeasefireState.IN_EFFECT,
        CeasefireState.ENDED,
    ]
    assert (first.state, first.end_reason, first.days) == (CeasefireState.ENDED, EndReason.COLLAPSED, 10)
    assert (len(first.incidents), len(first.confirmed)) == (2, 1)
    assert first.confirmed[0] == first.incidents[1]
    assert (first.terms.form, first.terms.purpose) == ("written", "humanitarian")
    assert first.terms.binding is CeasefireClass.CESSATION
    assert [(one.kind, one.day.isoformat(), one.ceasefire) for one in first.followed_by] == [
        (SequelKind.FIGHTING, "2022-03-15", None),
        (SequelKind.CEASEFIRE, "2022-06-01", second.id),
    ]
    assert (second.state, second.days, second.followed_by) == (CeasefireState.DECLARED, None, ())


@pytest.mark.parametrize(
    ("words", "trigger", "who", "stance", "state", "reason"),
    [
        ("The truce expired at midnight.", "expired", [], Stance.ASSERTED, "ended", "expired"),
        ("Northland pulled out of the truce.", "pulled out", [NORTH], Stance.ASSERTED, "ended", "withdrawn_by_party"),
        ("Northland renounced the truce.", "renounced", [NORTH], Stance.ACCUSED, "ended", "collapsed"),
        ("The truce ended.", "ended", [], Stance.ASSERTED, "ended", "unknown"),
        ("The truce was suspended.", "suspended", [], Stance.ASSERTED, "suspended", None),
        ("The truce unravelled.", "unravelled", [], Stance.ASSERTED, "ended", "collapsed"),
    ],
)
def test_why_a_truce_ended(
    words: str, trigger: str, who: list[str], stance: Stance, state: str, reason: str | None
) -> None:
    told = [
        both("Both sides declared a truce.", S.CEASEFIRE_DECLARED, "2022-03-02"),
        Told(words, S.CEASEFIRE_COLLAPSED, who=who, day="2022-03-12", trigger=trigger, stance=stance),
    ]
    (row,) = fold_readings([reading("wire", told)], CONFLICT).ceasefires
    assert (row.state, row.end_reason) == (state, reason)
    assert row.days == (10 if state == "ended" else None)


def test_terms_come_from_the_words_alone() -> None:
    told = [
        both(
            "The sides agreed verbally on a local ceasefire for an exchange of prisoners.",
            S.CEASEFIRE_DECLARED,
            "2022-03-02",
        ),
        both("The sides extended the truce.", S.CEASEFIRE_DECLARED, "2022-04-02"),
        both("A peace agreement was signed.", S.AGREE, "2022-08-01", topic="peace_agreement"),
    ]
    first, second, third = fold_readings([reading("wire", told, published="2022-08-02")], CONFLICT).ceasefires
    assert (first.terms.form, first.terms.scope, first.terms.purpose) == ("verbal", "local", "exchange")
    assert (first.terms.renewal_of, second.terms.renewal_of, third.terms.renewal_of) == (None, first.id, None)
    assert third.terms.binding is CeasefireClass.DEFINITIVE
    assert second.followed_by[0].kind is SequelKind.SETTLEMENT
    assert (second.terms.form, second.terms.scope, second.terms.purpose) == (None, None, None)
