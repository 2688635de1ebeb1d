"""The record of one conflict, as of a date: what the fold returns and every page, ledger and export reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from contested.model.events import Dispute, Event, Judgement, RecordedActor, RecordedClaim
from contested.model.ledgers import (
    Blame,
    CareEntry,
    Ceasefire,
    Control,
    Grade,
    RelationEntry,
    Risk,
    Talks,
    TollEntry,
)
from contested.model.reports import Origin, Report


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the conflict; ``side`` is a label that groups allies."""

    actor: str  # actor id or name
    side: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a dossier is about, as its `dossier.toml` says or its reports suggest."""

    title: str
    parties: tuple[Party, ...] = ()
    countries: tuple[str, ...] = ()  # theatre, ISO 3166-1 alpha-3
    regions: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # dual names in the dossier's order: "A/B"
    suggested: bool = False  # the parties were drawn from the reports, and no person reviewed them


@dataclass(frozen=True, slots=True)
class Status:
    """Worsening, unchanging or improving, with the claims that say so; "unknown" where nothing tells."""

    word: str
    reason: str
    claims: tuple[str, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known: days without reports, places, independent observers."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """All of this for one conflict: as known on ``as_of``, of what had happened by ``happened_by``."""

    conflict: Conflict
    as_of: dt.date | None
    reports: tuple[Report, ...] = ()
    origins: tuple[Origin, ...] = ()
    actors: tuple[RecordedActor, ...] = ()
    claims: tuple[RecordedClaim, ...] = ()
    events: tuple[Event, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    tolls: tuple[TollEntry, ...] = ()
    ceasefires: tuple[Ceasefire, ...] = ()
    talks: tuple[Talks, ...] = ()
    control: tuple[Control, ...] = ()
    relations: tuple[RelationEntry, ...] = ()
    blames: tuple[Blame, ...] = ()
    risks: tuple[Risk, ...] = ()
    care: tuple[CareEntry, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    gaps: tuple[Gap, ...] = ()
    status: Status = field(default_factory=lambda: Status("unknown", "no report tells"))
    grades: tuple[Grade, ...] = ()  # those in force; every other source is F
    undone: tuple[str, ...] = ()  # judgements that a later one took back
    happened_by: dt.date | None = None  # only what had happened by then; None: whatever is known

    def actor(self, actor_id: str) -> RecordedActor | None:
        """Return the actor with this id, or None."""
        return next((actor for actor in self.actors if actor.id == actor_id), None)

    def claim(self, claim_id: str) -> RecordedClaim | None:
        """Return the claim with this id, or None."""
        return next((claim for claim in self.claims if claim.id == claim_id), None)
