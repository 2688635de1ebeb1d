"""Who is told to act on whom: actors as nodes, claims between them as lines. Laid out by hand, so it never moves."""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Sequence

from contested.model.actors import ActorKind
from contested.model.claims import EventType, Polarity, Stance
from contested.model.events import RecordedClaim
from contested.publish import gate
from contested.publish.doc import Cell, Chip, Figure, Grid
from contested.publish.figures.draw import FRIENDLY, HOSTILE, INK, PAPER, Spec, layer, pixels, to_svg
from contested.publish.view import View
from contested.publish.words import count

_E = EventType
_KINDS = {
    "hostile": frozenset({_E.ASSAULT, _E.COERCE, _E.THREATEN, _E.ACCUSE, _E.SANCTION, _E.REJECT, _E.PROTEST,
                          _E.CEASEFIRE_VIOLATED}),
    "cooperative": frozenset({_E.AGREE, _E.CONSULT, _E.SUPPORT, _E.CONCEDE, _E.COOPERATE, _E.AID, _E.MEDIATE,
                              _E.CEASEFIRE_DECLARED}),
}  # fmt: skip
_MOST_ACTORS = 12
_Pair = tuple[str, str]
_Edges = Counter[tuple[_Pair, str]]
KEY = (Chip("told as hostile (solid line)", "", "hostile"), Chip("told as cooperative (dashed line)", "", "friendly"))


def network_figure(view: View) -> Figure | None:
    """Return the network of the actors that most claims tell of; None where fewer than two are linked."""
    edges = _edges(view)
    actors = _actors(view, edges)
    kept = Counter({key: n for key, n in edges.items() if set(key[0]) <= set(actors)})
    if not kept:
        return None
    title = "Who is told to act on whom"
    description = (
        f"{count(len(actors), 'actor')} and the claims that link them: solid lines for acts told as hostile, dashed "
        "lines for acts told as cooperative; thicker lines stand for more claims. A state stands for its forces and "
        "offices. The table below says the same."
    )
    tall = 230 if len(actors) < 4 else 420
    svg = {
        size: to_svg(_chart(view, actors, kept, box), f"network-{size}", title, description)
        for size, box in (("wide", (840, tall)), ("narrow", (340, tall)))
    }
    return Figure("network", title, description, svg["wide"], svg["narrow"], _grid(view, title, kept), KEY)


def _kind(claim: RecordedClaim) -> str | None:
    told = claim.reliable and claim.polarity is Polarity.POSITIVE
    if not told or claim.stance in (Stance.DENIED, Stance.HYPOTHETICAL):
        return None
    return next((kind for kind, types in _KINDS.items() if claim.event_type in types), None)


def _edges(view: View) -> _Edges:
    """Count the claims between every two actors, by kind; a text that several reports share counts once."""
    seen = set()
    for claim in view.record.claims:
        kind = _kind(claim)
        for one in map(view.state, claim.initiators if kind else ()):
            for other in map(view.state, claim.recipients):
                if one != other and _is_shown(view, one) and _is_shown(view, other):
                    origin = view.origin_of.get(claim.report_id, claim.report_id)
                    pair = (min(one, other), max(one, other))
                    seen.add((pair, kind or "", origin, claim.passage.quote))
    return Counter((pair, kind) for pair, kind, _, _ in seen)


def _is_shown(view: View, actor: str) -> bool:
    found = view.actors.get(actor)
    hidden = (ActorKind.COLLECTIVE, ActorKind.UNNAMED_SOURCE)
    if found is None or found.kind in hidden or gate.shown_name(found) == gate.UNNAMED_PERSON:
        return False
    return found.known or found.name[:1].isupper()  # "snipers", "two gunmen" are no actors of a conflict


def _actors(view: View, edges: _Edges) -> list[str]:
    """Return the shown actors: the parties first and last, the others between, nearest to whom they deal with most."""
    weight: Counter[str] = Counter()
    for (pair, _), number in edges.items():
        weight.update({pair[0]: number, pair[1]: number})
    top = sorted(weight, key=lambda actor: (-weight[actor], actor))[:_MOST_ACTORS]
    named = {view.name(actor): actor for actor in top}
    parties = [actor for party in view.record.conflict.parties if (actor := named.get(view.name(party.actor)))]
    first = parties[0] if parties else top[0] if top else ""
    last = next((p for p in parties[1:] if _is_foe(edges, first, p)), None)
    last = last or next((actor for actor in top if actor != first), "")
    lean = {a: _between(edges, a, first) - _between(edges, a, last) for a in top}
    rest = sorted((a for a in top if a not in (first, last)), key=lambda a: (-lean[a], a))
    return [a for a in (first, *rest, last) if a]


