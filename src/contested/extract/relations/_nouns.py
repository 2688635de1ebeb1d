"""Relations that nouns state: "a member of X", "its ally X", "support for X", "a defence pact with X"."""

from __future__ import annotations

from functools import cache
from itertools import combinations

from contested.extract.relations._scene import STATES, Scene, is_pronoun, owners_of
from contested.lexicon.events import load_relation_words
from contested.model.actors import ActorKind, ActorMention, Relation, RelationKind

_ALLIES = STATES | {ActorKind.PARTY_OR_MOVEMENT, ActorKind.ARMED_FORCE, ActorKind.OFFICE, ActorKind.IGO, None}


def of_noun(scene: Scene, index: int) -> list[Relation]:
    """Return the relations that a noun states."""
    graph, words = scene.graph, scene.words
    if graph.tokens[index].upos not in {"NOUN", "PROPN", "VERB"}:
        return []
    lemma = graph.lemma(index)
    if lemma not in _stating():
        return []
    if words.has("tie_nouns", lemma) or words.has("treaty_nouns", lemma):
        return _of_tie(scene, index)
    if words.has("support_nouns", lemma):
        return _of_support(scene, index)
    if words.has("regions", lemma):
        return _of_region(scene, index)
    return _of_role(scene, index)


@cache
def _stating() -> frozenset[str]:
    """Return every noun that can state a relation."""
    words = load_relation_words()
    lists = (words.lists[name] for name in ("tie_nouns", "treaty_nouns", "support_nouns", "regions"))
    return frozenset(words.nouns).union(*lists)


def _of_role(scene: Scene, index: int) -> list[Relation]:
    """Return the relation of a role: "X is an ally of Y", "X, Y's backer", "named guarantors of Y"."""
    tie = scene.words.nouns.get(scene.graph.lemma(index))
    if tie is None:
        return []
    subjects = [m for m in _bearers(scene, index) if m.passage.quote and not is_pronoun(m)]
    behind = scene.all_at(o.head for o in scene.graph.obliques(index) if o.case in tie.cases)
    objects = behind or owners_of(scene, index)
    if tie.relation is RelationKind.GUARANTOR_OF and not objects:
        objects = _topic(scene)
    if tie.relation is RelationKind.ALLY_OF:
        subjects, objects = _allies(subjects), _allies(objects)
    ids = {m.id for m in subjects}
    return scene.tie(tie.relation, subjects, [o for o in objects if o.id not in ids], tie.attribute)


def _bearers(scene: Scene, index: int) -> list[ActorMention]:
    """Return who bears a role: the subject it is said of, what it stands in apposition to, the name inside it."""
    graph = scene.graph
    heads: list[int] = graph.subjects(index) if graph.children(index, "cop") else []
    governor, relation = graph.tokens[index].head, graph.tokens[index].deprel
    if relation in {"appos", "compound", "nmod:desc"} and governor >= 0:
        heads.append(governor)
    if relation in {"xcomp", "obj"} and governor >= 0 and scene.words.has("naming_verbs", graph.lemma(governor)):
        heads += graph.patients(governor) if graph.is_passive(governor) else graph.subjects(governor)
    if not heads:
        heads = graph.children(index, "appos", "compound", "flat")
    found = [m for head in heads for m in _own(scene, head)]
    return [m for m in found if m.passage.start != graph.tokens[index].start]


def _topic(scene: Scene) -> list[ActorMention]:
    """Return the state that a sentence is about, for a role without an object: "A was freed; B became guarantor"."""
    subjects = scene.graph.own_subjects(scene.graph.root)
    return [m for m in scene.all_at(subjects) if m.kind in STATES]


def _own(scene: Scene, head: int) -> list[ActorMention]:
    return [scene.mention(m) for m in scene.view.mentions.get(head, [])]


def _allies(mentions: list[ActorMention]) -> list[ActorMention]:
    return [m for m in mentions if m.kind in _ALLIES]


def _of_support(scene: Scene, index: int) -> list[Relation]:
    """Return who backs whom: "X voiced support for Y", "Y thanked X for its support"."""
    graph, words = scene.graph, scene.words
    verb = graph.tokens[index].head
    if verb < 0 or not graph.is_verb(verb):
        return []
    if graph.lemma(verb) == "thank" and graph.case(index) == "for":
        backed, backers = graph.subjects(verb), graph.patients(verb)
    elif words.has("offer_verbs", graph.lemma(verb)) and graph.relation(index) == "obj":
        both = (*graph.obliques(index), *graph.obliques(verb))
        backed = [o.head for o in both if o.case in {"for", "of", "to"}]
        backers = graph.actives(verb)
    else:
        return []
    return scene.tie(RelationKind.SUPPORTS, _allies(scene.all_at(backers)), _allies(scene.all_at(backed)))


def _of_region(scene: Scene, index: int) -> list[Relation]:
    """Return where a territory lies: "X, an autonomous region of Y"."""
    graph = scene.graph
    heads = graph.subjects(index) if graph.children(index, "cop") else []
    if graph.relation(index) == "appos":
        heads = [graph.tokens[index].head]
    places = [m for m in scene.all_at(heads) if m.kind in STATES]
    wholes = [m for o in graph.obliques(index) if o.case in {"of", "in"} for m in scene.at(o.head)]
    return scene.tie(RelationKind.LOCATED_IN, places, [m for m in wholes if m.kind in STATES])


def _of_tie(scene: Scene, index: int) -> list[Relation]:
    """Return the alliance that a noun states: "its alliance with X", "A and B signed a defence pact"."""
    graph = scene.graph
    attribute = _alliance(scene, index)
    if attribute is None:
        return []
    partners = scene.with_whom(index)
    between = [o.head for o in graph.obliques(index) if o.case == "between"]
    verb = _concluding(scene, index)
    if verb is not None:
        partners += [o.head for o in graph.obliques(verb) if o.case == "with"]
    others = _allies(scene.all_at(partners))
    own = _allies(owners_of(scene, index) or (scene.all_at(graph.actives(verb)) if verb is not None else []))
    if others:
        return scene.tie(RelationKind.ALLY_OF, own, others, attribute)
    sides = _allies(scene.all_at(between)) or (own if verb is not None else [])
    pairs = combinations(sides, 2)
    return [r for a, b in pairs for r in scene.tie(RelationKind.ALLY_OF, [a], [b], attribute)]


def _concluding(scene: Scene, index: int) -> int | None:
    """Return the verb that says that a treaty is made or stands, None where there is none above the noun."""
    graph = scene.graph
    verb = graph.tokens[index].head
    fits = verb >= 0 and graph.is_verb(verb) and scene.words.has("conclude_verbs", graph.lemma(verb))
    return verb if fits else None


def _alliance(scene: Scene, index: int) -> str | None:
    """Return which alliance a noun means; a treaty is one only where it is about defence."""
    graph, words = scene.graph, scene.words
    near = graph.subtree(index, frozenset({"acl", "acl:relcl", "appos", "conj", "parataxis", "advcl", "nmod:poss"}))
    about = {graph.lower(i) for i in near}
    if {"ceasefire", "peace", "non", "aggression", "nonaggression"} & about:
        return None
    if any(words.has("defence_words", word) for word in about):
        return "defence_pact"
    if graph.tokens[index].upos == "PROPN" or not words.has("tie_nouns", graph.lemma(index)):
        return None
    return "partner" if graph.lemma(index) == "partnership" else "ally"
