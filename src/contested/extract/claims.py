"""From triggers to claims: roles, voices, stance, tolls, places, times and target class of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from contested.extract.attributions import Attribution
from contested.extract.clauses import claim_tokens, clause_nouns
from contested.extract.context import Context, SentenceView
from contested.extract.drafts import Draft
from contested.extract.figures import figures_of, without_counted, without_signalled
from contested.extract.frames import Trigger, find_triggers
from contested.extract.harms import is_empty_harm, lend_units, merge_harms, with_deeds
from contested.extract.measures import measures_of
from contested.extract.numbers import NumberExpression
from contested.extract.roles import Roles, mentions_at, noun_roles, verb_roles, with_signals
from contested.extract.settings import with_setting
from contested.extract.signals import is_negated, signal_at
from contested.extract.stance import aux_of, polarity_of, stance_of
from contested.extract.subsets import parts_of
from contested.extract.tellers import voices_of
from contested.extract.tolls import Counted, numbers_of, tolls_of, with_whose
from contested.extract.voices import Voices
from contested.model.claims import NARRATOR, Aux, Claim, EventType, Polarity, SpeechAct, Stance, TargetClass
from contested.model.quantities import Toll
from contested.model.spans import Passage

T = TypeVar("T")
_NEAR = 12  # claims that a bare figure may rest on
_SPEECH_EVENTS = frozenset({EventType.ACCUSE, EventType.REQUEST})
_NEGATED_NEEDS = frozenset(
    {"negated_demand", "declines_part", "will_not", "negated_object"}
)  # frames whose negation is what they tell
_UNBOUND = frozenset({"truce-holds", "truce-binds"})
_HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.HARM})


def find_claims(context: Context, times: list[tuple[str, int, int]], numbers: list[NumberExpression]) -> list[Draft]:
    """Return the drafts of all claims in text order; ids are given at the end."""
    voices = Voices(context)
    drafts: list[Draft] = []
    time_starts, number_starts = [t[1] for t in times], [n.start for n in numbers]
    for view in context.views:
        voices.start_sentence(view)
        near_times = _within(times, time_starts, view)
        near_numbers = _within(numbers, number_starts, view)
        drafts += _of_sentence(context, view, voices, near_times, near_numbers)
        counted = numbers_of(context, view, near_numbers)
        figures = figures_of(context, view, voices, counted, drafts[-_NEAR:]) if counted else []
        drafts = without_signalled(without_counted(drafts, figures), figures)
        drafts += [with_setting(context, figure, near_times) for figure in figures]
        parts = parts_of(context, view, voices, counted, drafts[-_NEAR:]) if counted else []
        drafts = without_signalled(drafts, parts)
        drafts += [with_setting(context, part, near_times) for part in parts]
    return drafts


def _within(items: Sequence[T], starts: list[int], view: SentenceView) -> list[T]:
    """Return the items (sorted by their ``starts``) that begin in a sentence."""
    return list(items[bisect_left(starts, view.sentence.start) : bisect_left(starts, view.sentence.end)])


def _of_sentence(
    context: Context,
    view: SentenceView,
    voices: Voices,
    times: list[tuple[str, int, int]],
    numbers: list[NumberExpression],
) -> list[Draft]:
    triggers = [t for t in find_triggers(context, view) if not _is_suppressed(context, view, t)]
    counted = numbers_of(context, view, numbers)
    scene = _Scene(context, view, {t.index for t in triggers}, counted)
    drafts = [_draft(scene, t, voices_of(voices, view, t)) for t in triggers]
    lend_units(drafts)
    drafts = [d for d in merge_harms(with_deeds(drafts)) if not is_empty_harm(d) and not d.attribution.void]
    return [with_setting(context, d, times) for d in drafts]


def _is_suppressed(context: Context, view: SentenceView, trigger: Trigger) -> bool:
    """Return whether a trigger only words what a speech act asks for, threatens or refuses: one claim, not two."""
    graph = view.graph
    lists = context.lexicons.cues.lists
    node = trigger.index
    if any(graph.lower(m) == "whether" for m in graph.children(trigger.index, "mark")) or _asks_who(view, node):
        return True  # an open question tells of nothing
    if _is_asked_for(context, view, trigger.index):
        return True
    for parent in graph.ancestors(trigger.index):
        relation = graph.relation(node)
        if relation in {"xcomp", "ccomp"} and graph.lemma(parent) in lists["suppress_complements"]:
            if relation == "ccomp" and graph.lemma(parent) in lists["tell_own_complement"]:
                return False
            acting = any(view.mentions.get(s) for s in graph.subjects(parent))
            if graph.lemma(parent) == "threaten" and not acting:
                return False
            return not (graph.is_passive(parent) and graph.lemma(parent) in {"order", "call"})
        if relation in {"obl", "obj"} and graph.lemma(parent) in lists["asking_verbs"] and node != trigger.index:
            return True
        if relation in {"acl"} and graph.lemma(parent) in lists["request_nouns"] | {
            "proposal",
            "plan",
            "threat",
            "offer",
            "decision",
            "need",
        }:
            return graph.tokens[node].xpos == "VB"
        if relation == "nmod" and graph.lemma(parent) in lists["danger_nouns"]:
            return False
        if graph.is_verb(parent) and relation not in {"xcomp", "conj", "obj", "obl"}:
            return False
        node = parent
    return False


def _asks_who(view: SentenceView, verb: int) -> bool:
    """Return whether a clause is an indirect question: "could not establish which side fired", "verify who was hit"."""
    graph = view.graph
    if graph.relation(verb) not in {"ccomp", "xcomp", "advcl"}:
        return False
    asked = [i for s in graph.own_subjects(verb) for i in (s, *graph.children(s, "det"))]
    return any(graph.lower(i) in {"who", "whom", "which", "what", "whose"} for i in asked)


def _is_asked_for(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether an infinitive beside the one asked says what is asked: "called on X to free", "pressed X to sign".

    The tree hangs it on the asking verb as an adverbial clause, or on the one asked.
    """
    graph = view.graph
    if graph.tokens[index].xpos != "VB" or not any(graph.lower(m) == "to" for m in graph.children(index, "mark")):
        return False
    above = graph.tokens[index].head
    if graph.relation(index) == "acl" and above >= 0 and graph.relation(above) in {"obj", "obl", "iobj"}:
        return _asks(context, view, graph.tokens[above].head)
    if graph.relation(index) == "conj" and above >= 0:
        return _is_asked_for(context, view, above)
    return graph.relation(index) == "advcl" and _asks(context, view, above)


