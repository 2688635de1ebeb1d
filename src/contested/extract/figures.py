"""Figures that rest on a count just told: "the ministry counted 42 dead; the rebels spoke of 61"."""

from __future__ import annotations

from dataclasses import replace

from contested.extract.attributions import Attribution
from contested.extract.clauses import claim_tokens
from contested.extract.context import Context, SentenceView
from contested.extract.drafts import Draft
from contested.extract.frames import Trigger
from contested.extract.roles import mentions_at
from contested.extract.tolls import Counted, counts_people, recounted, status_of
from contested.extract.voices import Voices
from contested.lexicon.events import Frame
from contested.model.claims import Claim, EventType, Polarity, Stance
from contested.model.quantities import Measure, Toll
from contested.model.spans import Passage

_FIGURE = Frame("figure", EventType.HARM, (), {}, {}, {})
_REACH = 2  # sentences that a bare figure looks back over


def figures_of(
    context: Context, view: SentenceView, voices: Voices, counted: list[Counted], drafts: list[Draft]
) -> list[Draft]:
    """Return the claims that a sentence makes by giving another figure for what was counted before it.

    ``drafts`` are the claims so far, those of this sentence included.
    """
    used = {_words(t.words) for d in drafts for t in d.claim.tolls}
    used |= {_words(m.words) for d in drafts for m in d.claim.measures}
    found: list[Draft] = []
    for verb in range(len(view.graph)):
        given = [c for c in _given(context, view, verb, counted) if _span(c) not in used]
        if not given:
            continue
        target = _counted_before(view, verb, [*drafts, *found])
        if target is not None:
            draft = _figure(context, view, verb, voices.of_teller(view, verb), target)
            found.append(_with_numbers(context, draft, given, target.claim))
    return found


def without_counted(drafts: list[Draft], figures: list[Draft]) -> list[Draft]:
    """Return the drafts without those whose verb only says what a figure counts: "first spoke of 18 killed"."""
    ends = {t.words.end for figure in figures for t in figure.claim.tolls}
    return [d for d in drafts if d.claim.tolls or not d.trigger.frame.harm or d.claim.trigger.start - 1 not in ends]


def _words(passage: Passage) -> tuple[int, int]:
    return passage.start, passage.end


def _span(item: Counted) -> tuple[int, int]:
    return item.expression.start, item.expression.end


def _given(context: Context, view: SentenceView, verb: int, counted: list[Counted]) -> list[Counted]:
    """Return the figures that a verb of telling gives: its object, or what stands behind its "of" or "at"."""
    graph, cues = view.graph, context.lexicons.cues
    if not graph.is_verb(verb) or not cues.has("figure_verbs", graph.lemma(verb)) or not graph.actives(verb):
        return []
    if any(graph.is_verb(c) for c in graph.children(verb, "ccomp", "xcomp")):
        return []
    cases = {"of"} if cues.has("telling_of_verbs", graph.lemma(verb)) else set()
    heads = [o.head for o in graph.obliques(verb) if o.case in cases]
    if not cases:
        heads = graph.patients(verb) + [c for c in graph.children(verb, "obl", "nummod") if not graph.case(c)]
    reached = {i for h in heads for i in graph.subtree(h, frozenset({"acl", "acl:relcl", "parataxis"}))}
    bare = [c for c in counted if c.token in reached and c.noun == c.token and not c.expression.percent]
    people = [c for c in counted if c.token in reached and c.noun != c.token and counts_people(context, view, c)]
    return bare + people


def _counted_before(view: SentenceView, verb: int, drafts: list[Draft]) -> Draft | None:
    """Return the nearest claim with a figure before a verb."""
    start = view.graph.tokens[verb].start
    near = [
        d
        for d in drafts
        if 0 <= view.number - d.view.number <= _REACH
        and d.claim.passage.start < start
        and (d.claim.tolls or any(m.kind.value == "violations" for m in d.claim.measures))
        and d.claim.polarity is Polarity.POSITIVE
    ]
    return max(near, key=lambda d: (d.view.number, d.claim.passage.start), default=None)


def _figure(context: Context, view: SentenceView, verb: int, attribution: Attribution, target: Draft) -> Draft:
    """Return the claim that a verb of telling makes on what was counted before, its numbers still to come."""
    trigger = Trigger(verb, _FIGURE, True)
    tokens = claim_tokens(view, trigger, set())
    start, end = view.graph.span(tokens)
    token = view.graph.tokens[verb]
    claim = replace(
        target.claim,
        id="",
        passage=Passage.cut(context.text, start, end),
        trigger=Passage.cut(context.text, token.start, token.end),
        voices=attribution.chain,
        stance=Stance.ASSERTED,
        speech_act=attribution.speech_act,
        polarity=Polarity.POSITIVE,
        times=(),
        places=(),
        aux=(),
        confidence=round(target.claim.confidence * 0.7, 3),
        reason="another figure for what was counted before",
    )
    return Draft(view, trigger, attribution, claim, tokens)


def _with_numbers(context: Context, draft: Draft, given: list[Counted], old: Claim) -> Draft:
    """Give a figure's claim its numbers, of the kind that was counted before."""
    if old.tolls:
        tolls = tuple(_toll(context, draft.view, item, old.tolls[0]) for item in given)
        draft.claim = replace(draft.claim, tolls=tolls, measures=())
    else:
        draft.claim = replace(draft.claim, tolls=(), measures=(_measure(context, given[0], old.measures[0]),))
    return draft


def _toll(context: Context, view: SentenceView, item: Counted, known: Toll) -> Toll:
    own = mentions_at(context, view, [item.noun]) if item.noun != item.token else ()
    status = status_of(context, view, item.noun) if own else known.victim_status
    return replace(recounted(context, item, known, status), whose=known.whose)


def _measure(context: Context, item: Counted, known: Measure) -> Measure:
    e = item.expression
    return replace(known, low=e.low, best=e.best, high=e.high, words=Passage.cut(context.text, e.start, e.end))


def without_signalled(drafts: list[Draft], others: list[Draft]) -> list[Draft]:
    """Return the drafts without those of the network whose words another figure or a part of one tells."""
    taken = [(other.view.number, other.claim.passage) for other in others]

    def told(draft: Draft) -> bool:
        trigger = draft.claim.trigger
        return any(
            number == draft.view.number and passage.start <= trigger.start < passage.end for number, passage in taken
        )

    return [draft for draft in drafts if draft.trigger.frame.words or not told(draft)]
