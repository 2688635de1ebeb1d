"""From a Vega-Lite chart to inline SVG that follows the page's colours, light or dark."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

import vl_convert

# Stand-in colours of the charts, and the page's own variables that take their place.
INK, MUTED, LINE, LAND, PAPER = "#010101", "#020202", "#030303", "#040404", "#050505"
STRONG, WEAK, CONTESTED, HOSTILE, FRIENDLY = "#060606", "#070707", "#080808", "#090909", "#0a0a0a"
_VARIABLES = {
    INK: "ink", MUTED: "muted", LINE: "line", LAND: "land", PAPER: "paper", STRONG: "strong", WEAK: "weak",
    CONTESTED: "contested", HOSTILE: "hostile", FRIENDLY: "friendly",
}  # fmt: skip
VEGA_LITE = "6.4"
FONT = "system-ui, sans-serif"
_CONFIG: Spec = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {"labelColor": MUTED, "titleColor": MUTED, "domainColor": LINE, "tickColor": LINE, "gridColor": LINE,
             "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
}  # fmt: skip
_ROLES = re.compile(r' (?:role|aria-[a-z]+|class|pointer-events|xmlns:xlink|version)="[^"]*"')
_IDS = re.compile(r'(\bid="|url\(#)([^")]+)')
_SIZE = re.compile(r'^<svg[^>]*?viewBox="([^"]+)"[^>]*>')
_NUMBER = re.compile(r"-?\d+\.\d{3,}")

Spec = Mapping[str, object]
"""A part of a Vega-Lite specification."""


def full_spec(chart: Spec) -> dict[str, object]:
    """Return the chart as a whole Vega-Lite specification, which Altair can check and show."""
    schema = f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE}.0.json"
    return {**chart, "$schema": schema, "background": "transparent", "padding": 4, "config": _CONFIG}


def to_svg(chart: Spec, ident: str, title: str, description: str) -> str:
    """Return the chart as one ``<svg>`` with title and description; equal charts give equal bytes."""
    raw = vl_convert.vegalite_to_svg(full_spec(chart), vl_version=VEGA_LITE)
    return _inline(str(raw), ident, title, description)


def layer(values: Sequence[Mapping[str, object]], mark: Spec, encoding: Spec) -> dict[str, object]:
    """Return one layer: its rows, its mark, and how columns become marks."""
    return {"data": {"values": list(values)}, "mark": mark, "encoding": encoding}


def pixels(field: str, size: int, upside_down: bool = False) -> Spec:
    """Return a position given in pixels of a canvas ``size`` wide or high."""
    domain = [size, 0] if upside_down else [0, size]
    return {"field": field, "type": "quantitative", "axis": None, "scale": {"domain": domain, "nice": False}}


def _inline(raw: str, ident: str, title: str, description: str) -> str:
    size = _SIZE.match(raw)
    box = size.group(1) if size else "0 0 100 100"
    body = raw[size.end() :] if size else raw
    body = _ROLES.sub("", body)
    names = {old: f"{ident}-{n}" for n, old in enumerate(dict.fromkeys(m.group(2) for m in _IDS.finditer(body)))}
    body = _IDS.sub(lambda match: match.group(1) + names[match.group(2)], body)
    body = _NUMBER.sub(lambda match: f"{float(match.group()):.2f}", body)
    for colour, name in _VARIABLES.items():
        body = body.replace(f'"{colour}"', f'"var(--{name})"')
    width = box.split()[2]
    head = (
        f'<svg viewBox="{box}" width="{width}" role="img" aria-labelledby="{ident}-t {ident}-d">'
        f'<title id="{ident}-t">{escape(title)}</title><desc id="{ident}-d">{escape(description)}</desc>'
    )
    return head + body
