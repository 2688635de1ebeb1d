"""A record with its look-ups: who, where, when and in what report, in words that have passed the gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contested.model.actors import ActorKind
from contested.model.events import Event, RecordedActor, RecordedClaim
from contested.model.ids import content_id
from contested.model.ledgers import RelationEntry, Terms, ThirdParty
from contested.model.places import Place
from contested.model.quantities import Toll
from contested.model.record import Conflict, Record
from contested.model.reports import Report
from contested.model.times import TimeSpan
from contested.publish import gate, neutral
from contested.publish.grammar import the
from contested.publish.prose import prose
from contested.publish.release import Edition, Release
from contested.publish.words import amount_words, join

_ARMS = (ActorKind.ARMED_FORCE, ActorKind.OFFICE, ActorKind.PERSON)
_OWNERS = (
    (ActorKind.STATE, ActorKind.DE_FACTO_STATE),
    (ActorKind.TERRITORY, ActorKind.PARTY_OR_MOVEMENT),
)


@dataclass(frozen=True, slots=True)
class View:
    """The record and its look-ups by id."""

    record: Record
    actors: Mapping[str, RecordedActor]
    claims: Mapping[str, RecordedClaim]
    reports: Mapping[str, Report]
    events: Mapping[str, Event]
    origin_of: Mapping[str, str]
    dual_names: Mapping[str, str]
    edition: Edition

    def name(self, actor: str | None) -> str:
        """Return the name under which an actor is shown: a state's unnamed forces are "forces of Kenya".

        An id that is no actor's is taken as a name.
        """
        if actor is None:
            return ""
        found, owner = self.actors.get(actor), self.owner(actor)
        if found and owner != actor:
            force = "police" if "police" in (found.subtype or "") else "forces"
            return f"{force} of {the(gate.shown_name(self.actors[owner]))}"
        return gate.shown_name(found) if found else gate.clean(actor, gate.NAME_LIMIT)

    def names(self, actors: Iterable[str]) -> str:
        """Return the names, separated by "; "."""
        return "; ".join(dict.fromkeys(self.name(actor) for actor in actors))

    def owner(self, actor: str) -> str:
        """Return the known state (else territory or movement) whose force an actor is; else the actor itself."""
        found = self.actors.get(actor)
        if found is None or found.known or found.kind is not ActorKind.ARMED_FORCE:
            return actor
        sides = [self.actors[side] for side in found.side if side in self.actors and self.actors[side].known]
        for kinds in _OWNERS:
            owners = [side.id for side in sides if side.kind in kinds]
            if owners:
                return owners[0] if len(owners) == 1 else actor
        return actor

    def state(self, actor: str) -> str:
        """Return the known state that a force, an office or its holder acts for; else the actor itself."""
        found = self.actors.get(actor)
        if found is None or found.kind not in _ARMS:
            return actor
        sides = [self.actors[side] for side in found.side if side in self.actors]
        states = [side.id for side in sides if side.known and side.kind in _OWNERS[0]]
        return states[0] if len(states) == 1 else actor

    def is_collective(self, actor: str) -> bool:
        """Return whether the actor stands for several ("the two sides")."""
        found = self.actors.get(actor)
        return found is not None and found.kind is ActorKind.COLLECTIVE

    def everybody(self, actors: Iterable[str]) -> list[str]:
        """Return the names of the actors, and of the members of those that are collectives."""
        plain = [actor for actor in actors if not self.is_collective(actor)]
        both = [side for actor in actors if self.is_collective(actor) for side in (actor, *self.actors[actor].side)]
        return [self.name(actor) for actor in dict.fromkeys((*plain, *both))]

    def source(self, report_id: str) -> str:
        """Return the name of a report's publisher."""
        report = self.reports.get(report_id)
        return gate.clean(report.source_name, gate.NAME_LIMIT) if report else gate.clean(report_id)

    def according_to(self, claim: RecordedClaim | None) -> str:
        """Return who says it: the claimant, or "the report itself (publisher)"."""
        if claim is None:
            return ""
        return self.name(claim.claimant) if claim.claimant else f"the report itself ({self.source(claim.report_id)})"

    def words(self, report_id: str, claim: RecordedClaim) -> str:
        """Return the claim's own words as far as the report's rights allow."""
        return gate.quote_words(self.reports.get(report_id), claim.passage) or "(words not shown: rights)"

    def against(self, event: Event | RecordedClaim) -> str:
        """Return whom it befell, with "Civilians (AZE)" from the target class."""
        names = [self.name(actor) for actor in event.recipients]
        if event.target_class:
            label = prose().word("targets", event.target_class.value)
            country = self._country(event.recipients, event.places)
            names.append(label[:1].upper() + label[1:] + (f" ({country})" if country else ""))
        return "; ".join(dict.fromkeys(names))

    def _country(self, actors: Iterable[str], places: Iterable[Place]) -> str | None:
        found = [self.actors[actor].country for actor in actors if actor in self.actors]
        codes = [code for code in [*found, *(place.country for place in places)] if code and len(code) == 3]
        return next((code for code in codes if code not in ("IGO", "NGO")), None)

    def place(self, place: Place) -> str:
        """Return the name of a place; both names, in the dossier's order, where it has two."""
        return self.own_words(place.name)

    def own_words(self, text: str) -> str:
        """Return words of a report as the page may use them: both names of a place, loaded words in quotation marks."""
        return neutral.in_quotes(neutral.with_both_names(gate.clean(text, gate.NAME_LIMIT), self.dual_names))

    def places(self, places: Iterable[Place]) -> str:
        """Return the names of places, separated by "; "."""
        return "; ".join(dict.fromkeys(self.place(place) for place in places))

    def third_parties(self, items: Iterable[ThirdParty]) -> str:
        """Return "Russia (mediator); ..."."""
        return "; ".join(f"{self.name(item.actor)} ({prose().word('roles', item.role.value)})" for item in items)


