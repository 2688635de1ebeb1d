"""Claims: what one chain of voices says in one passage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contested.model.errors import InvalidRecordError
from contested.model.quantities import Measure, Toll
from contested.model.spans import Passage


class EventType(StrEnum):
    """PLOVER's sixteen types and those that PLOVER cannot say."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    MOBILIZE = "MOBILIZE"
    SANCTION = "SANCTION"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    CEASEFIRE_DECLARED = "CEASEFIRE_DECLARED"
    CEASEFIRE_VIOLATED = "CEASEFIRE_VIOLATED"
    CEASEFIRE_HELD = "CEASEFIRE_HELD"
    CEASEFIRE_COLLAPSED = "CEASEFIRE_COLLAPSED"
    MEDIATE = "MEDIATE"
    TERRITORY_CHANGE = "TERRITORY_CHANGE"
    DECLARE_INDEPENDENCE = "DECLARE_INDEPENDENCE"
    ESTABLISH = "ESTABLISH"
    STATUS = "STATUS"
    HARM = "HARM"


class Stance(StrEnum):
    """How the claimant holds what is said."""

    ASSERTED = "asserted"
    ACCUSED = "accused"
    DENIED = "denied"
    POSSIBLE = "possible"
    HYPOTHETICAL = "hypothetical"


class Polarity(StrEnum):
    """Whether the happening is said to be so, or not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class SpeechAct(StrEnum):
    """What the claimant does by saying it."""

    SAID = "said"
    ADMITTED = "admitted"
    CLAIMED_RESPONSIBILITY = "claimed_responsibility"
    CONFIRMED = "confirmed"
    RETRACTED = "retracted"
    ACCUSED = "accused"
    DENIED = "denied"
    DEMANDED = "demanded"
    WARNED = "warned"


class TargetClass(StrEnum):
    """What was hit, where the recipient is not an actor."""

    CIVILIANS = "civilians"
    AID_WORKERS = "aid_workers"
    HEALTH = "health"
    SCHOOL = "school"
    PLACE_OF_WORSHIP = "place_of_worship"
    JOURNALISTS = "journalists"
    DISPLACED_SITE = "displaced_site"
    CONVOY = "convoy"
    ENERGY_WATER = "energy_water"
    INFRASTRUCTURE = "infrastructure"
    MILITARY = "military"
    MIXED = "mixed"


class Aux(StrEnum):
    """Marks beside stance and polarity."""

    HISTORICAL = "historical"
    FUTURE = "future"
    HABITUAL = "habitual"
    CONTINUING = "continuing"
    FIRST = "first"  # says who began


class ThirdPartyRole(StrEnum):
    """What a third party does for the sides of a ceasefire or of talks."""

    MEDIATOR = "mediator"
    FACILITATOR = "facilitator"
    GOOD_OFFICES = "good_offices"
    HOST = "host"
    GUARANTOR = "guarantor"
    MONITOR = "monitor"
    FACT_FINDER = "fact_finder"
    PEACEKEEPER = "peacekeeper"


class ClaimRelation(StrEnum):
    """How one claim stands to another."""

    IN_RESPONSE_TO = "in_response_to"
    JUSTIFIED_BY = "justified_by"
    DENIES = "denies"
    CONFIRMS = "confirms"
    CORRECTS = "corrects"
    CITES = "cites"
    SUBSET_OF = "subset_of"
    PART_OF = "part_of"


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of the attribution chain. ``mention`` is None for the report itself; ``cue``: the words that give it."""

    mention: str | None
    cue: Passage | None = None
    speech_act: SpeechAct = SpeechAct.SAID


NARRATOR = Voice(None)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one chain of voices says in one passage. Names are mention ids, local to the report's extraction."""

    id: str
    report_id: str
    passage: Passage
    event_type: EventType
    trigger: Passage
    voices: tuple[Voice, ...] = (NARRATOR,)  # outermost first; the innermost is the claimant
    initiators: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    implied_roles: tuple[str, ...] = ()  # "initiator", "recipient" where context and not the clause gives it
    reciprocal: bool = False
    times: tuple[str, ...] = ()  # time mention ids that stand in the clause
    places: tuple[str, ...] = ()  # place mention ids that stand in the clause
    tolls: tuple[Toll, ...] = ()
    measures: tuple[Measure, ...] = ()
    stance: Stance = Stance.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    speech_act: SpeechAct = SpeechAct.SAID
    evaluative: bool = False
    aux: tuple[Aux, ...] = ()
    tactic: str | None = None  # ACLED sub-event type
    target_class: TargetClass | None = None
    civilian_targeting: bool = False
    civilian_harm: bool = False
    third_party_role: ThirdPartyRole | None = None
    ground: tuple[Passage, ...] = ()  # the words for the land that changes hands or is held
    topic: str | None = None  # of STATUS claims: displacement, risk, spillover, escalation, membership, share, ...
    reliable: bool = True
    confidence: float = 0.5
    reason: str = ""  # the rule or head that fired

    def __post_init__(self) -> None:
        """Check that the trigger lies in the passage and the confidence is a probability."""
        if not self.passage.start <= self.trigger.start <= self.trigger.end <= self.passage.end:
            raise InvalidRecordError(f"claim {self.id}: trigger {self.trigger.quote!r} lies outside of its passage")
        if not 0.0 <= self.confidence <= 1.0:
            raise InvalidRecordError(f"claim {self.id}: confidence {self.confidence} must lie between 0 and 1")

    @property
    def claimant(self) -> str | None:
        """Return the mention id of the innermost voice, None for the report itself."""
        return self.voices[-1].mention if self.voices else None

    def check(self, text: str) -> None:
        """Raise InvalidRecordError unless every passage of the claim stands in ``text``."""
        passages = [self.passage, self.trigger, *self.ground, *(toll.words for toll in self.tolls)]
        for passage in [*passages, *(m.words for m in self.measures), *(v.cue for v in self.voices if v.cue)]:
            passage.check(text)


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """``claim`` stands in ``relation`` to ``other``; ids of claims."""

    claim: str
    relation: ClaimRelation
    other: str
    reason: str = ""
