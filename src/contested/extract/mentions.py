"""Actor mentions: names, nominal phrases ("Armenian forces", "the ministry"), metonyms, pronouns.

Private people are never mentions: "a resident", "her mother" stay words of their passage (DESIGN.md, promise 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contested.extract.context import Context, SentenceView
from contested.lexicon.actors import ActorHit, ActorNouns, NameForm
from contested.model.actors import ActorKind, ActorMention, MentionForm
from contested.model.spans import Passage
from contested.model.tree import NameKind

_INSIDE = frozenset({"acl", "advcl", "conj", "cc", "appos", "nmod", "parataxis", "ccomp", "dep", "orphan", "nsubj", "cop", "mark", "aux", "obl", "advmod", "case", "punct", "det", "nummod", "list", "discourse"})  # fmt: skip
_PRONOUNS = frozenset({"it", "they", "he", "she", "them", "him", "her", "we", "i", "us", "both", "its", "their", "his", "our", "my", "itself", "themselves"})  # fmt: skip
_PURE_LOCATIVE = frozenset({"in", "at", "near", "inside", "within", "around", "outside", "across", "through", "via", "along", "above", "beyond", "off", "outside of"})  # fmt: skip
_PREMODIFIERS = frozenset({"nmod:poss", "nmod:desc"})
_GEO = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.TERRITORY})


@dataclass(frozen=True, slots=True)
class _Noun:
    """What a head noun makes of its phrase."""

    kind: ActorKind
    label: str
    surface: str
    first: int  # first token of the matched words


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
            _keep(context, view, index, [index], MentionForm.PRONOUN, None, reason="pronoun")
        return
    phrase = _phrase(view, index)
    if _add_person(context, view, index, phrase):
        return
    hit = view.hit_over(index)
    if hit is not None and _is_name_hit(view, index, hit):
        _add_known(context, view, index, hit)
        return
    if _add_nominal(context, view, index, phrase):
        return
    _add_unknown_name(context, view, index, phrase)


def _phrase(view: SentenceView, index: int) -> list[int]:
    """Return the tokens of the base noun phrase: the head with its modifiers on the left and flat parts on the right."""
    graph = view.graph
    inside = {index}
    for child in graph.children(index):
        relation = graph.relation(child)
        if relation in {"compound", "flat", "amod", "goeswith", "fixed"} or graph.tokens[child].deprel in _PREMODIFIERS:
            stop = _INSIDE - {"case", "punct"} - ({"conj", "cc"} if relation in {"amod", "compound"} else set())
            stop -= {"nmod"} if graph.tokens[child].deprel == "nmod:desc" else set()
            inside.update(graph.subtree(child, stop))
    first, last = min(inside), max(inside)
    return list(range(first, last + 1))


def _add_person(context: Context, view: SentenceView, index: int, phrase: list[int]) -> bool:
    """Make a person mention if the phrase holds a person's name; titles and demonyms before it become its parts."""
    name = next(
        (n for n in view.names if n.kind is NameKind.PERSON and any(n.first <= i <= n.last for i in phrase)), None
    )
    known = next((h for f, _, h in view.actor_hits if f in phrase and _has_kind(context, h, {ActorKind.PERSON})), None)
    if name is not None and known is None and _is_acronym(context, name.start, name.end):
        name = None
    if name is not None and known is None and _is_known_otherwise(context, view, name.start, name.end):
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
    candidates = _ids(known) if known is not None else _people_of_surname(context, context.text[start:end])
    title, owner = _title(context, view, index, phrase, start)
    parts = _parts(context, view, index, phrase)
    if owner is not None:
        parts = tuple(dict.fromkeys((*parts, *_parts(context, view, owner, _phrase(view, owner)))))
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


def _is_acronym(context: Context, start: int, end: int) -> bool:
    """Return whether a name is one word in capitals (in a text that is not): an organisation, not a person."""
    word = context.text[start:end]
    return word.isalpha() and word.isupper() and len(word) > 2 and not context.text.isupper()


def _is_known_otherwise(context: Context, view: SentenceView, start: int, end: int) -> bool:
    """Return whether the lexicons know a span as a state, group or place that the tagger took for a person."""
    for _, _, hit in view.actor_hits:
        if hit.start <= start and end <= hit.end and not _has_kind(context, hit, {ActorKind.PERSON}):
            return not all(c.ambiguous for c in hit.candidates)
    return any(h.start <= start and end <= h.end and not h.weak for _, _, h in view.place_hits)


