"""Blame for what was told before: "Nine people died. The army blames the rebels" says that the rebels did it."""

from __future__ import annotations

from dataclasses import replace

from contested.extract.attributions import Attribution
from contested.extract.context import Context
from contested.extract.drafts import Draft
from contested.model.claims import NARRATOR, EventType, Polarity, SpeechAct, Stance, Voice

_BLAMEABLE = frozenset({EventType.ASSAULT, EventType.HARM, EventType.CEASEFIRE_VIOLATED, EventType.COERCE})
_REACH = 2  # sentences that blame looks back over


def find_blames(context: Context, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with what bare blame says: by ruling 2 the accused did what was told before."""
    added: list[Draft] = []
    for draft in drafts:
        if not _is_bare_blame(context, draft, drafts):
            continue
        accuser = draft.claim.initiators[0] if draft.claim.initiators else draft.claim.claimant
        if accuser is None:
            continue
        own = _own_words(draft, accuser, drafts)
        if own is not None:
            done = replace(own.claim, initiators=draft.claim.recipients, stance=Stance.ACCUSED)
            own.claim = replace(done, event_type=_done_by_somebody(done.event_type))
            continue
        target = _told_before(draft, drafts)
        if target is not None:
            added.append(_blamed(draft, accuser, target))
    found = [*drafts, *added]
    return sorted(found, key=lambda d: (d.claim.passage.start, d.claim.passage.end, d.claim.event_type.value))


def _is_bare_blame(context: Context, draft: Draft, drafts: list[Draft]) -> bool:
    """Return whether a draft blames somebody without saying for what."""
    claim, graph = draft.claim, draft.view.graph
    lemma = graph.lemma(draft.trigger.index)
    if claim.event_type is not EventType.ACCUSE or not draft.trigger.is_verb or not claim.recipients:
        return False
    if not context.lexicons.cues.has("blaming_verbs", lemma) or claim.stance is not Stance.ASSERTED:
        return False
    if claim.polarity is Polarity.NEGATIVE:
        return False
    return not any(
        d.view is draft.view and d.claim.stance is Stance.ACCUSED and d.attribution.cue_token == draft.trigger.index
        for d in drafts
    )


def _own_words(draft: Draft, accuser: str, drafts: list[Draft]) -> Draft | None:
    """Return what the accuser tells in the same sentence without naming who did it: "killed nine, ..., blaming X"."""
    found = [
        d
        for d in drafts
        if d.view is draft.view
        and d.claim.event_type in _BLAMEABLE
        and d.claim.claimant == accuser
        and not d.claim.initiators
        and d.claim.stance is Stance.ASSERTED
        and d.claim.polarity is Polarity.POSITIVE
        and d.claim.passage.start < draft.claim.passage.start
    ]
    return found[-1] if found else None


def _told_before(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """Return the nearest earlier harm or breach of which nobody, or the accused, is said to be the author."""
    accused = set(draft.claim.recipients)
    near = [
        d
        for d in drafts
        if 0 <= draft.view.number - d.view.number <= _REACH
        and d.claim.passage.start < draft.claim.passage.start
        and d.claim.event_type in _BLAMEABLE
        and d.claim.polarity is Polarity.POSITIVE
        and d.claim.stance in {Stance.ASSERTED, Stance.ACCUSED}
        and (not d.claim.initiators or accused & set(d.claim.initiators))
    ]
    return max(near, key=lambda d: (d.view.number, d.claim.passage.start), default=None)


def _done_by_somebody(event_type: EventType) -> EventType:
    """Return the type of a harm once somebody is said to have done it."""
    return EventType.ASSAULT if event_type is EventType.HARM else event_type


def _blamed(draft: Draft, accuser: str, target: Draft) -> Draft:
    """Return the claim that the accused did what was told before, in the words of the blame."""
    voice = Voice(accuser, draft.claim.trigger, SpeechAct.ACCUSED)
    claim = replace(
        target.claim,
        event_type=_done_by_somebody(target.claim.event_type),
        passage=draft.claim.passage,
        trigger=draft.claim.trigger,
        voices=(NARRATOR, voice),
        initiators=draft.claim.recipients,
        recipients=tuple(r for r in target.claim.recipients if r not in draft.claim.recipients),
        implied_roles=(),
        stance=Stance.ACCUSED,
        speech_act=SpeechAct.ACCUSED,
        tolls=(),
        measures=(),
        times=(),
        places=(),
        aux=(),
        confidence=round(target.claim.confidence * 0.8, 3),
        reason="blamed for what was told before",
    )
    attribution = Attribution((voice,), Stance.ACCUSED, SpeechAct.ACCUSED, draft.trigger.index, None)
    return Draft(draft.view, draft.trigger, attribution, claim, draft.tokens)
