"""Reads the tables of hard names and of private people, and says how each row comes out.

In a row's text the span stands in square brackets; an anchor, where there is one, in angle brackets. What is expected:
an actor id; ``kind:armed_force``; ``kind@side`` (an actor of that kind that acts for that side); ``members:a+b`` (a
collective of these sides); ``=`` (the same actor as the anchor); ``none`` (no linked mention inside the span).
Alternatives are joined by ``|``.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from contested.flow.code import analyser, fold_one, read_report
from contested.model.actors import Actor
from contested.model.readings import Reading
from contested.model.reports import Report, report_id
from contested.publish.release import own
from contested.publish.wire import coded_report

DATA = Path(__file__).parent / "data"
_MARKS = re.compile(r"[\[\]<>]")


@dataclass(frozen=True, slots=True)
class Row:
    """One hard name: the text without marks, the span asked about, that of the anchor, and what is expected."""

    category: str
    text: str
    published: dt.date
    span: tuple[int, int]
    anchor: tuple[int, int] | None
    expected: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a row."""

    row: Row
    got: str
    right: bool


def rows(table: str) -> list[Row]:
    """Return the rows of a table: ``open`` or ``held``."""
    with (DATA / f"hard_names_{table}.csv").open(encoding="utf-8", newline="") as lines:
        return [_row(line) for line in csv.DictReader(lines)]


def _row(line: dict[str, str]) -> Row:
    marked = line["text"]
    at = {found.group(): found.start() - removed for removed, found in enumerate(_MARKS.finditer(marked))}
    anchor = (at["<"], at[">"]) if "<" in at else None
    return Row(
        line["category"],
        _MARKS.sub("", marked),
        dt.date.fromisoformat(line["published"]),
        (at["["], at["]"]),
        anchor,
        line["expected"],
    )


@cache
def read(text: str, published: dt.date) -> Reading:
    """Return the reading of a text published on a day."""
    report = Report(report_id(text), "t", text, published=published, title="test")
    return read_report(report, analyser())


def answer(row: Row) -> Answer:
    """Return what the program makes of a row."""
    reading = read(row.text, row.published)
    found = linked(reading, row.span)
    anchor = linked(reading, row.anchor) if row.anchor else None
    told = f"{found.id} {found.kind} side={','.join(found.side)} members={','.join(found.members)}" if found else "none"
    right = any(_fits(wanted, found, anchor, reading) for wanted in row.expected.split("|"))
    if row.expected == "none":
        inside = _inside(reading, row.span)
        told, right = ", ".join(inside) or "none", not inside
    return Answer(row, told, right)


def linked(reading: Reading, span: tuple[int, int]) -> Actor | None:
    """Return the actor of the linked mention that shares at least half of its words with a span, the closest one."""
    actors = {actor.id: actor for actor in reading.resolution.actors}
    mentions = {m.id: m.passage for m in reading.extraction.mentions}
    best: tuple[float, str] | None = None
    for link in reading.resolution.actor_links:
        passage = mentions[link.mention]
        shared = min(span[1], passage.end) - max(span[0], passage.start)
        union = max(span[1], passage.end) - min(span[0], passage.start)
        if shared > 0 and shared * 2 >= union and (best is None or shared / union > best[0]):
            best = (shared / union, link.entity)
    return actors[best[1]] if best else None


def _inside(reading: Reading, span: tuple[int, int]) -> list[str]:
    mentions = {m.id: m.passage for m in reading.extraction.mentions}
    within = (link for link in reading.resolution.actor_links if span[0] <= mentions[link.mention].start)
    return [link.entity for link in within if mentions[link.mention].end <= span[1]]


def _fits(wanted: str, found: Actor | None, anchor: Actor | None, reading: Reading) -> bool:
    if found is None:
        return wanted == "none"
    if wanted == "=":
        return anchor is not None and found.id == anchor.id
    if wanted.startswith("kind:"):
        return found.kind.value == wanted.removeprefix("kind:")
    if wanted.startswith("members:"):
        return _sides(found, reading) == set(wanted.removeprefix("members:").split("+"))
    if "@" in wanted:
        kind, side = wanted.split("@")
        return found.kind.value == kind and side in found.side
    return found.id == wanted


def _sides(found: Actor, reading: Reading) -> set[str]:
    actors = {actor.id: actor for actor in reading.resolution.actors}
    members = [actors[m] for m in found.members if m in actors]
    return {m.id if m.id.startswith("group:") or m.id.startswith("force:saf") else _base(m) for m in members}


def _base(actor: Actor) -> str:
    return next((side for side in actor.side if side.startswith(("state:", "defacto:", "territory:"))), actor.id)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with private people in it, and the public ones who may be named."""

    text: str
    private: tuple[str, ...]
    public: tuple[str, ...]


def passages(table: str) -> list[Passage]:
    """Return the passages of a table: ``open`` or ``held``."""
    with (DATA / f"private_people_{table}.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Passage(line["text"], _names(line["private"]), _names(line["public"])) for line in csv.DictReader(lines)
        ]


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split(";") if name)


def named(passage: Passage, published: dt.date = dt.date(2024, 6, 10)) -> list[str]:
    """Return everything under which the program lists or exports somebody of a passage: names, ids, aliases."""
    reading = read(passage.text, published)
    release = own(fold_one(reading), [reading])
    coded, record = coded_report(release, reading.report.id), release.record
    listed = [words for actor in record.actors for words in (actor.id, actor.name, *actor.aliases)]
    exported = [words for a in coded["actors"] for words in (a["id"], a["name"], *a["aliases"])]
    return [*listed, *exported, *(mention["actor"] for mention in coded["mentions"])]


def leaks(passage: Passage) -> list[str]:
    """Return the private names of a passage under which somebody is listed or exported."""
    told = [words.casefold().replace("-", " ") for words in named(passage)]
    return [name for name in passage.private if any(name.casefold().replace("-", " ") in words for words in told)]


def missed(passage: Passage) -> list[str]:
    """Return the public names of a passage that no actor carries."""
    told = {words.casefold() for words in named(passage)}
    return [name for name in passage.public if name.casefold() not in told]
