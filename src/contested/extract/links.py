"""Links between the claims of a report: who answered what, who denied what, which count is part of which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from contested.extract.context import Context
from contested.extract.drafts import Draft
from contested.model.claims import Claim, ClaimLink, ClaimRelation, EventType, Stance
from contested.model.quantities import TollKind
from contested.model.spans import Passage

_SPOKEN = 4  # sentences that "those killed" looks back over

_ACTS = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.MOBILIZE,
        EventType.CEASEFIRE_VIOLATED,
        EventType.TERRITORY_CHANGE,
        EventType.HARM,
    }
)


def find_links(context: Context, drafts: list[Draft], claims: tuple[Claim, ...]) -> tuple[ClaimLink, ...]:
    """Return the links, sorted; ``claims`` are the finished claims of ``drafts`` in the same order."""
    found: list[ClaimLink] = []
    by_place = {c.passage: c for c in reversed(claims) if c.stance is not Stance.DENIED}
    in_view: dict[int, list[int]] = defaultdict(list)
    for number, draft in enumerate(drafts):
        in_view[draft.view.number].append(number)
    for number, draft in enumerate(drafts):
        found += _responses(context, number, drafts, claims, in_view[draft.view.number])
        if draft.denied is not None:
            found += _denied(draft.denied, claims[number], by_place)
        if (whole_claim := _spoken_of(draft, drafts[:number], claims)) is not None:
            why = "speaks of those counted there"
            found.append(ClaimLink(claims[number].id, ClaimRelation.SUBSET_OF, whole_claim.id, why))
        if draft.whole is not None and draft.whole in by_place:
            whole = by_place[draft.whole].id
            found.append(ClaimLink(claims[number].id, ClaimRelation.SUBSET_OF, whole, "a part of those counted there"))
    unique = {(link.claim, link.relation.value, link.other): link for link in found if link.claim != link.other}
    return tuple(unique[key] for key in sorted(unique))


def _spoken_of(draft: Draft, before: list[Draft], claims: tuple[Claim, ...]) -> Claim | None:
    """Return the claim that counts the dead whom "those killed" means: the nearest one before with a figure."""
    graph, index = draft.view.graph, draft.trigger.index
    head = graph.tokens[index].head
    if not draft.trigger.frame.harm or draft.claim.tolls or graph.relation(index) != "acl" or head < 0:
        return None
    if graph.lower(head) not in {"those", "all"}:
        return None
    near = [
        claims[i]
        for i, d in enumerate(before)
        if draft.view.number - d.view.number <= _SPOKEN and any(t.kind is TollKind.KILLED for t in d.claim.tolls)
    ]
    return near[-1] if near else None


def _denied(denied: Passage, claim: Claim, by_place: Mapping[Passage, Claim]) -> list[ClaimLink]:
    """Return the link of a denial to the claim that it denies."""
    other = by_place.get(denied)
    return [ClaimLink(claim.id, ClaimRelation.DENIES, other.id, "the denial's words point back to it")] if other else []


def _responses(
    context: Context, number: int, drafts: list[Draft], claims: tuple[Claim, ...], beside: list[int]
) -> list[ClaimLink]:
    """Return the link of an act told as an answer ("was responding to shelling by") to the act that it answers."""
    draft = drafts[number]
    graph, cues = draft.view.graph, context.lexicons.cues.lists
    index = draft.trigger.index
    answered: list[int] = []
    if graph.lemma(index) in cues["response_verbs"]:
        answered = [o.head for o in graph.obliques(index) if o.case in {"to", "for", "against"}] + graph.children(
            index, "obj"
        )
    for oblique in graph.obliques(index):
        if graph.lemma(oblique.head) in cues["response_nouns"]:
            answered += [o.head for o in graph.obliques(oblique.head) if o.case in {"to", "for"}]
    return [
        ClaimLink(claims[number].id, ClaimRelation.IN_RESPONSE_TO, claims[i].id, f"{graph.lemma(index)} ... to")
        for i in beside
        if i != number and drafts[i].trigger.index in answered and drafts[i].claim.event_type in _ACTS
    ]
