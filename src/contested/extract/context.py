"""What extraction knows of one report while it reads it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from contested.extract.graph import Graph
from contested.language.acronyms import ShortName, short_names
from contested.lexicon.actors import ActorHit, ActorLexicon, ActorNouns, load_actor_nouns, load_actors
from contested.lexicon.events import Cues, EventLexicon, load_cues, load_events
from contested.lexicon.places import PlaceHit, PlaceKind, PlaceLexicon, load_place_kinds, load_places
from contested.model.actors import ActorMention
from contested.model.places import PlaceMention
from contested.model.reports import Report
from contested.model.tree import Name, NameKind, Sentence, Tree


@dataclass(frozen=True, slots=True)
class Lexicons:
    """The knowledge that every report is read with."""

    actors: ActorLexicon
    nouns: ActorNouns
    places: PlaceLexicon
    events: EventLexicon
    cues: Cues


def load_lexicons() -> Lexicons:
    """Return the shipped lexicons (each read once)."""
    return Lexicons(load_actors(), load_actor_nouns(), load_places(), load_events(), load_cues())


@dataclass(slots=True)
class SentenceView:
    """One sentence with its graph and the names that lie in it, by token index."""

    number: int
    sentence: Sentence
    graph: Graph
    actor_hits: list[tuple[int, int, ActorHit]]  # first token, last token, hit
    place_hits: list[tuple[int, int, PlaceHit]]
    names: list[Name]
    mentions: dict[int, list[str]] = field(default_factory=dict)  # head token -> mention ids
    places: dict[int, str] = field(default_factory=dict)  # token -> place mention id
    spans: dict[tuple[int, int], str] = field(default_factory=dict)  # characters of a name -> mention id

    def tokens_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last token that a character span touches, None where it touches none."""
        inside = [i for i, token in enumerate(self.sentence.tokens) if token.start < end and token.end > start]
        return (inside[0], inside[-1]) if inside else None

    def hit_over(self, index: int) -> ActorHit | None:
        """Return the actor hit that covers a token."""
        return next((hit for first, last, hit in self.actor_hits if first <= index <= last), None)

    def place_over(self, index: int) -> PlaceHit | None:
        """Return the place hit that covers a token."""
        return next((hit for first, last, hit in self.place_hits if first <= index <= last), None)

    def name_over(self, index: int, *kinds: NameKind) -> Name | None:
        """Return the recognised name that covers a token."""
        return next((n for n in self.names if n.first <= index <= n.last and (not kinds or n.kind in kinds)), None)


@dataclass(slots=True)
class Context:
    """A report under extraction."""

    report: Report
    tree: Tree
    lexicons: Lexicons
    views: list[SentenceView]
    mentions: dict[str, ActorMention] = field(default_factory=dict)
    places: dict[str, PlaceMention] = field(default_factory=dict)
    short: dict[str, ShortName] = field(default_factory=dict)  # short names that the text introduces

    @property
    def text(self) -> str:
        """Return the report's text."""
        return self.report.text

    def next_mention_id(self) -> str:
        """Return the next free mention id."""
        return f"m{len(self.mentions) + 1}"

    def add_mention(self, mention: ActorMention) -> str:
        """Keep a mention and return its id."""
        self.mentions[mention.id] = mention
        return mention.id


def open_context(report: Report, tree: Tree, lexicons: Lexicons) -> Context:
    """Return the context of a report: lexicon hits and names sorted into sentences."""
    actor_hits = lexicons.actors.find(report.text)
    place_hits = lexicons.places.find(report.text)
    starts = [sentence.start for sentence in tree.sentences]
    actors_in: dict[int, list[ActorHit]] = defaultdict(list)
    places_in: dict[int, list[PlaceHit]] = defaultdict(list)
    for hit in actor_hits:
        actors_in[bisect_right(starts, hit.start) - 1].append(hit)
    for place in place_hits:
        places_in[bisect_right(starts, place.start) - 1].append(place)
    views = []
    for number, sentence in enumerate(tree.sentences):
        view = SentenceView(number, sentence, Graph(sentence, lexicons.cues), [], [], list(sentence.names))
        found = [(*at, h) for h in actors_in[number] if (at := view.tokens_of(h.start, h.end)) is not None]
        view.actor_hits += [hit for hit in found if not _names_a_site(view, hit[0], hit[1])]
        view.place_hits += [(*at, p) for p in places_in[number] if (at := view.tokens_of(p.start, p.end)) is not None]
        views.append(view)
    short = {one.short: one for one in short_names(report.text)}
    return Context(report, tree, lexicons, views, short=short)


def _names_a_site(view: SentenceView, first: int, last: int) -> bool:
    """Return whether a name ends the proper name of a market, bridge or square: "the Souk Libya market"."""
    graph = view.graph
    if first < 2 or last + 1 >= len(graph) or graph.lower(last + 1) not in _site_words():
        return False
    before = graph.tokens[first - 1]
    proper = before.upos == "PROPN" and before.text[:1].isupper() and before.text[1:].islower()
    return proper and before.end + 1 == graph.tokens[first].start and graph.relation(first - 1) in {"compound", "flat"}


@cache
def _site_words() -> frozenset[str]:
    return frozenset(kind.word for kind in load_place_kinds().words if kind.after and kind.kind is PlaceKind.FACILITY)
