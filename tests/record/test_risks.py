"""Warnings: what a sentence sets as a condition, what it looks ahead to, and what is no warning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contested.model.claims import Aux, EventType, Stance
from contested.model.ledgers import Risk
from contested.record import fold_readings

from .factories import CONFLICT, NORTH, SOUTH, Told, reading, toll

IF = Stance.HYPOTHETICAL
MAYBE = Stance.POSSIBLE


def warnings(*told: Told) -> list[Risk]:
    """Return the warnings of a report whose lines are written as one paragraph."""
    one = reading("paper", told)
    whole = replace(one, report=replace(one.report, text=one.report.text.replace("\n", " ")))
    return list(fold_readings([whole], CONFLICT).risks)


def quotes(*told: Told) -> list[str]:
    return [risk.passage.quote for risk in warnings(*told)]


def test_a_sentence_that_sets_a_condition_is_one_warning_with_its_condition_as_the_driver() -> None:
    condition = Told("If the bridge at Ford is shelled again,", EventType.ASSAULT, stance=IF)
    follows = Told("Northland will march on the port.", EventType.THREATEN, who=[NORTH], whom=[SOUTH], stance=IF)
    (risk,) = warnings(condition, follows)
    assert risk.passage.quote == "If the bridge at Ford is shelled again, Northland will march on the port."
    assert risk.driver == condition.sentence
    assert risk.kind == "escalation"


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("Should the granary burn down,", "whole valleys could go hungry."),
        ("Unless the dam is mended,", "the lower town may be flooded."),
        ("Without a second ferry,", "thousands will be stuck on the island."),
    ],
)
def test_a_condition_of_which_nothing_is_read_belongs_to_the_warning(opening: str, rest: str) -> None:
    told = (Told(opening, EventType.STATUS, reliable=False), Told(rest, EventType.STATUS, stance=IF))
    assert quotes(*told) == [f"{opening} {rest}"]


def test_the_end_of_a_warning_of_which_nothing_is_read_belongs_to_it() -> None:
    condition = Told("If the raids go on,", EventType.ASSAULT, stance=IF)
    rest = Told("nobody will be able to answer for the harvest.", EventType.STATUS, reliable=False)
    assert quotes(condition, rest) == [f"{condition.sentence} {rest.sentence}"]


@pytest.mark.parametrize(
    "told",
    [
        Told("Their pact obliges Midland to help if Northland is attacked.", EventType.ASSAULT, stance=IF),
        Told("In 1997 it would have struck if the guns had come.", EventType.ASSAULT, stance=IF),
        Told("It would strike the guns if they came in 1997.", EventType.THREATEN, stance=IF),
        Told("The rebels would free ten captives if the road is opened.", EventType.CONCEDE, stance=IF),
        Told("The draft would, if adopted, ban all arms sales.", EventType.AGREE, stance=IF),
        Told("Northland vowed revenge.", EventType.THREATEN, who=[NORTH], trigger="vowed"),
        Told(
            "Northland had threatened in spring to shell Ford.", EventType.THREATEN, who=[NORTH], trigger="threatened"
        ),
        Told("Northland moved clerks out of the capital.", EventType.MOBILIZE, who=[NORTH]),
        Told("Some 300 lorries are cut off at Ford.", EventType.STATUS),
        Told("Midland may send 40 clerks.", EventType.AID, who=["state:MID"], stance=MAYBE),
        Told("They may sign before the winter.", EventType.AGREE, stance=MAYBE),
    ],
)
def test_what_is_no_warning(told: Told) -> None:
    assert warnings(told) == []


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (
            Told("Northland threatened to shell Ford.", EventType.THREATEN, who=[NORTH], trigger="threatened"),
            "escalation",
        ),
        (Told("Northland rushed tanks to the border.", EventType.MOBILIZE, who=[NORTH]), "escalation"),
        (Told("Northland will call up all reserves.", EventType.MOBILIZE, who=[NORTH], aux=[Aux.FUTURE]), "escalation"),
        (Told("Another raid would force them to shut the port.", EventType.COERCE), "escalation"),
        (Told("Some 30,000 villagers are cut off at Ford.", EventType.STATUS), "humanitarian"),
        (Told("Midland may send 400 fighters.", EventType.AID, who=["state:MID"], stance=MAYBE), "escalation"),
        (
            Told("Envoys doubt that they will sign this winter.", EventType.AGREE, stance=MAYBE),
            "peace_process",
        ),
    ],
)
def test_what_looks_ahead_to_harm_or_want(told: Told, kind: str) -> None:
    assert [risk.kind for risk in warnings(told)] == [kind]


def test_an_attack_that_was_told_with_its_dead_is_no_warning() -> None:
    assert warnings(Told("Northland shelled Ford, killing 3.", who=[NORTH], tolls=[toll(3)])) == []
