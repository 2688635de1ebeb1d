"""What a place does in its sentence: scene of an event, stand-in for a government, part of a name, or another thing."""

from __future__ import annotations

from typing import Final, TypeAlias

from contested.extract.context import Context, SentenceView
from contested.extract.place_words import (
    ALLIES,
    BEING,
    DEPARTURES,
    LEANING,
    LED,
    MESSAGES,
    MOVING,
    NOT_TREATIES,
    OFFICES,
    PEOPLE_PLACES,
    PLACE_CASES,
    RECEIVING,
    RULERS,
    SCENE_CASES,
    SHARES,
    SOCIETIES,
    STATUS_NOUNS,
    TOPIC_CASES,
    TOPIC_WORDS,
    TRADE_NOUNS,
    TRANSFERS,
    TREATY_NOUNS,
)
from contested.extract.standings import is_acting
from contested.lexicon.actors import ActorHit, NameForm
from contested.lexicon.places import PlaceHit, PlaceKind, load_place_kinds
from contested.model.actors import MentionForm
from contested.model.places import PlaceRole
from contested.model.tree import NameKind

_KNOWN_TOWN: Final = 50_000  # a smaller town in the name of an organisation is more likely another word

Ruling: TypeAlias = tuple[PlaceRole | None, str]


def place_role(context: Context, view: SentenceView, span: tuple[int, int], hit: PlaceHit) -> Ruling:
    """Return the role of a gazetteer hit in running text and why; None where it is no place name here."""
    first, last = span
    named = _in_name(context, view, span, hit)
    if named is not None:
        return named
    if _before_led(view, last):
        return PlaceRole.PART_OF_NAME, "joined with a hyphen"
    if _is_country(hit):
        return _country_role(context, view, span)
    if _stands_for_government(view, first, last):
        return PlaceRole.ACTOR_METONYM, "a seat of government that acts"
    if _is_seat(view.hit_over(first)) and _is_small(hit):
        return None, "a building that stands for a government"
    return position_role(context, view, span)


def span_head(view: SentenceView, first: int, last: int) -> int:
    """Return the token of a span that governs the others."""
    tokens = view.graph.tokens
    return next((i for i in range(first, last + 1) if not first <= tokens[i].head <= last), last)


def position_role(context: Context, view: SentenceView, span: tuple[int, int]) -> Ruling:
    """Return the role that a place has by where it stands: behind which preposition, before which noun."""
    node = _chief(view, span_head(view, *span))
    case = _case(view, span)
    if case:
        return _behind_preposition(context, view, node, case)
    return _without_preposition(view, node)


def _chief(view: SentenceView, index: int) -> int:
    """Return the first noun of a coordination or apposition."""
    graph = view.graph
    node = index
    while graph.tokens[node].deprel in {"conj", "appos", "flat", "list"} and graph.tokens[node].head >= 0:
        if graph.case(node):
            return node
        node = graph.tokens[node].head
    return node


def _case(view: SentenceView, span: tuple[int, int]) -> str:
    """Return the first word of the preposition that governs a place, empty where there is none."""
    graph = view.graph
    head = span_head(view, *span)
    words = graph.case(head) or graph.case(_chief(view, head))
    if not words and graph.relation(head) == "compound" and _is_kind_word(graph.lower(graph.tokens[head].head)):
        words = graph.case(graph.tokens[head].head)  # "in Surin province"
    if not words and span[0] > 0 and graph.lower(span[0] - 1) in SCENE_CASES:
        words = graph.lower(span[0] - 1)
    return words.split(" ")[0]


def _is_kind_word(word: str) -> bool:
    return any(kind.after and kind.word in {word, word.removesuffix("s")} for kind in load_place_kinds().words)


