"""Place mentions: names of the gazetteer, names that only the tagger or a kind word shows, each with its role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from contested.extract.context import Context, SentenceView
from contested.extract.place_headings import heading_role
from contested.extract.place_roles import Ruling, place_role, position_role
from contested.extract.place_words import words
from contested.extract.times import tag_times
from contested.lexicon.actors import NameForm
from contested.lexicon.places import PlaceHit, PlaceKind, load_place_kinds
from contested.model.actors import ActorKind, ActorMention, MentionForm
from contested.model.places import PlaceMention, PlaceRole
from contested.model.spans import Passage
from contested.model.tree import NameKind

_CANDIDATES: Final = 12
_UNSUPPORTED: Final = ("behind 'by'", "behind 'to'", "obl", "dep", "root")
_TITLES: Final = words("""
    mr mr. mrs mrs. ms ms. dr dr. sir gen. col. lt. capt. maj. sgt. prof. rev. sheikh sen. rep. gov.
""")
_SHAPED: Final = frozenset(
    {PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE, PlaceKind.CAMP}
    | {PlaceKind.ISLAND, PlaceKind.MOUNTAIN, PlaceKind.LAKE, PlaceKind.RIVER, PlaceKind.VALLEY, PlaceKind.CROSSING}
)
# kind words that as often end the name of something else
_BROAD: Final = words("""
    division block community state states circle zone sector department range hill gate bridge junction pass peak
    center quarter river emirate
""")
_BORDERS: Final = frozenset({"border", "frontier", "borderland", "borderlands"})
_LANDS: Final = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE, ActorKind.TERRITORY})


@dataclass(frozen=True, slots=True)
class _Found:
    """A place name in a sentence: its tokens, its characters, and what the gazetteer knows of it."""

    first: int
    last: int
    start: int
    end: int
    candidates: tuple[str, ...]
    ruling: tuple[PlaceRole, str]


def find_places(context: Context) -> tuple[PlaceMention, ...]:
    """Return the toponyms of a report in text order, and index them under their tokens."""
    times = [(one.start, one.end) for one in tag_times(context.text)]  # "through Ramadan", "in May" are no places
    found: list[PlaceMention] = []
    for view in context.views:
        for one in _in_sentence(context, view, times):
            passage = Passage.cut(context.text, one.start, one.end)
            mention = PlaceMention(f"p{len(found) + 1}", passage, one.ruling[0], one.candidates, one.ruling[1])
            found.append(mention)
            view.places.update(dict.fromkeys(range(one.first, one.last + 1), mention.id))
    context.places.update({mention.id: mention for mention in found})
    return tuple(sorted(found, key=lambda m: m.passage))


def acting_countries(mentions: Iterable[ActorMention], places: Iterable[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Return the countries and seats of government that act, as toponyms, where no place mention covers them.

    A list of all place names needs them; claims do not, for there they are actors.
    """
    taken = [place.passage for place in places]
    found: dict[tuple[int, int], PlaceMention] = {}
    for mention in mentions:
        passage = mention.passage
        ids = tuple(i for i in mention.candidates if i.startswith("state:"))
        bare = mention.form in {MentionForm.NAME, MentionForm.METONYM, MentionForm.ACRONYM}
        free = not any(other.start < passage.end and passage.start < other.end for other in taken)
        if bare and ids and free:
            place_id = f"pa{len(found) + 1}"
            reason = "a country that acts"
            found.setdefault(
                (passage.start, passage.end), PlaceMention(place_id, passage, PlaceRole.ACTOR_METONYM, ids, reason)
            )
    return tuple(found[key] for key in sorted(found))


def _in_sentence(context: Context, view: SentenceView, times: list[tuple[int, int]]) -> list[_Found]:
    """Return the places of one sentence in text order, without overlaps."""
    found: list[_Found] = []
    for first, last, hit in view.place_hits:
        if _overlaps(hit.start, hit.end, [(one.start, one.end) for one in found] + times):
            continue
        one = _of_hit(context, view, first, last, hit)
        if one is not None:
            found.append(one)
    found += _by_tagger(context, view, found, times)
    found += _by_shape(context, view, found)
    return sorted(found, key=lambda one: one.start)


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(other < end and start < other_end for other, other_end in spans)


