"""The actors that are known before any report is read, and where their names stand in a text."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from contested.lexicon._actor_nouns import ActorNouns, load_actor_nouns
from contested.lexicon._compiled import read_compiled
from contested.lexicon._types import (
    ActorHit,
    ActorName,
    Candidate,
    DemonymPart,
    KnownActor,
    Membership,
    NameForm,
    Noun,
    OfficeTerm,
    Title,
)
from contested.model.actors import ActorKind
from contested.model.errors import UnknownIdError

__all__ = [
    "ActorHit",
    "ActorLexicon",
    "ActorName",
    "ActorNouns",
    "Candidate",
    "DemonymPart",
    "KnownActor",
    "Membership",
    "NameForm",
    "Noun",
    "OfficeTerm",
    "Title",
    "fold_name",
    "load_actor_nouns",
    "load_actors",
]

_OFFICE_TITLES = {
    "prime_minister": ("prime minister", "premier", "taoiseach", "chancellor"),
    "chancellor": ("chancellor",),
    "president": ("president",),
    "king": ("king",),
    "queen": ("queen",),
}
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


def fold_name(text: str) -> str:
    """Return a name without diacritics and case, for comparison."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Return whether no letter or digit touches the span from outside."""
    return not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()


def _automaton(texts: list[str], kind: MatchKind) -> AhoCorasick:
    """Return an automaton that is quick to build (10 ms per 4,000 names) and reads some 50 MB/s."""
    return AhoCorasick(texts, matchkind=kind, implementation=Implementation.ContiguousNFA)


