"""Laws of the fold: order and repetition do not matter, nothing is lost, as-of never changes in hindsight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.model.claims import Aux, EventType, Polarity, Stance
from contested.model.codec import from_json, to_json
from contested.model.quantities import TollKind
from contested.model.readings import Reading
from contested.model.record import Record
from contested.record import ChangeKind, diff, explain, fold_readings

from .factories import CAST, CONFLICT, Told, reading, toll

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ACTORS = st.lists(st.sampled_from(sorted(CAST)), max_size=2, unique=True)
DAYS = st.integers(0, 40).map(lambda n: (dt.date(2022, 8, 1) + dt.timedelta(days=n)).isoformat())


@st.composite
def told(draw: st.DrawFn) -> Told:
    place = draw(st.sampled_from([None, "Ford", "Mill", "Dale"]))
    number = draw(st.integers(0, 30))
    words = f"In {place or 'the hills'} {number} of them, said a report {draw(st.integers(0, 99))}."
    tolls = [toll(number, draw(st.sampled_from(TollKind)), whose=draw(ACTORS))] if draw(st.booleans()) else []
    days = sorted([draw(DAYS), draw(DAYS)])
    return Told(
        words,
        draw(st.sampled_from(EventType)),
        who=draw(ACTORS),
        whom=draw(ACTORS),
        by=draw(ACTORS),
        day=draw(st.sampled_from([None, days[0], "/".join(days), f"../{days[0]}"])),
        place=place,
        tolls=tolls,
        stance=draw(st.sampled_from(Stance)),
        polarity=draw(st.sampled_from(Polarity)),
        aux=draw(st.lists(st.sampled_from(Aux), max_size=1)),
        topic=draw(st.sampled_from([None, "risk", "control", "ceded", "peace_agreement", "arms"])),
    )


@st.composite
def many(draw: st.DrawFn) -> list[Reading]:
    drafts = draw(
        st.lists(st.tuples(st.lists(told(), min_size=1, max_size=5), st.none() | DAYS), min_size=1, max_size=5)
    )
    made = [reading(f"report {i}", some, published=day) for i, (some, day) in enumerate(drafts)]
    return list({one.report.id: one for one in made}.values())


@QUICK
@given(many(), st.randoms(use_true_random=False))
def test_the_order_of_readings_does_not_matter(readings: list[Reading], chance: object) -> None:
    shuffled = list(readings)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold_readings(shuffled, CONFLICT) == fold_readings(readings, CONFLICT)


@QUICK
@given(many())
def test_adding_twice_changes_nothing(readings: list[Reading]) -> None:
    assert fold_readings([*readings, *readings], CONFLICT) == fold_readings(readings, CONFLICT)


@QUICK
@given(many())
def test_the_record_round_trips_and_refers_only_to_what_it_holds(readings: list[Reading]) -> None:
    record = fold_readings(readings, CONFLICT)
    assert from_json(Record, to_json(record)) == record
    claims = {claim.id for claim in record.claims}
    assert len(claims) == sum(len(one.extraction.claims) for one in readings)
    assert _referred(record) <= claims
    in_events = [claim for event in record.events for claim in event.claims]
    assert len(in_events) == len(set(in_events)), "a claim belongs to one event at most"
    ids = [row.id for rows in _tables(record) for row in rows]  # type: ignore[attr-defined]
    assert len(ids) == len(set(ids))
    names = {actor.id for actor in record.actors}
    assert {a for c in record.claims for a in (*c.initiators, *c.recipients)} <= names


def _tables(record: Record) -> Sequence[Sequence[object]]:
    return (
        record.claims,
        record.events,
        record.disputes,
        record.ceasefires,
        record.talks,
        record.control,
        record.blames,
        record.risks,
    )


def _referred(record: Record) -> set[str]:
    found = {claim for row in record.events for claim in row.claims}
    found |= {claim for row in record.ceasefires for claim in row.claims}
    found |= {claim for row in record.talks for claim in row.claims}
    found |= {claim for row in record.control for claim in row.claims}
    found |= {claim for row in record.blames for claim in row.claims}
    found |= {claim for row in record.care for claim in row.claims}
    found |= {claim for row in record.ceasefires for claim in (*row.incidents, *row.observations)}
    found |= {claim for row in record.blames for claim in row.answers} | {row.claim for row in record.risks}
    found |= {end for row in record.disputes for end in (row.claim, row.other)} | {row.claim for row in record.tolls}
    return found | {row.supersedes for row in record.tolls if row.supersedes} | set(record.status.claims)


@QUICK
@given(many(), many(), DAYS)
def test_as_of_does_not_change_when_later_reports_come(some: list[Reading], more: list[Reading], day: str) -> None:
    limit = dt.date.fromisoformat(day)
    later = [one for one in more if one.report.published is None or one.report.published > limit]
    before = fold_readings(some, CONFLICT, as_of=limit)
    assert fold_readings([*some, *later], CONFLICT, as_of=limit) == before
    grown = fold_readings(some, CONFLICT, as_of=limit + dt.timedelta(days=10))
    assert {c.id for c in before.claims} <= {c.id for c in grown.claims}


@QUICK
@given(many())
def test_hypothetical_claims_and_negatives_found_no_event(readings: list[Reading]) -> None:
    record = fold_readings(readings, CONFLICT)
    told_of = {claim.id: claim for claim in record.claims}
    for event in record.events:
        members = [told_of[claim] for claim in event.claims]
        assert all(claim.stance is not Stance.HYPOTHETICAL for claim in members)
        assert any(claim.polarity is Polarity.POSITIVE for claim in members)


@QUICK
@given(many())
def test_every_id_has_a_trail_to_words(readings: list[Reading]) -> None:
    record = fold_readings(readings, CONFLICT)
    for table in _tables(record):
        for row in table:
            trail = explain(record, row.id)  # type: ignore[attr-defined]
            assert trail.steps
            for step in trail.steps:
                text = step.report.text
                assert text[step.passage.start : step.passage.end] == step.passage.quote
                assert step.sentence.start <= step.passage.start <= step.passage.end <= step.sentence.end
                step.sentence.check(text)


@QUICK
@given(many(), many())
def test_diff_tells_what_came_and_went(some: list[Reading], more: list[Reading]) -> None:
    some_ids = {one.report.id for one in some}
    new_ones = [one for one in more if one.report.id not in some_ids]
    old, new = fold_readings(some, CONFLICT), fold_readings([*some, *new_ones], CONFLICT)
    assert diff(old, old) == ()
    added = {c.id for c in diff(old, new) if c.section == "claims" and c.kind is ChangeKind.ADDED}
    assert added == {c.id for c in new.claims} - {c.id for c in old.claims}
    assert not [c for c in diff(old, new) if c.section == "claims" and c.kind is not ChangeKind.ADDED]


def test_every_claim_of_five_hundred_readings_is_in_the_record() -> None:
    kinds = [EventType.ASSAULT, EventType.ACCUSE, EventType.CEASEFIRE_VIOLATED, EventType.HARM, EventType.MEDIATE]
    readings = []
    for number in range(500):
        day = (dt.date(2022, 1, 1) + dt.timedelta(days=number // 5)).isoformat()
        some = [
            Told(
                f"In Ford{i} {number % 7 + 1} of them, report {number} said.",
                kinds[i % len(kinds)],
                who=["army:SOU"] if i % 2 else ["army:NOR"],
                whom=["army:NOR"] if i % 2 else ["army:SOU"],
                by=[] if i % 3 else ["mod:NOR"],
                day=day,
                place=f"Ford{i}",
                tolls=[toll(number % 7 + 1)],
                stance=Stance.ACCUSED if i % 3 == 0 else Stance.ASSERTED,
            )
            for i in range(12)
        ]
        readings.append(reading(f"report {number}", some, published=day))
    record = fold_readings(readings, CONFLICT)
    assert len(record.claims) == 6000
    assert 0 < len(record.events) < 6000
