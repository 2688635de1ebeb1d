"""Cutting a record to what somebody asks for: by actor, place, claimant and time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from contested.model.events import RecordedClaim
from contested.model.record import Record


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; None = everything. Names are matched without regard to case, on whole words."""

    actor: str | None = None
    place: str | None = None
    according_to: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def everything(self) -> bool:
        """Return whether nothing is asked for in particular."""
        return self == Wanted()


def select(record: Record, wanted: Wanted) -> Record:
    """Return the record with the claims that fit, and of each ledger the rows that rest on any of them."""
    if wanted.everything:
        return record
    look = _Look(record, wanted)
    kept = {claim.id for claim in record.claims if look.fits(claim)}
    reports = {claim.report_id for claim in record.claims if claim.id in kept}
    named = {
        a for c in record.claims if c.id in kept for a in (*c.initiators, *c.recipients, *(v for v in c.voices if v))
    }
    return replace(
        record,
        reports=tuple(report for report in record.reports if report.id in reports),
        actors=tuple(a for a in record.actors if (a.id in look.actors if wanted.actor else a.id in named)),
        claims=tuple(claim for claim in record.claims if claim.id in kept),
        events=tuple(event for event in record.events if kept.intersection(event.claims)),
        disputes=tuple(d for d in record.disputes if kept & {d.claim, d.other}),
        tolls=tuple(toll for toll in record.tolls if toll.claim in kept),
        ceasefires=tuple(row for row in record.ceasefires if kept & {*row.claims, *row.incidents, *row.observations}),
        talks=tuple(row for row in record.talks if kept.intersection(row.claims)),
        control=tuple(row for row in record.control if kept.intersection(row.claims)),
        relations=tuple(r for r in record.relations if look.relates(r.subject, r.object, r.reports, reports)),
        blames=tuple(row for row in record.blames if kept & {*row.claims, *row.answers}),
        risks=tuple(risk for risk in record.risks if risk.claim in kept),
    )


class _Look:
    """The ids that the asked-for names stand for in one record, and the tests on claims."""

    def __init__(self, record: Record, wanted: Wanted) -> None:
        self.wanted = wanted
        self.actors = _actor_ids(record, wanted.actor)
        self.claimants = _actor_ids(record, wanted.according_to)
        self.sources = {
            r.id for r in record.reports if wanted.according_to and _named(wanted.according_to, [r.source_name])
        }

    def fits(self, claim: RecordedClaim) -> bool:
        """Return whether a claim is asked for."""
        wanted = self.wanted
        return (
            (wanted.actor is None or bool(self.actors & {*claim.initiators, *claim.recipients, *_whose(claim)}))
            and (wanted.place is None or any(_named(wanted.place, [place.name]) for place in claim.places))
            and (wanted.according_to is None or self._tells(claim))
            and self._in_time(claim)
        )

    def relates(self, subject: str, other: str, told_in: Iterable[str], reports: set[str]) -> bool:
        """Return whether a relation is asked for: by its two ends where an actor is named, else by its reports."""
        if self.wanted.actor is not None:
            return bool(self.actors & {subject, other})
        return bool(reports.intersection(told_in))

    def _tells(self, claim: RecordedClaim) -> bool:
        if claim.claimant is None:
            return claim.report_id in self.sources
        return bool(self.claimants & {voice for voice in claim.voices if voice})

    def _in_time(self, claim: RecordedClaim) -> bool:
        since, until = self.wanted.since, self.wanted.until
        if since is None and until is None:
            return True
        if claim.time is None:
            return False
        ends_after = since is None or claim.time.end is None or claim.time.end >= since
        return ends_after and (until is None or claim.time.start is None or claim.time.start <= until)


def _whose(claim: RecordedClaim) -> set[str]:
    return {actor for toll in claim.tolls for actor in toll.whose}


def _actor_ids(record: Record, name: str | None) -> set[str]:
    """Return the ids of the actors that a name or id stands for, and of those that act for them."""
    if name is None:
        return set()
    exact = {a.id for a in record.actors if name == a.id or name.casefold() in _folded([a.name, *a.aliases])}
    found = exact or {actor.id for actor in record.actors if _named(name, [actor.name, *actor.aliases])}
    return found | {actor.id for actor in record.actors if found.intersection(actor.side)}


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}


def _named(wanted: str, names: Iterable[str]) -> bool:
    """Return whether the words of ``wanted`` stand together in one of the names."""
    return any(f" {wanted.casefold()} " in f" {' '.join(name.casefold().split())} " for name in names)