def _is_foe(edges: _Edges, one: str, other: str) -> bool:
    return edges[((min(one, other), max(one, other)), "hostile")] > 0


def _between(edges: _Edges, one: str, other: str) -> int:
    pair = (min(one, other), max(one, other))
    return edges[(pair, "hostile")] + edges[(pair, "cooperative")]


def _positions(number: int, box: tuple[int, int]) -> list[tuple[float, float]]:
    """Return points on an ellipse: the first at its left, the last at its right, the others above and below in turn."""
    width, height = box
    upper = -(-(number - 2) // 2)
    lower = number - 2 - upper
    rx, ry = width / 2 - min(110, width * 0.2), height / 2 - 46
    level = 0.0 if lower else ry * 0.6  # nobody below: the two ends move down
    points = [(-1.0, 0.0)]
    for index in range(number - 2):
        above = index % 2 == 0
        step = (index // 2 + 1) / ((upper if above else lower) + 1)
        angle = math.pi * (1 - step)
        points.append((math.cos(angle), -math.sin(angle) if above else math.sin(angle)))
    points.append((1.0, 0.0))
    ry += level
    return [(round(width / 2 + x * rx, 2), round(height / 2 + level + y * ry, 2)) for x, y in points[:number]]


def _chart(view: View, actors: Sequence[str], edges: _Edges, box: tuple[int, int]) -> Spec:
    at = dict(zip(actors, _positions(len(actors), box), strict=True))
    most = max(edges.values())
    lines = [_line(at, pair, kind, edges, most) for pair, kind in sorted(edges)]
    nodes = [_node(view, actor, at[actor], box) for actor in actors]
    x, y = pixels("x", box[0]), pixels("y", box[1], upside_down=True)
    ends: Spec = {"x": x, "y": y, "x2": {"field": "x2"}, "y2": {"field": "y2"},
                  "size": {"field": "w", "type": "quantitative", "scale": None}}  # fmt: skip
    layers = [
        layer([line for line in lines if line["kind"] == kind], {"type": "rule", "color": colour, **dash}, ends)
        for kind, colour, dash in (("hostile", HOSTILE, {}), ("cooperative", FRIENDLY, {"strokeDash": [6, 4]}))
    ]
    dot = {"type": "circle", "size": 150, "color": INK, "opacity": 1, "stroke": PAPER, "strokeWidth": 2}
    layers.append(layer(nodes, dot, {"x": x, "y": y}))
    text: Spec = {"x": x, "y": {**y, "field": "ty"}, "text": {"field": "label"}}
    words = {"type": "text", "fontSize": 13, "lineBreak": "\n", "baseline": "middle"}
    layers.append(layer(nodes, {**words, "color": PAPER, "stroke": PAPER, "strokeWidth": 4}, text))
    layers.append(layer(nodes, {**words, "color": INK}, text))
    return {"width": box[0], "height": box[1], "layer": layers}


def _line(
    at: dict[str, tuple[float, float]], pair: _Pair, kind: str, edges: _Edges, most: int
) -> dict[str, float | str]:
    (x1, y1), (x2, y2) = at[pair[0]], at[pair[1]]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    both = all(edges[(pair, each)] for each in _KINDS)
    shift = 5.0 * (1 if kind == "hostile" else -1) if both else 0.0
    dx, dy = -(y2 - y1) / length * shift, (x2 - x1) / length * shift
    ends = (x1 + dx, y1 + dy, x2 + dx, y2 + dy)
    x, y, xx, yy = (round(value, 2) for value in ends)
    return {"x": x, "y": y, "x2": xx, "y2": yy, "kind": kind, "w": round(1.2 + 4.8 * edges[(pair, kind)] / most, 2)}


def _node(view: View, actor: str, at: tuple[float, float], box: tuple[int, int]) -> dict[str, float | str]:
    name = gate.clean(view.name(actor), 44)
    lines = textwrap.wrap(name, 20 if box[0] > 500 else 15) or [name]
    below = at[1] > box[1] / 2
    top = at[1] + 24 if below else at[1] - 24 - 15 * (len(lines) - 1)
    return {"x": at[0], "y": at[1], "ty": round(top, 2), "label": "\n".join(lines)}


def _grid(view: View, title: str, edges: _Edges) -> Grid:
    rows = tuple(
        (Cell(view.name(pair[0])), Cell(view.name(pair[1])), Cell(kind), Cell(str(number)))
        for (pair, kind), number in sorted(edges.items(), key=lambda item: (-item[1], item[0]))
    )
    return Grid(title, ("Actor", "Actor", "Told as", "Claims"), rows)
