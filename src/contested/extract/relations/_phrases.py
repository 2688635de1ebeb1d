"""Relations inside one phrase: a title and its body, a service and its state, a wing and its movement."""

from __future__ import annotations

import re

from contested.extract.relations._scene import STATES, Scene, is_plural, is_pronoun, owners_of
from contested.lexicon.actors import load_actor_nouns
from contested.model.actors import ActorKind, ActorMention, PersonClass, Relation, RelationKind

_BEFORE = re.compile(r"(['’]s?)?\s*([\w'’.-]+,?\s+){0,5}", re.UNICODE)  # "UN |special |envoy, |X"
_AFTER = re.compile(r"[\s,]+((?!(?:in|at|near|on|by|with)\s)[\w'’.-]+\s+){0,6}(['’]s\s*)?", re.UNICODE)
_OF = re.compile(r"\s+(of|for|from|to)\s+((the|a|an|its|local)\s+)*([\w'’-]+\s+){0,5}", re.UNICODE)
_AT = re.compile(r",?\s+([\w'’-]+\s+){0,4}(of|for|at|with|from)\s+((the|a|an)\s+)*([\w'’-]+\s+){0,3}", re.UNICODE)
_BESIDE = re.compile(
    r",\s+(?:an?\s+|the\s+)?([a-z][\w'’ -]{2,40}?)\s+(?:at|of|for|with|from|to)\s+([^,;.\n]+)", re.UNICODE
)
_INSTITUTIONAL = STATES | {ActorKind.IGO}
_ORGANISED = frozenset(
    {ActorKind.IGO, ActorKind.NGO, ActorKind.PARTY_OR_MOVEMENT, ActorKind.THINK_TANK, ActorKind.NEWS_AGENCY}
)


def of_phrase(scene: Scene, index: int, mention: ActorMention) -> list[Relation]:
    """Return the relations that the words of one mention state."""
    if mention.kind is ActorKind.PERSON:
        return _of_person(scene, index, mention)
    if mention.kind is ActorKind.OFFICE and "(title:" in mention.reason:
        return _of_title(scene, index, mention)
    owner = _owner(scene, index, mention)
    kind = _body_relation(scene, mention, owner) if owner is not None else None
    return scene.tie(kind, [_subject(scene, mention, owner, kind)], [owner]) if kind and owner else []


def _subject(scene: Scene, mention: ActorMention, owner: ActorMention | None, kind: RelationKind) -> ActorMention:
    """Return the proper name inside a phrase that names its head: "the alliance's XFOR mission"."""
    if kind is RelationKind.MISSION_OF:
        parts = [scene.mention(p) for p in mention.parts if p in scene.context.mentions]
        names = [p for p in parts if p is not owner and p.kind is not ActorKind.STATE and _is_inside(p, mention)]
        return names[-1] if names and len(parts) > 1 else mention
    return mention


def _body_relation(scene: Scene, mention: ActorMention, owner: ActorMention) -> RelationKind | None:
    """Return what a body is to its owner."""
    words, head = scene.words, mention.head
    if owner.kind is ActorKind.IGO and words.ends_in("missions", head):
        return RelationKind.MISSION_OF
    if mention.kind is ActorKind.ARMED_FORCE and not is_pronoun(owner) and owner.kind is not ActorKind.IGO:
        if words.ends_in("intelligence", head):
            return RelationKind.OFFICE_OF
        before = [] if head.endswith("s") else mention.passage.quote.lower().split()[-2:-1]  # "police patrol"
        served = any(words.ends_in("services", w) for w in (head, *before))
        return RelationKind.ARMED_FORCE_OF if served else None
    if mention.kind is ActorKind.OFFICE and owner.kind in _INSTITUTIONAL and not words.ends_in("missions", head):
        first = head.split(" of ")[0]
        return RelationKind.OFFICE_OF if words.ends_in("bodies", head) or words.ends_in("bodies", first) else None
    if mention.kind is ActorKind.PARTY_OR_MOVEMENT and words.ends_in("wings", head):
        return RelationKind.PART_OF if owner.kind not in STATES else None
    return None


