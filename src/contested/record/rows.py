"""A reading as rows of the store's tables: the columns that analysts query, beside the lossless payload."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence

from contested.model.claims import Claim
from contested.model.codec import to_json
from contested.model.events import Judgement
from contested.model.readings import Link, Reading
from contested.model.spans import Passage
from contested.model.times import TimeSpan

Cell = str | int | float | bool | dt.date | dt.datetime | list[str] | None
Row = tuple[Cell, ...]


def payload(record: object) -> str:
    """Return the lossless JSON of a record."""
    return json.dumps(to_json(record), ensure_ascii=False, separators=(",", ":"))


def table_rows(reading: Reading, run_id: str, revision: int) -> Iterator[tuple[str, list[Row]]]:
    """Yield table name and rows for everything in a reading but its report."""
    report_id = reading.report.id
    body = (payload(reading.extraction), payload(reading.resolution))
    yield "readings", [(report_id, run_id, revision, *body)]
    head = (report_id, revision)
    yield "mentions", list(_mentions(reading, head))
    yield "claims", list(_claims(reading, head))
    yield "tolls", list(_tolls(reading, head))
    yield "links", list(_links(reading, head))
    links = reading.extraction.claim_links
    yield "claim_links", [(*head, link.claim, link.relation.value, link.other) for link in links]


def report_row(reading: Reading, run_id: str, revision: int) -> Row:
    """Return the row of the table ``reports``."""
    report = reading.report
    return (
        report.id,
        report.doc_id,
        run_id,
        report.title,
        report.source_name,
        report.url,
        report.published,
        report.date_origin.value,
        report.language,
        report.rights.value,
        report.tlp.value if report.tlp else None,
        report.sensitivity,
        report.state.value,
        payload(report),
        revision,
    )


def judgement_row(judgement: Judgement) -> Row:
    """Return the row of the table ``judgements``."""
    one = judgement
    told = (one.id, one.subject, one.other, one.decision.value, one.field, one.value)
    return (*told, one.by, one.at.replace(tzinfo=None), one.reason, one.undoes, payload(one))


def _span(passage: Passage) -> tuple[int, int, str]:
    return passage.start, passage.end, passage.quote


def _mentions(reading: Reading, head: tuple[str, int]) -> Iterator[Row]:
    found = reading.extraction
    for mention in found.mentions:
        kind = mention.kind.value if mention.kind else None
        yield (*head, mention.id, "actor", kind, mention.form.value, *_span(mention.passage))
    for time in reading.resolution.times:
        yield (*head, time.id, "time", time.type.value, None, *_span(time.passage))
    for place in found.places:
        yield (*head, place.id, "place", place.role.value, None, *_span(place.passage))


def _entities(links: Sequence[Link]) -> dict[str, str]:
    ranked = sorted(links, key=lambda link: (link.decision.value != "same", -link.score, link.entity))
    found: dict[str, str] = {}
    for link in ranked:
        found.setdefault(link.mention, link.entity)
    return found


def _claims(reading: Reading, head: tuple[str, int]) -> Iterator[Row]:
    actors = _entities(reading.resolution.actor_links)
    names = {place.id: place.name for place in reading.resolution.places}
    places = {m: names.get(e, e) for m, e in _entities(reading.resolution.place_links).items()}
    spans = {time.claim: time.span for time in reading.resolution.claim_times}
    for claim in reading.extraction.claims:
        yield (
            *head,
            reading.report.doc_id,
            claim.id,
            claim.event_type.value,
            [actors.get(m, m) for m in claim.initiators],
            [actors.get(m, m) for m in claim.recipients],
            actors.get(claim.claimant, claim.claimant) if claim.claimant else None,
            claim.stance.value,
            claim.polarity.value,
            claim.speech_act.value,
            *_time(spans.get(claim.id)),
            [places.get(m, m) for m in claim.places],
            claim.target_class.value if claim.target_class else None,
            claim.topic,
            claim.reliable,
            claim.confidence,
            *_span(claim.passage),
        )


def _time(span: TimeSpan | None) -> tuple[dt.date | None, dt.date | None, str | None, str | None]:
    return (span.start, span.end, span.edtf, span.basis.value) if span else (None, None, None, None)


def _tolls(reading: Reading, head: tuple[str, int]) -> Iterator[Row]:
    actors = _entities(reading.resolution.actor_links)
    for claim in reading.extraction.claims:
        yield from _claim_tolls(claim, actors, head)


def _claim_tolls(claim: Claim, actors: dict[str, str], head: tuple[str, int]) -> Iterator[Row]:
    for toll in claim.tolls:
        whose = [actors.get(m, m) for m in toll.whose]
        kinds = (toll.victim_status.value, toll.scope.value, toll.basis.value, toll.words.quote)
        yield (*head, claim.id, toll.kind.value, toll.low, toll.best, toll.high, toll.unit, whose, *kinds)


def _links(reading: Reading, head: tuple[str, int]) -> Iterator[Row]:
    found = reading.resolution
    for what, links in (("actor", found.actor_links), ("place", found.place_links)):
        for link in links:
            yield (*head, link.mention, what, link.entity, link.decision.value, link.score, link.reason, link.by)
