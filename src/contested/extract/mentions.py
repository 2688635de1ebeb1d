"""Actor mentions: names, nominal phrases ("Armenian forces", "the ministry"), metonyms, pronouns.

Private people are never mentions: "a resident", "her mother" stay words of their passage (DESIGN.md, promise 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contested.extract.context import Context, SentenceView
from contested.extract.head_nouns import HeadNoun, actor_noun, is_of_title, phrase_of, title_of
from contested.extract.standings import (
    forms_of,
    has_kind,
    ids_of,
    is_acronym,
    is_acting,
    is_known_otherwise,
    is_locative,
    is_speaking,
    people_of_surname,
)
from contested.lexicon.actors import ActorHit, NameForm
from contested.model.actors import ActorKind, ActorMention, MentionForm
from contested.model.spans import Passage
from contested.model.tree import NameKind

_PRONOUNS = frozenset(
    {
        "it",
        "they",
        "he",
        "she",
        "them",
        "him",
        "her",
        "we",
        "i",
        "us",
        "both",
        "its",
        "their",
        "his",
        "our",
        "my",
        "itself",
        "themselves",
    }
)
_STATES = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE})
_GEO = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.TERRITORY})


def find_mentions(context: Context) -> None:
    """Fill ``context.mentions`` and each view's ``mentions`` (by head token), in text order."""
    for view in context.views:
        for index in _heads(view):
            _add_phrase(context, view, index)
        _add_left_over_names(context, view)


def _heads(view: SentenceView) -> Iterator[int]:
    """Yield the tokens that head a noun phrase."""
    graph = view.graph
    for index, token in enumerate(view.sentence.tokens):
        if token.upos not in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"}:
            continue
        if graph.relation(index) in {"compound", "flat", "fixed", "goeswith", "case", "cc", "mark"}:
            continue
        if token.deprel == "nmod:desc":
            continue  # a title: part of the name that it stands before
        if token.upos in {"ADJ", "DET", "NUM"} and graph.relation(index) in {"amod", "det", "nummod", "advmod"}:
            continue
        yield index


def _add_phrase(context: Context, view: SentenceView, index: int) -> None:
    """Make the mentions of the phrase that a head governs."""
    token = view.sentence.tokens[index]
    if token.upos == "PRON" or (token.upos == "DET" and view.graph.lower(index) == "both"):
        if view.graph.lower(index) in _PRONOUNS:
            _keep(context, view, index, [index], None)
        return
    phrase = phrase_of(view, index)
    if _add_person(context, view, index, phrase):
        return
    hit = view.hit_over(index)
    if hit is not None and _is_name_hit(view, index, hit):
        _add_known(context, view, index, hit)
        return
    if _add_nominal(context, view, index, phrase):
        return
    _add_unknown_name(context, view, index, phrase)


def _add_person(context: Context, view: SentenceView, index: int, phrase: list[int]) -> bool:
    """Make a person mention if the phrase holds a person's name; titles and demonyms before it become its parts."""
    name = next(
        (n for n in view.names if n.kind is NameKind.PERSON and any(n.first <= i <= n.last for i in phrase)), None
    )
    known = next((h for f, _, h in view.actor_hits if f in phrase and has_kind(context, h, {ActorKind.PERSON})), None)
    if name is not None and known is None and is_acronym(context, name.start, name.end):
        name = None
    if name is not None and known is None and is_known_otherwise(context, view, name.start, name.end):
        name = None
    if name is None and known is None:
        return False
    if known is not None and (name is None or not (name.start <= known.start and known.end <= name.end)):
        start, end = known.start, known.end
    else:
        assert name is not None
        start, end = name.start, name.end
    if known is None and name is not None and view.hit_over(index) is not None and not name.first <= index <= name.last:
        return False
    candidates = ids_of(known) if known is not None else people_of_surname(context, context.text[start:end])
    title, owner = title_of(context, view, index, phrase, start)
    parts = _parts(context, view, index, phrase)
    if owner is not None:
        parts = tuple(dict.fromkeys((*parts, *_parts(context, view, owner, phrase_of(view, owner)))))
    mention = ActorMention(
        id=context.next_mention_id(),
        passage=Passage.cut(context.text, start, end),
        form=MentionForm.NAME,
        kind=ActorKind.PERSON,
        candidates=candidates,
        head=title,
        parts=parts,
        reason="name of a person" + (f" with title {title!r}" if title else ""),
    )
    context.add_mention(mention)
    for covered in phrase:
        if covered == index or start <= view.sentence.tokens[covered].start < end:
            view.mentions.setdefault(covered, []).insert(0, mention.id)
    return True


