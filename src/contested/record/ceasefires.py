"""Ceasefires as lives: declared, observed, violated, collapsed; who helped; and what the record says against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from contested.model.claims import ClaimRelation, EventType, Polarity, Stance, ThirdPartyRole
from contested.model.events import RecordedClaim
from contested.model.ids import content_id
from contested.model.ledgers import Ceasefire, CeasefireState, EndReason, ThirdParty
from contested.model.times import TimeSpan
from contested.record.events import best_time
from contested.record.facets import Facet, facet, overlap
from contested.record.material import Material

_BREACHES = frozenset({EventType.CEASEFIRE_VIOLATED, EventType.CEASEFIRE_COLLAPSED})
_AFTER = frozenset({EventType.CEASEFIRE_HELD, *_BREACHES})
_UNREAL = frozenset({Stance.HYPOTHETICAL, Stance.DENIED})
_NAMED_PEACE = frozenset({"peace_agreement", "armistice", "cessation"})
_NEAR_CHARS = 200
_TOLD_TOGETHER = 2  # claims
_RECENT_DAYS = 60
_INTO_EFFECT_DAYS = 3  # from signing to taking effect


@dataclass(slots=True)
class _Truce:
    """A truce while it is put together."""

    founding: list[RecordedClaim]
    after: list[RecordedClaim] = field(default_factory=list)
    helped: list[RecordedClaim] = field(default_factory=list)

    @property
    def time(self) -> TimeSpan | None:
        return best_time([c for c in self.founding if c.event_type not in _AFTER])

    @property
    def start(self) -> int | None:
        times = [c.time for c in self.founding if c.time]
        days = [t.start or t.end for t in times]
        known = [day.toordinal() for day in days if day]
        return min(known) if known else None


def ceasefires(material: Material) -> tuple[Ceasefire, ...]:
    """Return the truces, earliest first, undated ones last."""
    truces: list[_Truce] = []
    for claim in material.claims:
        if _founds(claim):
            _file(claim, truces, material)
    later = [c for c in material.claims if c.event_type in _AFTER and c.stance not in _UNREAL and c.reliable]
    for claim in sorted(later, key=lambda c: (c.event_type is not EventType.CEASEFIRE_COLLAPSED, material.order[c.id])):
        _follow(claim, truces, material)
    parties = [_all_parties(truce, material) for truce in truces]
    for claim in material.claims:
        if claim.event_type is EventType.MEDIATE and claim.stance not in _UNREAL:
            _help(claim, list(zip(truces, parties, strict=True)), material)
    rows = [_row(truce, material) for truce in truces]
    return tuple(sorted(rows, key=_by_time))


def _by_time(row: Ceasefire) -> tuple[bool, str, str]:
    day = row.time and (row.time.start or row.time.end)
    return (day is None, day.isoformat() if day else "", row.id)


def _founds(claim: RecordedClaim) -> bool:
    if claim.stance in _UNREAL or claim.polarity is Polarity.NEGATIVE or not claim.reliable:
        return False
    if claim.event_type is EventType.CEASEFIRE_DECLARED:
        return True
    if claim.event_type is EventType.RETREAT and _is_cessation(claim):
        return True
    return claim.event_type in {EventType.AGREE, EventType.RETREAT} and claim.topic in _NAMED_PEACE


def _is_cessation(claim: RecordedClaim) -> bool:
    """Return whether a claim tells of an end of fighting and not of a withdrawal: nobody leaves any place."""
    return not (claim.initiators or claim.recipients or claim.places or claim.ground)


def _file(claim: RecordedClaim, truces: list[_Truce], material: Material) -> None:
    """Add the claim to the truce that it tells of, or found one."""
    mine = facet(claim, material)
    for truce in truces:
        if any(_one_truce(mine, facet(other, material), material) for other in truce.founding):
            truce.founding.append(claim)
            return
    truces.append(_Truce([claim]))


def _one_truce(a: Facet, b: Facet, material: Material) -> bool:
    if material.relation_between(a.claim.id, b.claim.id) in {ClaimRelation.CONFIRMS, ClaimRelation.CITES}:
        return True
    together = a.claim.report_id == b.claim.report_id and abs(a.order - b.order) <= _TOLD_TOGETHER
    slack = _INTO_EFFECT_DAYS if together else 1
    if not _parties_meet(a.claim, b.claim, material) or overlap(a, b, slack) is not True:
        return False
    if a.claim.report_id == b.claim.report_id and max(a.days, b.days) > 40:
        return False
    return max(a.days, b.days) <= 62 or (a.start, a.end) == (b.start, b.end)


def _parties(claim: RecordedClaim, material: Material) -> tuple[str, ...]:
    """Return the sides of a truce's claim: those it names, else the two that its report sets against each other."""
    named = _named(claim, material)
    return named if len(named) >= 2 else material.belligerents(claim.report_id) or named


