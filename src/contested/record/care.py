"""What to handle with care, and what is not known: garbled, stale, undated or ambiguous statements; gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from contested.model.claims import Aux, EventType, Stance
from contested.model.events import Event, RecordedClaim
from contested.model.ledgers import CareEntry, Ceasefire
from contested.model.readings import NoteKind
from contested.model.record import Gap
from contested.model.reports import Report
from contested.model.spans import Passage
from contested.record.fighting import contradicting, fighting, held_long
from contested.record.material import Material, speaker

_DATED_TYPES = frozenset(EventType) - {EventType.STATUS, EventType.SUPPORT, EventType.THREATEN, EventType.REQUEST}
_WINDOW = dt.timedelta(days=30)
_HEAD = 120


def care(material: Material, truces: Sequence[Ceasefire]) -> tuple[CareEntry, ...]:
    """Return the statements to handle with care, in telling order."""
    rows = [*_noted(material), *_undated_reports(material), *_undated(material), *_stale(material, truces)]
    index = {report.id: i for i, report in enumerate(material.reports)}
    unique = {(row.report_id, row.passage, row.kind): row for row in reversed(rows)}
    return tuple(sorted(unique.values(), key=lambda r: (index[r.report_id], r.passage, r.kind)))


def _noted(material: Material) -> Iterator[CareEntry]:
    for report, note in material.notes:
        known = tuple(c for c in note.claims if c in material.by_id)
        yield CareEntry(note.kind.value, report, note.passage, note.reason, known)


def _undated_reports(material: Material) -> Iterator[CareEntry]:
    for report in material.reports:
        if report.published is None:
            yield CareEntry(
                NoteKind.UNDATED.value,
                report.id,
                Passage.cut(report.text, 0, _head_end(report)),
                "the report has no date; its relative dates could not be anchored",
                tuple(c.id for c in material.told_in[report.id] if c.time is None),
            )


def _head_end(report: Report) -> int:
    line = report.text.find("\n")
    return min(_HEAD, len(report.text) if line < 0 else line)


def _undated(material: Material) -> Iterator[CareEntry]:
    for claim in material.claims:
        dated_report = material.report_of[claim.report_id].published is not None
        happening = claim.event_type in _DATED_TYPES and claim.stance is not Stance.HYPOTHETICAL
        if dated_report and happening and claim.time is None and Aux.FUTURE not in claim.aux:
            yield CareEntry(
                NoteKind.UNDATED.value, claim.report_id, claim.passage, "no time is told for it", (claim.id,)
            )


def _stale(material: Material, truces: Sequence[Ceasefire]) -> Iterator[CareEntry]:
    fights = fighting(material)
    for truce in truces:
        for claim_id in truce.observations:
            claim = material.by_id[claim_id]
            later, _ = contradicting(held_long([claim], material), fights, material)
            if later:
                yield CareEntry(
                    NoteKind.STALE.value,
                    claim.report_id,
                    claim.passage,
                    "said to be in effect, but fighting within that time is told",
                    (claim.id, *later),
                )


def gaps(material: Material, found: Sequence[Event]) -> tuple[Gap, ...]:
    """Return what is not known: silent days, events without place, no independent origin."""
    return (*_silent_days(material, found), *_placeless(found), *_undated_events(found), *_dependent(material))


def _silent_days(material: Material, found: Sequence[Event]) -> Iterator[Gap]:
    days = [d for event in found for d in _days(event)]
    reported = {report.published for report in material.reports if report.published}
    if not days or not reported:
        return
    last = max(reported)
    first = max(last - _WINDOW + dt.timedelta(days=1), min([*(d for d in days if d <= last), last]))
    every = [first + dt.timedelta(days=i) for i in range((last - first).days + 1)]
    silent = [day for day in every if day not in reported]
    if silent:
        told = ", ".join(_runs(silent))
        yield Gap("days", f"no report was published on {len(silent)} of the last {len(every)} days: {told}")


def _days(event: Event) -> list[dt.date]:
    return [day for day in (event.time.start, event.time.end) if day] if event.time else []


def _runs(days: Sequence[dt.date]) -> list[str]:
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == dt.timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [run[0].isoformat() if len(run) == 1 else f"{run[0].isoformat()} to {run[-1].isoformat()}" for run in runs]


def _placeless(found: Sequence[Event]) -> Iterator[Gap]:
    violent = [e for e in found if e.event_type in {EventType.ASSAULT, EventType.HARM}]
    without = [e for e in violent if not e.places]
    if without:
        yield Gap("places", f"{len(without)} of {len(violent)} violent events have no place")


def _undated_events(found: Sequence[Event]) -> Iterator[Gap]:
    without = [e for e in found if e.time is None]
    if without:
        yield Gap("times", f"{len(without)} of {len(found)} events have no date")


def _dependent(material: Material) -> Iterator[Gap]:
    if not material.claims:
        return
    outside = {material.origin_of[c.report_id] for c in material.claims if not _is_party(c, material)}
    if not outside:
        yield Gap("independent observers", "every claim comes from a party to the conflict")
    elif len(material.origins) == 1:
        yield Gap("independent observers", "all reports go back to one origin; nothing is corroborated")


def _is_party(claim: RecordedClaim, material: Material) -> bool:
    parties = set(material.belligerents(claim.report_id))
    return bool(material.sides([speaker(claim, material)]) & material.sides(parties))