def _is_name_hit(view: SentenceView, index: int, hit: ActorHit) -> bool:
    """Return whether a lexicon hit names its head itself, and is not just an adjective before another noun."""
    token = view.sentence.tokens[index]
    return hit.start <= token.start < hit.end


def _add_known(context: Context, view: SentenceView, index: int, hit: ActorHit) -> None:
    """Make a mention of a name that the lexicon knows."""
    forms = forms_of(hit)
    ids = ids_of(hit)
    kinds = {context.lexicons.actors.actor(i).kind for i in ids}
    if all(c.ambiguous for c in hit.candidates) and not _supported(context, view, index, hit):
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
    context.add_mention(mention)
    view.mentions.setdefault(index, []).append(mention.id)


def _supported(context: Context, view: SentenceView, index: int, hit: ActorHit) -> bool:
    """Return whether an ambiguous name is backed: by the tagger, or as a state's name that stands alone."""
    if view.name_over(index, NameKind.ORGANISATION, NameKind.PEOPLE, NameKind.PLACE) is not None:
        return True
    person = view.name_over(index, NameKind.PERSON)
    alone = person is None or (person.start == hit.start and person.end == hit.end)
    return alone and view.graph.tokens[index].upos == "PROPN" and has_kind(context, hit, _STATES)


def _add_nominal(context: Context, view: SentenceView, index: int, phrase: list[int]) -> bool:
    """Make a mention of a phrase whose head noun makes actors: forces, offices, collectives, sources, groups."""
    noun = actor_noun(context, view, index, phrase)
    if noun is None:
        return False
    if noun.label == "private":
        if not (view.sentence.tokens[index].xpos == "NNS" and view.graph.relation(index) == "nsubj"):
            return True
        noun = HeadNoun(ActorKind.COLLECTIVE, "people", noun.surface, noun.first)
    if (
        noun.kind is ActorKind.UNNAMED_SOURCE
        and not is_speaking(context, view, index)
        and not (_demonyms(context, view, phrase) and _is_subject(view, index))
    ):
        return True  # a letter, a figure, an official who is not quoted: no actor
    demonyms = [i for i in _demonyms(context, view, phrase) if i < index]
    if len(demonyms) > 1 and noun.kind in {ActorKind.ARMED_FORCE, ActorKind.OFFICE, ActorKind.UNNAMED_SOURCE}:
        for at in demonyms:
            words = [at] if at != demonyms[-1] else list(range(at, index + 1))
            _built_of(context, _keep(context, view, index, words, noun), (_adjective(context, view, at),))
        return True
    parts = _parts(context, view, index, phrase)
    if len(parts) > 1 and noun.label.startswith("title:") and view.sentence.tokens[index].xpos == "NNS":
        noun = HeadNoun(ActorKind.COLLECTIVE, noun.label, noun.surface, noun.first)
    first = min([noun.first, *(i for i in phrase if i in demonyms or _is_owner(view, i))], default=noun.first)
    words = list(range(min(first, index), index + 1))
    _built_of(context, _keep(context, view, index, words, noun), parts)
    return True


def _is_subject(view: SentenceView, index: int) -> bool:
    """Return whether a noun is the subject of a verb: officials of a named side act for it."""
    graph = view.graph
    node = index
    while graph.tokens[node].deprel == "conj" and graph.tokens[node].head >= 0:
        node = graph.tokens[node].head
    return graph.tokens[node].deprel == "nsubj" and graph.is_verb(graph.tokens[node].head)


def _is_owner(view: SentenceView, index: int) -> bool:
    return view.sentence.tokens[index].deprel == "nmod:poss"


def _demonyms(context: Context, view: SentenceView, phrase: list[int]) -> list[int]:
    """Return the tokens of a phrase that name a people or a state before the head."""
    found = []
    for i in phrase:
        hit = view.hit_over(i)
        if (
            hit is not None
            and view.graph.tokens[i].upos in {"ADJ", "PROPN", "NOUN"}
            and i != phrase[-1]
            and has_kind(context, hit, _GEO)
            and hit.start == view.sentence.tokens[i].start
        ):
            found.append(i)
    return found