class ActorLexicon:
    """All known actors. Matching is by name only: who is meant is for `resolve` to say."""

    def __init__(self, actors: dict[str, Any], patterns: dict[str, Any]) -> None:
        """Index the compiled tables (see `_compile_actors`)."""
        self._rows: list[list[Any]] = actors["actors"]
        self._index: dict[str, int] = {row[0]: number for number, row in enumerate(self._rows)}
        self._texts: list[str] = list(patterns)
        self._references: list[list[int]] = list(patterns.values())
        self._candidates: list[tuple[Candidate, ...] | None] = [None] * len(patterns)
        self._known: dict[str, KnownActor] = {}
        self._by_text: dict[str, int] = {text: number for number, text in enumerate(self._texts)}
        self._longest_name = max(map(len, self._texts), default=0)
        self._longest = _automaton(self._texts, MatchKind.LeftmostLongest)
        self._every = _automaton(self._texts, MatchKind.Standard)
        self._index_relations(actors)

    def _index_relations(self, actors: dict[str, Any]) -> None:
        """Index memberships, office terms, surnames and states."""
        self._of_member: dict[str, list[Membership]] = defaultdict(list)
        self._of_organisation: dict[str, list[Membership]] = defaultdict(list)
        for row in actors["memberships"]:
            membership = Membership(*row)
            self._of_member[membership.member].append(membership)
            self._of_organisation[membership.organisation].append(membership)
        self._of_person: dict[str, list[OfficeTerm]] = defaultdict(list)
        self._of_holder: dict[str, list[OfficeTerm]] = defaultdict(list)
        for row in actors["terms"]:
            term = OfficeTerm(*row)
            self._of_person[term.person].append(term)
            self._of_holder[term.holder].append(term)
        seen = [t.seen or t.valid_from or "" for terms in self._of_person.values() for t in terms]
        self.known_until: str = max(seen, default="")  # the last day of which any table of offices tells
        self._surnames: dict[str, list[str]] = actors["surnames"]
        self._states: dict[str, str] = actors["states"]

    def __len__(self) -> int:
        """Return the number of actors."""
        return len(self._rows)

    @property
    def n_names(self) -> int:
        """Return the number of spellings that are looked for."""
        return len(self._texts)

    def __contains__(self, actor_id: object) -> bool:
        """Return whether the id is known."""
        return actor_id in self._index

    def ids(self, kind: ActorKind | None = None) -> tuple[str, ...]:
        """Return all ids, sorted; of one kind where given."""
        return tuple(row[0] for row in self._rows if kind is None or row[2] == kind.value)

    def actor(self, actor_id: str) -> KnownActor:
        """Return the actor of an id. Raises UnknownIdError."""
        known = self._known.get(actor_id)
        if known is None:
            known = self._known[actor_id] = self._build(actor_id)
        return known

    def _build(self, actor_id: str) -> KnownActor:
        """Return the record of one compiled row."""
        if actor_id not in self._index:
            raise UnknownIdError(f"{actor_id}: no such actor in the lexicon. `ids()` lists those that there are.")
        row = self._rows[self._index[actor_id]]
        names = tuple(
            ActorName(text, NameForm(form), first, last, bool(doubtful), DemonymPart(part) if part else None)
            for text, form, first, last, doubtful, part in row[11]
        )
        members = tuple(self._of_member.get(actor_id, ()))
        terms = tuple(self._of_person.get(actor_id, ()))
        subtype, country, gw, start, end, ownership, affiliation, source = row[3:11]
        return KnownActor(
            id=actor_id,
            name=row[1],
            kind=ActorKind(row[2]),
            subtype=subtype,
            country=country,
            gw=gw,
            valid_from=start,
            valid_to=end,
            ownership=ownership,
            affiliation=affiliation,
            source=source,
            names=names,
            memberships=members,
            offices=terms,
        )

    def state(self, country: str) -> KnownActor | None:
        """Return the state (or de facto state) of an ISO3 code."""
        actor_id = self._states.get(country)
        return self.actor(actor_id) if actor_id else None

    def find(self, text: str) -> list[ActorHit]:
        """Return the names in a text: bounded by non-letters, leftmost and longest, none overlapping, in order.

        Case counts, except that headline forms in capitals are read too. Linear in the text.
        """
        hits: list[ActorHit] = []
        reached, known, length = 0, self._candidates, len(text)
        for pattern, start, end in self._longest.find_matches_as_indexes(text):
            bounded = (not start or not text[start - 1].isalnum()) and (end == length or not text[end].isalnum())
            if bounded and start >= reached:
                hits.append(ActorHit(start, end, known[pattern] or self._candidates_of(pattern)))
                reached = end
            elif end > reached:  # a longer name that only looks like one hides what begins inside it
                hits += self._inside(text, max(start, reached), end)
                reached = max(reached, hits[-1].end if hits else 0)
        return hits

    def _inside(self, text: str, begin: int, stop: int) -> list[ActorHit]:
        """Return the names that begin in ``text[begin:stop]``, leftmost and longest."""
        found: dict[int, tuple[int, int]] = {}
        window = text[begin : stop + self._longest_name]
        for pattern, start, end in self._every.find_matches_as_indexes(window, overlapping=True):
            start, end = start + begin, end + begin
            if start < stop and _is_bounded(text, start, end) and end > found.get(start, (0, 0))[0]:
                found[start] = (end, pattern)
        hits: list[ActorHit] = []
        for start, (end, pattern) in sorted(found.items()):
            if not hits or start >= hits[-1].end:
                hits.append(ActorHit(start, end, self._candidates_of(pattern)))
        return hits

    def named(self, text: str) -> tuple[Candidate, ...]:
        """Return whom exactly this text may stand for; empty if nobody."""
        pattern = self._by_text.get(text)
        return () if pattern is None else self._candidates_of(pattern)

    def _candidates_of(self, pattern: int) -> tuple[Candidate, ...]:
        """Return the readings of one pattern (built on first use)."""
        found = self._candidates[pattern]
        if found is None:
            pairs = self._references[pattern]
            built = [self._candidate(pairs[at], pairs[at + 1]) for at in range(0, len(pairs), 2)]
            found = self._candidates[pattern] = tuple(dict.fromkeys(built))
        return found

    def _candidate(self, actor: int, name: int) -> Candidate:
        """Return one reading from the row numbers."""
        row = self._rows[actor]
        _, form, start, end, doubtful, _ = row[11][name]
        return Candidate(row[0], NameForm(form), bool(doubtful), start, end)

    def terms(self, holder: str) -> tuple[OfficeTerm, ...]:
        """Return all terms of office of a country (ISO3) or organisation (id), by date."""
        return tuple(self._of_holder.get(holder, ()))

    def leader_on(self, country: str, office: str, day: date) -> KnownActor | None:
        """Return who held an office of a country (ISO3) or organisation (id) on a day, None where unknown.

        ``office`` is an office key (``head_of_government``, ``foreign_minister``) or a title (``prime minister``).
        Where sources overlap, terms dated to the day go before coarser ones, later starts before earlier ones.
        """
        wanted = {office.casefold().replace(" ", "_"), office.casefold().replace("_", " ")}
        wanted.update(_OFFICE_TITLES.get(office.casefold().replace(" ", "_"), ()))
        held = [t for t in self._of_holder.get(country, ()) if t.holds_on(day) and _is_office(t, wanted)]
        if not held:
            return None
        best = max(held, key=lambda t: (t.title.casefold() in wanted, t.precise, t.valid_from or "", t.person))
        return self.actor(best.person)

    def by_surname(self, surname: str, country: str | None = None, day: date | None = None) -> tuple[KnownActor, ...]:
        """Return the people of a surname (marks and case ignored), of a country and in office on a day where given."""
        people = self._surnames.get(fold_name(surname), [])
        return tuple(self.actor(p) for p in people if self._served(p, country, day))

    def _served(self, person: str, country: str | None, day: date | None) -> bool:
        """Return whether a person held any office of the country, on the day where one is given."""
        terms = self._of_person.get(person, ())
        return any((country is None or t.holder == country) and (day is None or t.holds_on(day)) for t in terms)

    def members(self, organisation: str, day: date | None = None, role: str = "member") -> tuple[str, ...]:
        """Return the actor ids that have a role in an organisation, sorted; on a day where given."""
        rows = self._of_organisation.get(organisation, ())
        return tuple(sorted({m.member for m in rows if m.role == role and (day is None or m.holds_on(day))}))


def _is_office(term: OfficeTerm, wanted: set[str]) -> bool:
    """Return whether a term is of a wanted office key or title."""
    return term.office in wanted or term.title.casefold() in wanted


@cache
def load_actors() -> ActorLexicon:
    """Return the actor lexicon (read once, a few tenths of a second at most)."""
    return ActorLexicon(read_compiled("actors.json"), read_compiled("actor_patterns.json"))
