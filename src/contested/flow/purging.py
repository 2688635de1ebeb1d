"""Retention: reports that are older than a dossier keeps them leave it, as by a redaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from contested.flow.dossier import SETTINGS, Dossier
from contested.flow.judging import Hand
from contested.flow.received import refuse_received
from contested.flow.redaction import Step, redact_reports
from contested.flow.taken_in import TakenIn, note_taken_in
from contested.flow.tombstones import Tombstone
from contested.model.errors import DossierError
from contested.model.reports import Report
from contested.record import Store


@dataclass(frozen=True, slots=True)
class Due:
    """A report that goes, and the day that its age counts from."""

    report_id: str
    doc_id: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Purged:
    """What became of a purge. ``deleted``: files that held a trace and could not be mended; make them again."""

    due: tuple[Due, ...]
    tombstones: tuple[Tombstone, ...] = ()
    deleted: tuple[Path, ...] = ()


def limit_of(dossier: Dossier, today: dt.date, before: dt.date | None = None) -> dt.date:
    """Return the day before which reports go: ``before``, else as long ago as the dossier keeps them.

    DossierError where neither is said.
    """
    if before is not None:
        return before
    days = dossier.settings.retention_days
    if days is None:
        raise DossierError(
            f"{dossier.folder / SETTINGS}: says no retention. Write retention_days = 365 below [keeping], or name a "
            "day: --before 2022-09-14"
        )
    return dt.date.fromordinal(max(1, today.toordinal() - days))


def due(reports: Iterable[Report], taken: TakenIn, limit: dt.date) -> tuple[Due, ...]:
    """Return the reports published (where that is unknown: taken in) before a day, the oldest first."""
    dated = [(taken.day_of(report), report) for report in reports]
    found = [Due(report.id, report.doc_id, day) for day, report in dated if day is not None and day < limit]
    return tuple(sorted(found, key=lambda one: (one.day, one.doc_id, one.report_id)))


def look(dossier: Dossier, limit: dt.date) -> tuple[Due, ...]:
    """Return what a purge would remove; nothing is changed."""
    refuse_received(dossier)
    if not dossier.store.exists():
        return ()
    with Store.open(dossier.store, read_only=True) as store:
        return due(store.reports(), TakenIn(dossier.folder), limit)


def purge(dossier: Dossier, limit: dt.date, hand: Hand, step: Step = lambda name: None) -> Purged:
    """Remove all reports older than ``limit`` for good, as a redaction does: with a tombstone each, refused from then.

    The days of reports without any count from now on.
    """
    found = look(dossier, limit)
    note_taken_in(dossier, hand.at.date())
    if not found:
        return Purged(())
    done = redact_reports(dossier, [one.report_id for one in found], hand, step)
    return Purged(found, tuple(one.tombstone for one in done), done[0].deleted)
