"""Tolls of a claim: which numbers belong to it, whom they count, and within which bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contested.extract.context import Context, SentenceView
from contested.extract.frames import Trigger
from contested.extract.numbers import NumberExpression, NumberRole
from contested.model.quantities import Scope, Toll, TollKind, VictimStatus
from contested.model.spans import Passage


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in a sentence: its expression, its token, and the noun that it counts (the token itself if bare)."""

    expression: NumberExpression
    token: int
    noun: int


def numbers_of(context: Context, view: SentenceView, numbers: list[NumberExpression]) -> list[Counted]:
    """Return the numbers of a sentence that count something, in text order."""
    found: list[Counted] = []
    for number in numbers:
        if not view.sentence.start <= number.start < view.sentence.end or number.role is not NumberRole.COUNT:
            continue
        span = view.tokens_of(number.start, number.end)
        if span is None:
            continue
        token = _head_in(view, *span)
        found.append(Counted(number, token, _counted_noun(view, token)))
    return found


def _head_in(view: SentenceView, first: int, last: int) -> int:
    heads = [i for i in range(first, last + 1) if not first <= view.sentence.tokens[i].head <= last]
    nouns = [i for i in heads if view.sentence.tokens[i].upos in {"NUM", "NOUN", "DET", "ADJ", "PRON", "SYM", "PROPN"}]
    return (nouns or heads or [last])[-1]


def _counted_noun(view: SentenceView, token: int) -> int:
    """Return the noun that a number counts: its governor as a modifier, or the noun behind "of", else itself."""
    graph = view.graph
    if graph.relation(token) in {"nummod", "det", "amod", "compound", "advmod"} and graph.tokens[token].head >= 0:
        return (
            _counted_noun(view, graph.tokens[token].head)
            if graph.relation(token) == "advmod"
            else graph.tokens[token].head
        )
    return token


def tolls_of(
    context: Context, view: SentenceView, trigger: Trigger, heads: list[int], counted: list[Counted]
) -> tuple[Toll, ...]:
    """Return the tolls that the victims at ``heads`` give to a trigger that harms, displaces or captures."""
    kind = _kind(context, view, trigger)
    if kind is None:
        return ()
    tolls: list[Toll] = []
    reached: set[int] = set()
    for head in heads:
        stop = frozenset({"acl", "advcl", "parataxis"} | ({"conj"} if not trigger.is_verb else set()))
        reached.update(view.graph.subtree(head, stop))
    main: int | None = None
    for item in counted:
        if item.token not in reached or _is_beyond_verb(view, trigger, item):
            continue
        if not counts_people(context, view, item) and not _counts_mortals(context, view, trigger, item):
            continue
        if _is_whole(view, item, counted):
            continue
        subset = main if main is not None and _is_subset(view, item) else None
        tolls.append(replace(_toll(context, view, trigger, kind, item), subset_of=subset))
        if _is_not_one(view, item):
            tolls[-1] = replace(tolls[-1], low=0, best=0, high=0)
        if main is None:
            main = 0
    if not tolls:
        tolls += _singular(context, view, trigger, kind, heads)
    return tuple(_with_others(context, view, tolls, heads, counted))


def _with_others(
    context: Context, view: SentenceView, tolls: list[Toll], heads: list[int], counted: list[Counted]
) -> list[Toll]:
    """Add the one who stands beside a number: "two herders and a child" are three."""
    graph = view.graph
    if len(tolls) != 1 or tolls[0].best is None or tolls[0].low != tolls[0].best:
        return tolls
    only, best = tolls[0], tolls[0].best
    host = next((c for c in counted if c.expression.start == only.words.start), None)
    if host is None:
        return tolls
    group = next((g for h in heads if host.noun in (g := graph.conjuncts(h))), [])
    singles = [
        c
        for c in group
        if c != host.noun
        and graph.tokens[c].xpos == "NN"
        and {graph.lower(d) for d in graph.children(c, "det", "nmod:poss")} & {"a", "an", "another", "his", "her"}
        and _is_person_noun(context, view, c)
    ]
    if not singles:
        return tolls
    total = best + len(singles)
    start = min(only.words.start, graph.tokens[min(singles)].start)
    words = Passage.cut(context.text, start, max(only.words.end, graph.tokens[max(singles)].end))
    high = None if only.high is None else only.high + len(singles)
    return [replace(only, low=total, best=total, high=high, words=words)]


def _is_not_one(view: SentenceView, item: Counted) -> bool:
    """Return whether "not one" denies that there was any."""
    return item.expression.best == 1 and item.token > 0 and view.graph.lower(item.token - 1) == "not"


