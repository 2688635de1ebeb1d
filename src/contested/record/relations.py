"""Relations and alliances: who belongs to, backs, arms or guarantees whom, and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from contested.model.actors import ActorKind, RelationKind
from contested.model.claims import EventType, Polarity, Stance
from contested.model.events import RecordedClaim
from contested.model.ledgers import RelationEntry
from contested.model.spans import Passage
from contested.record.material import Material

ALLIANCES = ("defence_pact", "ally", "backs", "arms", "partner")
_BY_RELATION = {
    RelationKind.ALLY_OF: "ally",
    RelationKind.SUPPORTS: "backs",
}
_POWERS = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.ARMED_FORCE, ActorKind.PARTY_OR_MOVEMENT})
_ALIGNING = frozenset({EventType.SUPPORT, EventType.AID, EventType.COOPERATE, EventType.AGREE})
_SURE = frozenset({Stance.ASSERTED})


@dataclass(frozen=True, slots=True)
class _Said:
    """One passage that states a relation."""

    subject: str
    relation: RelationKind
    object: str
    alliance: str | None
    reliable: bool
    report: str
    passage: Passage


def relations(material: Material) -> tuple[RelationEntry, ...]:
    """Return one row a relation, with every passage that states it; unreliable ones apart from the reliable."""
    groups: dict[tuple[str, str, str, str, bool], list[_Said]] = defaultdict(list)
    for said in (*_stated(material), *_shown(material)):
        groups[said.subject, said.relation, said.object, said.alliance or "", said.reliable].append(said)
    return tuple(_entry(groups[key]) for key in sorted(groups))


def _entry(said: list[_Said]) -> RelationEntry:
    first = said[0]
    told = dict.fromkeys((one.report, one.passage) for one in said)
    return RelationEntry(
        subject=first.subject,
        relation=first.relation,
        object=first.object,
        reliable=first.reliable,
        reports=tuple(report for report, _ in told),
        passages=tuple(passage for _, passage in told),
        alliance=first.alliance,
    )


def _stated(material: Material) -> Iterator[_Said]:
    for report, relation in material.relations:
        alliance = _BY_RELATION.get(relation.relation)
        if relation.attribute in ALLIANCES:
            alliance = relation.attribute
        yield _Said(
            relation.subject, relation.relation, relation.object, alliance, relation.reliable, report, relation.passage
        )


def _shown(material: Material) -> Iterator[_Said]:
    """Yield the alliances that acts show and name: arms sent, backing given, a pact signed."""
    for claim in material.claims:
        alliance = _alliance(claim)
        if alliance is None or claim.polarity is Polarity.NEGATIVE or claim.stance is Stance.HYPOTHETICAL:
            continue
        reliable = claim.stance in _SURE and claim.reliable
        kind = RelationKind.SUPPORTS if alliance in {"backs", "arms"} else RelationKind.ALLY_OF
        for subject, other in _pairs(claim, material):
            if {subject, other} == set(material.belligerents(claim.report_id)):
                continue  # what two enemies do together is no alliance
            yield _Said(subject, kind, other, alliance, reliable, claim.report_id, claim.passage)


def _alliance(claim: RecordedClaim) -> str | None:
    """Return the alliance that an act names; to have acted together once does not make two lasting partners."""
    return claim.topic if claim.event_type in _ALIGNING and claim.topic in ALLIANCES else None


def _pairs(claim: RecordedClaim, material: Material) -> list[tuple[str, str]]:
    who = [a for a in material.principals(claim.initiators) if _is_power(a, material)]
    whom = [a for a in material.principals(claim.recipients) if _is_power(a, material)]
    if claim.event_type in {EventType.COOPERATE, EventType.AGREE}:
        together = sorted({*who, *whom})
        return [(together[0], together[1])] if len(together) == 2 else []
    return [(a, b) for a in who for b in whom if a != b]


def _is_power(actor_id: str, material: Material) -> bool:
    actor = material.actors.get(actor_id)
    return actor is not None and actor.kind in _POWERS
