"""The page before it is drawn: sections of plain blocks, which HTML and Markdown render alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from contested.publish.sentences import Ref, Sentence


@dataclass(frozen=True, slots=True)
class Chip:
    """A small mark with a reason: a standing, a state. ``tone`` picks its colour; the words carry the meaning."""

    text: str
    reason: str = ""
    tone: str = "plain"  # plain, strong, weak, contested


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: words, the passages behind them, and a second, smaller line."""

    text: str
    refs: tuple[Ref, ...] = ()
    note: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. The first cell of a row is its heading."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rest: str = ""  # what is not shown, and where it is


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: when, what, how far it is accepted, and the sentences that tell it."""

    when: str
    label: str
    chips: tuple[Chip, ...]
    sentences: tuple[Sentence, ...]
    rest: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """Items in order, newest first or by date as the section says."""

    items: tuple[Item, ...]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts side by side. Empty ``right`` means that no answer is known."""

    title: str
    left: tuple[Sentence, ...]
    right: tuple[Sentence, ...]
    left_title: str = ""
    right_title: str = ""
    note: str = ""
    no_right: str = ""
    chips: tuple[Chip, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a card: a term, what holds for it, and its passages."""

    term: str
    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A boxed entry: a title, chips, terms and the sentences that tell it."""

    title: str
    chips: tuple[Chip, ...]
    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...] = ()
    flags: tuple[Sentence, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph in the page's own voice: it speaks of the record, never of the conflict."""

    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its text: SVG for wide and narrow screens, and the same as a table."""

    id: str
    title: str
    description: str
    wide: str
    narrow: str
    grid: Grid
    key: tuple[Chip, ...] = ()
    credit: str = ""


Block = ItemList | Grid | Pair | Card | Note | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page under one heading. ``empty`` is said where there is nothing to show."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    lead: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The whole page. ``numbers`` gives every citation its number, in the order of the page."""

    title: str
    headline: tuple[str, ...]
    sections: tuple[Section, ...]
    label: str = ""  # TLP
    numbers: dict[Ref, int] = field(default_factory=dict)


def refs_of(section: Section) -> Iterator[Ref]:
    """Yield the citations of a section in the order in which they stand."""
    for block in section.blocks:
        yield from _refs_of_block(block)


def _refs_of_block(block: Block) -> Iterator[Ref]:
    if isinstance(block, ItemList):
        for item in block.items:
            yield from _of_sentences(item.sentences)
    elif isinstance(block, Grid):
        yield from (ref for row in block.rows for cell in row for ref in cell.refs)
    elif isinstance(block, Pair):
        yield from _of_sentences((*block.left, *block.right))
    elif isinstance(block, Card):
        yield from _of_sentences(block.flags)
        yield from (ref for fact in block.facts for ref in fact.refs)
        yield from _of_sentences(block.sentences)
    elif isinstance(block, Figure):
        yield from _refs_of_block(block.grid)
    else:
        yield from block.refs


def _of_sentences(sentences: tuple[Sentence, ...]) -> Iterator[Ref]:
    return (ref for sentence in sentences for ref in sentence.refs)


def number_refs(sections: tuple[Section, ...]) -> dict[Ref, int]:
    """Return the number of every citation, from 1 in the order of the page."""
    order = dict.fromkeys(ref for section in sections for ref in refs_of(section))
    return {ref: number for number, ref in enumerate(order, start=1)}
