"""From tree positions to roles: which mentions initiate and receive, where and when a clause says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contested.extract.content_roles import content_parties
from contested.extract.context import Context, SentenceView
from contested.extract.signals import pointed, signal_at
from contested.lexicon.events import Frame
from contested.model.actors import ActorKind, MentionForm
from contested.model.claims import EventType
from contested.model.tree import Signal

SURE = 0.7  # how sure the network must be of who fills a role that a frame leaves open
_ROLELESS = frozenset({EventType.HARM, EventType.STATUS, EventType.CEASEFIRE_COLLAPSED, EventType.CEASEFIRE_HELD})
_NAMES = frozenset({MentionForm.NAME, MentionForm.ACRONYM})


@dataclass(frozen=True, slots=True)
class Roles:
    """Mention ids of both roles, and the head tokens of the victims or objects (for tolls and target classes)."""

    initiators: tuple[str, ...]
    recipients: tuple[str, ...]
    patients: tuple[int, ...]
    reciprocal: bool = False
    implied: tuple[str, ...] = ()


def mentions_at(context: Context, view: SentenceView, heads: list[int]) -> tuple[str, ...]:
    """Return the mention ids of the phrases at these heads; "troops of X" also where only X is known."""
    found: list[str] = []
    for head in heads:
        ids = named_at(context, view, head)
        if not ids:
            ids = _through_modifiers(context, view, head)
        found += [i for i in ids if i not in found]
    return tuple(found)


def named_at(context: Context, view: SentenceView, head: int) -> list[str]:
    """Return the mentions at a head; who is named there, or in apposition, goes before the office or the kind of body.

    "the emir, Sheikh Hamad", "the militant group Hamas", "a rights watchdog, Amnesty International".
    """
    own = view.mentions.get(head, [])
    beside = _beside(view, head)
    people = [m for m in (*own, *beside) if context.mentions[m].kind is ActorKind.PERSON]
    if people:
        return people[:1]
    named = [m for m in beside if context.mentions[m].form in _NAMES]
    if not named or any(context.mentions[m].form in _NAMES for m in own):
        return own
    return named if view.graph.tokens[head].xpos in {"NNS", "NNPS"} else named[:1]


def _beside(view: SentenceView, head: int) -> list[str]:
    """Return the mentions of the names that stand in apposition to a head."""
    graph = view.graph
    beside = graph.children(head, "appos", "flat")
    words = [w for c in beside for w in (c, *graph.children(c, "flat"), *graph.children(c, "conj"))]
    return [m for w in words for m in view.mentions.get(w, [])]


def _through_modifiers(context: Context, view: SentenceView, head: int, depth: int = 1) -> list[str]:
    """Return who owns a phrase that is no actor itself: "Indian guns", "a convoy of the army"."""
    graph = view.graph
    for child in graph.children(head, "nmod:poss", "amod", "compound"):
        ids = [m for c in graph.expand([child]) for m in view.mentions.get(c, [])]
        if ids:
            return [i for i in ids if context.mentions[i].form is not MentionForm.PRONOUN]
    for oblique in graph.obliques(head):
        if oblique.case in {"of", "for"} and view.mentions.get(oblique.head):
            return view.mentions[oblique.head]
    behind = [o.head for o in graph.obliques(head) if o.case == "of"]
    return _through_modifiers(context, view, behind[0], depth - 1) if behind and depth else []


def verb_roles(context: Context, view: SentenceView, index: int, frame: Frame) -> Roles:
    """Return the roles of a verb's arguments by a frame's role map."""
    graph = view.graph
    slots: dict[str, list[int]] = {"initiator": [], "recipient": [], "both": [], "territory": [], "none": []}
    actives, patients = graph.actives(index), graph.patients(index)
    slots[frame.roles.get("subj", "none")] += actives
    slots[frame.roles.get("obj", "none")] += patients
    if not patients or graph.children(index, "obj"):
        slots[frame.roles.get("iobj", "none")] += graph.children(index, "iobj")
    inner = [o for patient in patients for o in graph.obliques(patient) if view.mentions.get(o.head)]
    for oblique in inner if not frame.light else []:
        slots[frame.roles.get(oblique.case, "none")].append(oblique.head)
    gerund = graph.tokens[index].xpos == "VBG" and graph.relation(index) in {"obl", "obj", "nsubj", "nmod", "conj"}
    if gerund and not actives:
        slots["initiator"] += _gerund_agents(view, index)
    for oblique in [o for o in graph.obliques(index) if o.case != "with" or not _stand_by(view, index, o.head)]:
        slots[frame.roles.get(oblique.case, "none")] += [oblique.head]
    if not mentions_at(context, view, slots["initiator"] + slots["both"]) and graph.relation(index) == "acl":
        _add_writer(context, view, index, frame, slots)
    if not actives and graph.relation(index) == "amod":
        slots[frame.roles.get("subj", "none")] += [c for c in graph.children(index) if view.mentions.get(c)]
    if frame.type is EventType.REQUEST and not slots["recipient"]:
        clauses = graph.children(index, "ccomp", "xcomp", "advcl")
        slots["recipient"] += [s for c in clauses for s in graph.expand(graph.own_subjects(c))]
    if frame.light or frame.light_subj:
        for noun in patients if frame.light else actives or graph.subjects(index):
            _add_noun_arguments(context, view, noun, frame, slots)
    return _with_content(context, view, index, frame, _close(context, view, frame, slots, patients))


def _with_content(context: Context, view: SentenceView, index: int, frame: Frame, roles: Roles) -> Roles:
    """Give one party's speech act that names nobody acted upon the parties in its content."""
    if roles.recipients and not (frame.reciprocal and roles.recipients == roles.initiators):
        return roles
    far = content_parties(context, view, index, frame, set(roles.initiators))
    return replace(roles, recipients=far, reciprocal=False) if far else roles


