"""Pronouns that stand for an actor, apart from those that stand for a truce, a thing, people at large, or nothing."""

from __future__ import annotations

from contested.extract.context import SentenceView

PRONOUNS = frozenset(
    "it they he she them him her we i us both its their his our my itself themselves".split()  # noqa: SIM905
)
_THINGS = frozenset({"it", "itself"})
_OBJECTS = frozenset({"it", "them"})
_AMONG = frozenset({"of", "among", "for", "than", "like", "to", "in", "on", "at", "into", "over"})


def stands_for_actor(view: SentenceView, index: int) -> bool:
    """Return whether a pronoun can mean somebody who acts, by its place in the clause."""
    graph = view.graph
    word, relation = graph.lower(index), graph.tokens[index].deprel
    if relation == "expl":
        return False
    if relation == "nmod:poss":
        owned = graph.tokens[index].head
        return owned < 0 or not graph.cues.has("idle_possessions", graph.lemma(owned))
    if word in _OBJECTS and relation != "nsubj":
        return _is_acting_object(view, index)
    return word not in _THINGS or not _is_empty_subject(view, index)


def _is_acting_object(view: SentenceView, index: int) -> bool:
    """Return whether "it" or "them" is the object of what is done to somebody, or stands behind "against", "by"."""
    graph = view.graph
    governor = graph.tokens[index].head
    if governor < 0:
        return False
    case = graph.case(index)
    if case:
        return case not in _AMONG
    return graph.cues.has("acting_object_verbs", graph.lemma(governor))


def _is_empty_subject(view: SentenceView, index: int) -> bool:
    """Return whether "it" opens "it is unclear whether", or what it does is what truces and plans do."""
    graph = view.graph
    predicate = graph.tokens[index].head
    if predicate < 0:
        return False
    if graph.children(predicate, "cop"):
        return not graph.children(predicate, "xcomp")  # "it was an invasion", but "it is ready to talk"
    if graph.tokens[index].deprel == "nsubj:pass":
        return not graph.cues.has("acting_object_verbs", graph.lemma(predicate))  # "it had been forced on them"
    return graph.cues.has("event_verbs", graph.lemma(predicate)) and not graph.children(predicate, "obj")
