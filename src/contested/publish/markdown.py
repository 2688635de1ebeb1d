"""Release to Markdown: the page's content, with its citations as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch

from contested.publish import gate
from contested.publish.build import PageOptions, build_document
from contested.publish.citations import Entry, entries
from contested.publish.doc import Block, Card, Cell, Chip, Fact, Figure, Grid, Item, ItemList, Note, Pair, Section
from contested.publish.release import Release
from contested.publish.sentences import Ref, Sentence

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~$&])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
_Numbers = dict[Ref, int]


def render_markdown(release: Release, *, options: PageOptions = PageOptions()) -> str:  # noqa: B008 (frozen)
    """Return a release's page as Markdown; figures are given as their tables. Same release, same bytes."""
    view, document = build_document(release, options)
    lines = [f"# {escape(document.title)}", "", *(f"{escape(line)}  " for line in document.headline), ""]
    if document.label:
        lines[:0] = [f"**{escape(document.label)}**", ""]
    for section in document.sections:
        lines += _section(section, document.numbers)
    lines += ["## Passages", ""]
    lines += [_footnote(entry) for entry in entries(view, document, options)]
    return gate.sweep("\n".join(lines).rstrip() + "\n")


def escape(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def _section(section: Section, numbers: _Numbers) -> Iterator[str]:
    yield from (f"## {escape(section.title)}", "")
    if not section.blocks:
        if section.empty:
            yield from (escape(section.empty), "")
        return
    if section.lead:
        yield from (f"*{escape(section.lead)}*", "")
    for block in section.blocks:
        yield from _block(block, numbers)
        yield ""


@singledispatch
def _block(block: Block, numbers: _Numbers) -> Iterator[str]:
    raise TypeError(f"markdown: no form for {type(block).__name__}; add it to publish/markdown.py")


@_block.register
def _note(block: Note, numbers: _Numbers) -> Iterator[str]:
    yield escape(block.text) + _marks(block.refs, numbers)


@_block.register
def _items(block: ItemList, numbers: _Numbers) -> Iterator[str]:
    for item in block.items:
        yield from _item(item, numbers)
    yield from _rest(block.rest)


def _item(item: Item, numbers: _Numbers) -> Iterator[str]:
    when = f"**{escape(item.when)}**" if item.when else ""
    head = " · ".join(part for part in (when, escape(item.label), _chips(item.chips)) if part)
    told = [_said(sentence, numbers) for sentence in item.sentences]
    if item.rest:
        told.append(f"*{escape(item.rest)}*")
    if not head:
        yield from (f"- {line}" for line in told)
        return
    yield f"- {head}"
    yield from (f"  - {line}" for line in told)


@_block.register
def _card(block: Card, numbers: _Numbers) -> Iterator[str]:
    if block.title:
        yield from (f"### {escape(block.title)}" + (f" ({_chips(block.chips)})" if block.chips else ""), "")
    yield from (f"- **Note:** {_said(flag, numbers)}" for flag in block.flags)
    yield from (_fact(fact, numbers) for fact in block.facts)
    yield from (f"- {_said(sentence, numbers)}" for sentence in block.sentences)


def _fact(fact: Fact, numbers: _Numbers) -> str:
    return f"- **{escape(fact.term)}:** {escape(fact.text)}{_marks(fact.refs, numbers)}"


@_block.register
def _pair(block: Pair, numbers: _Numbers) -> Iterator[str]:
    yield from (f"### {escape(block.title)}", "")
    for title, side in ((block.left_title, block.left), (block.right_title, block.right)):
        told = " ".join(_said(sentence, numbers) for sentence in side) or escape(block.no_right)
        yield f"- **{escape(title)}:** {told}"
    if block.note:
        yield f"- *{escape(block.note)}.*"


@_block.register
def _figure(block: Figure, numbers: _Numbers) -> Iterator[str]:
    yield from _grid(block.grid, numbers)
    yield from _rest(block.credit)


@_block.register
def _grid(block: Grid, numbers: _Numbers) -> Iterator[str]:
    yield from (f"*{escape(block.caption)}*", "")
    yield _row(escape(column) for column in block.columns)
    yield _row("---" for _ in block.columns)
    yield from (_row(_cell(cell, numbers) for cell in row) for row in block.rows)
    yield from _rest(block.rest)


def _cell(cell: Cell, numbers: _Numbers) -> str:
    text = f"[{escape(cell.text)}](<{cell.href}>)" if cell.href and "<" not in cell.href else escape(cell.text)
    return f"{text}{_marks(cell.refs, numbers)}" + (f" ({escape(cell.note)})" if cell.note else "")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rest(text: str) -> Iterator[str]:
    if text:
        yield from ("", f"*{escape(text)}*")


def _chips(chips: Iterable[Chip]) -> str:
    return ", ".join(escape(chip.text) for chip in chips)


def _said(sentence: Sentence, numbers: _Numbers) -> str:
    marks = f" ({escape(', '.join(sentence.marks))})" if sentence.marks else ""
    return f"{escape(sentence.text)}{_marks(sentence.refs, numbers)}{marks}"


def _marks(refs: Iterable[Ref], numbers: _Numbers) -> str:
    return "".join(f"[^{numbers[ref]}]" for ref in refs)


def _footnote(entry: Entry) -> str:
    title = escape(entry.title)
    linked = f"[{title}](<{entry.url}>)" if entry.url and "<" not in entry.url and ">" not in entry.url else title
    words = escape(entry.withheld)
    if entry.excerpt:
        shown = entry.excerpt
        words = f"“{escape(shown.before)}**{escape(shown.quote)}**{escape(shown.after)}”"
    facts = "; ".join(f"{escape(term)}: {escape(text)}" for term, text in entry.facts)
    claim = f" `{entry.claim}`" if entry.claim else ""
    return f"[^{entry.number}]: {escape(entry.source)}, {linked}, {escape(entry.date)}. {words} {facts}{claim}".rstrip()
