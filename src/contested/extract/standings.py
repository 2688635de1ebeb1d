"""Where a name or noun stands: acting, speaking, or behind a preposition of place; and what lexicon hits say of it."""

from __future__ import annotations

from collections.abc import Iterable

from contested.extract.context import Context, SentenceView
from contested.lexicon.actors import ActorHit, NameForm
from contested.model.actors import ActorKind

_PURE_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "inside",
        "within",
        "around",
        "outside",
        "across",
        "through",
        "via",
        "along",
        "above",
        "beyond",
        "off",
        "outside of",
        "into",
        "throughout",
        "toward",
        "towards",
        "onto",
    }
)
_STATES = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE})


def ids_of(hit: ActorHit) -> tuple[str, ...]:
    """Return the candidate ids of a hit, once each."""
    return tuple(dict.fromkeys(candidate.actor_id for candidate in hit.candidates))


def forms_of(hit: ActorHit) -> set[NameForm]:
    """Return the forms under which a hit's candidates carry the name."""
    return {candidate.form for candidate in hit.candidates}


def has_kind(context: Context, hit: ActorHit, kinds: Iterable[ActorKind]) -> bool:
    """Return whether a candidate of a hit is of one of the kinds."""
    wanted = set(kinds)
    return any(context.lexicons.actors.actor(c.actor_id).kind in wanted for c in hit.candidates)


def is_acronym(context: Context, start: int, end: int) -> bool:
    """Return whether a name is one word in capitals (in a text that is not): an organisation, not a person."""
    word = context.text[start:end]
    return word.isalpha() and word.isupper() and len(word) > 2 and not context.text.isupper()


def is_known_otherwise(context: Context, view: SentenceView, start: int, end: int) -> bool:
    """Return whether the lexicons know a span as a state, group or place that the tagger took for a person."""
    for _, _, hit in view.actor_hits:
        if hit.start <= start and end <= hit.end and not has_kind(context, hit, {ActorKind.PERSON}):
            exact = hit.start == start and hit.end == end and has_kind(context, hit, _STATES)
            return exact or not all(c.ambiguous for c in hit.candidates)
    return any(h.start <= start and end <= h.end and not h.weak for _, _, h in view.place_hits)


def people_of_surname(context: Context, name: str) -> tuple[str, ...]:
    """Return known people by a bare surname; longer names must be known whole."""
    words = name.split()
    if len(words) != 1 or name.islower():
        return ()
    return tuple(person.id for person in context.lexicons.actors.by_surname(words[0])[:8])


def is_locative(view: SentenceView, index: int) -> bool:
    """Return whether a noun stands behind a preposition of place."""
    return view.graph.case(index) in _PURE_LOCATIVE


def is_acting(view: SentenceView, index: int) -> bool:
    """Return whether a city stands where somebody acts: a subject, an agent, a partner, an owner of an office."""
    graph = view.graph
    node = index
    while graph.tokens[node].deprel == "conj" and graph.tokens[node].head >= 0:
        node = graph.tokens[node].head
    relation = graph.tokens[node].deprel
    case = graph.case(node)
    if relation in {"nsubj", "obl:agent"}:
        return True
    if relation == "nsubj:pass":
        return graph.cues.has("acting_object_verbs", graph.lemma(graph.tokens[node].head))
    governor = graph.tokens[node].head
    if relation in {"nmod:poss"}:
        return True
    if governor < 0:
        return False
    if relation in {"obj", "iobj"}:
        return graph.cues.has("acting_object_verbs", graph.lemma(governor))
    if case in {"by", "with", "against", "between"}:
        return True
    if case == "from" and _moves_envoy(view, governor):
        return True
    if case == "from" and graph.tokens[governor].upos == "NOUN":
        return graph.cues.has("message_nouns", graph.lemma(governor))
    return case == "on" and graph.cues.has("acting_on_verbs", graph.lemma(governor))


def _moves_envoy(view: SentenceView, verb: int) -> bool:
    """Return whether a verb recalls or withdraws an envoy: from a government, whatever city it is called by."""
    graph = view.graph
    return any(graph.cues.has("envoy_nouns", graph.lemma(o)) for o in graph.children(verb, "obj", "nsubj:pass"))


def is_speaking(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether a noun stands where a source speaks: subject or agent of a speech verb, "according to"."""
    graph, cues = view.graph, context.lexicons.cues
    node = index
    while graph.relation(node) == "conj" and graph.tokens[node].head >= 0:
        node = graph.tokens[node].head
    governor = graph.tokens[node].head
    if graph.case(node).split(" ")[0] in cues.lists["according"]:
        return True
    if governor < 0 or graph.relation(node) not in {"nsubj", "obl", "obj", "nmod", "appos"}:
        return False
    if graph.relation(node) == "appos":
        return True
    lemma = graph.lemma(governor)
    if graph.relation(node) == "obj":
        return lemma in cues.lists["cite_verbs"]
    known = lemma in cues.speech or lemma in cues.lists["belief"]
    return known and (graph.relation(node) == "nsubj" or graph.case(node) == "by")
