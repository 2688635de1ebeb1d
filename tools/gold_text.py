"""The text side of an authoring file: passages, sentences, spans by quotation, and calendar values."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from typing import TypeAlias

Row: TypeAlias = dict[str, object]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A full stop after one of these ends no sentence.
SHORT = re.compile(
    r"Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sgt|Capt|Brig|Adm|Gov|Sen|Rep|St|No|NO|[ap]\.m|[A-Z]|(?:[A-Z]\.)+[A-Z]"
)
END = re.compile(r"[.!?]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9])")


class AuthoringError(Exception):
    """What an authoring file says does not fit its text."""


class Report:
    """A report with its passages and sentences; every span is found by its words."""

    def __init__(self, name: str, text: str, date: str) -> None:
        self.name = name
        self.text = text
        self.date = date
        self.passages = list(_passages(text))
        self.sentences = list(_sentences(text, self.passages))

    def head(self, outlet: str, kind: str) -> Row:
        """Return the fields of the record that stand before the coding."""
        day = dt.date.fromisoformat(self.date)
        return {
            "format": "gold/1",
            "doc_id": self.name,
            "source_file": f"{self.name}.txt",
            "sha256": hashlib.sha256(self.text.encode()).hexdigest(),
            "n_chars": len(self.text),
            "document_creation_time": self.date,
            "weekday": calendar.day_name[day.weekday()],
            "outlet": outlet,
            "source_kind": kind,
            "synthetic": True,
            "passages": self.passages,
            "sentences": self.sentences,
        }

    def find(self, quoted: str) -> list[Row]:
        """Return the spans of ``quoted``: once, or the occurrences that it numbers."""
        numbered = re.search(r"#([\d,]+)$", quoted)
        words = quoted[: numbered.start()] if numbered else quoted.removesuffix("*")
        starts = _starts(self.text, words)
        if quoted.endswith("*") and not numbered:
            chosen = starts
        elif numbered:
            wanted = [int(number) for number in numbered[1].split(",")]
            if max(wanted) > len(starts):
                raise AuthoringError(f"{self.name}: {words!r} stands {len(starts)} times, not {max(wanted)}")
            chosen = [starts[number - 1] for number in wanted]
        else:
            chosen = starts
            if len(starts) != 1:
                raise AuthoringError(f"{self.name}: {words!r} stands {len(starts)} times: say which")
        if not chosen:
            raise AuthoringError(f"{self.name}: {words!r} is not in the text")
        return [self._span(start, start + len(words)) for start in chosen]

    def one(self, quoted: str) -> Row:
        """Return the one span of ``quoted``."""
        return self.find(quoted)[0]

    def within(self, quoted: str, outer: Row) -> Row:
        """Return the span of ``quoted`` inside ``outer``, or else inside its sentence."""
        numbered = re.search(r"#(\d+)$", quoted)
        words = quoted[: numbered.start()] if numbered else quoted
        sentence = next(row for row in self.sentences if row["id"] == outer["sentence"])
        for area in (outer, sentence):
            first, last = int(str(area["start"])), int(str(area["end"]))
            inside = [start for start in _starts(self.text, words) if first <= start and start + len(words) <= last]
            if numbered and len(inside) >= int(numbered[1]):
                return self._span(inside[int(numbered[1]) - 1], inside[int(numbered[1]) - 1] + len(words))
            if not numbered and len(inside) == 1:
                return self._span(inside[0], inside[0] + len(words))
        raise AuthoringError(f"{self.name}: {quoted!r} is not once in {outer['text']!r} or its sentence")

    def sentence_text(self, name: str) -> str:
        """Return the words of a sentence."""
        return next(str(row["text"]) for row in self.sentences if row["id"] == name)

    def _span(self, start: int, end: int) -> Row:
        for row in self.sentences:
            if int(str(row["start"])) <= start and end <= int(str(row["end"])):
                return {"sentence": row["id"], "start": start, "end": end, "text": self.text[start:end]}
        raise AuthoringError(f"{self.name}: {self.text[start:end]!r} lies in no one sentence")


def _starts(text: str, words: str) -> list[int]:
    return [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def _passages(text: str) -> Iterator[Row]:
    start, number = 0, 0
    for line in text.split("\n"):
        if line.strip():
            number += 1
            yield {"id": f"p{number:02}", "start": start, "end": start + len(line), "text": line}
        start += len(line) + 1


def _sentences(text: str, passages: list[Row]) -> Iterator[Row]:
    number = 0
    for passage in passages:
        base, line = int(str(passage["start"])), str(passage["text"])
        for first, last in _cuts(line):
            number += 1
            start, end = base + first, base + last
            yield {"id": f"s{number:02}", "passage": passage["id"], "start": start, "end": end, "text": text[start:end]}


def _cuts(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in END.finditer(line):
        before = re.search(r"([\w.]+)$", line[: stop.start()])
        word = before[1] if before else ""
        numbered = word.isdigit() and stop.start() == len(word)  # "3. Two Chinese peacekeepers were killed"
        if stop[0] == "." and (numbered or SHORT.fullmatch(word)):
            continue
        yield start, stop.end()
        start = stop.end() + len(line[stop.end() :]) - len(line[stop.end() :].lstrip())
    if start < len(line):
        yield start, len(line)


def interval(edtf: str) -> tuple[str | None, str | None]:
    """Return the first and the last day of a calendar value; None is an open end."""
    if "/" in edtf:
        first, last = edtf.split("/")
        return (None if first == ".." else interval(first)[0], None if last == ".." else interval(last)[1])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", edtf):
        return (dt.date.fromisoformat(edtf).isoformat(),) * 2
    if re.fullmatch(r"\d{4}-W\d\d", edtf):
        monday = dt.date.fromisocalendar(int(edtf[:4]), int(edtf[6:]), 1)
        return monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat()
    if re.fullmatch(r"\d{4}-\d\d", edtf):
        last_day = calendar.monthrange(int(edtf[:4]), int(edtf[5:]))[1]
        return f"{edtf}-01", f"{edtf}-{last_day}"
    if re.fullmatch(r"\d{3}X", edtf):
        return f"{edtf[:3]}0-01-01", f"{edtf[:3]}9-12-31"
    if re.fullmatch(r"\d{4}", edtf):
        return f"{edtf}-01-01", f"{edtf}-12-31"
    raise AuthoringError(f"{edtf!r} is no calendar value")


def precision(edtf: str) -> str:
    """Return day, week, month, year or interval."""
    shapes = ((r"\d{4}-\d\d-\d\d", "day"), (r"\d{4}-W\d\d", "week"), (r"\d{4}-\d\d", "month"), (r"\d{4}", "year"))
    return next((name for shape, name in shapes if re.fullmatch(shape, edtf)), "interval")


def is_day(edtf: str) -> bool:
    """Return whether this is a single day."""
    return precision(edtf) == "day"


def weekday(text: str) -> int | None:
    """Return the weekday (Monday is 0) that a text names or a day falls on, or None."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return dt.date.fromisoformat(text).weekday()
    named = [number for number, name in enumerate(DAYS) if re.search(rf"\b{name}\b", text.lower())]
    return named[0] if len(named) == 1 else None
