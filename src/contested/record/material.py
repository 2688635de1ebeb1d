"""What the ledgers are folded from: all claims in telling order, and look-ups over actors, sides, links and origins."""

from __future__ import annotations

import datetime as dt
import re
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from contested.model.actors import Actor, ActorKind, Relation
from contested.model.claims import ClaimLink, ClaimRelation, EventType
from contested.model.events import RecordedActor, RecordedClaim
from contested.model.ids import content_id
from contested.model.readings import Note
from contested.model.record import Conflict
from contested.model.reports import Origin, Report
from contested.record.enemies import POWERS, at_war, with_sides
from contested.record.links import Applied
from contested.record.verdicts import Verdicts

if TYPE_CHECKING:
    from contested.model.ledgers import Control, Risk, Talks, TollEntry
    from contested.record.blames import Charges
    from contested.record.blocks import Regrouped
    from contested.record.ceasefires import Written
    from contested.record.context import Likely
    from contested.record.control import Ground, Told
    from contested.record.facets import Facet
    from contested.record.following import Followed
    from contested.record.lives import Followup
    from contested.record.nearby import Telling
    from contested.record.profiles import Profile
    from contested.record.tolls import Counted

_UNDATED = 1 << 23  # days; later than any date
_HASHED = re.compile(r"\w+-([0-9a-f]{16})$")
_ROLES = ("initiators", "recipients", "claimant")


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that a ledger may read. ``claims`` run in telling order: reports by date, claims by passage.

    The claims of withdrawn reports keep their events, with a standing that says so, and count nowhere else.
    """

    conflict: Conflict
    reports: tuple[Report, ...]
    origins: tuple[Origin, ...]
    actors: Mapping[str, RecordedActor]
    recorded: tuple[RecordedClaim, ...]  # all claims, those of withdrawn reports too
    claims: tuple[RecordedClaim, ...]  # those that count
    links: tuple[ClaimLink, ...]
    relations: tuple[tuple[str, Relation], ...]  # (report id, relation)
    notes: tuple[tuple[str, Note], ...]  # (report id, note)
    verdicts: Verdicts
    happened_by: dt.date | None = None  # claims of what came later are left out
    by_id: Mapping[str, RecordedClaim] = field(default_factory=dict)
    order: Mapping[str, int] = field(default_factory=dict)  # numbers in telling order, see telling_number
    told_at: Mapping[int, str] = field(default_factory=dict)  # the claim with a number
    report_of: Mapping[str, Report] = field(default_factory=dict)
    origin_of: Mapping[str, str] = field(default_factory=dict)
    told_in: Mapping[str, tuple[RecordedClaim, ...]] = field(default_factory=dict)
    linked: Mapping[str, tuple[ClaimLink, ...]] = field(default_factory=dict)
    relation_to: Mapping[tuple[str, str], ClaimRelation] = field(default_factory=dict)
    side_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)  # names of actors, case folded -> id
    principal_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at_war: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # report id -> two principals, or none
    publisher_of: dict[str, str] = field(default_factory=dict)  # filled on demand, report id -> who publishes it
    facets: dict[str, Facet] = field(default_factory=dict)  # filled on demand by contested.record.facets
    sides_of: dict[tuple[str | None, ...], frozenset[str]] = field(default_factory=dict)  # filled on demand by sides
    sets: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)  # filled on demand by same_set
    profiles: dict[str, Profile] = field(default_factory=dict)  # filled on demand by contested.record.profiles
    likely: dict[str, dict[str, Likely]] = field(default_factory=dict)  # filled on demand by contested.record.context
    event_of: dict[str, str] = field(default_factory=dict)  # claim -> event; filled by the fold once events are known
    tellings: dict[str, Telling] = field(default_factory=dict)  # filled on demand by contested.record.nearby
    named_sides: dict[str, tuple[str, ...]] = field(default_factory=dict)  # filled on demand by ...truce_sides
    truce_sides: dict[str, frozenset[str]] = field(default_factory=dict)  # filled on demand by ...truce_sides
    by_type: dict[EventType, list[RecordedClaim]] = field(default_factory=dict)  # in telling order, filled on demand
    fights: dict[frozenset[str], list[tuple[int, int]]] = field(default_factory=dict)  # kept by ...fighting, by sides
    fought: set[str] = field(default_factory=set)  # the reports in ``fights``
    sequels: dict[str, Followup] = field(default_factory=dict)  # kept by ...lives, by row
    followed: dict[str, Followed] = field(default_factory=dict)  # kept by ...following
    helping: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)  # filled on demand by ...truces
    truce_rows: dict[str, Written] = field(default_factory=dict)  # kept by ...ceasefires, by truce
    rounds: dict[str, Regrouped[RecordedClaim, Talks]] = field(default_factory=dict)  # kept by ...talks
    grounds: dict[str, Regrouped[Told, Ground]] = field(default_factory=dict)  # kept by ...control
    held: dict[str, tuple[Control, Control]] = field(default_factory=dict)  # kept by ...control, by row
    truces: dict[str, Regrouped[Facet, list[RecordedClaim]]] = field(default_factory=dict)  # kept by ...truces
    warnings: dict[str, tuple[Risk, ...]] = field(default_factory=dict)  # filled on demand by ...risks, by report
    counts: dict[str, tuple[Counted, ...]] = field(default_factory=dict)  # filled on demand by ...tolls, by report
    marked: dict[int, TollEntry] = field(default_factory=dict)  # kept by ...tolls, by the id of a row of ``counts``
    numbered: dict[tuple[object, ...], int] = field(default_factory=dict)  # numbers for keys of ...tolls
    charges: dict[str, Charges] = field(default_factory=dict)  # kept by ...blames, by report

    def of_types(self, types: Iterable[EventType]) -> list[RecordedClaim]:
        """Return the claims of some types, in telling order."""
        if not self.by_type:
            for claim in self.claims:
                self.by_type.setdefault(claim.event_type, []).append(claim)
        found = [claim for kind in sorted(types) for claim in self.by_type.get(kind, ())]
        found.sort(key=lambda claim: self.order[claim.id])
        return found

    def sort_in(self, claims: Iterable[RecordedClaim]) -> None:
        """Take claims into what is known by type."""
        if self.by_type:
            for claim in claims:
                insort(self.by_type.setdefault(claim.event_type, []), claim, key=lambda c: self.order[c.id])

    def sides(self, actor_ids: Iterable[str | None]) -> frozenset[str]:
        """Return the ids of everybody for whom the actors act (members instead of a collective)."""
        asked = tuple(actor_ids)
        known = self.sides_of.get(asked)
        if known is None:
            some = [self.side_of.get(one) or frozenset({one}) for one in asked if one is not None]
            known = self.sides_of[asked] = some[0] if len(some) == 1 else frozenset().union(*some)
        return known

    def same_set(self, some: Iterable[str]) -> frozenset[str]:
        """Return some words as a set that is shared with all who have the same."""
        found = frozenset(some)
        return self.sets.setdefault(found, found)

    def same_side(self, some: Iterable[str | None], others: Iterable[str | None]) -> bool:
        """Return whether anybody of ``some`` acts for the same side as anybody of ``others``."""
        return bool(self.sides(some) & self.sides(others))

    def principals(self, actor_ids: Iterable[str | None]) -> tuple[str, ...]:
        """Return the states and movements that stand behind the actors, sorted; an actor without side is its own."""
        found: set[str] = set()
        for actor_id in actor_ids:
            if actor_id is not None:
                found.update(self.principal_of.get(actor_id, (actor_id,)))
        return tuple(sorted(found))

    def relation_between(self, claim: str, other: str) -> ClaimRelation | None:
        """Return how ``claim`` stands to ``other``, where a link says so."""
        return self.relation_to.get((claim, other))

    def links_from(self, claim: str, relation: ClaimRelation) -> tuple[str, ...]:
        """Return the claims to which ``claim`` stands in ``relation``."""
        links = self.linked.get(claim, ())
        return tuple(k.other for k in links if k.claim == claim and k.relation is relation and k.other in self.by_id)

    def belligerents(self, report_id: str) -> tuple[str, ...]:
        """Return the two principals most set against each other in a report, else the conflict's parties."""
        return self.at_war.get(report_id) or self._parties()

    def _parties(self) -> tuple[str, ...]:
        parties = tuple(sorted(party for party in self.party_ids() if party in self.actors))
        return parties if len(parties) >= 2 else ()

    def one_event(self, claim: str, other: str) -> bool:
        """Return whether two claims were found to tell of one happening."""
        event = self.event_of.get(claim)
        return event is not None and event == self.event_of.get(other)

    def is_power(self, actor_id: str) -> bool:
        """Return whether an actor is a state, a movement or a force of somebody known, and no nameless troops."""
        actor = self.actors.get(actor_id)
        if actor is None or actor.kind not in POWERS:
            return False
        behind = (self.actors[s] for s in actor.side if s != actor_id and s in self.actors)
        return actor.known or actor.kind is not ActorKind.ARMED_FORCE or any(s.kind in POWERS for s in behind)

    def party_ids(self) -> set[str]:
        """Return the actor ids of the conflict's parties, as far as reports name them."""
        return {self.named.get(party.actor.casefold(), party.actor) for party in self.conflict.parties}