def _people_of_surname(context: Context, name: str) -> tuple[str, ...]:
    """Return known people by a bare surname; longer names must be known whole."""
    words = name.split()
    if len(words) != 1:
        return ()
    return tuple(person.id for person in context.lexicons.actors.by_surname(words[0])[:8])


def _title(context: Context, view: SentenceView, index: int, phrase: list[int], start: int) -> tuple[str, int | None]:
    """Return the title of a named person, before the name or in apposition, and the noun in apposition that bears it."""
    title = _title_before(context, view, phrase, start)
    graph = view.graph
    beside = [c for c in graph.children(index, "appos")]
    if graph.relation(index) == "appos" and graph.tokens[index].head >= 0:
        beside.append(graph.tokens[index].head)
    for noun in beside:
        words = [graph.lower(i) for i in _phrase(view, noun) if i <= noun]
        for size in (4, 3, 2, 1):
            tail = " ".join(words[-size:]).replace(" - ", "-")
            if tail in context.lexicons.nouns.titles or tail in context.lexicons.nouns.experts:
                return title or tail, noun
    return title, None


def _title_before(context: Context, view: SentenceView, phrase: list[int], start: int) -> str:
    """Return the title that stands before a name ("prime minister"), lower case, empty where there is none."""
    titles = context.lexicons.nouns.titles
    experts = context.lexicons.nouns.experts
    words = [view.graph.lower(i) for i in phrase if view.sentence.tokens[i].end <= start]
    for size in (4, 3, 2, 1):
        for at in range(len(words) - size, -1, -1):
            words_here = " ".join(words[at : at + size]).replace(" - ", "-")
            if at and view.graph.cues.has("private_leaders", words[at - 1]):
                continue
            if words_here in titles or words_here in experts:
                return words_here
    return ""


def _is_name_hit(view: SentenceView, index: int, hit: ActorHit) -> bool:
    """Return whether a lexicon hit names its head itself, and is not just an adjective before another noun."""
    token = view.sentence.tokens[index]
    return hit.start <= token.start < hit.end


def _ids(hit: ActorHit) -> tuple[str, ...]:
    """Return the candidate ids of a hit, once each."""
    return tuple(dict.fromkeys(candidate.actor_id for candidate in hit.candidates))


def _forms(hit: ActorHit) -> set[NameForm]:
    return {candidate.form for candidate in hit.candidates}


def _has_kind(context: Context, hit: ActorHit, kinds: Iterable[ActorKind]) -> bool:
    """Return whether a candidate of a hit is of one of the kinds."""
    wanted = set(kinds)
    return any(context.lexicons.actors.actor(c.actor_id).kind in wanted for c in hit.candidates)


def _add_known(context: Context, view: SentenceView, index: int, hit: ActorHit) -> None:
    """Make a mention of a name that the lexicon knows."""
    forms = _forms(hit)
    ids = _ids(hit)
    kinds = {context.lexicons.actors.actor(i).kind for i in ids}
    if all(c.ambiguous for c in hit.candidates) and not _supported(view, index, hit):
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


def _supported(view: SentenceView, index: int, hit: ActorHit) -> bool:
    """Return whether an ambiguous name is backed by the tagger: a name of an organisation, a people, a place."""
    return view.name_over(index, NameKind.ORGANISATION, NameKind.PEOPLE, NameKind.PLACE) is not None


def is_locative(view: SentenceView, index: int) -> bool:
    """Return whether a noun stands behind a preposition of place."""
    return view.graph.case(index) in _PURE_LOCATIVE


def is_acting(view: SentenceView, index: int) -> bool:
    """Return whether a city stands where somebody acts: a subject, an agent, a partner, an owner of an office."""
    graph = view.graph
    node = index
    while graph.tokens[node].deprel == "conj" and graph.tokens[node].head >= 0:
        node = graph.tokens[node].head
    relation = graph.tokens[node].deprel
    case = graph.case(node)
    if relation in {"nsubj", "obl:agent"}:
        return True
    if relation == "nsubj:pass":
        told = graph.lemma(graph.tokens[node].head)
        return told in graph.cues.lists["accuse_verbs"] | graph.cues.lists["object_control"]
    governor = graph.tokens[node].head
    if relation in {"nmod:poss"}:
        return True
    if governor < 0:
        return False
    if relation in {"obj", "iobj"}:
        return graph.lemma(governor) in graph.cues.lists["accuse_verbs"] | graph.cues.lists["object_control"]
    if case in {"by", "with", "against", "between"}:
        return True
    if case == "from" and graph.tokens[governor].upos == "NOUN":
        return True
    return case == "on" and graph.cues.has("acting_on_verbs", graph.lemma(governor))


