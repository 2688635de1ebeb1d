"""Grouping without comparing all with all: an item looks for its like only in the blocks where that can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from contested.record.facets import Facet

T = TypeVar("T")
R = TypeVar("R")
LOOK_BACK = 64  # items of one block that an item meets; the busiest block of 25 reports of one war holds 22


class Grouping(Generic[T]):
    """Items put into groups, one after another; an item joins the first group that holds an item like it."""

    def __init__(self, alike: Callable[[T, T], bool], *, by_first: bool = False) -> None:
        """Begin without any group; ``alike`` says of a new item and one filed before whether they belong together.

        With ``by_first`` a new item is only held against the first item of each group.
        """
        self.by_first = by_first
        self.groups: list[list[T]] = []
        self.alike = alike
        self._items: list[tuple[int, T]] = []  # (number of its group, item)
        self._blocks: dict[Hashable, list[int]] = defaultdict(list)
        self._log: list[tuple[int, tuple[Hashable, ...] | None]] = []  # (group, keys filed under) of each item

    def file(self, item: T, sought: Iterable[Hashable], filed: Iterable[Hashable]) -> int:
        """Put ``item`` into a group: it looks under the keys ``sought`` and is found later under those ``filed``.

        Return the number of the group.
        """
        number = next((n for n, other in self._met(sought) if self.alike(item, other)), len(self.groups))
        if number < len(self.groups):
            self.groups[number].append(item)
            if self.by_first:
                self._log.append((number, None))
                return number
        else:
            self.groups.append([item])
        keys = tuple(filed)
        for key in keys:
            self._blocks[key].append(len(self._items))
        self._items.append((number, item))
        self._log.append((number, keys))
        return number

    def last(self) -> int:
        """Return the number of the group of the item that was filed last."""
        return self._log[-1][0]

    def take_back(self) -> int:
        """Take back the item that was filed last; return the number of the group that it was in."""
        number, keys = self._log.pop()
        self.groups[number].pop()
        if not self.groups[number]:
            self.groups.pop()
        if keys is not None:
            self._items.pop()
            for key in keys:
                self._blocks[key].pop()
        return number

    def _met(self, sought: Iterable[Hashable]) -> Iterator[tuple[int, T]]:
        """Yield the latest items under each key with the numbers of their groups, by group and then by age."""
        found = {i for key in sought for i in self._blocks.get(key, ())[-LOOK_BACK:]}
        for i in sorted(found, key=lambda i: (self._items[i][0], i)):
            yield self._items[i]


@dataclass(frozen=True, slots=True)
class Rules(Generic[T, R]):
    """How items are grouped: which are alike, the keys where one looks and those where it is found, a group's row."""

    alike: Callable[[T, T], bool]
    sought: Callable[[T], Iterable[Hashable]]
    filed: Callable[[T], Iterable[Hashable]]
    row: Callable[[Sequence[T]], R]
    key: Callable[[T], Hashable]  # what tells an item from others
    by_first: bool = False


@dataclass(slots=True)
class Regrouped(Generic[T, R]):
    """A grouping that is kept: of items in an order only those behind the first new or lost one are filed again."""

    items: list[T] = field(default_factory=list)
    rows: list[R | None] = field(default_factory=list)
    grouping: Grouping[T] | None = None

    def update(self, items: Sequence[T], rules: Rules[T, R]) -> list[R]:
        """Return the rows of the groups of ``items``. ``rules`` must say what they said of the items before."""
        if self.grouping is None:
            self.grouping = Grouping(rules.alike, by_first=rules.by_first)
        self.grouping.alike = rules.alike
        kept = _shared(self.items, items)
        spare: dict[tuple[Hashable, ...], R] = {}
        while len(self.items) > kept:
            self.items.pop()
            number = self.grouping.last()
            row = self.rows[number]
            if row is not None:
                spare[tuple(map(rules.key, self.grouping.groups[number]))] = row
            self._touch(self.grouping.take_back())
        for item in items[kept:]:
            self.items.append(item)
            self._touch(self.grouping.file(item, rules.sought(item), rules.filed(item)))
        found: list[R] = []
        for number, known in enumerate(self.rows):
            if known is None:
                group = self.grouping.groups[number]
                known = spare.get(tuple(map(rules.key, group))) or rules.row(group)
                self.rows[number] = known
            found.append(known)
        return found

    def _touch(self, number: int) -> None:
        """Forget the row of a group that has changed; a group that is new or no more is the last one."""
        if self.grouping is not None and number == len(self.grouping.groups):
            self.rows.pop()
        elif number == len(self.rows):
            self.rows.append(None)
        else:
            self.rows[number] = None


def _shared(some: Sequence[T], others: Sequence[T]) -> int:
    """Return how many items both begin with."""
    if list(others[: len(some)]) == list(some):
        return len(some)
    return next(i for i, one in enumerate(some) if i >= len(others) or others[i] != one)


def weeks(one: Facet, slack: int = 0) -> range:
    """Return the numbers of the weeks that a time touches, give or take ``slack`` days; none where it is open."""
    if one.start is None or one.end is None:
        return range(0)
    return range((one.start - slack) // 7, (one.end + slack) // 7 + 1)
