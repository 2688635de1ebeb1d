"""Mentions to actors: names by lexicon, date and country; phrases by whom they belong to; pronouns by antecedent."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from contested.language.acronyms import short_names
from contested.lexicon.actors import ActorLexicon, KnownActor, load_actor_nouns, load_actors
from contested.lexicon.events import load_cues
from contested.model.actors import Actor, ActorKind, ActorMention, MentionForm, PersonClass, RelationKind
from contested.model.claims import EventType
from contested.model.readings import Extraction, Link
from contested.model.reports import Report
from contested.resolve.issuer import home_country, voice_country

_PUBLIC_BODIES = frozenset(
    {
        ActorKind.STATE,
        ActorKind.DE_FACTO_STATE,
        ActorKind.IGO,
        ActorKind.ARMED_FORCE,
        ActorKind.PARTY_OR_MOVEMENT,
        ActorKind.OFFICE,
        ActorKind.NGO,
    }
)
_HARMING = frozenset({EventType.ASSAULT, EventType.HARM, EventType.COERCE})
_HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.CEASEFIRE_VIOLATED})
STATES = frozenset({ActorKind.STATE, ActorKind.DE_FACTO_STATE})
SIDED = STATES | {ActorKind.TERRITORY, ActorKind.PARTY_OR_MOVEMENT}
_BASES = ("state:", "defacto:", "territory:", "group:", "igo:")
_NAMED_KINDS = (
    ActorKind.NEWS_AGENCY,
    ActorKind.THINK_TANK,
    ActorKind.NGO,
    ActorKind.OFFICE,
    ActorKind.ARMED_FORCE,
    ActorKind.IGO,
)  # in the order in which they are tried
_BESIDE = 4  # mentions
_SLUG = re.compile(r"[^\w]+")


@dataclass(slots=True)
class Board:
    """What has been resolved so far: actors by id, mention to actor, and the order in which actors were named."""

    report: Report
    lexicon: ActorLexicon
    mentions: dict[str, ActorMention]
    votes: Counter[str]
    actors: dict[str, Actor] = field(default_factory=dict)
    of_mention: dict[str, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    trail: list[tuple[ActorMention, str]] = field(default_factory=list)
    used: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()  # mentions that others are built of
    breaks: tuple[int, ...] = ()  # where sentences begin
    named: dict[str, str] = field(default_factory=dict)  # words of a name -> the actor that they stood for last
    states: dict[str, None] = field(default_factory=dict)  # the states named so far
    public: dict[str, PersonClass] = field(default_factory=dict)  # people whom a stated relation makes public
    home: str | None = None  # the country in which most places of the report lie
    voice: str | None = None  # the country whose army and government the report calls "the army", "the government"
    harmed: frozenset[str] = frozenset()  # mentions that are harmed and never speak
    accusers: dict[str, str] = field(default_factory=dict)  # initiator of a hostile claim -> who tells of it
    days: Mapping[str, tuple[dt.date, dt.date]] = field(default_factory=dict)  # mention -> when what is told of it was
    foreseen: Mapping[str, str] = field(default_factory=dict)  # label of a force -> the only one in the report
    full: Mapping[str, str] = field(default_factory=dict)  # short names that the text introduces -> full names
    private: set[str] = field(default_factory=set)  # surnames of people whom the text names and who are not public

    def barred(self, mention: ActorMention) -> set[str]:
        """Return the actor ids that a mention cannot mean: the side that accuses it."""
        accuser = self.actor_of(self.accusers.get(mention.id, ""))
        return set(accuser.side) if accuser else set()

    def keep(self, mention: ActorMention, actor: Actor, score: float, reason: str) -> None:
        """Link a mention to an actor."""
        self.actors.setdefault(actor.id, actor)
        self.of_mention[mention.id] = actor.id
        self.links.append(Link(mention.id, actor.id, score, reason))
        self.trail.append((mention, actor.id))
        if actor.kind in STATES:
            self.states[actor.id] = None
        if mention.form is not MentionForm.PRONOUN:
            quote = mention.passage.quote
            self.named[_name_key(mention.kind, self.full.get(quote, quote))] = actor.id
            if mention.kind is ActorKind.PERSON:
                self.named[_name_key(mention.kind, mention.passage.quote.split()[-1])] = actor.id

    def sentence_of(self, start: int) -> int:
        """Return the number of the sentence in which a character stands."""
        return bisect_right(self.breaks, start)

    def actor_of(self, mention_id: str) -> Actor | None:
        """Return the actor that a mention was linked to."""
        found = self.of_mention.get(mention_id)
        return self.actors.get(found) if found else None


_BREAK = re.compile(r"(?<=[.!?])[\"”’')]*\s+|\n+")


def _name_key(kind: ActorKind | None, words: str) -> str:
    return f"{kind}|{words}"


def slug(text: str) -> str:
    """Return a name as part of an id."""
    return _SLUG.sub("-", text.lower()).strip("-") or "x"


def open_board(report: Report, extraction: Extraction, countries: tuple[str, ...]) -> Board:
    """Return the board of a report with the votes of its unambiguous names for countries."""
    lexicon = load_actors()
    votes: Counter[str] = Counter(dict.fromkeys(countries, 3))
    for mention in extraction.mentions:
        found = {a.country for c in mention.candidates if (a := lexicon.actor(c)).kind in STATES and a.country}
        if len(found) == 1:
            votes[found.pop()] += 1
    used = {
        i
        for c in extraction.claims
        for i in (*c.initiators, *c.recipients, *(v.mention for v in c.voices if v.mention))
    }
    accusers = {
        i: c.claimant
        for c in extraction.claims
        for i in c.initiators
        if c.claimant and c.event_type in _HOSTILE and i != c.claimant
    }
    harmed = {i for c in extraction.claims if c.event_type in _HARMING for i in c.recipients}
    speaking = {v.mention for c in extraction.claims for v in c.voices if v.mention}
    return Board(
        report,
        lexicon,
        {m.id: m for m in extraction.mentions},
        votes,
        used=frozenset(used),
        parts=frozenset(part for m in extraction.mentions for part in m.parts),
        breaks=(0, *(found.end() for found in _BREAK.finditer(report.text))),
        public=_public_people(extraction, lexicon),
        home=home_country(extraction),
        voice=voice_country(report, extraction, lexicon),
        harmed=frozenset(harmed - speaking),
        accusers=accusers,
        full={one.short: report.text[slice(*one.full_span)] for one in short_names(report.text)},
    )


def _public_people(extraction: Extraction, lexicon: ActorLexicon) -> dict[str, PersonClass]:
    """Return the people whom the text says to hold an office, to speak for a body, or to work at a think tank."""
    mentions = {m.id: m for m in extraction.mentions}
    speaking = {v.mention for c in extraction.claims for v in c.voices if v.mention}
    found: dict[str, PersonClass] = {}
    for relation in extraction.relations:
        body = mentions.get(relation.object)
        if body is None or not relation.reliable:
            continue
        kinds = {body.kind, *(lexicon.actor(c).kind for c in body.candidates)}
        if relation.relation in {RelationKind.LEADS, RelationKind.OFFICIAL_OF} and kinds & _PUBLIC_BODIES:
            found[relation.subject] = PersonClass.PUBLIC_OFFICE
        elif relation.relation is RelationKind.SPEAKS_FOR:
            found[relation.subject] = PersonClass.SPOKESPERSON
        elif ActorKind.THINK_TANK in kinds and relation.subject in speaking:
            found.setdefault(relation.subject, PersonClass.PUBLIC_EXPERT)
    return found


def known_actor(board: Board, known: KnownActor) -> Actor:
    """Return a lexicon actor as an actor of the record, with its side."""
    if known.kind is ActorKind.PERSON:
        return _known_person(board, known)
    side = tuple(i for i in (known.affiliation,) if i and i in board.lexicon) or (known.id,)
    if known.kind in {ActorKind.ARMED_FORCE, ActorKind.OFFICE} and known.country:
        state = board.lexicon.state(known.country)
        side = (known.id, state.id) if state else side
    name = known.name
    return Actor(
        known.id,
        name,
        known.kind,
        known.subtype,
        known.country,
        side=tuple(dict.fromkeys((known.id, *side))),
        known=True,
    )


def _known_person(board: Board, known: KnownActor) -> Actor:
    """Return a known office-holder with the side of the office held last before the report."""
    day = board.report.published.isoformat() if board.report.published else "9999"
    terms = sorted((t for t in known.offices if (t.valid_from or "") <= day), key=lambda t: t.valid_from or "")
    terms = terms or list(known.offices)
    side: tuple[str, ...] = ()
    country = known.country
    if terms:
        holder = terms[-1].holder
        state = board.lexicon.state(holder) if len(holder) == 3 else None
        side = (state.id,) if state else ((holder,) if holder in board.lexicon else ())
        country = holder if state else country
    return Actor(
        known.id,
        known.name,
        ActorKind.PERSON,
        known.subtype,
        country,
        PersonClass.PUBLIC_OFFICE,
        (known.id, *side),
        known=True,
    )


def choose_candidate(board: Board, mention: ActorMention) -> tuple[KnownActor, float, str] | None:
    """Return the likeliest of a mention's candidates, with score and reason; None where nothing decides."""
    known = [board.lexicon.actor(c) for c in mention.candidates]
    if mention.kind is ActorKind.PERSON:
        return _choose_person(board, mention, known)
    if not known:
        return None
    ranked = sorted(known, key=lambda a: (-_fit(board, a), a.id))
    if len(ranked) > 1 and _fit(board, ranked[0]) == _fit(board, ranked[1]) and ranked[0].kind not in STATES:
        return None  # nothing in the report decides: an open name is better than a wrong one
    return (
        ranked[0],
        0.95 if len(ranked) == 1 else 0.8,
        "the only reading" if len(ranked) == 1 else "best of its readings",
    )


