"""Who: actors, their mentions, and the relations between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contested.model.spans import Passage


class ActorKind(StrEnum):
    """The closed list of the coding manual."""

    STATE = "state"
    DE_FACTO_STATE = "de_facto_state"
    IGO = "igo"
    NGO = "ngo"
    PERSON = "person"
    OFFICE = "office"
    ARMED_FORCE = "armed_force"
    PARTY_OR_MOVEMENT = "party_or_movement"
    TERRITORY = "territory"
    ETHNIC_GROUP = "ethnic_group"
    THINK_TANK = "think_tank"
    NEWS_AGENCY = "news_agency"
    COLLECTIVE = "collective"
    UNNAMED_SOURCE = "unnamed_source"


class PersonClass(StrEnum):
    """Who may be named. Everyone who is none of these stays words in a passage."""

    PUBLIC_OFFICE = "public_office"
    COMMANDER = "commander"
    SPOKESPERSON = "spokesperson"
    PUBLIC_EXPERT = "public_expert"


class MentionForm(StrEnum):
    """How an actor is mentioned."""

    NAME = "name"
    ACRONYM = "acronym"
    ADJECTIVE = "adjective"
    METONYM = "metonym"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    IMPLIED = "implied"


class RelationKind(StrEnum):
    """Subject > object."""

    LEADS = "leads"
    OFFICIAL_OF = "official_of"
    SPEAKS_FOR = "speaks_for"
    AFFILIATED_WITH = "affiliated_with"
    MEMBER_OF = "member_of"
    PART_OF = "part_of"
    OFFICE_OF = "office_of"
    ARMED_FORCE_OF = "armed_force_of"
    MISSION_OF = "mission_of"
    CO_CHAIR_OF = "co_chair_of"
    GUARANTOR_OF = "guarantor_of"
    ALLY_OF = "ally_of"
    SUPPORTS = "supports"
    RECOGNISES = "recognises"
    LOCATED_IN = "located_in"
    ESTABLISHED = "established"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. ``side``: the actor ids it acts for (itself included); ``members``: those of a collective."""

    id: str
    name: str
    kind: ActorKind
    subtype: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3, IGO, NGO, or None where unknown
    person_class: PersonClass | None = None
    side: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    known: bool = False  # in the lexicon (else: made from the report's words)


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A span that stands for an actor. ``candidates`` are lexicon ids, best first; who it is, a Link says."""

    id: str
    passage: Passage
    form: MentionForm
    kind: ActorKind | None = None
    candidates: tuple[str, ...] = ()
    head: str = ""  # head noun, lower case, of a nominal mention ("forces", "spokesman")
    parts: tuple[str, ...] = ()  # mention ids that it is built of ("Armenian" in "Armenian forces")
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated relation. Unreliable ones (garbled words) are kept and never feed a ledger."""

    subject: str
    relation: RelationKind
    object: str
    passage: Passage
    reliable: bool = True
    attribute: str | None = None
