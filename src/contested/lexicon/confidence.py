"""How sure each field of a claim is: a logistic model a field, over what the reading itself says about the claim.

The weights are data (`resources/confidence/fields.yaml`, written by `training/confidence.py` with its data, licence and
score). A confidence is the share of claims that read like this one whose field was right in the reports of the fit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from contested.lexicon._compiled import read_compiled
from contested.model.claims import Aux, EventType, Polarity, Stance
from contested.model.events import RecordedClaim
from contested.model.spans import Passage
from contested.model.times import Basis


class ClaimField(StrEnum):
    """What of a claim has a confidence of its own."""

    WHOLE = "whole"  # type, roles, claimant, stance and polarity all right
    TYPE = "type"  # something of this type is told here
    INITIATOR = "initiator"
    RECIPIENT = "recipient"
    CLAIMANT = "claimant"
    STANCE = "stance"  # with polarity
    DATE = "date"
    TOLL = "toll"


@dataclass(frozen=True, slots=True)
class FieldConfidence:
    """How sure one field is, the rule that gave its value, and the words that the rule rests on, if it rests on any."""

    field: ClaimField
    confidence: float
    reason: str
    words: Passage | None = None


_TALK = frozenset({EventType.AGREE, EventType.CONSULT, EventType.MEDIATE, EventType.COOPERATE})
_SPEECH = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.SUPPORT})
_UNSURE = frozenset({Stance.POSSIBLE, Stance.HYPOTHETICAL})
_FAR = 200.0  # characters between a voice's cue and the trigger beyond which distance says no more
_LONG = 40.0  # words of a passage beyond which length says no more
_SIGNAL = "signal"  # the reason of a claim that only the network found begins so
_UNRESOLVED = ("unresolved:", "source-")


def features(claim: RecordedClaim) -> dict[str, float]:
    """Return what the models look at, by name; every value lies between 0 and 1. Pure and cheap: no text is read."""
    roles = (*claim.initiators, *claim.recipients)
    group = claim.event_type
    return {
        "tree": claim.confidence,
        "length": min(1.0, len(claim.passage.quote.split()) / _LONG),
        "depth": min(1.0, (claim.trigger.start - claim.passage.start) / _FAR),
        "assault": float(group is EventType.ASSAULT),
        "harm": float(group is EventType.HARM),
        "status": float(group is EventType.STATUS),
        "coerce": float(group is EventType.COERCE),
        "truce": float(group.value.startswith("CEASEFIRE")),
        "talk": float(group in _TALK),
        "speech": float(group in _SPEECH),
        "voiced": float(claim.claimant is not None),
        "chain": float(len([voice for voice in claim.voices if voice]) > 1),
        "unnamed_voice": float(claim.claimant is not None and claim.claimant.startswith(_UNRESOLVED)),
        "far_voice": min(1.0, abs(claim.cue.start - claim.trigger.start) / _FAR) if claim.cue else 0.0,
        "accused": float(claim.stance is Stance.ACCUSED),
        "denied": float(claim.stance is Stance.DENIED),
        "unsure": float(claim.stance in _UNSURE),
        "negative": float(claim.polarity is Polarity.NEGATIVE),
        "no_initiator": float(not claim.initiators),
        "initiators": float(len(claim.initiators) > 1),
        "no_recipient": float(not claim.recipients),
        "recipients": float(len(claim.recipients) > 1),
        "unresolved": float(any(actor.startswith(_UNRESOLVED) for actor in roles)),
        "implied": float(bool(claim.implied_roles)),
        "reciprocal": float(claim.reciprocal),
        "future": float(Aux.FUTURE in claim.aux),
        "dated": float(claim.time is not None and claim.time.basis is Basis.EXPLICIT),
        "near_time": float(claim.time is not None and claim.time.basis is Basis.RELATIVE),
        "open_time": float(claim.time is not None and (claim.time.start is None or claim.time.end is None)),
        "document_date": float(claim.time is None or claim.time.basis is Basis.DOCUMENT),
        "tolls": min(1.0, len(claim.tolls) / 3),
        "open_toll": float(any(toll.high is None or toll.low is None for toll in claim.tolls)),
        "mended": float(";" in claim.reason or not claim.reason.startswith(("frame", _SIGNAL))),
        "signal": float(claim.reason.startswith(_SIGNAL)),
        "chance": claim.confidence if claim.reason.startswith(_SIGNAL) else 0.0,
        "garbled": float(not claim.reliable),
    }


def field_confidences(claim: RecordedClaim) -> tuple[FieldConfidence, ...]:
    """Return the confidence, rule and words of every field that the claim has, in the order of ClaimField."""
    seen = [(name, value) for name, value in features(claim).items() if value]
    found = []
    for field in ClaimField:
        if field is ClaimField.TOLL and not claim.tolls:
            continue
        reason, words = _REASONS[field](claim)
        found.append(FieldConfidence(field, _probability(_weights()[field], seen), reason, words))
    return tuple(found)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    fields = read_compiled("confidence.json")["fields"]
    return {name: {key: float(weight) for key, weight in row.items()} for name, row in fields.items()}


def _probability(weights: Mapping[str, float], seen: Sequence[tuple[str, float]]) -> float:
    total = weights["bias"] + math.fsum([weights.get(name, 0.0) * value for name, value in seen])
    return round(1.0 / (1.0 + math.exp(-total)), 3)


def _of_type(claim: RecordedClaim) -> tuple[str, Passage | None]:
    return claim.reason, claim.trigger


def _of_initiator(claim: RecordedClaim) -> tuple[str, Passage | None]:
    return _of_role(claim, "initiator", claim.initiators)


def _of_recipient(claim: RecordedClaim) -> tuple[str, Passage | None]:
    return _of_role(claim, "recipient", claim.recipients)


def _of_role(claim: RecordedClaim, role: str, actors: tuple[str, ...]) -> tuple[str, Passage | None]:
    if not actors:
        return "nobody told in the clause", None
    if role in claim.implied_roles:
        return "implied by the passage, not told in the clause", claim.passage
    return (
        "both named, each in both roles" if claim.reciprocal else "named in the clause of the trigger"
    ), claim.passage


def _of_claimant(claim: RecordedClaim) -> tuple[str, Passage | None]:
    if claim.claimant is None:
        return "no marker of another voice: the report itself", None
    return ("marked by a cue" if claim.cue else "carried from the sentence or label before"), claim.cue


def _of_stance(claim: RecordedClaim) -> tuple[str, Passage | None]:
    told = f"{claim.stance.value}, {claim.polarity.value}; speech act {claim.speech_act.value}"
    return told, claim.cue if claim.stance in {Stance.ACCUSED, Stance.DENIED} else claim.trigger


def _of_date(claim: RecordedClaim) -> tuple[str, Passage | None]:
    return claim.time_reason or "no time told: the date of the report", None


def _of_toll(claim: RecordedClaim) -> tuple[str, Passage | None]:
    return "numbers that count the people of the clause", claim.tolls[0].words


_REASONS: Mapping[ClaimField, Callable[[RecordedClaim], tuple[str, Passage | None]]] = {
    ClaimField.WHOLE: _of_type,
    ClaimField.TYPE: _of_type,
    ClaimField.INITIATOR: _of_initiator,
    ClaimField.RECIPIENT: _of_recipient,
    ClaimField.CLAIMANT: _of_claimant,
    ClaimField.STANCE: _of_stance,
    ClaimField.DATE: _of_date,
    ClaimField.TOLL: _of_toll,
}
