"""Mentions of names: those that the lexicon knows, and those that a text introduces with a short name."""

from __future__ import annotations

import re

from contested.extract.context import Context, SentenceView
from contested.extract.named import candidates_of_short, introduced
from contested.extract.standings import forms_of, has_kind, ids_of, is_acting, is_locative
from contested.lexicon.actors import ActorHit, NameForm
from contested.model.actors import ActorKind, ActorMention, MentionForm
from contested.model.spans import Passage
from contested.model.tree import Name, NameKind

_DATELINE = re.compile(r"(?:/[A-Z]+)?(?:,| -| –| —|/|\))")
_STATES = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE})
_GEO = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.TERRITORY})


def lies_in(view: SentenceView, index: int, span: tuple[int, int]) -> bool:
    """Return whether a token begins in a span of characters."""
    return span[0] <= view.sentence.tokens[index].start < span[1]


def add_introduced(context: Context, view: SentenceView, index: int) -> bool:
    """Make a mention of a name that the text introduces with a short one, or of that short name."""
    one = introduced(context, view, index)
    if one is not None and view.hit_over(index) is None:
        if one.full_span not in view.spans:
            _keep_name(context, view, index, one.full_span, ((), f"introduced as {one.short!r}"))
        return True
    short = context.short.get(view.sentence.tokens[index].text)
    if short is None:
        return False
    ids = candidates_of_short(context, short)
    hit = view.hit_over(index)
    if ids is None and hit is not None:
        return False
    token = view.sentence.tokens[index]
    full = context.text[slice(*short.full_span)]
    _keep_name(context, view, index, (token.start, token.end), (ids or (), f"short for {full!r}"))
    return True


def _keep_name(
    context: Context, view: SentenceView, index: int, span: tuple[int, int], told: tuple[tuple[str, ...], str]
) -> None:
    """Make a mention of a name that is told by the text and not by a list, once."""
    candidates, reason = told
    mention_id = view.spans.get(span)
    if mention_id is None:
        kinds = {context.lexicons.actors.actor(c).kind for c in candidates}
        mention = ActorMention(
            id=context.next_mention_id(),
            passage=Passage.cut(context.text, *span),
            form=MentionForm.ACRONYM if reason.startswith("short") else MentionForm.NAME,
            kind=next(iter(kinds)) if len(kinds) == 1 else None,
            candidates=candidates,
            head=view.graph.lower(index),
            reason=reason,
        )
        mention_id = view.spans[span] = context.add_mention(mention)
    view.mentions.setdefault(index, []).append(mention_id)


