"""Stated relations: who leads, speaks for, belongs to, co-chairs, arms or backs whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contested.extract.context import Context, SentenceView
from contested.extract.relations._clauses import of_compound, of_governed, of_verb
from contested.extract.relations._names import of_name
from contested.extract.relations._nouns import of_noun
from contested.extract.relations._phrases import of_phrase
from contested.extract.relations._scene import Scene
from contested.extract.stance import polarity_of, stance_of
from contested.extract.voices import Voices
from contested.lexicon.events import load_relation_words
from contested.model.actors import Relation, RelationKind
from contested.model.claims import Polarity, Stance

__all__ = ["find_relations"]

_OPEN = frozenset({Stance.HYPOTHETICAL, Stance.POSSIBLE})
_POSTS = frozenset({RelationKind.SPEAKS_FOR, RelationKind.LEADS})


def find_relations(context: Context, unreliable: list[tuple[int, int]]) -> tuple[Relation, ...]:
    """Return the relations of a report; those inside a garbled passage or told by an accuser are marked unreliable."""
    words, voices = load_relation_words(), Voices(context)
    found: list[Relation] = []
    for view in context.views:
        scene = Scene(context, view, words)
        voices.start_sentence(view)
        found += _of_mentions(scene)
        for index in range(len(view.graph)):
            found += _told(context, view, voices, index, [*of_verb(scene, index), *of_governed(scene, index)])
            stated = of_noun(scene, index)
            if stated:
                found += _told(context, view, voices, _predicate(view, index), stated)
    return _unique(_marked(relation, unreliable) for relation in found)


def _of_mentions(scene: Scene) -> list[Relation]:
    """Return the relations that the mentions of a sentence state in their own words, each mention once."""
    heads = {mention: index for index, ids in sorted(scene.view.mentions.items()) for mention in ids}
    found: list[Relation] = []
    for mention_id, index in heads.items():
        mention = scene.mention(mention_id)
        found += of_phrase(scene, index, mention) + of_name(scene, mention) + of_compound(scene, mention)
    return found


def _predicate(view: SentenceView, index: int) -> int:
    """Return the verb above a noun whose stance the noun shares, the noun itself where it is the predicate."""
    graph = view.graph
    if graph.children(index, "cop") or graph.relation(index) == "appos":
        return index
    return next((node for node in graph.ancestors(index) if graph.is_verb(node)), index)


def _told(context: Context, view: SentenceView, voices: Voices, index: int, stated: list[Relation]) -> list[Relation]:
    """Return what a predicate states as far as it holds: not what is denied or only possible, with doubt the rest."""
    if not stated or polarity_of(context, view, index) is Polarity.NEGATIVE:
        return []
    stance = stance_of(context, view, index, voices.of(view, index))
    if stance in _OPEN:
        return []
    sure = stance is Stance.ASSERTED and not _is_alleged(view, index)
    return stated if sure else [replace(relation, reliable=False) for relation in stated]


def _is_alleged(view: SentenceView, index: int) -> bool:
    """Return whether a predicate is the content of a noun like "accusation" or "claim"."""
    graph, alleging = view.graph, load_relation_words().lists["alleging_nouns"]
    return any(graph.lemma(n) in alleging for n in graph.ancestors(index) if graph.tokens[n].upos == "NOUN")


def _marked(relation: Relation, unreliable: list[tuple[int, int]]) -> Relation:
    """Return the relation, marked where it stands in a garbled passage."""
    if any(start <= relation.passage.start < end for start, end in unreliable):
        return replace(relation, reliable=False)
    return relation


def _unique(found: Iterator[Relation]) -> tuple[Relation, ...]:
    """Return the relations once each, sorted; who speaks for or leads a body is not told again as its official."""
    kept = {(r.subject, r.relation.value, r.object): r for r in found if r.subject != r.object}
    posts = {r.subject for r in kept.values() if r.relation in _POSTS}
    plain = {RelationKind.OFFICIAL_OF.value}
    return tuple(kept[key] for key in sorted(kept) if not (key[0] in posts and key[1] in plain))