def _named(claim: RecordedClaim, material: Material) -> tuple[str, ...]:
    """Return the sides that a truce's claim names; who is told to mediate in the same words is no side of it."""
    outside = {
        actor
        for other in material.told_in[claim.report_id]
        if other.event_type is EventType.MEDIATE and _touch(claim, other)
        for actor in other.initiators
    }
    return material.principals(a for a in (*claim.initiators, *claim.recipients) if a not in outside)


def _parties_meet(a: RecordedClaim, b: RecordedClaim, material: Material) -> bool:
    first, second = material.sides(_parties(a, material)), material.sides(_parties(b, material))
    return not first or not second or len(first & second) >= min(2, len(first), len(second))


def _follow(claim: RecordedClaim, truces: list[_Truce], material: Material) -> None:
    """Put a breach or an observation under the nearest truce that came before it, or make one of it."""
    if claim.polarity is Polarity.NEGATIVE and claim.event_type in _BREACHES:
        return
    if claim.event_type is EventType.CEASEFIRE_VIOLATED and claim.stance is Stance.POSSIBLE:
        return
    fitting = [truce for truce in truces if _may_follow(claim, truce, material)]
    if claim.event_type is EventType.CEASEFIRE_COLLAPSED and _was_attempted(claim, material):
        fitting = [truce for truce in fitting if _is_recent(claim, truce)]
    if fitting:
        min(fitting, key=lambda truce: _distance(claim, truce, material)).after.append(claim)
    else:
        truces.append(_Truce([claim], [claim]))


def _was_attempted(claim: RecordedClaim, material: Material) -> bool:
    """Return whether a mediation is told beside the claim: what broke down may be the truce that it sought."""
    mine = facet(claim, material)
    for other in material.told_in[claim.report_id]:
        if other.event_type is EventType.MEDIATE and other.stance not in _UNREAL:
            meets = overlap(mine, facet(other, material), _INTO_EFFECT_DAYS)
            if meets is not False and _gap(claim, other) <= _NEAR_CHARS:
                return True
    return False


def _is_recent(claim: RecordedClaim, truce: _Truce) -> bool:
    day = (claim.time.start or claim.time.end) if claim.time else None
    return day is None or truce.start is None or day.toordinal() - truce.start <= _RECENT_DAYS


def _gap(a: RecordedClaim, b: RecordedClaim) -> int:
    return max(a.passage.start - b.passage.end, b.passage.start - a.passage.end, 0)


def _may_follow(claim: RecordedClaim, truce: _Truce, material: Material) -> bool:
    founding = truce.founding[0]
    if not _parties_meet(claim, founding, material):
        return False
    end = (claim.time.end or claim.time.start) if claim.time else None
    start = truce.start
    if end is None or start is None:
        return any(c.report_id == claim.report_id for c in truce.founding)
    return start <= end.toordinal() and not _is_new(claim, truce)


