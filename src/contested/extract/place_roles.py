"""What a place does in its sentence: scene of an event, stand-in for a government, part of a name, or something else."""

from __future__ import annotations

from typing import Final, TypeAlias

from contested.extract.context import Context, SentenceView
from contested.extract.mentions import is_acting
from contested.lexicon.actors import ActorHit, NameForm
from contested.lexicon.places import PlaceHit, PlaceKind, load_place_kinds
from contested.model.actors import MentionForm
from contested.model.places import PlaceRole
from contested.model.tree import NameKind

Ruling: TypeAlias = tuple[PlaceRole | None, str]

_PLACE_CASES: Final = frozenset({"in", "at", "near", "inside", "within", "around", "outside", "across", "through", "into", "onto", "from", "towards", "toward", "over", "off", "along", "above", "beyond", "via", "to", "of", "out", "on", "upon", "throughout", "under", "against", "between", "beside", "behind", "past", "opposite", "amid", "for", "by"})  # fmt: skip
_SCENE_CASES: Final = frozenset({"in", "at", "near", "inside", "within", "around", "outside", "across", "through", "into", "onto", "towards", "toward", "over", "off", "along", "above", "beyond", "via", "out", "throughout"})  # fmt: skip
_TOPIC_CASES: Final = frozenset({"on", "about", "over", "regarding", "concerning"})
_TOPIC_WORDS: Final = frozenset({"meet", "discuss", "debate", "talk", "speak", "brief", "confer", "comment", "agree", "negotiate", "position", "stance", "view", "policy", "resolution", "debate", "claim", "meeting", "talk", "discussion", "negotiation", "statement", "report", "question", "summit", "conference", "briefing"})  # fmt: skip
_STATUS_NOUNS: Final = frozenset({"independence", "recognition", "status", "secession", "sovereignty", "autonomy", "future", "statehood"})  # fmt: skip
_TREATY_NOUNS: Final = frozenset({"process", "format", "convention", "formula", "protocol", "accords", "principles"})
_NOT_TREATIES: Final = frozenset({"statement", "calm", "understanding", "arrangement"})
_TRADE_NOUNS: Final = frozenset({"paper", "newspaper", "daily", "weekly", "magazine", "broadcaster", "channel", "site", "website", "outlet", "publisher", "bank", "company", "firm", "house", "dealer", "businessman", "exchange", "think-tank", "correspondent", "bureau", "lawyer", "trader"})  # fmt: skip
_RULERS: Final = frozenset({"government", "junta", "regime", "leadership", "authority", "authorities", "cabinet", "ruler", "administration", "leader", "coalition", "power"})  # fmt: skip
_OFFICES: Final = frozenset({"office", "command", "branch", "chapter", "mission", "council", "parliament"})
_SOCIETIES: Final = frozenset({"association", "society", "union", "committee", "group", "clinic", "university", "institute", "company", "newspaper", "court", "embassy", "consulate"})  # fmt: skip
_ALLIES: Final = frozenset({"ally", "enemy", "rival", "partner", "friend", "backer", "foe", "envoy", "behest", "orbit"})
_MESSAGES: Final = frozenset({"pressure", "support", "backing", "criticism", "request", "order", "instruction", "approval", "permission", "message", "response", "reply", "help", "aid", "assistance", "statement", "comment", "denial", "condemnation", "warning", "call", "appeal", "demand", "guarantee", "pledge", "reaction", "signal", "invitation", "recognition", "arm", "weapon", "funding", "money", "loan", "letter", "green light"})  # fmt: skip
_RECEIVING: Final = frozenset({"receive", "get", "obtain", "buy", "secure", "win", "seek", "demand", "want", "expect", "request", "extract"})  # fmt: skip
_LEANING: Final = frozenset({"restrain", "pressure", "back", "support", "press", "thank", "praise", "condemn", "criticise", "criticize", "denounce", "warn", "consult", "notify", "inform", "appease", "isolate", "sanction", "reassure", "deter", "provoke", "antagonise", "antagonize", "embarrass", "anger", "irritate", "assure", "trust"})  # fmt: skip
_BEING: Final = frozenset({"lie", "fall", "sit", "stand", "burn", "shake", "wake", "suffer", "remain", "resemble"})
_MOVING: Final = frozenset({"leave", "enter", "quit", "reach", "flee", "cross", "visit", "annex", "occupy", "exit", "tour", "depart", "evacuate", "traverse", "blockade", "overrun"})  # fmt: skip
_TRANSFERS: Final = frozenset({"give", "hand", "say", "tell", "sell", "offer", "respond", "reply", "belong", "appeal", "lend", "pay", "turn", "write", "grant", "promise", "pledge", "speak", "talk", "leave", "transfer", "attribute", "refer", "listen"})  # fmt: skip
_SHARES: Final = frozenset({"percent", "part", "north", "south", "east", "west", "centre", "center", "most", "much", "half", "rest", "territory", "area", "border", "coast", "capital", "city", "town", "village", "province", "region", "district", "corner", "swath", "third", "quarter", "invasion", "shelling", "bombing", "occupation", "annexation", "interior", "soil", "airspace", "edge", "%", "cent"})  # fmt: skip
_PEOPLE_PLACES: Final = frozenset({"resident", "street", "outskirts", "suburb", "district", "people", "inhabitant", "hospital", "centre", "center", "population", "neighbourhood", "neighborhood", "plant", "station", "road", "building", "house", "shop", "skyline", "sky"})  # fmt: skip
_LED: Final = frozenset({"led", "backed", "based", "brokered", "mediated", "sponsored", "aligned", "appointed", "installed", "supported", "funded", "dominated", "controlled", "held", "born", "leaning", "friendly", "trained", "imposed"})  # fmt: skip


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
    return _without_preposition(context, view, node)


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
    if not words and span[0] > 0 and graph.lower(span[0] - 1) in _SCENE_CASES:
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
    tied = span[0] > 0 and view.graph.lower(span[0] - 1) in {"of", "in", "for", "the"}
    area = place.kind in {PlaceKind.COUNTRY, PlaceKind.CONTINENT}
    if hit.weak or (area and not tied) or (place.kind.is_settlement and place.population < 50_000 and not tied):
        return None, "only a word of the name of an organisation"
    return PlaceRole.PART_OF_NAME, "inside the name of an organisation"


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
    known = context.lexicons.events.in_class("truce_or_agreement", word) and word not in _NOT_TREATIES
    return known or word in _TREATY_NOUNS