def _is_whole(view: SentenceView, item: Counted, counted: list[Counted]) -> bool:
    """Return whether a number is only the whole that a part is taken from: "four of the twelve hostages"."""
    above = view.graph.tokens[item.noun].head
    return view.graph.case(item.noun) == "of" and any(c.token == above and c is not item for c in counted)


def _is_beyond_verb(view: SentenceView, trigger: Trigger, item: Counted) -> bool:
    """Return whether another verb stands between a trigger and a number behind it: the number is that verb's."""
    graph = view.graph
    between = range(trigger.index + 1, item.token)
    return any(
        graph.tokens[i].upos == "VERB" and graph.relation(i) in {"conj", "advcl", "parataxis", "ccomp"} for i in between
    )


def _kind(context: Context, view: SentenceView, trigger: Trigger) -> TollKind | None:
    frame = trigger.frame
    graph = view.graph
    if frame.harm == "verb":
        word = context.lexicons.cues.harm.get(graph.lemma(trigger.index), "killed")
        return TollKind(word)
    name = frame.harm or frame.count
    if name == "prisoners" and graph.lemma(trigger.index) in {"deport", "expel", "evict"}:
        return TollKind.DISPLACED
    if name == "prisoners" and graph.lemma(trigger.index) not in {
        "capture",
        "detain",
        "arrest",
        "imprison",
        "jail",
        "release",
        "free",
        "exchange",
        "swap",
        "hold",
        "take",
        "trade",
        "intern",
        "set",
        "abduct",
        "kidnap",
        "pardon",
        "repatriate",
        "let",
        "nab",
        "lead",
        "round",
        "grab",
        "pick",
        "drag",
        "haul",
        "seize",
        "snatch",
        "spirit",
    }:
        return None
    if name == "prisoners" and (
        graph.lemma(trigger.index) in {"abduct", "kidnap", "snatch", "spirit"}
        or any(graph.lemma(p) == "hostage" for p in graph.patients(trigger.index))
    ):
        return TollKind.HOSTAGES
    if name == "killed" and any(graph.lemma(p) == "casualty" for p in graph.patients(trigger.index)):
        return TollKind.CASUALTIES
    if name == "killed" and any(
        graph.lower(c) in {"wounded", "injured", "hurt"} for c in graph.children(trigger.index, "xcomp")
    ):
        return TollKind.INJURED
    return TollKind(name) if name else None


def counts_people(context: Context, view: SentenceView, item: Counted) -> bool:
    """Return whether a number counts people: its noun is one of people, or it stands alone."""
    if item.expression.percent:
        return False
    graph = view.graph
    lemma = graph.lemma(item.noun)
    lists = context.lexicons.cues.lists
    if item.noun == item.token:
        of = [o.head for o in graph.obliques(item.noun) if o.case == "of"]
        return not of or any(_is_person_noun(context, view, o) for o in of)
    if lemma in lists["victim_people"] or lemma in lists["dead_words"]:
        return True
    return _is_person_noun(context, view, item.noun)


def _counts_mortals(context: Context, view: SentenceView, trigger: Trigger, item: Counted) -> bool:
    """Return whether a plural noun that no list knows counts people, since it is who dies or is killed."""
    if trigger.frame.id not in {"die", "kill-plain", "slay", "lose-life"} or item.expression.percent:
        return False
    lists = context.lexicons.cues.lists
    lemma = view.graph.lemma(item.noun)
    plural = view.graph.tokens[item.noun].xpos == "NNS"
    return plural and lemma not in lists["not_victims"] | lists["materiel"]


def _is_person_noun(context: Context, view: SentenceView, index: int) -> bool:
    graph = view.graph
    nouns = context.lexicons.nouns
    words = {graph.lemma(index), graph.lower(index)}
    if words & context.lexicons.cues.lists["materiel"]:
        return False
    if words & context.lexicons.cues.lists["victim_people"] or any(
        w in nouns.private or w in nouns.forces for w in words
    ):
        return True
    if any(w in nouns.titles or w in nouns.collectives for w in words) or graph.tokens[index].upos in {"PROPN", "PRON"}:
        return True
    return any(_is_person_noun(context, view, o.head) for o in graph.obliques(index) if o.case == "of")


def _is_subset(view: SentenceView, item: Counted) -> bool:
    """Return whether a number says "among them nine children", "including two nuns", "five of them women"."""
    graph = view.graph
    for node in (item.token, item.noun, *list(graph.ancestors(item.noun))[:1]):
        if graph.case(node).split(" ")[0] in {"among", "including"}:
            return True
        if any(graph.lower(c) in {"including", "among"} for c in graph.children(node)):
            return True
        if any(
            o.case in {"of", "among"} and graph.lower(o.head) in {"them", "whom", "these"} for o in graph.obliques(node)
        ):
            return True
        if any(graph.lower(c) in {"them", "whom"} for c in graph.children(node)):
            return True
    return False