def speaker(claim: RecordedClaim, material: Material) -> str:
    """Return who answers for a claim: its claimant, or for a report's own words the side or source that publishes."""
    if claim.claimant:
        return claim.claimant
    if claim.report_id not in material.publisher_of:
        material.publisher_of[claim.report_id] = publisher(material.report_of[claim.report_id], material)
    return material.publisher_of[claim.report_id]


def publisher(report: Report, material: Material) -> str:
    """Return the actor that publishes a report: its source's party, the actor of its name, else ``source:<name>``."""
    if report.source is not None and report.source.party is not None:
        return report.source.party
    return material.named.get(report.source_name.casefold(), f"source:{report.source_name}")


def gather(
    reports: Sequence[Report],
    applied: Sequence[Applied],
    conflict: Conflict,
    origins: Sequence[Origin],
    verdicts: Verdicts,
) -> Material:
    """Return the material of the readings, in telling order whatever order they come in."""
    reports = tuple(sorted(reports, key=telling_key))
    by_report = {one.report_id: one for one in applied}
    ordered = [by_report[report.id] for report in reports]
    actors = _with_judged(_record_actors(ordered), verdicts)
    principal_of = {actor_id: principals_of(actor_id, actors) for actor_id in actors}
    sides = {one.report_id: at_war(one.claims, mentioned(one), principal_of, actors) for one in ordered}
    ordered = [replace(one, claims=with_sides(one.claims, sides[one.report_id])) for one in ordered]
    standing = [one for one in ordered if one.report_id not in verdicts.withdrawn]
    claims = tuple(claim for one in ordered for claim in one.claims)
    known = {claim.id for claim in claims}
    links = tuple(link for one in ordered for link in claim_links(one, known))
    complete = complete_origins(origins, reports)
    first = {report.id: telling_number(report) for report in reports}
    order = {claim.id: first[one.report_id] + i for one in ordered for i, claim in enumerate(one.claims)}
    return Material(
        conflict=conflict,
        reports=reports,
        origins=complete,
        actors=actors,
        recorded=claims,
        claims=tuple(claim for one in standing for claim in one.claims) if verdicts.withdrawn else claims,
        links=links,
        relations=tuple((one.report_id, relation) for one in standing for relation in one.relations),
        notes=tuple((one.report_id, note) for one in standing for note in one.notes),
        verdicts=verdicts,
        by_id={claim.id: claim for claim in claims},
        order=order,
        told_at={number: claim for claim, number in order.items()},
        report_of={report.id: report for report in reports},
        origin_of={report: origin.id for origin in complete for report in origin.reports},
        told_in={one.report_id: () if one.report_id in verdicts.withdrawn else one.claims for one in ordered},
        linked=_both_ends(links),
        relation_to={(link.claim, link.other): link.relation for link in reversed(links)},
        named=_named(actors),
        principal_of=principal_of,
        side_of={actor_id: sides_of(actor_id, actors) for actor_id in actors},
        at_war=sides,
    )


