"""Mirrored reports: the two parties of a text swapped throughout, and whether the record is the exact mirror."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.contrast.suite import PAIRS, Coded, Party

REPORTS = Path(__file__).parent / "mirror.yaml"
Page = tuple[Coded, Sequence[str]]  # the coded form of a report, and the sentences of its page
_OFFICERS = frozenset({"person", "office"})
_ASKED = ("event_type", "modality", "polarity", "speech_act", "reciprocal", "harm_only", "plover", "roles_implied")


@dataclass(frozen=True, slots=True)
class Swap:
    """One report told of two parties, and told again with the parties exchanged."""

    id: str
    parties: tuple[Party, Party]
    text: str
    mirrored: str


def swaps() -> Iterator[Swap]:
    """Yield every combination of reports and dyads, and longer reports made of two, in a fixed order."""
    data = yaml.safe_load(REPORTS.read_text(encoding="utf-8"))
    names = {key: Party(*row) for key, row in yaml.safe_load(PAIRS.read_text(encoding="utf-8"))["parties"].items()}
    told = list(data["reports"])
    longer = [f"{told[i]}\n{told[(i + 3) % len(told)]}" for i in range(len(told))]
    both_ways = [*told, *longer, *(f"{told[(i + 5) % len(told)]}\n{told[i]}" for i in range(0, len(told), 2))]
    for number, text in enumerate(both_ways):
        for one, other in data["dyads"]:
            parties = (names[one], names[other])
            yield Swap(f"{number}/{one}-{other}", parties, _told(text, *parties), _told(text, parties[1], parties[0]))


def _told(text: str, one: Party, other: Party) -> str:
    words = {"A": one.name, "Aj": one.adjective, "Ac": one.capital}
    words |= {"B": other.name, "Bj": other.adjective, "Bc": other.capital}
    return re.sub(r"\b([Aa]) (?=[AEIOUaeiou])", r"\1n ", text.format(**words))


def is_mirror(swap: Swap, coded: Coded, mirrored: Coded) -> bool:
    """Return whether the second record is the first with the parties exchanged."""
    return _rows(coded, swap.parties, exchanged=False) == _rows(mirrored, swap.parties, exchanged=True)


def differences(swap: Swap, coded: Coded, mirrored: Coded) -> list[str]:
    """Return the claims that only one of the two records has, in words."""
    one = _rows(coded, swap.parties, exchanged=False)
    other = _rows(mirrored, swap.parties, exchanged=True)
    return [f"- {row}" for row in one if row not in other] + [f"+ {row}" for row in other if row not in one]


def is_mirrored_prose(swap: Swap, one: Page, other: Page) -> bool:
    """Return whether the sentences of the second page are those of the first with the parties exchanged."""
    return prose(swap, one, exchanged=False) == prose(swap, other, exchanged=True)


def prose(swap: Swap, page: Page, *, exchanged: bool) -> list[str]:
    """Return the sentences of a page, sorted, with the parties' names, adjectives and capitals written as letters.

    Neither "a" before a vowel nor the order of two parties that act together says anything of them. An office and who
    is known to hold it are one: who holds the office of one party is known, of the other it may not be.
    """
    coded, told = page
    first, second = reversed(swap.parties) if exchanged else swap.parties
    letters: dict[str, str] = {}
    officers: dict[str, str] = {}
    for party, letter in ((first, "A"), (second, "B")):
        letters |= {party.adjective: f"{letter}j", party.capital: f"{letter}c", party.name: letter}
        for actor in coded["actors"]:
            if actor["kind"] in _OFFICERS and actor["country"] == party.code:
                officers |= {actor["name"]: f"officer of {letter}", f"the {actor['name']}": f"officer of {letter}"}
    return sorted(_plain(_written(_outside_quotes(line, officers), letters)) for line in told)


def _outside_quotes(line: str, names: Mapping[str, str]) -> str:
    """Return a sentence with names replaced in what the page says itself: words of the report stay as they are."""
    parts = re.split(r"(“[^”]*”)", line)
    return "".join(part if part.startswith("“") else _written(part, names) for part in parts)


def _written(line: str, names: Mapping[str, str]) -> str:
    if not names:
        return line
    longest = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"\b(?:{longest})\b", lambda found: names[found[0]], line)


def _plain(line: str) -> str:
    line = re.sub(r"\b([Aa])n\b", r"\1", line)
    return re.sub(r"\bB(j?)((?: [a-z]+)*) and A\1\2\b", r"A\1\2 and B\1\2", line)


def _rows(coded: Coded, parties: tuple[Party, Party], *, exchanged: bool) -> list[str]:
    """Return the claims in order, with the parties written A and B: what they are called does not matter."""
    actors = {row["id"]: row for row in coded["actors"]}
    first, second = reversed(parties) if exchanged else parties
    letters = {first.code: "A", second.code: "B"}
    return [str(_row(claim, actors, letters)) for claim in coded["claims"]]


def _row(claim: Mapping[str, Any], actors: Mapping[str, Any], letters: Mapping[str, str]) -> dict[str, Any]:
    def party(actor_id: str | None) -> str:
        actor = actors.get(actor_id or "", {})
        side = letters.get(str(actor.get("country")), str(actor.get("country")))
        kind = "officer" if actor.get("kind") in _OFFICERS else actor.get("kind")
        return f"{kind}:{side}"

    row = {name: claim[name] for name in _ASKED}
    row["roles"] = [sorted(party(i) for i in claim[role]) for role in ("initiator", "recipient")]
    row["claimant"] = party(claim["claimant"])
    row["numbers"] = [(q["kind"], q["lower"], q["best"], q["upper"]) for q in claim["quantities"]]
    return row
