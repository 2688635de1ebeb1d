"""Forms of telling beside what is told: ", he said", "as he claims", "or so he says", "gave this account: ..."."""

from __future__ import annotations

from contested.extract.context import SentenceView
from contested.extract.graph import Graph

_CONTENT = ("ccomp", "obj", "xcomp")
_MEANWHILE = frozenset({"speak", "talk", "comment", "respond", "reply", "write", "post", "testify", "brief", "release"})
_HEARD = frozenset({"we", "i", "you"})


def is_insertion(view: SentenceView, child: int) -> bool:
    """Return whether a clause below a predicate only says who tells it."""
    graph = view.graph
    speaks, believes = graph.lemma(child) in graph.cues.speech, graph.lemma(child) in graph.cues.lists["belief"]
    if not (speaks or believes):
        return False
    told = [c for c in graph.children(child, *_CONTENT) if not is_apart(graph, child, c)]
    relation = graph.tokens[child].deprel
    if told and relation != "conj":
        return False
    if relation == "parataxis":
        return (speaks and bool(graph.subjects(child) or graph.is_passive(child))) or _is_rumoured(graph, child)
    if relation == "conj":  # "or so the governor asserts"
        return speaks and bool(graph.own_subjects(child)) and any(graph.lower(a) == "so" for a in graph.children(child))
    if relation == "advcl":
        return _is_rumoured(graph, child) or (speaks and _is_as_told(graph, child))
    return False


def _is_as_told(graph: Graph, verb: int) -> bool:
    """Return whether a clause is "as the army claims": its speaker named, and nothing told inside of it."""
    marked = any(graph.lower(m) == "as" for m in graph.children(verb, "mark", "advmod", "case"))
    subjects = [s for s in graph.own_subjects(verb) if graph.lower(s) not in _HEARD]
    tells = graph.tokens[verb].xpos != "VBN" and graph.lemma(verb) not in _MEANWHILE  # "as he spoke": at that time
    return marked and tells and bool(subjects) and not graph.obliques(verb)


def _is_rumoured(graph: Graph, verb: int) -> bool:
    """Return whether a clause is "it is rumoured", "it is said"."""
    impersonal = any(graph.lower(s) == "it" for s in graph.children(verb, "nsubj:pass", "expl", "nsubj"))
    return impersonal and graph.tokens[verb].xpos == "VBN" and bool(graph.children(verb, "aux:pass", "aux"))


def is_account(view: SentenceView, node: int, verb: int) -> bool:
    """Return whether a clause behind a colon is what an account holds: "gave a different account: ..."."""
    graph = view.graph
    if graph.tokens[node].deprel not in {"parataxis", "ccomp"} or not graph.cues.has(
        "voicing_verbs", graph.lemma(verb)
    ):
        return False
    nouns = [o for o in graph.children(verb, "obj") if verb < o < node]
    told = any(graph.lemma(o) in graph.cues.lists["speech_nouns"] for o in nouns)
    return told and any(graph.tokens[i].text == ":" for i in range(nouns[-1], node))


def is_apart(graph: Graph, node: int, other: int) -> bool:
    """Return whether a semicolon stands between two tokens."""
    first, last = sorted((node, other))
    return any(graph.tokens[i].text == ";" for i in range(first, last))
