"""Reads the hostile passages and the controls: see README.md for what the keys mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from contested.model.reports import DateOrigin, Report, Rights, Source, Tlp, report_id

DATA = Path(__file__).parent / "passages"
DAY_OF_PUBLISHING = dt.date(2026, 3, 20)


@dataclass(frozen=True, slots=True)
class HostilePassage:
    """A short report, what of it must not leave, and what must be shown."""

    id: str
    kind: str
    report: Report
    withhold: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    points: tuple[tuple[float, float], ...] = ()
    respond: bool = False

    @property
    def is_control(self) -> bool:
        """Return whether it holds only what must be shown."""
        return self.id.startswith("ctl-")


@cache
def passages() -> tuple[HostilePassage, ...]:
    """Return all passages, controls last."""
    files = sorted(DATA.glob("*.yaml"), key=lambda path: (path.stem == "controls", path.stem))
    return tuple(_passage(row) for path in files for row in yaml.safe_load(path.read_text(encoding="utf-8")))


def _passage(row: dict[str, object]) -> HostilePassage:
    return HostilePassage(
        str(row["id"]),
        str(row["kind"]),
        _report(row),
        _texts(row, "withhold"),
        _texts(row, "partner"),
        _texts(row, "show"),
        _points(row.get("points")),
        bool(row.get("respond")),
    )


def _report(row: dict[str, object]) -> Report:
    text = str(row["text"])
    published = row["published"]
    assert isinstance(published, dt.date)
    return Report(
        report_id(text),
        str(row["id"]),
        text,
        title=str(row.get("title", "")),
        source=Source(str(row["source"])),
        url=None if row.get("url") is None else str(row["url"]),
        published=published,
        date_origin=DateOrigin.SIDECAR,
        rights=Rights(str(row.get("rights", "quote"))),
        tlp=Tlp(str(row["tlp"])) if "tlp" in row else None,
        sensitivity=None if row.get("sensitivity") is None else str(row["sensitivity"]),
    )


def _texts(row: dict[str, object], key: str) -> tuple[str, ...]:
    found = row.get(key, [])
    assert isinstance(found, list)
    return tuple(str(item) for item in found)


def _points(found: object) -> tuple[tuple[float, float], ...]:
    assert found is None or isinstance(found, list)
    return tuple((float(latitude), float(longitude)) for latitude, longitude in found or ())
