"""The life of a truce: its states in order, how and when it ended, its terms as its words give them, what followed."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from contested.model.claims import EventType, Polarity, Stance, ThirdPartyRole
from contested.model.events import RecordedClaim
from contested.model.ledgers import (
    Ceasefire,
    CeasefireClass,
    CeasefireState,
    CeasefireStep,
    EndReason,
    Sequel,
    SequelKind,
    Terms,
    ThirdParty,
)
from contested.model.times import TimeSpan
from contested.record.events import best_time
from contested.record.fighting import Fighting
from contested.record.material import Material
from contested.record.nearby import near
from contested.record.shelf import AFTER, UNREAL, Truce
from contested.record.truce_sides import sides_meet, truce_sides

_NEAR_CHARS = 200
_FINE_DAYS = 31  # a day told no finer than a month gives no length
_LAPSED = re.compile(r"expir|laps|elaps|ran? out", re.IGNORECASE)
_PAUSED = re.compile(r"suspen|paus", re.IGNORECASE)
_OVER = re.compile(r"end", re.IGNORECASE)  # says that it is over and not why
_TRUCE = re.compile(r"\b(truces?|cease-?fires?|armistices?|cessation|pauses?)\b", re.IGNORECASE)
_PROPOSED = re.compile(r"\b(propos\w+|offer\w*|suggest\w*|tabled|put forward)\b", re.IGNORECASE)
_CALLED_FOR = re.compile(
    r"\b(call\w*|urg\w+|demand\w*|appeal\w*|press(ed|es|ing)? for|plead\w*|ask\w*)\b", re.IGNORECASE
)
_ONE_SIDED = re.compile(r"\b(unilateral\w*|one-sided)\b", re.IGNORECASE)
_RENEWED = re.compile(r"\b(renew\w*|extend\w*|extension|prolong\w*|roll\w* over)\b", re.IGNORECASE)
_FORMS = {
    "written": re.compile(
        r"\b(signed|signing|sign|signature\w*|written|text|document|protocol|initialled)\b", re.IGNORECASE
    ),
    "verbal": re.compile(r"\b(verbal\w*|oral\w*|handshake|unwritten|by telephone)\b", re.IGNORECASE),
}
_SCOPES = {
    "whole": re.compile(
        r"\b(nationwide|country-?wide|(general|comprehensive) (truce|cease-?fire)|along the (whole|entire))\b",
        re.IGNORECASE,
    ),
    "local": re.compile(
        r"\b((local|limited|partial) (truce|cease-?fire)|in the (city|town|district|village))\b", re.IGNORECASE
    ),
}
_PURPOSES = {
    "humanitarian": re.compile(r"\b(humanitarian|aid|evacuat\w+|wounded|relief)\b", re.IGNORECASE),
    "exchange": re.compile(r"\b(exchange|prisoners|captives|hostages|bodies)\b", re.IGNORECASE),
    "occasion": re.compile(r"\b(eid|ramadan|christmas|easter|holidays?|elections?|olympic\w*)\b", re.IGNORECASE),
    "talks": re.compile(r"\b(to allow|pending|during|for) (the )?(talks|negotiations)\b", re.IGNORECASE),
}
_WATCHING = frozenset({ThirdPartyRole.MONITOR, ThirdPartyRole.PEACEKEEPER, ThirdPartyRole.GUARANTOR})
_LASTING = frozenset({"peace_agreement", "armistice"})


def state_of(truce: Truce) -> tuple[CeasefireState, EndReason | None]:
    """Return the last state that is told of a truce, and why it ended where it did."""
    collapsed = _of(truce.after, EventType.CEASEFIRE_COLLAPSED)
    held = [c for c in _of(truce.after, EventType.CEASEFIRE_HELD) if c.polarity is Polarity.POSITIVE]
    declared = [c for c in truce.founding if c.event_type not in AFTER]
    if collapsed and not _held_later(held, collapsed):
        if all(_PAUSED.match(c.trigger.quote) for c in collapsed):
            return CeasefireState.SUSPENDED, None
        never = bool(truce.helped) and not held and not [c for c in declared if c.stance is Stance.ASSERTED]
        return CeasefireState.ENDED, EndReason.NEVER_TOOK_EFFECT if never else _why(collapsed)
    if any(c.event_type is EventType.CEASEFIRE_HELD and c.polarity is Polarity.NEGATIVE for c in truce.after):
        return CeasefireState.ENDED, EndReason.NEVER_TOOK_EFFECT if not declared else EndReason.COLLAPSED
    if held:
        return CeasefireState.IN_EFFECT, None
    return _first_state(declared), None


def _of(claims: Sequence[RecordedClaim], event_type: EventType) -> list[RecordedClaim]:
    return [c for c in claims if c.event_type is event_type]


def _why(collapsed: Sequence[RecordedClaim]) -> EndReason:
    """Return why it ended: a breakdown that anybody tells of comes before a side that left, and that before a lapse."""
    reasons = {_reason(claim) for claim in collapsed}
    order = (EndReason.COLLAPSED, EndReason.WITHDRAWN, EndReason.EXPIRED, EndReason.UNKNOWN)
    return next(reason for reason in order if reason in reasons)


def _reason(claim: RecordedClaim) -> EndReason:
    if _LAPSED.match(claim.trigger.quote):
        return EndReason.EXPIRED
    if claim.initiators and claim.stance is Stance.ASSERTED and set(claim.initiators) != set(claim.recipients):
        return EndReason.WITHDRAWN
    return EndReason.UNKNOWN if _OVER.match(claim.trigger.quote) else EndReason.COLLAPSED


def _first_state(declared: Sequence[RecordedClaim]) -> CeasefireState:
    """Return the state that a truce's own claims give: declared, agreed on, or found to be in effect."""
    types = {claim.event_type for claim in declared}
    if EventType.CEASEFIRE_DECLARED in types:
        return CeasefireState.DECLARED
    return CeasefireState.AGREED if EventType.AGREE in types else CeasefireState.IN_EFFECT


