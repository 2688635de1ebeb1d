"""Quality and speed of time expressions: `python bench/eval_times.py --data FOLDER`.

FOLDER/times/*.jsonl.gz (or FOLDER/*.jsonl.gz) hold one document a line:
{"doc_id", "text", "dct", "timexes": [{"start", "end", "value"}]}.
Scores follow TempEval-3: spans match strictly or by overlap; value F1 counts overlaps with an equal value.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from contested.extract.times import tag_times
from contested.resolve.times import anchor_times


@dataclass(frozen=True, slots=True)
class Timex:
    """A span with its value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its day and its gold expressions."""

    name: str
    text: str
    published: dt.date | None
    gold: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found of what was asked. ``valued`` overlap with an equal value."""

    gold: int = 0
    system: int = 0
    strict: int = 0
    gold_met: int = 0
    system_met: int = 0
    valued: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the sum, count by count."""
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def figures(self) -> str:
        """Return strict, relaxed and value F1 in percent."""
        strict, value = _f1(self.strict, self.strict, self), _f1(self.valued, self.valued, self)
        relaxed = _f1(self.system_met, self.gold_met, self)
        return f"strict {strict:.1f}  relaxed {relaxed:.1f}  value {value:.1f}  ({self.gold} gold, {self.system} found)"


def _f1(right_found: int, right_asked: int, counts: Counts) -> float:
    precision, recall = right_found / max(counts.system, 1), right_asked / max(counts.gold, 1)
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def read(path: Path) -> list[Document]:
    """Return the documents of one gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_document(json.loads(line)) for line in lines]


def _document(row: dict[str, object]) -> Document:
    gold = tuple(Timex(one["start"], one["end"], str(one["value"])) for one in row["timexes"])  # type: ignore[attr-defined]
    published = dt.date.fromisoformat(str(row["dct"])) if row.get("dct") else None
    return Document(str(row["doc_id"]), str(row["text"]), published, gold)


def system(document: Document) -> list[Timex]:
    """Return what the program finds."""
    mentions = anchor_times(tag_times(document.text), published=document.published, text=document.text)
    return [Timex(one.passage.start, one.passage.end, one.value) for one in mentions]


def count(gold: Sequence[Timex], found: Sequence[Timex]) -> Counts:
    """Compare one document's expressions."""
    best = [_best(one, found) for one in gold]
    met = [(one, other) for one, other in zip(gold, best, strict=True) if other is not None]
    strict = sum((one.start, one.end) == (other.start, other.end) for one, other in met)
    valued = sum(one.value == other.value for one, other in met)
    system_met = sum(any(_overlap(one, other) for other in gold) for one in found)
    return Counts(len(gold), len(found), strict, len(met), system_met, valued)


def _overlap(one: Timex, other: Timex) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _best(gold: Timex, found: Iterable[Timex]) -> Timex | None:
    near = [one for one in found if _overlap(gold, one)]
    return max(
        near, key=lambda one: ((one.start, one.end) == (gold.start, gold.end), _overlap(gold, one)), default=None
    )


def speed(text: str) -> str:
    """Return the tagging speed on a text, with its growth from 10 kB to 10 MB."""
    rates = []
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        sample = (text * (size // len(text) + 1))[:size]
        begin = time.process_time()
        tag_times(sample)
        rates.append(f"{size / 1e6:g} MB: {size / 1e6 / max(time.process_time() - begin, 1e-9):.2f} MB/s")
    return ", ".join(rates)


def main() -> None:
    """Print the figures of every document and of all together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--speed", action="store_true", help="also measure speed on the same texts")
    arguments = parser.parse_args()
    folder = arguments.data / "times" if (arguments.data / "times").is_dir() else arguments.data
    for path in sorted(folder.glob("*.jsonl.gz")):
        documents = read(path)
        counts = {one.name: count(one.gold, system(one)) for one in documents}
        for name, one in counts.items():
            print(f"{name:28} {one.figures()}")
        for label, names in _parts([one.name for one in documents]):
            print(f"{label:28} {sum((counts[name] for name in names), Counts()).figures()}")
        if arguments.speed:
            print(speed("\n".join(one.text for one in documents)))


def _parts(names: list[str]) -> list[tuple[str, list[str]]]:
    """Return the parts to sum: those developed on (numbered up to 12), those only measured, and all."""
    developed = [name for name in names if name[:2].isdigit() and int(name[:2]) <= 12]
    measured = [name for name in names if name not in developed]
    return [
        (label, part)
        for label, part in (("developed on", developed), ("only measured", measured), ("all", names))
        if part
    ]


if __name__ == "__main__":
    main()
