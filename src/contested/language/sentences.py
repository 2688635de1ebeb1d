"""Sentences: runs of tokens inside one line of text.

A line that is not blank is a passage, and no sentence crosses a line break; so headings, bullets and datelines
stay what they are. Inside a line, ``boundaries`` says where a sentence ends.
"""

from __future__ import annotations

import re

from contested.language.abbreviations import OTHERS
from contested.language.boundaries import Boundaries, boundaries, line_of
from contested.language.heads import cut_head
from contested.language.tokens import Span, tokenise

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def passages(text: str) -> list[Span]:
    """Return the (start, end) of the lines that are not blank, without the space around them."""
    found: list[Span] = []
    for line in _LINE.finditer(text):
        raw = line.group()
        left, right = len(raw) - len(raw.lstrip()), len(raw.rstrip())
        if left < right:
            found.append((line.start() + left, line.start() + right))
    return found


def split_sentences(text: str) -> list[Span]:
    """Return the (start, end) of every sentence of ``text``, in order."""
    return [(tokens[0][0], tokens[-1][1]) for _, tokens in sentence_tokens(text)]


def sentence_tokens(text: str, model: Boundaries | None = None) -> list[tuple[int, list[Span]]]:
    """Return each sentence as (the number of its passage, its tokens); ``model`` stands in for the shipped weights."""
    model = model or boundaries()
    found: list[tuple[int, list[Span]]] = []
    for number, (start, end) in enumerate(passages(text)):
        head, rest = cut_head(text, tokenise(text, start, end))
        found.extend([(number, head)] if head else [])
        found.extend((number, tokens) for tokens in _line_sentences(model, text, rest))
    return found


def _with_full_stop(text: str, spans: list[Span]) -> list[Span]:
    """Return the tokens of a sentence, with the stop after a last "etc" or "Inc" as a token of its own."""
    start, end = spans[-1]
    word = text[start : end - 1].lower()
    if len(spans) == 1 or text[end - 1] != "." or "." in word or word not in OTHERS:
        return spans
    return [*spans[:-1], (start, end - 1), (end - 1, end)]


def _line_sentences(model: Boundaries, text: str, spans: list[Span]) -> list[list[Span]]:
    """Return the sentences of one line."""
    line = line_of(text, spans)
    found: list[list[Span]] = []
    begin = 0
    for index in range(len(spans) - 1):
        if model.is_end(line, index, index + 1 - begin):
            found.append(_with_full_stop(text, spans[begin : index + 1]))
            begin = index + 1
    if begin < len(spans):
        found.append(_with_full_stop(text, spans[begin:]))
    return found
