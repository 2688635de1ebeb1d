"""The words of the duties: what `resources/duties/` says, as typed records."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contested.model.errors import ResourceError

PEOPLE = ("capital_words", "acronyms", "joiners", "organisation_words", "doubtful_titles", "accusing")


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words, in lower case, by which a name that may be shown is told from one that may not."""

    ordinary: frozenset[str]  # of English; at the head of a sentence
    capital_words: frozenset[str]  # also in the middle of one
    acronyms: frozenset[str]
    joiners: frozenset[str]
    organisation_words: frozenset[str]
    doubtful_titles: frozenset[str]
    accusing: frozenset[str]  # "*" stands for the rest of a word


def pattern(phrase: str) -> str:
    """Return a phrase of the resources as a regular expression; their heads say what ``*``, ``~`` and ``#`` mean."""
    words = (re.escape(word).replace(r"\*", r"\w*").replace(r"\?", r"\w") for word in phrase.split())
    told = {re.escape("~"): r"(?:\S+\s+){0,4}?", re.escape("#"): r"[\w-]*\d[\w-]*\s+"}
    parts = [told.get(word, word + r"\s+") for word in words]
    return r"(?<!\w)" + re.sub(r"\\s\+$", r"(?!\\w)", "".join(parts))


@cache
def guards() -> re.Pattern[str]:
    """Return what a text says where somebody or some spot must be kept from the public."""
    return re.compile("|".join(map(pattern, read_duties()["guarded"].split("\n"))), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """A word that takes sides, as a pattern; what to write in its stand."""

    words: str
    note: str
    standard: bool  # has a neutral use, which the note names


@cache
def loaded_words() -> tuple[LoadedWord, ...]:
    """Return the words that take sides, those with a neutral use last."""
    rows = (line.split("\t") for line in read_duties()["loaded"].split("\n"))
    return tuple(LoadedWord(words, note, use == "standard") for use, words, note in rows)


@cache
def accusing() -> re.Pattern[str]:
    """Return the words that accuse."""
    return re.compile("|".join(map(pattern, sorted(name_words().accusing))), re.IGNORECASE)


@cache
def name_words() -> NameWords:
    """Return the compiled words; ResourceError if the package was built without them."""
    raw = read_duties()
    return NameWords(**{name: frozenset(raw[name].split()) for name in ("ordinary", *PEOPLE)})


def read_duties() -> Mapping[str, str]:
    """Return the compiled tables as they are; ResourceError if the package was built without them."""
    try:
        raw = json.loads(files("contested.publish").joinpath("data/duties.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ResourceError(f"publish: data/duties.json: {error}; run `make data` or install again") from error
    assert isinstance(raw, dict)
    return raw
