"""Records of the lexicon: what is known about actors before any report is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from contested.model.actors import ActorKind, PersonClass


class NameForm(StrEnum):
    """How a text stands for its actor."""

    CANONICAL = "canonical"
    ALIAS = "alias"
    ACRONYM = "acronym"
    DEMONYM = "demonym"
    METONYM = "metonym"


class DemonymPart(StrEnum):
    """The grammar of a demonym: "Afghan" (adjective), "an Afghan" (noun), "Afghans" (plural)."""

    ADJECTIVE = "adjective"
    NOUN = "noun"
    PLURAL = "plural"


def covers(valid_from: str | None, valid_to: str | None, day: date) -> bool:
    """Return whether a day lies in a span of partial ISO dates (``1994``, ``1994-05``, ``1994-05-12``; None = open).

    A partial date stands for its whole year or month: a span to ``1994`` covers 1994-12-31.
    """
    text = day.isoformat()
    return (valid_from is None or valid_from <= text) and (valid_to is None or text <= valid_to + "~")


@dataclass(frozen=True, slots=True)
class ActorName:
    """One text that stands for an actor. ``ambiguous``: it often means something else, so it needs support."""

    text: str
    form: NameForm
    valid_from: str | None = None
    valid_to: str | None = None
    ambiguous: bool = False
    part: DemonymPart | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """``member`` (actor id) belongs to ``organisation`` (actor id) in a role, e.g. member, co_chair, host."""

    organisation: str
    member: str
    role: str
    valid_from: str | None = None
    valid_to: str | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether it holds on the day, as far as the dates say."""
        return covers(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class OfficeTerm:
    """A person in an office. ``holder`` is the ISO3 code of the country or the id of the organisation.

    ``seen`` is the last day on which a source without an end date attests the term; a term without ``valid_to``
    covers no day after it.
    """

    person: str
    office: str
    title: str
    holder: str
    valid_from: str | None = None
    valid_to: str | None = None
    seen: str | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether the person is known to be in office on the day."""
        return covers(self.valid_from, self.valid_to or self.seen, day)

    @property
    def precise(self) -> bool:
        """Return whether both ends that are given are given to the day."""
        return all(end is None or len(end) == 10 for end in (self.valid_from, self.valid_to))


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the lexicon. ``country`` is ISO3, ``IGO``, ``NGO`` or None; ``affiliation`` the id it belongs to."""

    id: str
    name: str
    kind: ActorKind
    subtype: str | None
    country: str | None
    gw: int | None
    valid_from: str | None
    valid_to: str | None
    ownership: str | None
    affiliation: str | None
    source: str
    names: tuple[ActorName, ...]
    memberships: tuple[Membership, ...]
    offices: tuple[OfficeTerm, ...]

    def texts(self, form: NameForm) -> tuple[str, ...]:
        """Return its names of one form, in the order of the resource."""
        return tuple(name.text for name in self.names if name.form is form)


class Candidate(NamedTuple):
    """Whom a matched text may stand for. The dates say when the name was in use."""

    actor_id: str
    form: NameForm
    ambiguous: bool
    valid_from: str | None
    valid_to: str | None


class ActorHit(NamedTuple):
    """A name in a text: ``text[start:end]``, and all the actors that carry it (sorted by id)."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]

    @property
    def ambiguous(self) -> bool:
        """Return whether every reading is marked as doubtful, or there are several actors."""
        return len({c.actor_id for c in self.candidates}) > 1 or all(c.ambiguous for c in self.candidates)


@dataclass(frozen=True, slots=True)
class Noun:
    """A generic noun of actor phrases. ``label`` says what it makes: a subtype, a collective kind, a source kind."""

    surface: str
    lemma: str
    plural: bool
    label: str


@dataclass(frozen=True, slots=True)
class Title:
    """A title before or after a name. ``office`` is the office key that it names, where it names one."""

    surface: str
    lemma: str
    plural: bool
    person_class: PersonClass
    office: str | None