def _held_later(held: Sequence[RecordedClaim], collapsed: Sequence[RecordedClaim]) -> bool:
    ends = [c.time.end for c in collapsed if c.time and c.time.end]
    starts = [c.time.start for c in held if c.time and c.time.start]
    return bool(ends and starts) and max(starts) > max(ends)


def steps_of(truce: Truce, material: Material) -> tuple[CeasefireStep, ...]:
    """Return the states that are told of a truce in the order of a truce's life, each with its claims and time."""
    told: dict[CeasefireState, list[RecordedClaim]] = {state: [] for state in CeasefireState}
    for claim in _sought(truce, material):
        wanted = CeasefireState.PROPOSED if _PROPOSED.search(claim.passage.quote) else CeasefireState.CALLED_FOR
        told[wanted].append(claim)
    for claim in truce.founding:
        if claim.event_type not in AFTER:
            told[_first_state([claim])].append(claim)
    for claim in truce.after:
        if claim.event_type is EventType.CEASEFIRE_HELD and claim.polarity is Polarity.POSITIVE:
            told[CeasefireState.IN_EFFECT].append(claim)
        elif claim.event_type is EventType.CEASEFIRE_COLLAPSED:
            paused = _PAUSED.match(claim.trigger.quote)
            told[CeasefireState.SUSPENDED if paused else CeasefireState.ENDED].append(claim)
    return tuple(
        CeasefireStep(state, best_time(claims), tuple(c.id for c in claims)) for state, claims in told.items() if claims
    )


def _sought(truce: Truce, material: Material) -> Iterator[RecordedClaim]:
    """Yield the calls and proposals that are told beside the truce and name one."""
    seen: set[str] = set()
    for founding in truce.founding:
        for claim in near(founding, material, _NEAR_CHARS):
            asked = claim.event_type in {EventType.REQUEST, EventType.MEDIATE} and claim.id not in seen
            words = claim.passage.quote
            worded = _TRUCE.search(words) and (_PROPOSED.search(words) or _CALLED_FOR.search(words))
            if asked and worded and claim.stance not in UNREAL and claim.polarity is Polarity.POSITIVE:
                seen.add(claim.id)
                yield claim


def ended(truce: Truce, state: CeasefireState) -> TimeSpan | None:
    """Return when a truce ended, where it did and the time is told."""
    return best_time(_of(truce.after, EventType.CEASEFIRE_COLLAPSED)) if state is CeasefireState.ENDED else None


def length(begun: TimeSpan | None, end: TimeSpan | None) -> int | None:
    """Return the days from the first day of a truce to its end; None where either is told no finer than a month."""
    first, last = _fine_day(begun), _fine_day(end)
    return (last - first).days if first and last and last >= first else None


def _fine_day(span: TimeSpan | None) -> dt.date | None:
    if span is None or span.start is None or span.end is None or (span.end - span.start).days >= _FINE_DAYS:
        return None
    return span.start


def terms_of(truce: Truce, third_parties: Sequence[ThirdParty]) -> Terms:
    """Return the terms as the words that found a truce give them."""
    words = " ".join(claim.passage.quote for claim in truce.founding if claim.event_type not in AFTER)
    binding = CeasefireClass.CESSATION
    if any(party.role in _WATCHING for party in third_parties):
        binding = CeasefireClass.COMPLIANCE
    if any(claim.topic in _LASTING for claim in truce.founding):
        binding = CeasefireClass.DEFINITIVE
    return Terms(
        binding=binding,
        one_sided=_ONE_SIDED.search(words) is not None,
        form=next((form for form, cue in _FORMS.items() if cue.search(words)), None),
        scope=next((scope for scope, cue in _SCOPES.items() if cue.search(words)), None),
        purpose=next((purpose for purpose, cue in _PURPOSES.items() if cue.search(words)), None),
    )


