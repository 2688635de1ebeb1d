"""The part of a record in which a new report can change what belongs together, not much greater than it must be.

Clusters are joined the most alike first, and how alike two are depends on them alone. What lies outside a region goes
as it went before, unless a cluster inside that was not there before, or whose fate is another now, could have joined
with one that stood outside at any time: then that one is part of the region.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contested.record.clusters import Joined, Stage, key_of, numbers_of
from contested.record.compare import BESIDE, THRESHOLD, compare, told_beside
from contested.record.happenings import Cluster, Likeness, components, grouped
from contested.record.material import Material
from contested.record.profiles import Profile, pooled, profile


class Region:
    """The claims around some that are new or have changed."""

    def __init__(self, likeness: Likeness, cluster_of: Mapping[int, Cluster], material: Material) -> None:
        """``cluster_of``: the cluster of each claim before the change, none of a new one."""
        self._likeness, self._before, self._material = likeness, cluster_of, material
        self._profiles: dict[int, Profile] = {}

    def clusters(self, touched: set[int]) -> list[Cluster]:
        """Return the clusters of the touched claims and of all that they bear upon, as they are now."""
        inside = touched | {n for one in touched if one in self._before for n in self._before[one].numbers}
        known: dict[tuple[int, ...], list[Cluster]] = {}
        while True:
            parts = [tuple(part) for part in components(sorted(inside), self._likeness.like, inside)]
            known = {part: known.get(part) or grouped(part, self._likeness, self._material) for part in parts}
            found = [one for part in parts for one in known[part]]
            more = {n for cluster in self._reached(inside, found) for n in cluster.numbers}
            if not more:
                return found
            inside |= more

    def _reached(self, inside: set[int], found: list[Cluster]) -> Iterator[Cluster]:
        """Yield the clusters outside that a cluster inside could join where it did not before."""
        before = {self._before[one].numbers: self._before[one].tree for one in inside if one in self._before}
        fates = dict(fate for tree in before.values() for fate in _fates(tree))
        reached: set[tuple[int, ...]] = set()
        for cluster in found:
            for stage, fate in _stages(cluster.tree):
                if fates.get(key_of(stage), 0) == fate:
                    continue
                for other in self._beside(stage, inside):
                    if other.numbers not in reached and self._could_join(stage, other):
                        reached.add(other.numbers)
                        yield other

    def _beside(self, stage: Stage, inside: set[int]) -> Iterator[Cluster]:
        """Yield the clusters outside that hold a claim like one of a cluster's."""
        like = self._likeness.like
        outside = {n for one in numbers_of(stage) for n in like.get(one, ()) if n not in inside}
        yield from {self._before[n].numbers: self._before[n] for n in sorted(outside)}.values()

    def _could_join(self, mine: Stage, other: Cluster) -> bool:
        """Return whether a cluster is like enough any of those that another was put together from."""
        return any(self._alike(mine, its) for its, _ in _stages(other.tree))

    def _alike(self, mine: Stage, its: Stage) -> bool:
        facets, like = self._likeness.facets, self._likeness.like
        others = numbers_of(its)
        pairs = [(i, j) for i in numbers_of(mine) if i in like for j in others & like[i].keys()]
        if not pairs:
            return False
        if any(like[i][j].must for i, j in pairs):
            return True
        if isinstance(mine, int) and isinstance(its, int):
            score = like[mine][its].score
        else:
            score = compare(self._profile(mine), self._profile(its)).score
            if score is not None and any(told_beside(facets[i], facets[j]) for i, j in pairs):
                score += BESIDE
        return score is not None and score >= THRESHOLD

    def _profile(self, stage: Stage) -> Profile:
        if isinstance(stage, int):
            return profile(self._likeness.facets[stage], self._material)
        if stage.key not in self._profiles:
            self._profiles[stage.key] = pooled(self._profile(stage.left), self._profile(stage.right))
        return self._profiles[stage.key]


def _stages(tree: Stage, fate: int | None = None) -> Iterator[tuple[Stage, int | None]]:
    """Yield the clusters that one was put together from, itself too, each with the key of what became of it."""
    yield tree, fate
    if isinstance(tree, Joined):
        yield from _stages(tree.left, tree.key)
        yield from _stages(tree.right, tree.key)


def _fates(tree: Stage) -> Iterator[tuple[int, int | None]]:
    for stage, fate in _stages(tree):
        yield key_of(stage), fate
