"""Denials of what others said: "a charge Bangkok denied", "the army dismissed the report", "calls the charge absurd".

The denied content is the claim that the words point back to; the denial is a claim of its own with that content.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from contested.extract.attributions import Attribution
from contested.extract.context import Context, SentenceView
from contested.extract.drafts import Draft
from contested.extract.frames import Trigger
from contested.extract.roles import mentions_at
from contested.lexicon.events import Frame
from contested.model.claims import NARRATOR, Claim, EventType, Polarity, SpeechAct, Stance, Voice
from contested.model.spans import Passage

_DENIABLE = frozenset(
    {
        EventType.ASSAULT,
        EventType.HARM,
        EventType.CEASEFIRE_VIOLATED,
        EventType.COERCE,
        EventType.TERRITORY_CHANGE,
        EventType.AID,
        EventType.RETREAT,
        EventType.MOBILIZE,
        EventType.STATUS,
        EventType.CEASEFIRE_DECLARED,
    }
)
_BARE = Frame("anaphoric-denial", EventType.STATUS, (), {}, {}, {})
_REACH = 2  # sentences that a denial looks back over


def find_denials(context: Context, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with a claim added for every denial that points back to an earlier claim."""
    found = list(drafts)
    near: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        near[draft.view.number].append(draft)
    for view in context.views:
        around = [d for n in range(view.number - _REACH, view.number + 1) for d in near[n]]
        for index in range(len(view.graph)):
            words = _denying(context, view, index)
            if words is None:
                continue
            content = _content(words, near[view.number])
            denials = [_split(context, words, content)] if content is not None else _denials(context, words, around)
            found += [denial for denial in denials if denial is not None and not _is_told(around, denial)]
    return sorted(found, key=lambda d: (d.claim.passage.start, d.claim.passage.end, d.claim.event_type.value))


def _is_told(found: list[Draft], draft: Draft) -> bool:
    """Return whether the words of a denial already carry a denied claim of their own."""
    return any(
        other.view is draft.view
        and other.claim.stance is Stance.DENIED
        and other.attribution.cue_token == draft.trigger.index
        for other in found
    )


def _content(words: _Words, drafts: list[Draft]) -> Draft | None:
    """Return the claim that a denied charge of a named author tells in the same sentence: "the lie by X that Y"."""
    graph = words.view.graph
    for noun in words.objects:
        if not words.authors:
            continue
        for draft in drafts:
            node = draft.trigger.index
            marked = any(graph.lower(m) == "that" for m in graph.children(node, "mark"))
            under = graph.tokens[node].head == noun or graph.tokens[node].head == words.index
            if draft.trigger.is_verb and marked and under and node > noun and draft.claim.event_type in _DENIABLE:
                return draft
    return None


def _split(context: Context, words: _Words, content: Draft) -> Draft | None:
    """Return the denial of a charge, and give the charge itself to its author."""
    voice = Voice(words.authors[0], None, SpeechAct.ACCUSED)
    content.claim = replace(
        content.claim, voices=(NARRATOR, voice), stance=Stance.ACCUSED, speech_act=SpeechAct.ACCUSED
    )
    content.attribution = replace(content.attribution, voices=(voice,), stance=Stance.ACCUSED, cue_token=None)
    return _draft(context, words, content)


def _denials(context: Context, words: _Words, drafts: list[Draft]) -> list[Draft | None]:
    """Return the denials that a verb words: of one earlier claim, or of the two that "both statements" mean."""
    first = _denied(context, words, drafts)
    if first is None:
        return []
    found: list[Draft | None] = [_draft(context, words, first)]
    graph = words.view.graph
    both = any(graph.lower(i) == "both" for o in words.objects for i in (o, *graph.children(o, "det", "det:predet")))
    told = [d for d in drafts if d is not first and d.claim.voices == first.claim.voices and d.view is first.view]
    if both and told and told[-1].claim.event_type in _DENIABLE:
        found.append(_draft(context, words, told[-1]))
    return found


def _denying(context: Context, view: SentenceView, index: int) -> _Words | None:
    """Return the words of the denial that a verb tells, or None."""
    graph, cues = view.graph, context.lexicons.cues
    if not graph.is_verb(index):
        return None
    lemma = graph.lemma(index)
    labelled = lemma in {"call", "describe", "label", "brand"} and _is_labelled(context, view, index)
    if lemma not in cues.lists["denial_verbs"] and not labelled:
        return None
    if (
        _is_negated(view, index)
        or graph.children(index, "ccomp")
        or any(graph.is_verb(c) for c in graph.children(index, "xcomp"))
    ):
        return None
    objects = list(dict.fromkeys([*graph.patients(index), *graph.children(index, "obj")]))
    if lemma == "reject" and not any(cues.has("charge_nouns", graph.lemma(o)) for o in objects):
        return None
    if not any(graph.lemma(o) in cues.lists["denial_objects"] or graph.lower(o) in {"which", "that"} for o in objects):
        return None
    speakers = mentions_at(context, view, graph.actives(index))
    if not speakers:
        return None
    return _Words(view, index, objects, speakers, _authors(context, view, objects))


