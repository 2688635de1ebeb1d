"""The named needs of frames for diplomatic and civil acts: visits, talks, permits, protests, complaints."""

from __future__ import annotations

from collections.abc import Callable

from contested.extract.conditions import holds, is_actor
from contested.extract.context import Context, SentenceView
from contested.extract.graph import Graph

_TOWARDS = frozenset({"to", "in", "into", "at", "for", "on"})

Need = Callable[[Context, SentenceView, int], bool]
_TIME_UNITS = frozenset({"minute", "hour", "day", "week", "month"})


def _acting(view: SentenceView, index: int) -> list[int]:
    return [a for a in view.graph.actives(index) if view.mentions.get(a)]


def _lets_act(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether an actor lets another actor do something: "allowed the candidate to stand"."""
    graph = view.graph
    complement = [c for c in graph.children(index, "xcomp", "ccomp", "advcl") if graph.is_verb(c)]
    objects = graph.children(index, "obj", "iobj") + [s for c in complement for s in graph.own_subjects(c)]
    let = any(is_actor(context, view, o) for o in objects)
    return let and bool(complement) and bool(_acting(view, index))


def _agrees_to(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether an actor agrees to something."""
    around = view.graph.obliques(index)
    return bool(_acting(view, index)) and any(o.case in {"to", "on", "upon"} for o in around)


def _visit_to(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether an actor goes somewhere on a visit: "arrived in X for a visit", "began a tour of X"."""
    graph = view.graph
    if not _acting(view, index):
        return False
    objects = graph.patients(index)
    around = graph.obliques(index)
    visits = [o.head for o in around if o.case in {"on", "for"}] + objects
    if not holds(context, view, visits, "visit"):
        return False
    goals = [*around, *(o for v in visits for o in graph.obliques(v))]
    return any(o.case in _TOWARDS and holds(context, view, [o.head], "toponym_or_actor") for o in goals)


def _partner(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether parties do something with each other: a partner behind "with", or several subjects."""
    graph = view.graph
    acting = _acting(view, index)
    around = [*graph.obliques(index), *(o for p in graph.patients(index) for o in graph.obliques(p))]
    beside = any(o.case in {"with", "alongside"} and is_actor(context, view, o.head) for o in around)
    plural = len(acting) > 1 or any(
        graph.tokens[a].xpos in {"NNS", "NNPS"} and _parts(context, view, a) for a in acting
    )
    return bool(acting) and (beside or plural)


def _parts(context: Context, view: SentenceView, head: int) -> bool:
    """Return whether a plural noun names several parties: "the two sides", "Thai and Lao officials"."""
    return any(len(context.mentions[m].parts) > 1 for m in view.mentions.get(head, ())) or len(view.mentions[head]) > 1


def _on_alert(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether forces are, stay or are put on alert."""
    graph = view.graph
    states = [o.head for o in graph.obliques(index) if o.case == "on"]
    states += [index] if graph.children(index, "cop") and graph.case(index) == "on" else []
    forces = graph.subjects(index) + graph.patients(index)
    return holds(context, view, states, "alert") and holds(context, view, forces, "force")


def _complains(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether a subject that is no crowd complains: crowds protest in the street."""
    acting = _acting(view, index)
    if view.graph.lemma(index) == "protest" and _protest_aim(context, view, index):
        return False
    return bool(acting) and not holds(context, view, acting, "marchers")


def _insult(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether an actor calls another one by a word of blame."""
    graph = view.graph
    words = {graph.lemma(c) for x in graph.children(index, "xcomp", "obl", "obj") for c in graph.subtree(x)}
    return bool(_acting(view, index)) and bool(words & context.lexicons.cues.lists["insult_words"])


def _says_of_another(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether the content of a charge has a subject of its own."""
    graph = view.graph
    acting = set(_acting(view, index))
    return any(
        view.mentions.get(s) and s not in acting and graph.tokens[s].upos != "PRON"
        for c in graph.children(index, "ccomp")
        for s in graph.own_subjects(c)
    )


def _wants_of_another(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether an actor wants another one to act."""
    graph = view.graph
    objects = graph.children(index, "obj") + [
        s for c in graph.children(index, "xcomp", "ccomp") for s in graph.own_subjects(c)
    ]
    wanted = any(view.mentions.get(o) and graph.tokens[o].upos != "PRON" for o in objects)
    infinitive = any(graph.tokens[c].xpos == "VB" for c in graph.children(index, "xcomp", "ccomp"))
    return bool(_acting(view, index)) and wanted and infinitive


def _negated(graph: Graph, index: int) -> bool:
    return any(graph.lower(c) in {"not", "n't", "never"} for c in graph.children(index, "advmod"))


def _willed(graph: Graph, index: int) -> bool:
    return any(graph.lemma(a) in {"will", "would", "wo", "shall"} for a in graph.children(index, "aux"))


def _negated_demand(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether an actor will not do what is demanded: "would not meet the demands"."""
    graph = view.graph
    about = graph.patients(index) + [o.head for o in graph.obliques(index) if o.case == "to"]
    return _negated(graph, index) and bool(_acting(view, index)) and holds(context, view, about, "demand_made")


def _declines_part(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether an actor will have no part in what is asked of it: "would not attend the talks"."""
    graph = view.graph
    about = graph.patients(index) + [o.head for o in graph.obliques(index) if o.case in {"in", "with", "to", "at"}]
    return _will_not(context, view, index) and holds(context, view, about, "demand_or_talks_or_actor")


def _deadline(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether somebody is given so much time to do something: "gave the garrison two days to leave"."""
    graph = view.graph
    below = [c for i in [index, *graph.children(index)] for c in graph.children(i)]
    timed = any(graph.lemma(c) in _TIME_UNITS for c in below)
    ordered = any(graph.tokens[c].xpos == "VB" and graph.relation(c) in {"advcl", "xcomp", "acl"} for c in below)
    named = graph.children(index, "iobj") or (graph.is_passive(index) and graph.subjects(index))
    return timed and ordered and bool(named)


def _will_be(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether something is said to be done, by nobody that is named: "will be met with force"."""
    return _willed(view.graph, index) and view.graph.is_passive(index)


def _will_not(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether an actor says that it will not do something."""
    return _negated(view.graph, index) and _willed(view.graph, index) and bool(_acting(view, index))


def _negated_object(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether the thing done is said not to be: "no shots were fired"."""
    graph = view.graph
    return any(graph.lower(d) == "no" for p in graph.patients(index) for d in graph.children(p, "det"))


def _civilians_moving(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether those who arrive are people that no army moves: families, refugees."""
    lists, graph = context.lexicons.cues.lists, view.graph
    return any(graph.lemma(s) in lists["civilians"] | lists["vague_numbers"] for s in graph.subjects(index))


def _counted_killing(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether the deaths that are recorded are given as a number."""
    graph = view.graph
    return any(graph.tokens[c].upos == "NUM" for p in graph.patients(index) for c in graph.children(p, "nummod"))


def _adverb_in(words: frozenset[str]) -> Need:
    def test(context: Context, view: SentenceView, index: int) -> bool:
        return any(view.graph.lower(c) in words for c in view.graph.children(index, "advmod"))

    return test


def _complement_in(words: frozenset[str]) -> Need:
    """Return a need: an infinitive or a participle below the verb is one of these words."""

    def test(context: Context, view: SentenceView, index: int) -> bool:
        return any(view.graph.lemma(c) in words for c in view.graph.children(index, "xcomp", "ccomp", "advcl"))

    return test


def _gone(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether those who went are away: "have gone"; nothing is said of where to."""
    graph = view.graph
    perfect = any(graph.lemma(a) == "have" for a in graph.children(index, "aux"))
    return perfect and not graph.patients(index) and all(o.case in {"by", "since", "in"} for o in graph.obliques(index))


def _unopposed(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether nobody resisted: "without a fight", "without meeting resistance", "unopposed"."""
    graph = view.graph
    below = [c for i in [index, *graph.children(index)] for c in graph.children(i)]
    without = any(graph.lower(c) == "without" for c in below)
    met = any(graph.lemma(c) in {"fight", "resistance", "shot", "opposition"} for c in below)
    return (without and met) or any(graph.lower(c) == "unopposed" for c in below)


def _helping(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether somebody helps to bring something about."""
    above = view.graph.tokens[index].head
    return above >= 0 and view.graph.lemma(above) == "help" and view.graph.relation(index) in {"xcomp", "ccomp"}


def _warns_another(context: Context, view: SentenceView, index: int) -> bool:
    objects = view.graph.children(index, "obj", "iobj")
    return bool(_acting(view, index)) and any(is_actor(context, view, o) for o in objects)


def _protest_aim(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether an act is done in order to protest: "stayed away to protest against the law"."""
    graph = view.graph
    return graph.tokens[index].xpos in {"VB", "VBG"} and graph.relation(index) in {"advcl", "xcomp", "acl"}


def _protest_role(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether a protest has somebody who holds it or somebody it is against, and happens."""
    graph = view.graph
    heads = graph.children(index, "nmod:poss") + [o.head for o in graph.obliques(index) if o.case in {"by", "against"}]
    heads += [c for c in graph.children(index, "amod", "compound") if view.mentions.get(c)]
    return any(view.mentions.get(h) for h in heads)


def _visit_roles(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether a visit says who visits and whom."""
    graph = view.graph
    owners = graph.children(index, "nmod:poss", "amod", "compound")
    owners += [o.head for o in graph.obliques(index) if o.case == "by"]
    goals = [o.head for o in graph.obliques(index) if o.case == "to"]
    return any(view.mentions.get(o) for o in owners) and holds(context, view, goals, "toponym_or_actor")


def _stative_passive(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether a participle tells an attitude of its subject: "is committed to", "is opposed to"."""
    graph = view.graph
    if (
        not graph.is_passive(index)
        or graph.agents(index)
        or not any(view.mentions.get(s) for s in graph.subjects(index))
    ):
        return False
    goal = any(o.case == "to" for o in graph.obliques(index))
    clauses = graph.children(index, "xcomp", "advcl")
    goal = goal or any(graph.tokens[c].xpos in {"VB", "VBG"} for c in clauses)
    return goal and any(graph.lemma(a) == "be" for a in graph.children(index, "aux"))


def _owed(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether somebody says what another actor must do: "said that the militia must leave"."""
    graph = view.graph
    if not any(graph.lower(a) in {"must", "should"} for a in graph.children(index, "aux")):
        return False
    if graph.relation(index) != "ccomp" or graph.is_passive(index):
        return False
    teller = graph.tokens[index].head
    said = graph.lemma(teller) in context.lexicons.cues.speech and any(
        view.mentions.get(s) for s in graph.subjects(teller)
    )
    own = graph.own_subjects(index)
    return said and any(view.mentions.get(s) and graph.tokens[s].upos != "PRON" for s in own)


CIVIL_NEEDS: dict[str, Need] = {
    "lets_act": _lets_act,
    "visit_to": _visit_to,
    "agrees_to": _agrees_to,
    "partner": _partner,
    "several_or_with": _partner,
    "on_alert": _on_alert,
    "complains": _complains,
    "insult": _insult,
    "says_of_another": _says_of_another,
    "wants_of_another": _wants_of_another,
    "negated_demand": _negated_demand,
    "declines_part": _declines_part,
    "deadline": _deadline,
    "will_be": _will_be,
    "will_not": _will_not,
    "counted_killing": _counted_killing,
    "forcibly": _adverb_in(frozenset({"forcibly", "force"})),
    "told_to_leave": _complement_in(frozenset({"leave", "evacuate", "move", "go", "vacate"})),
    "let_return": _complement_in(frozenset({"return", "leave", "go", "come"})),
    "gone": _gone,
    "unopposed": _unopposed,
    "helping": _helping,
    "negated_object": _negated_object,
    "civilians_moving": _civilians_moving,
    "warns_another": _warns_another,
    "protest_aim": _protest_aim,
    "protest_role": _protest_role,
    "visit_roles": _visit_roles,
    "stative_passive": _stative_passive,
    "owed": _owed,
}
