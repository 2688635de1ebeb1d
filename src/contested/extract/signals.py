"""Events that no frame knows: what the trained network takes for an event where the lexicon is silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from contested.extract.context import Context, SentenceView
from contested.lexicon.events import Frame
from contested.model.claims import EventType
from contested.model.tree import Chances, Signal

_JOINED = frozenset(
    {"obj", "nsubj", "obl", "xcomp", "ccomp", "compound", "amod", "nmod", "acl", "cop", "iobj", "fixed"}
)
_LIKELY_NOT = 0.6  # an event is taken for negated from this probability on
_DEEDS_OF_WORDS = frozenset({EventType.REQUEST, EventType.THREATEN, EventType.AGREE, EventType.CEASEFIRE_DECLARED})
_LIKELY = 0.5  # a word fills a role from this probability on


def signal_at(view: SentenceView, index: int) -> Signal | None:
    """Return what the network says of a token as an event, None where it says nothing."""
    return next((signal for signal in view.sentence.signals if signal.word == index), None)


def signalled_frames(context: Context, view: SentenceView, known: Mapping[int, Frame]) -> dict[int, Frame]:
    """Return the frames of tokens that the network takes for events and that no known trigger tells already."""
    found: dict[int, Frame] = {}
    for signal in sorted(view.sentence.signals, key=lambda s: -s.types[0][1]):
        event, chance = EventType(signal.types[0][0]), signal.types[0][1]
        signalled = context.lexicons.events.signals[event]
        if chance < signalled.least or _is_told(view, signal.word, event, {**known, **found}):
            continue
        if not _may_tell(view, signal.word) or _is_voice(view, signal.word, event):
            continue
        found[signal.word] = _with_harm(context, view, signal.word, signalled.frame)
    return found


def _may_tell(view: SentenceView, index: int) -> bool:
    """Return whether a token is a word that can tell an event: no name, no number, no bare modifier."""
    token = view.graph.tokens[index]
    return token.upos in {"VERB", "NOUN", "ADJ", "ADV", "AUX", "ADP"} and token.text[:1].isalpha()


def _is_voice(view: SentenceView, index: int, event: EventType) -> bool:
    """Return whether a word only says that somebody tells something: whose voice it is, rules say."""
    lemma, cues = view.graph.lemma(index), view.graph.cues
    if event in _DEEDS_OF_WORDS or (view.graph.children(index, "obj") and lemma not in cues.lists["denial_verbs"]):
        return False
    return lemma in cues.speech or lemma in cues.lists["denial_verbs"] or lemma in cues.lists["speech_nouns"]


def _is_told(view: SentenceView, index: int, event: EventType, known: Mapping[int, Frame]) -> bool:
    """Return whether a trigger tells the event already: the token itself, or what it is bound to with the same type."""
    if index in known:
        return True
    graph = view.graph
    above = graph.tokens[index].head
    near = [above] if above >= 0 and graph.relation(index) in _JOINED else []
    near += [child for child in graph.children(index) if graph.relation(child) in _JOINED]
    if graph.children(index, "cop"):  # "all those killed were combatants": told in the subject already
        near += [word for subject in graph.own_subjects(index) for word in graph.subtree(subject)]
    return any(known[i].type is event for i in near if i in known)


def _with_harm(context: Context, view: SentenceView, index: int, frame: Frame) -> Frame:
    """Return the frame of a harm with what it counts, where the word itself says how people were harmed."""
    if frame.type in {EventType.HARM, EventType.ASSAULT} and view.graph.lemma(index) in context.lexicons.cues.harm:
        return replace(frame, harm="verb")
    return frame


def is_negated(view: SentenceView, index: int) -> bool:
    """Return whether the network is sure that an event is said not to have taken place."""
    signal = signal_at(view, index)
    return signal is not None and dict(signal.flags).get("neg", 0.0) >= _LIKELY_NOT


def pointed(context: Context, view: SentenceView, chances: Chances, least: float = _LIKELY) -> tuple[str, ...]:
    """Return the mentions that a role's words point to, the likeliest word of each mention counting."""
    words = {index: chance for index, chance in chances if chance >= least}
    ids: Iterable[str] = dict.fromkeys(i for found in view.mentions.values() for i in found)
    tokens = view.graph.tokens
    hit: list[tuple[int, int, str]] = []
    for mention in ids:
        passage = context.mentions[mention].passage
        inside = [i for i in words if passage.start <= tokens[i].start and tokens[i].end <= passage.end]
        if inside:
            hit.append((passage.start, passage.end, mention))
    kept = [
        h for h in hit if not any(o[0] <= h[0] and h[1] <= o[1] and o != h and o[1] - o[0] > h[1] - h[0] for o in hit)
    ]
    return tuple(mention for _, _, mention in sorted(kept))