def _asks(context: Context, view: SentenceView, verb: int) -> bool:
    graph, lists = view.graph, context.lexicons.cues.lists
    return verb >= 0 and graph.is_verb(verb) and graph.lemma(verb) in lists["suppress_complements"] - {"agree", "set"}


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with what its triggers share: the tokens that trigger, and the numbers that count."""

    context: Context
    view: SentenceView
    triggers: set[int]
    counted: list[Counted]


def _draft(scene: _Scene, trigger: Trigger, attribution: Attribution) -> Draft:
    """Return the claim that a trigger words."""
    context, view, counted = scene.context, scene.view, scene.counted
    others = scene.triggers - {trigger.index}
    frame = trigger.frame
    roles = (
        verb_roles(context, view, trigger.index, frame)
        if trigger.is_verb
        else noun_roles(context, view, trigger.index, frame)
    )
    roles = with_signals(context, view, trigger.index, frame, roles)
    tokens = claim_tokens(view, trigger, others)
    start, end = view.graph.span(tokens)
    token = view.graph.tokens[trigger.index]
    victims = _victim_heads(view, trigger, roles)
    tolls = with_whose(tolls_of(context, view, trigger, victims, counted), roles.recipients)
    measures = measures_of(context, view, trigger, victims, counted)
    target, targeting, harm = _target(context, view, trigger, victims, tokens)
    stance = stance_of(context, view, trigger.index, attribution)
    polarity = polarity_of(context, view, trigger.index)
    if is_negated(view, trigger.index):
        polarity = Polarity.NEGATIVE
    if tolls and all(t.best == 0 for t in tolls):
        polarity = Polarity.NEGATIVE
    if polarity is Polarity.NEGATIVE and stance is Stance.ACCUSED and attribution.speech_act is SpeechAct.DENIED:
        stance = Stance.DENIED
    event_type = _type(context, view, trigger, roles, tolls)
    if event_type is EventType.HARM and frame.type is EventType.ASSAULT and _by_attack(context, view, trigger):
        event_type = EventType.ASSAULT
    if _is_threat(view, trigger, attribution, roles):
        event_type = EventType.THREATEN
    if frame.needs in _NEGATED_NEEDS:
        polarity = Polarity.POSITIVE
    if frame.id in _UNBOUND and polarity is Polarity.NEGATIVE:
        event_type, polarity = EventType.CEASEFIRE_COLLAPSED, Polarity.POSITIVE
    claim = Claim(
        id="",
        report_id=context.report.id,
        passage=Passage.cut(context.text, start, end),
        event_type=event_type,
        trigger=Passage.cut(context.text, token.start, token.end),
        voices=attribution.chain,
        initiators=roles.initiators,
        recipients=roles.recipients,
        implied_roles=roles.implied,
        reciprocal=roles.reciprocal,
        tolls=tolls,
        measures=measures,
        stance=stance,
        polarity=polarity,
        speech_act=attribution.speech_act,
        aux=aux_of(context, view, trigger.index, attribution),
        target_class=target,
        civilian_targeting=targeting,
        civilian_harm=harm,
        third_party_role=frame.third_party_role,
        ground=_ground(context, view, trigger),
        topic=_topic(frame.topic, stance, frame.risk),
        confidence=_confidence(view, trigger, attribution),
        reason=f"frame {frame.id}" if frame.words else frame.id,
    )
    return Draft(view, trigger, attribution, _as_speech_event(_as_demand(view, trigger, claim), trigger), tokens)


def _ground(context: Context, view: SentenceView, trigger: Trigger) -> tuple[Passage, ...]:
    """Return the words for the land that a change or state of control is about, each of several apart."""
    if trigger.frame.type is not EventType.TERRITORY_CHANGE and trigger.frame.topic != "control":
        return ()
    graph = view.graph
    heads = (
        [o.head for o in graph.obliques(trigger.index) if o.case == "of"]
        if not trigger.is_verb
        else graph.patients(trigger.index)
    )
    if trigger.is_verb and "subj" in trigger.frame.conditions:
        heads = graph.subjects(trigger.index)
    if any(graph.lemma(h) in {"control", "command", "possession"} for h in heads):
        heads = [o.head for h in heads for o in graph.obliques(h) if o.case in {"of", "over"}]
    found: list[Passage] = []
    for head in heads:
        stop = frozenset({"conj", "cc", "acl", "appos", "case", "punct", "advcl", "parataxis"})
        words = [i for i in graph.subtree(head, stop) if i >= head - 6]
        start, end = graph.span(words)
        found.append(Passage.cut(context.text, start, end))
    return tuple(dict.fromkeys(found))


def _as_demand(view: SentenceView, trigger: Trigger, claim: Claim) -> Claim:
    """Turn "X said that Y must stop" into what it is: X asks something of Y; nothing of it has happened."""
    graph = view.graph
    owed = any(graph.lower(a) in {"must", "should", "ought"} for a in graph.children(trigger.index, "aux"))
    if not owed or not trigger.is_verb or claim.stance is Stance.HYPOTHETICAL:
        return claim
    if claim.claimant is None or not claim.initiators:
        return replace(claim, stance=Stance.HYPOTHETICAL)
    return replace(
        claim,
        event_type=EventType.REQUEST,
        initiators=(claim.claimant,),
        recipients=claim.initiators,
        voices=claim.voices[:-1] or (NARRATOR,),
        stance=Stance.ASSERTED,
        polarity=Polarity.POSITIVE,
        speech_act=SpeechAct.DEMANDED,
        reciprocal=False,
        tolls=(),
        measures=(),
        ground=(),
        target_class=None,
        civilian_targeting=False,
        civilian_harm=False,
        reason=f"{claim.reason}; owed",
    )


def _as_speech_event(claim: Claim, trigger: Trigger) -> Claim:
    """Apply ruling 1: accusing and requesting are the narrator's to tell; threats and refusals the speaker's."""
    if claim.event_type in _SPEECH_EVENTS and claim.claimant in claim.initiators:
        claim = replace(claim, voices=claim.voices[:-1] or (NARRATOR,))
    if claim.event_type in _SPEECH_EVENTS and claim.stance is Stance.ACCUSED:
        return replace(claim, stance=Stance.ASSERTED)
    return claim


def _is_threat(view: SentenceView, trigger: Trigger, attribution: Attribution, roles: Roles) -> bool:
    """Return whether words tell what an actor will do: "will close it, the minister warned", "we will strike"."""
    if not trigger.is_verb or not roles.initiators or not attribution.voices:
        return False
    graph = view.graph
    if attribution.speech_act is not SpeechAct.WARNED:
        own = any(graph.lower(s) in {"we", "it", "they", "he", "she", "i"} for s in graph.own_subjects(trigger.index))
        if not own or trigger.frame.type not in {EventType.ASSAULT, EventType.COERCE} or trigger.frame.harm:
            return False
    modal = any(graph.lower(a) in {"will", "would", "wo", "'ll", "shall"} for a in graph.children(trigger.index, "aux"))
    return modal and attribution.content_root == trigger.index and not graph.is_passive(trigger.index)


def _type(context: Context, view: SentenceView, trigger: Trigger, roles: Roles, tolls: tuple[Toll, ...]) -> EventType:
    """Return HARM for killing verbs without anybody who attacks (the manual keeps the two apart)."""
    event_type = trigger.frame.type
    graph = view.graph
    above = graph.tokens[trigger.index].head
    tried = (
        above >= 0 and graph.relation(trigger.index) == "xcomp" and graph.cues.has("trying_verbs", graph.lemma(above))
    )
    if tried and event_type is EventType.TERRITORY_CHANGE:
        return EventType.ASSAULT  # "tried to retake the bridge": fought for, not gained
    if event_type is not EventType.ASSAULT or not tolls or roles.initiators or roles.reciprocal:
        return event_type
    stated = trigger.frame.id == "slay" and not context.lexicons.cues.has(
        "plain_harm_verbs", graph.lemma(trigger.index)
    )
    return event_type if stated else EventType.HARM


def _by_attack(context: Context, view: SentenceView, trigger: Trigger) -> bool:
    """Return whether the clause of a killing names the attack or the weapon that killed; a mine is no attack."""
    graph = view.graph
    means = [o.head for o in graph.obliques(trigger.index) if o.case in {"in", "by", "during", "when"}]
    words = {key for head in means for key in graph.noun_keys(head)}
    classes = context.lexicons.events.classes
    return bool(words & classes["attack_means"]) and not any("mine" in word for word in words)


def _topic(topic: str | None, stance: Stance, risky: bool) -> str | None:
    """Return the topic of a claim; worsening is a risk only where it may come, and else no topic of its own."""
    if not risky:
        return topic
    if stance not in {Stance.POSSIBLE, Stance.HYPOTHETICAL}:
        return None
    return "spillover" if topic == "escalation" else topic


def _victim_heads(view: SentenceView, trigger: Trigger, roles: Roles) -> list[int]:
    """Return the nouns whose people a harm verb counts: its patients, or the subject of "die" and "flee"."""
    graph = view.graph
    frame = trigger.frame
    if not trigger.is_verb:
        counted: list[int] = []
        node = trigger.index
        while graph.case(node) == "of" and graph.cues.has("big_numbers", graph.lemma(graph.tokens[node].head)):
            node = graph.tokens[node].head
            counted.append(node)
        return [*counted, trigger.index, *roles.patients]
    if frame.count == "displaced" and frame.roles.get("subj") == "initiator" and frame.type is EventType.STATUS:
        return graph.subjects(trigger.index)
    if any(graph.lemma(p) == "life" for p in graph.patients(trigger.index)) and frame.roles.get("subj") == "recipient":
        return graph.subjects(trigger.index)  # "lost their lives"
    suffering = frame.roles.get("subj") == "recipient" or frame.count == "displaced"
    if suffering and (frame.own or not graph.patients(trigger.index)):
        return graph.patients(trigger.index) or graph.subjects(trigger.index)
    counts = [
        o.head
        for node in (trigger.index, *graph.patients(trigger.index))
        for o in graph.obliques(node)
        if frame.oblique.get(o.case) == "number"
    ]
    if counts:
        return counts
    return graph.patients(trigger.index) or [
        o.head for o in graph.obliques(trigger.index) if o.case in {"in", "to"} and frame.harm == "killed"
    ]


def _target(
    context: Context, view: SentenceView, trigger: Trigger, victims: list[int], tokens: list[int]
) -> tuple[TargetClass | None, bool, bool]:
    """Return the class of what was hit, whether civilians were the target, and whether they were harmed."""
    if trigger.frame.type not in _HOSTILE:
        return None, False, False
    graph = view.graph
    targets = context.lexicons.cues.targets
    heads = victims or [i for i in clause_nouns(view, tokens) if graph.relation(i) in {"obj", "obl", "nsubj"}]
    classes = [targets[key] for h in heads for key in graph.noun_keys(h) if key in targets]
    classes += [
        targets[graph.lemma(o.head)] for h in heads for o in graph.obliques(h) if graph.lemma(o.head) in targets
    ]
    if not classes:
        return None, False, False
    kinds = sorted(set(classes))
    chosen = TargetClass(kinds[0]) if len(kinds) == 1 else TargetClass.MIXED
    civilian = any(k not in {"military"} for k in kinds)
    only = "military" not in kinds
    return chosen, civilian and only, civilian and not only


def _confidence(view: SentenceView, trigger: Trigger, attribution: Attribution) -> float:
    """Return a first, uncalibrated confidence: the tree's certainty at the trigger, lowered for nouns and chains.

    Of an event that no frame knows it is the network's own chance.
    """
    signal = signal_at(view, trigger.index)
    if signal is not None and not trigger.frame.words:
        return round(signal.types[0][1], 3)
    value = 0.35 + 0.5 * min(1.0, max(0.0, view.graph.tokens[trigger.index].probability))
    value -= 0.1 * (not trigger.is_verb) + 0.05 * max(0, len(attribution.voices) - 1)
    return round(min(0.95, max(0.05, value)), 3)


__all__ = ["Aux", "Draft", "find_claims", "mentions_at"]