def is_named_group(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether a noun for a group closes a name of its own: "Free Hills Front", not "Houthi movement"."""
    name = view.name_over(index, NameKind.ORGANISATION)
    token = view.sentence.tokens[index]
    if name is None or name.last != index or name.first == index or not token.text[:1].isupper():
        return False
    known = any(first >= name.first and last < index for first, last, _ in view.actor_hits)
    return not known and token.text.lower() in context.lexicons.nouns.groups


def is_name_hit(view: SentenceView, index: int, hit: ActorHit) -> bool:
    """Return whether a lexicon hit names its head itself, and is not just an adjective before another noun."""
    token = view.sentence.tokens[index]
    return hit.start <= token.start < hit.end


def add_known(context: Context, view: SentenceView, index: int, hit: ActorHit) -> None:
    """Make a mention of a name that the lexicon knows."""
    forms = forms_of(hit)
    ids = ids_of(hit)
    kinds = {context.lexicons.actors.actor(i).kind for i in ids}
    if (hit.start, hit.end) in view.spans:
        view.mentions.setdefault(index, []).append(view.spans[hit.start, hit.end])
        return
    if all(c.ambiguous for c in hit.candidates) and not _supported(context, view, index, hit):
        return
    if _is_heading(context, hit) or _is_in_name(view, index, hit):
        return
    if forms == {NameForm.METONYM}:
        if not is_acting(view, index):
            return
        form = MentionForm.METONYM
    elif forms <= {NameForm.DEMONYM}:
        form = MentionForm.ADJECTIVE if view.sentence.tokens[index].upos == "ADJ" else MentionForm.NOMINAL
    elif NameForm.ACRONYM in forms:
        form = MentionForm.ACRONYM
    else:
        form = MentionForm.NAME
    if kinds <= _GEO and form is MentionForm.NAME and is_locative(view, index):
        return
    mention = ActorMention(
        id=context.next_mention_id(),
        passage=Passage.cut(context.text, hit.start, hit.end),
        form=form,
        kind=next(iter(kinds)) if len(kinds) == 1 else None,
        candidates=ids,
        head=view.graph.lemma(index),
        reason=f"known {'/'.join(sorted(f.value for f in forms))}",
    )
    view.spans[hit.start, hit.end] = context.add_mention(mention)
    view.mentions.setdefault(index, []).append(mention.id)


def _is_heading(context: Context, hit: ActorHit) -> bool:
    """Return whether a name only heads a line: "Mali: On 28 January", "YEREVAN/BAKU, Sept. 8"."""
    text = context.text
    line = text[text.rfind("\n", 0, hit.start) + 1 : hit.start]
    if text[hit.end : hit.end + 1] == ":" and not line.strip():
        return True
    word = text[hit.start : hit.end]
    opens = word.isupper() and len(word) > 3 and (not line.strip() or line.isupper())
    return opens and _DATELINE.match(text, hit.end) is not None


def _is_in_name(view: SentenceView, index: int, hit: ActorHit) -> bool:
    """Return whether a known name stands behind "of" inside the name of an organisation: "Bank of China"."""
    name = view.name_over(index, NameKind.ORGANISATION)
    return name is not None and name.start < hit.start and view.graph.case(index) == "of" and hit.end <= name.end


def _supported(context: Context, view: SentenceView, index: int, hit: ActorHit) -> bool:
    """Return whether an ambiguous name is backed: by the tagger, or as a state's name that stands alone."""
    if view.name_over(index, NameKind.ORGANISATION, NameKind.PEOPLE, NameKind.PLACE) is not None:
        return True
    person = view.name_over(index, NameKind.PERSON)
    alone = person is None or (person.start == hit.start and person.end == hit.end)
    return alone and view.graph.tokens[index].upos == "PROPN" and has_kind(context, hit, _STATES)


def mention_of_hit(context: Context, view: SentenceView, index: int) -> str:
    """Return the id of the mention of a name or demonym at a token, made on demand."""
    if index in view.mentions:
        return view.mentions[index][0]
    hit = view.hit_over(index)
    assert hit is not None
    kinds = {context.lexicons.actors.actor(i).kind for i in ids_of(hit)}
    form = MentionForm.ADJECTIVE if NameForm.DEMONYM in forms_of(hit) else MentionForm.NAME
    mention = ActorMention(
        id=context.next_mention_id(),
        passage=Passage.cut(context.text, hit.start, hit.end),
        form=form,
        kind=next(iter(kinds)) if len(kinds) == 1 else None,
        candidates=ids_of(hit),
        reason="modifier of a phrase",
    )
    view.spans[hit.start, hit.end] = context.add_mention(mention)
    view.mentions[index] = [mention.id]
    return mention.id


def is_place(view: SentenceView, index: int, name: Name) -> bool:
    """Return whether the gazetteer knows the name, and not just a word in it: "Bank of China" is no bank of a river."""
    place = view.place_over(index)
    return place is not None and (place.start <= name.start or name.first == name.last)


def is_hyphenated(context: Context, hit: ActorHit) -> bool:
    """Return whether a name is one half of a compound like "Franco-German", "Thai-Cambodian"; not "Iranian-backed"."""
    after = context.text[hit.end : hit.end + 2]
    return context.text[max(0, hit.start - 1) : hit.start] == "-" or (after[:1] == "-" and after[1:].isupper())


def is_inside_organisation(view: SentenceView, first: int, last: int) -> bool:
    """Return whether tokens are only a part of the name of an organisation or person."""
    name = view.name_over(first, NameKind.ORGANISATION, NameKind.PERSON)
    return name is not None and (name.first < first or name.last > last)
