"""Passages to handle with care: sentences whose words do not hang together or contradict common knowledge."""

from __future__ import annotations

from contested.extract.context import Context, SentenceView
from contested.extract.drafts import Draft
from contested.lexicon.actors import NameForm
from contested.model.actors import ActorKind
from contested.model.readings import Note, NoteKind
from contested.model.spans import Passage

_SIDES = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE})


def find_notes(context: Context, drafts: list[Draft]) -> tuple[Note, ...]:
    """Return the notes of a report in text order."""
    found = [note for view in context.views if (note := _garbled(context, view)) is not None]
    return tuple(sorted(found, key=lambda n: n.passage))


def garbled_spans(notes: tuple[Note, ...]) -> list[tuple[int, int]]:
    """Return the character spans of the garbled passages."""
    return [(n.passage.start, n.passage.end) for n in notes if n.kind is NoteKind.GARBLED]


def _garbled(context: Context, view: SentenceView) -> Note | None:
    """Return a note where a sentence of alliances cannot be read one way, or a sentence is broken."""
    reason = _tangled_alliance(context, view) or _broken(view)
    if reason is None:
        return None
    sentence = view.sentence
    return Note(NoteKind.GARBLED, Passage.cut(context.text, sentence.start, sentence.end), reason)


def _tangled_alliance(context: Context, view: SentenceView) -> str | None:
    """Return why a statement of alliances is unreliable: one tie with three or more states in it, said in two ways.

    "A is a member of an alliance supporting B's defence with C and D" puts at least three states into one tie and
    leaves open who is tied to whom; such words are kept as claimed and never become a relation.
    """
    graph = view.graph
    for index in range(len(graph)):
        if not graph.cues.has("tie_nouns", graph.lemma(index)) or graph.tokens[index].upos != "NOUN":
            continue
        inside = set(
            graph.subtree(index, frozenset({"conj", "parataxis", "advcl"}))
            if graph.lemma(index) != "member"
            else graph.subtree(index, frozenset({"parataxis", "advcl"}))
        )
        states = _states(context, view, inside)
        supports = any(graph.cues.has("backing_verbs", graph.lemma(i)) and graph.is_verb(i) for i in inside)
        withs = [i for i in inside if graph.case(i) == "with"]
        if len(states) >= 3 and supports and withs:
            return f"one tie ({graph.lemma(index)}) with {len(states)} states in it: who is tied to whom cannot be told"
    return None


def _states(context: Context, view: SentenceView, inside: set[int]) -> set[str]:
    found: set[str] = set()
    for first, _, hit in view.actor_hits:
        if first not in inside:
            continue
        for candidate in hit.candidates:
            actor = context.lexicons.actors.actor(candidate.actor_id)
            if actor.kind in _SIDES and candidate.form is not NameForm.METONYM:
                found.add(actor.id)
                break
    return found


def _broken(view: SentenceView) -> str | None:
    """Return why a sentence is broken: a word doubled beyond style, or no verb in a long sentence."""
    words = [t.text.lower() for t in view.sentence.tokens if t.upos != "PUNCT"]
    for first, second, third in zip(words, words[1:], words[2:], strict=False):
        if first == second == third and first.isalpha():
            return f"the word {first!r} stands three times in a row"
    closed = len(words) >= 14 and view.sentence.tokens[-1].text in {".", "!", "?"}
    if closed and not any(t.upos in {"VERB", "AUX"} for t in view.sentence.tokens):
        return "a long sentence without a verb"
    return None
