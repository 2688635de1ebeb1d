"""Grouping without comparing all with all: an item looks for its like only in the blocks where that can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from contested.record.facets import Facet

T = TypeVar("T")
LOOK_BACK = 64  # items of one block that an item meets; the busiest block of 25 reports of one war holds 22


class Grouping(Generic[T]):
    """Items put into groups, one after another; an item joins the first group that holds an item like it."""

    def __init__(self, alike: Callable[[T, T], bool], *, by_first: bool = False) -> None:
        """Begin without any group; ``alike`` says of a new item and one filed before whether they belong together.

        With ``by_first`` a new item is only held against the first item of each group.
        """
        self.by_first = by_first
        self.groups: list[list[T]] = []
        self._alike = alike
        self._items: list[tuple[int, T]] = []  # (number of its group, item)
        self._blocks: dict[Hashable, list[int]] = defaultdict(list)

    def file(self, item: T, sought: Iterable[Hashable], filed: Iterable[Hashable]) -> None:
        """Put ``item`` into a group: it looks under the keys ``sought`` and is found later under those ``filed``."""
        number = next((n for n, other in self._met(sought) if self._alike(item, other)), len(self.groups))
        if number < len(self.groups):
            self.groups[number].append(item)
            if self.by_first:
                return
        else:
            self.groups.append([item])
        for key in filed:
            self._blocks[key].append(len(self._items))
        self._items.append((number, item))

    def _met(self, sought: Iterable[Hashable]) -> Iterator[tuple[int, T]]:
        """Yield the latest items under each key with the numbers of their groups, by group and then by age."""
        found = {i for key in sought for i in self._blocks.get(key, ())[-LOOK_BACK:]}
        for i in sorted(found, key=lambda i: (self._items[i][0], i)):
            yield self._items[i]


def weeks(one: Facet, slack: int = 0) -> range:
    """Return the numbers of the weeks that a time touches, give or take ``slack`` days; none where it is open."""
    if one.start is None or one.end is None:
        return range(0)
    return range((one.start - slack) // 7, (one.end + slack) // 7 + 1)
