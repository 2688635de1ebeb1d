"""Names that say whose they are: "Ruritanian Navy", "World League Relief Fund"."""

from __future__ import annotations

from contested.extract.relations._scene import PROPER, STATES, Scene
from contested.lexicon.actors import ActorHit, NameForm
from contested.model.actors import ActorKind, ActorMention, Relation, RelationKind

_OWNERS = {
    RelationKind.ARMED_FORCE_OF: STATES,
    RelationKind.PART_OF: frozenset({ActorKind.IGO}),
}


def of_name(scene: Scene, mention: ActorMention) -> list[Relation]:
    """Return the relation that a proper name states with a name of its owner inside it.

    The owner must have a mention of its own in the report: a name inside a name is no actor.
    """
    words = mention.passage.quote.split()
    if mention.form not in PROPER or len(words) < 2 or mention.kind in STATES | {ActorKind.PERSON}:
        return []
    kind = scene.words.name_ends.get(words[-1].lower())
    if kind is None or (kind is RelationKind.ARMED_FORCE_OF and mention.kind not in {ActorKind.ARMED_FORCE, None}):
        return []
    inside = scene.context.lexicons.actors.find(" ".join(words[:-1]))
    ids = [i for hit in inside[:1] for i in _owner_ids(scene, hit, kind)]
    owner = _mention_of(scene, mention, ids)
    return [Relation(mention.id, kind, owner.id, mention.passage)] if owner is not None else []


def _owner_ids(scene: Scene, hit: ActorHit, kind: RelationKind) -> list[str]:
    """Return the ids that a name inside a name may stand for, metonyms left out."""
    known = scene.context.lexicons.actors
    return [
        c.actor_id
        for c in hit.candidates
        if c.form is not NameForm.METONYM and known.actor(c.actor_id).kind in _OWNERS[kind]
    ]


def _mention_of(scene: Scene, name: ActorMention, ids: list[str]) -> ActorMention | None:
    """Return the nearest mention of one of the actors, by its name where there is one."""
    found = [m for m in scene.context.mentions.values() if set(m.candidates[:1]) & set(ids) and m.id != name.id]
    return min(
        found, key=lambda m: (m.form not in PROPER, abs(m.passage.start - name.passage.start), m.id), default=None
    )