def _in_name(context: Context, view: SentenceView, span: tuple[int, int], hit: PlaceHit) -> Ruling | None:
    """Return the ruling for a place inside the name of an organisation or agreement, None where it is not in one."""
    actor = view.hit_over(span[0])
    organisation = view.name_over(span[0], NameKind.ORGANISATION)
    inside = organisation is not None and (organisation.first < span[0] or organisation.last > span[1])
    if inside and organisation is not None and organisation.start <= hit.start:
        inside = not _only_possessive(view, span, organisation.last)
    if inside or (actor is not None and (actor.start < hit.start or actor.end > hit.end)):
        return _in_organisation(view, span, hit)
    if _before_treaty(context, view, span):
        return PlaceRole.PART_OF_NAME, "names an agreement"
    return None


def _only_possessive(view: SentenceView, span: tuple[int, int], last: int) -> bool:
    return span[1] + 1 <= last and view.graph.lower(span[1] + 1) in {"'s", "’s"}


def _in_organisation(view: SentenceView, span: tuple[int, int], hit: PlaceHit) -> Ruling:
    """Return whether a name inside another one still is a place: "Minsk Group", but not "Pakistan Army"."""
    place = hit.candidates[0]
    area = place.kind in {PlaceKind.COUNTRY, PlaceKind.CONTINENT}
    small = place.kind.is_settlement and place.population < _KNOWN_TOWN
    if hit.weak or ((area or small) and not _closes_name(view, span)):
        return None, "only a word of the name of an organisation"
    return PlaceRole.PART_OF_NAME, "inside the name of an organisation"


def _closes_name(view: SentenceView, span: tuple[int, int]) -> bool:
    """Return whether a place closes the name that it is in, behind "of" or "in": "Republic of Sudan"."""
    before = [word for i in range(max(0, span[0] - 2), span[0]) if (word := view.graph.lower(i)) != "the"]
    name = view.name_over(span[0], NameKind.ORGANISATION)
    return before[-1:] in (["of"], ["in"], ["for"]) and (name is None or name.last <= span[1])


def _before_treaty(context: Context, view: SentenceView, span: tuple[int, int]) -> bool:
    """Return whether a place modifies a noun for an agreement: "the Algiers accord", "the Minsk truce"."""
    graph = view.graph
    head = span_head(view, *span)
    noun = graph.tokens[head].head
    if graph.relation(head) not in {"compound", "nmod", "amod", "flat"} or noun <= span[1] or graph.case(head):
        return False
    if graph.tokens[head].deprel == "nmod:poss":
        return False
    word = graph.lemma(noun)
    known = context.lexicons.events.in_class("truce_or_agreement", word) and word not in NOT_TREATIES
    return known or word in TREATY_NOUNS


def _before_led(view: SentenceView, last: int) -> bool:
    """Return whether a hyphen joins a place to a participle: "Moscow-led", "Paris-based"."""
    graph = view.graph
    if last + 2 >= len(graph) or graph.lower(last + 1) not in {"-", "‑", "–"}:
        return False
    return graph.lower(last + 2) in LED and graph.tokens[last].end == graph.tokens[last + 1].start


def _is_country(hit: PlaceHit) -> bool:
    return hit.candidates[0].kind is PlaceKind.COUNTRY


def _is_small(hit: PlaceHit) -> bool:
    """Return whether the gazetteer knows only small settlements of that name: "White House"."""
    place = hit.candidates[0]
    return place.id.startswith("geo:") and place.kind.is_settlement and place.population < 20_000


def _is_seat(actor: ActorHit | None) -> bool:
    """Return whether a name may stand for a government and for nothing else."""
    return actor is not None and any(c.form is NameForm.METONYM and not c.ambiguous for c in actor.candidates)


def _stands_for_government(view: SentenceView, first: int, last: int) -> bool:
    """Return whether a seat of government acts or is addressed here, by itself or with what it is coordinated with."""
    actor = view.hit_over(first)
    if actor is None or NameForm.METONYM not in {c.form for c in actor.candidates}:
        return False
    head = span_head(view, first, last)
    node = _seat_chief(view, head)
    if _is_scene(view, node):
        return False
    return is_acting(view, head) or (_is_seat(actor) and (_is_addressed(view, node) or _acts_here(view, node)))