def _of_title(scene: Scene, index: int, mention: ActorMention) -> list[Relation]:
    """Return what the bearer of a title is to its body, where no name says who it is."""
    tie = scene.words.title(mention.head)
    body = _owner(scene, index, mention)
    if tie is None or is_plural(scene, index) or _is_deputy(scene, mention):
        return []
    person = _bearer(scene, index, mention)
    if person is not None:
        if tie.named is RelationKind.SPEAKS_FOR:
            return _speaker(scene, person, mention, body)
        return scene.tie(tie.named, [person], [body]) if tie.named and body is not None else []
    if tie.named is RelationKind.SPEAKS_FOR and tie.office is tie.named:
        return _speaker(scene, mention, mention, body)
    if body is None or body.kind is ActorKind.PERSON:
        return []
    kind = tie.office if body.kind in _INSTITUTIONAL else tie.post
    return scene.tie(kind, [mention], [body]) if kind else []


def _of_person(scene: Scene, index: int, person: ActorMention) -> list[Relation]:
    """Return what a named person is to the body that stands with the name."""
    body = _owner(scene, index, person)
    if not person.head:
        beside = _beside(scene, person)
        if beside:
            return beside
        if body is None or body.kind not in _ORGANISED | {None} or is_pronoun(body):
            return []
        gap = scene.context.text[person.passage.end : body.passage.start]
        return scene.tie(RelationKind.MEMBER_OF, [person], [body]) if gap.split()[:1] == ["of"] else []
    kind = _named_kind(scene, person, person.head)
    if kind is RelationKind.SPEAKS_FOR:
        return _speaker(scene, person, person, body)
    return scene.tie(kind, [person], [body]) if body is not None and body.kind is not ActorKind.PERSON else []


def _beside(scene: Scene, person: ActorMention) -> list[Relation]:
    """Return what the words behind a name say that the tree has missed: "X, associate fellow at the Y, "."""
    text = scene.context.text
    found = _BESIDE.match(text, person.passage.end)
    title = found.group(1).lower() if found else ""
    if found is None or (title not in load_actor_nouns().titles and not _is_expert(title)):
        return []
    inside = [m for ids in scene.view.mentions.values() for m in map(scene.mention, ids)]
    inside = [m for m in inside if found.start(2) <= m.passage.start < found.end(2) and m.kind is not ActorKind.PERSON]
    bodies = [m for m in inside if m.kind is not None] or inside
    last = max(bodies, key=lambda m: m.passage, default=None)
    return scene.tie(_named_kind(scene, person, title), [person], [last]) if last is not None else []


def _is_expert(title: str) -> bool:
    """Return whether a title is that of an expert."""
    nouns = load_actor_nouns()
    held = nouns.titles.get(title)
    return title in nouns.experts or (held is not None and held.person_class is PersonClass.PUBLIC_EXPERT)


def _named_kind(scene: Scene, person: ActorMention, title: str) -> RelationKind:
    """Return what a titled person is to the body of the title."""
    if _is_expert(title):
        return RelationKind.AFFILIATED_WITH
    tie = scene.words.title(title)
    if tie is None or tie.named is None or (_is_deputy(scene, person) and tie.named is RelationKind.LEADS):
        return RelationKind.OFFICIAL_OF
    return tie.named


def _is_deputy(scene: Scene, mention: ActorMention) -> bool:
    """Return whether a title is that of a deputy or of a former holder (a deputy spokesman still speaks)."""
    tie = scene.words.title(mention.head)
    if tie is not None and tie.named is RelationKind.SPEAKS_FOR:
        return False
    before = scene.context.text[max(0, mention.passage.start - 12) : mention.passage.start].lower()
    said = re.split(r"[\s-]+", f"{before} {mention.head}".strip())
    return any(scene.words.has("deputies", word) for word in said[-4:])


def _bearer(scene: Scene, index: int, title: ActorMention) -> ActorMention | None:
    """Return the named person who bears a title: in apposition, or straight behind it."""
    graph = scene.graph
    beside = [*graph.children(index, "appos", "flat"), graph.tokens[index].head, index]
    found = [scene.mention(m) for i in beside for m in scene.view.mentions.get(i, [])]
    behind = [scene.mention(m) for ids in scene.view.mentions.values() for m in ids]
    people = [m for m in found if m.kind is ActorKind.PERSON]
    people += [m for m in behind if m.kind is ActorKind.PERSON and _ends_before(scene, title, m)]
    for person in people:
        start, end = sorted([title.passage, person.passage], key=lambda p: p.start)
        if re.fullmatch(r"[\s,]*(\w+[\s,]+){0,6}", scene.context.text[start.end : end.start]):
            return person
    return None


def _ends_before(scene: Scene, title: ActorMention, person: ActorMention) -> bool:
    """Return whether the words of a title end straight before a name: "the U.S. |Secretary of State |X"."""
    gap = scene.context.text[title.passage.start : person.passage.start]
    return len(gap) < 60 and " ".join(gap.lower().split()).endswith(title.head) and gap[-1:].isspace()


