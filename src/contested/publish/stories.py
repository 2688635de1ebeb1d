"""Events as entries of a list: when, what, standing, and the accounts of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from contested.model.claims import Aux, EventType
from contested.model.events import Event, RecordedClaim, StandingLevel
from contested.publish import gate
from contested.publish.doc import Chip, Item
from contested.publish.grammar import listed
from contested.publish.prose import prose
from contested.publish.sentences import tell
from contested.publish.view import View, by_time, label_of
from contested.publish.words import count, is_document_date, span_words

MOST_ACCOUNTS = 4
_E = EventType
MAIN_TYPES = frozenset({_E.ASSAULT, _E.HARM, _E.CEASEFIRE_DECLARED, _E.CEASEFIRE_VIOLATED, _E.CEASEFIRE_HELD,
                        _E.CEASEFIRE_COLLAPSED, _E.AGREE, _E.MEDIATE, _E.TERRITORY_CHANGE, _E.RETREAT, _E.COERCE,
                        _E.DECLARE_INDEPENDENCE})  # fmt: skip
_RECENT = dt.timedelta(days=30)
_TONES = {
    StandingLevel.ACKNOWLEDGED: "strong",
    StandingLevel.FOUND: "strong",
    StandingLevel.CORROBORATED: "strong",
    StandingLevel.SINGLE_ORIGIN: "weak",
    StandingLevel.CONTESTED: "contested",
    StandingLevel.WITHDRAWN: "weak",
}


def standing_chips(view: View, event: Event) -> tuple[Chip, ...]:
    """Return the standing, and beside it who contests the event."""
    standing, reason = event.standing, gate.clean(event.standing.reason)
    word = prose().word("standings", standing.level.value)
    by = listed(view.name(actor) for actor in standing.contested_by)
    if standing.level is StandingLevel.CONTESTED:
        return (Chip(f"{word} by {by}" if by else word, reason, "contested"),)
    level = Chip(word, reason, _TONES[standing.level])
    return (level, Chip(f"denied by {by}", "a denial stands beside a finding", "contested")) if by else (level,)


def claims_of(view: View, ids: Iterable[str]) -> list[RecordedClaim]:
    """Return the claims with these ids, by date and place in their report."""
    found = [view.claims[claim] for claim in ids if claim in view.claims]
    return sorted(found, key=_telling_order)


def _telling_order(claim: RecordedClaim) -> tuple[str, str, int, str]:
    day = claim.published.isoformat() if claim.published else "9999"
    return (day, claim.report_id, claim.passage.start, claim.id)


def story(view: View, event: Event) -> Item:
    """Return an event as an entry; accounts beyond MOST_ACCOUNTS are counted."""
    sentences = tell(view, claims_of(view, event.claims))
    hidden = len(sentences) - MOST_ACCOUNTS
    rest = f"{count(hidden, 'more account')}: contested explain DIR {event.id}" if hidden > 0 else ""
    when = span_words(event.time) + (" (date of the report)" if is_document_date(event.time) else "")
    return Item(when, label_of(event), standing_chips(view, event), sentences[:MOST_ACCOUNTS], rest, event.id)


def stories(view: View, events: Iterable[Event]) -> tuple[Item, ...]:
    """Return the events as entries in their order; events that one and the same statement tells share an entry."""
    return merged(story(view, event) for event in events)


def merged(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the entries; those of one time with the same sentences become one, with the labels of all."""
    found: dict[tuple[str, ...], Item] = {}
    for item in items:
        key = (item.when, *(sentence.text for sentence in item.sentences))
        found[key] = _joined(found[key], item) if key in found else item
    return tuple(found.values())


def _joined(one: Item, other: Item) -> Item:
    pairs = zip(one.sentences, other.sentences, strict=True)
    sentences = tuple(replace(a, refs=tuple(dict.fromkeys((*a.refs, *b.refs)))) for a, b in pairs)
    labels = dict.fromkeys(label for label in (*one.label.split(" · "), other.label) if label)
    chips = tuple(dict.fromkeys((*one.chips, *other.chips)))
    return replace(one, label=" · ".join(labels), chips=chips, sentences=sentences)


def foremost(events: Sequence[Event], most: int) -> list[Event]:
    """Return at most ``most`` events in their order: acts of war and peace and what most origins tell of."""
    ranked = sorted(range(len(events)), key=lambda i: (_rank(events[i]), i))
    return [events[i] for i in sorted(ranked[:most])]


def _rank(event: Event) -> tuple[bool, bool, int, int, int]:
    main = event.event_type in MAIN_TYPES
    return (not main, is_document_date(event.time), -event.standing.origins, -len(event.claims), -len(event.tolls))


def latest_day(view: View) -> dt.date | None:
    """Return the day that the page speaks from: the newest report's, else the latest event's."""
    published = [report.published for report in view.record.reports if report.published]
    told = [event.time.end for event in view.record.events if event.time and event.time.end]
    as_of = view.record.as_of
    newest = max(published, default=None) or max(told, default=None)
    return min(newest, as_of) if newest and as_of else newest


def is_recent(view: View, event: Event, newest: dt.date | None) -> bool:
    """Return whether an event falls within the 30 days before the newest report, and is not told as background."""
    claims = claims_of(view, event.claims)
    if newest is None or event.time is None or all(Aux.HISTORICAL in claim.aux for claim in claims):
        return False
    first = event.time.start or event.time.end
    last = event.time.end or event.time.start
    return bool(first and last and last >= newest - _RECENT and first >= newest - 3 * _RECENT)


def told_events(view: View) -> list[Event]:
    """Return the events for the lists of the page, by date: accusations and risks have sections of their own."""
    risks = {risk.claim for risk in view.record.risks}
    events = [event for event in view.record.events if event.event_type is not EventType.ACCUSE]
    events = [event for event in events if not set(event.claims) <= risks]
    return sorted(events, key=lambda event: (by_time(event.time), _first_told(view, event), event.id))


def _first_told(view: View, event: Event) -> tuple[str, str, int, str]:
    """Return a key by which events of one day follow each other as they were told: no side goes first by its name."""
    return min((_telling_order(claim) for claim in claims_of(view, event.claims)), default=("9999", "", 0, ""))


def other_statements(view: View) -> Sequence[RecordedClaim]:
    """Return reliable statements on the situation that belong to no event and no risk, in telling order."""
    used = {claim for event in view.record.events for claim in event.claims}
    used |= {risk.claim for risk in view.record.risks}
    rows = [claim for claim in view.record.claims if claim.event_type is EventType.STATUS and claim.id not in used]
    return sorted((claim for claim in rows if claim.reliable), key=_telling_order)