def _authors(context: Context, view: SentenceView, objects: list[int]) -> tuple[str, ...]:
    """Return whose charge an object is: "the allegation by a minister", "the lie spread by the rebels"."""
    graph = view.graph
    nodes = [n for o in objects for n in (o, *graph.children(o, "acl"))]
    heads = [o.head for n in nodes for o in graph.obliques(n) if o.case == "by"]
    return mentions_at(context, view, heads)


def _is_negated(view: SentenceView, index: int) -> bool:
    return any(
        view.graph.lower(c) in {"not", "n't", "never", "neither", "nor"}
        for c in view.graph.children(index, "advmod", "cc")
    )


def _is_labelled(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether "call X a fabrication" labels X as untrue."""
    graph = view.graph
    labels = context.lexicons.cues.lists["denial_labels"]
    words = [i for c in graph.children(index, "xcomp", "obj", "obl", "advcl") for i in graph.subtree(c)]
    lemmas = {graph.lemma(i) for i in words}
    return any(label in lemmas or all(part in lemmas for part in label.split()) for label in labels)


@dataclass(frozen=True, slots=True)
class _Words:
    """A denial's words: its verb, its objects, and who denies."""

    view: SentenceView
    index: int
    objects: list[int]
    speakers: tuple[str, ...]
    authors: tuple[str, ...] = ()


def _denied(context: Context, words: _Words, drafts: list[Draft]) -> Draft | None:
    """Return the nearest earlier claim of somebody else that the denial can mean."""
    view, index, objects, speakers = words.view, words.index, words.objects, words.speakers
    before = [
        d for d in drafts if d.claim.passage.start < view.graph.tokens[index].start and d.claim.event_type in _DENIABLE
    ]
    near = [d for d in before if view.number - d.view.number <= _REACH and d.claim.stance is not Stance.DENIED]
    figure = any(view.graph.lemma(o) in {"figure", "toll", "number", "count"} for o in objects)
    if figure:
        near = [d for d in near if d.claim.tolls or d.claim.measures]
    own = set(speakers)
    keys = {key for s in speakers for key in _keys(context, s)}
    against = [
        d
        for d in near
        if keys & {k for m in d.claim.initiators for k in _keys(context, m)} and d.claim.claimant not in own
    ]
    if against:
        told = [d for d in against if d.claim.stance is Stance.ACCUSED or d.claim.claimant is not None]
        return max(told or against, key=lambda d: (d.view.number, d.claim.passage.start))
    voiced = [d for d in near if d.claim.claimant is not None and d.claim.claimant not in own]
    accused = [d for d in voiced if d.claim.stance is Stance.ACCUSED]
    for pool in (accused, voiced):
        if pool:
            return max(pool, key=lambda d: (d.view.number, d.claim.passage.start))
    same = [d for d in near if d.view is view]
    return max(same, key=lambda d: d.claim.passage.start) if same and figure else None


def _keys(context: Context, mention_id: str) -> set[str]:
    """Return what a mention and its parts may stand for: lexicon ids and words, to see whether two share a side."""
    mention = context.mentions[mention_id]
    found = {*mention.candidates, mention.passage.quote.lower().removeprefix("the ")}
    for part in mention.parts:
        if part in context.mentions:
            found |= set(context.mentions[part].candidates)
    return found


def _draft(context: Context, denial: _Words, target: Draft) -> Draft:
    view, index, objects, speaker = denial.view, denial.index, denial.objects, denial.speakers[0]
    graph = view.graph
    words = sorted(
        {
            index,
            *graph.subjects(index),
            *objects,
            *[i for o in objects for i in graph.subtree(o, frozenset({"acl", "acl:relcl"}))],
        }
    )
    words = [i for i in words if abs(i - index) < 14]
    start, end = graph.span(words)
    token = graph.tokens[index]
    cue = Passage.cut(context.text, token.start, token.end)
    trigger = Trigger(index, _BARE, True)
    claim: Claim = replace(
        target.claim,
        passage=Passage.cut(context.text, start, end),
        trigger=cue,
        voices=(NARRATOR, Voice(speaker, cue, SpeechAct.DENIED)),
        stance=Stance.DENIED,
        polarity=Polarity.POSITIVE,
        speech_act=SpeechAct.DENIED,
        tolls=(),
        measures=(),
        times=(),
        places=(),
        aux=(),
        confidence=round(target.claim.confidence * 0.8, 3),
        reason="denial of an earlier claim",
    )
    attribution = Attribution((Voice(speaker, cue, SpeechAct.DENIED),), Stance.DENIED, SpeechAct.DENIED, index, None)
    return Draft(view, trigger, attribution, claim, words, target.claim.passage)
