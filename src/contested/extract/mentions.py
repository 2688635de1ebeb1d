"""Actor mentions: names, nominal phrases ("Armenian forces", "the ministry"), metonyms, pronouns.

Private people are never mentions: "a resident", "her mother" stay words of their passage (DESIGN.md, promise 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from contested.extract.context import Context, SentenceView
from contested.extract.head_nouns import HeadNoun, actor_noun, is_of_title, phrase_of, premodified
from contested.extract.known_names import (
    add_introduced,
    add_known,
    is_hyphenated,
    is_inside_organisation,
    is_name_hit,
    is_named_group,
    is_place,
    lies_in,
    mention_of_hit,
)
from contested.extract.named import introduced, is_medium, person_named
from contested.extract.pronouns import PRONOUNS, stands_for_actor
from contested.extract.standings import (
    forms_of,
    has_kind,
    is_acronym,
    is_locative,
    is_speaking,
)
from contested.lexicon.actors import NameForm
from contested.model.actors import ActorKind, ActorMention, MentionForm
from contested.model.spans import Passage
from contested.model.tree import Name, NameKind

_POINTING = frozenset({"the", "this", "that", "these", "those", "both", "each", "every", "all"})
_DATELINE = re.compile(r"(?:/[A-Z]+)?(?:,| -| –| —|/|\))")
_STATES = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE})
_NAMED_AS = {
    None: "name of an organisation",
    ActorKind.ETHNIC_GROUP: "name of a people",
    ActorKind.NEWS_AGENCY: "name of a medium",
}
_GEO = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.TERRITORY})


def find_mentions(context: Context) -> None:
    """Fill ``context.mentions`` and each view's ``mentions`` (by head token), in text order."""
    for view in context.views:
        for index in _heads(view):
            if index not in view.mentions:  # else made already, as a part of another phrase
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
        if view.graph.lower(index) in PRONOUNS and stands_for_actor(view, index):
            _keep(context, view, index, [index], None)
        return
    phrase = phrase_of(view, index)
    if add_introduced(context, view, index) or _add_person(context, view, index, phrase):
        return
    hit = view.hit_over(index)
    if hit is not None and is_name_hit(view, index, hit):
        add_known(context, view, index, hit)
        return
    if is_named_group(context, view, index):
        _add_unknown_name(context, view, index, phrase)
        return
    if _add_nominal(context, view, index, phrase):
        return
    _add_unknown_name(context, view, index, phrase)


def _add_person(context: Context, view: SentenceView, index: int, phrase: list[int]) -> bool:
    """Make a person mention if the phrase holds a person's name; titles and demonyms before it become its parts."""
    person = person_named(context, view, index, phrase)
    if person is None:
        return False
    named = (person.start, person.end)
    parts = _parts(context, view, index, [i for i in phrase if not lies_in(view, i, named)])
    if person.owner is not None:
        parts = tuple(dict.fromkeys((*parts, *_parts(context, view, person.owner, phrase_of(view, person.owner)))))
    mention = ActorMention(
        id=context.next_mention_id(),
        passage=Passage.cut(context.text, person.start, person.end),
        form=MentionForm.NAME,
        kind=ActorKind.PERSON,
        candidates=person.candidates,
        head=person.title,
        parts=parts,
        reason="name of a person" + (f" with title {person.title!r}" if person.title else ""),
    )
    context.add_mention(mention)
    for covered in phrase:
        if covered == index or person.start <= view.sentence.tokens[covered].start < person.end:
            view.mentions.setdefault(covered, []).insert(0, mention.id)
    return True


def _add_nominal(context: Context, view: SentenceView, index: int, phrase: list[int]) -> bool:
    """Make a mention of a phrase whose head noun makes actors: forces, offices, collectives, sources, groups."""
    noun = actor_noun(context, view, index, phrase)
    if noun is None:
        return False
    if noun.label == "private":
        if not _are_acting_people(view, index):
            return True
        noun = HeadNoun(ActorKind.COLLECTIVE, "people", noun.surface, noun.first)
    if _is_nobody(context, view, index, noun):
        return True  # "to land troops", "no group": nobody in particular
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
            _built_of(context, _keep(context, view, index, words, noun), (mention_of_hit(context, view, at),))
        return True
    parts = _parts(context, view, index, phrase)
    if len(parts) > 1 and noun.label.startswith("title:") and view.sentence.tokens[index].xpos == "NNS":
        noun = HeadNoun(ActorKind.COLLECTIVE, noun.label, noun.surface, noun.first)
    words = list(range(premodified(view, index, phrase, noun.first), index + 1))
    _built_of(context, _keep(context, view, index, words, noun), parts)
    return True


def _is_subject(view: SentenceView, index: int) -> bool:
    """Return whether a noun is the subject of a verb: officials of a named side act for it."""
    graph = view.graph
    node = index
    while graph.tokens[node].deprel == "conj" and graph.tokens[node].head >= 0:
        node = graph.tokens[node].head
    return graph.tokens[node].deprel == "nsubj" and graph.is_verb(graph.tokens[node].head)


