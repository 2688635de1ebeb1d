"""What an export cannot say: events that the scheme has no row for, and values that do not fit its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contested.publish import gate
from contested.publish.exchange.told import Manner, Told
from contested.publish.view import View

COLUMNS = ("id", "kind", "column", "reason", "value")


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that an export lost. ``kind``: "row" (left out), "value" (of a row that went out), "ledger" (whole)."""

    id: str
    kind: str
    column: str
    reason: str
    value: str = ""


def row(told: Told, reason: str) -> Loss:
    """Return the loss of a whole event."""
    return Loss(told.event.id, "row", "", reason)


def value(told: Told, column: str, reason: str, what: object) -> Loss:
    """Return the loss of a value of an event that went out."""
    return Loss(told.event.id, "value", column, reason, gate.clean(str(what)))


def not_told(told: Told) -> str | None:
    """Return why an event is none for any scheme of happenings, None where it is one."""
    return None if told.manner in (Manner.STATED, Manner.ALLEGED) else told.manner.value


def ledgers(view: View, carried: frozenset[str] = frozenset()) -> Iterator[Loss]:
    """Yield the ledgers that a layout of events does not carry, with how many rows each has."""
    names = ("disputes", "ceasefires", "talks", "control", "relations", "blames", "risks", "care")
    for name in names:
        count = len(getattr(view.record, name))
        if count and name not in carried:
            yield Loss("*", "ledger", name, "the layout has no such rows", str(count))


def counted(losses: Iterable[Loss]) -> list[tuple[int, Loss]]:
    """Return how often each kind of loss occurs, most first; the loss without its id and value (but of a ledger)."""
    shared = Counter(
        Loss("", loss.kind, loss.column, loss.reason, loss.value if loss.kind == "ledger" else "") for loss in losses
    )
    order = {"row": 0, "value": 1, "ledger": 2}
    ranked = sorted(shared.items(), key=lambda item: (order[item[0].kind], -item[1], item[0].column, item[0].reason))
    return [(count, loss) for loss, count in ranked]
