"""The record that grows by a report at a time is the record that is folded from all of them."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.model.claims import EventType, Stance
from contested.model.readings import Reading
from contested.model.reports import Origin
from contested.record import LiveFold, fold_readings, meetings
from contested.record.ceasefires import ceasefires
from contested.record.control import control
from contested.record.talks import talks

from .factories import CONFLICT, NORTH, SOUTH, Told, reading, toll
from .test_fold_laws import many
from .test_history_laws import judgement

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def dense(number: int) -> Reading:
    """Return a report of a crowded week: raids by either side at a few places, tolls and denials."""
    day = (dt.date(2022, 9, 10) + dt.timedelta(days=number % 2)).isoformat()
    sides = (("army:NOR", "army:SOU"), ("army:SOU", "army:NOR"))[number // 4 % 2]
    place = ("Ford", "Mill")[number // 2 % 2]
    stance = (Stance.ASSERTED, Stance.ACCUSED, Stance.DENIED)[number // 8 % 3]
    told = [
        Told(
            f"Raid {number} at {place} killed {number % 5 + 2}.",
            who=[sides[0]],
            whom=[sides[1]],
            by=[(NORTH, SOUTH, "mission:OBS")[number % 3]],
            day=day,
            place=place,
            tolls=[toll(number % 5 + 2, whose=[sides[1]])],
            stance=stance,
        ),
        Told(f"A truce was agreed, said report {number}.", EventType.CEASEFIRE_DECLARED, [NORTH], [SOUTH], day=day),
        Told(f"Midland met both in round {number}.", EventType.MEDIATE, ["state:MID"], [NORTH, SOUTH], day=day),
    ]
    return reading(f"report {number}", told[: number % 3 + 1], published=day)


@SLOW
@given(many(), many(), st.integers(0, 5), st.randoms(use_true_random=False))
def test_growing_is_folding(some: list[Reading], more: list[Reading], first: int, chance: object) -> None:
    readings = list({one.report.id: one for one in (*some, *more)}.values())
    chance.shuffle(readings)  # type: ignore[attr-defined]
    live = LiveFold(CONFLICT, readings[:first])
    for number, one in enumerate(readings[first:], start=first + 1):
        live.add(one)
        if number % 3 == 0:
            assert live.record() == fold_readings(readings[:number], CONFLICT)
    assert live.record() == fold_readings(readings, CONFLICT)


@settings(max_examples=12, deadline=None)
@given(st.permutations(range(24)), st.integers(1, 3))
def test_a_crowded_week_grows_as_it_folds(order: list[int], reach: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meetings, "LOOK_BACK", reach)
        readings = [dense(number) for number in order]
        live = LiveFold(CONFLICT, readings[:6])
        for one in readings[6:]:
            assert live.add(one)
        whole = fold_readings(readings, CONFLICT)
        assert live.record() == whole
        assert len(whole.events) < len(whole.claims)
        assert whole.disputes


def test_a_known_cast_never_begins_anew_and_twice_changes_nothing() -> None:
    live = LiveFold(CONFLICT, [dense(number) for number in range(12)])
    for number in range(12, 20):
        assert live.add(dense(number))
    assert live.begun == 1
    before = live.record()
    assert not live.add(dense(3))
    assert live.record() == before
    assert live.ledger(talks) == before.talks


@SLOW
@given(many(), st.data())
def test_judgements_and_origins_hold_while_it_grows(readings: list[Reading], data: st.DataObject) -> None:
    made = judgement(fold_readings(readings, CONFLICT), data)
    ids = sorted(one.report.id for one in readings)
    origins = [Origin("o-copies", tuple(ids[:2]), "near copies")]
    live = LiveFold(CONFLICT, readings[:1], [made])
    for one in readings[1:]:
        live.add(one, origins)
    assert live.record() == fold_readings(
        readings, CONFLICT, origins=origins if readings[1:] else (), judgements=[made]
    )


def truce_news(number: int, chance: random.Random) -> Reading:
    """Return a report of truces made, kept, broken and talked over, on days that lie close together."""
    pairs = ((NORTH, SOUTH), (NORTH, "state:MID"), (SOUTH, "state:MID"))
    words = {
        EventType.CEASEFIRE_DECLARED: "A truce was agreed",
        EventType.CEASEFIRE_VIOLATED: "The truce was violated",
        EventType.CEASEFIRE_COLLAPSED: "The truce collapsed",
        EventType.CEASEFIRE_HELD: "The truce held",
        EventType.MEDIATE: "Envoys met both sides",
        EventType.CONSULT: "Both sides met",
        EventType.TERRITORY_CHANGE: "The town of Ford was taken",
        EventType.ASSAULT: "A post was shelled, 3 died",
    }
    told = []
    for item in range(chance.randint(1, 4)):
        event_type = chance.choice(list(words))
        one, other = chance.choice(pairs)
        day: str | None = (dt.date(2022, 9, 1) + dt.timedelta(days=chance.randint(0, 20))).isoformat()
        if chance.random() < 0.15:
            day = f"2020-05-01/{day}" if event_type is EventType.CEASEFIRE_HELD else None
        who = ["mission:OBS"] if event_type is EventType.MEDIATE else [one]
        whom = [one, other] if event_type is EventType.MEDIATE else [other]
        stance = chance.choice((Stance.ASSERTED, Stance.ASSERTED, Stance.ACCUSED, Stance.DENIED))
        place = "Ford" if event_type is EventType.TERRITORY_CHANGE else None
        told.append(
            Told(
                f"{words[event_type]} ({number}.{item}).",
                event_type,
                who,
                whom,
                by=chance.choice(([], [NORTH], [SOUTH])),
                day=day,
                place=place,
                stance=stance,
                tolls=[toll(3, whose=[other])] if event_type is EventType.ASSAULT else [],
                trigger=words[event_type].split()[-1],
            )
        )
    published = (dt.date(2022, 9, 1) + dt.timedelta(days=chance.randint(5, 25))).isoformat()
    return reading(f"truce news {number}", told, published=published)


@SLOW
@given(st.integers(0, 10_000))
def test_ledgers_asked_after_each_report_are_those_of_the_fold(seed: int) -> None:
    chance = random.Random(seed)
    readings = [truce_news(number, chance) for number in range(16)]
    live = LiveFold(CONFLICT, readings[:2])
    for number, one in enumerate(readings[2:], start=3):
        live.add(one)
        whole = fold_readings(readings[:number], CONFLICT)
        assert live.ledger(ceasefires) == whole.ceasefires
        assert live.ledger(talks) == whole.talks
        assert live.ledger(control) == whole.control
    assert whole.ceasefires
