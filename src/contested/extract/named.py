"""Names in a phrase that no list decides: of people and what they are, of media, and those that a text introduces."""

from __future__ import annotations

from dataclasses import dataclass

from contested.extract.context import Context, SentenceView
from contested.extract.head_nouns import phrase_of, title_of
from contested.extract.standings import has_kind, ids_of, is_acronym, is_known_otherwise, people_of_surname
from contested.language.acronyms import ShortName
from contested.lexicon.actors import ActorHit
from contested.model.actors import ActorKind
from contested.model.tree import NameKind

_PERSON = frozenset({ActorKind.PERSON})


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person's name in a phrase: its span, known people of that name, the title, and the noun that bears it."""

    start: int
    end: int
    candidates: tuple[str, ...]
    title: str
    owner: int | None


def person_named(context: Context, view: SentenceView, index: int, phrase: list[int]) -> NamedPerson | None:
    """Return the person whom a phrase names, None where it names none.

    Somebody whom the text calls a witness, a farmer, a mother is nobody of that name whom a list knows; the noun
    stands for the title, which gives no public role.
    """
    name = next(
        (n for n in view.names if n.kind is NameKind.PERSON and any(n.first <= i <= n.last for i in phrase)), None
    )
    known = next((h for f, _, h in view.actor_hits if f in phrase and has_kind(context, h, _PERSON)), None)
    if name is not None and known is None:
        other = is_acronym(context, name.start, name.end) or is_known_otherwise(context, view, name.start, name.end)
        name = None if other or is_medium(view, name.first) else name
    if name is None and known is None:
        return None
    start, end = _extent(name.start if name else -1, name.end if name else -1, known)
    if known is None and name is not None and view.hit_over(index) is not None and not name.first <= index <= name.last:
        return None
    candidates = ids_of(known) if known is not None else people_of_surname(context, context.text[start:end])
    title, owner = title_of(context, view, index, phrase, start)
    private = "" if title else _private_noun(context, view, index, phrase, start)
    described = " " not in context.text[start:end] and not title and _is_described(view, index)
    return NamedPerson(start, end, () if private or described else candidates, title or private, owner)


def _extent(start: int, end: int, known: ActorHit | None) -> tuple[int, int]:
    """Return the span of the name: the tagger's, unless a known name reaches beyond it."""
    if known is not None and not (start <= known.start and known.end <= end):
        return known.start, known.end
    return start, end


def _private_noun(context: Context, view: SentenceView, index: int, phrase: list[int], start: int) -> str:
    """Return the noun that tells of a private person, before the name or in apposition; empty where there is none."""
    graph, private = view.graph, context.lexicons.nouns.private
    nouns = [i for i in phrase if view.sentence.tokens[i].end <= start]
    beside = list(graph.children(index, "appos"))
    if graph.relation(index) == "appos" and graph.tokens[index].head >= 0:
        beside.append(graph.tokens[index].head)
    nouns += [i for noun in beside for i in phrase_of(view, noun)[-1:]]
    return next((graph.lower(i) for i in reversed(nouns) if graph.lower(i) in private), "")


def _is_described(view: SentenceView, index: int) -> bool:
    """Return whether the text has to say who somebody is: "Mustafa, a fighter who"; no list knows the bare name."""
    graph = view.graph
    return any(graph.lower(d) in {"a", "an"} for a in graph.children(index, "appos") for d in graph.children(a, "det"))


def is_medium(view: SentenceView, index: int) -> bool:
    """Return whether a noun for a medium stands right before a name: "the daily Le Rappel"."""
    graph = view.graph
    return index > 0 and graph.cues.has("media_nouns", graph.lower(index - 1))


def introduced(context: Context, view: SentenceView, index: int) -> ShortName | None:
    """Return the full name, introduced with a short one, that a token lies in; None where it lies in none."""
    token = view.sentence.tokens[index]
    return next(
        (one for one in context.short.values() if one.full_span[0] <= token.start < one.full_span[1]),
        None,
    )


def candidates_of_short(context: Context, one: ShortName) -> tuple[str, ...] | None:
    """Return whom the lexicon knows by the full name of a short one; () for nobody.

    None leaves the short name to the lexicon: its only reading there shares most of the full name's words.
    """
    full = context.text[slice(*one.full_span)]
    named = context.lexicons.actors.named(full)
    if named:
        return tuple(dict.fromkeys(candidate.actor_id for candidate in named))
    known = context.lexicons.actors.named(one.short)
    words = set(full.lower().split())
    for candidate in known:
        for name in context.lexicons.actors.actor(candidate.actor_id).names:
            shared = words & set(name.text.lower().split())
            if len(shared) * 2 > len(words):
                return (candidate.actor_id,)
    return () if known else None
