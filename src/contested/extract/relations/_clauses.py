"""Relations that verbs, participles and compounds state: "led by", "has armed", "loyal to", "X-backed"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contested.extract.graph import RELATIVE
from contested.extract.relations._scene import PROPER, STATES, Scene, is_pronoun
from contested.lexicon.events import WordTie
from contested.model.actors import ActorKind, ActorMention, MentionForm, Relation, RelationKind

_BODIES = frozenset({ActorKind.IGO, ActorKind.PARTY_OR_MOVEMENT, ActorKind.NGO, None})
_FOUNDERS = STATES | {ActorKind.IGO, ActorKind.PARTY_OR_MOVEMENT, ActorKind.NGO, ActorKind.PERSON}
_SPLIT = frozenset({"faction", "splinter", "cell", "branch", "group", "wing"})
_HYPHEN = re.compile(r"[-‐‑](\w+)")


def of_verb(scene: Scene, index: int) -> list[Relation]:
    """Return the relation that a verb states: "co-chaired by", "led by", "backs", "an alliance that includes"."""
    graph = scene.graph
    tie = _verb_tie(scene, index) if graph.is_verb(index) else None
    if tie is None or graph.children(index, "xcomp", "ccomp"):
        return []
    subjects, objects = scene.all_at(_antecedents(scene, graph.actives(index))), scene.all_at(graph.patients(index))
    if tie.relation is RelationKind.CO_CHAIR_OF:
        subjects += scene.all_at(scene.with_whom(index))
    if tie.swap:
        subjects = subjects or _wholes(scene, graph.subjects(index))
        subjects, objects = objects, subjects
    return _stated(scene, tie, subjects, objects, index)


def _antecedents(scene: Scene, heads: Sequence[int]) -> list[int]:
    """Return nouns, a relative pronoun that the tree leaves without its noun replaced by the mention before it."""
    found: list[int] = []
    for head in heads:
        loose = scene.graph.lower(head) in RELATIVE and head not in scene.view.mentions
        before = [i for i in scene.view.mentions if i < head] if loose else []
        found.append(max(before) if before else head)
    return found


def _wholes(scene: Scene, heads: Sequence[int]) -> list[ActorMention]:
    """Return the body above nouns that name none: "an alliance of states that includes X"."""
    above = [node for head in heads for node in scene.graph.ancestors(head)]
    return next((found for node in above if (found := [m for m in scene.at(node) if m.kind in _BODIES])), [])


def _verb_tie(scene: Scene, index: int) -> WordTie | None:
    """Return the tie of a verb, with its particle where it has one; "co-" before it may be a token of its own."""
    graph, verbs = scene.graph, scene.words.verbs
    lemma, particle = graph.lemma(index), graph.particle(index)
    text = graph.lower(index)
    if text.startswith("co-"):
        return verbs.get(f"co-{graph.cues.lemma(text[3:], 'VERB', text[3:])}")
    if "".join(graph.lower(i) for i in range(max(0, index - 2), index)).endswith("co-"):
        return verbs.get(f"co-{lemma}")
    return verbs.get(f"{lemma} {particle}") if particle else verbs.get(lemma)


def _stated(
    scene: Scene, tie: WordTie, subjects: Sequence[ActorMention], objects: Sequence[ActorMention], index: int
) -> list[Relation]:
    """Return the relations of a verb whose two ends are of kinds that the relation can hold between."""
    kind = tie.relation
    if kind is RelationKind.LEADS and len(subjects) > 1 and all(o.kind in {ActorKind.IGO, None} for o in objects):
        kind = RelationKind.CO_CHAIR_OF  # several who lead one body lead it jointly
    if kind is RelationKind.ESTABLISHED:
        return _founded(scene, subjects, objects, index)
    if kind is RelationKind.MEMBER_OF:
        objects = [o for o in objects if o.kind in _BODIES and not is_pronoun(o)]
        subjects = [s for s in subjects if s.kind is not ActorKind.PERSON]
    if kind is RelationKind.PART_OF:
        subjects = [s for s in subjects if s.kind is ActorKind.PARTY_OR_MOVEMENT or s.form in PROPER]
    if kind is RelationKind.SUPPORTS:
        subjects, objects = _powers(subjects), _powers(objects)
    attribute = tie.attribute
    if kind is RelationKind.RECOGNISES and _is_alone(scene, index):
        attribute = "backs"  # who alone recognises a state is its patron
    return scene.tie(kind, subjects, objects, attribute)


def _founded(
    scene: Scene, subjects: Sequence[ActorMention], objects: Sequence[ActorMention], index: int
) -> list[Relation]:
    """Return what founders are to what they found: members of a pact, senders of a mission, founders of a body."""
    found: list[Relation] = []
    senders = [s for s in subjects if s.kind is ActorKind.IGO]
    sent = any(scene.words.ends_in("missions", scene.graph.lemma(p)) for p in scene.graph.patients(index))
    for body in objects:
        if senders and sent:
            found += scene.tie(RelationKind.MISSION_OF, [body], senders)
        elif _is_bloc(scene, body):
            members = [s for s in subjects if s.kind is not ActorKind.PERSON and not _is_bloc(scene, s)]
            found += scene.tie(RelationKind.MEMBER_OF, members, [body])
        elif body.form in PROPER:
            found += scene.tie(RelationKind.ESTABLISHED, [s for s in subjects if s.kind in _FOUNDERS], [body])
    return found


def _is_bloc(scene: Scene, mention: ActorMention) -> bool:
    """Return whether the words of a mention call it an alliance, a union or the like."""
    return any(scene.words.has("blocs", word) for word in mention.passage.quote.lower().split())


def _is_alone(scene: Scene, index: int) -> bool:
    """Return whether the subject of a verb is said to be the only one."""
    graph = scene.graph
    words = {graph.lower(c) for s in graph.subjects(index) for c in (*graph.children(s), s - 1) if c >= 0}
    return bool(words & {"only", "alone", "solely"})


def _powers(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the mentions that can back or be backed: no sources, crowds or places of talk."""
    shut = {ActorKind.UNNAMED_SOURCE, ActorKind.COLLECTIVE, ActorKind.NEWS_AGENCY, ActorKind.THINK_TANK}
    return [m for m in mentions if m.kind not in shut]