def _add_nominal(context: Context, view: SentenceView, index: int, phrase: list[int]) -> bool:
    """Make a mention of a phrase whose head noun makes actors: forces, offices, titles, collectives, sources, groups."""
    noun = _actor_noun(context, view, index, phrase)
    if noun is None:
        return False
    if noun.label == "private":
        if not (view.sentence.tokens[index].xpos == "NNS" and view.graph.relation(index) == "nsubj"):
            return True
        noun = _Noun(ActorKind.COLLECTIVE, "people", noun.surface, noun.first)
    if noun.kind is ActorKind.UNNAMED_SOURCE and not _speaks(context, view, index):
        return True  # a letter, a figure, an official who is not quoted: no actor
    demonyms = [i for i in _demonyms(context, view, phrase) if i < index]
    if len(demonyms) > 1 and noun.kind in {ActorKind.ARMED_FORCE, ActorKind.OFFICE, ActorKind.UNNAMED_SOURCE}:
        for at in demonyms:
            words = [at] if at != demonyms[-1] else list(range(at, index + 1))
            _keep(context, view, index, words, MentionForm.NOMINAL, noun, parts=(_adjective(context, view, at),))
        return True
    parts = _parts(context, view, index, phrase)
    if len(parts) > 1 and noun.label.startswith("title:") and view.sentence.tokens[index].xpos == "NNS":
        noun = _Noun(ActorKind.COLLECTIVE, noun.label, noun.surface, noun.first)
    first = min([noun.first, *(i for i in phrase if i in demonyms or _is_owner(view, i))], default=noun.first)
    words = list(range(min(first, index), index + 1))
    _keep(context, view, index, words, MentionForm.NOMINAL, noun, parts=parts)
    return True


def _speaks(context: Context, view: SentenceView, index: int) -> bool:
    """Return whether a noun stands where a source speaks: subject or agent of a speech verb, "according to", "citing"."""
    graph, cues = view.graph, context.lexicons.cues
    node = index
    while graph.relation(node) == "conj" and graph.tokens[node].head >= 0:
        node = graph.tokens[node].head
    governor = graph.tokens[node].head
    if graph.case(node).split(" ")[0] in cues.lists["according"]:
        return True
    if governor < 0 or graph.relation(node) not in {"nsubj", "obl", "obj", "nmod", "appos"}:
        return False
    if graph.relation(node) == "appos":
        return True
    lemma = graph.lemma(governor)
    if graph.relation(node) == "obj":
        return lemma in cues.lists["cite_verbs"]
    known = lemma in cues.speech or lemma in cues.lists["belief"]
    return known and (graph.relation(node) == "nsubj" or graph.case(node) == "by")


def _is_owner(view: SentenceView, index: int) -> bool:
    return view.sentence.tokens[index].deprel == "nmod:poss"


def _actor_noun(context: Context, view: SentenceView, index: int, phrase: list[int]) -> _Noun | None:
    """Return what the longest known noun that ends at the head makes of the phrase."""
    nouns = context.lexicons.nouns
    graph = view.graph
    with_det = [i for i in graph.children(index, "det", "nummod") if i < index]
    surface = " ".join(
        [graph.lower(i) for i in with_det] + [graph.lower(i) for i in phrase if i <= index and i not in with_det]
    )
    if with_det and surface in nouns.collectives:
        return _Noun(ActorKind.COLLECTIVE, nouns.collectives[surface].label, surface, min(with_det))
    of_tail = [o for o in graph.obliques(index) if o.case in {"of", "for"}]
    if of_tail:
        surface = f"{graph.lower(index)} {of_tail[0].case} {graph.lower(of_tail[0].head)}"
        found = _noun_of(nouns, surface)
        if found:
            return _Noun(found[0], found[1], surface, index)
    before = [i for i in range(max(phrase[0], index - 4), index + 1)]
    for at in before:
        surface = " ".join(graph.lower(i) for i in range(at, index + 1)).replace(" - ", "-").replace(" 's", "'s")
        found = _noun_of(nouns, surface)
        if found:
            return _Noun(found[0], found[1], surface, at)
    if graph.cues.has("territory_heads", graph.lemma(index)) and graph.tokens[index].deprel in {
        "nsubj",
        "nmod:poss",
        "obl:agent",
    }:
        return _Noun(ActorKind.TERRITORY, "territory", graph.lemma(index), index)
    return None


