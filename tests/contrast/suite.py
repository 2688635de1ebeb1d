"""The contrast suite: minimal pairs, what is expected of them, and whether a coded sentence meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PAIRS = Path(__file__).parent / "pairs.yaml"
PER_FRAME = 5
_STANCES = frozenset({"asserted", "accused", "denied", "possible", "hypothetical"})
Coded = Mapping[str, Any]  # one coded report, as `contested code` writes it


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence of a pair and what is expected of it. ``codes``: country of each party letter."""

    text: str
    expected: str
    number: str | None
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A minimal pair. ``held``: set aside when the suite was written."""

    id: str
    phenomenon: str
    held: bool
    sides: tuple[Side, Side]


def read_pairs(path: Path = PAIRS, per_frame: int = PER_FRAME) -> list[Pair]:
    """Return the pairs, ``per_frame`` of each frame (five at most), in the order of the file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    names = {key: Party(*row) for key, row in data["parties"].items()}
    return [
        _pair(data, names, number, turn)
        for number in range(len(data["frames"]))
        for turn in range(min(per_frame, PER_FRAME))
    ]


@dataclass(frozen=True, slots=True)
class Party:
    """A state by its name, adjective, capital and ISO 3166-1 alpha-3 code."""

    name: str
    adjective: str
    capital: str
    code: str


def _pair(data: Mapping[str, Any], names: Mapping[str, Party], number: int, turn: int) -> Pair:
    frame = data["frames"][number]
    dyads = sorted({key[0] for key in names})
    dyad = dyads[(number * 5 + turn * 7) % len(dyads)]
    one, other = names[f"{dyad}1"], names[f"{dyad}2"]
    if (number + turn) % 2:
        one, other = other, one
    third = data["thirds"][(number + turn) % len(data["thirds"])]
    return Pair(
        id=f"{frame['id']}/{turn + 1}",
        phenomenon=frame["phenomenon"],
        held=bool(frame.get("held")),
        sides=(_side(frame, "a", turn, (one, other, third)), _side(frame, "b", turn, (one, other, third))),
    )


def _side(frame: Mapping[str, Any], side: str, turn: int, parties: tuple[Party, Party, str]) -> Side:
    one, other, third = parties
    words = {name: frame.get(f"{name}_{side}", frame.get(name)) for name in ("V", "W", "N")}
    filled = {name: row[turn] for name, row in words.items() if row}
    text = frame[side].format(
        A=one.name,
        Aj=one.adjective,
        Ac=one.capital,
        B=other.name,
        Bj=other.adjective,
        Bc=other.capital,
        C=third,
        **filled,
    )
    text = re.sub(r"\b([Aa]) (?=[AEIOUaeiou])", r"\1n ", text)
    codes = {"A": one.code, "B": other.code, "C": third}
    return Side(text, frame[f"expect_{side}"], filled.get("V"), codes)


def is_met(side: Side, coded: Coded) -> bool:
    """Return whether a coded sentence meets everything that is expected of it."""
    return all(_meets(side, part.strip(), coded) for part in side.expected.split(";"))


def _meets(side: Side, part: str, coded: Coded) -> bool:
    words = part.split()
    if words[0] == "no":
        return not any(
            c["event_type"] == words[1] and c["modality"] == "asserted" and c["polarity"] == "positive"
            for c in coded["claims"]
        )
    types = set(words[0].split("|"))
    return any(_type(c) in types and _fits(side, words[1:], c, coded) for c in coded["claims"])


def _type(claim: Mapping[str, Any]) -> str:
    return "HARM" if claim["harm_only"] else str(claim["event_type"])


def _fits(side: Side, words: list[str], claim: Mapping[str, Any], coded: Coded) -> bool:
    roles, *marks = words
    if not _roles_fit(side, roles, claim, coded):
        return False
    return all(_mark_fits(side, mark, claim, coded) for mark in marks)


def _roles_fit(side: Side, roles: str, claim: Mapping[str, Any], coded: Coded) -> bool:
    left, sign, right = re.split("([>=])", roles)
    who, whom = _names(claim["initiator"], coded), _names(claim["recipient"], coded)
    if sign == "=":
        letters = set(left + right)
        return _has(side, letters, who) and _has(side, letters, whom)
    return _role_fits(side, left, who, whom) and _role_fits(side, right, whom, who)


def _role_fits(side: Side, letters: str, found: set[str], across: set[str]) -> bool:
    """Return whether a role holds its parties and nobody who must not be there."""
    if letters == "?":
        return True
    if letters == "0":
        return not found
    return _has(side, set(letters), found) and not any(side.codes[x] in across for x in letters)


def _has(side: Side, letters: set[str], found: set[str]) -> bool:
    return all(side.codes[letter] in found for letter in letters)


def _names(ids: list[str], coded: Coded) -> set[str]:
    """Return the countries and names behind actor ids."""
    rows = {row["id"]: row for row in coded["actors"]}
    return {str(rows[i][key]) for i in ids if i in rows for key in ("country", "name") if rows[i].get(key)}


def _mark_fits(side: Side, mark: str, claim: Mapping[str, Any], coded: Coded) -> bool:
    name, _, value = mark.partition("=")
    if name == "toll":
        return any(_toll_fits(side, value, row) for row in claim["quantities"])
    if name == "by":
        claimant = claim["claimant"]
        told = _names([claimant], coded) if claimant else set()
        return {"narrator": not claimant, "other": bool(claimant)}.get(value, side.codes.get(value) in told)
    if name in {"pos", "neg"}:
        return str(claim["polarity"]).startswith(name)
    stances = set(name.split("|"))
    assert stances <= _STANCES, f"unknown mark {mark!r}"
    return claim["modality"] in stances


def _toll_fits(side: Side, wanted: str, row: Mapping[str, Any]) -> bool:
    kind, *bounds = wanted.split(":")
    numbers = [None if b == "-" else float(side.number or 0) if b == "V" else float(b) for b in bounds]
    return row["kind"] == kind and [row["lower"], row["best"], row["upper"]] == numbers


def shares(results: Iterator[tuple[Pair, bool]]) -> dict[str, tuple[int, int]]:
    """Return by phenomenon, and in all, how many pairs are right and how many there are."""
    counted: dict[str, tuple[int, int]] = {}
    for pair, right in results:
        for name in (pair.phenomenon, "all"):
            hit, whole = counted.get(name, (0, 0))
            counted[name] = (hit + right, whole + 1)
    return counted
