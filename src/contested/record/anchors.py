"""Judgements that find their claims again after a report was coded anew: by where the claim stands in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from contested.model.claims import Claim
from contested.model.events import Anchor, Judgement, RecordedClaim
from contested.model.readings import Reading
from contested.record.links import claim_id

_MOST_OF_IT = 0.5


@dataclass(frozen=True, slots=True)
class Placed:
    """Judgements with the claims' present ids, and the ids of those that speak of a claim that is there no more."""

    judgements: tuple[Judgement, ...]
    lost: tuple[str, ...]


def anchor(claim: RecordedClaim) -> Anchor:
    """Return where a claim stands."""
    passage, trigger = claim.passage, claim.trigger
    places = (passage.start, passage.end, trigger.start, trigger.end)
    return Anchor(claim.id, claim.report_id, *places, claim.event_type)


def place_judgements(judgements: Iterable[Judgement], readings: Mapping[str, Reading]) -> Placed:
    """Return the judgements with the ids that their claims have in ``readings`` (by report id)."""
    placed: list[Judgement] = []
    lost: list[str] = []
    for judgement in judgements:
        ids = {one.claim: _found(one, readings) for one in judgement.anchors if one.report_id in readings}
        if any(found is None for found in ids.values()):
            lost.append(judgement.id)
        renamed = {old: new or "" for old, new in ids.items() if new != old}
        placed.append(_renamed(judgement, renamed) if renamed else judgement)
    return Placed(tuple(placed), tuple(lost))


def _renamed(judgement: Judgement, ids: Mapping[str, str]) -> Judgement:
    other = judgement.other if judgement.other is None else _words(judgement.other, ids)
    return replace(judgement, subject=_words(judgement.subject, ids), other=other)


def _words(subject: str, ids: Mapping[str, str]) -> str:
    return " ".join(new for word in subject.split() if (new := ids.get(word, word)))


def _found(one: Anchor, readings: Mapping[str, Reading]) -> str | None:
    """Return the id of the claim at an anchor: its verb at the same place, else most of its passage and its type."""
    claims = readings[one.report_id].extraction.claims
    best = min(_fitting(one, claims), default=None)
    return claim_id(one.report_id, best[-1]) if best else None


def _fitting(one: Anchor, claims: Sequence[Claim]) -> list[tuple[bool, bool, bool, int, str]]:
    """Return the claims that can be meant, the likeliest first when sorted."""
    found = []
    for claim in claims:
        same_verb = (claim.trigger.start, claim.trigger.end) == (one.trigger_start, one.trigger_end)
        same_type = claim.event_type is one.event_type
        if same_verb or (same_type and _overlap(one, claim) >= _MOST_OF_IT):
            same_id = claim_id(one.report_id, claim.id) == one.claim
            moved = abs(claim.passage.start - one.start) + abs(claim.passage.end - one.end)
            found.append((not same_verb, not same_type, not same_id, moved, claim.id))
    return found


def _overlap(one: Anchor, claim: Claim) -> float:
    shared = min(one.end, claim.passage.end) - max(one.start, claim.passage.start)
    whole = max(one.end, claim.passage.end) - min(one.start, claim.passage.start)
    return shared / whole if whole > 0 else float(shared == 0)