def _noun_of(nouns: ActorNouns, surface: str) -> tuple[ActorKind, str] | None:
    """Return the kind and label that a noun gives to an actor phrase."""
    if surface in nouns.private:
        return ActorKind.COLLECTIVE, "private"
    if surface in nouns.forces:
        return ActorKind.ARMED_FORCE, nouns.forces[surface].label
    if surface in nouns.offices:
        return ActorKind.OFFICE, nouns.offices[surface].label
    if surface in nouns.titles:
        return ActorKind.OFFICE, f"title:{nouns.titles[surface].person_class.value}"
    if surface in nouns.groups:
        return ActorKind.PARTY_OR_MOVEMENT, nouns.groups[surface].label
    if surface in nouns.collectives:
        return ActorKind.COLLECTIVE, nouns.collectives[surface].label
    if surface in nouns.sources:
        return ActorKind.UNNAMED_SOURCE, nouns.sources[surface].label
    if surface in nouns.experts:
        return ActorKind.UNNAMED_SOURCE, "expert"
    return None


def _demonyms(context: Context, view: SentenceView, phrase: list[int]) -> list[int]:
    """Return the tokens of a phrase that name a people or a state before the head."""
    found = []
    for i in phrase:
        hit = view.hit_over(i)
        if (
            hit is not None
            and view.graph.tokens[i].upos in {"ADJ", "PROPN", "NOUN"}
            and i != phrase[-1]
            and _has_kind(context, hit, _GEO)
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
    kinds = {context.lexicons.actors.actor(i).kind for i in _ids(hit)}
    form = MentionForm.ADJECTIVE if NameForm.DEMONYM in _forms(hit) else MentionForm.NAME
    mention = ActorMention(
        id=context.next_mention_id(),
        passage=Passage.cut(context.text, hit.start, hit.end),
        form=form,
        kind=next(iter(kinds)) if len(kinds) == 1 else None,
        candidates=_ids(hit),
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
            _keep(context, view, child, [child], MentionForm.PRONOUN, None, reason="owner")
        found += view.mentions.get(child, [])
    for oblique in graph.obliques(index):
        if oblique.case in {"of", "for", "in", "at"} and not _is_of_title(context, view, index, oblique.head):
            hit = view.hit_over(oblique.head)
            if hit is not None:
                found.append(_adjective(context, view, oblique.head))
            else:
                if oblique.head not in view.mentions and graph.tokens[oblique.head].upos != "PRON":
                    _add_phrase(context, view, oblique.head)
                found += view.mentions.get(oblique.head, [])[:1]
    return tuple(dict.fromkeys(found))


def _is_of_title(context: Context, view: SentenceView, index: int, noun: int) -> bool:
    """Return whether "of X" belongs to the title itself: "secretary of state", "heads of government"."""
    surface = f"{view.graph.lower(index)} of {view.graph.lower(noun)}"
    return surface in context.lexicons.nouns.titles or surface in context.lexicons.nouns.offices


def _add_unknown_name(context: Context, view: SentenceView, index: int, phrase: list[int]) -> None:
    """Make a mention of an organisation or people that no list knows, by the tagger's word."""
    name = view.name_over(index, NameKind.ORGANISATION, NameKind.PEOPLE)
    person = view.name_over(index, NameKind.PERSON)
    if name is None and person is not None and _is_acronym(context, person.start, person.end):
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
        if _forms(hit) == {NameForm.METONYM} or _is_inside_organisation(view, first, last):
            continue
        if is_locative(view, last) and _has_kind(context, hit, _GEO):
            continue
        _adjective(context, view, first)


def _is_inside_organisation(view: SentenceView, first: int, last: int) -> bool:
    name = view.name_over(first, NameKind.ORGANISATION, NameKind.PERSON)
    return name is not None and (name.first < first or name.last > last)


def _keep(
    context: Context,
    view: SentenceView,
    index: int,
    words: list[int],
    form: MentionForm,
    noun: _Noun | None,
    *,
    parts: tuple[str, ...] = (),
    reason: str = "",
) -> None:
    """Keep a mention over the words and index it under its head."""
    start, end = view.graph.span(words)
    mention = ActorMention(
        id=context.next_mention_id(),
        passage=Passage.cut(context.text, start, end),
        form=form,
        kind=noun.kind if noun else None,
        head=noun.surface if noun else view.graph.lower(index),
        parts=parts,
        reason=reason or (f"noun {noun.surface!r} ({noun.label})" if noun else ""),
    )
    context.add_mention(mention)
    view.mentions.setdefault(index, []).append(mention.id)
