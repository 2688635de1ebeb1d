"""Reports that go back to one text: exact copies, near copies, syndicated wire copy.

Candidates by MinHash over word 5-shingles (Broder 1997); a pair is decided on the shingles themselves, by
containment, so that another headline, a shortened end or added boilerplate do not hide a copy.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from datasketch import MinHash, MinHashLSH

from contested.model.ids import content_id
from contested.model.reports import Origin, Report

SHINGLE = 5  # words
PERMUTATIONS = 64
SEED = 20_240_101
MIN_SHARED = 12  # shingles; fewer are a stock phrase
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


def _candidates(prints: Sequence[_Print]) -> Iterable[tuple[int, int]]:
    """Return the pairs that share any MinHash value: 64 bands of one row, so that containment is not missed."""
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(PERMUTATIONS, 1))
    pairs: set[tuple[int, int]] = set()
    for number, fingerprint in enumerate(prints):
        if len(fingerprint.shingles) < MIN_SHARED:
            continue
        sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update_batch([value.to_bytes(4, "big") for value in sorted(fingerprint.shingles)])
        pairs.update((int(found), number) for found in index.query(sketch))
        index.insert(number, sketch)
    return pairs


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