def claim_links(one: Applied, known: Container[str]) -> tuple[ClaimLink, ...]:
    """Return the links of a report between two claims that are known."""
    return tuple(k for k in one.links if k.claim in known and k.other in known and k.claim != k.other)


def mentioned(one: Applied) -> Counter[str]:
    """Return how often a report names each actor."""
    return Counter(actor_id for actor_id, _ in one.names)


def telling_key(report: Report) -> tuple[int, str]:
    """Return the key that orders reports: by date of publication, undated ones last, then by id."""
    return telling_number(report), report.id


def telling_number(report: Report) -> int:
    """Return the number of a report's first claim in telling order; its other claims follow one by one.

    It comes from the report alone, so that claims keep their numbers whatever other reports are there.
    """
    day = report.published.toordinal() if report.published else _UNDATED
    return (day << 84) | (_number(report.id) << 20)


def report_number(order: int) -> int:
    """Return what the numbers of all claims of one report share, of one of them; it runs in telling order."""
    return order >> 20


def _number(report_id: str) -> int:
    """Return 64 bits of an id: those that it is written with, else those of its hash."""
    own = _HASHED.match(report_id) or _HASHED.match(content_id("r", report_id))
    return int(own.group(1), 16) if own else 0


def _named(actors: Mapping[str, RecordedActor]) -> dict[str, str]:
    found: dict[str, str] = {}
    for actor in actors.values():
        for name in (actor.name, *actor.aliases):
            found.setdefault(name.casefold(), actor.id)
    return found