def _of_hit(context: Context, view: SentenceView, first: int, last: int, hit: PlaceHit) -> _Found | None:
    """Return the place of a gazetteer hit, or None where it is no toponym here."""
    if _is_no_place(view, first, last, hit):
        return None
    longer = _longer_name(view, first, last)
    if longer is not None:
        return _of_longer_name(context, view, longer)
    role, reason = heading_role(context, view, hit) or place_role(context, view, (first, last), hit)
    if role is None:
        return None
    joined = context.text[max(0, hit.start - 1) : hit.start] == "-"
    last, end = (last, hit.end) if joined else _with_kind_word(view, last, hit.end)
    candidates = tuple(place.id for place in hit.candidates[:_CANDIDATES])
    return _Found(first, last, hit.start, end, candidates, (role, reason))


def _is_no_place(view: SentenceView, first: int, last: int, hit: PlaceHit) -> bool:
    """Return whether a hit is a demonym, part of a person's name, or a doubtful name that nothing supports."""
    actor = view.hit_over(first)
    if actor is not None and all(c.form is NameForm.DEMONYM for c in actor.candidates):
        return True
    person = view.name_over(first, NameKind.PERSON)
    if person is not None and (person.first < first or person.last > last):
        return True
    if first > 0 and view.graph.lower(first - 1) in _TITLES:
        return True
    return hit.weak and view.name_over(first, NameKind.PLACE) is None and not _is_bare_target(view, first, last)


def _is_bare_target(view: SentenceView, first: int, last: int) -> bool:
    """Return whether a doubtful name is the whole object of a verb that only takes places: "to blockade Hudur"."""
    graph = view.graph
    head = graph.tokens[last].head
    if graph.relation(last) != "obj" or head < 0 or first != last or graph.tokens[last].upos != "PROPN":
        return False
    return graph.lemma(head) in {"blockade", "besiege", "overrun", "enter", "encircle", "recapture", "shell"}


def _longer_name(view: SentenceView, first: int, last: int) -> tuple[int, int] | None:
    """Return the span of the longer name that the tagger sees around a hit ("Verin Shorzha"), None if none."""
    name = view.name_over(first, NameKind.PLACE)
    if name is None or name.last < last or view.hit_over(name.first) is not None:
        return None
    others = [i for i in range(name.first, name.last + 1) if not first <= i <= last]
    if any(a <= i <= b and not hit.weak for i in others for a, b, hit in view.place_hits):
        return None
    named = all(view.graph.tokens[i].upos == "PROPN" and view.graph.lower(i) not in _common_words() for i in others)
    return (name.first, name.last) if others and named else None


def _of_longer_name(context: Context, view: SentenceView, span: tuple[int, int]) -> _Found | None:
    """Return the place of a name that the gazetteer knows only a part of; None where no preposition supports it."""
    role, reason = position_role(context, view, span)
    if role is None or not reason.startswith("behind"):
        return None
    start, end = view.graph.span(list(span))
    return _Found(*span, start, end, (), (role, f"named by the tagger, {reason}"))


@cache
def _common_words() -> frozenset[str]:
    kinds = load_place_kinds()
    return frozenset({*kinds.directions, *(kind.word for kind in kinds.words), "the", "greater"})


def _with_kind_word(view: SentenceView, last: int, end: int) -> tuple[int, int]:
    """Return the end of a name with the kind word that belongs to it: "Kupwara district", "Nile Basin"."""
    graph = view.graph
    if last + 1 < len(graph) and graph.lower(last + 1) in _words_after() and graph.tokens[last + 1].start == end + 1:
        return last + 1, graph.tokens[last + 1].end
    return last, end


@cache
def _words_after() -> frozenset[str]:
    return frozenset(kind.word for kind in load_place_kinds().words if kind.after)


def _by_tagger(context: Context, view: SentenceView, taken: list[_Found], times: list[tuple[int, int]]) -> list[_Found]:
    """Return toponyms that only the tagger knows: places without candidates."""
    found: list[_Found] = []
    for name in view.names:
        overlaps = _overlaps(name.start, name.end, [(one.start, one.end) for one in taken] + times)
        if name.kind is not NameKind.PLACE or overlaps or view.hit_over(name.first) is not None:
            continue
        if view.place_over(name.last) is not None or not view.graph.tokens[name.first].text[:1].isupper():
            continue
        ruling = _supported(position_role(context, view, (name.first, name.last)))
        if ruling is not None:
            found.append(_Found(name.first, name.last, name.start, name.end, (), ruling))
    return found


def _supported(ruling: Ruling) -> tuple[PlaceRole, str] | None:
    """Return the ruling for a name that no gazetteer knows; None where nothing but the tagger takes it for a place."""
    role, reason = ruling
    if role is None or reason.startswith(_UNSUPPORTED):
        return None
    return role, f"named by the tagger, {reason}"


