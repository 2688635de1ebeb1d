"""Claims to happenings: blocks of claims that could be one, scored pairs, and clusters that respect "cannot be"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from contested.record.blocks import LOOK_BACK
from contested.record.compare import THRESHOLD, Comparison, compare
from contested.record.facets import Facet, facets, founds_event, tells_happening
from contested.record.material import Material

_SHORT_DAYS = 10
_MONTH = 30.44
_LONGEST = 24  # months into which a longer time is filed before it counts as "long ago"
_ASKED = 24  # members of a cluster that are asked whether it may grow


@dataclass(frozen=True, slots=True)
class Happening:
    """Claims about one thing, in telling order, and why each pair was put together."""

    facets: tuple[Facet, ...]
    reasons: tuple[str, ...]


_Known = dict[tuple[int, int], Comparison]


def happenings(material: Material) -> tuple[Happening, ...]:
    """Return the happenings that the claims tell of, in telling order. The order of reports does not matter."""
    every = facets([claim for claim in material.claims if tells_happening(claim)], material)
    known: _Known = {(i, j): compare(every[i], every[j], material) for i, j in sorted(_candidates(every, material))}
    clusters = _cluster(every, known, material)
    found = [
        Happening(tuple(every[i] for i in sorted(members)), tuple(sorted(reasons)))
        for members, reasons in zip(clusters, _reasons(clusters, known), strict=True)
    ]
    founded = [h for h in found if any(founds_event(f.claim) for f in h.facets)]
    return tuple(sorted(founded, key=lambda h: h.facets[0].order))


def _keys(facet: Facet) -> Iterator[tuple[tuple[str, str, int], bool]]:
    """Yield the blocks of a claim, and whether it is one of the long ones there."""
    if not facet.dated:
        yield (facet.group, facet.claim.report_id, -1), True
        return
    start = facet.start if facet.start is not None else facet.end
    end = facet.end if facet.end is not None else facet.start
    if start is None or end is None:
        return
    short = end - start < _SHORT_DAYS and facet.start is not None and facet.end is not None
    if short:
        for day in range(start, end + 1):
            yield (facet.group, "day", day), True
    months = range(int(start // _MONTH), int(end // _MONTH) + 1)
    for month in months[:_LONGEST]:
        yield (facet.group, "month", month), not short
    yield (facet.group, facet.claim.report_id, 0), not short


@dataclass(slots=True)
class _Block:
    """The claims filed in a block so far: all of them, and the long ones."""

    every: list[int] = field(default_factory=list)
    long: list[int] = field(default_factory=list)


def _candidates(every: Sequence[Facet], material: Material) -> set[tuple[int, int]]:
    """Return the pairs to compare: in each block a claim meets the latest before it, two short ones only by day."""
    blocks: dict[tuple[str, str, int], _Block] = defaultdict(_Block)
    found: set[tuple[int, int]] = set()
    for i, facet in enumerate(every):
        for key, long in _keys(facet):
            block = blocks[key]
            found.update((j, i) for j in (block.every if long else block.long)[-LOOK_BACK:])
            block.every.append(i)
            if long:
                block.long.append(i)
    index = {facet.claim.id: i for i, facet in enumerate(every)}
    tied = [(k.claim, k.other) for k in material.links] + list(material.verdicts.links)
    for claim, other in tied:
        if claim in index and other in index and claim != other:
            found.add((min(index[claim], index[other]), max(index[claim], index[other])))
    return found


def _cluster(every: Sequence[Facet], known: _Known, material: Material) -> list[list[int]]:
    """Join the best pairs first; two clusters with a pair that cannot be one, or that are unlike on the whole, stay."""
    cluster_of = list(range(len(every)))
    members: dict[int, list[int]] = {i: [i] for i in cluster_of}
    refused: set[tuple[int, int, int, int]] = set()
    for i, j, must in _ranked(known):
        a, b = cluster_of[i], cluster_of[j]
        meeting = (a, b, len(members[a]), len(members[b]))
        if a == b or (meeting in refused and not must):
            continue
        if not must and not _may_join(_nearest(members[a], j), _nearest(members[b], i), every, known, material):
            refused.add(meeting)
            continue
        for one in members[b]:
            cluster_of[one] = a
        members[a] += members.pop(b)
    return list(members.values())


def _ranked(known: _Known) -> list[tuple[int, int, bool]]:
    """Return the pairs that can be one, with whether they must be, the best first."""
    good = [(p, c) for p, c in known.items() if c.score is not None and (c.must or c.score >= THRESHOLD)]
    ranked = sorted(good, key=lambda one: (not one[1].must, -round(one[1].score or 0.0, 6), one[0]))
    return [(i, j, comparison.must) for (i, j), comparison in ranked]


def _nearest(members: Sequence[int], to: int) -> Sequence[int]:
    """Return the members of a cluster that are told nearest to a claim, as many as are asked whether it may grow."""
    return members if len(members) <= _ASKED else nsmallest(_ASKED, members, key=lambda i: (abs(i - to), i))


def _may_join(
    some: Sequence[int], others: Sequence[int], every: Sequence[Facet], known: _Known, material: Material
) -> bool:
    total, count = 0.0, 0
    for i in some:
        for j in others:
            key = (i, j) if i < j else (j, i)
            comparison = known.get(key)
            if comparison is None:
                comparison = known[key] = compare(every[key[0]], every[key[1]], material)
            if comparison.score is None:
                return False
            total, count = total + comparison.score, count + 1
    return total / count >= THRESHOLD - 0.1


def _reasons(clusters: Sequence[Sequence[int]], known: _Known) -> list[set[str]]:
    """Return for each cluster why its members were put together."""
    number = {i: n for n, members in enumerate(clusters) for i in members}
    reasons: list[set[str]] = [set() for _ in clusters]
    for (i, j), comparison in known.items():
        if number[i] == number[j]:
            reasons[number[i]].update(comparison.reasons)
    return reasons
