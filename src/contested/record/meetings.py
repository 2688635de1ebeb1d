"""Who meets whom: items filed in blocks, where an item meets only the nearest. Items may come and go in any order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from contested.record.blocks import LOOK_BACK

M = TypeVar("M")
Pair = tuple[int, int]  # two items, the one told first first


@dataclass(frozen=True, slots=True)
class Stand(Generic[M]):
    """What an item brings to a block: it asks, it answers, or both; two that are not ``wide`` do not meet there."""

    block: Hashable  # no two matters share a block
    matter: M
    asks: bool = True
    answers: bool = True
    wide: bool = True


@dataclass(slots=True)
class _Block:
    """The items of a block in telling order: those that ask (wide or not), those that answer (all, and the wide)."""

    asking: list[int] = field(default_factory=list)
    asking_wide: list[int] = field(default_factory=list)
    answering: list[int] = field(default_factory=list)
    answering_wide: list[int] = field(default_factory=list)

    def askers(self, wide: bool) -> list[int]:
        """Return those that ask, the wide ones or the others."""
        return self.asking_wide if wide else self.asking

    def seen(self, wide: bool) -> list[int]:
        """Return those that answer somebody who asks: all of them a wide one, else the wide ones."""
        return self.answering if wide else self.answering_wide


class Meetings(Generic[M]):
    """Blocks of items, each a number in telling order. An asking item meets the ``reach`` nearest before and after it.

    Who meets whom depends on the items of the blocks and not on the order in which they came. An item has one stand
    in a block at most (see ``merged``).
    """

    def __init__(self, reach: int | None = None) -> None:
        """Begin without any item; ``reach``: how many an item meets on either side of it in a block."""
        self.reach = LOOK_BACK if reach is None else reach
        self._blocks: dict[Hashable, _Block] = {}

    def add(self, item: int, stands: Sequence[Stand[M]]) -> tuple[dict[Pair, set[M]], set[Pair]]:
        """File an item; return the pairs that it makes, with their matters, and those that it may have parted."""
        made: dict[Pair, set[M]] = {}
        parted: set[Pair] = set()
        for stand in stands:
            block = self._blocks.get(stand.block)
            if block is None:
                block = self._blocks[stand.block] = _Block()
            met: list[int] = []
            if stand.answers:
                for answering, wide in _lists(block, stand.wide):
                    insort(answering, item)
                    met += self._askers_of(item, answering, block.askers(wide))
                    parted.update(self._pushed_out(item, answering, block.askers(wide)))
            if stand.asks:
                insort(block.askers(stand.wide), item)
                met += self._partners(item, block.seen(stand.wide))
            for other in met:
                if other != item:
                    made.setdefault(_pair(item, other), set()).add(stand.matter)
        return made, parted - made.keys()

    def remove(self, item: int, stands: Sequence[Stand[M]]) -> set[Pair]:
        """Take out an item that was filed with ``stands``; return the pairs of others that may have come to meet."""
        joined: set[Pair] = set()
        for stand in stands:
            block = self._blocks[stand.block]
            if stand.asks:
                _discard(block.askers(stand.wide), item)
            if stand.answers:
                for answering, wide in _lists(block, stand.wide):
                    _discard(answering, item)
                    joined.update(self._let_in(item, answering, block.askers(wide)))
            if not (block.answering or block.asking or block.asking_wide):
                del self._blocks[stand.block]
        return joined

    def matters(self, item: int, stands: Sequence[Stand[M]], other: int, others: Sequence[Stand[M]]) -> set[M]:
        """Return in which matters two filed items meet."""
        theirs = {stand.block: stand for stand in others}
        shared = [(stand, theirs[stand.block]) for stand in stands if stand.block in theirs]
        return {
            mine.matter
            for mine, facing in shared
            if self._sees(item, mine, other, facing) or self._sees(other, facing, item, mine)
        }

    def _sees(self, item: int, stand: Stand[M], other: int, facing: Stand[M]) -> bool:
        if not (stand.asks and facing.answers and (stand.wide or facing.wide)):
            return False
        answering = self._blocks[stand.block].seen(stand.wide)
        place = bisect_left(answering, item)
        return place - self.reach <= bisect_left(answering, other) < place + self.reach

    def _partners(self, item: int, answering: Sequence[int]) -> Sequence[int]:
        if len(answering) <= self.reach:
            return answering
        place = bisect_left(answering, item)
        return answering[max(place - self.reach, 0) : place + self.reach]

    def _askers_of(self, item: int, answering: Sequence[int], asking: Sequence[int]) -> Sequence[int]:
        """Return who sees the answering ``item``."""
        if len(answering) <= self.reach:
            return asking
        place = bisect_left(answering, item)
        before, after = place - self.reach, place + self.reach
        first = bisect_right(asking, answering[before]) if before >= 0 else 0
        last = bisect_right(asking, answering[after]) if after < len(answering) else len(asking)
        return asking[first:last]

    def _pushed_out(self, item: int, answering: Sequence[int], asking: Sequence[int]) -> Iterator[Pair]:
        """Yield the pairs that part where ``item`` has come between them."""
        if len(answering) <= self.reach or (asking and asking[-1] < item and answering[-1] == item):
            return
        for one, place, at in self._around(item, answering, asking):
            far = at - self.reach - 1 if item < one else at + self.reach
            inside = place > far if item < one else place < far
            if inside and 0 <= far < len(answering):
                yield _pair(one, answering[far])

    def _let_in(self, item: int, answering: Sequence[int], asking: Sequence[int]) -> Iterator[Pair]:
        """Yield the pairs that meet where ``item`` stands no longer between them."""
        if len(answering) < self.reach:
            return
        for one, place, at in self._around(item, answering, asking):
            far = at - self.reach if item < one else at + self.reach - 1
            inside = place > far if item < one else place <= far
            if inside and 0 <= far < len(answering) and answering[far] != one:
                yield _pair(one, answering[far])

    def _around(self, item: int, answering: Sequence[int], asking: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Yield who asks near ``item``, the place of ``item`` and the asker's own among those that answer."""
        place = bisect_left(answering, item)
        low, high = place - self.reach - 1, place + self.reach + 1
        first = bisect_left(asking, answering[low]) if low >= 0 else 0
        last = bisect_right(asking, answering[high]) if high < len(answering) else len(asking)
        for one in asking[first:last]:
            if one != item:
                yield one, place, bisect_left(answering, one)


def merged(stands: Iterable[Stand[M]]) -> list[Stand[M]]:
    """Return the stands with those in one block put together, without those that neither ask nor answer."""
    found: dict[Hashable, Stand[M]] = {}
    for stand in stands:
        if not (stand.asks or stand.answers):
            continue
        other = found.get(stand.block)
        if other is not None:
            asks, answers, wide = stand.asks or other.asks, stand.answers or other.answers, stand.wide or other.wide
            stand = Stand(stand.block, stand.matter, asks, answers, wide)
        found[stand.block] = stand
    return list(found.values())


def _lists(block: _Block, wide: bool) -> tuple[tuple[list[int], bool], ...]:
    """Return the lists in which one that answers stands, each with whether wide items ask there."""
    both = ((block.answering, True), (block.answering_wide, False))
    return both if wide else both[:1]


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _discard(items: list[int], item: int) -> None:
    place = bisect_left(items, item)
    if place < len(items) and items[place] == item:
        del items[place]
