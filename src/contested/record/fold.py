"""The fold: readings, origins and judgements to the record of a conflict. Pure; the order of readings is no matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from contested.model.events import Judgement
from contested.model.readings import Reading
from contested.model.record import Conflict, Record
from contested.model.reports import Origin
from contested.record.blames import blames
from contested.record.care import care, gaps
from contested.record.ceasefires import ceasefires
from contested.record.control import control
from contested.record.disputes import disputes
from contested.record.events import events
from contested.record.happenings import happenings
from contested.record.links import apply_links
from contested.record.material import Material, gather, telling_key
from contested.record.relations import relations
from contested.record.risks import risks
from contested.record.status import status
from contested.record.talks import talks
from contested.record.tolls import toll_ledger
from contested.record.verdicts import verdicts_of


def fold_readings(
    readings: Sequence[Reading],
    conflict: Conflict,
    *,
    origins: Sequence[Origin] = (),
    judgements: Sequence[Judgement] = (),
    as_of: dt.date | None = None,
) -> Record:
    """Return the record of ``readings``, as known on ``as_of`` (None: all of them).

    Known on a day are the reports published on or before it, and the judgements made on or before it; a report
    without a date is known only where no day is asked for. A report given twice counts once.
    """
    known = _known(readings, as_of)
    held = tuple(j for j in judgements if as_of is None or j.at.date() <= as_of)
    verdicts = verdicts_of(held)
    ordered = [known[key] for key in sorted(known)]
    applied = [apply_links(reading, verdicts) for reading in ordered]
    material = gather([reading.report for reading in ordered], applied, conflict, origins, verdicts)
    return _record(material, as_of, tuple(sorted(held, key=lambda j: (j.at, j.id))))


def _known(readings: Sequence[Reading], as_of: dt.date | None) -> dict[str, Reading]:
    """Return the known readings by report; of different readings of one report always the same one."""
    known: dict[str, Reading] = {}
    for reading in readings:
        if _is_known(reading, as_of):
            other = known.setdefault(reading.report.id, reading)
            if other != reading:
                known[reading.report.id] = min(other, reading, key=_preference)
    return known


def _preference(reading: Reading) -> tuple[tuple[int, str], str, str]:
    return telling_key(reading.report), reading.report.doc_id, repr(reading)


def _is_known(reading: Reading, as_of: dt.date | None) -> bool:
    if as_of is None:
        return True
    return reading.report.published is not None and reading.report.published <= as_of


def _record(material: Material, as_of: dt.date | None, judgements: tuple[Judgement, ...]) -> Record:
    found = events(happenings(material), material)
    material.event_of.update((claim, event.id) for event in found for claim in event.claims)
    opposed = disputes(found, material)
    truces = ceasefires(material)
    return Record(
        conflict=material.conflict,
        as_of=as_of,
        reports=material.reports,
        origins=material.origins,
        actors=tuple(material.actors[key] for key in sorted(material.actors)),
        claims=material.claims,
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
    )