def _are_acting_people(view: SentenceView, index: int) -> bool:
    """Return whether people at large do something: villagers who march, not those who are displaced."""
    graph = view.graph
    counted = graph.tokens[index].head
    many = counted >= 0 and graph.cues.has("quantity_nouns", graph.lemma(counted))
    node = counted if many and graph.case(index) == "of" else index  # "hundreds of women marched"
    governor = graph.tokens[node].head
    acts = graph.tokens[node].deprel == "nsubj" and governor >= 0 and graph.tokens[governor].upos == "VERB"
    return acts and view.sentence.tokens[index].xpos == "NNS"


def _is_nobody(context: Context, view: SentenceView, index: int, noun: HeadNoun) -> bool:
    """Return whether a force or group is nobody in particular: neither acting nor struck, or denied ("no group")."""
    graph = view.graph
    if noun.kind not in {ActorKind.ARMED_FORCE, ActorKind.PARTY_OR_MOVEMENT}:
        return False
    articles = {graph.lower(i) for i in graph.children(index, "det")}
    if "no" in articles:
        return True
    if articles & _POINTING or graph.children(index, "nmod:poss"):
        return False
    inner = [i for i in phrase_of(view, index) if i != index]
    if any(view.hit_over(i) is not None for i in inner) or graph.obliques(index) or graph.children(index, "appos"):
        return False
    governor = graph.tokens[index].head
    if governor >= 0 and (graph.lemma(governor) in graph.cues.harm or _is_struck(view, governor)):
        return False
    acting = graph.case(index).startswith(("by", "with", "against", "between", "according"))
    return graph.tokens[index].deprel in {"obj", "obl", "nsubj:pass", "nmod", "conj"} and not acting


def _is_struck(view: SentenceView, verb: int) -> bool:
    return view.graph.cues.has("acting_object_verbs", view.graph.lemma(verb))


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


def _parts(
    context: Context, view: SentenceView, index: int, phrase: list[int], within: Name | None = None
) -> tuple[str, ...]:
    """Return the mentions that a phrase is built of: demonyms, owners, and what stands behind "of", "for", "in"."""
    graph = view.graph
    found: list[str] = []
    for i in phrase:
        hit = view.hit_over(i)
        if hit is not None and i != index and view.sentence.tokens[i].start == hit.start:
            found.append(mention_of_hit(context, view, i))
    for child in graph.children(index, "nmod:poss"):
        if graph.lower(child) in PRONOUNS and child not in view.mentions:
            _keep(context, view, child, [child], None)
        found += view.mentions.get(child, [])
    for oblique in graph.obliques(index):
        if within is not None and within.first <= oblique.head <= within.last:
            continue  # "Bank of China": a name within the name
        if oblique.case in {"of", "for", "in", "at"} and not is_of_title(context, view, index, oblique.head):
            hit = view.hit_over(oblique.head)
            if hit is not None:
                found.append(mention_of_hit(context, view, oblique.head))
            else:
                if oblique.head not in view.mentions and graph.tokens[oblique.head].upos != "PRON":
                    _add_phrase(context, view, oblique.head)
                found += view.mentions.get(oblique.head, [])[:1]
    return tuple(dict.fromkeys(found))


def _add_unknown_name(context: Context, view: SentenceView, index: int, phrase: list[int]) -> None:
    """Make a mention of an organisation or people that no list knows, by the tagger's word."""
    name = view.name_over(index, NameKind.ORGANISATION, NameKind.PEOPLE)
    person = view.name_over(index, NameKind.PERSON)
    medium = person is not None and is_medium(view, person.first)
    if name is None and person is not None and (medium or is_acronym(context, person.start, person.end)):
        name = person
    if name is None or is_place(view, index, name):
        return
    if any(name.first <= i <= name.last and index != i and view.mentions.get(i) for i in phrase):
        return
    kind = ActorKind.ETHNIC_GROUP if name.kind is NameKind.PEOPLE else None
    kind = ActorKind.NEWS_AGENCY if is_medium(view, name.first) else kind
    if (name.start, name.end) in view.spans:
        return
    mention = ActorMention(
        id=context.next_mention_id(),
        passage=Passage.cut(context.text, name.start, name.end),
        form=MentionForm.NAME,
        kind=kind,
        head=view.graph.lower(index),
        parts=_parts(context, view, index, [i for i in phrase if not name.first <= i <= name.last], name),
        reason=_NAMED_AS[kind],
    )
    view.spans[name.start, name.end] = context.add_mention(mention)
    view.mentions.setdefault(index, []).append(mention.id)


def _add_left_over_names(context: Context, view: SentenceView) -> None:
    """Make mentions of known demonyms and names that no phrase has used: bare adjectives, compounds."""
    for first, last, hit in view.actor_hits:
        if any(i in view.mentions for i in range(first, last + 1)) or all(c.ambiguous for c in hit.candidates):
            continue
        if introduced(context, view, first) is not None or is_hyphenated(context, hit):
            continue
        if forms_of(hit) == {NameForm.METONYM} or is_inside_organisation(view, first, last):
            continue
        if is_locative(view, last) and has_kind(context, hit, _GEO):
            continue
        mention = mention_of_hit(context, view, first)
        view.mentions.setdefault(last, [mention])


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
