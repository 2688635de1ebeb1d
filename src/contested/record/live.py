"""The record in a warm process: it grows by a report at a time, and its ledgers are worked out when they are asked for.

What it gives is what ``fold_readings`` gives of the same readings. A report that changes what is known of an actor that
was there before (its side, members, kind or country), or what a name stands for, makes it begin anew.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, TypeVar

from contested.model.actors import Actor
from contested.model.events import Dispute, Event, Judgement, RecordedActor, RecordedClaim
from contested.model.readings import Reading
from contested.model.record import Conflict, Record
from contested.model.reports import Origin, Report
from contested.record.anchors import Placed, place_judgements
from contested.record.enemies import POWERS, at_war, with_sides
from contested.record.fold import assembled, judged_report, with_lost, with_places
from contested.record.growing import (
    GrowingDisputes,
    GrowingEvents,
    GrowingHappenings,
    facets_for_disputes,
    facets_for_events,
)
from contested.record.links import Applied, apply_links, short_id
from contested.record.material import (
    Material,
    claim_links,
    complete_origins,
    gather,
    mentioned,
    principals_of,
    record_actor,
    sides_of,
    telling_key,
    telling_number,
)
from contested.record.parties import Dyads, with_suggested
from contested.record.verdicts import Verdicts, verdicts_of

T = TypeVar("T")
_Keyed = tuple[tuple[int, str], str]
_Ledger = tuple[Any, ...]  # rows of any ledger


class LiveFold:
    """A record that grows. ``events``, ``disputes`` and ``record`` always tell of all readings that were added."""

    def __init__(
        self,
        conflict: Conflict,
        readings: Sequence[Reading] = (),
        judgements: Sequence[Judgement] = (),
        *,
        origins: Sequence[Origin] = (),
        suggest: bool = False,
    ) -> None:
        """Begin with some readings and all judgements; a later judgement wants a new LiveFold.

        With ``suggest`` a conflict without parties has those that the claims suggest.
        """
        self._conflict, self._suggest = conflict, suggest
        self._judgements = tuple(sorted(judgements, key=lambda j: (j.at, j.id)))
        self._readings = {reading.report.id: reading for reading in readings}
        self._origins = tuple(origins)
        self.begun = 0  # how often it began anew
        self._complete: Material | None = None
        self._opposed: tuple[Dispute, ...] | None = None
        self._ledgers: dict[Callable[[Material], _Ledger], _Ledger] = {}
        self._begin()

    def add(self, reading: Reading, origins: Sequence[Origin] = ()) -> bool:
        """Take in a reading; return False where its report is there already. ``origins`` are those of all reports."""
        if reading.report.id in self._readings:
            return False
        self._readings[reading.report.id] = reading
        judged = not self._judged.isdisjoint(["places", reading.report.id, short_id(reading.report.id)])
        if judged or not self._grow(reading, origins):
            self._origins = tuple(origins)
            self._begin()
        return True

    def events(self) -> tuple[Event, ...]:
        """Return the events, in order of time."""
        return self._events.all()

    def disputes(self) -> tuple[Dispute, ...]:
        """Return the disputes, in telling order."""
        if self._opposed is None:
            self._opposed = self._disputes.all(self._material)
        return self._opposed

    def record(self) -> Record:
        """Return the whole record."""
        record = assembled(self._whole(), self.events(), self.disputes(), self._judgements)
        return with_lost(record, self._placed.lost)

    def ledger(self, of: Callable[[Material], _Ledger]) -> _Ledger:
        """Return one ledger (``contested.record.talks.talks`` and the like), worked out once after each addition."""
        if of not in self._ledgers:
            self._ledgers[of] = of(self._whole())
        return self._ledgers[of]

    def _begin(self) -> None:
        """Work everything out from the readings."""
        self.begun += 1
        self._placed: Placed = place_judgements(self._judgements, self._readings)
        self._verdicts: Verdicts = with_places(verdicts_of(self._placed.judgements), self._readings.values())
        words = (w for j in self._judgements for w in (*j.subject.split(), *(j.other or "").split(), j.field or ""))
        self._judged = {part for word in words for part in (word, word.partition(".")[0])}
        self._applied = {key: self._apply(reading) for key, reading in self._readings.items()}
        reports = [judged_report(reading.report, self._verdicts) for reading in self._readings.values()]
        material = gather(reports, list(self._applied.values()), self._conflict, self._origins, self._verdicts)
        self._keys: list[_Keyed] = sorted((telling_key(report), report.id) for report in reports)
        self._dyads = Dyads()
        self._dyads.add(material.recorded if self._suggest else (), material.actors)
        material = replace(material, conflict=with_suggested(self._conflict, self._dyads.parties(material.actors)))
        self._count_actors()
        self._make_mutable(material)
        self._happenings, self._events, self._disputes = GrowingHappenings(), GrowingEvents(), GrowingDisputes()
        self._file([report.id for report in material.reports])
        self._forget()

    def _apply(self, reading: Reading) -> Applied:
        return apply_links(reading, self._verdicts)

    def _count_actors(self) -> None:
        self._versions: dict[str, Counter[Actor]] = defaultdict(Counter)
        self._names: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self._applied.values():
            self._count(one)

    def _count(self, one: Applied) -> None:
        for actor in one.actors:
            self._versions[actor.id][actor] += 1
        for actor_id, words in one.names:
            self._names[actor_id][words] += 1

    def _make_mutable(self, material: Material) -> None:
        """Take over the look-ups of a material, to be added to from now on."""
        self._actors = dict(material.actors)
        self._by_id, self._order = dict(material.by_id), dict(material.order)
        self._told_at, self._told_in = dict(material.told_at), dict(material.told_in)
        self._report_of, self._origin_of = dict(material.report_of), dict(material.origin_of)
        self._linked, self._relation_to = dict(material.linked), dict(material.relation_to)
        self._named, self._at_war = dict(material.named), dict(material.at_war)
        self._side_of, self._principal_of = dict(material.side_of), dict(material.principal_of)
        self._links = {report.id: claim_links(self._applied[report.id], self._by_id) for report in material.reports}
        self._strangers = {party.actor for party in material.conflict.parties}
        for report in material.reports:
            self._note_strangers(report, self._told_in[report.id])
        self._material = replace(
            material,
            actors=self._actors,
            by_id=self._by_id,
            order=self._order,
            told_at=self._told_at,
            told_in=self._told_in,
            report_of=self._report_of,
            origin_of=self._origin_of,
            linked=self._linked,
            relation_to=self._relation_to,
            named=self._named,
            at_war=self._at_war,
            side_of=self._side_of,
            principal_of=self._principal_of,
        )

    def _grow(self, reading: Reading, origins: Sequence[Origin]) -> bool:
        """Add a report to what is there; return False where more than it is touched."""
        one = self._apply(reading)
        report = judged_report(reading.report, self._verdicts)
        self._count(one)
        changed = self._changed_actors(one)
        if changed is None or not self._take_names(changed):
            return False
        self._applied[report.id] = one
        self._actors.update(changed)
        for key in changed:  # after all of them: one may stand behind another
            self._principal_of[key] = principals_of(key, self._actors)
            self._side_of[key] = sides_of(key, self._actors)
        sides = at_war(one.claims, mentioned(one), self._principal_of, self._actors)
        self._at_war[report.id] = sides
        claims = with_sides(one.claims, sides)
        if not self._take_parties(claims):
            return False
        self._put(report, claims, one)
        self._file([report.id], self._regroup_origins(origins, report.id))
        self._forget()
        return True

    def _changed_actors(self, one: Applied) -> dict[str, RecordedActor] | None:
        """Return the actors of a report as they are now; None where that touches what other reports say.

        New actors do so that stand behind a known one or that reports spoke of before they had a row.
        """
        ids = {actor.id for actor in one.actors}
        found = {key: record_actor(self._versions[key], self._names[key]) for key in sorted(ids)}
        new = {key for key in found if key not in self._actors}
        for key, actor in found.items():
            before = self._actors.get(key)
            if before is not None and _standing(before) != _standing(actor):
                return None
        if new and any(not new.isdisjoint((*a.side, *a.members)) for a in self._actors.values() if a.id not in found):
            return None
        return found if new.isdisjoint(self._strangers) else None

    def _note_strangers(self, report: Report, claims: Sequence[RecordedClaim]) -> None:
        """Keep whom a report speaks of, or comes from, without a row of theirs: one would change what it says."""
        ids = {report.source.party if report.source else None}
        for claim in claims:
            ids.update(
                (*claim.initiators, *claim.recipients, *claim.voices, *(a for t in claim.tolls for a in t.whose))
            )
        self._strangers.update(one for one in ids if one is not None and one not in self._actors)

    def _take_names(self, changed: Mapping[str, RecordedActor]) -> bool:
        """Take in the names of actors; return False where a name that matters elsewhere gets another meaning."""
        publishers = {report.source_name.casefold() for report in self._report_of.values()}
        publishers |= {party.actor.casefold() for party in self._material.conflict.parties}
        for actor in changed.values():
            before, now = _names(self._actors.get(actor.id)), _names(actor)
            for name in sorted(before ^ now):
                holders = [a.id for a in self._holding(name, changed) if name in _names(a)]
                meant = min(holders, default=None)
                if name in publishers and meant != self._named.get(name):
                    return False
                if meant is None:
                    self._named.pop(name, None)
                else:
                    self._named[name] = meant
        return True

    def _holding(self, name: str, changed: Mapping[str, RecordedActor]) -> list[RecordedActor]:
        """Return the actors that may hold a name now: the changed ones and the one that it meant."""
        meant = self._named.get(name)
        known = [*changed.values()]
        if meant is not None and meant in changed and name not in _names(changed[meant]):
            return [*known, *(actor for actor in self._actors.values() if actor.id not in changed)]
        return [*known, *([self._actors[meant]] if meant is not None and meant not in changed else [])]

    def _take_parties(self, claims: Sequence[RecordedClaim]) -> bool:
        """Take in whom claims set against each other; return False where others than before are the parties now."""
        self._dyads.add(claims if self._suggest else (), self._actors)
        before, now = self._material.conflict, with_suggested(self._conflict, self._dyads.parties(self._actors))
        self._material = replace(self._material, conflict=now)
        return [party.actor for party in before.parties] == [party.actor for party in now.parties]

    def _put(self, report: Report, claims: Sequence[RecordedClaim], one: Applied) -> None:
        """Enter a report and its claims into all look-ups."""
        insort(self._keys, (telling_key(report), report.id))
        self._report_of[report.id] = report
        first = telling_number(report)
        for number, claim in enumerate(claims, start=first):
            self._by_id[claim.id] = claim
            self._order[claim.id] = number
            self._told_at[number] = claim.id
        self._told_in[report.id] = tuple(claims)
        self._material.sort_in(claims)
        self._note_strangers(report, claims)
        self._links[report.id] = claim_links(one, self._by_id)
        for link in reversed(self._links[report.id]):
            self._relation_to[link.claim, link.other] = link.relation
            self._linked[link.claim] = (link, *self._linked.get(link.claim, ()))
            self._linked[link.other] = (link, *self._linked.get(link.other, ()))

    def _regroup_origins(self, origins: Sequence[Origin], report_id: str) -> list[str]:
        """Take in the origins; return the claims of other reports whose origin is another now."""
        self._origins = tuple(origins)
        complete = complete_origins(origins, list(self._report_of.values()))
        now = {report: origin.id for origin in complete for report in origin.reports}
        moved = [key for key, origin in now.items() if self._origin_of.get(key) != origin and key != report_id]
        self._origin_of.clear()
        self._origin_of.update(now)
        self._material = replace(self._material, origins=complete)
        return [claim.id for key in moved for claim in self._told_in[key]]

    def _file(self, report_ids: Sequence[str], dirty: Sequence[str] = ()) -> None:
        """Let the events and disputes grow by some reports."""
        claims = [claim.id for key in report_ids for claim in self._recorded(key)]
        links, material = [link for key in report_ids for link in self._links[key]], self._material
        turned = self._happenings.add(facets_for_events(claims, material), links, material)
        moved = self._events.turn(turned, dirty, material)
        self._disputes.add(facets_for_disputes(claims, material), links, moved, material)

    def _recorded(self, report_id: str) -> Sequence[RecordedClaim]:
        if report_id in self._verdicts.withdrawn:
            return [c for c in self._by_id.values() if c.report_id == report_id]
        return self._told_in[report_id]

    def _forget(self) -> None:
        self._complete = None
        self._opposed = None
        self._ledgers = {}

    def _whole(self) -> Material:
        """Return the material with its rows in telling order."""
        if self._complete is None:
            ids = [key for _, key in self._keys]
            gone = self._verdicts.withdrawn
            self._complete = replace(
                self._material,
                reports=tuple(self._report_of[key] for key in ids),
                recorded=_chained(map(self._recorded, ids)),
                claims=_chained(map(self._told_in.__getitem__, ids)),
                links=_chained(map(self._links.__getitem__, ids)),
                relations=tuple((key, r) for key in ids if key not in gone for r in self._applied[key].relations),
                notes=tuple((key, n) for key in ids if key not in gone for n in self._applied[key].notes),
            )
        return self._complete


def _chained(some: Iterable[Sequence[T]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(some))


def _standing(actor: RecordedActor) -> RecordedActor:
    """Return what of an actor other reports' claims depend on; only a power has land of its own."""
    country = actor.country if actor.kind in POWERS else None
    return replace(actor, name="", country=country, aliases=(), mentions=0, person_class=None)


def _names(actor: RecordedActor | None) -> set[str]:
    return {name.casefold() for name in (actor.name, *actor.aliases)} if actor else set()
