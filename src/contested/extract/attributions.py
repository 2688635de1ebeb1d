"""An attribution: who says something, through whom, and how."""

from __future__ import annotations

from dataclasses import dataclass

from contested.extract.context import SentenceView
from contested.model.claims import NARRATOR, SpeechAct, Stance, Voice


@dataclass(frozen=True, slots=True)
class Attribution:
    """A chain of voices (outermost first, the report itself left out), the innermost verb's act and stance."""

    voices: tuple[Voice, ...]
    stance: Stance | None = None
    speech_act: SpeechAct = SpeechAct.SAID
    cue_token: int | None = None  # the innermost communication verb, None where there is none
    content_root: int | None = None  # the token that the cue verb governs
    void: bool = False  # the only voice says that it cannot confirm: nobody tells it

    @property
    def chain(self) -> tuple[Voice, ...]:
        """Return the chain with the report itself at its head."""
        return (NARRATOR, *self.voices)


NO_VOICE = Attribution(())


def is_without_truth(view: SentenceView, noun: int) -> bool:
    """Return whether a report is said to have "no truth", "no basis"."""
    graph, cues = view.graph, view.graph.cues
    for above in list(graph.ancestors(noun))[:2]:
        if graph.lemma(above) in cues.lists["truth_nouns"]:
            words = {graph.lower(c) for c in graph.children(above, "det", "advmod", "cc")}
            return "no" in words or "any" in words
    return False


def is_unverified(view: SentenceView, verb: int) -> bool:
    """Return whether a verb of checking is negated: "did not confirm", "could not verify"."""
    graph, cues = view.graph, view.graph.cues
    if graph.lemma(verb) not in cues.lists["verifying_verbs"]:
        return False
    negated = any(
        graph.lower(c) in {"not", "n't", "never", "neither", "nor"} for c in graph.children(verb, "advmod", "cc")
    )
    governor = graph.tokens[verb].head
    return negated or (governor >= 0 and graph.lemma(governor) in {"unable", "refuse", "decline"})
