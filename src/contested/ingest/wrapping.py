"""Hard-wrapped text: lines that were broken to fit a page are joined, one character for one, so that offsets stay."""

from __future__ import annotations

import itertools
import re
import statistics

WIDEST = 110  # characters of a wrapped line
NARROWEST = 45
MIN_LINES = 4  # a paragraph of fewer full lines does not show that a text is wrapped
HYPHENATED = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
BLOCKS = re.compile(r"\n[ \t]*\n")
ENDS = (".", "!", "?", ":", '"', "”")
ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)]|\(?[a-z]\))\s")


def is_wrapped(text: str) -> bool:
    """Return whether most long paragraphs of ``text`` are broken into lines of about one width."""
    blocks = [block.split("\n") for block in BLOCKS.split(text)]
    lines = [line.rstrip() for block in blocks if len(block) >= MIN_LINES for line in block[:-1]]
    if len(lines) < MIN_LINES - 1:
        return False
    width = max(len(line) for line in lines)
    full = sum(len(line) >= 0.75 * width for line in lines)
    open_ended = sum(not line.endswith(ENDS) for line in lines)
    return NARROWEST <= width <= WIDEST and full >= 0.7 * len(lines) and open_ended >= 0.6 * len(lines)


def unwrap(text: str) -> str:
    """Return ``text`` with the line breaks inside of its paragraphs turned to spaces; the length stays the same."""
    lines = text.split("\n")
    filled = [len(line) for line in lines if len(line) >= NARROWEST]
    if not filled:
        return text
    width = statistics.quantiles(filled, n=10)[-1] if len(filled) > 1 else filled[0]
    joined = [lines[0]]
    for before, line in itertools.pairwise(lines):
        joined += [" " if _continues(before, line, width) else "\n", line]
    return "".join(joined)


def dehyphenate(text: str) -> str:
    """Return ``text`` with words put together that a line break divided. Changes offsets: for page text only."""
    return HYPHENATED.sub("", text)


def _continues(before: str, line: str, width: float) -> bool:
    """Return whether ``line`` goes on where the wrapped line ``before`` was cut."""
    if not before.strip() or not line.strip() or ITEM.match(line):
        return False
    if before.rstrip().endswith(ENDS) and len(line.rstrip()) < 0.6 * width and not line.rstrip().endswith(ENDS):
        return False  # a heading
    full = len(before.rstrip()) + len(line.split(maxsplit=1)[0]) + 1 >= 0.85 * width
    return full or line.lstrip()[0].islower()