def _stand_by(view: SentenceView, index: int, head: int) -> bool:
    """Return whether "with X as guarantors" gives those named a part of their own: they are no party to it."""
    graph = view.graph
    near = [*graph.obliques(head), *graph.obliques(index)]
    roles = graph.cues.lists["mediator_nouns"] | graph.cues.lists["witness_nouns"]
    return any(o.case == "as" and o.head > head and graph.lemma(o.head) in roles for o in near)


def _gerund_agents(view: SentenceView, index: int) -> list[int]:
    """Return the by-phrase of a gerund, also where it hangs on the verb above: "responding to shelling by X"."""
    graph = view.graph
    own = [o.head for o in graph.obliques(index) if o.case == "by"]
    above = graph.tokens[index].head
    if own or above < 0 or graph.is_passive(above):
        return own
    return [o.head for o in graph.obliques(above) if o.case == "by" and o.head > index]


def _add_writer(context: Context, view: SentenceView, index: int, frame: Frame, slots: dict[str, list[int]]) -> None:
    """Give "issued a resolution calling for" the issuer of the resolution as who calls."""
    graph = view.graph
    noun = graph.tokens[index].head
    governor = graph.tokens[noun].head if noun >= 0 else -1
    if governor >= 0 and graph.is_verb(governor) and graph.tokens[index].xpos == "VBG":
        slots[frame.roles.get("subj", "none")] += graph.actives(governor)


def noun_roles(context: Context, view: SentenceView, index: int, frame: Frame) -> Roles:
    """Return the roles of an event noun's arguments."""
    slots: dict[str, list[int]] = {"initiator": [], "recipient": [], "both": [], "territory": [], "none": []}
    _add_noun_arguments(context, view, index, frame, slots)
    patients = [o.head for o in view.graph.obliques(index) if o.case == "of"]
    return _close(context, view, frame, slots, patients)


def _add_noun_arguments(
    context: Context, view: SentenceView, noun: int, frame: Frame, slots: dict[str, list[int]]
) -> None:
    """Sort the arguments of an event noun into slots; a light verb's noun uses the prepositions of the frame."""
    graph = view.graph
    made = frame.reciprocal or frame.type is EventType.CEASEFIRE_COLLAPSED  # who made a truce is no party to its end
    inner = [
        o
        for of in graph.obliques(noun)
        if of.case == "of"
        for o in graph.obliques(of.head)
        if o.case in {"between", "with", "by"}
    ]
    for oblique in [*graph.obliques(noun), *inner]:
        role = frame.roles.get(oblique.case)
        if role is None and oblique.case == "by" and frame.type is not EventType.CEASEFIRE_COLLAPSED:
            role = "initiator"
        if role:
            slots[role].append(oblique.head)
    default = "both" if frame.reciprocal else "initiator"
    for child in graph.children(noun, "nmod:poss"):
        told = bool(slots["initiator"]) and graph.tokens[child].upos == "PRON"
        if not told:  # "ended its attacks": the owner is the subject, who is there already
            slots[frame.roles.get("poss", default)].append(child)
    for child in graph.children(noun, "amod", "compound"):
        if view.mentions.get(child):
            slots[frame.roles.get("adj", default)] += graph.expand([child])
    for child in graph.children(noun, "acl"):
        if not made:
            slots[frame.roles.get("by", "initiator")] += graph.agents(child)