def _fit(board: Board, actor: KnownActor) -> float:
    """Return how well an actor fits the report: alive at its date, of its countries, states before the rest."""
    day = board.report.published.isoformat() if board.report.published else None
    value = 0.0
    if day and actor.valid_to and actor.valid_to < day:
        value -= 2.0
    if day and actor.valid_from and actor.valid_from > day:
        value -= 2.0
    if actor.country:
        value += min(2.0, 0.25 * board.votes.get(actor.country, 0))
    return value + (0.5 if actor.kind in STATES else 0.0)


def _choose_person(
    board: Board, mention: ActorMention, known: list[KnownActor]
) -> tuple[KnownActor, float, str] | None:
    """Return the office-holder that a name means; a bare surname needs a country or date that fits."""
    day = board.report.published
    words = mention.passage.quote.split()
    fitting = []
    for person in known:
        countries = {t.holder for t in person.offices}
        votes = sum(board.votes.get(c, 0) for c in countries)
        serving = day is not None and any(t.holds_on(day) for t in person.offices)
        served = day is not None and any((t.valid_from or "") <= day.isoformat() for t in person.offices)
        fitting.append((votes > 0, serving, served, votes, person))
    fitting = [f for f in fitting if len(words) > 1 or f[0] or f[1] or (len(known) == 1 and mention.head)]
    if not fitting:
        return None
    fitting.sort(key=lambda f: (-f[0], -f[1], -f[2], -f[3], f[4].id))
    best = fitting[0]
    if len(words) == 1 and not (best[0] or best[1] or mention.head):
        return None
    return (
        best[4],
        0.9 if len(words) > 1 else 0.75,
        "known office-holder" + (", in office at the report's date" if best[1] else ""),
    )


