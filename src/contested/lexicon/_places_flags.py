"""Bits kept for every name key of the compiled gazetteer."""

from __future__ import annotations

from typing import Final

NAMES: Final = 1  # the key is a whole name
PREFIX: Final = 2  # a longer name starts with these words
ANY_CASE: Final = 4  # also written in lower case ("line of contact")
DOUBTFUL: Final = 8  # an English word as well
MINOR: Final = 16  # small, short, or a personal name: needs support
LOWER_END: Final = 32  # the last word is written in lower case ("Sana'a")
ACRONYM: Final = 64  # only in capitals ("US")
