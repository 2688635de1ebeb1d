"""What changed between two states of a record: rows added, gone, or told otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from contested.model.record import Record


class ChangeKind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs; ``fields`` are the names of what changed in it."""

    section: str
    id: str
    kind: ChangeKind
    fields: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


_SECTIONS = (
    "reports",
    "actors",
    "claims",
    "events",
    "disputes",
    "tolls",
    "ceasefires",
    "talks",
    "control",
    "relations",
    "blames",
    "risks",
    "care",
    "judgements",
    "gaps",
)


def diff(old: Record, new: Record) -> tuple[Change, ...]:
    """Return the changes from ``old`` to ``new``, by section and id; the status is a section of its own."""
    found = [change for section in _SECTIONS for change in _section(section, old, new)]
    if (old.status.word, old.status.reason) != (new.status.word, new.status.reason):
        found.append(Change("status", "status", ChangeKind.CHANGED, ("word",), new.status.claims))
    return tuple(found)


def _section(section: str, old: Record, new: Record) -> Iterator[Change]:
    before, after = _rows(getattr(old, section)), _rows(getattr(new, section))
    for key in sorted({*before, *after}):
        if key not in before:
            yield Change(section, key, ChangeKind.ADDED, (), _claims(after[key]))
        elif key not in after:
            yield Change(section, key, ChangeKind.REMOVED, (), _claims(before[key]))
        elif before[key] != after[key]:
            yield Change(section, key, ChangeKind.CHANGED, _changed(before[key], after[key]), _claims(after[key]))


def _rows(rows: tuple[object, ...]) -> Mapping[str, object]:
    found: dict[str, object] = {}
    for row in rows:
        key = _key(row)
        while key in found:
            key += "'"
        found[key] = row
    return found


def _key(row: object) -> str:
    """Return what a row keeps its name by: its id, else the parts that make it what it is."""
    own = getattr(row, "id", None)
    if own is not None:
        return str(own)
    for names in (("subject", "relation", "object", "reliable", "alliance"), ("report_id", "kind", "passage")):
        if all(hasattr(row, name) for name in names):
            return ">".join(str(getattr(row, name)) for name in names)
    if hasattr(row, "toll"):
        return f"{row.claim}>{row.toll.kind}>{row.toll.words.start}"  # type: ignore[attr-defined]
    return str(getattr(row, "kind", ""))


def _changed(before: object, after: object) -> tuple[str, ...]:
    names = [f.name for f in fields(before)]  # type: ignore[arg-type]
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _claims(row: object) -> tuple[str, ...]:
    claims = getattr(row, "claims", None)
    if isinstance(claims, tuple):
        return claims
    claim, other = getattr(row, "claim", None), getattr(row, "other", None)
    return tuple(c for c in (claim, other) if isinstance(c, str))
