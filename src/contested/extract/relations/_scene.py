"""What every search for relations looks at: a sentence, the words of relations, and the mentions by token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contested.extract.context import Context, SentenceView
from contested.extract.graph import Graph
from contested.lexicon.events import RelationWords
from contested.model.actors import ActorKind, ActorMention, MentionForm, Relation, RelationKind
from contested.model.spans import Passage

STATES = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.TERRITORY})
PROPER = frozenset({MentionForm.NAME, MentionForm.ACRONYM})
_IMPERSONAL = frozenset({"its", "their", "it", "they", "our"})


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence under search."""

    context: Context
    view: SentenceView
    words: RelationWords

    @property
    def graph(self) -> Graph:
        """Return the sentence's tree."""
        return self.view.graph

    def mention(self, mention_id: str) -> ActorMention:
        """Return a mention."""
        return self.context.mentions[mention_id]

    def at(self, head: int) -> list[ActorMention]:
        """Return the mentions that a token heads; a proper name in apposition goes before a description."""
        own = [self.mention(m) for m in self.view.mentions.get(head, [])]
        beside = [self.mention(m) for c in self.graph.children(head, "appos") for m in self.view.mentions.get(c, [])]
        names = [m for m in beside if m.form in PROPER and m.kind is not ActorKind.PERSON]
        return names[:1] if names and not any(m.form in PROPER for m in own) else own

    def all_at(self, heads: Iterable[int]) -> list[ActorMention]:
        """Return the mentions that tokens head, once each."""
        return list({m.id: m for head in heads for m in self.at(head)}.values())

    def tie(
        self,
        kind: RelationKind,
        subjects: Iterable[ActorMention],
        objects: Iterable[ActorMention],
        attribute: str | None = None,
    ) -> list[Relation]:
        """Return the relation between each subject and each object."""
        right = list(objects)
        return [
            Relation(a.id, kind, b.id, self.between(a, b), attribute=attribute)
            for a in subjects
            for b in right
            if a.passage != b.passage
        ]

    def with_whom(self, head: int) -> list[int]:
        """Return the nouns behind "with" under a noun, however deep the tree hangs them."""
        graph = self.graph
        under = graph.subtree(head, frozenset({"acl", "acl:relcl", "appos", "advcl", "parataxis", "conj"}))
        return [o.head for node in under for o in graph.obliques(node) if o.case in {"with", "alongside"}]

    def between(self, one: ActorMention, other: ActorMention) -> Passage:
        """Return the passage from the first to the last of two mentions."""
        start = min(one.passage.start, other.passage.start)
        return Passage.cut(self.context.text, start, max(one.passage.end, other.passage.end))


def is_pronoun(mention: ActorMention) -> bool:
    """Return whether a mention is a pronoun."""
    return mention.form is MentionForm.PRONOUN


def is_plural(scene: Scene, index: int) -> bool:
    """Return whether a noun is plural."""
    return scene.view.sentence.tokens[index].xpos in {"NNS", "NNPS"}


def owners_of(scene: Scene, noun: int) -> list[ActorMention]:
    """Return who owns a noun: the possessor, where it is a pronoun the actor that it is bound to in its clause."""
    found: list[ActorMention] = []
    for owner in scene.graph.children(noun, "nmod:poss"):
        found += bound(scene, noun, owner) or scene.at(owner)
    return found


def bound(scene: Scene, noun: int, pronoun: int) -> list[ActorMention]:
    """Return the actors that "its" or "their" before a noun stands for in its own clause, none where that is open.

    "The army and its partners": the first conjunct. "A relies on its alliance": the subject of the governing verb.
    """
    graph = scene.graph
    if graph.lower(pronoun) not in _IMPERSONAL:
        return []
    if graph.relation(noun) == "conj":
        first = [m for m in scene.at(graph.tokens[noun].head) if not is_pronoun(m)]
        if first:
            return first
    for node in graph.ancestors(noun):
        if not graph.is_verb(node):
            continue
        subjects = graph.subjects(node)
        if noun in subjects or any(noun in graph.subtree(s) for s in subjects):
            subjects = _told_before(scene, node, noun)
        found = [m for m in scene.all_at(subjects) if m.kind is not ActorKind.PERSON]
        if found:
            return [m for m in found if not is_pronoun(m)]
    return []


def _told_before(scene: Scene, verb: int, noun: int) -> list[int]:
    """Return the subjects of the clause that a speaker's words before him make up: "A will act, its minister said"."""
    graph = scene.graph
    told = [c for c in graph.children(verb, "ccomp", "parataxis") if c < noun]
    above = graph.tokens[verb].head
    if graph.relation(verb) == "parataxis" and 0 <= above < noun:
        told.append(above)
    return [s for clause in told[:1] for s in graph.subjects(clause)]
