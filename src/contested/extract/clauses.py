"""The span of a claim: the shortest clause that carries the event with its arguments."""

from __future__ import annotations

from contested.extract.context import SentenceView
from contested.extract.frames import Trigger
from contested.model.claims import EventType

_OTHER_CLAUSES = frozenset(
    {"advcl", "parataxis", "ccomp", "csubj", "discourse", "vocative", "list", "dislocated", "advcl:relcl"}
)
_EDGE = frozenset({"punct", "cc", "mark"})
_MAX_RELCL = 8  # tokens: a longer relative clause is a clause of its own


def claim_tokens(view: SentenceView, trigger: Trigger, others: set[int]) -> list[int]:
    """Return the tokens of a trigger's clause; clauses of other triggers, attributions and edge words are left out."""
    graph = view.graph
    found = {trigger.index}
    stack = [trigger.index]
    while stack:
        node = stack.pop()
        for child in graph.children(node):
            if _leaves(view, trigger, node, child, others):
                continue
            found.add(child)
            stack.append(child)
    found |= _shared_subject(view, trigger)
    return _trim(view, sorted(found))


def _leaves(view: SentenceView, trigger: Trigger, node: int, child: int, others: set[int]) -> bool:
    """Return whether a branch does not belong to the clause."""
    graph = view.graph
    relation, deprel = graph.relation(child), graph.tokens[child].deprel
    if relation == "advcl" and node == trigger.index and trigger.frame.type is EventType.REQUEST:
        return graph.tokens[child].xpos != "VB" or child < node  # "called on X to free the crew": what is asked
    if deprel in _OTHER_CLAUSES or relation in {"advcl", "parataxis"}:
        return not (relation == "ccomp" and child not in others and node == trigger.index and not trigger.is_verb)
    if relation == "conj" and (graph.is_verb(child) or graph.children(child, "cop", "nsubj")) and node == trigger.index:
        return True
    if relation == "conj" and child in others and trigger.is_verb is False:
        return True
    if deprel in {"acl:relcl", "acl"}:
        return child in others or len(graph.subtree(child)) > _MAX_RELCL
    if relation == "appos":
        return len(graph.subtree(child)) > _MAX_RELCL
    if relation == "cc" and node == trigger.index:
        return True
    return relation == "obl" and graph.case(child).split(" ")[0] in graph.cues.lists["according"]


def _shared_subject(view: SentenceView, trigger: Trigger) -> set[int]:
    """Return nothing more than the clause's own words: a subject that stands before another verb stays there."""
    graph = view.graph
    if graph.tokens[trigger.index].deprel in {"acl", "acl:relcl"}:
        noun = graph.tokens[trigger.index].head
        return {
            i
            for i in graph.subtree(
                noun, frozenset({"acl", "acl:relcl", "conj", "cc", "appos", "nmod", "case", "parataxis", "punct"})
            )
            if i <= trigger.index
        }
    return set()


def _trim(view: SentenceView, found: list[int]) -> list[int]:
    """Drop punctuation, conjunctions and markers from the edges of a clause."""
    graph = view.graph
    while len(found) > 1 and graph.relation(found[0]) in _EDGE:
        found = found[1:]
    while len(found) > 1 and graph.relation(found[-1]) in {"punct", "cc"}:
        found = found[:-1]
    return found


def clause_nouns(view: SentenceView, tokens: list[int]) -> list[int]:
    """Return the nouns among the tokens of a clause."""
    return [i for i in tokens if view.graph.tokens[i].upos in {"NOUN", "PROPN"}]
