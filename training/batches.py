"""Examples -> numbers -> padded batches."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from tokenizers import Tokenizer
from torch import Tensor

from contested.language.labels import FLAGS, ROLES, Labels
from contested.language.lemmas import edit_script
from contested.language.shapes import Shape, shape_of
from training.prepare_data import ANYTHING, EventMark, Example

UNKNOWN, START, END = 100, 101, 102
IGNORE = -100


@dataclass(frozen=True, slots=True)
class Item:
    """An example in numbers."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]
    upos: list[int]
    xpos: list[int]
    lemma: list[int]
    heads: list[int]
    deprels: list[int]
    names: list[int]
    teacher: list[float]  # the sentence vector of the untuned encoder
    marks: tuple[EventMark, ...] | None  # None where nothing is known of events


class Encode:
    """Turns examples into items."""

    def __init__(self, tokenizer: Tokenizer, labels: Labels) -> None:
        self.tokenizer = tokenizer
        self.cache: dict[str, list[int]] = {}
        self.index = {
            field: {label: i for i, label in enumerate(getattr(labels, field))}
            for field in ("upos", "xpos", "lemma", "deprel")
        }

    def subwords(self, word: str) -> list[int]:
        """Return the ids of a word's subwords, never none."""
        if word not in self.cache:
            self.cache[word] = self.tokenizer.encode(word, add_special_tokens=False).ids[:20] or [UNKNOWN]
        return self.cache[word]

    def __call__(self, example: Example) -> Item:
        """Return the item of an example; where nothing is known of a word, its number is ``IGNORE``."""
        ids, shapes, first, last = [START], [int(Shape.PADDING)], [], []
        for number, word in enumerate(example.words):
            pieces = self.subwords(word)
            first.append(len(ids))
            ids += pieces
            shapes += [int(shape_of(word, first=number == 0))] * len(pieces)
            last.append(len(ids) - 1)
        none = [IGNORE] * len(first)
        scripts = [edit_script(w, lemma) for w, lemma in zip(example.words, example.lemmas, strict=False)]
        return Item(
            [*ids, END], [*shapes, int(Shape.PADDING)], first, last,
            self._numbers("upos", example.upos) or none,
            self._numbers("xpos", example.xpos) or none,
            self._numbers("lemma", scripts) or none,
            [h + 1 for h in example.heads] or none,
            self._numbers("deprel", example.deprels) or none,
            list(example.names) or [ANYTHING] * len(first),
            [],
            example.events,
        )  # fmt: skip

    def _numbers(self, field: str, values: Sequence[str]) -> list[int]:
        return [self.index[field].get(value, IGNORE) for value in values]


def batches(items: list[Item], size: int, rng: random.Random) -> list[list[Item]]:
    """Return batches of sentences of like length, shuffled."""
    order = sorted(items, key=lambda item: len(item.ids) + rng.random() * 4)
    found: list[list[Item]] = [[]]
    for item in order:
        if found[-1] and len(item.ids) * (len(found[-1]) + 1) > size:
            found.append([])
        found[-1].append(item)
    rng.shuffle(found)
    return found


def padded(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    """Return rows as one tensor, filled up with ``value``."""
    width = max(map(len, rows))
    return torch.tensor([list(row) + [value] * (width - len(row)) for row in rows])


CASED = {Shape.LOWER, Shape.TITLE, Shape.UPPER, Shape.INITIAL, Shape.MIXED, Shape.FIRST_TITLE, Shape.FIRST_INITIAL}


def recased(item: Item, rng: random.Random, share: float) -> Item:
    """Return the item, now and then written in capitals, as a headline, or in lower case (lemmas are then unknown)."""
    draw = rng.random()
    if draw >= 3 * share:
        return item
    shape = (Shape.UPPER, Shape.TITLE, Shape.LOWER)[int(draw / share)]
    shapes = [int(shape) if s in CASED else s for s in item.shapes]
    return replace(item, shapes=shapes, lemma=[IGNORE] * len(item.lemma))


@dataclass
class Events:
    """The claims of a batch; ``m`` marks in all. ``known`` are the sentences that have been read for events."""

    words: Tensor  # sentences x words: the event of each word, IGNORE where nothing is known
    sentence: Tensor  # m: the sentence of each mark
    word: Tensor  # m
    stance: Tensor  # m
    flags: Tensor  # m x flags
    roles: Tensor  # m x roles x words, 1 where a word fills the role


@dataclass
class Batch:
    """One padded batch on the device."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    gold: dict[str, Tensor]
    words: Tensor  # true where there is a word
    events: Events


def collate(items: list[Item], device: torch.device) -> Batch:
    """Return the items as one padded batch."""
    ids = padded([i.ids for i in items], 0)
    lengths = torch.tensor([len(i.ids) for i in items])
    mask = torch.arange(ids.shape[1])[None] < lengths[:, None]
    bias = torch.zeros(mask.shape).masked_fill(~mask, -1e9)
    gold = {f: padded([getattr(i, f) for i in items], IGNORE) for f in ("upos", "xpos", "lemma", "heads", "deprels")}
    gold["names"] = padded([i.names for i in items], ANYTHING)
    gold["sentence"] = torch.tensor([i.teacher for i in items])
    words = padded([[1] * len(i.first) for i in items], 0).bool()
    shapes = padded([i.shapes for i in items], 0)
    first, last = padded([i.first for i in items], 0), padded([i.last for i in items], 0)
    events = _events(items, words.shape[1], device)
    move = [t.to(device) for t in (ids, shapes, bias, first, last)]
    return Batch(*move, {k: v.to(device) for k, v in gold.items()}, words.to(device), events)


def _events(items: list[Item], width: int, device: torch.device) -> Events:
    rows = [(n, mark) for n, item in enumerate(items) for mark in item.marks or ()]
    words = padded([[IGNORE if i.marks is None else 0] * len(i.first) for i in items], IGNORE)
    roles = torch.zeros(len(rows), len(ROLES), width)
    for number, (sentence, mark) in enumerate(rows):
        words[sentence, mark.word] = mark.event
        for role, found in enumerate(mark.roles):
            roles[number, role, list(found)] = 1.0
    columns = [torch.tensor([n for n, _ in rows], dtype=torch.long)]
    columns += [torch.tensor([getattr(m, f) for _, m in rows], dtype=torch.long) for f in ("word", "stance")]
    flags = torch.tensor([m.flags for _, m in rows], dtype=torch.float).reshape(len(rows), len(FLAGS))
    return Events(*(t.to(device) for t in (words, *columns, flags, roles)))
