"""Claims to happenings: blocks of claims that could be one, scored pairs, and clusters that respect "cannot be".

Likeness ties claims into components, and each component is clustered by itself: a new report touches only its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from contested.model.claims import ClaimLink
from contested.record.clusters import Clusters, Stage
from contested.record.compare import FLOATING, LIKE, Comparison, compare_two
from contested.record.facets import Facet, facets, founds_event, tells_happening
from contested.record.material import Material
from contested.record.meetings import Meetings, Pair, Stand

_SHORT_DAYS = 10
_MONTH = 30.44
_LONGEST = 24  # months into which a longer time is filed before it counts as "long ago"
_KINDRED = {"movement": "violence", "agree": "ceasefire_declared"}  # groups that share their blocks


@dataclass(frozen=True, slots=True)
class Happening:
    """Claims about one thing, in telling order, and why each pair was put together."""

    facets: tuple[Facet, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Which claims are like which, by their numbers in telling order: what a claim is joined to another by."""

    facets: Mapping[int, Facet]
    like: Mapping[int, Mapping[int, Comparison]]  # both ways; only what can be one happening


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims that were put together, by their numbers; no happening where none of them makes an event."""

    numbers: tuple[int, ...]
    tree: Stage
    happening: Happening | None


def happenings(material: Material) -> tuple[Happening, ...]:
    """Return the happenings that the claims tell of, in telling order. The order of reports does not matter."""
    told = facets([claim for claim in material.recorded if tells_happening(claim)], material)
    every = {facet.order: facet for facet in told}
    index: Meetings[None] = Meetings()
    pairs: set[Pair] = set(tied(material, every, material.links))
    for facet in told:
        pairs.update(index.add(facet.order, stands(facet))[0])
    like: dict[int, dict[int, Comparison]] = defaultdict(dict)
    for i, j in sorted(pairs):
        comparison = compare_two(every[i], every[j], material)
        if is_like(comparison):
            like[i][j] = like[j][i] = comparison
    likeness = Likeness(every, like)
    found = [h for component in components(every, like, every) for h in clustered(component, likeness, material)]
    return tuple(sorted(found, key=lambda h: h.facets[0].order))


def is_like(comparison: Comparison) -> bool:
    """Return whether two claims that were compared may come together, by themselves or with what others say."""
    return comparison.score is not None and (comparison.must or comparison.score >= LIKE)


def components(
    some: Iterable[int], like: Mapping[int, Mapping[int, Comparison]], within: Container[int]
) -> Iterator[list[int]]:
    """Yield what of ``within`` hangs together with any of ``some`` by likeness, each component in telling order."""
    seen: set[int] = set()
    for first in some:
        if first in seen:
            continue
        seen.add(first)
        found, stack = [first], [first]
        while stack:
            for other in like.get(stack.pop(), ()):
                if other not in seen and other in within:
                    seen.add(other)
                    found.append(other)
                    stack.append(other)
        yield sorted(found)


def clustered(component: Sequence[int], likeness: Likeness, material: Material) -> list[Happening]:
    """Return the happenings of a component; what makes no event by itself is left out."""
    found = (cluster.happening for cluster in grouped(component, likeness, material))
    return [happening for happening in found if happening is not None]


def grouped(component: Sequence[int], likeness: Likeness, material: Material) -> list[Cluster]:
    """Return the clusters of a component, each with how it was put together."""
    clusters = Clusters([likeness.facets[number] for number in component], material)
    place = {number: i for i, number in enumerate(component)}
    alike = {
        (place[i], place[j]): comparison
        for i in component
        for j, comparison in likeness.like.get(i, {}).items()
        if i < j and j in place
    }
    clusters.join_all(alike)
    return [_cluster(facets_, reasons, tree) for facets_, reasons, tree in clusters.found()]


def _cluster(told: tuple[Facet, ...], reasons: tuple[str, ...], tree: Stage) -> Cluster:
    founds = any(founds_event(one.claim) for one in told)
    return Cluster(tuple(one.order for one in told), tree, Happening(told, reasons) if founds else None)


def stands(facet: Facet) -> list[Stand[None]]:
    """Return the blocks in which a claim meets those that could tell of the same happening."""
    return [Stand(key, None, wide=long) for key, long in _keys(facet)]


def tied(material: Material, every: Container[int], links: Iterable[ClaimLink]) -> Iterator[Pair]:
    """Yield the pairs that a link or a person's word ties, whatever their blocks."""
    for claim, other in [(k.claim, k.other) for k in links] + list(material.verdicts.links):
        one, two = material.order.get(claim, -1), material.order.get(other, -1)
        if one in every and two in every and one != two:
            yield min(one, two), max(one, two)


def _keys(facet: Facet) -> Iterator[tuple[tuple[str, str, int], bool]]:
    """Yield the blocks of a claim, and whether it is one of the long ones there."""
    group = _KINDRED.get(facet.group, facet.group)
    if not facet.dated:
        yield (group, facet.claim.report_id, -1), True
        return
    start = facet.start if facet.start is not None else facet.end
    end = facet.end if facet.end is not None else facet.start
    if start is None or end is None:
        return
    short = end - start < _SHORT_DAYS and facet.start is not None and facet.end is not None
    if short:
        before, after = _reach(facet)
        for day in range(start - before, end + after + 1):
            yield (group, "day", day), True
    months = range(int(start // _MONTH), int(end // _MONTH) + 1)
    for month in months[:_LONGEST]:
        yield (group, "month", month), not short
    yield (group, facet.claim.report_id, 0), not short


def _reach(facet: Facet) -> tuple[int, int]:
    """Return how many days before and after its own a claim is filed: times that no words give are loose."""
    if facet.floating:
        return FLOATING, 0
    if facet.group == "tally of breaches":
        return 3, 3
    return (0, 0) if facet.sure else (1, 1)
