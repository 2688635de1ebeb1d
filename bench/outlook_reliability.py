"""Draw the reliability diagram of the default model, 2018 to 2023, as SVG.

Usage: python bench/outlook_reliability.py COUNTRY_MONTHS OUT.svg
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import vl_convert

from contested.flow.outlooks import BacktestPlan, backtest
from contested.outlook.summary import reliability


def main() -> int:
    """Write the diagram."""
    results = backtest(BacktestPlan((Path(sys.argv[1]),), ("blend",), tuple(range(2018, 2024))))
    known, came = results.outcomes.known, np.nan_to_num(results.outcomes.values)
    rows = [
        {"given": given, "came": share, "cases": cases, "deaths": f"{threshold:,.0f} or more"}
        for threshold, chances in results.tracks[0].chances.items()
        for given, share, cases in reliability(chances[known], (came >= threshold)[known])
        if cases >= 20
    ]
    x = {"field": "given", "type": "quantitative", "title": "chance given", "scale": {"domain": [0, 1]}}
    y = {"field": "came", "type": "quantitative", "title": "share that came", "scale": {"domain": [0, 1]}}
    colour = {"field": "deaths", "type": "nominal", "title": "deaths in a month", "sort": None}
    even = {"data": {"values": [{"given": 0, "came": 0}, {"given": 1, "came": 1}]}}
    chart = {
        "width": 360,
        "height": 360,
        "background": "white",
        "layer": [
            {**even, "mark": {"type": "line", "color": "#999", "strokeDash": [4, 3]}, "encoding": {"x": x, "y": y}},
            {
                "data": {"values": rows},
                "mark": {"type": "line", "point": {"size": 50}},
                "encoding": {"x": x, "y": y, "color": colour, "shape": colour},
            },
        ],
    }
    Path(sys.argv[2]).write_text(vl_convert.vegalite_to_svg(chart, vl_version="6.4"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