def _before_led(view: SentenceView, last: int) -> bool:
    """Return whether a hyphen joins a place to a participle: "Moscow-led", "Paris-based"."""
    graph = view.graph
    if last + 2 >= len(graph) or graph.lower(last + 1) not in {"-", "‑", "–"}:
        return False
    return graph.lower(last + 2) in _LED and graph.tokens[last].end == graph.tokens[last + 1].start


def _is_country(hit: PlaceHit) -> bool:
    return hit.candidates[0].kind is PlaceKind.COUNTRY


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
        return lemma in _PEOPLE_PLACES or _is_kind_word(lemma)
    if relation == "nsubj":
        return lemma in _BEING or (not graph.is_verb(governor) and bool(graph.children(governor, "cop")))
    if relation == "obj":
        return lemma in _MOVING
    if graph.case(node) == "from":
        return graph.tokens[governor].upos == "NOUN" and not _sends(view, governor)
    return False


def _sends(view: SentenceView, noun: int) -> bool:
    """Return whether what comes "from" a seat of government is sent by it: a message, or what somebody receives."""
    graph = view.graph
    above = graph.tokens[noun].head
    received = above >= 0 and graph.lemma(above) in _RECEIVING and graph.relation(noun) == "obj"
    return graph.lemma(noun) in _MESSAGES or received