def _seat_chief(view: SentenceView, index: int) -> int:
    graph = view.graph
    node = index
    while graph.tokens[node].deprel in {"conj", "appos", "list"} and _is_seat(view.hit_over(graph.tokens[node].head)):
        if graph.case(node):
            break
        node = graph.tokens[node].head
    return node


def _is_scene(view: SentenceView, node: int) -> bool:
    """Return whether a seat of government is told of as a spot on earth, although it stands where actors stand."""
    graph = view.graph
    governor = graph.tokens[node].head
    if governor < 0:
        return False
    relation, lemma = graph.relation(node), graph.lemma(governor)
    if graph.tokens[node].deprel == "nmod:poss":
        return lemma in PEOPLE_PLACES or _is_kind_word(lemma)
    if relation == "nsubj":
        return lemma in BEING or (not graph.is_verb(governor) and bool(graph.children(governor, "cop")))
    if relation == "obj":
        return lemma in MOVING
    if graph.case(node) == "from":
        return graph.tokens[governor].upos == "NOUN" and not _sends(view, governor)
    return False


def _sends(view: SentenceView, noun: int) -> bool:
    """Return whether what comes "from" a seat of government is sent by it: a message, or what somebody receives."""
    graph = view.graph
    above = graph.tokens[noun].head
    received = above >= 0 and graph.lemma(above) in RECEIVING and graph.relation(noun) == "obj"
    return graph.lemma(noun) in MESSAGES | {"half", "rest", "most"} or received


def _is_addressed(view: SentenceView, node: int) -> bool:
    """Return whether somebody leans on a seat of government, allies with it or gets something from it."""
    graph = view.graph
    governor = graph.tokens[node].head
    if governor < 0:
        return False
    lemma, case = graph.lemma(governor), graph.case(node)
    if graph.relation(node) == "obj":
        return lemma in LEANING
    if case == "from":
        return _sends(view, governor) or lemma in RECEIVING or graph.tokens[governor].upos in {"NUM", "PRON"}
    if case == "of":
        return lemma in ALLIES
    return case in {"in", "at"} and lemma in RULERS


def _acts_here(view: SentenceView, node: int) -> bool:
    """Return whether a seat of government is the subject of what the parser took for a passive without auxiliary."""
    graph = view.graph
    governor = graph.tokens[node].head
    if governor < 0 or graph.tokens[node].deprel != "nsubj:pass":
        return False
    return not graph.children(governor, "aux:pass") and graph.tokens[governor].xpos in {"VBD", "VBN"}


def _country_role(context: Context, view: SentenceView, span: tuple[int, int]) -> Ruling:
    """Return the role of a country: a scene behind a preposition of place, no place where it acts or is addressed."""
    node = _chief(view, span_head(view, *span))
    graph = view.graph
    governor = graph.tokens[node].head
    case = _case(view, span)
    if case in SCENE_CASES or (case and governor >= 0 and _is_scene_case(context, view, node, case)):
        return position_role(context, view, span)
    if governor >= 0 and graph.relation(node) == "obj" and graph.lemma(governor) in MOVING:
        return PlaceRole.EVENT_PLACE, "reached or left"
    acting = [m for i in range(span[0], span[1] + 1) for m in view.mentions.get(i, [])]
    if any(context.mentions[m].form is not MentionForm.PRONOUN for m in acting):
        return None, "a country that acts"
    return position_role(context, view, span) if case else (PlaceRole.OTHER, "country")


def _is_scene_case(context: Context, view: SentenceView, node: int, case: str) -> bool:
    """Return whether "of", "to", "from", "for" put a country as a scene: "18 percent of X", "flown to X"."""
    graph, events = view.graph, context.lexicons.events
    governor = graph.tokens[node].head
    lemma = graph.lemma(governor)
    if case == "of":
        return lemma in SHARES or lemma in STATUS_NOUNS or graph.lower(governor) in SHARES
    if case in {"to", "from"} and graph.is_verb(governor):
        return lemma not in TRANSFERS and lemma not in RECEIVING
    if case in {"to", "from"}:
        return lemma in DEPARTURES or events.in_class("road_or_weapon_or_attack_or_people_or_force", lemma)
    return case == "for" and lemma in {"leave", "bind", "bound", "depart", "head", "sail"}


