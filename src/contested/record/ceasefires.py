"""Ceasefires as lives: declared, observed, violated, collapsed; who helped; and what the record says against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from contested.model.actors import ActorKind
from contested.model.claims import EventType, ThirdPartyRole
from contested.model.events import RecordedClaim
from contested.model.ids import content_id
from contested.model.ledgers import Ceasefire, ThirdParty
from contested.model.times import TimeSpan
from contested.record.events import best_time
from contested.record.fighting import Fighting, Held, contradicting, fighting, held_long
from contested.record.lives import ended, length, state_of, steps_of, terms_of, with_sequels
from contested.record.material import Material
from contested.record.shelf import AFTER, Truce
from contested.record.standing import finds
from contested.record.truce_sides import named_sides
from contested.record.truces import NAMED_PEACE, all_parties, gather_truces


@dataclass(frozen=True, slots=True)
class Written:
    """The row of a truce as it was written: of which claims, and those that say it held for a year or more."""

    claims: tuple[tuple[RecordedClaim, ...], ...]
    row: Ceasefire
    held: Held


def ceasefires(material: Material) -> tuple[Ceasefire, ...]:
    """Return the truces, earliest first, undated ones last."""
    fights = fighting(material)
    truces = gather_truces(material)
    rows = with_sequels([_row(truce, fights, material) for truce in truces], truces, fights, material)
    return tuple(sorted(rows, key=_by_time))


def _by_time(row: Ceasefire) -> tuple[bool, str, str]:
    day = row.time and (row.time.start or row.time.end)
    return (day is None, day.isoformat() if day else "", row.id)


def _row(truce: Truce, fights: Fighting, material: Material) -> Ceasefire:
    """Return the row, written anew where its claims are others, and with what later fighting says against it."""
    claims = (tuple(truce.founding), tuple(truce.after), tuple(truce.helped))
    known = material.truce_rows.get(truce.id)
    if known is None or known.claims != claims:
        known = Written(claims, _written(truce, material), held_long(truce.after, material))
        material.truce_rows[truce.id] = known
    later, count = contradicting(known.held, fights, material)
    if not later:
        return known.row
    rest = f" and {count - len(later)} more" if count > len(later) else ""
    told = f"said to be in effect since then, but later fighting is told ({', '.join(later)}{rest})"
    return replace(known.row, flags=(*known.row.flags, told))


def _written(truce: Truce, material: Material) -> Ceasefire:
    claims = sorted({c.id for c in (*truce.founding, *truce.after, *truce.helped)}, key=lambda i: material.order[i])
    state, reason = state_of(truce)
    time, end, third_parties = _time(truce), ended(truce, state), _third_parties(truce, material)
    return Ceasefire(
        id=content_id("cf", truce.founding[0].id),
        time=time,
        parties=_as_told(all_parties(truce, material), truce, material),
        third_parties=third_parties,
        state=state,
        end_reason=reason,
        incidents=_ids(truce.after, EventType.CEASEFIRE_VIOLATED),
        observations=_ids(truce.after, EventType.CEASEFIRE_HELD),
        claims=tuple(claims),
        flags=_flags(truce, material),
        steps=steps_of(truce, material),
        confirmed=tuple(c.id for c in truce.after if _is_confirmed(c, material)),
        ended=end,
        days=length(time, end),
        terms=terms_of(truce, third_parties),
    )


def _is_confirmed(claim: RecordedClaim, material: Material) -> bool:
    return claim.event_type is EventType.CEASEFIRE_VIOLATED and finds(claim, [claim], material)


def _as_told(parties: Sequence[str], truce: Truce, material: Material) -> tuple[str, ...]:
    """Return the parties; against a movement a state stands as its army where its reports let the army act more."""
    states = [p for p in parties if p in material.actors and material.actors[p].kind is ActorKind.STATE]
    if len(parties) != 2 or len(states) != 1:
        return tuple(parties)
    told = [c for report in sorted(truce.told) for c in material.told_in[report]]
    acting = Counter(a for c in told for a in (*c.initiators, *c.recipients, c.claimant) if a is not None)
    forces = [a for a in acting if a in material.actors and material.principals([a]) == (states[0],)]
    forces = [a for a in forces if material.actors[a].kind is ActorKind.ARMED_FORCE and acting[a] > acting[states[0]]]
    army = min(forces, key=lambda a: (-acting[a], a), default=states[0])
    return tuple(sorted(army if p == states[0] else p for p in parties))


def _time(truce: Truce) -> TimeSpan | None:
    """Return when the truce began: as declared, else the start of the time for which it is said to hold."""
    declared = best_time([c for c in truce.founding if c.event_type not in AFTER])
    if declared is not None:
        return declared
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


def _third_parties(truce: Truce, material: Material) -> tuple[ThirdParty, ...]:
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


def _flags(truce: Truce, material: Material) -> tuple[str, ...]:
    flags = []
    if not any(c.event_type is EventType.CEASEFIRE_DECLARED for c in truce.founding):
        named = any(c.topic in NAMED_PEACE or c.event_type is EventType.RETREAT for c in truce.founding)
        flags.append(
            "fighting is said to have ended; no ceasefire is named" if named else "its declaration is not told"
        )
    if len({party for claim in truce.founding for party in named_sides(claim, material)}) < 2:
        flags.append("the sides are not named with it; they are the two at war in the report")
    return tuple(flags)
