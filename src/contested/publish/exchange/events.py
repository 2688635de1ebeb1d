"""Events in the columns of a layout: which go out, each row, and what is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from contested.publish.exchange import acled, coded, ftm, ucdp
from contested.publish.exchange import loss as lost
from contested.publish.exchange.facets import FACETS as SHARED
from contested.publish.exchange.facets import Cell, Facet
from contested.publish.exchange.layout import Layout, Policy, layout
from contested.publish.exchange.loss import Loss
from contested.publish.exchange.told import Manner, Told, told_events
from contested.publish.view import View


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a layout adds to the shared facets: why it leaves an event out, its own facets, what a row loses."""

    left_out: Callable[[Told], str | None]
    facets: Mapping[str, Facet]
    losses: Callable[[Told], Iterable[Loss]]


def _anything(told: Told) -> str | None:
    return None


def _nothing_lost(told: Told) -> Iterable[Loss]:
    return ()


_ANY = Scheme(_anything, {}, _nothing_lost)
SCHEMES: Mapping[str, Scheme] = {
    "acled": Scheme(acled.left_out, acled.FACETS, acled.losses),
    "ucdp": Scheme(ucdp.left_out, ucdp.FACETS, ucdp.losses),
    "plover": Scheme(coded.left_out_of_plover, coded.FACETS, coded.losses),
    "gdelt": Scheme(coded.left_out_of_gdelt, coded.FACETS, coded.losses),
    "ftm": Scheme(ftm.left_out, ftm.FACETS, ftm.losses),
    "geojson": _ANY,
    "hxl": _ANY,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The events that a layout holds, and what it lost."""

    events: tuple[Told, ...]
    losses: tuple[Loss, ...]


def choose(view: View, name: str) -> Chosen:
    """Return the events of a record that go out in a layout. Every other one is among the losses, with its reason."""
    target, scheme = layout(name), SCHEMES[name]
    kept: list[Told] = []
    losses: list[Loss] = []
    for told in told_events(view):
        reason = lost.not_told(told) or scheme.left_out(told) or _forbidden(told, target)
        if reason:
            losses.append(lost.row(told, reason))
        else:
            kept.append(told)
            losses += [*_common(told, target), *scheme.losses(told)]
    return Chosen(tuple(kept), (*losses, *lost.ledgers(view)))


def rows(name: str, events: Iterable[Told]) -> Iterator[list[Cell]]:
    """Yield the cells of each event in the order of the layout's columns, those of ours after them."""
    facets = {**SHARED, **SCHEMES[name].facets}
    columns = [*layout(name).columns, *layout(name).extras]
    filled = [facets[column.facet] if column.facet else None for column in columns]
    for told in events:
        yield [facet(told) if facet else None for facet in filled]


def _forbidden(told: Told, target: Layout) -> str | None:
    if told.manner is Manner.ALLEGED and target.alleged is Policy.LEAVE_OUT:
        return "only alleged, and the layout has no words for that"
    if told.is_contested and target.contested is Policy.LEAVE_OUT:
        return "contested, and the layout has no words for that"
    return None


def _common(told: Told, target: Layout) -> Iterator[Loss]:
    """Yield what most layouts cannot say of an event."""
    facets = {column.facet for column in target.columns}
    if told.point is None and told.place is not None and "latitude" in facets:
        yield lost.value(told, "latitude", "coarser than a town: an area has no point", told.view.place(told.place))
    if len(told.event.places) > 1 and "all_places" not in facets:
        yield lost.value(told, "location", "further places", told.view.places(told.event.places[1:]))
    if told.deaths.left_aside and facets & {"deaths_low", "fatalities"}:
        yield lost.value(told, "deaths", "figures of another scope or unit", "; ".join(told.deaths.left_aside))
    if told.denials and "according_to" not in facets and "notes" not in facets:
        yield lost.value(told, "denials", "denied by", told.view.names(c.claimant for c in told.denials if c.claimant))
