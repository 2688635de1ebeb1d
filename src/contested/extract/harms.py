"""Claims of harm that belong together: coordinated verbs, elided units, and those that say too little."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from contested.extract.drafts import Draft
from contested.model.claims import EventType
from contested.model.quantities import Toll, VictimStatus
from contested.model.spans import Passage

_TOLD = frozenset(
    {"put-toll", "count-dead", "admit-dead", "suffer-losses", "leave-dead"}
)  # each tells a count of its own


def merge_harms(drafts: list[Draft]) -> list[Draft]:
    """Join coordinated verbs of harm ("killed and dozens wounded") into one claim with all their tolls."""
    kept: list[Draft] = []
    for draft in drafts:
        host = next((k for k in kept if _is_coordinated_harm(k, draft)), None)
        if host is None:
            kept.append(draft)
            continue
        tolls = _shared_out(host, draft)
        start = min(host.claim.passage.start, draft.claim.passage.start)
        end = max(host.claim.passage.end, draft.claim.passage.end)
        recipients = tuple(dict.fromkeys((*host.claim.recipients, *draft.claim.recipients)))
        words = _words(host, draft, start, end)
        host.claim = replace(host.claim, tolls=tolls, passage=words, recipients=recipients)
        host.tokens = sorted({*host.tokens, *draft.tokens})
    return kept


def with_deeds(drafts: list[Draft]) -> list[Draft]:
    """Join a deed to the harm that its noun is said to do: "the strike killed nine" is one claim, by who struck."""
    gone: list[Draft] = []
    for draft in drafts:
        deed = _deed_of(draft, drafts) if draft.trigger.is_verb and draft.trigger.frame.harm else None
        if deed is None:
            continue
        gone.append(deed)
        doers = draft.claim.initiators or deed.claim.initiators
        draft.claim = replace(
            draft.claim,
            event_type=EventType.ASSAULT,
            initiators=doers,
            recipients=draft.claim.recipients or tuple(r for r in deed.claim.recipients if r not in doers),
        )
    return [d for d in drafts if not any(d is deed for deed in gone)]


def _deed_of(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """Return the draft of an attack whose noun is the subject of a verb of harm, told by the same voice."""
    graph = draft.view.graph
    subjects = set(graph.own_subjects(draft.trigger.index))
    same = (
        d
        for d in drafts
        if not d.trigger.is_verb
        and d.trigger.index in subjects
        and d.claim.event_type is EventType.ASSAULT
        and d.claim.voices == draft.claim.voices
        and d.claim.stance is draft.claim.stance
    )
    return None if graph.is_passive(draft.trigger.index) else next(same, None)


def _shared_out(host: Draft, draft: Draft) -> tuple[Toll, ...]:
    """Return the tolls of both verbs; a number that both claim goes to the verb that it stands next to."""
    passive = host.view.graph.is_passive(host.trigger.index) or not host.view.graph.patients(host.trigger.index)
    first = host.claim.trigger
    own = [t for t in host.claim.tolls if not (passive and t.words.start > first.start)]
    other = [t for t in draft.claim.tolls if t.words.start > first.start]
    if passive and not other:
        other = [t for t in draft.claim.tolls if t.words not in {h.words for h in own}]
    kept = own if own else list(host.claim.tolls)
    return tuple(dict.fromkeys((*kept, *(_without_subset(t) for t in other))))


def _without_subset(toll: Toll) -> Toll:
    return replace(toll, subset_of=None)


def _words(host: Draft, draft: Draft, start: int, end: int) -> Passage:
    """Return the passage that spans both drafts, rebuilt from the sentence's tokens and the gaps between them."""
    first, second = sorted((host.claim.passage, draft.claim.passage))
    if second.start <= first.end:
        overlap = max(0, first.end - second.start)
        return Passage(start, end, (first.quote + second.quote[overlap:])[: end - start])
    tokens = [t for t in host.view.sentence.tokens if first.end <= t.start < second.start]
    middle, reached = "", first.end
    for token in tokens:
        middle += " " * (token.start - reached) + token.text
        reached = token.end
    middle += " " * (second.start - reached)
    return Passage(start, end, first.quote + middle + second.quote)


def lend_units(drafts: list[Draft]) -> None:
    """Give a bare count the people of the count before it: "A lost 50 soldiers, while B lost at least 105"."""
    for one, other in pairwise(drafts):
        if not (one.claim.tolls and other.claim.tolls) or one.trigger.frame.id != other.trigger.frame.id:
            continue
        known, bare = one.claim.tolls[0], other.claim.tolls[0]
        same = one.view.graph.lemma(one.trigger.index) == other.view.graph.lemma(other.trigger.index)
        if same and bare.victim_status is VictimStatus.UNKNOWN and bare.kind is known.kind:
            lent = replace(bare, victim_status=known.victim_status)
            other.claim = replace(other.claim, tolls=(lent, *other.claim.tolls[1:]))


def is_empty_harm(draft: Draft) -> bool:
    """Return whether a claim of harm says neither how many nor who."""
    claim = draft.claim
    counted = (draft.trigger.frame.harm and not draft.trigger.is_verb) or draft.trigger.frame.harm == "killed"
    return bool(claim.event_type is EventType.HARM and not claim.tolls and (counted or not claim.recipients))


def _is_coordinated_harm(host: Draft, draft: Draft) -> bool:
    """Return whether two harm verbs of one sentence are coordinated and tell of one happening."""
    if host.view is not draft.view or not (host.trigger.frame.harm and draft.trigger.frame.harm):
        return False
    if draft.trigger.frame.id in _TOLD:
        return False
    graph = draft.view.graph
    node = draft.trigger.index
    while graph.relation(node) == "conj":
        node = graph.tokens[node].head
    base = host.trigger.index
    while graph.relation(base) == "conj":
        base = graph.tokens[base].head
    same_stance = host.claim.stance is draft.claim.stance and host.claim.polarity is draft.claim.polarity
    return node == base and same_stance and host.claim.initiators == (draft.claim.initiators or host.claim.initiators)