def _is_new(claim: RecordedClaim, truce: _Truce) -> bool:
    """Return whether a truce that is said to hold began only after ``truce`` had broken down."""
    if claim.event_type is not EventType.CEASEFIRE_HELD or claim.time is None or claim.time.start is None:
        return False
    fell = [c.time.end for c in truce.after if c.event_type is EventType.CEASEFIRE_COLLAPSED and c.time and c.time.end]
    return any(end < claim.time.start for end in fell)


def _distance(claim: RecordedClaim, truce: _Truce, material: Material) -> tuple[int, int, int, str]:
    """Nearer is: in a passage that overlaps; told in the same report; the latest before; the nearest in the text."""
    same = [c for c in truce.founding if c.report_id == claim.report_id]
    overlapping = any(_touch(claim, c) for c in same)
    begun = truce.start if truce.start is not None else 0
    day = claim.time and (claim.time.start or claim.time.end)
    ago = abs((day.toordinal() if day else begun) - begun)
    told = min((abs(material.order[claim.id] - material.order[c.id]) for c in same), default=10_000)
    return (0 if overlapping else 1, ago, told, truce.founding[0].id)


def _touch(a: RecordedClaim, b: RecordedClaim) -> bool:
    return a.passage.start < b.passage.end and b.passage.start < a.passage.end


def _help(claim: RecordedClaim, truces: Sequence[tuple[_Truce, tuple[str, ...]]], material: Material) -> None:
    """Put a mediation of an outsider under the truce beside whose words it is told."""
    best: tuple[int, _Truce] | None = None
    for truce, parties in truces:
        gap = _help_gap(claim, truce, material)
        outside = gap is not None and not material.same_side(claim.initiators, parties)
        if gap is not None and outside and (best is None or gap < best[0]):
            best = (gap, truce)
    if best is not None:
        best[1].helped.append(claim)


def _help_gap(claim: RecordedClaim, truce: _Truce, material: Material) -> int | None:
    """Return how far a mediation's words are from a truce's, None where it is none of that truce's."""
    mine = facet(claim, material)
    gaps = []
    for other in truce.founding:
        if other.report_id != claim.report_id:
            continue
        if material.relation_between(claim.id, other.id) is not None:
            return 0
        gap = _gap(claim, other)
        if gap <= _NEAR_CHARS and overlap(mine, facet(other, material), 1) is not False:
            gaps.append(gap + 1)
    return min(gaps) if gaps else None


def _all_parties(truce: _Truce, material: Material) -> tuple[str, ...]:
    named = {party for claim in (*truce.founding, *truce.after) for party in _named(claim, material)}
    if len(named) < 2:
        named |= set(_parties(truce.founding[0], material))
    return tuple(sorted(named))


def _row(truce: _Truce, material: Material) -> Ceasefire:
    claims = sorted({c.id for c in (*truce.founding, *truce.after, *truce.helped)}, key=lambda i: material.order[i])
    state, reason = _state(truce)
    return Ceasefire(
        id=content_id("cf", truce.founding[0].id),
        time=_time(truce),
        parties=_all_parties(truce, material),
        third_parties=_third_parties(truce, material),
        state=state,
        end_reason=reason,
        incidents=_ids(truce.after, EventType.CEASEFIRE_VIOLATED),
        observations=_ids(truce.after, EventType.CEASEFIRE_HELD),
        claims=tuple(claims),
        flags=_flags(truce, material),
    )


def _time(truce: _Truce) -> TimeSpan | None:
    """Return when the truce began: as declared, else the start of the time for which it is said to hold."""
    if truce.time is not None:
        return truce.time
    collapsed = [c for c in truce.founding if c.event_type is EventType.CEASEFIRE_COLLAPSED]
    held = [c.time for c in truce.founding if c.event_type is EventType.CEASEFIRE_HELD and c.time]
    starts = [t for t in held if t.start]
    if starts:
        first = min(starts, key=lambda t: (t.start, t.edtf))
        day = first.start
        return TimeSpan(day.isoformat(), day, day, first.precision, first.basis) if day else None
    return best_time(collapsed)