def _both_ends(links: Sequence[ClaimLink]) -> dict[str, tuple[ClaimLink, ...]]:
    found: dict[str, list[ClaimLink]] = defaultdict(list)
    for link in links:
        found[link.claim].append(link)
        found[link.other].append(link)
    return {claim: tuple(some) for claim, some in found.items()}


def sides_of(actor_id: str, actors: Mapping[str, RecordedActor]) -> frozenset[str]:
    """Return the ids of everybody for whom an actor acts."""
    return _sides(actor_id, actors, frozenset())


def principals_of(actor_id: str, actors: Mapping[str, RecordedActor]) -> tuple[str, ...]:
    """Return the states and movements that stand behind an actor, in no order."""
    return _principals(actor_id, actors, 0)


def _sides(actor_id: str, actors: Mapping[str, RecordedActor], seen: frozenset[str]) -> frozenset[str]:
    actor = actors.get(actor_id)
    if actor is None or actor_id in seen:
        return frozenset({actor_id})
    if actor.members:
        inner = [_sides(member, actors, seen | {actor_id}) for member in actor.members]
        return frozenset().union(*inner)
    return frozenset({actor_id, *actor.side})


def _principals(actor_id: str, actors: Mapping[str, RecordedActor], depth: int) -> tuple[str, ...]:
    actor = actors.get(actor_id)
    if actor is None or depth > 3:
        return (actor_id,)
    if actor.members:
        return tuple(p for member in actor.members for p in _principals(member, actors, depth + 1))
    others = [actors[side] for side in actor.side if side != actor_id and side in actors]
    ranked = [other for kind in POWERS for other in others if other.kind is kind]
    return (ranked[0].id,) if ranked and actor.kind not in POWERS[:2] else (actor_id,)


def complete_origins(origins: Sequence[Origin], reports: Sequence[Report]) -> tuple[Origin, ...]:
    """Return the origins cut to the reports at hand; a report in no group is an origin of its own."""
    known = {report.id for report in reports}
    kept: list[Origin] = []
    seen: set[str] = set()
    for origin in sorted(origins, key=lambda o: o.id):
        members = tuple(r for r in origin.reports if r in known and r not in seen)
        if members:
            seen.update(members)
            kept.append(Origin(origin.id, members, origin.reason))
    kept += [Origin(f"o-{report.rpartition('-')[2]}", (report,), "own text") for report in sorted(known - seen)]
    return tuple(sorted(kept, key=lambda o: o.id))


def _with_judged(actors: dict[str, RecordedActor], verdicts: Verdicts) -> dict[str, RecordedActor]:
    """Return the actors and those that only people's corrections name: an actor of whom no more is known."""
    named = {n for fields in verdicts.fields.values() for key in _ROLES if key in fields for n in _names(fields[key])}
    for name in sorted(named - actors.keys()):
        actors[name] = RecordedActor(name, name, ActorKind.COLLECTIVE, None, None, (name,), (), False, (), 0)
    return dict(sorted(actors.items())) if named else actors


def _names(value: str) -> list[str]:
    return [name for part in value.split(";") if (name := part.strip())]


def _record_actors(applied: Sequence[Applied]) -> dict[str, RecordedActor]:
    versions: dict[str, Counter[Actor]] = defaultdict(Counter)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for one in applied:
        for actor in one.actors:
            versions[actor.id][actor] += 1
        for actor_id, words in one.names:
            names[actor_id][words] += 1
    return {key: record_actor(versions[key], names[key]) for key in sorted(versions)}


def record_actor(versions: Counter[Actor], names: Counter[str]) -> RecordedActor:
    """Return the actor that its versions in the reports and the words for it amount to."""
    actor = min(versions.items(), key=lambda item: (not item[0].known, -item[1], repr(item[0])))[0]
    return RecordedActor(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        subtype=actor.subtype,
        country=actor.country,
        side=tuple(sorted({side for version in versions for side in version.side})),
        members=tuple(sorted({member for version in versions for member in version.members})),
        known=actor.known,
        aliases=tuple(sorted(name for name in names if name and name != actor.name)),
        mentions=sum(names.values()),
        person_class=actor.person_class.value if actor.person_class else None,
    )
