"""Scores of trees against CoNLL-U gold, from raw text, in the manner of the CoNLL 2018 shared task.

Words are aligned by their exact span in the text; a word that the system cut differently counts as wrong both ways.
Every score is an F1 over words (or sentences): 2 x right / (gold + system).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contested.model.tree import Sentence, Tree


class Metric(StrEnum):
    """What is scored."""

    WORDS = "words"
    SENTENCES = "sentences"
    UPOS = "upos"
    XPOS = "xpos"
    LEMMA = "lemma"
    UAS = "uas"
    LAS = "las"  # universal relations, without subtypes
    LAS_SUBTYPES = "las_subtypes"


@dataclass(frozen=True, slots=True)
class GoldWord:
    """A syntactic word of the gold file, with its span in the text made by ``gold_text``."""

    start: int
    end: int
    upos: str
    xpos: str
    lemma: str
    head: int  # index in the sentence, -1 for the root
    deprel: str


@dataclass(frozen=True, slots=True)
class GoldText:
    """A gold document as raw text, one paragraph a line, and its sentences."""

    name: str
    text: str
    sentences: tuple[tuple[GoldWord, ...], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts behind one F1."""

    right: int = 0
    gold: int = 0
    system: int = 0

    @property
    def f1(self) -> float:
        """Return the F1, 0 where there is nothing to count."""
        return 2 * self.right / (self.gold + self.system) if self.gold + self.system else 0.0

    def __add__(self, other: Tally) -> Tally:
        """Return the counts of both."""
        return Tally(self.right + other.right, self.gold + other.gold, self.system + other.system)


Scores = dict[Metric, Tally]


def gold_texts(lines: Iterable[str]) -> list[GoldText]:
    """Return the documents (``# newdoc``) of a CoNLL-U file."""
    found: list[GoldText] = []
    builder: _Builder | None = None
    block: list[str] = []
    for line in [*lines, ""]:
        line = line.rstrip("\n")
        if line:
            block.append(line)
            continue
        if not block:
            continue
        name = _newdoc(block)
        if builder is None or name is not None:
            found.extend([builder.finish()] if builder else [])
            builder = _Builder(name or "")
        builder.add(block)
        block = []
    return [*found, *([builder.finish()] if builder else [])]


def _newdoc(block: Sequence[str]) -> str | None:
    for line in block:
        if line.startswith("# newdoc"):
            return line.partition("=")[2].strip()
    return None


class _Builder:
    """Puts the raw text of a document together again."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = ""
        self.sentences: list[tuple[GoldWord, ...]] = []

    def add(self, block: Sequence[str]) -> None:
        """Append one sentence."""
        if any(line.startswith("# newpar") for line in block) and self.text:
            self.text = self.text.rstrip() + "\n"
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        spans: dict[int, tuple[int, int]] = {}
        joined = 0
        for row in rows:
            if "-" in row[0]:
                first, joined = (int(part) for part in row[0].split("-"))
                pieces = [other[1] for other in rows if other[0].isdigit() and first <= int(other[0]) <= joined]
                spans |= dict(enumerate(_pieces(len(self.text), row[1], pieces), start=first))
                self._write(row)
            elif row[0].isdigit() and int(row[0]) > joined:
                spans[int(row[0])] = (len(self.text), len(self.text) + len(row[1]))
                self._write(row)
        self.sentences.append(tuple(_gold_word(row, spans[int(row[0])]) for row in rows if row[0].isdigit()))

    def _write(self, row: Sequence[str]) -> None:
        self.text += row[1] + ("" if "SpaceAfter=No" in row[9].split("|") else " ")

    def finish(self) -> GoldText:
        """Return the document."""
        return GoldText(self.name, self.text.rstrip() + "\n", tuple(self.sentences))


def _pieces(start: int, surface: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the spans of the words of a multiword token; approximate where they do not spell it."""
    found: list[tuple[int, int]] = []
    position, end = start, start + len(surface)
    for number, word in enumerate(words):
        stop = end if number == len(words) - 1 else min(position + len(word), end)
        found.append((position, stop))
        position = stop
    return found


def _gold_word(row: Sequence[str], span: tuple[int, int]) -> GoldWord:
    return GoldWord(*span, row[3], row[4], row[2], int(row[6]) - 1, row[7])


def universal(deprel: str) -> str:
    """Return a relation without its subtype."""
    return deprel.partition(":")[0]


def score(gold: GoldText, tree: Tree) -> Scores:
    """Return the tallies of one document."""
    golds = {(w.start, w.end): (w, _head_span(w, sentence)) for sentence in gold.sentences for w in sentence}
    size = sum(len(sentence) for sentence in gold.sentences)
    system = sum(len(sentence.tokens) for sentence in tree.sentences)
    right = dict.fromkeys(Metric, 0)
    for sentence in tree.sentences:
        for metric in _right(sentence, golds):
            right[metric] += 1
    scores = {metric: Tally(right[metric], size, system) for metric in Metric}
    scores[Metric.SENTENCES] = _sentence_tally(gold, tree)
    return scores


_Span = tuple[int, int]


def _head_span(word: GoldWord, sentence: Sequence[GoldWord]) -> _Span | None:
    return None if word.head < 0 else (sentence[word.head].start, sentence[word.head].end)


def _right(sentence: Sentence, golds: dict[_Span, tuple[GoldWord, _Span | None]]) -> Iterable[Metric]:
    """Yield a metric for each thing that is right about each word."""
    for token in sentence.tokens:
        gold, gold_head = golds.get((token.start, token.end), (None, None))
        if gold is None:
            continue
        yield Metric.WORDS
        pairs = ((Metric.UPOS, token.upos, gold.upos), (Metric.XPOS, token.xpos, gold.xpos))
        yield from (metric for metric, ours, theirs in pairs if ours == theirs)
        if token.lemma == gold.lemma or gold.lemma == "_":
            yield Metric.LEMMA
        head = sentence.tokens[token.head] if token.head >= 0 else None
        if (None if head is None else (head.start, head.end)) == gold_head:
            yield Metric.UAS
            if universal(token.deprel) == universal(gold.deprel):
                yield Metric.LAS
            if token.deprel == gold.deprel:
                yield Metric.LAS_SUBTYPES


def _sentence_tally(gold: GoldText, tree: Tree) -> Tally:
    golds = {(sentence[0].start, sentence[-1].end) for sentence in gold.sentences if sentence}
    ours = {(sentence.start, sentence.end) for sentence in tree.sentences}
    return Tally(len(golds & ours), len(golds), len(ours))


def total(scores: Iterable[Scores]) -> Scores:
    """Return the sum of the tallies of several documents."""
    sums: Scores = dict.fromkeys(Metric, Tally())
    for each in scores:
        sums = {metric: sums[metric] + each[metric] for metric in Metric}
    return sums
