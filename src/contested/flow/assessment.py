"""`contested dpia`: what a dossier holds that could harm somebody, as counts for an assessment."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from contested.flow.dossier import Dossier
from contested.flow.purging import due, limit_of
from contested.flow.taken_in import TakenIn
from contested.flow.track import holdings_of
from contested.model.actors import ActorKind
from contested.model.claims import TargetClass
from contested.model.readings import Reading
from contested.model.reports import Report, Rights
from contested.publish import names
from contested.publish.numbers import number_spans

_SITES = frozenset({TargetClass.HEALTH, TargetClass.DISPLACED_SITE, TargetClass.CONVOY, TargetClass.AID_WORKERS})
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Holding:
    """One line of the assessment: what is held, how much of it, in which reports (their names, some), what to do."""

    what: str
    count: int
    reports: tuple[str, ...]
    advice: str


def assess(dossier: Dossier, today: dt.date) -> tuple[Holding, ...]:
    """Return what a dossier holds: personal data, sensitive places, gaps of rights, labels; no words of reports.

    Last comes the retention, and what is past it on the day ``today``, which is told also where there is none.
    """
    readings = sorted(holdings_of(dossier).readings, key=lambda reading: reading.report.doc_id)
    found = tuple(
        Holding(what, sum(per_report.values()), tuple(sorted(per_report))[:_MOST_NAMED], advice)
        for what, per_report, advice in _rows(readings)
        if per_report
    )
    return (*found, *_retention(dossier, [reading.report for reading in readings], today))


def _retention(dossier: Dossier, reports: Sequence[Report], today: dt.date) -> Iterator[Holding]:
    taken, days = TakenIn(dossier.folder), dossier.settings.retention_days
    if days is None:
        advice = "set how long they are kept: retention_days below [keeping] in dossier.toml"
        yield _holding("reports without a retention", reports, advice)
    else:
        old = {one.report_id for one in due(reports, taken, limit_of(dossier, today))}
        past = [report for report in reports if report.id in old]
        yield _holding(f"reports past the retention of {days} days", past, "remove them: contested purge")
    undated = [report for report in reports if taken.day_of(report) is None]
    if undated:
        yield _holding("reports whose age is unknown", undated, "contested purge counts their days from its first run")


def _holding(what: str, reports: Sequence[Report], advice: str) -> Holding:
    return Holding(what, len(reports), tuple(sorted(report.doc_id for report in reports))[:_MOST_NAMED], advice)


def _rows(readings: Sequence[Reading]) -> Iterator[tuple[str, Counter[str], str]]:
    reports = [reading.report for reading in readings]
    yield "names of private people", _count((r.report, _private(r)) for r in readings), "covered for the public"
    yield (
        "accusations of private people",
        _count((r.report, len(names.accusations(r))) for r in readings),
        ("held until a named person reviewed them"),
    )
    yield (
        "numbers, addresses, coordinates",
        _count((r, len(list(number_spans(r.text)))) for r in reports),
        ("covered for the public; redact what nobody needs"),
    )
    yield (
        "reports that ask for protection",
        _count((r, names.is_guarded(r.text)) for r in reports),
        ("no word is shown to the public; keep them no longer than needed"),
    )
    yield "claims on sensitive sites", _count((r.report, _sites(r)) for r in readings), "told by their district"
    yield "reports without a publisher", _count((r, r.source is None) for r in reports), "find out whose words they are"
    yield (
        "reports under the default right to quote",
        _count((r, r.rights is Rights.QUOTE) for r in reports),
        ("say what each allows: rights in reports.toml"),
    )
    for rights in (Rights.METADATA_ONLY, Rights.NONE):
        yield (
            f"reports with rights {rights.value}",
            _count((r, r.rights is rights) for r in reports),
            "no word is shown",
        )
    yield "reports without a label", _count((r, r.tlp is None) for r in reports), "set tlp in reports.toml"
    for label in sorted({r.tlp for r in reports if r.tlp}, key=str):
        yield f"reports labelled {label.value}", _count((r, r.tlp is label) for r in reports), "the label binds"
    yield "reports with a sensitivity", _count((r, bool(r.sensitivity)) for r in reports), "not for the public"


def _count(rows: Iterable[tuple[Report, int]]) -> Counter[str]:
    return Counter({report.doc_id: int(number) for report, number in rows if number})


def _private(reading: Reading) -> int:
    """Return how many distinct names of people a report has that are linked to nobody public."""
    public = {link.mention for link in reading.resolution.actor_links}
    people = [m for m in reading.extraction.mentions if m.kind is ActorKind.PERSON and m.id not in public]
    return len({m.passage.quote.casefold() for m in people})


def _sites(reading: Reading) -> int:
    return sum(claim.target_class in _SITES for claim in reading.extraction.claims)
