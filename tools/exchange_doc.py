# ruff: noqa: E501 (texts and tables read better on one line)
"""Write docs/reference/exchange.md from the layouts in resources/exchange/, or check that it is current.

Usage: python tools/exchange_doc.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from contested.publish.exchange.layout import Layout, layout

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "exchange.md"
ORDER = ("acled", "ucdp", "plover", "gdelt", "ceasefires", "geojson", "hxl", "ftm")
HEAD = """# Exchange formats

<!-- Written by `make docs` from resources/exchange/; edit the layouts there and not this page. -->

`contested export DIR --as NAME --out FILE` gives a dossier in the columns of another scheme. The files are called *layouts*: they have the columns of ACLED, UCDP or GDELT, and are none of their data.

- **Claims stay claims.** What is only denied, planned, possible, garbled or withdrawn goes out as no event anywhere. What is only *alleged* (an adversary says so, and nobody else) or *contested* goes out marked, in words that the
  layout has for that; where it has none, it is left out and counted. Below, "marked" and "left out" say which.
- **What is lost is said.** Every export prints what it left out and what did not fit on standard error, counted by reason; with `--out FILE` the whole table lies beside it as `FILE.loss.csv`: `id`, `kind` (row: an event that was
  left out; value: something of a row that went out; ledger: a kind of row that the layout does not have), `column`, `reason`, `value`.
- **Deaths** are those told of the event itself, never totals of a day's fighting elsewhere, an episode or a war. Rival figures for the same victims give a range; the best is the figure that all give, else a third party's, else what
  the losing side says of its own, else the lowest. Figures for *different* victims are added up only because these schemes ask for one number, and the loss table names every such row.
- **Places.** Coordinates only for towns and what is finer; a region, a country or a line never becomes a point.
- **Nobody private.** Persons who hold no public role are not named; words of reports are not carried, only who says what.
- Cells that a spreadsheet would run (`=`, `+`, `-`, `@`) begin with an apostrophe. The same record gives the same bytes.
- `--as-of` and `--happened-by` give the layouts as of a day.

Ids in these files are ours: `contested explain DIR ID` leads from each to claims and passages. (FollowTheMoney allows letters, digits, dots and hyphens: other signs of an id become hyphens there.)
"""


def page() -> str:
    """Return the whole reference."""
    found = [layout(name) for name in ORDER]
    contents = [f"| [`{one.name}`](#{one.name}) | {one.title} | {_policy(one)} |" for one in found]
    table = ["| `--as` | gives | alleged / contested |", "|---|---|---|", *contents]
    return "\n".join([HEAD, *table, *OTHERS, *(line for one in found for line in section(one))]) + "\n"


OTHERS = (
    "| `ftm-statements` | the same as `ftm`, one statement a value | marked / marked |",
    "| `parquet` | every ledger as a Parquet file, typed; with passages as rights allow | as told |",
    "| `record` | the whole record as JSON, which `contested import` takes in again; with passages as rights allow | as told |",
    "| `json`, `neutral` | [record.json and coded reports](json.md) | as told |",
)


def _policy(one: Layout) -> str:
    words = {"mark": "marked", "leave_out": "left out"}
    return f"{words[one.alleged.value]} / {words[one.contested.value]}"


def section(one: Layout) -> Iterator[str]:
    """Yield the lines on one layout."""
    yield from ("", f"## {one.name}", "", f"{one.title}. Columns after: {one.source}.", "")
    tagged = any(column.tag for column in one.columns)
    yield "| column | hashtag | from | note |" if tagged else "| column | from | note |"
    yield "|---|---|---|---|" if tagged else "|---|---|---|"
    for column in (*one.columns, *one.extras):
        filled = column.facet.replace("_", " ") if column.facet else "(empty)"
        tag = f" `{column.tag}` |" if tagged else ""
        yield f"| `{column.name}` |{tag} {filled} | {column.note.replace('|', '/')} |"


def main(check: bool) -> int:
    """Write the page, or return 1 when it differs from what would be written."""
    wanted = page()
    if not check:
        PAGE.write_text(wanted, encoding="utf-8")
        print(f"   {PAGE.name}: {len(ORDER)} layouts")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted:
        return 0
    print(f"{PAGE.name} is stale: run `make docs`")
    return 1


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
