"""Events of a record beside coded rows, as plain rows; without the dataset's own notes, which are not ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contested.model.coded import CodedEvent
from contested.model.events import Event
from contested.publish import gate
from contested.publish.exchange.facets import number
from contested.publish.exchange.told import Told
from contested.publish.tables import Cell
from contested.publish.view import View, label_of

BESIDE_COLUMNS = (
    "found", "score", "reasons", "event", "start", "end", "what", "by", "against", "where", "killed_low", "killed_high",
    "coded_id", "coded_start", "coded_end", "coded_what", "coded_side_a", "coded_side_b", "coded_where", "coded_deaths",
)  # fmt: skip
Pair = tuple[Event | None, CodedEvent | None, float, tuple[str, ...]]


def beside_rows(view: View, pairs: Iterable[Pair]) -> Iterator[tuple[Cell, ...]]:
    """Yield one row a pair: "both", "only ours" or "only theirs", and what each side says."""
    for event, coded, score, reasons in pairs:
        found = "both" if event and coded else "only ours" if event else "only theirs"
        yield (found, score if event and coded else None, "; ".join(reasons), *_ours(view, event), *_theirs(coded))


def _ours(view: View, event: Event | None) -> tuple[Cell, ...]:
    if event is None:
        return (None,) * 9
    total = Told(view, event).deaths.total
    start, end = (event.time.start, event.time.end) if event.time else (None, None)
    return (
        event.id, start.isoformat() if start else None, end.isoformat() if end else None, label_of(event),
        view.names(event.initiators), view.against(event), view.places(event.places), number(total.low),
        number(total.high),
    )  # fmt: skip


def _theirs(coded: CodedEvent | None) -> tuple[Cell, ...]:
    if coded is None:
        return (None,) * 8
    deaths = coded.best
    spread = f"{coded.low} to {coded.high}" if coded.low is not None and coded.low != coded.high else ""
    return (
        gate.clean(coded.id, 80), coded.start.isoformat(), coded.end.isoformat(), gate.clean(coded.what, 80),
        gate.clean(coded.side_a, gate.NAME_LIMIT), gate.clean(coded.side_b, gate.NAME_LIMIT),
        gate.clean(coded.place, gate.NAME_LIMIT), f"{deaths} ({spread})" if spread else deaths,
    )  # fmt: skip
