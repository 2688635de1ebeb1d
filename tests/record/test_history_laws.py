"""Laws of history: judgements win, are undone without a trace, and never change what was known before them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.model.claims import EventType
from contested.model.events import Judgement, RecordedClaim, Review, StandingLevel
from contested.model.ids import content_id
from contested.model.ledgers import Rule
from contested.model.readings import Decision, Reading
from contested.model.record import Record
from contested.model.reports import Origin
from contested.record import Run, Store, fold_readings, reconciled_tolls
from contested.record.anchors import anchor

from .factories import CONFLICT, NORTH, SOUTH, Told, reading, toll
from .test_fold_laws import DAYS, many

QUICK = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RUN = Run("run-1", "0.1.0", "plain")
NOON = dt.datetime(2022, 9, 15, 12)


def row(
    claims: list[RecordedClaim],
    decision: Decision,
    others: list[RecordedClaim] | None = None,
    field: str | None = None,
    value: str | None = None,
    at: dt.datetime = NOON,
) -> Judgement:
    subject, other = (" ".join(c.id for c in some or []) or None for some in (claims, others))
    made = content_id("j", subject, other, decision.value, field, value, at.isoformat())
    anchors = tuple(anchor(c) for c in (*claims, *(others or [])))
    return Judgement(made, subject or "", other, decision, field, value, "a reader", at, "seen", None, anchors)


def undo(judgement: Judgement) -> Judgement:
    later = judgement.at + dt.timedelta(minutes=1)
    own = content_id("j", judgement.id, later.isoformat())
    return Judgement(own, judgement.id, None, Decision.UNSURE, None, None, "a reader", later, "wrong", judgement.id)


def without_rows(record: Record) -> Record:
    """Return the record without the judgements themselves, which are never taken away."""
    return replace(record, judgements=(), undone=())


def judgement(record: Record, data: st.DataObject) -> Judgement:
    claims = list(record.claims)
    one = data.draw(st.sampled_from(claims))
    other = data.draw(st.sampled_from(claims))
    kind = data.draw(st.sampled_from(["merge", "split", "reject", "accept", "correct", "withdraw", "note"]))
    if kind in {"merge", "split"} and one is not other:
        return row([one], Decision.SAME if kind == "merge" else Decision.DIFFERENT, [other])
    if kind == "withdraw":
        made = row([], Decision.DIFFERENT, None, "withdrawn", "yes")
        return replace(made, subject=one.report_id)
    if kind == "correct":
        fields = [("stance", "denied"), ("time", "2022-08-03/2022-08-05"), ("initiators", "state:FAR; someone new")]
        field, value = data.draw(st.sampled_from([*fields, ("event_type", "ASSAULT"), ("places", "Mill; Elsewhere")]))
        return row([one], Decision.SAME, None, field, value)
    decisions = {"reject": Decision.DIFFERENT, "note": Decision.UNSURE}
    return row([one], decisions.get(kind, Decision.SAME))


@QUICK
@given(many(), st.data())
def test_any_judgement_and_its_undoing_are_the_identity(readings: list[Reading], data: st.DataObject) -> None:
    record = fold_readings(readings, CONFLICT)
    made = judgement(record, data)
    judged = fold_readings(readings, CONFLICT, judgements=[made])
    assert {c.id for c in judged.claims} <= {c.id for c in record.claims}
    undone = fold_readings(readings, CONFLICT, judgements=[undo(made), made])
    assert without_rows(undone) == record
    again = fold_readings(readings, CONFLICT, judgements=[undo(made), made, undo(undo(made))])
    assert without_rows(again) == without_rows(judged)


@QUICK
@given(many(), many(), DAYS, st.data())
def test_as_of_never_changes_and_what_is_visible_grows(
    some: list[Reading], more: list[Reading], day: str, data: st.DataObject
) -> None:
    limit = dt.date.fromisoformat(day)
    before = fold_readings(some, CONFLICT, as_of=limit)
    later = [one for one in more if one.report.published is None or one.report.published > limit]
    whole = fold_readings([*some, *later], CONFLICT)
    made = replace(judgement(whole, data), at=dt.datetime.combine(limit, dt.time()) + dt.timedelta(days=1))
    assert fold_readings([*some, *later], CONFLICT, as_of=limit, judgements=[made]) == before
    days = [limit + dt.timedelta(days=n) for n in (0, 5, 10, 40)]
    known = [{c.id for c in fold_readings(some, CONFLICT, as_of=d).claims} for d in days]
    happened = [{c.id for c in fold_readings(some, CONFLICT, happened_by=d).claims} for d in days]
    for seen in (known, happened):
        assert all(one <= other for one, other in pairwise(seen))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(many(), st.data(), st.uuids())
def test_the_fold_of_a_replayed_log_equals_the_live_one(
    tmp_path_factory: object, readings: list[Reading], data: st.DataObject, name: object
) -> None:
    folder: Path = tmp_path_factory.mktemp(str(name))  # type: ignore[attr-defined]
    made = judgement(fold_readings(readings, CONFLICT), data)
    live = fold_readings(readings, CONFLICT, judgements=[made, undo(made)])
    with Store.open(folder / "record.duckdb") as store:
        assert store.append_readings(list(reversed(readings)), RUN) == len(readings)
        assert store.append_readings(readings, RUN) == 0
        store.append_judgements([undo(made), made])
    with Store.open(folder / "record.duckdb", read_only=True) as store:
        assert fold_readings(list(store.readings()), CONFLICT, judgements=store.judgements()) == live


def raid(local: str = "c1") -> Reading:
    """Return a reading of a raid; with another name for its claim it is as if it had been coded anew."""
    made = reading(
        "wire",
        [Told("Southland shelled Ford and killed 3.", who=[SOUTH], whom=[NORTH], day="2022-09-13", tolls=[toll(3)])],
    )
    claims = tuple(replace(claim, id=local) for claim in made.extraction.claims)
    times = tuple(replace(time, claim=local) for time in made.resolution.claim_times)
    extraction, resolution = replace(made.extraction, claims=claims), replace(made.resolution, claim_times=times)
    return Reading(made.report, extraction, resolution)


def test_a_judgement_finds_its_claim_after_recoding(tmp_path: Path) -> None:
    first = fold_readings([raid()], CONFLICT)
    made = row(list(first.claims), Decision.SAME, None, "event_type", "HARM")
    with Store.open(tmp_path / "record.duckdb") as store:
        store.append_reading(raid(), RUN)
        store.append_judgement(made)
        assert not store.append_revision(raid(), RUN), "nothing is read otherwise"
        assert store.append_revision(raid("c7"), Run("run-2"))
        assert store.count("readings") == 2, "the old reading stays"
        found = fold_readings(list(store.readings()), CONFLICT, judgements=store.judgements())
    (claim,) = found.claims
    assert (claim.local_id, claim.event_type, claim.review) == ("c7", EventType.HARM, Review.CORRECTED)
    gone = Reading(raid().report, replace(raid().extraction, claims=()), replace(raid().resolution, claim_times=()))
    lost = fold_readings([gone], CONFLICT, judgements=[made])
    assert any(gap.kind == "judgements" and made.id in gap.text for gap in lost.gaps)
    assert lost.judgements == (made,)


def test_a_withdrawn_report_leaves_the_standing_and_not_the_record() -> None:
    other = reading("later", [Told("Southland shelled Ford on the 13th.", who=[SOUTH], whom=[NORTH], day="2022-09-13")])
    before = fold_readings([raid(), other], CONFLICT)
    withdrawn = replace(row([], Decision.DIFFERENT, None, "withdrawn", "yes"), subject=raid().report.id)
    after = fold_readings([raid(), other], CONFLICT, judgements=[withdrawn])
    assert [c.id for c in after.claims] == [c.id for c in before.claims]
    assert [c.withdrawn for c in after.claims if c.doc_id == "wire"] == ["seen"]
    assert after.tolls == ()
    alone = fold_readings([raid()], CONFLICT, judgements=[withdrawn])
    assert [event.standing.level for event in alone.events] == [StandingLevel.WITHDRAWN]
    assert not alone.disputes
    assert not alone.tolls


def test_rules_count_origins_and_not_copies() -> None:
    def told(name: str, number: int, by: str, words: str) -> Reading:
        sentence = f"{words}: {number} killed at Ford."
        counted = [toll(number, whose=["army:NOR"])]
        said = Told(sentence, who=[SOUTH], whom=["army:NOR"], by=[by], day="2022-09-13", place="Ford", tolls=counted)
        return reading(name, [said])

    readings = [
        told("a", 3, NORTH, "The Northern side said"),
        told("b", 10, SOUTH, "The Southern side said"),
        told("c", 10, SOUTH, "Once more the Southern side said"),
        told("d", 7, "mission:OBS", "The observer mission counted"),
    ]
    copies = Origin("o-copies", (readings[1].report.id, readings[2].report.id), "near copies")
    apart, grouped = (fold_readings(readings, CONFLICT, origins=origins) for origins in ((), (copies,)))
    figures = {rule: reconciled_tolls(apart, rule) for rule in Rule}
    assert all(len(rows) == 1 for rows in figures.values()), "one raid, one side's people"
    bounds = {rule: (rows[0].low, rows[0].high) for rule, rows in figures.items()}
    assert bounds[Rule.RANGE] == (3, 10)
    assert bounds[Rule.MOST_CONSERVATIVE] == (3, 3)
    assert bounds[Rule.HIGHEST] == (10, 10)
    assert bounds[Rule.MAJORITY] == (10, 10)
    assert bounds[Rule.OWN_LOSSES] == (3, 3)
    assert bounds[Rule.THIRD_PARTY] == (7, 7)
    (tied,) = reconciled_tolls(grouped, Rule.MAJORITY)
    assert (tied.low, tied.high) == (3, 10), "two copies are one origin, and then no figure leads"
    assert all(set(rows[0].claims) == {c.id for c in apart.claims} for rows in figures.values()), "nothing is dropped"
