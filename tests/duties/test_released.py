"""Of 150 hostile passages nothing that must not leave reaches the public by any way, and the controls are shown."""

from __future__ import annotations

from tests.duties.harness import by_kind, outcome
from tests.duties.passages import passages

CONTROLS_SHOWN = 30
PARTNER_TOLD = 9
SEEN_INSIDE = 75


def test_nothing_that_must_not_leave_leaves() -> None:
    assert outcome().leaks == ()
    assert sum(right for _, right, _ in by_kind().values()) == 150


def test_the_same_search_finds_it_in_what_stays_inside() -> None:
    assert outcome().internal >= SEEN_INSIDE


def test_what_the_public_must_be_shown_is_shown() -> None:
    assert len(outcome().shown) >= CONTROLS_SHOWN, outcome().missing


def test_partners_are_given_what_they_need() -> None:
    asked = sum(len(passage.partner) for passage in passages())
    assert asked - len(outcome().partner_missing) >= PARTNER_TOLD, outcome().partner_missing


def test_the_page_of_the_hostile_passages_takes_no_side() -> None:
    assert outcome().slips == ()