def view_of(release: Release) -> View:
    """Return a release's record with its look-ups."""
    record = release.record
    return View(
        record=record,
        actors={actor.id: actor for actor in record.actors},
        claims={claim.id: claim for claim in record.claims},
        reports={report.id: report for report in record.reports},
        events={event.id: event for event in record.events},
        origin_of={report: origin.id for origin in record.origins for report in origin.reports},
        dual_names=_dual_names(record.conflict),
        edition=release.edition,
    )


def relation_id(entry: RelationEntry) -> str:
    """Return the id under which a relation is shown and explained."""
    return content_id("rel", entry.subject, entry.relation.value, entry.object)


def _dual_names(conflict: Conflict) -> dict[str, str]:
    pairs = [gate.clean(pair, gate.NAME_LIMIT) for pair in conflict.names]
    return {name.strip(): pair for pair in pairs for name in pair.split("/") if name.strip()}


def label_of(item: Event | RecordedClaim) -> str:
    """Return what kind of happening it is, in words."""
    words = prose()
    act = words.tactics.get((item.tactic or "").lower()) or words.types[item.event_type.value]
    return act.label


def toll_words(toll: Toll) -> str:
    """Return "at least 105 killed"."""
    unit = "" if toll.unit == "persons" else f" {gate.clean(toll.unit, 40)}"
    return f"{amount_words(toll)}{unit} {prose().word('tolls', toll.kind.value).rpartition('|')[2]}"


def terms_words(terms: Terms) -> list[str]:
    """Return the terms of a ceasefire: "cessation of hostilities", "in writing", "local"; its class comes first."""
    told = [terms.form, terms.scope, terms.purpose, "one-sided" if terms.one_sided else None]
    words = prose().word
    return [words("truce_classes", terms.binding.value), *(words("truce_terms", one) for one in told if one)]


def by_time(span: TimeSpan | None) -> tuple[bool, str, str]:
    """Return a key that sorts by date, the undated last."""
    first = (span.start or span.end) if span else None
    last = (span.end or span.start) if span else None
    return (first is None, first.isoformat() if first else "", last.isoformat() if last else "")


def standing_words(event: Event, view: View) -> str:
    """Return the standing's short form: "contested by Armenia", "single origin", ..."""
    standing = event.standing
    by = join(dict.fromkeys(view.name(actor) for actor in standing.contested_by))
    return prose().word("standings", standing.level.value) + (f" by {by}" if by else "")
