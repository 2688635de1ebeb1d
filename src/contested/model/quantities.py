"""Tolls (people) and measures (other numbers), with bounds that say what the words say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contested.model.errors import InvalidRecordError
from contested.model.spans import Passage


class TollKind(StrEnum):
    """What happened to the people counted."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"  # killed and injured given as one figure
    MISSING = "missing"
    CAPTURED = "prisoners"
    HOSTAGES = "hostages"
    DISPLACED = "displaced"
    TRAPPED = "trapped"


class MeasureKind(StrEnum):
    """What is counted that is not people."""

    TERRITORY = "territory"
    POPULATION_SHARE = "population_share"
    VIOLATIONS = "violations"
    LAUNCHED = "launched"
    INTERCEPTED = "intercepted"
    VEHICLES = "vehicles"


class VictimStatus(StrEnum):
    """Who the counted people are."""

    COMBATANT = "combatant"
    CIVILIAN = "civilian"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """What stretch of events a toll covers. Tolls of different scope are never summed."""

    INCIDENT = "incident"
    DAY = "day"
    EPISODE = "episode"
    CUMULATIVE = "cumulative"
    WHOLE_CONFLICT = "whole_conflict"


class TollBasis(StrEnum):
    """Whose count it is. Tolls of different basis are never summed."""

    OWN_LOSSES = "own_losses_declared"
    ENEMY_LOSSES = "enemy_losses_claimed"
    THIRD_PARTY = "third_party_count"
    UNATTRIBUTED = "unattributed"


def _check_bounds(name: str, low: float | None, best: float | None, high: float | None) -> None:
    given = [value for value in (low, best, high) if value is not None]
    if given != sorted(given) or any(value < 0 for value in given):
        raise InvalidRecordError(f"{name}: bounds {low}/{best}/{high} must be low <= best <= high and not negative")


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of people, in ``unit`` (persons, families, households). An unstated bound is None."""

    kind: TollKind
    low: float | None
    best: float | None
    high: float | None
    words: Passage
    whose: tuple[str, ...] = ()  # mention ids in an extraction, actor ids in a record
    unit: str = "persons"
    victim_status: VictimStatus = VictimStatus.UNKNOWN
    scope: Scope = Scope.INCIDENT
    basis: TollBasis = TollBasis.UNATTRIBUTED
    subset_of: int | None = None  # index of the including toll in the same claim

    def __post_init__(self) -> None:
        """Check the order of the bounds."""
        _check_bounds(f"toll {self.kind}", self.low, self.best, self.high)


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that counts no people, in ``unit`` ("percent", "villages", "drones", ...)."""

    kind: MeasureKind
    low: float | None
    best: float | None
    high: float | None
    words: Passage
    unit: str = ""
    subset_of: int | None = None

    def __post_init__(self) -> None:
        """Check the order of the bounds."""
        _check_bounds(f"measure {self.kind}", self.low, self.best, self.high)