def resolve_name(board: Board, mention: ActorMention) -> None:
    """Link a name: a known actor, somebody named before, a new office-holder or organisation of this dossier."""
    if mention.kind is ActorKind.PERSON and mention.passage.quote in board.private:
        return  # the surname of somebody private
    earlier = _same_name_before(board, mention)
    if earlier is not None and (mention.kind is ActorKind.PERSON or not mention.candidates):
        board.keep(mention, earlier, 0.9, "the same name stands before")
        return
    chosen = choose_candidate(board, mention) if mention.candidates else None
    if chosen is not None:
        known, score, reason = chosen
        board.keep(
            mention, _of_title(board, mention, known_actor(board, known), known), score, f"{mention.reason}: {reason}"
        )
        return
    if mention.kind is ActorKind.PERSON:
        if not _new_person(board, mention) and " " in mention.passage.quote:
            board.private.add(mention.passage.quote.split()[-1])
    elif mention.form is not MentionForm.ADJECTIVE and not mention.candidates:
        _new_organisation(board, mention)


def _of_title(board: Board, mention: ActorMention, actor: Actor, known: KnownActor) -> Actor:
    """Return a known person with the state that the text's title names ("Iraqi President X") where he served it."""
    if actor.kind is not ActorKind.PERSON:
        return actor
    states = [a for p in mention.parts if (a := board.actor_of(p)) is not None and a.kind in STATES and a.country]
    served = {term.holder for term in known.offices} | {known.country}
    named = [a for a in states if a.country in served] or (states if mention.head else [])
    if not named or actor.country == named[0].country:
        return actor
    return replace(actor, country=named[0].country, side=tuple(dict.fromkeys((actor.id, *named[0].side))))


