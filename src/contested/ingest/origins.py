"""Reports that go back to one text: exact copies, near copies, syndicated wire copy.

Candidates by MinHash over word 5-shingles (Broder 1997); a pair is decided on the shingles themselves, by
containment, so that another headline, a shortened end or added boilerplate do not hide a copy.
"""

from __future__ import annotations

import random
import re
import zlib
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt

from contested.model.ids import content_id
from contested.model.reports import Origin, Report

SHINGLE = 5  # words
PERMUTATIONS = 64
SEED = 20_240_101
PRIME = np.uint64((1 << 61) - 1)
MIN_SHARED = 12  # shingles; fewer are a stock phrase
CROWD = 200  # reports with one value in common
CONTAINMENT = 0.5  # share of the shorter text that stands in the longer one
LATER_CONTAINMENT = 0.8  # where more than LATER_DAYS lie between them: daily releases resemble each other
LATER_DAYS = 3
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class _Print:
    report: Report
    shingles: npt.NDArray[np.uint32]  # sorted, each once
    values: tuple[int, ...]  # MinHash; none of a text too short for a copy
    age: tuple[str, str, str]


_Pair = tuple[_Print, _Print]


def group_origins(reports: Sequence[Report]) -> tuple[Origin, ...]:
    """Return the origins, every report in exactly one; the same whatever the order of ``reports``."""
    found = Origins()
    unique = {report.id: report for report in sorted(reports, key=_age, reverse=True)}
    found.add(*unique.values())
    return found.all()


class Origins:
    """The origins of reports that come one by one, in any order; each is held only against those that it resembles."""

    def __init__(self) -> None:
        """Begin without any report."""
        self._prints: dict[str, _Print] = {}
        self._ages: list[tuple[str, str, str]] = []
        self._crowds: dict[tuple[int, int], list[tuple[str, str, str]]] = {}  # reports with one value, oldest first
        self._shares: dict[str, dict[str, float]] = {}
        self._origin_of: dict[str, Origin] = {}

    def add(self, *reports: Report) -> None:
        """Take in reports that are not there yet."""
        for report in reports:
            self._add(report)

    def _add(self, report: Report) -> None:
        new = _Print(report, _shingles(report.text), (), _age(report))
        if len(new.shingles) >= MIN_SHARED:
            new = replace(new, values=tuple(_minhash(new.shingles)))
        self._prints[report.id] = new
        insort(self._ages, new.age)
        met, parted = self._file(new)
        for other in met:
            share = _containment(new, other)
            if share:
                self._shares.setdefault(report.id, {})[other.report.id] = share
                self._shares.setdefault(other.report.id, {})[report.id] = share
        touched = {report.id}
        for one, other in parted:
            if not self._meet(one, other):
                self._shares[one.report.id].pop(other.report.id)
                self._shares[other.report.id].pop(one.report.id)
                touched |= {one.report.id, other.report.id}
        self._regroup(touched)

    def all(self) -> tuple[Origin, ...]:
        """Return the origins of all reports, by their oldest report."""
        return tuple(dict.fromkeys(self._origin_of[age[-1]] for age in self._ages))

    def _file(self, new: _Print) -> tuple[list[_Print], list[_Pair]]:
        """File a report under its values; return whom it meets, and those alike that may not meet any more."""
        met: set[str] = set()
        parted: set[tuple[str, str]] = set()
        for key in enumerate(new.values):
            crowd = self._crowds.setdefault(key, [])
            place = bisect_left(crowd, new.age)
            if len(crowd) < CROWD:
                met.update(age[-1] for age in crowd)
            else:
                met.update(age[-1] for age in crowd[max(place - 1, 0) : place + 1])
                beside = (
                    pairwise(crowd[max(place - 1, 0) : place + 1]) if len(crowd) > CROWD else combinations(crowd, 2)
                )
                parted.update(
                    (one[-1], other[-1]) for one, other in beside if other[-1] in self._shares.get(one[-1], {})
                )
            crowd.insert(place, new.age)
        pairs = [(self._prints[one], self._prints[other]) for one, other in sorted(parted)]
        return [self._prints[one] for one in sorted(met)], pairs

    def _meet(self, one: _Print, other: _Print) -> bool:
        """Return whether two reports share a value: in a great crowd, one that no report between them shares."""
        crowds = (self._crowds[key] for key in set(enumerate(one.values)) & set(enumerate(other.values)))
        first, second = sorted((one.age, other.age))
        return any(len(c) <= CROWD or c[bisect_left(c, first) + 1] == second for c in crowds)

    def _regroup(self, touched: set[str]) -> None:
        """Work out the origins of some reports and of all that hang together with them."""
        done: set[str] = set()
        for first in sorted(touched):
            if first in done:
                continue
            group, stack = {first}, [first]
            while stack:
                new = self._shares.get(stack.pop(), {}).keys() - group
                group |= new
                stack += new
            done |= group
            ids = [age[-1] for age in sorted(self._prints[one].age for one in group)]
            origin = _origin(ids, [share for one in ids for share in self._shares.get(one, {}).values()])
            self._origin_of.update(dict.fromkeys(ids, origin))


def _origin(ids: list[str], shares: list[float]) -> Origin:
    if len(ids) > 1:
        share = min(shares)
        reason = f"near copies: at least {share:.0%} of the shorter text stands in another of the group"
    else:
        reason = "no other report has its words"
    return Origin(content_id("o", ids[0]), tuple(ids), reason)


def _age(report: Report) -> tuple[str, str, str]:
    """Return the sort key: earliest first, undated last."""
    return (report.published.isoformat() if report.published else "9999", report.doc_id, report.id)


def _shingles(text: str) -> npt.NDArray[np.uint32]:
    words = WORD.findall(text.lower())
    found = {zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(max(len(words) - SHINGLE + 1, 0))}
    return np.sort(np.fromiter(found, dtype=np.uint32, count=len(found)))


def _minhash(shingles: npt.NDArray[np.uint32]) -> list[int]:
    """Return the smallest value of each of the hash functions ``(a * x + b) mod p`` over the shingles."""
    values = shingles.astype(np.uint64)
    factors, offsets = _hash_functions()
    return [int(((values * a + b) % PRIME).min()) for a, b in zip(factors, offsets, strict=True)]


@cache
def _hash_functions() -> tuple[list[np.uint64], list[np.uint64]]:
    """Return the factors and offsets of the hash functions: odd numbers below 2**31 from a fixed seed."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    drawn = [np.uint64(chance.randrange(1, 1 << 31, 2)) for _ in range(2 * PERMUTATIONS)]
    return drawn[:PERMUTATIONS], drawn[PERMUTATIONS:]


def _containment(one: _Print, other: _Print) -> float:
    """Return the share of the shorter text in the longer one, 0 where it is too little for a copy."""
    few, many = sorted((one.shingles, other.shingles), key=len)
    shared = int(np.count_nonzero(many.take(many.searchsorted(few), mode="clip") == few))
    share = shared / len(few)
    days = (one.report.published, other.report.published)
    apart = abs((days[0] - days[1]).days) if days[0] and days[1] else 0
    least = LATER_CONTAINMENT if apart > LATER_DAYS else CONTAINMENT
    return share if shared >= MIN_SHARED and share >= least else 0.0
