"""Stance and polarity from the words around a predicate: modals, conditions, negation, quantifiers."""

from __future__ import annotations

from contested.extract.attributions import Attribution
from contested.extract.context import Context, SentenceView
from contested.extract.graph import Graph
from contested.model.claims import Aux, Polarity, Stance

_WOULD = frozenset({"would", "'d"})
_WILL = frozenset({"will", "wo", "'ll", "shall"})


def stance_of(context: Context, view: SentenceView, index: int, attribution: Attribution) -> Stance:
    """Return the stance of a predicate: what its scope says goes before what its voice's verb gives."""
    graph = view.graph
    if attribution.stance is Stance.DENIED:
        return Stance.DENIED
    if (
        _is_conditional(graph, index, attribution.content_root)
        or _is_unreal(graph, index)
        or _is_entitled(graph, index)
    ):
        return Stance.HYPOTHETICAL
    if _is_possible(graph, index, attribution.content_root):
        return Stance.POSSIBLE
    return attribution.stance or Stance.ASSERTED


def _is_unreal(graph: Graph, index: int) -> bool:
    """Return whether "should have sent", "would have left" says that the act did not take place."""
    modals = {graph.lower(a) for a in graph.children(index, "aux")}
    return bool(modals & {"should", "could", "would", "might"}) and "have" in modals


def _is_entitled(graph: Graph, index: int) -> bool:
    """Return whether an act is only what somebody may or can do: "the right to hit them"."""
    noun = graph.tokens[index].head
    infinitive = graph.tokens[index].xpos == "VB" and graph.tokens[index].deprel == "acl"
    return infinitive and noun >= 0 and graph.cues.has("ability_nouns", graph.lemma(noun))


def _scope(graph: Graph, index: int, root: int | None) -> list[int]:
    """Return the predicates whose modality reaches a token: itself and those above it, up to the reported content."""
    found = [index]
    for node in graph.ancestors(index):
        if root is not None and root in found:
            break
        below = found[-1]
        if _is_opaque(graph, below):
            break
        if graph.tokens[below].deprel in {"acl:relcl", "ccomp"} and root != below and graph.is_verb(below):
            break
        found.append(node)
    return found


def _is_opaque(graph: Graph, node: int) -> bool:
    """Return whether modality above a node does not reach it: a subject, or a clause or noun of time or cause."""
    relation = graph.tokens[node].deprel
    if relation in {"nsubj", "nsubj:pass", "acl:relcl", "advcl:relcl", "nmod:poss"}:
        return True
    if graph.relation(node) == "advcl":
        marks = {graph.lower(m) for m in graph.children(node, "mark", "advmod")}
        return bool(
            marks & {"when", "as", "because", "while", "after", "before", "since", "although", "though", "whereas"}
        )
    return graph.relation(node) == "obl" and graph.case(node).split(" ")[0] in {
        "after",
        "following",
        "despite",
        "amid",
        "since",
        "during",
        "before",
        "because",
    }


def _is_conditional(graph: Graph, index: int, root: int | None) -> bool:
    """Return whether a token lies in an if-clause or in the main clause that depends on one."""
    scope = _scope(graph, index, root)
    if graph.tokens[index].upos == "NOUN" and any(graph.lower(d) == "any" for d in graph.children(index, "det")):
        return True  # "any attack": none has taken place
    for node in scope:
        if _has_condition_mark(graph, node):
            return True
    for node in scope:
        if not (graph.is_verb(node) or graph.children(node, "cop", "aux")):
            continue
        modal = any(graph.lower(a) in _WOULD | _WILL | {"could", "might", "may"} for a in graph.children(node, "aux"))
        if modal and any(_has_condition_mark(graph, c) for c in range(len(graph)) if c not in scope):
            return True
        if modal and _under_plan(graph, node):
            return True
    return False


def _has_condition_mark(graph: Graph, node: int) -> bool:
    """Return whether a clause opens with a condition: "if", "unless", or an inverted "should", "had", "were"."""
    if graph.relation(node) not in {"advcl", "acl", "ccomp", "conj", "parataxis", "dep", "csubj"}:
        return False
    marks = [m for m in graph.children(node, "mark") if graph.lower(m) in {"if", "unless", "lest", "provided"}]
    if marks and graph.relation(node) != "ccomp":
        return True
    first = min(graph.subtree(node))
    subjects = graph.own_subjects(node)
    inverted = graph.lower(first) in {"should", "had", "were"} and bool(subjects) and first < min(subjects)
    return inverted and graph.tokens[node].xpos in {"VB", "VBN", "VBD"}


def _under_plan(graph: Graph, node: int) -> bool:
    """Return whether a "would" tells the terms of a proposal; those of a signed deal are facts to come."""
    for oblique in graph.obliques(node):
        if oblique.case == "under" and graph.cues.has("proposal_nouns", graph.lemma(oblique.head)):
            return True
    noun = graph.clause_noun(node)
    return noun is not None and graph.cues.has("proposal_nouns", graph.lemma(noun))