def _adjective(context: Context, view: SentenceView, index: int) -> str:
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
    view.mentions[index] = [context.add_mention(mention)]
    return mention.id


def _parts(context: Context, view: SentenceView, index: int, phrase: list[int]) -> tuple[str, ...]:
    """Return the mentions that a phrase is built of: demonyms, owners, and what stands behind "of", "for", "in"."""
    graph = view.graph
    found: list[str] = []
    for i in phrase:
        hit = view.hit_over(i)
        if hit is not None and i != index and view.sentence.tokens[i].start == hit.start:
            found.append(_adjective(context, view, i))
    for child in graph.children(index, "nmod:poss"):
        if graph.lower(child) in _PRONOUNS and child not in view.mentions:
            _keep(context, view, child, [child], None)
        found += view.mentions.get(child, [])
    for oblique in graph.obliques(index):
        if oblique.case in {"of", "for", "in", "at"} and not is_of_title(context, view, index, oblique.head):
            hit = view.hit_over(oblique.head)
            if hit is not None:
                found.append(_adjective(context, view, oblique.head))
            else:
                if oblique.head not in view.mentions and graph.tokens[oblique.head].upos != "PRON":
                    _add_phrase(context, view, oblique.head)
                found += view.mentions.get(oblique.head, [])[:1]
    return tuple(dict.fromkeys(found))


def _add_unknown_name(context: Context, view: SentenceView, index: int, phrase: list[int]) -> None:
    """Make a mention of an organisation or people that no list knows, by the tagger's word."""
    name = view.name_over(index, NameKind.ORGANISATION, NameKind.PEOPLE)
    person = view.name_over(index, NameKind.PERSON)
    if name is None and person is not None and is_acronym(context, person.start, person.end):
        name = person
    if name is None or view.place_over(index) is not None:
        return
    if any(name.first <= i <= name.last and index != i and view.mentions.get(i) for i in phrase):
        return
    kind = ActorKind.ETHNIC_GROUP if name.kind is NameKind.PEOPLE else None
    mention = ActorMention(
        id=context.next_mention_id(),
        passage=Passage.cut(context.text, name.start, name.end),
        form=MentionForm.NAME,
        kind=kind,
        head=view.graph.lower(index),
        parts=_parts(context, view, index, phrase),
        reason="name of an organisation" if kind is None else "name of a people",
    )
    context.add_mention(mention)
    view.mentions.setdefault(index, []).append(mention.id)


def _add_left_over_names(context: Context, view: SentenceView) -> None:
    """Make mentions of known demonyms and names that no phrase has used: bare adjectives, compounds."""
    for first, last, hit in view.actor_hits:
        if any(i in view.mentions for i in range(first, last + 1)) or all(c.ambiguous for c in hit.candidates):
            continue
        if forms_of(hit) == {NameForm.METONYM} or _is_inside_organisation(view, first, last):
            continue
        if is_locative(view, last) and has_kind(context, hit, _GEO):
            continue
        mention = _adjective(context, view, first)
        view.mentions.setdefault(last, [mention])


def _is_inside_organisation(view: SentenceView, first: int, last: int) -> bool:
    name = view.name_over(first, NameKind.ORGANISATION, NameKind.PERSON)
    return name is not None and (name.first < first or name.last > last)


def _built_of(context: Context, mention: ActorMention, parts: tuple[str, ...]) -> None:
    """Note the mentions that a kept phrase is built of."""
    context.add_mention(replace(mention, parts=parts))


def _keep(
    context: Context,
    view: SentenceView,
    index: int,
    words: list[int],
    noun: HeadNoun | None,
) -> ActorMention:
    """Keep a mention over the words and index it under its head: a phrase of its head noun, or a pronoun."""
    start, end = view.graph.span(words)
    mention = ActorMention(
        id=context.next_mention_id(),
        passage=Passage.cut(context.text, start, end),
        form=MentionForm.NOMINAL if noun else MentionForm.PRONOUN,
        kind=noun.kind if noun else None,
        head=noun.surface if noun else view.graph.lower(index),
        reason=f"noun {noun.surface!r} ({noun.label})" if noun else "pronoun",
    )
    context.add_mention(mention)
    view.mentions.setdefault(index, []).append(mention.id)
    return mention
