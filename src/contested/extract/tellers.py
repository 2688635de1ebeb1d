"""Who asserts what a trigger tells: by the words around it, else whom the trained network points to."""

from __future__ import annotations

from contested.extract.attributions import Attribution
from contested.extract.context import SentenceView
from contested.extract.frames import Trigger
from contested.extract.signals import pointed, signal_at
from contested.extract.voices import Voices
from contested.model.claims import EventType, SpeechAct, Stance, Voice
from contested.model.tree import Signal

LEAST = 0.7  # how sure the network must be of a speaker
_TOLD_BY_REPORT = frozenset({EventType.ACCUSE, EventType.REQUEST})  # ruling 1
_ACTS = {Stance.ACCUSED: SpeechAct.ACCUSED, Stance.DENIED: SpeechAct.DENIED}


def voices_of(voices: Voices, view: SentenceView, trigger: Trigger) -> Attribution:
    """Return who says what a trigger tells: by the words around it, else by whom the network points to."""
    worded = _worded(voices, view, trigger)
    if worded.voices or worded.void or worded.stance is not None:
        return worded
    return _pointed(voices, view, trigger) or worded


def _worded(voices: Voices, view: SentenceView, trigger: Trigger) -> Attribution:
    """Return who says it by rule; a verb that gives a toll ("admitted 31 dead") is told by its subject."""
    if trigger.is_verb and trigger.frame.type is EventType.HARM:
        return voices.of_teller(view, trigger.index)
    verb = view.graph.tokens[trigger.index].head
    if trigger.frame.type is EventType.HARM and view.graph.relation(trigger.index) == "obj" and verb >= 0:
        return voices.of_teller(view, verb)  # "announced the death of 22"
    if trigger.frame.type is EventType.THREATEN and view.graph.children(trigger.index, "ccomp"):
        return voices.of_teller(view, trigger.index)  # ruling 1: a threat told through the speaker
    return voices.of(view, trigger.index)


def _pointed(voices: Voices, view: SentenceView, trigger: Trigger) -> Attribution | None:
    """Return the attribution to the speaker that the network points to, None where it points to none."""
    signal = signal_at(view, trigger.index)
    if signal is None or trigger.frame.type in _TOLD_BY_REPORT:
        return None
    ids = pointed(voices.context, view, signal.claimants, LEAST)
    if not ids:
        word = _likeliest(view, signal)
        if word is None:
            return None
        ids = (voices.unnamed(view, word),)
    stance = _stance(signal)
    act = _ACTS[stance] if stance else SpeechAct.SAID
    return Attribution((Voice(ids[0], None, act),), stance, act)


def _likeliest(view: SentenceView, signal: Signal) -> int | None:
    """Return the common noun that the network takes for the speaker: "residents", "a medic"."""
    tokens = view.graph.tokens
    words = [(chance, -i) for i, chance in signal.claimants if chance >= LEAST and tokens[i].upos == "NOUN"]
    return -max(words)[1] if words else None


def _stance(signal: Signal) -> Stance | None:
    """Return the stance that the network is sure of, if it is one that a voice gives."""
    name, chance = max(signal.stances, key=lambda one: one[1], default=("", 0.0))
    stance = Stance(name) if chance >= LEAST else None
    return stance if stance in _ACTS else None
