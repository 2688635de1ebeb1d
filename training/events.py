"""Reports with the claims of each sentence beside it (``corpus/sentences``) -> examples with event marks.

A file holds reports: a heading ``# where | kind of source | date``, then sentences, one a line, each followed by its
claims: ``> trigger | TYPE | initiator | recipient | claimant | stance | flags`` (corpus/README.md). Words are found in
the sentence and become word numbers; what is said to be meant but not worded there (``^Name``) is left out.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contested.language.labels import EVENTS, FLAGS, STANCES
from contested.language.sentences import sentence_tokens
from contested.language.tokens import Span
from training.prepare_data import ANYTHING, EventMark, Example

HELD_OUT = 12  # one report in twelve is kept to check on, by its words and not by its place
_SMALL = frozenset({"of", "for", "in", "from", "at", "on", "to", "with", "near", "who", "that", "and"})
_EMPTY = frozenset({"", "-"})


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as it is written in a file."""

    trigger: str
    event: str
    roles: tuple[str, str, str]  # initiator, recipient, claimant
    stance: str
    flags: tuple[str, ...]


class BadRowError(ValueError):
    """A line that is no claim."""


def read_row(line: str) -> Row:
    """Return the claim of a line that begins with ``>``."""
    cells = [cell.strip() for cell in line[1:].split("|")]
    if len(cells) == 6:
        cells.append("")
    if len(cells) != 7 or cells[1] not in EVENTS or cells[5] not in STANCES:
        raise BadRowError(line)
    return Row(cells[0], cells[1], (cells[2], cells[3], cells[4]), cells[5], tuple(cells[6].split()))


def read_reports(path: Path) -> Iterator[list[tuple[str, list[Row]]]]:
    """Yield the reports of a file: sentences with their claims."""
    report: list[tuple[str, list[Row]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            if report:
                yield report
            report = []
        elif line.startswith(">") and report:
            report[-1][1].append(read_row(line))
        elif line.strip():
            report.append((line, []))
    if report:
        yield report


def examples_of(text: str, rows: Sequence[Row], source: str) -> Iterator[Example]:
    """Yield the examples of one line: as many as it has sentences."""
    placed = [(row, start) for row in rows if (start := _trigger(text, row.trigger)) is not None]
    for _, spans in sentence_tokens(text):
        inside = [(row, at) for row, start in placed if (at := _word_at(spans, start)) is not None]
        words = tuple(text[a:b] for a, b in spans)
        marks = tuple(_mark(text, spans, row, at) for row, at in inside)
        yield Example(source, words, names=tuple([ANYTHING] * len(words)), events=marks)


def _mark(text: str, spans: Sequence[Span], row: Row, at: int) -> EventMark:
    roles = tuple(tuple(_words_of(text, spans, cell)) for cell in row.roles)
    flags = tuple(flag in row.flags for flag in FLAGS)
    return EventMark(at, EVENTS.index(row.event), STANCES.index(row.stance), flags, roles)


def _trigger(text: str, cell: str) -> int | None:
    """Return where a trigger's word begins; ``word#2`` is its second occurrence."""
    word, _, number = cell.partition("#")
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
    index = int(number or 1) - 1
    return found[index] if index < len(found) else None


def _words_of(text: str, spans: Sequence[Span], cell: str) -> Iterator[int]:
    """Yield the words of a role's phrases, up to the first preposition of each."""
    for phrase in (part.strip() for part in cell.split(";")):
        if phrase in _EMPTY or phrase.startswith("^"):
            continue
        match = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
        if match is None:
            continue
        for number, (start, end) in enumerate(spans):
            if match.start() <= start and end <= match.end():
                if text[start:end].lower() in _SMALL and start > match.start():
                    break
                yield number


def _word_at(spans: Sequence[Span], start: int) -> int | None:
    return next((n for n, (a, b) in enumerate(spans) if a <= start < b), None)


def with_readings(examples: Sequence[Example], path: Path) -> list[Example]:
    """Return the examples with the trees, tags and names that ``training.teach`` wrote of them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    known = {tuple(row["words"]): row for row in rows}
    return [_read_as(example, known.get(example.words)) for example in examples]


def _read_as(example: Example, row: Mapping[str, list[str]] | None) -> Example:
    if row is None:
        return example
    return replace(
        example,
        upos=tuple(row["upos"]),
        xpos=tuple(row["xpos"]),
        lemmas=tuple(row["lemmas"]),
        heads=tuple(map(int, row["heads"])),
        deprels=tuple(row["deprels"]),
        names=tuple(map(int, row["names"])),
    )


def is_kept(report: Sequence[tuple[str, list[Row]]]) -> bool:
    """Return whether a report is kept out of training, whatever other reports there are."""
    return zlib.crc32(report[0][0].encode()) % HELD_OUT == 0


def load_events(folder: Path) -> tuple[list[Example], list[Example]]:
    """Return the examples to train on, and those of the reports that are kept."""
    chosen: list[Example] = []
    kept: list[Example] = []
    for path in sorted(folder.rglob("*.txt")):
        for report in read_reports(path):
            target = kept if is_kept(report) else chosen
            for text, rows in report:
                target.extend(examples_of(text, rows, f"{path.parent.name}/{path.stem}"))
    return chosen, kept
