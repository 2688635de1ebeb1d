"""Reports that go back to one text: exact copies, near copies, syndicated wire copy.

Candidates by MinHash over word 5-shingles (Broder 1997); a pair is decided on the shingles themselves, by
containment, so that another headline, a shortened end or added boilerplate do not hide a copy.
"""

from __future__ import annotations

import random
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

import numpy as np

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


@dataclass(frozen=True, slots=True)
class _Print:
    report: Report
    shingles: frozenset[int]


def group_origins(reports: Sequence[Report]) -> tuple[Origin, ...]:
    """Return the origins, every report in exactly one; the same whatever the order of ``reports``."""
    unique = {report.id: report for report in sorted(reports, key=_age, reverse=True)}
    prints = [_Print(report, _shingles(report.text)) for report in sorted(unique.values(), key=_age)]
    parents = list(range(len(prints)))
    reasons: dict[int, float] = {}
    for one, other in sorted(_candidates(prints)):
        share = _containment(prints[one], prints[other])
        if share:
            _union(parents, one, other)
            reasons[one] = min(share, reasons.get(one, 1.0))
            reasons[other] = min(share, reasons.get(other, 1.0))
    groups: dict[int, list[int]] = {}
    for index in range(len(prints)):
        groups.setdefault(_find(parents, index), []).append(index)
    return tuple(
        _origin([prints[i].report.id for i in group], [reasons.get(i, 0.0) for i in group]) for group in groups.values()
    )


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


def _shingles(text: str) -> frozenset[int]:
    words = WORD.findall(text.lower())
    return frozenset(
        zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(max(len(words) - SHINGLE + 1, 0))
    )


def _candidates(prints: Sequence[_Print]) -> set[tuple[int, int]]:
    """Return the pairs that share any MinHash value: every value is a band of its own, so that containment shows."""
    bands: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, fingerprint in enumerate(prints):
        if len(fingerprint.shingles) >= MIN_SHARED:
            for place, value in enumerate(_minhash(fingerprint.shingles)):
                bands[place, value].append(number)
    return {pair for numbers in bands.values() for pair in _pairs(numbers)}


def _pairs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Return the pairs of reports that share a value; of a great many, only those that follow each other."""
    return combinations(numbers, 2) if len(numbers) <= CROWD else pairwise(numbers)


def _minhash(shingles: frozenset[int]) -> list[int]:
    """Return the smallest value of each of the hash functions ``(a * x + b) mod p`` over the shingles."""
    values = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
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
    shared = len(one.shingles & other.shingles)
    share = shared / min(len(one.shingles), len(other.shingles))
    days = (one.report.published, other.report.published)
    apart = abs((days[0] - days[1]).days) if days[0] and days[1] else 0
    least = LATER_CONTAINMENT if apart > LATER_DAYS else CONTAINMENT
    return share if shared >= MIN_SHARED and share >= least else 0.0


def _find(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _union(parents: list[int], one: int, other: int) -> None:
    roots = sorted((_find(parents, one), _find(parents, other)))
    parents[roots[1]] = roots[0]
