"""When reports without a date of publication were taken in: what their retention counts from."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from contested.flow.dossier import TAKEN_IN, Dossier
from contested.flow.tombstones import write_whole
from contested.model.errors import DossierError
from contested.model.ids import content_id
from contested.model.reports import Report
from contested.record import Store


class TakenIn:
    """The days of a dossier, by a hash of the report's id: a removal that looks for the id finds none here."""

    def __init__(self, folder: Path) -> None:
        """Read them; DossierError where the file is damaged."""
        self._path = folder / TAKEN_IN
        self._days = self._read()

    def day_of(self, report: Report) -> dt.date | None:
        """Return the day that a report's retention counts from: published, else taken in; None where none is known."""
        return report.published or self._days.get(_key(report.id))

    def note(self, reports: Iterable[Report], day: dt.date) -> None:
        """Note ``day`` for the reports that have no day yet."""
        self._write(self._days | {_key(one.id): day for one in reports if self.day_of(one) is None})

    def move(self, ids: Mapping[str, str]) -> None:
        """Give the days of reports (old ids) to what came in their place (new ids)."""
        moved = {_key(new): self._days[_key(old)] for old, new in ids.items() if _key(old) in self._days}
        self._write(self._days | moved)

    def keep_only(self, ids: Iterable[str]) -> None:
        """Forget all reports but those with these ids."""
        kept = {_key(one) for one in ids}
        self._write({key: day for key, day in self._days.items() if key in kept})

    def _read(self) -> dict[str, dt.date]:
        if not self._path.exists():
            return {}
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(key): dt.date.fromisoformat(day) for key, day in found.items()}
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise DossierError(f"{self._path}: is damaged. Restore it, or delete it: the days count anew") from error

    def _write(self, days: dict[str, dt.date]) -> None:
        if days != self._days:
            body = {key: days[key].isoformat() for key in sorted(days)}
            write_whole(self._path, f"{json.dumps(body, indent=1)}\n".encode())
            self._days = days


def note_taken_in(dossier: Dossier, day: dt.date) -> None:
    """Note ``day`` for the stored reports that have neither a date of publication nor a day noted before."""
    if dossier.store.exists():
        with Store.open(dossier.store, read_only=True) as store:
            reports = list(store.reports())
        TakenIn(dossier.folder).note(reports, day)


def _key(report: str) -> str:
    return content_id("in", report)
