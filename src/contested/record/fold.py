"""The fold: readings, origins and judgements to the record of a conflict. Pure; the order of readings is no matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from contested.model.events import Dispute, Event, Judgement, RecordedClaim
from contested.model.readings import Reading
from contested.model.record import Conflict, Gap, Record
from contested.model.reports import Origin, ReadState, Report
from contested.record.anchors import place_judgements
from contested.record.blames import blames
from contested.record.care import care, gaps
from contested.record.ceasefires import ceasefires
from contested.record.control import control
from contested.record.disputes import disputes
from contested.record.events import events
from contested.record.happenings import happenings
from contested.record.links import Applied, apply_links
from contested.record.material import Material, gather, telling_key
from contested.record.parties import Dyads, with_suggested
from contested.record.relations import relations
from contested.record.risks import risks
from contested.record.status import status
from contested.record.talks import talks
from contested.record.tolls import toll_ledger
from contested.record.verdicts import RELIABILITY, Verdicts, grades_of, undone, verdicts_of

Adjust = Callable[[RecordedClaim], RecordedClaim]


@dataclass(frozen=True, slots=True)
class AsOf:
    """The two senses of "as of": what was known by a day, and what had happened by a day. None: no limit.

    Known on a day are the reports published on or before it, and the judgements made on or before it; a report
    without a date is known only where no day is asked for. Happened by a day has what began on or before it, whenever
    it became known; what has no time counts from the day on which its report told of it.
    """

    known_by: dt.date | None = None
    happened_by: dt.date | None = None

    def knows(self, report: Report) -> bool:
        """Return whether a report was known."""
        return self.known_by is None or (report.published is not None and report.published <= self.known_by)

    def holds(self, judgement: Judgement) -> bool:
        """Return whether a judgement had been made."""
        return self.known_by is None or judgement.at.date() <= self.known_by

    def happened(self, claim: RecordedClaim) -> bool:
        """Return whether what a claim tells of had begun."""
        if self.happened_by is None:
            return True
        day = (claim.time.start or claim.time.end) if claim.time else None
        return (day or claim.published or dt.date.max) <= self.happened_by


def fold_readings(  # noqa: PLR0913 (a front door)
    readings: Sequence[Reading],
    conflict: Conflict,
    *,
    origins: Sequence[Origin] = (),
    judgements: Sequence[Judgement] = (),
    as_of: dt.date | None = None,
    happened_by: dt.date | None = None,
    suggest: bool = False,
    adjust: Adjust | None = None,
) -> Record:
    """Return the record of ``readings``, as known on ``as_of``, of what had happened by ``happened_by`` (see AsOf).

    A report given twice counts once. With ``suggest`` a conflict without parties gets those that the claims suggest.
    ``adjust`` is applied to every claim once people's judgements have been, so that all that is derived from claims is
    derived from what it returns.
    """
    limits = AsOf(as_of, happened_by)
    known = _known(readings, limits)
    held = tuple(sorted((j for j in judgements if limits.holds(j)), key=lambda j: (j.at, j.id)))
    placed = place_judgements(held, known)
    verdicts = with_places(verdicts_of(placed.judgements), known.values())
    ordered = [known[key] for key in sorted(known)]
    applied = [_adjusted(_applied(reading, verdicts, limits), adjust) for reading in ordered]
    reports = [judged_report(reading.report, verdicts) for reading in ordered]
    material = replace(gather(reports, applied, conflict, origins, verdicts), happened_by=happened_by)
    if suggest:
        dyads = Dyads()
        dyads.add(material.recorded, material.actors)
        material = replace(material, conflict=with_suggested(conflict, dyads.parties(material.actors)))
    found = events(happenings(material), material)
    material.event_of.update((claim, event.id) for event in found for claim in event.claims)
    record = assembled(material, found, disputes(found, material), held)
    return replace(with_lost(record, placed.lost), as_of=as_of, happened_by=happened_by)


def _applied(reading: Reading, verdicts: Verdicts, limits: AsOf) -> Applied:
    applied = apply_links(reading, verdicts)
    if limits.happened_by is None:
        return applied
    return replace(applied, claims=tuple(claim for claim in applied.claims if limits.happened(claim)))


def _adjusted(applied: Applied, adjust: Adjust | None) -> Applied:
    return applied if adjust is None else replace(applied, claims=tuple(adjust(claim) for claim in applied.claims))


def with_places(verdicts: Verdicts, readings: Iterable[Reading]) -> Verdicts:
    """Return the verdicts with the places that the readings know, where people corrected a place."""
    if not any("places" in fields for fields in verdicts.fields.values()):
        return verdicts
    found = {place.id: place for reading in readings for place in reading.resolution.places}
    names = {place.name.casefold(): place for _, place in sorted(found.items(), reverse=True)}
    return replace(verdicts, places=names | {key.casefold(): place for key, place in found.items()})


def judged_report(report: Report, verdicts: Verdicts) -> Report:
    """Return the report as people judged it: withdrawn where they did, its source graded."""
    why = verdicts.withdrawn.get(report.id)
    if why is not None:
        report = replace(report, state=ReadState.WITHDRAWN, warnings=(*report.warnings, f"withdrawn: {why}"))
    name = report.source.name.casefold() if report.source else ""
    grade = verdicts.grades.get((name, RELIABILITY))
    if report.source is not None and grade is not None and grade.value:
        report = replace(report, source=replace(report.source, reliability=grade.value))
    return report


def with_lost(record: Record, judgements: Sequence[str]) -> Record:
    """Return the record with the judgements among its gaps that speak of claims which are read no more."""
    if not judgements:
        return record
    text = f"{len(judgements)} speak of claims that are read no more: {', '.join(judgements)}"
    return replace(record, gaps=(*record.gaps, Gap("judgements", text)))


def _known(readings: Sequence[Reading], limits: AsOf) -> dict[str, Reading]:
    """Return the known readings by report; of different readings of one report always the same one."""
    known: dict[str, Reading] = {}
    for reading in readings:
        if limits.knows(reading.report):
            other = known.setdefault(reading.report.id, reading)
            if other != reading:
                known[reading.report.id] = min(other, reading, key=_preference)
    return known


def _preference(reading: Reading) -> tuple[tuple[int, str], str, str]:
    return telling_key(reading.report), reading.report.doc_id, repr(reading)


def assembled(
    material: Material, found: tuple[Event, ...], opposed: tuple[Dispute, ...], judgements: tuple[Judgement, ...]
) -> Record:
    """Return the record of a material whose events and disputes are known."""
    truces = ceasefires(material)
    return Record(
        conflict=material.conflict,
        as_of=None,
        reports=material.reports,
        origins=material.origins,
        actors=tuple(material.actors[key] for key in sorted(material.actors)),
        claims=material.recorded,
        events=found,
        disputes=opposed,
        tolls=toll_ledger(material, material.event_of),
        ceasefires=truces,
        talks=talks(material),
        control=control(material),
        relations=relations(material),
        blames=blames(material, opposed),
        risks=risks(material),
        care=care(material, truces),
        judgements=judgements,
        gaps=gaps(material, found),
        status=status(material, found, truces),
        grades=grades_of(material.verdicts),
        undone=tuple(sorted(undone(judgements))),
    )