def _same_name_before(board: Board, mention: ActorMention) -> Actor | None:
    """Return the actor that an earlier mention named with the same words, or for a person with the same surname."""
    quote = board.full.get(mention.passage.quote, mention.passage.quote)
    words = quote.split()
    if mention.kind is ActorKind.PERSON and is_private(mention.head):
        return None
    found = board.named.get(_name_key(mention.kind, quote))
    if found is None and mention.kind is ActorKind.PERSON:
        found = board.named.get(_name_key(mention.kind, words[-1]))
        if found is not None and len(words) > 1 and board.actors[found].name.split()[0] != words[0]:
            return None
    return board.actors.get(found) if found else None


def is_private(title: str) -> bool:
    """Return whether a noun tells of a private person: a farmer, a witness, a mother."""
    nouns = load_actor_nouns()
    return title in nouns.private and title not in nouns.titles and title not in nouns.experts


def _new_person(board: Board, mention: ActorMention) -> bool:
    """Make an actor of a person whom the text gives a public role, and say so; others stay words in the passage."""
    title = load_actor_nouns().titles.get(mention.head)
    expert = mention.head in load_actor_nouns().experts
    stated = board.public.get(mention.id)
    closed = is_private(mention.head) or mention.id in board.harmed
    if (title is None and not expert and stated is None) or closed:
        return False  # a victim stays words in a passage, whatever title the text gives
    person_class = title.person_class if title is not None else stated or PersonClass.PUBLIC_EXPERT
    owners = [a for p in mention.parts if (a := board.actor_of(p)) is not None]
    sided = [o for o in owners if any(s.startswith(_BASES) for s in o.side)] or owners
    owners = sided or _office_beside(board, mention)
    side = tuple(dict.fromkeys(s for owner in owners[:1] for s in owner.side if not s.startswith("office:")))
    name = mention.passage.quote
    country = owners[0].country if owners else None
    actor_id = f"person:{slug(name)}"
    if person_class is PersonClass.PUBLIC_EXPERT:
        side = ()
    actor = Actor(actor_id, name, ActorKind.PERSON, mention.head, country, person_class, (actor_id, *side))
    told = f"named with the title {mention.head!r}" if mention.head else f"stated to be {person_class.value}"
    board.keep(mention, actor, 0.8, told)
    return True


def _office_beside(board: Board, mention: ActorMention) -> list[Actor]:
    """Return the office that a name stands beside and that is its title: "an army spokesman, Hatim Osman"."""
    for other, actor_id in reversed(board.trail[-_BESIDE:]):
        between = board.report.text[other.passage.end : mention.passage.start]
        if between.strip() in {"", ","} and other.head == mention.head and len(board.actors[actor_id].side) > 1:
            return [board.actors[actor_id]]
    return []


def _new_organisation(board: Board, mention: ActorMention) -> None:
    """Make an actor of an organisation or people that no list knows."""
    name = board.full.get(mention.passage.quote, mention.passage.quote)
    kind = mention.kind or ActorKind.PARTY_OR_MOVEMENT
    owners = [a for p in mention.parts if (a := board.actor_of(p)) is not None]
    country = owners[0].country if owners else None
    actor_id = f"org:{slug(name)}"
    kind = _guess_kind(name, kind)
    own = owners[0].side if owners and kind in {ActorKind.OFFICE, ActorKind.ARMED_FORCE} else ()
    board.keep(
        mention,
        Actor(actor_id, name, kind, None, country, side=tuple(dict.fromkeys((actor_id, *own)))),
        0.6,
        "a name that no list holds",
    )


def _guess_kind(name: str, kind: ActorKind) -> ActorKind:
    """Return the kind that a word in an organisation's name gives away."""
    words = {w.lower() for w in name.split()}
    for found in _NAMED_KINDS:
        if words & load_cues().lists[f"name_{found.value}"]:
            return found
    return kind


def with_relations(board: Board, extraction: Extraction) -> None:
    """Give people without a side the side of the body that they are stated to speak for, serve or lead."""
    kinds = {RelationKind.SPEAKS_FOR, RelationKind.OFFICIAL_OF, RelationKind.LEADS}
    for relation in extraction.relations:
        person, body = board.actor_of(relation.subject), board.actor_of(relation.object)
        if relation.relation in kinds and person and body and person.kind is ActorKind.PERSON and len(person.side) < 2:
            board.actors[person.id] = replace(
                person, side=tuple(dict.fromkeys((person.id, *body.side))), country=person.country or body.country
            )
