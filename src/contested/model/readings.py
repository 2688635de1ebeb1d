"""What one report gave: the extraction, and the links that resolve it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contested.model.actors import Actor, ActorMention, Relation
from contested.model.claims import Claim, ClaimLink, Stance
from contested.model.errors import InvalidRecordError
from contested.model.places import Place, PlaceMention
from contested.model.reports import Report
from contested.model.spans import Passage
from contested.model.times import TimeExpression, TimeMention, TimeSpan


class Decision(StrEnum):
    """What a link or a judgement says of its two ends."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class NoteKind(StrEnum):
    """Why a passage wants care."""

    GARBLED = "garbled"
    STALE = "stale"
    UNDATED = "undated"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Note:
    """A passage to handle with care, and why. ``claims`` are the ids of the claims that it touches."""

    kind: NoteKind
    passage: Passage
    reason: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one report, with report-local ids."""

    report_id: str
    mentions: tuple[ActorMention, ...] = ()
    expressions: tuple[TimeExpression, ...] = ()  # time expressions, not yet anchored; ids t1, t2, ... in this order
    places: tuple[PlaceMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()  # subject and object are mention ids
    claim_links: tuple[ClaimLink, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A mention and an entity (actor id or place id): same, different or unsure; score in 0..1, with its reason."""

    mention: str
    entity: str
    score: float
    reason: str
    decision: Decision = Decision.SAME
    by: str = "machine"


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When the happening of a claim took place, and why the resolver thinks so. ``time`` is the mention it rests on."""

    claim: str
    span: TimeSpan
    reason: str
    time: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimStance:
    """The stance of a claim once its sides are known: a hostile act told by an adversary is an accusation."""

    claim: str
    stance: Stance
    reason: str


@dataclass(frozen=True, slots=True)
class ImpliedRoles:
    """Roles that a clause leaves out and its report gives: actor ids, never stated as the words' own."""

    claim: str
    initiators: tuple[str, ...]
    recipients: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The links that turn an extraction's local ids into actors, places and time spans."""

    report_id: str
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    actor_links: tuple[Link, ...] = ()
    place_links: tuple[Link, ...] = ()
    times: tuple[TimeMention, ...] = ()  # the extraction's expressions, anchored, with their ids
    claim_times: tuple[ClaimTime, ...] = ()
    claim_stances: tuple[ClaimStance, ...] = ()
    implied_roles: tuple[ImpliedRoles, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One report, what was extracted from it, and how it was resolved: what the store keeps."""

    report: Report
    extraction: Extraction
    resolution: Resolution

    def __post_init__(self) -> None:
        """Check that all three speak of one report and that every quote stands in its text."""
        ids = {self.report.id, self.extraction.report_id, self.resolution.report_id}
        if len(ids) != 1:
            raise InvalidRecordError(f"reading of {self.report.id}: parts of different reports {sorted(ids)}")
        for claim in self.extraction.claims:
            claim.check(self.report.text)
        found = self.extraction
        passages = [mention.passage for mention in found.mentions] + [time.passage for time in self.resolution.times]
        passages += [place.passage for place in found.places] + [note.passage for note in found.notes]
        for passage in passages:
            passage.check(self.report.text)
