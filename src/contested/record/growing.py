"""Events and disputes that grow with each report: only the blocks and happenings that it touches are looked at again.

What comes out is what the whole fold gives (``happenings``, ``events``, ``disputes``), whatever the order of reports.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from contested.model.claims import ClaimLink, ClaimRelation
from contested.model.events import Dispute, Event
from contested.record.compare import Comparison, compare_two
from contested.record.dispute_pairs import blocks, linked, within
from contested.record.dispute_rules import Matter, Opposition
from contested.record.disputes import dispute_row, opposition, pivot_key
from contested.record.events import by_time, event_id, event_row
from contested.record.facets import Facet, facet, tells_happening
from contested.record.happenings import Cluster, Happening, Likeness, is_like, stands, tied
from contested.record.material import Material
from contested.record.meetings import Meetings, Pair
from contested.record.regions import Region


@dataclass(frozen=True, slots=True)
class Turned:
    """What an addition did to the happenings: those that are no more, and those that are new or hold more."""

    gone: tuple[Happening, ...] = ()
    come: tuple[Happening, ...] = ()


class GrowingHappenings:
    """The happenings of a material that grows."""

    def __init__(self) -> None:
        """Begin without any claim."""
        self._index: Meetings[None] = Meetings()
        self._facets: dict[int, Facet] = {}
        self._like: dict[int, dict[int, Comparison]] = defaultdict(dict)
        self._tied: set[Pair] = set()
        self._cluster_of: dict[int, Cluster] = {}

    def add(self, told: Iterable[Facet], links: Sequence[ClaimLink], material: Material) -> Turned:
        """Take in the claims of reports (``links`` are their own) and return which happenings changed."""
        touched: set[int] = set()
        pairs: set[Pair] = set()
        parted: set[Pair] = set()
        for one in told:
            self._facets[one.order] = one
            touched.add(one.order)
            made, apart = self._index.add(one.order, stands(one))
            pairs.update(made)
            parted.update(apart)
        ties = set(tied(material, self._facets, links))
        self._tied |= ties
        for i, j in sorted(parted):
            if (i, j) in self._tied or self._meet(i, j):
                continue
            pairs.discard((i, j))
            if self._like[i].pop(j, None) is not None:
                del self._like[j][i]
                touched.update((i, j))
        for i, j in sorted(pairs | ties):
            comparison = compare_two(self._facets[i], self._facets[j], material)
            if is_like(comparison):
                self._like[i][j] = self._like[j][i] = comparison
                touched.update((i, j))
        return self._regroup(touched, material)

    def _meet(self, i: int, j: int) -> bool:
        return bool(self._index.matters(i, stands(self._facets[i]), j, stands(self._facets[j])))

    def _regroup(self, touched: set[int], material: Material) -> Turned:
        region = Region(Likeness(self._facets, self._like), self._cluster_of, material)
        clusters = region.clusters(touched)
        before = {c.numbers: c for new in clusters for n in new.numbers if (c := self._cluster_of.get(n)) is not None}
        for cluster in clusters:
            self._cluster_of.update(dict.fromkeys(cluster.numbers, cluster))
        gone = {key: c.happening for key, c in before.items() if c.happening is not None}
        come = {c.numbers: c.happening for c in clusters if c.happening is not None}
        same = {key for key in gone.keys() & come.keys() if gone[key].reasons == come[key].reasons}
        return Turned(
            tuple(happening for key, happening in gone.items() if key not in same),
            tuple(happening for key, happening in come.items() if key not in same),
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """What an addition did to the events: rows before and after, and the claims whose event is another now."""

    before: tuple[Event, ...]
    after: tuple[Event, ...]
    claims: frozenset[str]
    was: Mapping[str, str]  # the event of each claim of ``after`` before; none of a claim that had none


class GrowingEvents:
    """The events of a material that grows, in order of time. ``material.event_of`` is kept up to date."""

    def __init__(self) -> None:
        """Begin without any event."""
        self.rows: dict[str, Event] = {}
        self._happenings: dict[str, Happening] = {}
        self._order: list[tuple[bool, str, str, str]] = []

    def all(self) -> tuple[Event, ...]:
        """Return all events, undated ones last."""
        return tuple(self.rows[key[-1]] for key in self._order)

    def turn(self, turned: Turned, dirty: Iterable[str], material: Material) -> Moved:
        """Put new happenings in place of old ones; rows of ``dirty`` claims (their origin is another) are made anew."""
        held = {f.claim.id: material.event_of.pop(f.claim.id) for h in turned.gone for f in h.facets}
        before = [self._take(event_id(h)) for h in turned.gone]
        now: dict[str, str] = {}
        for happening in turned.come:
            own = event_id(happening)
            self._happenings[own] = happening
            now.update({f.claim.id: own for f in happening.facets})
        was = {c: e for event in before for c in event.claims if (e := held.get(c)) is not None}
        material.event_of.update(now)
        moved = frozenset(c for c in held.keys() | now.keys() if held.get(c) != now.get(c))
        wanted = {event_id(happening) for happening in turned.come}
        wanted |= {material.event_of[c] for c in (*dirty, *self._parts(moved, material)) if c in material.event_of}
        after = []
        for own in sorted(wanted):
            if own in self.rows:
                kept = self._take(own, keep=True)
                before.append(kept)
                was.update(dict.fromkeys(kept.claims, own))
            row = event_row(self._happenings[own], material.event_of, material)
            self.rows[own] = row
            insort(self._order, by_time(row))
            after.append(row)
        return Moved(tuple(before), tuple(after), moved, was)

    def _take(self, own: str, *, keep: bool = False) -> Event:
        row = self.rows.pop(own)
        del self._order[bisect_left(self._order, by_time(row))]
        if not keep:
            del self._happenings[own]
        return row

    def _parts(self, moved: Iterable[str], material: Material) -> list[str]:
        """Return the claims that are told as parts of claims whose event is another now."""
        links = (link for claim in moved for link in material.linked.get(claim, ()))
        return [link.claim for link in links if link.relation is ClaimRelation.PART_OF]


class GrowingDisputes:
    """The disputes of a material that grows, in the order in which their claims are told."""

    def __init__(self) -> None:
        """Begin without any claim."""
        self._index: Meetings[Matter] = Meetings()
        self._facets: dict[int, Facet] = {}
        self._linked: set[Pair] = set()
        self._within: dict[str, dict[Pair, set[Matter]]] = {}  # by event
        self._hits: dict[Pair, Opposition] = {}
        self._order: list[Pair] = []  # of ``_hits``
        self._weights: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)  # of the disputes with one pivot
        self._rows: dict[Pair, Dispute] = {}
        self._of: dict[int, set[Pair]] = defaultdict(set)

    def add(self, told: Iterable[Facet], links: Sequence[ClaimLink], moved: Moved, material: Material) -> None:
        """Take in the reliable claims of reports, after the events that they moved."""
        met: dict[Pair, set[Matter]] = {}
        parted: set[Pair] = set()
        for one in told:
            self._facets[one.order] = one
            made, apart = self._index.add(one.order, blocks(one, material))
            met.update(made)
            parted.update(apart)
        ties = set(linked(material, self._facets, links))
        self._linked |= ties
        for pair in sorted(met.keys() | parted | ties | self._turned(moved, material)):
            known = met.get(pair) if pair not in parted else None
            self._judge(pair, self._matters(pair, material) if known is None else known, material)
        for claim in moved.claims:
            for pair in self._of.get(material.order[claim], ()):
                self._rows.pop(pair, None)

    def _turned(self, moved: Moved, material: Material) -> set[Pair]:
        """Return the pairs that events let meet, or be opposed by laxer rules, now but not before, or the reverse."""
        pairs: set[Pair] = set()
        for event in moved.before:
            pairs.update(self._within.pop(event.id, {}))
        for event in moved.after:
            found: dict[Pair, set[Matter]] = {}
            for pair, matters in within(event, material):
                if pair[0] in self._facets and pair[1] in self._facets:
                    found.setdefault(pair, set()).update(matters)
            self._within[event.id] = found
            pairs.update(found)
        for event in moved.before:
            pairs.update(self._across(event, material.event_of, material))
        for event in moved.after:
            pairs.update(self._across(event, moved.was, material))
        return pairs

    def _across(self, event: Event, groups: Mapping[str, str], material: Material) -> Iterator[Pair]:
        """Yield the pairs of an event's claims that ``groups`` (the events after it, or before it) holds apart."""
        parts: dict[str, list[int]] = defaultdict(list)
        for claim in event.claims:
            number = material.order[claim]
            if number in self._facets:
                parts[groups.get(claim, claim)].append(number)
        for some, others in combinations(parts.values(), 2):
            yield from ((min(i, j), max(i, j)) for i in some for j in others)

    def _matters(self, pair: Pair, material: Material) -> set[Matter]:
        one, other = (blocks(self._facets[number], material) for number in pair)
        return self._index.matters(pair[0], one, pair[1], other)

    def _judge(self, pair: Pair, met: set[Matter], material: Material) -> None:
        a, b = self._facets[pair[0]], self._facets[pair[1]]
        event = material.event_of.get(a.claim.id)
        matters = met | self._within.get(event or "", {}).get(pair, set())
        if pair in self._linked:
            matters.add(Matter.STANCE)
        hit = opposition(a, b, matters, material) if matters else None
        before = self._hits.get(pair)
        self._rows.pop(pair, None)
        if hit != before:
            self._take(pair, before)
            self._set(pair, hit)

    def _take(self, pair: Pair, hit: Opposition | None) -> None:
        """Take out a pair that was opposed."""
        if hit is None:
            return
        del self._hits[pair]
        del self._order[bisect_left(self._order, pair)]
        for number in pair:
            self._of[number].discard(pair)
        if hit.pivot is not None:
            weights = self._weights[self._pivot(pair, hit.pivot)]
            weights[hit.weight] -= 1
            if not weights[hit.weight]:
                del weights[hit.weight]

    def _set(self, pair: Pair, hit: Opposition | None) -> None:
        """Enter a pair that is opposed now."""
        if hit is None:
            return
        self._hits[pair] = hit
        insort(self._order, pair)
        for number in pair:
            self._of[number].add(pair)
        if hit.pivot is not None:
            self._weights[self._pivot(pair, hit.pivot)][hit.weight] += 1

    def all(self, material: Material) -> tuple[Dispute, ...]:
        """Return all disputes; of those with one pivot only the weightiest in each report."""
        counted = (pair for pair in self._order if self._counts(pair))
        return tuple(self._rows.get(pair) or self._row(pair, material.event_of) for pair in counted)

    def _counts(self, pair: Pair) -> bool:
        hit = self._hits[pair]
        return hit.pivot is None or hit.weight == max(self._weights[self._pivot(pair, hit.pivot)])

    def _pivot(self, pair: Pair, pivot: str) -> tuple[str, str]:
        return pivot_key(self._facets[pair[0]], self._facets[pair[1]], pivot)

    def _row(self, pair: Pair, event_of: Mapping[str, str]) -> Dispute:
        row = dispute_row(self._facets[pair[0]], self._facets[pair[1]], self._hits[pair], event_of)
        self._rows[pair] = row
        return row


def facets_for_events(claims: Iterable[str], material: Material) -> list[Facet]:
    """Return the facets of the claims that can belong to an event."""
    told = (material.by_id[claim] for claim in claims)
    return [facet(claim, material) for claim in told if tells_happening(claim)]


def facets_for_disputes(claims: Iterable[str], material: Material) -> list[Facet]:
    """Return the facets of the claims that can be disputed: reliable ones of reports that nobody withdrew."""
    told = (material.by_id[claim] for claim in claims)
    return [facet(claim, material) for claim in told if claim.reliable and claim.withdrawn is None]
