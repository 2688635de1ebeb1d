"""Claims to happenings: blocks of claims that could be one, scored pairs, and clusters that respect "cannot be"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contested.record.compare import THRESHOLD, Comparison, compare
from contested.record.facets import Facet, facets, founds_event, tells_happening
from contested.record.material import Material

_SHORT_DAYS = 10
_MONTH = 30.44
_LONGEST = 24  # months into which a longer time is filed before it counts as "long ago"


@dataclass(frozen=True, slots=True)
class Happening:
    """Claims about one thing, in telling order, and why each pair was put together."""

    facets: tuple[Facet, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    a: int
    b: int
    comparison: Comparison


def happenings(material: Material) -> tuple[Happening, ...]:
    """Return the happenings that the claims tell of, in telling order. The order of reports does not matter."""
    every = facets([claim for claim in material.claims if tells_happening(claim)], material)
    pairs, known = _scored(every, material)
    clusters = _cluster(len(every), pairs, known, every, material)
    found = [_happening([every[i] for i in sorted(members)], known, members) for members in clusters]
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


def _candidates(every: Sequence[Facet], material: Material) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, str, int], list[tuple[int, bool]]] = defaultdict(list)
    for i, facet in enumerate(every):
        for key, long in _keys(facet):
            blocks[key].append((i, long))
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        found |= {(i, j) for n, (i, x) in enumerate(members) for j, y in members[n + 1 :] if x or y}
    index = {facet.claim.id: i for i, facet in enumerate(every)}
    tied = [(k.claim, k.other) for k in material.links] + list(material.verdicts.links)
    for claim, other in tied:
        if claim in index and other in index and claim != other:
            found.add((min(index[claim], index[other]), max(index[claim], index[other])))
    return found


def _scored(every: Sequence[Facet], material: Material) -> tuple[list[_Pair], dict[tuple[int, int], Comparison]]:
    known = {(i, j): compare(every[i], every[j], material) for i, j in sorted(_candidates(every, material))}
    good = [_Pair(i, j, c) for (i, j), c in known.items() if c.score is not None and (c.must or c.score >= THRESHOLD)]
    ranked = sorted(good, key=lambda p: (not p.comparison.must, -round(p.comparison.score or 0.0, 6), p.a, p.b))
    return ranked, known


def _cluster(
    count: int,
    pairs: Sequence[_Pair],
    known: dict[tuple[int, int], Comparison],
    every: Sequence[Facet],
    material: Material,
) -> list[list[int]]:
    """Join the best pairs first; two clusters with a pair that cannot be one, or that are unlike on the whole, stay."""
    cluster_of = list(range(count))
    members: dict[int, list[int]] = {i: [i] for i in range(count)}
    for pair in pairs:
        a, b = cluster_of[pair.a], cluster_of[pair.b]
        if a == b or not (_may_join(members[a], members[b], known, every, material) or pair.comparison.must):
            continue
        for i in members[b]:
            cluster_of[i] = a
        members[a] += members.pop(b)
    return list(members.values())


def _may_join(
    some: Sequence[int],
    others: Sequence[int],
    known: dict[tuple[int, int], Comparison],
    every: Sequence[Facet],
    material: Material,
) -> bool:
    total, count = 0.0, 0
    for i in some:
        for j in others:
            key = (min(i, j), max(i, j))
            if key not in known:
                known[key] = compare(every[key[0]], every[key[1]], material)
            score = known[key].score
            if score is None:
                return False
            total, count = total + score, count + 1
    return total / count >= THRESHOLD - 0.1


def _happening(told: Sequence[Facet], known: dict[tuple[int, int], Comparison], members: Sequence[int]) -> Happening:
    inner = sorted(members)
    reasons: dict[str, None] = {}
    for n, i in enumerate(inner):
        for j in inner[n + 1 :]:
            if (i, j) in known:
                reasons.update(dict.fromkeys(known[i, j].reasons))
    return Happening(tuple(told), tuple(sorted(reasons)))
