"""Which gold actor a coded actor stands for, and whether two sets of actors agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from contested.evaluate.gold import NARRATOR, Document, Role, ScoredActor, Span


def overlap(one: Span, other: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def covers_half(one: Span, other: Span) -> bool:
    """Return whether the overlap is at least half of the shorter span."""
    shorter = min(one.end - one.start, other.end - other.start)
    return shorter > 0 and 2 * overlap(one, other) >= shorter


def closeness(one: Span, other: Span) -> float:
    """Return shared characters by characters that either has: 1 where the spans are equal."""
    shared = overlap(one, other)
    return shared / (one.end - one.start + other.end - other.start - shared)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a coded role compares with gold: gold actors found, gold actors that count, coded actors that count."""

    right: int
    gold: int
    system: int

    @property
    def exact(self) -> bool:
        """Return whether nothing is missing and nothing is wrong."""
        return self.right == self.gold == self.system


class Joined:
    """Coded actors read as gold actors: by their mentions' overlap first, by name where they have none."""

    def __init__(self, gold: Document, coded: Document) -> None:
        """Join the actors of one report."""
        self._gold = {actor.id: actor for actor in gold.actors}
        by_name = {plain(name): actor.id for actor in reversed(gold.actors) for name in actor.names}
        self._stands_for = {
            actor.id: _by_mentions(actor, gold.actors) or _by_name(actor, by_name) for actor in coded.actors
        }

    def gold_id(self, coded_id: str) -> str:
        """Return the gold actor that a coded one stands for; its own id, marked, where it stands for none."""
        if coded_id == NARRATOR:
            return NARRATOR
        return self._stands_for.get(coded_id) or f"?{coded_id}"

    def sides(self, actor_id: str) -> frozenset[str]:
        """Return those that a gold actor acts for; itself where that is not said."""
        actor = self._gold.get(actor_id)
        return (actor.side if actor else frozenset()) or frozenset([actor_id])

    def same(self, one: str, other: str) -> bool:
        """Return whether two gold actors are one, or of one side."""
        return one == other or bool(self.sides(one) & self.sides(other))

    def agree(self, gold: Role, coded: Role) -> Agreement:
        """Compare a coded role with its gold; sides stand for their people, collectives for their members."""
        wanted = self.members(gold.actors)
        accepted = self.members(gold.accepted)
        given = self.given(coded)
        punished = [actor for actor in given if not any(self.same(actor, other) for other in accepted - wanted)]
        right = sum(any(self.same(actor, other) for other in given) for actor in wanted)
        if right < len(wanted) and (gold.implied or len(punished) < len(given)):
            wanted = frozenset(actor for actor in wanted if any(self.same(actor, other) for other in given))
        wrong = sum(not any(self.same(actor, other) for other in wanted) for actor in punished)
        return Agreement(right, len(wanted), right + wrong)

    def given(self, coded: Role) -> frozenset[str]:
        """Return the gold actors that a coded role holds."""
        return self.members(self.gold_id(actor) for actor in coded.actors)

    def members(self, ids: Iterable[str]) -> frozenset[str]:
        """Return gold actors with collectives taken apart into their members."""
        members = [self._gold[name].members or (name,) if name in self._gold else (name,) for name in ids]
        return frozenset(member for group in members for member in group)


def plain(name: str) -> str:
    """Return a name for comparison: lower case, no article, no marks."""
    return re.sub(r"[^\w]+", " ", re.sub(r"^(?:the|an?)\s+", "", name.casefold())).strip()


def _by_mentions(actor: ScoredActor, gold: tuple[ScoredActor, ...]) -> str | None:
    """Return the gold actor that most mentions are closest to."""
    votes = Counter[str]()
    for span in actor.spans:
        near = [(closeness(span, spot), other.id) for other in gold for spot in other.spans if covers_half(span, spot)]
        votes.update([max(near)[1]] if near else [])
    return max(sorted(votes), key=votes.__getitem__) if votes else None


def _by_name(actor: ScoredActor, by_name: dict[str, str]) -> str | None:
    return next((by_name[plain(name)] for name in sorted(actor.names) if plain(name) in by_name), None)