def _by_shape(context: Context, view: SentenceView, taken: list[_Found]) -> list[_Found]:
    """Return unknown names that a kind word shows to be places: "X district", "the village of X", "the A-B border"."""
    found: list[_Found] = []
    for index in range(len(view.graph)):
        span = _before_kind(context, view, index) or _behind_kind(context, view, index)
        span = span or _border(context, view, index) or _facility(context, view, index)
        if span is None or _is_taken(context, view, span, [*taken, *found]):
            continue
        start, end = view.graph.span(list(span))
        role, reason = position_role(context, view, span)
        if role is not None:
            found.append(_Found(*span, start, end, (), (role, f"named by its kind, {reason}")))
    return found


def _is_taken(context: Context, view: SentenceView, span: tuple[int, int], taken: list[_Found]) -> bool:
    """Return whether another place or an organisation has the words already."""
    if any(one.first <= span[1] and span[0] <= one.last for one in taken):
        return True
    name = view.name_over(span[0], NameKind.ORGANISATION)
    return name is not None and name.last >= span[1] and not _border(context, view, span[1])


def _is_name_word(context: Context, view: SentenceView, index: int) -> bool:
    token = view.graph.tokens[index]
    nouns = context.lexicons.nouns
    word = token.text.lower()
    generic = word in nouns.forces or word in nouns.offices or word in nouns.groups or word in nouns.titles
    return token.upos == "PROPN" and token.text[:1].isupper() and not generic and view.hit_over(index) is None


def _before_kind(context: Context, view: SentenceView, index: int) -> tuple[int, int] | None:
    """Return the span of "X district" where the kind word is the token."""
    if view.graph.lower(index) not in _shaped_after() or index == 0:
        return None
    first = index
    while first > 0 and _is_name_word(context, view, first - 1) and index - first < 4:
        first -= 1
    opens = first == 0 or view.graph.lower(first) in {"the", "this", "that"}
    return (first, index) if first < index and not opens else None


def _behind_kind(context: Context, view: SentenceView, index: int) -> tuple[int, int] | None:
    """Return the span of X in "village of X" where the token is "of"."""
    graph = view.graph
    word = graph.lower(index)
    if word not in _last_before():
        return None
    phrase = f"{graph.lower(index - 1)} {word}" if index else word
    if phrase not in _shaped_before():
        return None
    last = index
    while last + 1 < len(graph) and _is_name_word(context, view, last + 1) and last - index < 4:
        last += 1
    return (index + 1, last) if last > index else None


def _facility(context: Context, view: SentenceView, index: int) -> tuple[int, int] | None:
    """Return the span of "Shambat radio station", "X depot" where the token is a lower-case noun for a facility."""
    graph = view.graph
    if graph.tokens[index].upos != "NOUN" or graph.lemma(index) not in _facility_words() or not graph.case(index):
        return None
    first = index - 1 if index > 0 and graph.tokens[index - 1].upos == "NOUN" else index
    last = first
    while first > 0 and _is_name_word(context, view, first - 1) and last - first < 3:
        first -= 1
    linked = first < last and graph.relation(last - 1) in {"compound", "flat"}
    return (first, index) if linked and view.name_over(first, NameKind.PERSON) is None else None


def _border(context: Context, view: SentenceView, index: int) -> tuple[int, int] | None:
    """Return the span of "A-B border" where both are countries or peoples and the token is "border"."""
    graph = view.graph
    if index < 3 or graph.lower(index) not in _BORDERS or graph.lower(index - 2) not in {"-", "–", "/"}:
        return None
    sides = [view.hit_over(index - 3), view.hit_over(index - 1)]
    lands = [
        hit is not None and any(context.lexicons.actors.actor(c.actor_id).kind in _LANDS for c in hit.candidates)
        for hit in sides
    ]
    return (index - 3, index) if any(lands) else None


@cache
def _facility_words() -> frozenset[str]:
    kinds = {PlaceKind.FACILITY, PlaceKind.CROSSING, PlaceKind.CAMP}
    found = {kind.word for kind in load_place_kinds().words if kind.after and kind.kind in kinds}
    return frozenset({word for word in found if " " not in word} | {"station"})


@cache
def _shaped_after() -> frozenset[str]:
    found = {kind.word for kind in load_place_kinds().words if kind.after and kind.kind in _SHAPED}
    return frozenset(found - _BROAD)


@cache
def _last_before() -> frozenset[str]:
    return frozenset(phrase.rpartition(" ")[2] for phrase in _shaped_before())


@cache
def _shaped_before() -> frozenset[str]:
    return frozenset(kind.word for kind in load_place_kinds().words if kind.before and kind.kind in _SHAPED)
