"""Offices at dates: who held the office that a phrase names, on the day of what is told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from contested.lexicon.actors import ActorLexicon, KnownActor, OfficeTerm, load_actor_nouns
from contested.model.actors import Actor, ActorKind, ActorMention
from contested.model.readings import ClaimTime, Extraction
from contested.model.reports import Report
from contested.model.times import TimeMention

Days = tuple[dt.date, dt.date]
_LONGEST = dt.timedelta(days=366)
_HEADS = frozenset({"head_of_state", "head_of_government"})
_FAMILIES = (
    ("president", ("president",)),
    ("prime minister", ("prime minister", "premier", "chancellor", "taoiseach")),
    ("premier", ("prime minister", "premier")),
    ("chancellor", ("chancellor",)),
    ("king", ("king",)),
    ("queen", ("queen",)),
    ("emir", ("emir", "amir")),
    ("sultan", ("sultan",)),
    ("pope", ("pope",)),
    ("supreme leader", ("supreme leader",)),
)  # a noun for a head of state or government, and the words of a title that fit it
_OTHERS = re.compile(
    r"\b(?:former|ex|ousted|deposed|late|then|deputy|vice|acting|interim|next|new|incoming|outgoing|opposition|rival|"
    r"self-declared|self-proclaimed|shadow|first|last|previous|any|no|every|each|another|transitional|de facto)\b",
    re.IGNORECASE,
)  # words that make an office-holder another than the holder
_INDEFINITE = re.compile(r"(?:^|[^\w])(?:a|an|one|any|no|every|some|another|former|ex-)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office, and the days for which that was asked."""

    person: KnownActor
    reason: str


def days_told(
    report: Report, extraction: Extraction, anchored: tuple[TimeMention, ...], times: tuple[ClaimTime, ...]
) -> Mapping[str, Days]:
    """Return for actor mentions the days of what is told of them: of their claim, else of a date in their sentence.

    A speaker speaks on the day of the report. Mentions without any date are left out where the report has none.
    """
    if report.published is None:
        return {}
    found = dict.fromkeys((m.id for m in extraction.mentions), (report.published, report.published))
    passages = {t.id: t.passage for t in anchored}
    for time in anchored:
        span = time.span
        if span is None or span.start is None or span.end is None or span.end >= report.published:
            continue
        line = _sentence(report.text, passages[time.id].start)
        for mention in extraction.mentions:
            if line[0] <= mention.passage.start < line[1]:
                found[mention.id] = (span.start, span.end)
    spans = {time.claim: time.span for time in times}
    for claim in extraction.claims:
        told = spans.get(claim.id)
        if told is not None and told.start is not None and told.end is not None:
            found.update(dict.fromkeys((*claim.initiators, *claim.recipients), (told.start, told.end)))
    for claim in extraction.claims:
        speakers = [voice.mention for voice in claim.voices if voice.mention]
        found.update(dict.fromkeys(speakers, (report.published, report.published)))
    return found


def _sentence(text: str, at: int) -> tuple[int, int]:
    starts = [text.rfind(mark, 0, at) + len(mark) for mark in (". ", "\n", "! ", "? ") if mark in text[:at]]
    ends = [text.find(mark, at) for mark in (". ", "\n", "! ", "? ")]
    return max(starts, default=0), min((end for end in ends if end >= 0), default=len(text))


def is_the_office(text: str, mention: ActorMention) -> bool:
    """Return whether a phrase means whoever holds the office: "the Armenian prime minister", not "a former one"."""
    start = mention.passage.start
    plural = mention.head.endswith("s") and mention.head not in load_actor_nouns().titles
    if plural or _OTHERS.search(mention.passage.quote) or _INDEFINITE.search(text[max(0, start - 12) : start]):
        return False
    title = load_actor_nouns().titles.get(mention.head)
    return title is not None and not title.plural and title.office is not None


def holder_of(lexicon: ActorLexicon, owner: Actor, head: str, days: Days) -> Holder | None:
    """Return the only person known to have held an office of a state or organisation in a span of days, else None.

    Asked for at both ends and in the middle: a month in which an office changed hands is open, one that begins with
    a vacancy is not.
    """
    title = load_actor_nouns().titles[head]
    key = owner.country if owner.kind in {ActorKind.STATE, ActorKind.TERRITORY} else owner.id
    if key is None or title.office is None:
        return None
    if days[1] - days[0] > _LONGEST:
        return None
    asked = sorted({days[0], days[0] + (days[1] - days[0]) / 2, days[1]})
    holders = {found for day in asked if (found := _only(lexicon, key, head, title.office, day)) is not None}
    if len(holders) != 1:
        return None
    person = lexicon.actor(next(iter(holders)))
    when = days[0].isoformat() if days[0] == days[1] else f"{days[0]}/{days[1]}"
    return Holder(person, f"{head} of {owner.name} on {when} ({person.source})")


def _only(lexicon: ActorLexicon, key: str, head: str, office: str, day: dt.date) -> str | None:
    """Return who held an office on a day, by the best dated terms; None where nobody or several did."""
    if day.isoformat() > lexicon.known_until:
        return None
    held = [t for t in lexicon.terms(key) if t.holds_on(day) and _fits(t, head, office)]
    for sure in (True, False):
        people = {t.person for t in held if _is_dated(t, day) or not sure}
        if len(people) == 1:
            return people.pop()
        if people:
            return None
    return None


def _is_dated(term: OfficeTerm, day: dt.date) -> bool:
    """Return whether a term's ends, where they are years, lie in other years than the day."""
    year = str(day.year)
    coarse = {end for end in (term.valid_from, term.valid_to) if end is not None and len(end) == 4}
    return year not in coarse


def _fits(term: OfficeTerm, head: str, office: str) -> bool:
    """Return whether a term is of the office that a noun names."""
    title = term.title.casefold()
    if office not in _HEADS:
        return term.office == office
    words = next((words for noun, words in _FAMILIES if head.endswith(noun)), ())
    return term.office in _HEADS and "vice" not in title and any(word in title for word in words)
