"""Stated relations: who leads, speaks for, belongs to, co-chairs, backs whom."""

from __future__ import annotations

from contested.extract.context import Context, SentenceView
from contested.model.actors import ActorKind, ActorMention, MentionForm, Relation, RelationKind
from contested.model.spans import Passage

_SPEAKERS = ("spokes", "representative", "press secretary")
_LEADERS = frozenset({"president", "prime minister", "premier", "king", "leader", "head", "chief", "commander", "chairman", "chair", "director", "secretary-general", "secretary general", "emir", "chancellor", "junta leader", "rebel leader"})  # fmt: skip
_MEMBER_NOUNS = frozenset({"member", "ally", "partner", "guarantor", "co-chair", "mission", "affiliate", "backer"})
_NOUN_RELATIONS = {
    "member": RelationKind.MEMBER_OF,
    "ally": RelationKind.ALLY_OF,
    "guarantor": RelationKind.GUARANTOR_OF,
    "co-chair": RelationKind.CO_CHAIR_OF,
    "backer": RelationKind.SUPPORTS,
    "mission": RelationKind.MISSION_OF,
}
_VERB_RELATIONS = {
    "lead": RelationKind.LEADS,
    "head": RelationKind.LEADS,
    "command": RelationKind.LEADS,
    "co-chair": RelationKind.CO_CHAIR_OF,
    "cochair": RelationKind.CO_CHAIR_OF,
    "chair": RelationKind.CO_CHAIR_OF,
    "back": RelationKind.SUPPORTS,
    "support": RelationKind.SUPPORTS,
    "recognise": RelationKind.RECOGNISES,
    "recognize": RelationKind.RECOGNISES,
    "include": RelationKind.MEMBER_OF,
    "establish": RelationKind.ESTABLISHED,
    "found": RelationKind.ESTABLISHED,
}
_TIES = frozenset({"alliance", "pact", "alliances", "treaty"})


def find_relations(context: Context, unreliable: list[tuple[int, int]]) -> tuple[Relation, ...]:
    """Return the relations of a report; those inside a garbled passage are marked unreliable."""
    found: list[Relation] = []
    for view in context.views:
        for ids in view.mentions.values():
            for mention_id in ids:
                found += _of_mention(context, context.mentions[mention_id])
        for index in range(len(view.graph)):
            found += _of_verb(context, view, index)
            found += _of_noun(context, view, index)
    unique = {(r.subject, r.relation.value, r.object): _marked(r, unreliable) for r in found if r.subject != r.object}
    return tuple(unique[key] for key in sorted(unique))


def _marked(relation: Relation, unreliable: list[tuple[int, int]]) -> Relation:
    if any(start <= relation.passage.start < end for start, end in unreliable):
        return Relation(relation.subject, relation.relation, relation.object, relation.passage, reliable=False)
    return relation


def _of_mention(context: Context, mention: ActorMention) -> list[Relation]:
    """Return the relations inside one phrase: person to office, force to state, office to state."""
    parts = [context.mentions[p] for p in mention.parts if p in context.mentions]
    owners = [p for p in parts if p.form is not MentionForm.PRONOUN or mention.kind is not ActorKind.PERSON]
    if not owners or mention.kind is None:
        return []
    relation = _phrase_relation(mention)
    if relation is None:
        return []
    return [Relation(mention.id, relation, owner.id, mention.passage) for owner in owners[:2]]


def _phrase_relation(mention: ActorMention) -> RelationKind | None:
    if mention.kind is ActorKind.PERSON or mention.reason.find("(title:") >= 0:
        if any(cue in mention.head for cue in _SPEAKERS):
            return RelationKind.SPEAKS_FOR
        if any(mention.head.endswith(title) for title in _LEADERS):
            return RelationKind.LEADS
        return RelationKind.OFFICIAL_OF if mention.head else RelationKind.AFFILIATED_WITH
    if mention.kind is ActorKind.ARMED_FORCE:
        return RelationKind.ARMED_FORCE_OF
    if mention.kind is ActorKind.OFFICE:
        return RelationKind.OFFICE_OF
    return RelationKind.PART_OF if mention.kind is ActorKind.PARTY_OR_MOVEMENT else None


def _pairs(context: Context, view: SentenceView, subjects: list[int], objects: list[int]) -> list[tuple[str, str]]:
    left = [
        m
        for s in subjects
        for m in view.mentions.get(s, [])
        if context.mentions[m].form is not MentionForm.PRONOUN or True
    ]
    right = [m for o in objects for m in view.mentions.get(o, [])]
    return [(a, b) for a in left for b in right if a != b]


def _of_verb(context: Context, view: SentenceView, index: int) -> list[Relation]:
    """Return the relation that a verb states: "co-chaired by", "led by", "backs", "an alliance that includes"."""
    graph = view.graph
    kind = _VERB_RELATIONS.get(graph.lemma(index))
    lemma_text = "".join(
        graph.lower(i)
        for i in graph.subtree(index, frozenset({"nsubj", "obl", "nsubj:pass", "obj", "advcl", "conj"}))
        if abs(i - index) < 3
    )
    if "co-chair" in lemma_text or "co-chair" in graph.lemma(index):
        kind = RelationKind.CO_CHAIR_OF
    if (
        kind is None
        or not (graph.is_verb(index))
        or any(graph.lower(c) in {"not", "never", "n't"} for c in graph.children(index, "advmod"))
    ):
        return []
    subjects, objects = graph.actives(index), graph.patients(index)
    if kind is RelationKind.MEMBER_OF:
        subjects, objects = objects, subjects
    passage = _passage(context, view, [index, *subjects, *objects])
    return [Relation(a, kind, b, passage) for a, b in _pairs(context, view, subjects, objects)]


def _of_noun(context: Context, view: SentenceView, index: int) -> list[Relation]:
    """Return the relation that a predicate noun or apposition states: "X, a member of Y", "X is an ally of Y"."""
    graph = view.graph
    lemma = graph.lemma(index)
    if lemma in _TIES:
        return _of_tie(context, view, index)
    kind = _NOUN_RELATIONS.get(lemma)
    if kind is None or graph.tokens[index].upos != "NOUN":
        return []
    subjects = graph.subjects(index) if graph.children(index, "cop") else []
    if graph.relation(index) == "appos":
        subjects = [graph.tokens[index].head]
    objects = [o.head for o in graph.obliques(index) if o.case in {"of", "in"}] + graph.children(index, "nmod:poss")
    passage = _passage(context, view, [index, *subjects, *objects])
    return [Relation(a, kind, b, passage) for a, b in _pairs(context, view, subjects, objects)]


def _of_tie(context: Context, view: SentenceView, index: int) -> list[Relation]:
    """Return the alliance that a noun states: "its alliance with X", "a pact between A and B"."""
    graph = view.graph
    with_ = [o.head for o in graph.obliques(index) if o.case == "with"]
    between = [o.head for o in graph.obliques(index) if o.case == "between"]
    owners = graph.children(index, "nmod:poss")
    governor = graph.tokens[index].head
    if not owners and governor >= 0 and graph.is_verb(governor):
        owners = graph.actives(governor)
        with_ += [o.head for o in graph.obliques(governor) if o.case == "with"]
    subjects, objects = (between[:1], between[1:]) if len(between) > 1 else (owners, with_)
    passage = _passage(context, view, [index, *subjects, *objects])
    return [Relation(a, RelationKind.ALLY_OF, b, passage) for a, b in _pairs(context, view, subjects, objects)]


def _passage(context: Context, view: SentenceView, indices: list[int]) -> Passage:
    start, end = view.graph.span(indices)
    return Passage.cut(context.text, start, end)