def _behind_preposition(context: Context, view: SentenceView, node: int, case: str) -> Ruling:
    """Return the role of a place behind a preposition."""
    graph = view.graph
    governor = graph.tokens[node].head
    if governor < 0:
        return PlaceRole.EVENT_PLACE, f"behind {case!r}"
    lemma = graph.lemma(governor)
    if case in TOPIC_CASES and lemma in TOPIC_WORDS:
        return PlaceRole.OTHER, "what somebody speaks about"
    if case in {"in", "at"} and _is_venue_of_speech(context, view, governor):
        return PlaceRole.OTHER, "where somebody speaks"
    if case in {"in", "at"} and lemma in RULERS | OFFICES and graph.relation(node) == "nmod":
        return PlaceRole.PART_OF_NAME, "seat of a body"
    if case in {"in", "at", "from"} and lemma in SOCIETIES and graph.relation(node) == "nmod":
        return PlaceRole.OTHER, "seat of a society"
    if _is_mere_goal(context, view, node, case, lemma):
        return PlaceRole.OTHER, f"{case!r} {lemma!r}"
    known = case in PLACE_CASES
    return (PlaceRole.EVENT_PLACE if known else PlaceRole.OTHER), f"behind {case!r}"


def _is_mere_goal(context: Context, view: SentenceView, node: int, case: str, lemma: str) -> bool:
    """Return whether a place is only where somebody comes from, is bound for, or what a status is about."""
    if case == "for":
        return True
    if case == "of":
        return lemma in STATUS_NOUNS or _lives_elsewhere(context, view, node)
    return case == "from" and lemma in context.lexicons.cues.lists["envoy_nouns"]


def _lives_elsewhere(context: Context, view: SentenceView, node: int) -> bool:
    """Return whether "residents of X" do something in another place: "residents of X marched in Y"."""
    graph = view.graph
    people = graph.tokens[node].head
    if graph.lemma(people) not in context.lexicons.cues.lists["civilians"] or graph.relation(people) != "nsubj":
        return False
    verb = graph.tokens[people].head
    others = [o for o in graph.obliques(verb) if o.case in {"in", "at", "near"}] if verb >= 0 else []
    return any(view.place_over(o.head) is not None for o in others)


def _is_venue_of_speech(context: Context, view: SentenceView, governor: int) -> bool:
    """Return whether a verb or noun tells that somebody speaks: "told reporters in X", "a statement issued in X"."""
    graph, cues = view.graph, context.lexicons.cues
    lemma = graph.lemma(governor)
    if not graph.is_verb(governor):
        return lemma in {"reporter", "journalist"} and graph.relation(governor) in {"obj", "iobj"}
    head = graph.tokens[governor].head
    if graph.relation(governor) == "acl" and head >= 0 and graph.lemma(head) in cues.lists["speech_nouns"]:
        return True
    if graph.is_passive(governor):
        return lemma in {"confirm", "deny", "announce", "publish"}
    return lemma in cues.speech


def _without_preposition(view: SentenceView, node: int) -> Ruling:
    """Return the role of a place that no preposition governs: before a noun, subject, object."""
    graph = view.graph
    governor = graph.tokens[node].head
    relation = graph.relation(node)
    if relation in {"compound", "amod"} and governor >= 0:
        trade = any(graph.lemma(i) in TRADE_NOUNS for i in range(node + 1, governor + 1))
        return (PlaceRole.OTHER, "seat of a business") if trade else (PlaceRole.EVENT_PLACE, "before a noun")
    if relation in {"nsubj", "obj", "nmod", "obl", "appos", "conj", "root", "parataxis", "dep", "list"}:
        return PlaceRole.EVENT_PLACE, f"{relation} of its clause"
    return PlaceRole.OTHER, relation
