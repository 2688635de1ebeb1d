"""The truces while they are put together, set where a later claim looks for its own."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass, field

from contested.model.claims import EventType, Stance
from contested.model.events import RecordedClaim
from contested.record.material import Material
from contested.record.truce_sides import truce_sides

BREACHES = frozenset({EventType.CEASEFIRE_VIOLATED, EventType.CEASEFIRE_COLLAPSED})
AFTER = frozenset({EventType.CEASEFIRE_HELD, *BREACHES})
UNREAL = frozenset({Stance.HYPOTHETICAL, Stance.DENIED})
NEAR_CHARS = 200
INTO_EFFECT_DAYS = 3  # from signing to taking effect


@dataclass(slots=True)
class Truce:
    """A truce while it is put together. ``start`` is the first day that its founding claims give."""

    founding: list[RecordedClaim]
    after: list[RecordedClaim] = field(default_factory=list)
    helped: list[RecordedClaim] = field(default_factory=list)
    start: int | None = None
    told: dict[str, list[int]] = field(default_factory=dict)  # report -> places in the telling

    @property
    def id(self) -> str:
        """Return what tells the truce from others: its first claim."""
        return self.founding[0].id


@dataclass(slots=True)
class Shelf:
    """The truces where a later claim looks for its own."""

    truces: list[Truce] = field(default_factory=list)
    founded: dict[str, int] = field(default_factory=dict)  # founding claim -> position in truces
    in_report: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_sides: dict[frozenset[str], list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, truce: Truce, material: Material) -> None:
        """Set a truce upon the shelf; its founding claims are complete."""
        position = len(self.truces)
        days = [day for claim in truce.founding if (day := first_day(claim)) is not None]
        truce.start = min(days, default=None)
        for claim in truce.founding:
            truce.told.setdefault(claim.report_id, []).append(material.order[claim.id])
            self.founded[claim.id] = position
        for report in truce.told:
            self.in_report[report].append(position)
        if truce.start is not None:
            insort(self.by_sides[truce_sides(truce.founding[0], material)], (truce.start, position))
        self.truces.append(truce)


def last_day(claim: RecordedClaim) -> int | None:
    """Return the number of the last day of a claim's time."""
    day = (claim.time.end or claim.time.start) if claim.time else None
    return day.toordinal() if day else None


def first_day(claim: RecordedClaim) -> int | None:
    """Return the number of the first day of a claim's time."""
    day = (claim.time.start or claim.time.end) if claim.time else None
    return day.toordinal() if day else None
