"""The conditions that frames put on their arguments: noun classes, complements, and a few named needs."""

from __future__ import annotations

from collections.abc import Callable

from contested.extract.context import Context, SentenceView
from contested.model.actors import ActorKind

_FORCES = frozenset({ActorKind.ARMED_FORCE, ActorKind.PARTY_OR_MOVEMENT})
_LANDS = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.TERRITORY})


def holds(context: Context, view: SentenceView, heads: list[int], name: str) -> bool:
    """Return whether one of the nouns satisfies a class name; ``a_or_b`` asks for either."""
    if not heads:
        return False
    return any(_is(context, view, head, part) for head in heads for part in name.split("_or_"))


def _is(context: Context, view: SentenceView, head: int, name: str) -> bool:
    if name == "truce" and view.graph.lower(head) in {"it", "this", "one", "another"}:
        return _truce_before(context, view)
    special = _SPECIAL.get(name)
    if special is not None and special(context, view, head):
        return True
    keys = view.graph.noun_keys(head)
    classes = context.lexicons.events.classes
    if name in {"attack", "fight"} and not classes["civil_strike"].isdisjoint(keys):
        return False  # a hunger strike hurts nobody else
    if name in keys or (name in classes and not classes[name].isdisjoint(keys)):
        return True
    lists = context.lexicons.cues.lists
    for listed in (f"{name}_nouns", f"{name}_words", name):
        if listed in lists and not lists[listed].isdisjoint(keys):
            return True
    return _is_measure_noun(context, view, head, name)


def _truce_before(context: Context, view: SentenceView) -> bool:
    """Return whether "it" can mean a truce: the sentence before, or this one before it, names one."""
    near = [v for v in context.views if view.number - 1 <= v.number <= view.number]
    words = context.lexicons.events.classes["truce"]
    return any(
        key in words
        for v in near
        for i in range(len(v.graph))
        if v.graph.tokens[i].upos == "NOUN"
        for key in v.graph.noun_keys(i)
    )


def _is_measure_noun(context: Context, view: SentenceView, head: int, name: str) -> bool:
    """Look through "a series of attacks", "half of the city", "20 % of the area" to the noun behind "of"."""
    known = context.lexicons.cues.has("measure_nouns", view.graph.lemma(head))
    if not known and view.graph.tokens[head].upos != "NUM":
        return False
    if view.graph.relation(head) == "appos" and view.graph.tokens[head].head >= 0:
        return _is(context, view, view.graph.tokens[head].head, name)  # "38 drones, 29 of which"
    return any(_is(context, view, o.head, name) for o in view.graph.obliques(head) if o.case == "of")


def is_actor(context: Context, view: SentenceView, head: int) -> bool:
    """Return whether a noun names somebody who acts: no unnamed source."""
    return any(context.mentions[i].kind is not ActorKind.UNNAMED_SOURCE for i in view.mentions.get(head, []))


def _is_force(context: Context, view: SentenceView, head: int) -> bool:
    harmed = context.lexicons.cues.lists["harmed_words"]
    if any(view.graph.lemma(a) in harmed for a in view.graph.children(head, "amod")):
        return False  # "wounded fighters were brought in": nobody deploys them
    return any(context.mentions[i].kind in _FORCES for i in view.mentions.get(head, []))


def _is_official(context: Context, view: SentenceView, head: int) -> bool:
    kinds = {context.mentions[i].kind for i in view.mentions.get(head, [])}
    return bool(kinds & {ActorKind.PERSON, ActorKind.OFFICE})


def _is_toponym(context: Context, view: SentenceView, head: int) -> bool:
    return head in view.places or any(context.mentions[m].kind in _LANDS for m in view.mentions.get(head, []))


def _is_crowd(context: Context, view: SentenceView, head: int) -> bool:
    """Return whether a noun means people who gather: no fighters."""
    if view.graph.lemma(head) in context.lexicons.cues.lists["combatants"]:
        return False
    return _is_people(context, view, head) and not _is_force(context, view, head)


def _is_people(context: Context, view: SentenceView, head: int) -> bool:
    graph = view.graph
    if graph.lemma(head) in context.lexicons.cues.lists["victim_people"]:
        return True
    if graph.lemma(head) in context.lexicons.nouns.private or graph.lower(head) in context.lexicons.nouns.private:
        return True
    kinds = {context.mentions[i].kind for i in view.mentions.get(head, [])}
    return bool(kinds & {ActorKind.ETHNIC_GROUP, ActorKind.ARMED_FORCE}) or _is_number(context, view, head)