@dataclass(frozen=True, slots=True)
class Followup:
    """A row as it was and with what followed: the first fighting, the next truce and the truce that it renews."""

    row: Ceasefire
    fight: tuple[int, int] | None  # day, place in the telling
    truce: tuple[dt.date, Truce, str] | None  # day, truce, id of its row
    renewed: str | None
    followed: Ceasefire

    def holds(
        self,
        row: Ceasefire,
        fight: tuple[int, int] | None,
        truce: tuple[dt.date, Truce, str] | None,
        renewed: str | None,
    ) -> bool:
        """Return whether the row and what followed are the same as they were."""
        if (self.fight, self.renewed) != (fight, renewed) or not _one_sequel(self.truce, truce):
            return False
        return self.row is row or self.row == row


def with_sequels(
    rows: Sequence[Ceasefire], truces: Sequence[Truce], fights: Fighting, material: Material
) -> list[Ceasefire]:
    """Return the rows, each with what its sides did next: the first fighting and the next truce that are told."""
    begun: dict[frozenset[str], list[tuple[dt.date, int]]] = {}
    sides = [truce_sides(truce.founding[0], material) for truce in truces]
    for i, row in enumerate(rows):
        if row.time and row.time.start:
            begun.setdefault(sides[i], []).append((row.time.start, i))
    for days in begun.values():
        days.sort()
    meeting = {
        own: (
            [days for other, days in fights.by_sides.items() if sides_meet(own, other)],
            [days for other, days in begun.items() if sides_meet(own, other)],
        )
        for own in begun
    }
    found: list[Ceasefire] = []
    for i, row in enumerate(rows):
        first = row.time.start if row.time else None
        if first is None:
            found.append(row)
            continue
        fought, agreed = meeting[sides[i]]
        fight = _next(fought, (first.toordinal() + 2, -1))
        after = _next(agreed, (first + dt.timedelta(days=1), -1))
        renewed = _renewed(first, truces[i], begun[sides[i]])
        found.append(
            _followed(
                row,
                fight,
                (after[0], truces[after[1]], rows[after[1]].id) if after else None,
                None if renewed is None else rows[renewed].id,
                material,
            )
        )
    return found


K = TypeVar("K", dt.date, int)


def _next(lists: Sequence[Sequence[tuple[K, int]]], least: tuple[K, int]) -> tuple[K, int] | None:
    """Return the least entry of several sorted lists that is no less than ``least``."""
    found: tuple[K, int] | None = None
    for entries in lists:
        place = bisect_left(entries, least)
        if place < len(entries) and (found is None or entries[place] < found):
            found = entries[place]
    return found


def _followed(
    row: Ceasefire,
    fight: tuple[int, int] | None,
    after: tuple[dt.date, Truce, str] | None,
    renewed: str | None,
    material: Material,
) -> Ceasefire:
    """Return the row with what followed, made once as long as nothing of that changes."""
    known = material.sequels.get(row.id)
    if known is None or not known.holds(row, fight, after, renewed):
        terms = row.terms if renewed is None else replace(row.terms, renewal_of=renewed)
        sequels = (*_fighting(fight, material), *_truce(after))
        known = Followup(row, fight, after, renewed, replace(row, followed_by=sequels, terms=terms))
        material.sequels[row.id] = known
    return known.followed


def _one_sequel(some: tuple[dt.date, Truce, str] | None, other: tuple[dt.date, Truce, str] | None) -> bool:
    if some is None or other is None:
        return some is other
    return (some[0], some[2], some[1].founding) == (other[0], other[2], other[1].founding)


def _fighting(fight: tuple[int, int] | None, material: Material) -> Iterator[Sequel]:
    """Yield the first fighting of the same sides that is told of a day well after the first."""
    if fight is not None:
        day, order = fight
        yield Sequel(SequelKind.FIGHTING, dt.date.fromordinal(day), (material.told_at[order],))


def _truce(after: tuple[dt.date, Truce, str] | None) -> Iterator[Sequel]:
    if after is not None:
        day, truce, row = after
        lasting = any(claim.topic in _LASTING for claim in truce.founding)
        kind = SequelKind.SETTLEMENT if lasting else SequelKind.CEASEFIRE
        yield Sequel(kind, day, tuple(claim.id for claim in truce.founding), row)


def _renewed(first: dt.date, truce: Truce, begun: Sequence[tuple[dt.date, int]]) -> int | None:
    """Return the truce that this one renews: the last before it, where its words speak of renewal."""
    if not any(_RENEWED.search(c.passage.quote) for c in truce.founding):
        return None
    place = bisect_left(begun, (first, -1))
    return begun[place - 1][1] if place else None
