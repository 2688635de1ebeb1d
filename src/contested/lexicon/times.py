"""The words, patterns and holidays of time expressions, as compiled from `resources/times/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from contested.lexicon._compiled import read_compiled

Value = str | int


@dataclass(frozen=True, slots=True)
class TimeExample:
    """A sentence, the expression in it, and what it must be tagged and anchored as."""

    text: str
    find: str
    value: str
    type: str
    mod: str | None


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A pattern over word classes and how its captures are read. ``fixed`` are the fields that the rule itself sets."""

    name: str
    pattern: str
    kind: str
    fixed: Mapping[str, Value]
    examples: tuple[TimeExample, ...]


@dataclass(frozen=True, slots=True)
class Holiday:
    """How to compute a holiday: the rule's name, its numbers, and its length in days."""

    name: str
    rule: str
    numbers: Mapping[str, int]
    days: int
    example: tuple[int, str] | None  # year, first day


@dataclass(frozen=True, slots=True)
class TimeRules:
    """Everything that `resources/times/` says. ``words`` maps an exact written form to its (class, value) pairs."""

    words: Mapping[str, tuple[tuple[str, Value], ...]]
    phrases: Mapping[str, tuple[str, ...]]  # first word, lower case, to the phrases that it opens
    phrase_values: Mapping[str, str]
    macros: Mapping[str, str]
    rules: tuple[TimeRule, ...]
    holidays: Mapping[str, Holiday]
    contexts: Mapping[str, frozenset[str]]
    open_ends: Mapping[str, str]
    future: tuple[str, ...]
    classes: frozenset[str] = field(default_factory=frozenset)


@cache
def load_time_rules() -> TimeRules:
    """Return the compiled rules. Raises ResourceError if the package was built without them."""
    data = read_compiled("times.json")
    classes = data["words"]
    phrases = classes.pop("holiday_phrase")["words"]
    contexts = data["contexts"]
    return TimeRules(
        words=_words(classes),
        phrases=_by_first_word(phrases),
        phrase_values=phrases,
        macros=data["patterns"]["macros"],
        rules=tuple(_rule(row) for row in data["patterns"]["rules"]),
        holidays={name: _holiday(name, row) for name, row in data["holidays"]["holidays"].items()},
        contexts={name: frozenset(row) for name, row in contexts.items() if isinstance(row, list)},
        open_ends={words: row["end"] for words, row in contexts["open_ends"].items()},
        future=tuple(contexts["future"]),
        classes=frozenset(classes),
    )


def _words(classes: Mapping[str, Any]) -> dict[str, tuple[tuple[str, Value], ...]]:
    table: dict[str, tuple[tuple[str, Value], ...]] = {}
    for name, row in classes.items():
        for word, value in row["words"].items():
            forms = {word.capitalize(), word.upper()} | (set() if row.get("proper") else {word})
            for form in sorted(forms):
                table[form] = (*table.get(form, ()), (name, value))
    return table


def _by_first_word(phrases: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        table.setdefault(re.split(r"\W", phrase)[0], []).append(phrase)
    return {word: tuple(rows) for word, rows in table.items()}


def _rule(row: Mapping[str, Any]) -> TimeRule:
    return TimeRule(
        row["name"], row["pattern"], row["kind"], row.get("set", {}), tuple(_example(one) for one in row["examples"])
    )


def _example(row: Mapping[str, Any]) -> TimeExample:
    return TimeExample(row["text"], row["find"], str(row["value"]), row.get("type", "DATE"), row.get("mod"))


def _holiday(name: str, row: Mapping[str, Any]) -> Holiday:
    numbers = {key: value for key, value in row.items() if key not in ("rule", "days", "example")}
    example = (row["example"]["year"], row["example"]["start"]) if "example" in row else None
    return Holiday(name, row["rule"], numbers, row["days"], example)


@dataclass(frozen=True, slots=True)
class NumberExample:
    """A text, the number in it, and its bounds."""

    text: str
    find: str
    low: float | None
    best: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Everything that `resources/numbers/` says. Keys are lower-case words."""

    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    zero: frozenset[str]
    vague: Mapping[str, tuple[int, int]]
    exact: Mapping[str, int]
    fractions: Mapping[str, float]
    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, frozenset[str]]
    unit_name_before: frozenset[str]
    age_before: frozenset[str]
    money_marks: frozenset[str]
    percent: tuple[str, ...]
    examples: tuple[NumberExample, ...]


@cache
def load_number_words() -> NumberWords:
    """Return the compiled number words. Raises ResourceError if the package was built without them."""
    data = read_compiled("numbers.json")
    return NumberWords(
        cardinals=data["cardinals"],
        scales=data["scales"],
        ordinals=data["ordinals"],
        zero=frozenset(data["zero"]),
        vague={words: (row[0], row[1]) for words, row in data["vague"].items()},
        exact=data["exact"],
        fractions=data["fractions"],
        before={name: tuple(row) for name, row in data["before"].items()},
        after={name: tuple(row) for name, row in data["after"].items()},
        roles={name: frozenset(row) for name, row in data["roles"].items()},
        unit_name_before=frozenset(data["unit_name_before"]),
        age_before=frozenset(data["age_before"]),
        money_marks=frozenset(data["money_marks"]),
        percent=tuple(data["percent"]),
        examples=tuple(NumberExample(**row) for row in data["examples"]),
    )
