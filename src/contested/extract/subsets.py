"""Parts of a count just told: "three of the dead were children", "two of those killed belonged to a militia"."""

from __future__ import annotations

from dataclasses import replace

from contested.extract.clauses import claim_tokens
from contested.extract.context import Context, SentenceView
from contested.extract.drafts import Draft
from contested.extract.frames import Trigger
from contested.extract.roles import mentions_at
from contested.extract.tolls import Counted, recounted, status_of
from contested.extract.voices import Voices
from contested.lexicon.events import Frame
from contested.model.claims import EventType, Polarity, Stance
from contested.model.quantities import TollKind
from contested.model.spans import Passage

_PART = Frame("part-of-count", EventType.HARM, (), {}, {}, {})
_REACH = 3  # sentences that a part looks back over for its whole
_BELONGING = frozenset({"belong", "serve", "work"})
_HURT = frozenset({TollKind.KILLED, TollKind.INJURED, TollKind.CASUALTIES})


def parts_of(
    context: Context, view: SentenceView, voices: Voices, counted: list[Counted], drafts: list[Draft]
) -> list[Draft]:
    """Return the claims of a sentence on a part of those counted before it; ``drafts`` are the claims so far."""
    used = {t.words.start for d in drafts if d.view is view for t in d.claim.tolls}
    found: list[Draft] = []
    for item in counted:
        kind = _kind_of_whole(context, view, item)
        verb = _predicate(view, item)
        if kind is None or verb is None or item.expression.start in used:
            continue
        whole = _whole(view, kind, drafts)
        if whole is not None:
            found.append(_part(context, view, voices, (item, verb), whole))
    return found


def _kind_of_whole(context: Context, view: SentenceView, item: Counted) -> TollKind | None:
    """Return of whom a number counts a part: of "the dead", "the victims", "those wounded"."""
    graph = view.graph
    for oblique in graph.obliques(item.token):
        if oblique.case != "of":
            continue
        words = [oblique.head, *graph.children(oblique.head, "acl", "acl:relcl")]
        definite = {graph.lower(d) for d in graph.children(oblique.head, "det")} & {"the", "those", "these"}
        if not definite and graph.lower(oblique.head) not in {"those", "these"}:
            return None
        kinds = [k for i in words if (k := context.lexicons.cues.counted_kind(graph.lower(i)))]
        if kinds:
            return TollKind(kinds[-1])
        if graph.lemma(oblique.head) in {"victim", "casualty", "fatality"}:
            return TollKind.KILLED
    return None


def _predicate(view: SentenceView, item: Counted) -> int | None:
    """Return the predicate that says who the part is; None where the number is no subject."""
    graph = view.graph
    if graph.relation(item.token) not in {"nsubj", "nsubj:pass"}:
        return None
    head = graph.tokens[item.token].head
    copular = bool(graph.children(head, "cop"))
    return head if copular or graph.lemma(head) in _BELONGING else None


def _whole(view: SentenceView, kind: TollKind, drafts: list[Draft]) -> Draft | None:
    """Return the earlier claim that counts the whole: the one of the greatest count, the nearest of several."""
    near = [
        d
        for d in drafts
        if 0 <= view.number - d.view.number <= _REACH
        and d.claim.polarity is Polarity.POSITIVE
        and d.trigger.frame is not _PART
        and any(t.kind in ({kind} if kind is not TollKind.CASUALTIES else _HURT) for t in d.claim.tolls)
    ]
    return max(near, key=lambda d: (_count(d), d.view.number, d.claim.passage.start), default=None)


def _count(draft: Draft) -> float:
    return max(((t.best or t.low or 0.0) for t in draft.claim.tolls if t.kind in _HURT), default=0.0)


def _part(context: Context, view: SentenceView, voices: Voices, words: tuple[Counted, int], whole: Draft) -> Draft:
    item, verb = words
    graph = view.graph
    trigger = Trigger(verb, _PART, True)
    attribution = voices.of(view, verb)
    tokens = claim_tokens(view, trigger, set())
    start, end = graph.span(tokens)
    token = graph.tokens[verb]
    members = [o.head for o in graph.obliques(verb) if o.case in {"to", "of", "in", "for", "with"}]
    known = next(t for t in whole.claim.tolls if t.kind in _HURT)
    toll = recounted(context, item, known, status_of(context, view, verb))
    claim = replace(
        whole.claim,
        id="",
        event_type=EventType.HARM,
        passage=Passage.cut(context.text, start, end),
        trigger=Passage.cut(context.text, token.start, token.end),
        voices=attribution.chain,
        initiators=(),
        recipients=mentions_at(context, view, members),
        implied_roles=(),
        tolls=(toll,),
        measures=(),
        stance=attribution.stance or Stance.ASSERTED,
        speech_act=attribution.speech_act,
        times=(),
        places=(),
        aux=(),
        confidence=round(whole.claim.confidence * 0.8, 3),
        reason="a part of those counted before",
    )
    return Draft(view, trigger, attribution, claim, tokens, whole=whole.claim.passage)
