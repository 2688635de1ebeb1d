"""The named needs of frames: what must be true at a trigger beyond the classes of its arguments."""

from __future__ import annotations

from collections.abc import Callable

from contested.extract.conditions import holds, is_actor, is_group
from contested.extract.context import Context, SentenceView
from contested.extract.needs_civil import CIVIL_NEEDS
from contested.extract.roles import mentions_at

_MONTHS = frozenset(
    {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    }
)
_DEPART = frozenset({"from", "out of"})


def need_holds(context: Context, view: SentenceView, index: int, need: str) -> bool:
    """Return whether the named need of a frame holds at its trigger."""
    return _NEEDS[need](context, view, index)


def _fire_or_role(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    objects = graph.patients(index)
    if graph.lemma(index) in {"retaliate", "shoot"} and not objects:
        return True
    if graph.lemma(index) == "respond" and not objects and holds(context, view, graph.subjects(index), "force"):
        return any(_comes_after_fire(context, view, clause) for clause in graph.children(index, "advcl"))
    if holds(context, view, objects, "weapon_or_fire"):
        return True
    if graph.lemma(index) == "fire" and not objects and holds(context, view, graph.subjects(index), "weapon_or_force"):
        return True
    return (
        graph.lemma(index) not in {"respond"}
        and not objects
        and any(o.case in {"on", "at", "into", "toward", "towards", "upon"} for o in graph.obliques(index))
    )


def _comes_after_fire(context: Context, view: SentenceView, clause: int) -> bool:
    """Return whether a clause says that it was after an attack: "responded only after the firing had begun"."""
    graph = view.graph
    after = any(graph.lower(m) in {"after", "when", "once"} for m in graph.children(clause, "mark"))
    return after and holds(context, view, [clause, *graph.own_subjects(clause)], "attack_or_fire_or_fight")


def _force_or_departure(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    subjects, objects = graph.subjects(index), graph.patients(index)
    if graph.lemma(index) in {"withdraw", "retreat", "pull back", "disengage"} and holds(
        context, view, subjects + objects, "force_or_actor"
    ):
        return True
    moved = holds(context, view, subjects, "force_or_actor") and not graph.is_passive(index)
    places = [o.head for o in graph.obliques(index) if o.case in _DEPART] + (
        objects if graph.lemma(index) in {"leave", "vacate", "evacuate"} else []
    )
    froms = holds(context, view, places, "toponym_or_territory") or holds(context, view, places, "departure_froms")
    if context.lexicons.cues.has("pulling_verbs", graph.lemma(index)) and not graph.particle(index):
        pulled = holds(context, view, objects, "force") and any(o.case in _DEPART for o in graph.obliques(index))
        return pulled or (moved and froms)
    return moved or holds(context, view, objects, "force")


def _aid_or_access(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    objects = graph.patients(index) + graph.children(index, "obj")
    return holds(context, view, objects, "aid_or_road")


def _partner_or_plural(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    if graph.children(index, "ccomp"):
        return False
    partners = [o.head for o in graph.obliques(index) if o.case in {"with", "to"}] + graph.patients(index)
    if any(is_actor(context, view, p) for p in partners) and mentions_at(context, view, graph.actives(index)):
        return True
    if graph.lemma(index) == "meet" and graph.patients(index):
        return False  # "met resistance", "met the deadline"
    subjects = graph.subjects(index)
    if context.lexicons.cues.has("talking_verbs", graph.lemma(index)) and not any(
        o.case in {"by", "on", "via", "over"} for o in graph.obliques(index)
    ):
        return False
    named = [s for s in subjects if view.mentions.get(s)]
    return (
        len(named) > 1
        or any(graph.tokens[s].xpos in {"NNS", "NNPS"} for s in named)
        or (graph.lemma(index) in {"meet"} and bool(named))
    )


def _plural_or_with(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    if any(o.case == "with" and is_actor(context, view, o.head) for o in graph.obliques(index)):
        return any(o.case in {"on", "to", "upon"} for o in graph.obliques(index))
    subjects = [s for s in graph.subjects(index) if view.mentions.get(s)]
    plural = len(subjects) > 1 or any(graph.tokens[s].xpos in {"NNS", "NNPS"} for s in subjects)
    return plural and any(o.case in {"on", "to", "upon"} for o in graph.obliques(index))


def _into_or_territory(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    if graph.lemma(index) in {"mobilise", "mobilize"}:
        return True
    if not holds(context, view, graph.subjects(index), "force"):
        return False
    crossings = context.lexicons.cues.lists["crossing_nouns"]
    if graph.lemma(index) == "cross" and any(graph.lemma(p) in crossings for p in graph.patients(index)):
        return True
    if graph.lemma(index) in {"arrive", "land", "mass", "assemble"}:
        return True
    places = [
        o.head for o in graph.obliques(index) if o.case in {"into", "to", "toward", "towards", "on", "across"}
    ] + graph.patients(index)
    return holds(context, view, places, "toponym_or_territory_or_actor")


def _request(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether somebody is asked, or something asked for."""
    graph = view.graph
    lemma = graph.lemma(index)
    cases = {o.case for o in graph.obliques(index)}
    complement = bool(graph.children(index, "xcomp", "ccomp"))
    objects = bool(graph.patients(index))
    if lemma == "call":
        return not objects and bool(cases & {"on", "for", "upon"})
    if lemma == "ask" and any(o.case == "for" for p in graph.patients(index) for o in graph.obliques(p)):
        return True
    if lemma in {"ask", "seek", "press", "insist"}:
        return complement or bool(cases & {"for", "on"}) or (objects and lemma in {"seek", "ask"} and complement)
    if lemma in {"propose", "invite", "appeal", "petition"}:
        return objects or complement or bool(cases)
    return complement or objects or bool(cases & {"for", "with"})


def _actor_role(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    who = graph.actives(index) + graph.patients(index)
    return any(is_actor(context, view, w) for w in who)


def _noun_number(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    if any(graph.children(o.head, "nummod") for o in graph.obliques(index) if o.case == "of"):
        return True
    above = graph.tokens[index].head
    if above >= 0 and context.lexicons.cues.has("big_numbers", graph.lemma(above)) and graph.case(index) == "of":
        return True
    return (
        bool(graph.children(index, "nummod"))
        or graph.lemma(index) in {"dozen", "hundred", "thousand"}
        or any(graph.tokens[c].upos == "NUM" for c in graph.children(index))
    )


def _noun_role(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    heads = graph.children(index, "nmod:poss") + [
        o.head for o in graph.obliques(index) if o.case in {"by", "of", "between", "with", "from", "on", "against"}
    ]
    heads += [c for c in graph.children(index, "amod", "compound") if view.mentions.get(c)]
    heads += [a for c in graph.children(index, "acl") for a in graph.agents(c)]
    return any(view.mentions.get(h) for h in heads)


def _two_roles(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    by = graph.children(index, "nmod:poss") + [
        c for c in graph.children(index, "amod", "compound") if view.mentions.get(c)
    ]
    to = [o.head for o in graph.obliques(index) if o.case in {"on", "against"}]
    return any(view.mentions.get(h) for h in by) and any(view.mentions.get(h) for h in to)


def _date_or_maker(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether a truce that a text only names is said to be of a date, or made by somebody."""
    graph = view.graph
    below = graph.children(index) + [o.head for o in graph.obliques(index) if o.case in {"of", "in", "from"}]
    years = [c for c in below if graph.tokens[c].text.isdigit() and len(graph.tokens[c].text) == 4]
    years += [c for c in below if graph.lower(c) in _MONTHS]
    made = [
        c
        for c in graph.children(index, "acl", "acl:relcl")
        if graph.lemma(c)
        in {
            "agree",
            "sign",
            "declare",
            "announce",
            "negotiate",
            "broker",
            "reach",
            "conclude",
            "mediate",
            "reaffirm",
            "renew",
        }
    ]
    return bool(years or made)


def _number_or_truce(context: Context, view: SentenceView, index: int) -> bool:
    return _noun_number(context, view, index)


def _occurrence(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    governor = graph.tokens[index].head
    if governor < 0 or graph.relation(index) != "nsubj":
        return governor >= 0 and graph.lemma(governor) in context.lexicons.cues.lists["occurrence_verbs"]
    there = bool(graph.children(governor, "expl"))
    return there or graph.lemma(governor) in context.lexicons.cues.lists["occurrence_verbs"]


def _role_or_occurrence(context: Context, view: SentenceView, index: int) -> bool:
    return _occurrence(context, view, index) or any(
        o.case == "between" and view.mentions.get(o.head) for o in view.graph.obliques(index)
    )


def _noun_territory(context: Context, view: SentenceView, index: int) -> bool:
    return holds(context, view, [o.head for o in view.graph.obliques(index) if o.case == "of"], "toponym_or_territory")


def _content(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    owner = any(view.mentions.get(c) for c in graph.children(index, "nmod:poss"))
    of = any(o.case in {"of", "by", "from"} and view.mentions.get(o.head) for o in graph.obliques(index))
    content = bool(graph.children(index, "acl")) or any(o.case == "for" for o in graph.obliques(index))
    return (owner and content) or (of and graph.case(index) in {"at", "at the"})


def _bare_or_content(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether somebody refuses, with no object or a clause that says what."""
    graph = view.graph
    acting = bool(mentions_at(context, view, graph.subjects(index)))
    return acting and (bool(graph.children(index, "xcomp", "ccomp")) or not graph.patients(index))


def _no_ally(context: Context, view: SentenceView, index: int) -> bool:
    return not any(o.case in {"alongside", "beside", "for", "on behalf of"} for o in view.graph.obliques(index))


def _acting(context: Context, view: SentenceView, index: int) -> bool:
    return bool(mentions_at(context, view, view.graph.actives(index)))


def _jointly(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether several parties do something together: "jointly", "together with"."""
    graph = view.graph
    adverbs = {graph.lower(a) for a in graph.children(index, "advmod")}
    return bool(adverbs & {"jointly", "together"}) and _acting(context, view, index)


def _pronoun_object(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether a verb has an actor as subject and a bare pronoun, or nothing, as object."""
    graph = view.graph
    above = graph.tokens[index].head
    if graph.relation(index) == "acl" and above >= 0 and graph.cues.has("denial_objects", graph.lemma(above)):
        return False  # "a charge the army rejected": that is a denial
    objects = graph.children(index, "obj")
    return _acting(context, view, index) and all(graph.tokens[o].upos == "PRON" for o in objects)


def _counted_dead(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether the object is a number of dead or wounded: "admitted 19,000 dead", "counted 17 bodies"."""
    graph = view.graph
    lists = context.lexicons.cues.lists
    for head in graph.patients(index):
        words = {graph.lemma(head), *(graph.lemma(c) for c in graph.children(head, "amod", "acl"))}
        counted = any(graph.tokens[c].upos == "NUM" or graph.lemma(c) == "dozen" for c in graph.children(head))
        if counted and words & (lists["dead_words"] | {"wounded", "killed"}):
            return True
    return False


def _one_actor(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether a single party negotiates a truce of others: who bargains for itself has a partner."""
    graph = view.graph
    actives = [a for a in graph.actives(index) if view.mentions.get(a)]
    if any(o.case == "with" and is_actor(context, view, o.head) for o in graph.obliques(index)):
        return False
    return len(actives) == 1 and not is_group(context, view, actives[0])


def _actor_patient(context: Context, view: SentenceView, index: int) -> bool:
    return any(is_actor(context, view, p) for p in view.graph.patients(index))


def _will(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether an actor says that it will, or would, do something."""
    modals = {view.graph.lower(a) for a in view.graph.children(index, "aux")}
    return bool(modals & {"will", "would", "wo", "'ll", "shall"}) and _acting(context, view, index)


def _is_number(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether a copula's predicate is a bare number: "the toll is 142"."""
    return view.graph.tokens[index].upos == "NUM"


def _fallen(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether counted fighters "fell": nothing else is said of where or how far."""
    graph = view.graph
    subjects = graph.subjects(index)
    plain = not graph.patients(index) and not graph.particle(index) and not graph.children(index, "xcomp")
    bare = not any(o.case in {"to", "from", "into", "by", "below", "under"} for o in graph.obliques(index))
    return (
        plain
        and bare
        and holds(context, view, subjects, "force")
        and any(graph.children(s, "nummod") for s in subjects)
    )


def _truce_left(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether what is quit, or walked out of, is a truce."""
    graph = view.graph
    left = graph.patients(index) + [o.head for o in graph.obliques(index) if o.case in {"from", "out of", "of"}]
    return holds(context, view, left, "truce") and _acting(context, view, index)


def _responsible(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether somebody is held responsible, or to account."""
    graph = view.graph
    said = [graph.lemma(c) for c in graph.children(index, "xcomp", "obl", "advmod", "amod", "obj")]
    return bool({"responsible", "accountable", "liable"} & set(said)) and bool(graph.patients(index))


_NEEDS: dict[str, Callable[[Context, SentenceView, int], bool]] = CIVIL_NEEDS | {
    "fire_or_role": _fire_or_role,
    "force_or_departure": _force_or_departure,
    "aid_or_access": _aid_or_access,
    "partner_or_plural": _partner_or_plural,
    "plural_or_with": _plural_or_with,
    "into_or_territory": _into_or_territory,
    "request": _request,
    "actor_role": _actor_role,
    "number": _noun_number,
    "role": _noun_role,
    "two_roles": _two_roles,
    "date_or_maker": _date_or_maker,
    "number_or_truce": _number_or_truce,
    "occurrence": _occurrence,
    "role_or_occurrence": _role_or_occurrence,
    "territory": _noun_territory,
    "poss_or_of_with_content": _content,
    "bare_or_content": _bare_or_content,
    "acting": _acting,
    "no_ally": _no_ally,
    "jointly": _jointly,
    "pronoun_object": _pronoun_object,
    "counted_dead": _counted_dead,
    "will": _will,
    "is_number": _is_number,
    "fallen": _fallen,
    "truce_left": _truce_left,
    "responsible": _responsible,
    "any": lambda context, view, index: True,
    "one_actor": _one_actor,
    "actor_patient": _actor_patient,
    "never": lambda context, view, index: False,
}