def _speaker(scene: Scene, who: ActorMention, title: ActorMention, body: ActorMention | None) -> list[Relation]:
    """Return for whom a spokesperson speaks: "army spokesman" speaks for the army that the report names."""
    said = title.head.split()
    body = body or _through(scene, title)
    force = _service(scene, who, " ".join(said[:-1]), body) if len(said) > 1 else None
    whose = force or body
    return scene.tie(RelationKind.SPEAKS_FOR, [who], [whose]) if whose is not None and whose != who else []


def _through(scene: Scene, title: ActorMention) -> ActorMention | None:
    """Return who speaks through a spokesperson whose body is not said: "the group, through a spokesman, claimed"."""
    graph = scene.graph
    for index, ids in scene.view.mentions.items():
        if title.id in ids and graph.case(index) in {"through", "via"}:
            head = graph.tokens[index].head
            heads = [head] if not graph.is_verb(head) else graph.subjects(head)
            return next((m for m in scene.all_at(heads) if not is_pronoun(m)), None)
    return None


def _service(scene: Scene, who: ActorMention, noun: str, body: ActorMention | None) -> ActorMention | None:
    """Return the mention of the service that a title names, of the same owner where one is said, nearest first."""
    if body is not None and body.kind not in STATES:
        return None
    near = sorted(scene.context.mentions.values(), key=lambda m: abs(m.passage.start - who.passage.start))
    fits = [m for m in near if m.kind in {ActorKind.ARMED_FORCE, ActorKind.OFFICE} and m.id != who.id]
    exact = [m for m in fits if m.head == noun and "(title:" not in m.reason]
    exact = [m for m in exact if body is None or (m.parts and _shares(scene, m, body))]
    if exact or not scene.words.ends_in("services", noun):
        return exact[0] if exact else None
    own = [
        m for m in fits if m.kind is ActorKind.ARMED_FORCE and body is not None and m.parts and _shares(scene, m, body)
    ]
    return own[0] if own else None


def _shares(scene: Scene, mention: ActorMention, body: ActorMention | None) -> bool:
    """Return whether a service belongs to a body, as far as its words say."""
    if body is None or not mention.parts:
        return True
    return any(scene.mention(p).candidates[:1] == body.candidates[:1] for p in mention.parts)


def _owner(scene: Scene, index: int, mention: ActorMention) -> ActorMention | None:
    """Return the body that a phrase belongs to: what stands in or before it, else what stands behind "of" or "for"."""
    parts = [scene.mention(p) for p in mention.parts if p in scene.context.mentions]
    parts = [p for p in parts if _may_own(p, mention)]
    pronouns = [p for p in parts if is_pronoun(p)]
    if pronouns:
        return next((m for m in owners_of(scene, index) if not is_pronoun(m)), pronouns[0])
    before = [p for p in parts if _is_inside(p, mention) or _stands_before(scene, p, mention)]
    behind = [p for p in parts if p not in before and _stands_behind(scene, p, mention)]
    return next(iter([*before, *behind]), None)


def _may_own(part: ActorMention, mention: ActorMention) -> bool:
    """Return whether a part of a phrase can be the body it belongs to: no person, and not the phrase itself."""
    around = part.passage.start <= mention.passage.start and mention.passage.end <= part.passage.end
    unknown = part.kind is None and not part.candidates and not is_pronoun(part) and mention.kind is ActorKind.OFFICE
    return not around and part.kind is not ActorKind.PERSON and not (unknown and "(title:" not in mention.reason)


def _is_inside(part: ActorMention, mention: ActorMention) -> bool:
    """Return whether a part lies in a phrase, or reaches into it from the left."""
    return mention.passage.start < part.passage.end <= mention.passage.end


def _stands_before(scene: Scene, part: ActorMention, mention: ActorMention) -> bool:
    gap = scene.context.text[part.passage.end : mention.passage.start]
    return part.passage.end <= mention.passage.start and _BEFORE.fullmatch(gap) is not None


def _stands_behind(scene: Scene, part: ActorMention, mention: ActorMention) -> bool:
    """Return whether a part stands behind a phrase in words that make it the owner."""
    if part.passage.start < mention.passage.end:
        return False
    gap = scene.context.text[mention.passage.end : part.passage.start]
    if _OF.fullmatch(gap):
        return True
    if mention.kind is not ActorKind.PERSON:
        return False
    expert = _is_expert(mention.head)
    return bool(_AFTER.fullmatch(gap) or (_AT.fullmatch(gap) and (expert or " at " not in gap)))