def _is_number(context: Context, view: SentenceView, head: int) -> bool:
    return view.graph.tokens[head].upos == "NUM" or view.graph.lemma(head) in {
        "dozen",
        "hundred",
        "thousand",
        "million",
        "score",
    }


def is_group(context: Context, view: SentenceView, head: int) -> bool:
    """Return whether a noun names a collective that does not fight."""
    lists = context.lexicons.cues.lists
    if view.graph.lemma(head) in lists["combatants"] | lists["attackers"]:
        return False
    return any(context.mentions[i].kind is ActorKind.COLLECTIVE for i in view.mentions.get(head, []))


def _is_land(context: Context, view: SentenceView, head: int) -> bool:
    return any(context.mentions[m].kind in _LANDS for m in view.mentions.get(head, []))


def _is_body(context: Context, view: SentenceView, head: int) -> bool:
    """Return whether a noun names an organisation of states."""
    return any(context.mentions[m].kind is ActorKind.IGO for m in view.mentions.get(head, []))


def _is_name(context: Context, view: SentenceView, head: int) -> bool:
    return view.graph.tokens[head].upos == "PROPN"


def _is_truce_deal(context: Context, view: SentenceView, head: int) -> bool:
    """Return whether a noun is an agreement on a truce: "an agreement on a new cease-fire", "a ceasefire deal"."""
    graph = view.graph
    classes = context.lexicons.events.classes
    if not any(key in classes["agreement"] for key in graph.noun_keys(head)):
        return False
    about = [o.head for o in graph.obliques(head) if o.case in {"on", "for", "to", "of"}] + graph.children(
        head, "compound"
    )
    return any(key in classes["truce"] for a in about for key in graph.noun_keys(a))


def _is_right_to_defence(context: Context, view: SentenceView, head: int) -> bool:
    """Return whether a noun is "the right of self-defence", in whose name states tell of their blows."""
    graph = view.graph
    return graph.lemma(head) == "right" and any(
        graph.lower(o.head).removeprefix("self-") in {"defence", "defense"} for o in graph.obliques(head)
    )


_SPECIAL: dict[str, Callable[[Context, SentenceView, int], bool]] = {
    "toponym": _is_toponym,
    "truce_deal": _is_truce_deal,
    "territory": _is_toponym,
    "place": _is_toponym,
    "actor": is_actor,
    "person": is_actor,
    "official": _is_official,
    "force": _is_force,
    "people": _is_people,
    "number": _is_number,
    "right_to_defence": _is_right_to_defence,
    "group": is_group,
    "crowd": is_group,
    "marchers": _is_crowd,
    "land": _is_land,
    "body": _is_body,
    "name": _is_name,
    "any": lambda context, view, head: True,
}


def has_complement(context: Context, view: SentenceView, index: int, name: str) -> bool:
    """Return whether a verb has the complement that a frame asks for."""
    graph = view.graph
    clauses = graph.children(index, "xcomp", "ccomp")
    if name == "any":
        return any(graph.relation(c) == "xcomp" for c in clauses) or any(graph.is_verb(c) for c in clauses)
    lists = context.lexicons.cues.lists
    if name in _COMPLEMENTS:
        return _COMPLEMENTS[name](context, view, index)
    for clause in [*clauses, index]:
        lemma = graph.lemma(clause)
        if name == "stop_fighting" and clause != index and lemma in lists["stopping_verbs"]:
            if (
                holds(context, view, graph.patients(clause), "fight_or_fire_or_attack_or_gun")
                or graph.patients(clause) == []
            ):
                return True
        elif name == "mediate" and clause != index and lemma in lists["mediating_verbs"]:
            return True
        elif name == "deploy" and clause != index and lemma in lists["sending_verbs"]:
            return holds(context, view, graph.patients(clause), "force")
        elif (
            (name == "own_act" and clause != index and _is_own_act(view, index, clause))
            or (name == "dead" and lemma in lists["harmed_states"] and clause != index)
            or (name in {"independent", "missing"} and lemma in {name, "miss"})
            or (name == "be_dead" and clause == index and lemma in lists["harmed_states"])
            or (name == "conflict_state" and lemma in lists["conflict_state"])
        ):
            return True
    return False