def _is_addressed(view: SentenceView, node: int) -> bool:
    """Return whether somebody leans on a seat of government, allies with it or gets something from it."""
    graph = view.graph
    governor = graph.tokens[node].head
    if governor < 0:
        return False
    lemma, case = graph.lemma(governor), graph.case(node)
    if graph.relation(node) == "obj":
        return lemma in _LEANING
    if case == "from":
        return _sends(view, governor) or lemma in _RECEIVING or graph.tokens[governor].upos in {"NUM", "PRON"}
    if case == "of":
        return lemma in _ALLIES
    return case in {"in", "at"} and lemma in _RULERS


def _acts_here(view: SentenceView, node: int) -> bool:
    """Return whether a seat of government is the subject of a verb that passes for a passive but has an agentless form."""
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
    if case in _SCENE_CASES or (case and governor >= 0 and _is_scene_case(context, view, node, case)):
        return position_role(context, view, span)
    if governor >= 0 and graph.relation(node) == "obj" and graph.lemma(governor) in _MOVING:
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
        return lemma in _SHARES or lemma in _STATUS_NOUNS or graph.lower(governor) in _SHARES
    if case in {"to", "from"} and graph.is_verb(governor):
        return lemma not in _TRANSFERS and lemma not in _RECEIVING
    if case in {"to", "from"}:
        return events.in_class("road_or_weapon_or_attack_or_people_or_force", lemma)
    return case == "for" and lemma in {"leave", "bind", "bound", "depart", "head", "sail"}


def _behind_preposition(context: Context, view: SentenceView, node: int, case: str) -> Ruling:
    """Return the role of a place behind a preposition."""
    graph = view.graph
    governor = graph.tokens[node].head
    if governor < 0:
        return PlaceRole.EVENT_PLACE, f"behind {case!r}"
    lemma = graph.lemma(governor)
    if case in _TOPIC_CASES and lemma in _TOPIC_WORDS:
        return PlaceRole.OTHER, "what somebody speaks about"
    if case in {"in", "at"} and _is_venue_of_speech(context, view, governor):
        return PlaceRole.OTHER, "where somebody speaks"
    if case in {"in", "at"} and lemma in _RULERS | _OFFICES and graph.relation(node) == "nmod":
        return PlaceRole.PART_OF_NAME, "seat of a body"
    if case in {"in", "at", "from"} and lemma in _SOCIETIES and graph.relation(node) == "nmod":
        return PlaceRole.OTHER, "seat of a society"
    if _is_mere_goal(context, view, node, case, lemma):
        return PlaceRole.OTHER, f"{case!r} {lemma!r}"
    known = case in _PLACE_CASES
    return (PlaceRole.EVENT_PLACE if known else PlaceRole.OTHER), f"behind {case!r}"


def _is_mere_goal(context: Context, view: SentenceView, node: int, case: str, lemma: str) -> bool:
    """Return whether a place is only where somebody comes from, is bound for, or what a status is about."""
    if case == "for":
        return True
    if case == "of":
        return lemma in _STATUS_NOUNS or _lives_elsewhere(context, view, node)
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
    return lemma in cues.speech and bool(graph.subjects(governor))


def _without_preposition(context: Context, view: SentenceView, node: int) -> Ruling:
    """Return the role of a place that no preposition governs: before a noun, subject, object."""
    graph = view.graph
    governor = graph.tokens[node].head
    relation = graph.relation(node)
    if relation in {"compound", "amod"} and governor >= 0:
        trade = graph.lemma(governor) in _TRADE_NOUNS | set(context.lexicons.nouns.sources)
        known = any(graph.lemma(i) in _TRADE_NOUNS for i in range(node + 1, governor))
        return (PlaceRole.OTHER, "seat of a business") if trade or known else (PlaceRole.EVENT_PLACE, "before a noun")
    if relation in {"nsubj", "obj", "nmod", "obl", "appos", "conj", "root", "parataxis", "dep", "list"}:
        return PlaceRole.EVENT_PLACE, f"{relation} of its clause"
    return PlaceRole.OTHER, relation
