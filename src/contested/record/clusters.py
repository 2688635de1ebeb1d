"""Clusters of claims that grow by joining the two most alike, as long as nothing says that they are two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from contested.record.compare import BESIDE, THRESHOLD, Comparison, compare, told_apart, told_beside
from contested.record.facets import Facet
from contested.record.material import Material
from contested.record.profiles import Profile, pooled, profile

_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """A cluster as it was put together, of two others; a cluster of one claim is the claim's number."""

    left: Stage
    right: Stage
    key: int  # what tells it from clusters that were put together otherwise
    numbers: frozenset[int]


Stage = Joined | int


def joined(left: Stage, right: Stage) -> Joined:
    """Return two clusters as one."""
    return Joined(left, right, hash((key_of(left), key_of(right))), numbers_of(left) | numbers_of(right))


def key_of(stage: Stage) -> int:
    """Return what tells a cluster from those that were put together otherwise."""
    return stage if isinstance(stage, int) else stage.key


def numbers_of(stage: Stage) -> frozenset[int]:
    """Return the numbers of the claims of a cluster."""
    return frozenset({stage}) if isinstance(stage, int) else stage.numbers


class Clusters:
    """Clusters of claims that grow by joining the two most alike, pooled profile against pooled profile."""

    def __init__(self, every: Sequence[Facet], material: Material) -> None:
        self.every, self.material = every, material
        self.cluster_of = list(range(len(every)))
        self.members: dict[int, list[int]] = {i: [i] for i in self.cluster_of}
        self.reasons: dict[int, set[str]] = {i: set() for i in self.cluster_of}
        self.trees: dict[int, Stage] = {i: facet.order for i, facet in enumerate(every)}
        self._profiles: dict[int, Profile] = {i: profile(facet, material) for i, facet in enumerate(every)}
        self._alike: Mapping[_Pair, Comparison] = {}
        self._place = {facet.claim.id: i for i, facet in enumerate(every)}
        self._apart: dict[int, set[int]] = defaultdict(set)  # claim -> claims that are known to be another happening

    def join_all(self, alike: Mapping[_Pair, Comparison]) -> None:
        """Join what is alike: first what must be one, then within each report, then across reports.

        ``alike`` holds the pairs that are compared at all, by their positions.
        """
        self._alike = alike
        pairs = sorted(alike)
        for i, one in enumerate(self.every):
            for link in self.material.linked.get(one.claim.id, ()):
                self._note(i, link.other if link.claim == one.claim.id else link.claim)
        for one_id, other_id in self.material.verdicts.links:
            if one_id in self._place:
                self._note(self._place[one_id], other_id)
        for i, j in pairs:
            a, b = self.cluster_of[i], self.cluster_of[j]
            if alike[i, j].must and a != b and not self._kept_apart(a, b):
                self._merge(a, b, alike[i, j].reasons)
        self._join(pair for pair in pairs if self._one_report(pair))
        self._join(pair for pair in pairs if not self._one_report(pair))

    def found(self) -> Iterator[tuple[tuple[Facet, ...], tuple[str, ...], Stage]]:
        """Yield the members of each cluster in telling order, why they were put together, and in which order."""
        for key, members in self.members.items():
            yield tuple(self.every[i] for i in sorted(members)), tuple(sorted(self.reasons[key])), self.trees[key]

    def _note(self, i: int, other_id: str) -> None:
        """Keep two claims apart that people or the report itself tell apart."""
        j = self._place.get(other_id)
        if j is not None and told_apart(self.every[i], self.every[j], self.material):
            self._apart[i].add(j)
            self._apart[j].add(i)

    def _one_report(self, pair: _Pair) -> bool:
        return self.every[pair[0]].claim.report_id == self.every[pair[1]].claim.report_id

    def _join(self, pairs: Iterable[_Pair]) -> None:
        """Join clusters that hold a pair of claims of ``pairs``, the most alike first, as long as any are alike."""
        neighbours: dict[int, set[int]] = defaultdict(set)
        beside: set[_Pair] = set()
        for i, j in pairs:
            a, b = self.cluster_of[i], self.cluster_of[j]
            if a != b:
                neighbours[a].add(b)
                neighbours[b].add(a)
                if told_beside(self.every[i], self.every[j]):
                    beside.add((min(a, b), max(a, b)))
        heap = [e for a in sorted(neighbours) for b in sorted(neighbours[a]) if a < b for e in self._edge(a, b, beside)]
        heapify(heap)
        while heap:
            _, a, b, sizes = heappop(heap)
            if sizes != (len(self.members.get(a, ())), len(self.members.get(b, ()))):
                continue
            comparison = self._compare(a, b, beside)
            self._merge(a, b, comparison.reasons)
            self._inherit(a, b, neighbours, beside)
            for other in sorted(neighbours[a]):
                for edge in self._edge(min(a, other), max(a, other), beside):
                    heappush(heap, edge)

    def _inherit(self, a: int, b: int, neighbours: dict[int, set[int]], beside: set[_Pair]) -> None:
        for other in neighbours.pop(b):
            neighbours[other].discard(b)
            if other != a:
                neighbours[a].add(other)
                neighbours[other].add(a)
                if (min(b, other), max(b, other)) in beside:
                    beside.add((min(a, other), max(a, other)))

    def _edge(self, a: int, b: int, beside: set[_Pair]) -> Iterator[tuple[float, int, int, tuple[int, int]]]:
        comparison = self._compare(a, b, beside)
        if comparison.score is not None and comparison.score >= THRESHOLD:
            yield -round(comparison.score, 6), a, b, (len(self.members[a]), len(self.members[b]))

    def _compare(self, a: int, b: int, beside: set[_Pair]) -> Comparison:
        if len(self.members[a]) == len(self.members[b]) == 1 and (a, b) in self._alike:
            return self._alike[a, b]
        if self._kept_apart(a, b):
            return Comparison(None)
        comparison = compare(self._profiles[a], self._profiles[b])
        if comparison.score is None or (a, b) not in beside:
            return comparison
        return Comparison(comparison.score + BESIDE, (*comparison.reasons, "told side by side"))

    def _kept_apart(self, a: int, b: int) -> bool:
        return bool(self._apart) and any(not self._apart[i].isdisjoint(self.members[b]) for i in self.members[a])

    def _merge(self, a: int, b: int, reasons: Sequence[str]) -> None:
        if a == b:
            return
        first, second = min(a, b), max(a, b)
        for one in self.members[second]:
            self.cluster_of[one] = first
        self.members[first] += self.members.pop(second)
        self.reasons[first] |= self.reasons.pop(second) | set(reasons)
        self.trees[first] = joined(self.trees[first], self.trees.pop(second))
        self._profiles[first] = pooled(self._profiles[first], self._profiles.pop(second))
