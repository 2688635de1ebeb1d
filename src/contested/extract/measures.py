"""Measures of a claim: weapons launched and intercepted, vehicles destroyed, breaches counted, ground gained."""

from __future__ import annotations

from contested.extract.context import Context, SentenceView
from contested.extract.frames import Trigger
from contested.extract.tolls import Counted
from contested.model.quantities import Measure, MeasureKind
from contested.model.spans import Passage


def measures_of(
    context: Context, view: SentenceView, trigger: Trigger, heads: list[int], counted: list[Counted]
) -> tuple[Measure, ...]:
    """Return the measures that a frame asks for: weapons launched, vehicles destroyed, violations, territory."""
    graph = view.graph
    frame = trigger.frame
    wanted = "territory" if frame.share else frame.measure
    if wanted is None:
        return ()
    reached: set[int] = set()
    for head in [*heads, *graph.patients(trigger.index), *([trigger.index] if not trigger.is_verb else [])]:
        reached.update(graph.subtree(head, frozenset({"acl", "advcl", "parataxis"})))
    if frame.measure == "violations":
        reached.update(graph.subtree(trigger.index, frozenset({"advcl", "conj", "ccomp"})))
    found: list[Measure] = []
    part = view.graph.clause_noun(trigger.index) if trigger.is_verb else None
    told = [c for c in counted if c.token == part]
    for item in told or [c for c in counted if not _has_clause(view, c)]:
        if item.token not in reached or (wanted == "violations" and not _counts_breaches(context, view, trigger, item)):
            continue
        measure = _measure(context, view, wanted, item)
        if measure is not None:
            found.append(measure)
    return tuple(found)


def _has_clause(view: SentenceView, item: Counted) -> bool:
    """Return whether a number has a clause of its own: "38 drones, 29 of which were shot down"."""
    graph = view.graph
    return graph.relation(item.token) == "appos" and bool(graph.children(item.token, "acl"))


def _whole_of(view: SentenceView, item: Counted) -> int:
    """Return the noun that a bare number takes a part of: the drones of "38 drones, 29 of which were shot down"."""
    graph = view.graph
    if item.noun != item.token or graph.relation(item.token) != "appos":
        return item.noun
    return graph.tokens[item.token].head


def _counts_breaches(context: Context, view: SentenceView, trigger: Trigger, item: Counted) -> bool:
    """Return whether a number counts breaches: it stands alone, or its noun is the trigger or a word for a breach."""
    known = context.lexicons.cues.has("breach_nouns", view.graph.lemma(item.noun))
    return known or item.noun in {item.token, trigger.index}


def _measure(context: Context, view: SentenceView, wanted: str, item: Counted) -> Measure | None:
    lemma = view.graph.lemma(_whole_of(view, item))
    classes = context.lexicons.events.classes
    if wanted == "territory":
        if not item.expression.percent and (lemma not in classes["territory"] or lemma in {"country", "state"}):
            return None
        unit = "percent" if item.expression.percent else view.graph.lower(item.noun)
    elif item.expression.percent:
        return None
    elif wanted == "vehicles":
        if lemma not in {
            "vehicle",
            "truck",
            "tank",
            "car",
            "jeep",
            "aircraft",
            "helicopter",
            "jet",
            "ship",
            "boat",
            "armour",
            "carrier",
            "howitzer",
            "launcher",
        }:
            return None
        unit = view.graph.lower(item.noun)
    elif wanted in {"launched", "intercepted"}:
        if lemma not in classes["weapon"]:
            return None
        unit = view.graph.lower(item.noun)
    else:
        unit = "events"
    e = item.expression
    return Measure(MeasureKind(wanted), e.low, e.best, e.high, Passage.cut(context.text, e.start, e.end), unit)