def of_governed(scene: Scene, index: int) -> list[Relation]:
    """Return the relation that a participle or adjective states: "linked to X", "a faction loyal to X"."""
    graph = scene.graph
    governed = scene.words.governed
    tie = governed.get(graph.lower(index)) or governed.get(graph.lemma(index))
    if tie is None:
        return []
    objects = [o.head for o in graph.obliques(index) if o.case in tie.cases]
    deprel = graph.tokens[index].deprel
    subjects = [graph.tokens[index].head] if deprel in {"acl", "amod", "appos"} else graph.subjects(index)
    who, kind, attribute = scene.all_at(_with_appositions(scene, subjects)), tie.relation, tie.attribute
    if kind is RelationKind.SUPPORTS and any(graph.lemma(s) in _SPLIT for s in subjects):
        kind, attribute = RelationKind.PART_OF, "ally"
    return scene.tie(kind, _powers(who), _powers(scene.all_at(objects)), attribute)


def _with_appositions(scene: Scene, nouns: Sequence[int]) -> list[int]:
    """Return nouns, each replaced by the name that it stands in apposition to: "X, a coalition linked to Y"."""
    graph = scene.graph
    return [graph.tokens[n].head if graph.relation(n) == "appos" and graph.tokens[n].head >= 0 else n for n in nouns]


def of_compound(scene: Scene, mention: ActorMention) -> list[Relation]:
    """Return the relation of a compound: "X-backed forces", "X-led coalition"."""
    text, end = scene.context.text, mention.passage.end
    found = _HYPHEN.match(text, end)
    tie = scene.words.hyphenated.get(found.group(1).lower()) if found else None
    if tie is None or found is None or mention.form is MentionForm.PRONOUN:
        return []
    whom = _right_of(scene, found.end())
    whom = [m for m in whom if m.id != mention.id and m.kind not in STATES]
    subjects, objects = (whom, [mention]) if tie.swap else ([mention], whom)
    return scene.tie(tie.relation, subjects, objects, tie.attribute)


def _right_of(scene: Scene, position: int) -> list[ActorMention]:
    """Return the mention of the noun that a compound stands before, at most three words on."""
    following = [i for i, t in enumerate(scene.view.sentence.tokens) if t.start >= position][:4]
    for i in following:
        found = [m for m in scene.at(i) if m.form is not MentionForm.ADJECTIVE]
        if found:
            return found[:1]
        if scene.graph.tokens[i].upos not in {"ADJ", "NOUN", "PROPN"}:
            return []
    return []
