"""The ledgers as plain rows, for the command line, CSV and JSON. Every row starts with the id that `explain` takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from contested.model.errors import UnknownIdError
from contested.model.events import Event, RecordedClaim
from contested.model.times import TimeSpan
from contested.publish import gate
from contested.publish.history_tables import JUDGEMENT_COLUMNS, SOURCE_COLUMNS, judgement_rows, source_rows
from contested.publish.prose import prose
from contested.publish.release import Release
from contested.publish.view import (
    View,
    by_time,
    label_of,
    relation_id,
    standing_words,
    terms_words,
    toll_words,
    view_of,
)
from contested.publish.words import span_words

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values, all as long as ``columns``; the first column is the row's id."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def ledger_table(release: Release, name: str) -> Table:
    """Return the ledger ``name`` of LEDGERS; UnknownIdError names those that there are."""
    if name not in _LEDGERS:
        raise UnknownIdError(f"tables: no ledger {name!r}; use one of {', '.join(LEDGERS)}")
    columns, rows = _LEDGERS[name]
    return Table(name, ("id", *columns), tuple(tuple(map(_safe, row)) for row in rows(view_of(release))))


def _safe(cell: Cell) -> Cell:
    return gate.clean(cell) if isinstance(cell, str) else cell


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _span(span: TimeSpan | None) -> tuple[str, str | None, str | None]:
    """Return the span in words, and its first and last day."""
    return span_words(span), _iso(span.start if span else None), _iso(span.end if span else None)


def _ids(ids: Iterable[str]) -> str:
    return " ".join(ids)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _sorted_events(view: View) -> list[Event]:
    return sorted(view.record.events, key=lambda event: (by_time(event.time), event.id))


def _timeline(view: View) -> Iterator[tuple[Cell, ...]]:
    for event in _sorted_events(view):
        tolls = "; ".join(dict.fromkeys(_told_toll(view, claim, toll_words(toll)) for claim, toll in event.tolls))
        yield (
            event.id, *_span(event.time), label_of(event), view.names(event.initiators), view.against(event),
            view.places(event.places), tolls, standing_words(event, view), event.standing.origins, len(event.claims),
        )  # fmt: skip


def _told_toll(view: View, claim_id: str, words: str) -> str:
    """Return a toll with the side that lost and the one who tells; events never add tolls up."""
    claim = view.claims.get(claim_id)
    return f"{words} (according to {view.according_to(claim)})" if claim else words


def _events(view: View) -> Iterator[tuple[Cell, ...]]:
    for event in _sorted_events(view):
        standing = event.standing
        yield (
            event.id, event.event_type.value, event.tactic, event.violence.value if event.violence else None,
            event.time.edtf if event.time else None, *_span(event.time)[1:], view.names(event.initiators),
            view.against(event), view.places(event.places), _yes(event.civilian_targeting), _yes(event.civilian_harm),
            standing.level.value, gate.clean(standing.reason), view.names(standing.contested_by), standing.origins,
            event.part_of, _ids(event.claims), _interests(event, view),
        )  # fmt: skip


def _interests(event: Event, view: View) -> str:
    """Return how many independent origins of which interest agree; what the machine proposes in place of a grade."""
    told = (f"{view.names(i.split('; ')) or 'outsiders'}: {count}" for i, count in event.standing.interests)
    return "; ".join(told)


def _tolls(view: View) -> Iterator[tuple[Cell, ...]]:
    words = prose().word
    for entry in sorted(view.record.tolls, key=lambda entry: (by_time(entry.time), entry.claim)):
        toll = entry.toll
        yield (
            entry.claim, view.according_to(view.claims.get(entry.claim)) or view.name(entry.claimant),
            view.names(entry.whose), toll_words(toll), toll.kind.value, toll.low, toll.best, toll.high, toll.unit,
            words("victims", toll.victim_status.value), words("scopes", toll.scope.value),
            words("bases", toll.basis.value), *_span(entry.time), view.own_words(entry.place or "") or None,
            _iso(entry.as_of), entry.origins, entry.supersedes,
        )  # fmt: skip


def _ceasefires(view: View) -> Iterator[tuple[Cell, ...]]:
    words = prose().word
    for row in sorted(view.record.ceasefires, key=lambda row: (by_time(row.time), row.id)):
        yield (
            row.id, *_span(row.time), view.names(row.parties), view.third_parties(row.third_parties),
            words("ceasefire_states", row.state.value),
            words("end_reasons", row.end_reason.value) if row.end_reason else None,
            _iso(row.ended.start or row.ended.end) if row.ended else None, row.days, "; ".join(terms_words(row.terms)),
            row.terms.renewal_of, len(row.incidents), len(row.confirmed), len(row.observations),
            "; ".join(f"{words('sequels', s.kind.value)} {_iso(s.day)}" for s in row.followed_by),
            "; ".join(map(gate.clean, row.flags)), _ids(row.claims),
        )  # fmt: skip


def _talks(view: View) -> Iterator[tuple[Cell, ...]]:
    words = prose().word
    for row in sorted(view.record.talks, key=lambda row: (by_time(row.time), row.id)):
        yield (
            row.id, *_span(row.time), view.names(row.parties), view.third_parties(row.third_parties),
            view.own_words(row.venue or "") or None, words("talks_stages", row.stage.value),
            words("talks_outcomes", row.outcome.value), _ids(row.claims),
        )  # fmt: skip


def _control(view: View) -> Iterator[tuple[Cell, ...]]:
    words = prose().word
    for row in sorted(view.record.control, key=lambda row: (by_time(row.time), row.id)):
        yield (
            row.id, view.own_words(row.territory), *_span(row.time), _iso(row.until), row.followed_by,
            view.names(row.gaining), view.names(row.losing), words("control_states", row.state.value),
            words("control_bases", row.basis.value),
            row.share, _ids(row.claims),
        )  # fmt: skip


def _relations(view: View) -> Iterator[tuple[Cell, ...]]:
    for row in sorted(view.record.relations, key=relation_id):
        yield (
            relation_id(row), view.name(row.subject), prose().word("relations", row.relation.value),
            view.name(row.object), row.alliance, _yes(row.reliable), len(row.reports),
            "; ".join(view.source(report) for report in row.reports),
        )  # fmt: skip


def _blame(view: View) -> Iterator[tuple[Cell, ...]]:
    for row in sorted(view.record.blames, key=lambda row: (by_time(row.time), row.id)):
        claim = next((view.claims[claim] for claim in row.claims if claim in view.claims), None)
        blamer = view.name(row.blamer) or view.according_to(claim)
        yield (
            row.id, blamer, view.names(row.blamed), prose().word("blame_targets", row.target), *_span(row.time),
            view.words(claim.report_id, claim) if claim else None, _ids(row.answers), _ids(row.claims),
        )  # fmt: skip


def _says(view: View, claim_id: str) -> tuple[Cell, ...]:
    claim = view.claims.get(claim_id)
    return (view.according_to(claim), view.words(claim.report_id, claim)) if claim else ("", None)


def _disputes(view: View) -> Iterator[tuple[Cell, ...]]:
    for row in sorted(view.record.disputes, key=lambda row: row.id):
        sides = (*_says(view, row.claim), *_says(view, row.other))
        kind = prose().word("dispute_kinds", row.kind.value)
        yield (row.id, kind, *sides, gate.clean(row.reason), row.event, _ids((row.claim, row.other)))


def _risks(view: View) -> Iterator[tuple[Cell, ...]]:
    for row in sorted(view.record.risks, key=lambda row: row.id):
        claim = view.claims.get(row.claim)
        words = gate.quote_words(view.reports.get(claim.report_id), row.passage) if claim else None
        yield (
            row.id, gate.clean(row.kind), _yes(row.spillover), view.according_to(claim),
            view.own_words(row.driver or "") or None, view.names(row.targets), words, row.claim,
        )  # fmt: skip


def _actors(view: View) -> Iterator[tuple[Cell, ...]]:
    for actor in sorted(view.record.actors, key=lambda actor: (-actor.mentions, actor.name, actor.id)):
        name = gate.shown_name(actor)
        if name != gate.UNNAMED_PERSON:
            yield (
                actor.id, name, actor.kind.value, actor.subtype, actor.country, view.names(actor.side),
                view.names(actor.members), actor.mentions, _yes(actor.known), "; ".join(map(gate.clean, actor.aliases)),
            )  # fmt: skip


def _reports(view: View) -> Iterator[tuple[Cell, ...]]:
    told = dict.fromkeys(view.reports, 0)
    for claim in view.record.claims:
        told[claim.report_id] = told.get(claim.report_id, 0) + 1
    for report in sorted(view.record.reports, key=lambda report: (_iso(report.published) or "9", report.id)):
        yield (
            report.id, gate.clean(report.doc_id), gate.shown_title(report), view.source(report.id),
            _iso(report.published), report.date_origin.value, report.language, report.rights.value,
            report.tlp.value if report.tlp else None, report.state.value, view.origin_of.get(report.id),
            told[report.id], gate.web_url(report.url), "; ".join(map(gate.clean, report.warnings)),
        )  # fmt: skip


def _claim_order(claim: RecordedClaim) -> tuple[str, str, int, str]:
    return (_iso(claim.published) or "9", claim.report_id, claim.passage.start, claim.id)


def _claims(view: View) -> Iterator[tuple[Cell, ...]]:
    for claim in sorted(view.record.claims, key=_claim_order):
        yield (
            claim.id, gate.clean(claim.doc_id), view.according_to(claim), claim.event_type.value, claim.tactic,
            claim.stance.value, claim.polarity.value, view.names(claim.initiators), view.against(claim),
            *_span(claim.time), view.places(claim.places), "; ".join(map(toll_words, claim.tolls)),
            view.words(claim.report_id, claim), claim.confidence, _yes(claim.reliable), gate.clean(claim.reason),
            claim.review.value, claim.credibility, gate.clean(claim.withdrawn or "") or None,
        )  # fmt: skip


_WHEN = ("when", "start", "end")
_Rows = Callable[[View], Iterator[tuple[Cell, ...]]]
_LEDGERS: dict[str, tuple[tuple[str, ...], _Rows]] = {
    "timeline": ((*_WHEN, "what", "by", "against", "where", "tolls", "standing", "origins", "claims"), _timeline),
    "tolls": (
        ("according_to", "whose", "toll", "kind", "low", "best", "high", "unit", "victims", "scope", "basis", *_WHEN,
         "where", "as_of", "origins", "supersedes"),
        _tolls,
    ),
    "ceasefires": (
        (*_WHEN, "parties", "third_parties", "state", "end_reason", "ended", "days", "terms", "renewal_of", "incidents",
         "confirmed", "observations", "followed_by", "flags", "claims"),
        _ceasefires,
    ),
    "talks": ((*_WHEN, "parties", "third_parties", "venue", "stage", "outcome", "claims"), _talks),
    "control": (("territory", *_WHEN, "until", "followed_by", "gaining", "losing", "state", "basis", "share_percent",
                 "claims"), _control),
    "relations": (("subject", "relation", "object", "alliance", "reliable", "reports", "sources"), _relations),
    "blame": (("blamer", "blamed", "for", *_WHEN, "words", "answers", "claims"), _blame),
    "disputes": (
        ("about", "according_to", "says", "other_according_to", "other_says", "reason", "event", "claims"), _disputes,
    ),
    "risks": (("kind", "spillover", "according_to", "driver", "targets", "words", "claims"), _risks),
    "actors": (("name", "kind", "subtype", "country", "side", "members", "mentions", "known", "aliases"), _actors),
    "reports": (
        ("doc_id", "title", "source", "published", "date_origin", "language", "rights", "tlp", "state", "origin",
         "claims", "url", "warnings"),
        _reports,
    ),
    "sources": (SOURCE_COLUMNS, source_rows),
    "judgements": (JUDGEMENT_COLUMNS, judgement_rows),
    "claims": (
        ("report", "according_to", "type", "tactic", "stance", "polarity", "by", "against", *_WHEN, "where", "tolls",
         "words", "confidence", "reliable", "reason", "review", "credibility", "withdrawn"),
        _claims,
    ),
    "events": (
        ("type", "tactic", "violence", "edtf", "start", "end", "initiators", "against", "where", "civilian_targeting",
         "civilian_harm", "standing", "standing_reason", "contested_by", "origins", "part_of", "claims", "agreeing"),
        _events,
    ),
}  # fmt: skip
LEDGERS = tuple(_LEDGERS)