def _is_possible(graph: Graph, index: int, root: int | None) -> bool:
    cues = graph.cues.lists
    scope = _scope(graph, index, root)
    for node in scope:
        if any(graph.lower(a) in cues["hedge_modals"] for a in graph.children(node, "aux")):
            return True
        if node != index and any(graph.lower(a) == "can" for a in graph.children(node, "aux")):
            return True
        if any(graph.lower(a) in cues["hedge_adverbs"] for a in graph.children(node, "advmod")):
            return True
        hedging = cues["hedge_verbs"] | cues["unreal_verbs"] | {"likely", "possible", "probable", "unlikely"}
        if graph.lemma(node) in hedging and any(c in scope for c in graph.children(node, "xcomp", "ccomp", "csubj")):
            return True
        if node != index and graph.lemma(node) in cues["danger_nouns"] and graph.tokens[node].upos == "NOUN":
            return True
        if node != index and graph.lemma(node) in cues["proof_nouns"] and _is_negative_noun(graph, node):
            return True  # "no evidence that": it may be so or not
        if graph.lemma(node) in {"close", "near"} and any(c in scope for c in graph.children(node, "advcl", "xcomp")):
            return True  # "close to signing"
    return False


def polarity_of(context: Context, view: SentenceView, index: int) -> Polarity:
    """Return whether the predicate is negated, by word, determiner or a verb like "fail"."""
    graph = view.graph
    negative = _is_negated(graph, index)
    governor = graph.tokens[index].head
    if governor >= 0 and _is_prevented(graph, index, governor):
        negative = not negative
    if governor >= 0 and _shares_negation(graph, index, governor):
        negative = not negative
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE


def _shares_negation(graph: Graph, index: int, governor: int) -> bool:
    """Return whether a negation above reaches a predicate: "did not plan to attack"."""
    relation = graph.relation(index)
    if relation == "advcl" and graph.tokens[index].xpos == "VB":  # "did not come to loot"
        return _is_negated(graph, governor)
    if (
        relation not in {"xcomp", "conj"}
        or graph.lemma(governor) in {"say", "deny"}
        or not _is_negated(graph, governor)
    ):
        return False
    if relation == "xcomp":
        return True
    joined = {graph.lower(c) for c in graph.children(index, "cc")} & {"or", "nor"}
    return bool(joined) and not graph.own_subjects(index) and not graph.children(index, "aux")


def _is_prevented(graph: Graph, index: int, governor: int) -> bool:
    """Return whether a governor says that the act did not take place: "failed to", "prevented from", "has yet to"."""
    if graph.relation(index) not in {"xcomp", "advcl", "obl"}:
        return False
    if graph.lemma(governor) == "stop" and any(graph.lower(c) == "short" for c in graph.children(governor, "advmod")):
        return True
    if graph.lemma(governor) == "have" and any(graph.lower(c) == "yet" for c in graph.children(governor, "advmod")):
        return True
    marks = {graph.lower(m) for m in graph.children(index, "mark", "case")}
    governed = graph.relation(index) == "xcomp" or "from" in marks
    return governed and graph.cues.has("negating_verbs", graph.lemma(governor))


def _is_negated(graph: Graph, index: int) -> bool:
    for child in graph.children(index):
        word = graph.lower(child)
        relation = graph.relation(child)
        if relation in {"advmod", "cc", "cc:preconj", "det"} and word in {
            "not",
            "n't",
            "never",
            "neither",
            "nor",
            "hardly",
            "scarcely",
        }:
            return True
        if relation == "advmod" and word == "longer" and any(graph.lower(c) == "no" for c in graph.children(child)):
            return True
        if relation in {"nsubj", "obj", "iobj"} and _is_negative_noun(graph, child):
            return True
        if relation == "obl" and graph.case(child) == "without":
            continue
    if any(graph.lower(c) == "without" for c in graph.children(index, "mark")):
        return True
    return graph.tokens[index].upos == "NOUN" and any(graph.lower(c) == "no" for c in graph.children(index, "det"))


def _is_negative_noun(graph: Graph, index: int) -> bool:
    if graph.lower(index) in {"nobody", "none", "nothing", "neither"}:
        return True
    below = graph.children(index, "det", "advmod", "cc", "amod", "nummod")
    words = {graph.lower(c) for c in below}
    single = words & {"a", "single", "one"} and "not" in words | {
        graph.lower(g) for c in below for g in graph.children(c, "advmod")
    }
    return bool(words & {"no", "neither"}) or bool(single)


def _is_to(graph: Graph, index: int) -> bool:
    """Return whether something "is to" be done."""
    marks = [m for m in graph.children(index, "mark") if graph.lower(m) == "to"]
    finite = [a for a in graph.children(index, "aux", "cop") if graph.lemma(a) == "be" and marks and a < marks[0]]
    return bool(finite)


def aux_of(context: Context, view: SentenceView, index: int, attribution: Attribution) -> tuple[Aux, ...]:
    """Return the marks beside stance: future, habitual, continuing, who began."""
    graph = view.graph
    found: list[Aux] = []
    modals = {graph.lower(a) for a in graph.children(index, "aux")}
    governor = graph.tokens[index].head
    planned = (
        governor >= 0 and graph.relation(index) == "xcomp" and graph.lemma(governor) in graph.cues.lists["future_verbs"]
    )
    if modals & (_WILL | _WOULD) or planned or _is_to(graph, index):
        found.append(Aux.FUTURE)
    adverbs = {graph.lower(a) for a in graph.children(index, "advmod")}
    if adverbs & graph.cues.lists["habit_adverbs"]:
        found.append(Aux.HABITUAL)
    objects = {graph.lower(c) for o in graph.children(index, "obj", "obl") for c in graph.children(o, "amod", "advmod")}
    if (adverbs | objects) & {"first", "unprovoked"} or any(
        o.case == "without" and graph.lemma(o.head) == "provocation" for o in graph.obliques(index)
    ):
        found.append(Aux.FIRST)
    return tuple(found)