def _close(
    context: Context, view: SentenceView, frame: Frame, slots: dict[str, list[int]], patients: list[int]
) -> Roles:
    initiators = mentions_at(context, view, slots["initiator"])
    recipients = mentions_at(context, view, slots["recipient"])
    both = mentions_at(context, view, slots["both"])
    if both and (initiators or recipients) and not frame.reciprocal:
        both = ()
    if (
        frame.reciprocal
        and len(both) == 1
        and not initiators
        and not recipients
        and not _is_plural(context, view, both[0])
    ):
        initiators = both
    elif frame.reciprocal and both:
        initiators = tuple(dict.fromkeys(initiators + both))
        recipients = tuple(dict.fromkeys(recipients + both))
    if not recipients and _is_mutual(view, slots["recipient"]):
        recipients = initiators
        return Roles(initiators, recipients, tuple(patients), True)
    recipients = tuple(i for i in recipients if frame.reciprocal or i not in initiators)
    recipients = tuple(i for i in recipients if not context.mentions[i].reason.endswith("(people)"))
    if frame.type in {EventType.ASSAULT, EventType.COERCE, EventType.HARM}:
        initiators = tuple(i for i in initiators if context.mentions[i].kind is not ActorKind.UNNAMED_SOURCE)
    return Roles(initiators, recipients, tuple(patients), frame.reciprocal and bool(both))


def with_signals(context: Context, view: SentenceView, index: int, frame: Frame, roles: Roles) -> Roles:
    """Give an event that no frame knows the roles that the network points to; others keep what the tree gives."""
    signal = signal_at(view, index)
    if signal is None:
        return roles
    if frame.words:
        return _filled(context, view, signal, frame, roles)
    initiators = pointed(context, view, signal.initiators)
    recipients = pointed(context, view, signal.recipients)
    if not initiators and not recipients:
        return roles
    if frame.reciprocal:
        both = tuple(dict.fromkeys((*initiators, *recipients)))
        several = len(both) > 1 or any(_is_plural(context, view, one) for one in both)
        return replace(roles, initiators=both, recipients=both if several else (), reciprocal=several)
    recipients = tuple(r for r in recipients if r not in initiators)
    return replace(roles, initiators=initiators, recipients=recipients, reciprocal=False)


def _filled(context: Context, view: SentenceView, signal: Signal, frame: Frame, roles: Roles) -> Roles:
    """Fill the roles that a frame left open with whom the network is sure of."""
    if frame.reciprocal or frame.type in _ROLELESS:
        return roles
    if not roles.initiators and "initiator" in frame.roles.values():
        found = tuple(i for i in pointed(context, view, signal.initiators, SURE) if i not in roles.recipients)
        roles = replace(roles, initiators=found)
    if not roles.recipients and "recipient" in frame.roles.values():
        found = tuple(i for i in pointed(context, view, signal.recipients, SURE) if i not in roles.initiators)
        roles = replace(roles, recipients=found)
    return roles


def _is_plural(context: Context, view: SentenceView, mention_id: str) -> bool:
    """Return whether one mention stands for several parties."""
    mention = context.mentions[mention_id]
    if mention.kind is ActorKind.COLLECTIVE or mention.passage.quote.lower() in {"they", "them", "both", "we"}:
        return True
    heads = [h for h, ids in view.mentions.items() if mention_id in ids]
    return (
        any(view.graph.tokens[h].xpos in {"NNS", "NNPS"} for h in heads) and mention.kind is not ActorKind.ARMED_FORCE
    )


def _is_mutual(view: SentenceView, heads: list[int]) -> bool:
    """Return whether a role is filled by "each other", "one another", "the other"."""
    return any(view.graph.lower(h) in {"other", "another"} for h in heads)
