"""Triggers: which tokens word a happening, and by which frame."""

from __future__ import annotations

from dataclasses import dataclass

from contested.extract.conditions import has_complement, holds
from contested.extract.context import Context, SentenceView
from contested.extract.graph import Oblique
from contested.extract.needs import need_holds
from contested.extract.signals import signalled_frames
from contested.lexicon.events import Frame
from contested.model.claims import EventType

ANY = "*"  # the key of frames that any verb can fill


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that words a happening. ``nouns`` are the event nouns that a light verb has used up."""

    index: int
    frame: Frame
    is_verb: bool
    nouns: tuple[int, ...] = ()


_TRUCE_MAKING = frozenset({"declare-truce", "agree-truce", "truce-deal"})  # "a truce declared by X" is one claim


def find_triggers(context: Context, view: SentenceView) -> list[Trigger]:
    """Return the triggers of a sentence in text order: verbs first, then nouns that no verb has used."""
    verbs = [t for i in range(len(view.graph)) if (t := match_verb(context, view, i)) is not None]
    complements = {c for t in verbs if "comp" in t.frame.conditions for c in view.graph.children(t.index, "xcomp")}
    verbs = [t for t in verbs if t.index not in complements]
    verbs = [t for t in verbs if not _is_aim_of_protest(view, t, verbs)]
    used = {noun for trigger in verbs for noun in trigger.nouns}
    truces = {"truce-made.n", "agreement.n", "peace-agreement.n"}
    nouns = [
        t
        for i in range(len(view.graph))
        if (t := match_noun(context, view, i)) is not None and (i not in used or t.frame.id in truces)
    ]
    made = {view.graph.tokens[t.index].head for t in verbs if t.frame.id in _TRUCE_MAKING}
    nouns = [t for t in nouns if t.frame.id != "truce-made.n" or t.index not in made]
    known = {t.index: t.frame for t in verbs + nouns} | {n: t.frame for t in verbs for n in t.nouns}
    graph = view.graph
    signalled = [
        Trigger(i, frame, graph.is_verb(i) or bool(graph.children(i, "cop")))
        for i, frame in signalled_frames(context, view, known).items()
    ]
    return sorted(verbs + nouns + signalled, key=lambda t: t.index)


def _is_aim_of_protest(view: SentenceView, trigger: Trigger, verbs: list[Trigger]) -> bool:
    """Return whether "to protest" only says what a protest is held for: "began a hunger strike to protest the law"."""
    graph = view.graph
    if graph.lemma(trigger.index) != "protest" or graph.relation(trigger.index) not in {"advcl", "xcomp", "acl"}:
        return False
    above = list(graph.ancestors(trigger.index))[:2]
    return any(t.index in above and t.frame.type is EventType.PROTEST for t in verbs)


def match_verb(context: Context, view: SentenceView, index: int) -> Trigger | None:
    """Return the trigger that a verb (or a predicate with copula) is, or None."""
    graph = view.graph
    copular = bool(graph.children(index, "cop"))
    if not (copular or graph.is_verb(index)):
        return None
    if graph.relation(index) in {"amod", "compound"} and not any(view.mentions.get(c) for c in graph.children(index)):
        return None  # "the attacking force", "a wounded man": a property, not a happening
    if _is_premodifier(view, index):
        return None
    for key in [*_verb_keys(view, index, copular), *([] if copular else [ANY])]:
        for frame in context.lexicons.events.verbs.get(key, ()):
            if _verb_fits(context, view, index, frame, copular):
                nouns = _light_nouns(view, index, frame)
                return Trigger(index, frame, True, tuple(nouns))
    return None


def _is_premodifier(view: SentenceView, index: int) -> bool:
    """Return whether a participle stands before its noun: "regained territory", "captured soldiers"."""
    graph = view.graph
    token = graph.tokens[index]
    if token.xpos != "VBN" or index + 1 >= len(graph) or graph.children(index, "aux", "nsubj", "nsubj:pass"):
        return False
    return (graph.tokens[index + 1].upos == "NOUN" and token.head == index + 1) or index + 1 in graph.children(
        index, "obj"
    )


def _verb_keys(view: SentenceView, index: int, copular: bool) -> list[str]:
    """Return the names under which a verb may stand in the lexicon, the longest first."""
    graph = view.graph
    if copular:
        return ["be"]
    lemma = graph.lemma(index)
    keys = [f"{lemma} {particle}" for particle in [graph.particle(index)] if particle]
    keys += [f"{lemma} {graph.lower(a)}" for a in graph.children(index, "advmod", "xcomp", "compound") if a > index]
    for oblique in graph.obliques(index):
        keys += [f"{lemma} {oblique.case} {graph.lemma(oblique.head)}", f"{lemma} {oblique.case}"]
    keys += [f"{lemma} {graph.lemma(o)}" for o in graph.children(index, "obj")]
    apart = graph.particle(index) or any(graph.lower(a) == "apart" for a in graph.children(index, "advmod"))
    return [*dict.fromkeys(keys), *([] if apart else [lemma])]


def _obliques(view: SentenceView, index: int, copular: bool) -> list[Oblique]:
    found = view.graph.obliques(index)
    return [*found, Oblique(view.graph.case(index), index)] if copular else found


def _verb_fits(context: Context, view: SentenceView, index: int, frame: Frame, copular: bool) -> bool:
    """Return whether all conditions of a frame hold at a verb."""
    graph = view.graph
    conditions = frame.conditions
    if "subj" in conditions:
        subjects = graph.patients(index) if frame.light_subj and graph.is_passive(index) else graph.subjects(index)
        if not holds(context, view, subjects, conditions["subj"]):
            return False
    patients = graph.patients(index)
    if frame.type is EventType.ASSAULT and any(o.case == "out of" for o in graph.obliques(index)):
        return False  # "stormed out of the talks"
    if "obj" in conditions and not holds(context, view, patients, conditions["obj"]):
        return False
    if frame.not_obj and any(graph.lemma(p) in frame.not_obj for p in patients):
        return False
    if frame.oblique:
        around = [*_obliques(view, index, copular), *(o for p in patients for o in graph.obliques(p))]
        wanted = [(o.head, frame.oblique[o.case]) for o in around if o.case in frame.oblique]
        if not any(holds(context, view, [head], name) for head, name in wanted):
            return False
    if "comp" in conditions and not has_complement(context, view, index, conditions["comp"]):
        return False
    if frame.third_party and not _is_third_party(context, view, graph.actives(index)):
        return False
    return frame.needs is None or need_holds(context, view, index, frame.needs)


def _is_third_party(context: Context, view: SentenceView, heads: list[int]) -> bool:
    """Return whether an initiator is a mediator by its noun, or an organisation of states."""
    for head in heads:
        if holds(context, view, [head], "third_party"):
            return True
        for mention in view.mentions.get(head, []):
            ids = context.mentions[mention].candidates
            if any(i.startswith(("igo:", "ngo:")) for i in ids):
                return True
    return False


def _light_nouns(view: SentenceView, index: int, frame: Frame) -> list[int]:
    graph = view.graph
    if frame.light:
        return graph.patients(index)
    if frame.light_subj or "subj" in frame.conditions:
        return graph.subjects(index) + (graph.patients(index) if "obj" in frame.conditions else [])
    if "obj" in frame.conditions:
        return graph.patients(index)
    return []


def match_noun(context: Context, view: SentenceView, index: int) -> Trigger | None:
    """Return the trigger that an event noun is, or None."""
    graph = view.graph
    token = graph.tokens[index]
    if token.upos not in {"NOUN", "PROPN"} or (
        graph.relation(index) in {"compound", "flat", "root"} and not graph.children(index)
    ):
        return None
    above = token.head
    if above >= 0 and graph.case(index) == "of" and graph.cues.has("ending_nouns", graph.lemma(above)):
        return None  # "a cessation of hostilities" is a truce, not a fight
    for key in graph.noun_keys(index):
        for frame in context.lexicons.events.nouns.get(key, ()):
            if _noun_fits(context, view, index, frame):
                return Trigger(index, frame, False)
    return None


def _noun_fits(context: Context, view: SentenceView, index: int, frame: Frame) -> bool:
    graph = view.graph
    of = [o.head for o in graph.obliques(index) if o.case == "of"]
    if "of" in frame.conditions and not holds(context, view, of, frame.conditions["of"]):
        return False
    return need_holds(context, view, index, frame.needs or ("any" if "of" in frame.conditions else "role"))