def _is_own_act(view: SentenceView, index: int, clause: int) -> bool:
    """Return whether the complement tells a future act of the speaker: an infinitive, or "it would"."""
    graph = view.graph
    if graph.relation(clause) == "xcomp":
        return graph.tokens[clause].xpos == "VB"
    modal = any(graph.lemma(a) in {"would", "will", "wo", "'ll", "shall"} for a in graph.children(clause, "aux"))
    subjects = graph.own_subjects(clause)
    own = any(graph.lower(s) in {"it", "they", "he", "she", "we", "i"} for s in subjects)
    return modal and own


def _infinitives(view: SentenceView, index: int) -> list[int]:
    """Return the infinitives, and the clauses about its own future, that a predicate governs."""
    graph = view.graph
    own = [c for c in graph.children(index, "xcomp", "ccomp") if _is_own_act(view, index, c)]
    gerunds = [c for c in graph.children(index, "advcl", "ccomp") if graph.tokens[c].xpos == "VBG"]
    adverbial = [c for c in graph.children(index, "advcl") if graph.tokens[c].xpos == "VB"]
    return own or (adverbial + gerunds if graph.children(index, "cop") or graph.tokens[index].upos == "ADJ" else [])


def _is_hostile(context: Context, view: SentenceView, clause: int) -> bool:
    """Return whether an intended act harms somebody, by its verb; one that is not to happen does not."""
    graph = view.graph
    negated = any(graph.lower(c) in {"not", "n't", "never"} for c in graph.children(clause, "advmod"))
    if graph.lemma(clause) in {"use", "launch", "take", "wage"}:
        return holds(context, view, graph.patients(clause), "attack_or_weapon_or_retaliation") and not negated
    return graph.lemma(clause) in context.lexicons.cues.lists["hostile_verbs"] and not negated


def _hostile_act(context: Context, view: SentenceView, index: int) -> bool:
    return any(_is_hostile(context, view, c) for c in _infinitives(view, index))


def _readiness(context: Context, view: SentenceView, index: int) -> bool:
    ready = view.graph.lemma(index) in context.lexicons.cues.lists["readiness_adjectives"]
    ready = ready or view.graph.lower(index) in context.lexicons.cues.lists["readiness_adjectives"]
    named = any(view.mentions.get(s) for s in view.graph.subjects(index))
    return ready and named and bool(_infinitives(view, index) or view.graph.obliques(index))


def _hostile_readiness(context: Context, view: SentenceView, index: int) -> bool:
    return _readiness(context, view, index) and _hostile_act(context, view, index)


def _closing(context: Context, view: SentenceView, index: int) -> bool:
    closing = context.lexicons.cues.lists["closing_verbs"]
    return any(view.graph.lemma(c) in closing for c in view.graph.children(index, "xcomp", "ccomp"))


def _told_to(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether somebody is told to do something: an object and an infinitive, not a reported statement."""
    graph = view.graph
    return any(graph.tokens[c].xpos == "VB" for c in graph.children(index, "xcomp", "advcl"))


def _opposed(context: Context, view: SentenceView, index: int) -> bool:
    opposed = context.lexicons.cues.lists["opposed_adjectives"]
    return view.graph.lower(index) in opposed and any(view.mentions.get(s) for s in view.graph.subjects(index))


def _said_of(listed: str) -> Callable[[Context, SentenceView, int], bool]:
    def test(context: Context, view: SentenceView, index: int) -> bool:
        words = context.lexicons.cues.lists[listed]
        return any(view.graph.lower(i) in words for i in [index, *view.graph.children(index, "xcomp")])

    return test


_COMPLEMENTS: dict[str, Callable[[Context, SentenceView, int], bool]] = {
    "hostile_act": _hostile_act,
    "readiness": _readiness,
    "hostile_readiness": _hostile_readiness,
    "closing": _closing,
    "told_to": _told_to,
    "opposed": _opposed,
    "ended": _said_of("ended_words"),
    "open_or_closed": _said_of("open_words"),
    "unknown": _said_of("unknown_words"),
    "stuck": _said_of("stuck_words"),
}