def _toll(context: Context, view: SentenceView, trigger: Trigger, kind: TollKind, item: Counted) -> Toll:
    expression = item.expression
    lemma = view.graph.lemma(item.noun)
    told = context.lexicons.cues.counted_kind(view.graph.lower(item.noun)) if kind is TollKind.KILLED else None
    return Toll(
        kind=TollKind(told) if told else kind,
        low=expression.low,
        best=expression.best,
        high=expression.high,
        words=Passage.cut(context.text, expression.start, expression.end),
        unit=context.lexicons.cues.units.get(lemma, "persons"),
        victim_status=status_of(context, view, item.noun),
        scope=scope_of(context, view, trigger),
    )


def recounted(context: Context, item: Counted, known: Toll, status: VictimStatus) -> Toll:
    """Return the toll of a number that speaks of those who were counted before: of one kind, unit and scope."""
    e = item.expression
    words = Passage.cut(context.text, e.start, e.end)
    return Toll(known.kind, e.low, e.best, e.high, words, unit=known.unit, victim_status=status, scope=known.scope)


def _singular(context: Context, view: SentenceView, trigger: Trigger, kind: TollKind, heads: list[int]) -> list[Toll]:
    """Return the toll of one for "a soldier was killed", and none for plain plurals; nobody is zero."""
    graph = view.graph
    for head in heads:
        token = graph.tokens[head]
        word = graph.lower(head)
        dets = {graph.lower(d) for d in graph.children(head, "det", "nummod")}
        passage = Passage.cut(context.text, token.start, token.end)
        status = status_of(context, view, head)
        if word in {"nobody", "none"} or (word == "one" and "no" in dets):
            return [Toll(kind, 0, 0, 0, passage, victim_status=status)]
        if "no" in dets and _is_person_noun(context, view, head):
            return [Toll(kind, 0, 0, 0, passage, victim_status=status)]
        owned = any(graph.lower(c) in {"his", "her", "their", "its", "my"} for c in graph.children(head, "nmod:poss"))
        if owned and token.xpos == "NN" and graph.lower(head) in context.lexicons.nouns.private:
            return [Toll(kind, 1, 1, 1, passage, victim_status=status)]
        if (
            dets & {"a", "an", "another"}
            and token.xpos == "NN"
            and _is_person_noun(context, view, head)
            and not graph.children(head, "nmod")
        ):
            return [Toll(kind, 1, 1, 1, passage, victim_status=status)]
    return []


def status_of(context: Context, view: SentenceView, noun: int) -> VictimStatus:
    """Return whether a counted noun means combatants, civilians or does not say."""
    graph = view.graph
    lists = context.lexicons.cues.lists
    words = {graph.lemma(noun), *(graph.lemma(o.head) for o in graph.obliques(noun) if o.case == "of")}
    if words & lists["combatants"]:
        return VictimStatus.COMBATANT
    return VictimStatus.CIVILIAN if words & lists["civilians"] else VictimStatus.UNKNOWN


def scope_of(context: Context, view: SentenceView, trigger: Trigger) -> Scope:
    """Return what stretch of events a toll covers, from the noun that did the harm and from "since", "so far"."""
    graph = view.graph
    causes = graph.subjects(trigger.index) if not graph.is_passive(trigger.index) else graph.agents(trigger.index)
    above = list(graph.ancestors(trigger.index))[: 2 if trigger.is_verb else 5]
    causes = causes + [s for n in above for s in graph.own_subjects(n)] + above
    causes += [o.head for o in graph.obliques(trigger.index) if o.case in {"in", "during", "by", "from", "of"}]
    lemmas = {graph.lemma(c) for c in causes if graph.tokens[c].upos in {"NOUN", "PROPN"}}
    if lemmas & graph.cues.lists["war_nouns"]:
        return Scope.WHOLE_CONFLICT
    cases = {o.case for o in graph.obliques(trigger.index)}
    perfect = any(graph.lower(a) in {"have", "has"} for a in graph.children(trigger.index, "aux"))
    vague = any(
        graph.cues.has("vague_numbers", graph.lemma(p))
        for p in graph.patients(trigger.index) + graph.subjects(trigger.index)
    )
    if perfect and vague:
        return Scope.CUMULATIVE
    if "since" in cases or any(graph.lower(m) == "since" for m in graph.children(trigger.index, "advmod", "mark")):
        return Scope.CUMULATIVE
    return Scope.EPISODE if lemmas & graph.cues.lists["episode_nouns"] else Scope.INCIDENT


def with_whose(tolls: tuple[Toll, ...], whose: tuple[str, ...]) -> tuple[Toll, ...]:
    """Return the tolls with the mention ids of the side that the counted people belong to."""
    return tuple(replace(toll, whose=whose) for toll in tolls)
