"""Claims to happenings: blocks of claims that could be one, scored pairs, and clusters that respect "cannot be".

Likeness ties claims into components, and each component is clustered by itself: a new report touches only its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from contested.record.compare import THRESHOLD, Comparison, compare
from contested.record.facets import Facet, facets, founds_event, tells_happening
from contested.record.material import Material
from contested.record.meetings import Meetings, Pair, Stand

_SHORT_DAYS = 10
_MONTH = 30.44
_LONGEST = 24  # months into which a longer time is filed before it counts as "long ago"
_ASKED = 24  # members of a cluster that are asked whether it may grow


@dataclass(frozen=True, slots=True)
class Happening:
    """Claims about one thing, in telling order, and why each pair was put together."""

    facets: tuple[Facet, ...]
    reasons: tuple[str, ...]


_Known = dict[tuple[int, int], Comparison]  # pairs of positions in one component


@dataclass(frozen=True, slots=True)
class Likeness:
    """Which claims are like which, by their numbers in telling order: what a claim is joined to another by."""

    facets: Mapping[int, Facet]
    like: Mapping[int, Mapping[int, Comparison]]  # both ways; only what can be one happening


def happenings(material: Material) -> tuple[Happening, ...]:
    """Return the happenings that the claims tell of, in telling order. The order of reports does not matter."""
    told = facets([claim for claim in material.claims if tells_happening(claim)], material)
    every = {facet.order: facet for facet in told}
    index: Meetings[None] = Meetings()
    pairs: set[Pair] = set(tied(material, every))
    for facet in told:
        pairs.update(index.add(facet.order, stands(facet))[0])
    like: dict[int, dict[int, Comparison]] = defaultdict(dict)
    for i, j in sorted(pairs):
        comparison = compare(every[i], every[j], material)
        if is_like(comparison):
            like[i][j] = like[j][i] = comparison
    likeness = Likeness(every, like)
    found = [h for component in components(every, like) for h in clustered(component, likeness, material)]
    return tuple(sorted(found, key=lambda h: h.facets[0].order))


def is_like(comparison: Comparison) -> bool:
    """Return whether two claims that were compared may be put together."""
    return comparison.score is not None and (comparison.must or comparison.score >= THRESHOLD)


def components(some: Iterable[int], like: Mapping[int, Mapping[int, Comparison]]) -> Iterator[list[int]]:
    """Yield what hangs together with any of ``some`` by likeness, each component once and in telling order."""
    seen: set[int] = set()
    for first in some:
        if first in seen:
            continue
        seen.add(first)
        found, stack = [first], [first]
        while stack:
            for other in like.get(stack.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    found.append(other)
                    stack.append(other)
        yield sorted(found)


def clustered(component: Sequence[int], likeness: Likeness, material: Material) -> list[Happening]:
    """Return the happenings of a component; what makes no event by itself is left out."""
    every = [likeness.facets[number] for number in component]
    place = {number: i for i, number in enumerate(component)}
    known: _Known = {
        (place[i], place[j]): comparison
        for i in component
        for j, comparison in likeness.like.get(i, {}).items()
        if i < j
    }
    clusters = _cluster(every, known, material)
    found = [
        Happening(tuple(every[i] for i in sorted(members)), tuple(sorted(reasons)))
        for members, reasons in zip(clusters, _reasons(clusters, known), strict=True)
    ]
    return [h for h in found if any(founds_event(f.claim) for f in h.facets)]


def stands(facet: Facet) -> list[Stand[None]]:
    """Return the blocks in which a claim meets those that could tell of the same happening."""
    return [Stand(key, None, wide=long) for key, long in _keys(facet)]


def tied(material: Material, every: Container[int]) -> Iterator[Pair]:
    """Yield the pairs that a link or a person's word ties, whatever their blocks."""
    links = [(k.claim, k.other) for k in material.links] + list(material.verdicts.links)
    for claim, other in links:
        one, two = material.order.get(claim, -1), material.order.get(other, -1)
        if one in every and two in every and one != two:
            yield min(one, two), max(one, two)


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


def _cluster(every: Sequence[Facet], like: _Known, material: Material) -> list[list[int]]:
    """Join the best pairs first; two clusters with a pair that cannot be one, or that are unlike on the whole, stay."""
    known = dict(like)
    cluster_of = list(range(len(every)))
    members: dict[int, list[int]] = {i: [i] for i in cluster_of}
    refused: set[tuple[int, int, int, int]] = set()
    for i, j, must in _ranked(like):
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
    """Return the pairs, with whether they must be one, the best first."""
    ranked = sorted(known.items(), key=lambda one: (not one[1].must, -round(one[1].score or 0.0, 6), one[0]))
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
    """Return for each cluster which likenesses put its members together."""
    number = {i: n for n, members in enumerate(clusters) for i in members}
    reasons: list[set[str]] = [set() for _ in clusters]
    for (i, j), comparison in known.items():
        if number[i] == number[j]:
            reasons[number[i]].update(comparison.reasons)
    return reasons
