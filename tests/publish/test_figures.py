# ruff: noqa: E501 (texts and tables read better on one line)
from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import altair as alt
import pytest

from contested.publish.doc import Figure
from contested.publish.figures import draw, network, places, timeline
from contested.publish.figures.network import network_figure
from contested.publish.figures.places import map_figure
from contested.publish.figures.timeline import timeline_figures
from contested.publish.release import own
from contested.publish.view import view_of

from .sample_record import LUNE, NOWHERE, VALLEY, sample

RECORD = sample()
VIEW = view_of(own(RECORD))


def figures() -> list[Figure]:
    return [figure for figure in (*timeline_figures(VIEW), map_figure(VIEW), network_figure(VIEW)) if figure]


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.id)
def test_a_figure_is_plain_svg_in_the_page_s_colours(figure: Figure) -> None:
    for svg in (figure.wide, figure.narrow):
        root = ElementTree.fromstring(svg)
        assert {child.tag for child in root.iter()} <= {"svg", "title", "desc", "g", "path", "line", "text", "rect", "defs",
                                                        "clipPath", "tspan"}  # fmt: skip
        assert "var(--" in svg
        assert not re.search(r"#0[0-9a-f]0[0-9a-f]0[0-9a-f]\b", svg)
        assert len(svg) < 60_000
    assert figure.grid.rows


def test_charts_are_valid_vega_lite(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[draw.Spec] = []

    def keep(chart: draw.Spec, *_: str) -> str:
        seen.append(chart)
        return "<svg></svg>"

    for module in (network, places, timeline):
        monkeypatch.setattr(module, "to_svg", keep)
    figures()
    assert len(seen) == 8
    assert alt.SCHEMA_VERSION.startswith(f"v{draw.VEGA_LITE.partition('.')[0]}.")
    for chart in seen:
        alt.Chart.from_dict(draw.full_spec(chart), validate=True)


def test_the_timeline_counts_every_dated_event_once() -> None:
    whole, days = timeline_figures(VIEW)
    dated = [event for event in RECORD.events if event.time and event.event_type.value != "ACCUSE"]
    assert sum(int(cell.text) for row in whole.grid.rows for cell in row[1:]) == len(dated)
    assert days.grid.rows[0][0].text == "14 Mar 2031"


def test_areas_are_never_dots() -> None:
    events = tuple(replace(event, places=(VALLEY,)) for event in RECORD.events[:1])
    figure = map_figure(view_of(own(replace(RECORD, events=events))))
    assert figure is not None
    assert 'stroke-dasharray="4,3"' in figure.wide
    assert figure.wide.count('fill-opacity="0.16"') == 1
    assert figure.wide.count('fill="var(--ink)" stroke="var(--paper)"') == 0


def test_a_town_is_a_dot_and_a_place_without_position_is_in_the_table_only() -> None:
    events = tuple(replace(event, places=(LUNE, NOWHERE)) for event in RECORD.events[:1])
    figure = map_figure(view_of(own(replace(RECORD, events=events))))
    assert figure is not None
    assert "stroke-dasharray" not in figure.wide
    assert ">Lune<" in figure.wide
    assert ">Brenn<" not in figure.wide
    assert [row[0].text for row in figure.grid.rows] == ["Brenn", "Lune"]


def test_no_map_without_positions() -> None:
    assert map_figure(view_of(own(replace(RECORD, events=())))) is None


def test_the_network_leaves_out_unreliable_and_denied_claims() -> None:
    figure = network_figure(VIEW)
    assert figure is not None
    linked = {(row[0].text, row[1].text, row[2].text) for row in figure.grid.rows}
    assert ("Kelmar", "Tarsia", "hostile") in linked
    assert not any("Compact" in name for row in linked for name in row)
    hostile = next(row for row in figure.grid.rows if row[2].text == "hostile")
    assert int(hostile[3].text) < sum(
        "Tarsia" in VIEW.names(c.initiators) + VIEW.names(c.recipients) for c in RECORD.claims
    )
