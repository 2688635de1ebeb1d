"""What the default model would have said of some countries before some months, and what came.

Usage: python bench/outlook_cases.py FILE [ISO3...] (default: ARM AZE)

FILE holds country-months, as docs/outlook.md says.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from contested.model.outlook import Outlook
from contested.outlook.months import month_text, read_month
from contested.outlook.panel import Panel
from contested.outlook.read import read_panel
from contested.outlook.tell import basis_of, outlook_of
from contested.outlook.words import percent

ORIGINS = ("2020-09", "2022-08", "2023-08")
AHEAD = (1, 2, 3, 6, 12)


def rows(panel: Panel, row: int, origin: int, found: Outlook) -> Iterator[str]:
    """Yield a table row for each month ahead that is told."""
    came = panel.months(origin + 1, max(AHEAD))[row]
    for ahead in AHEAD:
        month, value = found.months[ahead - 1], came[ahead - 1]
        low, _, middle, _, high = month.points
        chances = " | ".join(f"{percent(chance.share)}, {chance.words}" for chance in month.chances[:3])
        outcome = "not known" if value != value else f"{value:,.0f}"
        yield (
            f"| {found.target} | {month_text(origin)} | {month_text(origin + ahead)} | {middle:,.0f} "
            f"| {low:,.0f} to {high:,.0f} | {chances} | **{outcome}** |"
        )


def main() -> int:
    """Print one table as Markdown."""
    if len(sys.argv) < 2:
        print("Name a file of country-months: python bench/outlook_cases.py FILE [ISO3...]", file=sys.stderr)
        return 2
    panel = read_panel([Path(sys.argv[1])])
    codes = sys.argv[2:] or ["ARM", "AZE"]
    places = [next(row for row, unit in enumerate(panel.units) if unit.iso3 == code) for code in codes]
    print("| country | as of | month | middle | nine in ten | 1 or more | 25 or more | 100 or more | what came |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for text in ORIGINS:
        origin = read_month(text)
        basis = basis_of(panel.until(origin), panel.source)
        for row in places:
            print("\n".join(rows(panel, row, origin, outlook_of(basis, row))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
