"""Patterns over word classes, compiled to regular expressions over one character a token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from contested.extract.times._lexer import Entry, Run, Token, entries, number_pieces
from contested.lexicon.times import TimeRule, Value, load_time_rules
from contested.model.errors import ResourceError

TERM = re.compile(r"'[^']+'|[a-z_]+|[()|?]")
FIRST_CODE = 0xE000
LONGEST = 20  # tokens in the longest expression


@dataclass(frozen=True, slots=True)
class Capture:
    """The tokens of one match, by class."""

    rule: TimeRule
    first: Token
    last: Token
    tokens: dict[str, tuple[Token, ...]]

    def value(self, *names: str) -> Value | None:
        """Return the value of the first of ``names`` that was captured."""
        for name in names:
            if name in self.tokens:
                return self.tokens[name][0].value(name)
        return None

    def number(self, *names: str) -> int | None:
        """Return the same as ``value``, None unless it is an integer."""
        found = self.value(*names)
        return found if isinstance(found, int) else None

    def word(self, *names: str) -> str | None:
        """Return the same as ``value`` as a string."""
        found = self.value(*names)
        return None if found is None else str(found)

    def has(self, *names: str) -> bool:
        """Return whether any of the classes was captured."""
        return any(name in self.tokens for name in names)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule and its compiled form; ``names`` maps regular expression groups to classes."""

    rule: TimeRule
    regex: re.Pattern[str]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All patterns, and under each first character those that can begin with it, in order."""

    codes: dict[frozenset[str], str]
    patterns: tuple[Pattern, ...]
    by_first: dict[str, tuple[Pattern, ...]]


@cache
def grammar() -> Grammar:
    """Return the compiled grammar."""
    rules = load_time_rules()
    codes = {key: chr(FIRST_CODE + i) for i, key in enumerate(sorted(_signatures(), key=sorted))}
    patterns = tuple(_compile(rule, codes) for rule in rules.rules)
    by_first = {
        code: tuple(p for p in patterns if p.regex.match(code) or _can_begin(p, code)) for code in codes.values()
    }
    return Grammar(codes, patterns, by_first)


def _can_begin(pattern: Pattern, code: str) -> bool:
    """Return whether a match may begin with ``code``: its character class stands in an opening position."""
    return re.match(_opening(pattern.regex.pattern), code) is not None


def _opening(regex: str) -> str:
    """Return an expression for the first characters of ``regex`` (a superset is fine: the match decides)."""
    return "[" + "".join(re.findall(r"\[([^\]]*)\]", regex)) + "]"


def _signatures() -> set[frozenset[str]]:
    numbers = [
        *map(str, range(0, 400)),
        *map(str, range(1000, 2500)),
        "9999",
        "00",
        "06",
        "007",
        "0600",
        "0670",
        "2399",
    ]
    written = [
        *numbers,
        "9:45",
        "5.40",
        "6.75",
        "2022-09-14",
        "2022-09-14T10:00",
        "2022-09-14T10:00Z",
        "25/08/2022",
        "1,500",
        "155555",
        "12-14",
        "3.25",
    ]
    found = {piece[3].classes for shape in written for piece in number_pieces(shape, 0)}
    found |= {frozenset(entry.values) for entry in entries().values()}
    ordinal = {"ordinal", "ordday", "daynum"}
    found |= {
        frozenset(one) for one in (ordinal, {"ordinal"}, {*ordinal, "suffixed"}, {"ordinal", "suffixed"}, {"suffix"})
    }
    found |= {
        frozenset(one)
        for one in (
            {"short"},
            {"shortdecade"},
            {"word"},
            {"vague"},
            {"holiday"},
            {"decade"},
            {"clocktime"},
            {"clocktime", "clock"},
        )
    }
    found |= {frozenset({*entry.values, *ordinal}) for entry in entries().values() if "ordinal" in entry.values}
    return found


def _compile(rule: TimeRule, codes: dict[frozenset[str], str]) -> Pattern:
    names: dict[str, str] = {}
    regex = "".join(_terms(_expand(rule.pattern), codes, names))
    return Pattern(rule, re.compile(regex), names)


def _expand(pattern: str) -> str:
    """Put the macros in."""
    macros = load_time_rules().macros
    for _ in range(3):
        for name, body in macros.items():
            pattern = re.sub(rf"(?<!['\w]){name}(?!['\w])", f"({body})", pattern)
    return pattern


def _terms(pattern: str, codes: dict[frozenset[str], str], names: dict[str, str]) -> Iterator[str]:
    for term in TERM.findall(pattern):
        if term == "(":
            yield "(?:"
        elif term in (")", "|", "?"):
            yield term
        else:
            group = f"g{len(names)}"
            names[group] = term
            chars = "".join(code for key, code in sorted(codes.items(), key=lambda item: item[1]) if term in key)
            if not chars:
                raise ResourceError(f"resources/times/patterns.yaml: no word is of class {term}; mend the pattern")
            yield f"(?P<{group}>[{chars}])"


def code(entry: Entry) -> str:
    """Return the character of an entry."""
    return grammar().codes.get(entry.classes, "\x02")


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to read a row of token codes: the rule, how many tokens, and which token is of which class."""

    rule: TimeRule
    length: int
    places: tuple[tuple[str, tuple[int, ...]], ...]


@lru_cache(maxsize=1 << 16)
def shapes(codes: str) -> tuple[Shape, ...]:
    """Return the readings of a row of codes from its first one, longest first, then in the order of the rules."""
    found = [(p, m) for p in grammar().by_first.get(codes[0], ()) if (m := p.regex.match(codes))]
    found.sort(key=lambda pair: -pair[1].end())
    return tuple(Shape(pattern.rule, match.end(), _places(pattern, match)) for pattern, match in found)


def _places(pattern: Pattern, match: re.Match[str]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    places: dict[str, tuple[int, ...]] = {}
    for group, name in pattern.names.items():
        if match.start(group) >= 0:
            places[name] = (*places.get(name, ()), match.start(group))
    return tuple(places.items())


def readings(run: Run, codes: str, at: int) -> Iterator[tuple[Capture, int]]:
    """Yield the readings that begin at token ``at`` and the token after each, longest first."""
    for shape in shapes(codes[at : at + LONGEST]):
        tokens = {name: tuple(run[at + i] for i in places) for name, places in shape.places}
        yield Capture(shape.rule, run[at], run[at + shape.length - 1], tokens), at + shape.length