def _ids(claims: Sequence[RecordedClaim], event_type: EventType) -> tuple[str, ...]:
    return tuple(c.id for c in claims if c.event_type is event_type)


def _third_parties(truce: _Truce, material: Material) -> tuple[ThirdParty, ...]:
    found: dict[str, ThirdPartyRole] = {}
    for claim in truce.helped:
        for actor in claim.initiators:
            found.setdefault(actor, claim.third_party_role or ThirdPartyRole.MEDIATOR)
    for claim in truce.founding:
        if claim.third_party_role is not None:
            outside = [a for a in claim.initiators if not material.same_side([a], claim.recipients)]
            for actor in outside:
                found.setdefault(actor, claim.third_party_role)
    return tuple(ThirdParty(actor, found[actor]) for actor in sorted(found))


def _state(truce: _Truce) -> tuple[CeasefireState, EndReason | None]:
    collapsed = [c for c in truce.after if c.event_type is EventType.CEASEFIRE_COLLAPSED]
    held = [c for c in truce.after if c.event_type is EventType.CEASEFIRE_HELD and c.polarity is Polarity.POSITIVE]
    declared = [c for c in truce.founding if c.event_type not in _AFTER]
    if collapsed and not _held_later(held, collapsed):
        never = bool(truce.helped) and not held and not [c for c in declared if c.stance is Stance.ASSERTED]
        return CeasefireState.ENDED, EndReason.NEVER_TOOK_EFFECT if never else EndReason.COLLAPSED
    if any(c.event_type is EventType.CEASEFIRE_HELD and c.polarity is Polarity.NEGATIVE for c in truce.after):
        return CeasefireState.ENDED, EndReason.NEVER_TOOK_EFFECT if not declared else EndReason.COLLAPSED
    if held:
        return CeasefireState.IN_EFFECT, None
    return _first_state(declared), None


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


def _flags(truce: _Truce, material: Material) -> tuple[str, ...]:
    flags = []
    if not any(c.event_type is EventType.CEASEFIRE_DECLARED for c in truce.founding):
        named = any(c.topic in _NAMED_PEACE or c.event_type is EventType.RETREAT for c in truce.founding)
        flags.append(
            "fighting is said to have ended; no ceasefire is named" if named else "its declaration is not told"
        )
    if len({party for claim in truce.founding for party in _named(claim, material)}) < 2:
        flags.append("the sides are not named with it; they are the two at war in the report")
    later = contradicting(truce.after, material)
    if later:
        flags.append(f"said to be in effect since then, but later fighting is told ({', '.join(later)})")
    return tuple(flags)


def contradicting(after: Sequence[RecordedClaim], material: Material) -> tuple[str, ...]:
    """Return the claims of fighting within the time for which a truce is said to be in effect."""
    held = [c for c in after if c.event_type is EventType.CEASEFIRE_HELD and c.polarity is Polarity.POSITIVE]
    found: set[str] = set()
    for claim in held:
        mine = facet(claim, material)
        if mine.days < 365:
            continue
        for other in material.claims:
            if _is_fighting(other) and _inside(mine, facet(other, material)) and _parties_meet(claim, other, material):
                found.add(other.id)
    return tuple(sorted(found, key=lambda i: material.order[i]))


def _is_fighting(claim: RecordedClaim) -> bool:
    fought = claim.event_type is EventType.ASSAULT and claim.polarity is Polarity.POSITIVE
    return fought and claim.stance not in _UNREAL and claim.reliable


def _inside(held: Facet, other: Facet) -> bool:
    """Return whether ``other`` lies well within the time of ``held`` (not at its first day)."""
    if held.start is None or other.end is None or (other.start is None):
        return False
    return other.start > held.start and (held.end is None or other.start <= held.end)
