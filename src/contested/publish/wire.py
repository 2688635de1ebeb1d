"""The neutral JSON of coded reports: the one place where the model's words become the exchange format's.

Offsets are Python ``str`` offsets into the text of the report as stored. Stance is written ``modality``, tolls and
measures ``quantities``, time ``date``; a HARM claim is written ASSAULT with ``harm_only``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

from contested.lexicon.confidence import FieldConfidence, field_confidences
from contested.model.actors import ActorKind, MentionForm
from contested.model.claims import ClaimLink, EventType, ThirdPartyRole
from contested.model.codec import to_json
from contested.model.events import RecordedActor, RecordedClaim
from contested.model.ledgers import Ceasefire, Control, RelationEntry, Risk, Talks, ThirdParty
from contested.model.places import Place
from contested.model.quantities import Measure, Toll
from contested.model.readings import Decision, Link, Reading
from contested.model.reports import Report
from contested.model.spans import Passage
from contested.model.times import TimeMention, TimeSpan
from contested.publish import gate
from contested.publish.plover import plover_of
from contested.publish.release import Release
from contested.publish.speakers import surname, unnamed_speakers

Json = dict[str, Any]  # one JSON object; its form is the format's, not ours
FORMAT = "contested record 1"
MEDIATING = frozenset({ThirdPartyRole.MEDIATOR, ThirdPartyRole.FACILITATOR, ThirdPartyRole.GOOD_OFFICES})
HELPING = MEDIATING | {ThirdPartyRole.HOST, ThirdPartyRole.GUARANTOR}


def coded_report(release: Release, report_id: str) -> Json:
    """Return one coded report of a release that holds its reading."""
    found: Json = _plain(_coded_report(release, report_id))
    return found


def _coded_report(release: Release, report_id: str) -> Json:
    reading, record = release.readings[report_id], release.record
    claims = [claim for claim in record.claims if claim.report_id == report_id]
    own = {claim.id: claim.local_id for claim in claims}
    mentions = _mentions(reading, record.actors)
    changed = {c.id: c.local_id for c in claims if c.event_type is EventType.TERRITORY_CHANGE}  # not what is just held
    return {
        "doc_id": reading.report.doc_id,
        "report": _report(reading.report),
        "actors": [_actor(actor) for actor in _actors_of(release, claims, mentions, report_id)],
        "claims": [_claim(claim) for claim in claims],
        "links": [_claim_link(link) for link in reading.extraction.claim_links],
        "mentions": mentions,
        "times": [_time(time) for time in reading.resolution.times],
        "places": _places(reading),
        "relations": [_relation(r) for r in record.relations if r.reliable and report_id in r.reports],
        "disputes": [[own[d.claim], own[d.other]] for d in record.disputes if d.claim in own and d.other in own],
        "ceasefires": [_ceasefire(c, own) for c in record.ceasefires if _told(c.claims, own)],
        "mediations": sorted(
            [_mediation(t, own) for t in record.talks if _told(t.claims, own) and t.third_parties],
            key=lambda row: row["claims"],
        ),
        "territory": [
            _territory(c, own) for c in record.control if _told(c.claims, changed) and (c.gaining or c.losing)
        ],
        "alliances": [_alliance(r) for r in record.relations if r.alliance and report_id in r.reports],
        "risks": [_risk(risk, own) for risk in record.risks if risk.claim in own],
        "notes": [_note(note.kind.value, note.passage, note.reason) for note in reading.extraction.notes],
    }


def record_json(release: Release) -> Json:
    """Return the ``record.json`` of a dossier: the record, and every report of which the reading is at hand."""
    found: Json = _plain(_record_json(release))
    return found


def _plain(value: Any) -> Any:
    """Return a JSON value with what is covered in its texts told so."""
    if isinstance(value, str):
        return gate.uncovered(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _record_json(release: Release) -> Json:
    record = release.record
    key = {claim.id: [claim.doc_id, claim.local_id] for claim in record.claims}
    ledgers = ("tolls", "ceasefires", "talks", "control", "relations", "blames", "risks", "care", "gaps")
    return {
        "format": FORMAT,
        "edition": to_json(release.edition),
        "conflict": to_json(record.conflict),
        "as_of": to_json(record.as_of),
        "status": to_json(record.status),
        "reports": [_report(report) | {"doc_id": report.doc_id} for report in record.reports],
        "origins": [to_json(origin) for origin in record.origins],
        "documents": [_coded_report(release, r.id) for r in record.reports if r.id in release.readings],
        "events": [to_json(event) | {"claims": [key[c] for c in event.claims if c in key]} for event in record.events],
        "disputes": [[key[d.claim], key[d.other]] for d in record.disputes if d.claim in key and d.other in key],
        "ledgers": {name: [to_json(row) for row in getattr(record, name)] for name in ledgers}
        | {"disputes": [to_json(dispute) for dispute in record.disputes]},
    }


def cross_document(release: Release) -> Json:
    """Return the pairs of claims of different reports that tell of one event, and those in dispute."""
    record = release.record
    claims = {claim.id: claim for claim in record.claims}
    same = [
        pair for event in record.events for pair in combinations([claims[c] for c in event.claims if c in claims], 2)
    ]
    disputes = [(claims[d.claim], claims[d.other]) for d in record.disputes if d.claim in claims and d.other in claims]
    return {"same_event": _pairs(same), "disputes": _pairs(disputes)}


def _pairs(pairs: Iterable[tuple[RecordedClaim, RecordedClaim]]) -> list[list[list[str]]]:
    across = {tuple(sorted([(a.doc_id, a.local_id), (b.doc_id, b.local_id)])) for a, b in pairs if a.doc_id != b.doc_id}
    return [[list(one), list(other)] for one, other in sorted(across)]


def _report(report: Report) -> Json:
    """Return what is known of a report; its text is left out (rights)."""
    value: Json = to_json(report)
    return {name: item for name, item in value.items() if name not in {"text", "doc_id"}} | {"length": len(report.text)}


def _actor(actor: RecordedActor) -> Json:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "subtype": actor.subtype,
        "country": {ActorKind.IGO: "IGO", ActorKind.NGO: "NGO"}.get(actor.kind, actor.country),
        "side": list(actor.side),
        "members": list(actor.members),
        "aliases": list(actor.aliases),
    }


def _actors_of(
    release: Release, claims: list[RecordedClaim], mentions: list[Json], report_id: str
) -> list[RecordedActor]:
    """Return the actors that the report names, in its mentions, claims or relations, and those they belong to."""
    record = release.record
    named = {mention["actor"] for mention in mentions}
    for claim in claims:
        named.update(claim.initiators, claim.recipients, (voice for voice in claim.voices if voice))
    for relation in record.relations:
        if report_id in relation.reports:
            named.update((relation.subject, relation.object))
    known = {actor.id: actor for actor in record.actors}
    behind = {a for name in named if name in known for a in (*known[name].side, *known[name].members)}
    return [actor for actor in record.actors if actor.id in named | behind]


def _mentions(reading: Reading, known: Iterable[RecordedActor]) -> list[Json]:
    actors = {actor.id: actor for actor in known}
    linked = _best(reading.resolution.actor_links)
    speakers = unnamed_speakers(reading, actors)
    rows = []
    for mention in sorted(reading.extraction.mentions, key=lambda m: (m.passage, m.id)):
        stand_in = f"unresolved:{' '.join(mention.passage.quote.split()).casefold()}"
        actor = actors.get(linked.get(mention.id, stand_in)) or speakers.get(surname(mention))
        if actor is not None and mention.form is not MentionForm.IMPLIED:
            kind = (mention.kind or actor.kind).value
            rows.append(_span(mention.passage) | {"kind": kind, "actor": actor.id, "form": mention.form.value})
    return rows


def _best(links: Iterable[Link]) -> Mapping[str, str]:
    """Return the entity of each mention: a person's link before the machine's, then the better score."""
    same = [link for link in links if link.decision is Decision.SAME]
    ranked = sorted(same, key=lambda link: (link.by != "machine", link.score))
    return {link.mention: link.entity for link in ranked}


def _claim(claim: RecordedClaim) -> Json:
    trigger, passage = claim.trigger, claim.passage
    return {
        "id": claim.local_id,
        "start": passage.start,
        "end": passage.end,
        "passage": {"start": passage.start, "end": passage.end},
        "quote": _words(passage),
        "trigger": _span(trigger) | {"quote": _words(trigger)},
        "event_type": "ASSAULT" if claim.event_type is EventType.HARM else claim.event_type.value,
        "harm_only": claim.event_type is EventType.HARM,
        "plover": plover_of(claim),
        "initiator": list(claim.initiators),
        "recipient": list(claim.recipients),
        "roles_implied": list(claim.implied_roles),
        "reciprocal": claim.reciprocal,
        "claimant": claim.claimant,
        "voices": list(claim.voices),
        "cue": _span(claim.cue) | {"quote": _words(claim.cue)} if claim.cue else None,
        "date": _date(claim.time),
        "date_reason": claim.time_reason,
        "places": [place.id for place in claim.places],
        "quantities": _quantities(claim),
        "modality": claim.stance.value,
        "polarity": claim.polarity.value,
        "speech_act": claim.speech_act.value,
        "evaluative": claim.evaluative,
        "aux": [mark.value for mark in claim.aux],
        "tactic": claim.tactic,
        "target_class": claim.target_class.value if claim.target_class else None,
        "civilian_targeting": claim.civilian_targeting,
        "civilian_harm": claim.civilian_harm,
        "third_party_role": claim.third_party_role.value if claim.third_party_role else None,
        "topic": claim.topic,
        "reliable": claim.reliable,
        "confidence": claim.confidence,
        "confidences": {one.field.value: _confidence(one) for one in field_confidences(claim)},
        "reason": claim.reason,
    }


def _confidence(one: FieldConfidence) -> Json:
    words = _span(one.words) | {"quote": one.words.quote} if one.words else None
    return {"confidence": one.confidence, "reason": one.reason, "words": words}


def _quantities(claim: RecordedClaim) -> list[Json]:
    """Return tolls and then measures; ``subset_of`` is an index into this list."""
    tolls = [_toll(toll) for toll in claim.tolls]
    return tolls + [_measure(measure, len(tolls)) for measure in claim.measures]


def _toll(toll: Toll) -> Json:
    return _number(toll, 0) | {
        "whose": list(toll.whose),
        "victim_status": toll.victim_status.value,
        "scope": toll.scope.value,
        "basis": toll.basis.value,
    }


def _measure(measure: Measure, before: int) -> Json:
    return _number(measure, before)


def _number(value: Toll | Measure, before: int) -> Json:
    return _span(value.words) | {
        "kind": value.kind.value,
        "lower": value.low,
        "best": value.best,
        "upper": value.high,
        "unit": value.unit,
        "words": _words(value.words),
        "subset_of": None if value.subset_of is None else value.subset_of + before,
    }


def _date(span: TimeSpan | None) -> Json | None:
    if span is None:
        return None
    basis = "dct" if span.basis.value == "document_date" else span.basis.value
    value: Json = to_json(span)
    codes = {"ucdp_date_prec": span.ucdp_date_prec, "acled_time_precision": span.acled_time_precision}
    return value | {"basis": basis} | codes


def _time(time: TimeMention) -> Json:
    return _span(time.passage) | {
        "value": time.value,
        "type": time.type.value,
        "mod": time.mod,
        "date": _date(time.span),
        "quote": _words(time.passage),
    }


def _places(reading: Reading) -> list[Json]:
    known = {place.id: place for place in reading.resolution.places}
    linked = _best(reading.resolution.place_links)
    mentions = sorted(reading.extraction.places, key=lambda m: (m.passage, m.id))
    return [
        _span(m.passage) | {"role": m.role.value, "quote": _words(m.passage)} | _place(known.get(linked.get(m.id, "")))
        for m in mentions
    ]


def _place(place: Place | None) -> Json:
    names = ("id", "name", "kind", "latitude", "longitude", "country", "geonameid", "precision_km", "ucdp_where_prec",
             "acled_geo_precision")  # fmt: skip
    return {name: getattr(place, name) if place else None for name in names}


def _claim_link(link: ClaimLink) -> list[str]:
    return [link.claim, link.relation.value, link.other]


def _relation(entry: RelationEntry) -> Json:
    return {"subject": entry.subject, "relation": entry.relation.value, "object": entry.object}


def _told(claims: Iterable[str], own: Mapping[str, str]) -> bool:
    return any(claim in own for claim in claims)


def _changes(entry: Control, changed: Mapping[str, str]) -> bool:
    """Return whether an entry of the control ledger is a change that a report tells of, and not a state of things."""
    return _told(entry.claims, changed) and bool(entry.gaining or entry.losing)


def _local(claims: Iterable[str], own: Mapping[str, str]) -> list[str]:
    return [own[claim] for claim in claims if claim in own]


def _third_parties(parties: Iterable[ThirdParty], roles: frozenset[ThirdPartyRole]) -> list[str]:
    return list(dict.fromkeys(party.actor for party in parties if party.role in roles))


def _ceasefire(entry: Ceasefire, own: Mapping[str, str]) -> Json:
    return {
        "date": _date(entry.time),
        "parties": list(entry.parties),
        "mediators": _third_parties(entry.third_parties, MEDIATING),
        "third_parties": [to_json(party) for party in entry.third_parties],
        "state": entry.state.value,
        "end_reason": entry.end_reason.value if entry.end_reason else None,
        "incidents": _local(entry.incidents, own),
        "observations": _local(entry.observations, own),
        "claims": _local(entry.claims, own),
        "flags": list(entry.flags),
        "confirmed": _local(entry.confirmed, own),
        "ended": _date(entry.ended),
        "days": entry.days,
        "terms": to_json(replace(entry.terms, renewal_of=None)),
        "steps": [
            {"state": step.state.value, "date": _date(step.time), "claims": _local(step.claims, own)}
            for step in entry.steps
            if _told(step.claims, own)
        ],
    }


def _mediation(entry: Talks, own: Mapping[str, str]) -> Json:
    return {
        "date": _date(entry.time),
        "parties": list(entry.parties),
        "mediators": _third_parties(entry.third_parties, HELPING),
        "third_parties": [to_json(party) for party in entry.third_parties],
        "venue": entry.venue,
        "stage": entry.stage.value,
        "outcome": entry.outcome.value,
        "claims": _local(entry.claims, own),
    }


def _territory(entry: Control, own: Mapping[str, str]) -> Json:
    return {
        "date": _date(entry.time),
        "territory": entry.territory,
        "gaining": list(entry.gaining),
        "losing": list(entry.losing),
        "state": entry.state.value,
        "basis": entry.basis.value,
        "share": entry.share,
        "claims": _local(entry.claims, own),
    }


def _alliance(entry: RelationEntry) -> Json:
    return {"actors": [entry.subject, entry.object], "relation": entry.alliance, "reliable": entry.reliable}


def _risk(entry: Risk, own: Mapping[str, str]) -> Json:
    return _span(entry.passage) | {
        "kind": entry.kind,
        "driver": entry.driver,
        "targets": list(entry.targets),
        "claimant": entry.claimant,
        "spillover": entry.spillover,
        "claim": own[entry.claim],
    }


def _note(kind: str, passage: Passage, reason: str) -> Json:
    return _span(passage) | {"kind": kind, "reason": reason}


def _words(passage: Passage) -> str:
    """Return a passage's words as far as they may be shown."""
    return passage.quote.rstrip()


def _span(passage: Passage) -> Json:
    return {"start": passage.start, "end": passage.end}
