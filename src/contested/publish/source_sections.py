"""The sections that say what the page rests on: reports with their origins and rights, and how it was made."""

from __future__ import annotations

from collections import Counter

from contested.model.events import Review, StandingLevel
from contested.model.reports import ReadState, Report
from contested.publish import gate
from contested.publish.doc import Card, Cell, Fact, Grid, Note, Section
from contested.publish.prose import prose
from contested.publish.release import program_version
from contested.publish.view import View
from contested.publish.words import count, day_words, upper_first

MOST_REPORTS = 400
_BOTH_NAMES = (
    "Places that have two names are written with both, in the order that the dossier sets. Neither the order nor the "
    "map takes a view on the status of a place or on whose it is."
)
_RIGHTS = {
    "full": "words may be shown",
    "quote": "one sentence may be quoted",
    "metadata_only": "no words may be shown",
    "none": "no words may be shown",
}


def sources(view: View) -> Section:
    """Return the reports in groups of one origin, with date, rights and label."""
    groups = sorted(Counter(view.origin_of.get(report.id, report.id) for report in view.record.reports))
    number = {origin: index for index, origin in enumerate(_by_date(view, groups), start=1)}
    reports = sorted(view.record.reports, key=lambda r: (number[view.origin_of.get(r.id, r.id)], _day(r), r.id))
    rows = tuple(
        _row(view, report, number[view.origin_of.get(report.id, report.id)]) for report in reports[:MOST_REPORTS]
    )
    hidden = len(reports) - len(rows)
    rest = f"{count(hidden, 'more report')} in contested reports DIR" if hidden > 0 else ""
    columns = ("Source", "Report", "Published", "Origin", "Rights and label", "Claims")
    lead = "Copies and near copies of one text share an origin and count once."
    return Section("sources", "Sources", (Grid("Reports", columns, rows, rest),), lead, "No report was given.")


def _day(report: Report) -> str:
    return report.published.isoformat() if report.published else "9999"


def _by_date(view: View, groups: list[str]) -> list[str]:
    first = dict.fromkeys(groups, "9999")
    for report in view.record.reports:
        group = view.origin_of.get(report.id, report.id)
        first[group] = min(first[group], _day(report))
    return sorted(groups, key=lambda group: (first[group], group))


def _row(view: View, report: Report, origin: int) -> tuple[Cell, ...]:
    told = sum(claim.report_id == report.id for claim in view.record.claims)
    published = day_words(report.published) if report.published else "unknown"
    origin_of_date = prose().word("date_origins", report.date_origin.value)
    label = f" · {report.tlp.value}" if report.tlp else ""
    kind = report.source.kind.replace("_", " ") if report.source and report.source.kind != "unknown" else ""
    grade = f"{report.source.reliability}{report.source.credibility}" if report.source else "F6"
    state = f"{told:,}" if report.state is ReadState.READ else report.state.value
    return (
        Cell(view.source(report.id), (), f"{kind}{' · ' if kind else ''}{'not graded' if grade == 'F6' else grade}"),
        Cell(gate.shown_title(report), (), "; ".join(gate.clean(w, 160) for w in report.warnings),
             gate.web_url(report.url)),
        Cell(published, (), f"date {origin_of_date}" if report.published else ""),
        Cell(f"origin {origin}", (), _origin_note(view, report)),
        Cell(_RIGHTS[report.rights.value] + label, (), gate.clean(report.sensitivity or "", 60)),
        Cell(state),
    )  # fmt: skip


def _origin_note(view: View, report: Report) -> str:
    found = next((origin for origin in view.record.origins if report.id in origin.reports), None)
    if found is None or len(found.reports) < 2:
        return ""
    return "the first of its copies" if found.reports[0] == report.id else gate.clean(found.reason, 120)


def reviewed_claims(view: View) -> int:
    """Return how many claims a person has judged and not taken back."""
    return sum(claim.review is not Review.NONE for claim in view.record.claims)


def how_made(view: View) -> Section:
    """Return how the page was made and how to read it."""
    record = view.record
    as_of = day_words(record.as_of) if record.as_of else "all reports given"
    facts = (
        Fact("Program", f"contested {program_version()}; rules and a small language model, without a network"),
        Fact("As of", as_of),
        Fact("Holds", f"{count(len(record.claims), 'claim')}, {count(len(record.events), 'event')}, "
                      f"{count(len(record.disputes), 'dispute')}, {count(len(record.actors), 'actor')}"),
    )  # fmt: skip
    notes = (
        Note("A program read the reports and wrote these sentences from what it read. It errs: it may take a passage "
             "wrongly, miss one, or join two happenings into one. Every number leads to its passage; read that."),
        Note("Nothing here is stated as fact by the page. “X said”, “X accused Y of” and “X denied that” are used "
             "alike for every side; “according to” a report means that the report says it in its own voice. A denial "
             "stands beside a finding and does not lower it."),
        Note("To see where a value comes from: contested explain DIR ID, with the id that stands at its passage."),
    )  # fmt: skip
    names = (Note(_BOTH_NAMES),) if record.conflict.names else ()
    return Section("method", "How this page was made", (Card("", (), facts), *notes, *names, _standings()))


def _standings() -> Grid:
    words = prose().words["standings"]
    rows = tuple((Cell(words[level.value]), Cell(_MEANING[level])) for level in StandingLevel)
    return Grid("How far an event is accepted", ("Mark", "Means"), rows)


_MEANING = {
    StandingLevel.ACKNOWLEDGED: "The side held responsible says so itself, or the side that lost admits the loss.",
    StandingLevel.FOUND: "A court, commission of inquiry or monitoring mission with a mandate says so.",
    StandingLevel.CORROBORATED: "Origins of different interest tell of it independently.",
    StandingLevel.SINGLE_ORIGIN: "One origin, or one interest only, tells of it.",
    StandingLevel.CONTESTED: "One side tells of it and another denies it.",
    StandingLevel.WITHDRAWN: "Everybody who said so took it back.",
}


def short_facts(view: View) -> tuple[str, ...]:
    """Return the lines under the title: what the page rests on, and that no person has reviewed it."""
    record = view.record
    origins = len(record.origins) or len(record.reports)
    reviewed = reviewed_claims(view)
    read = count(len(record.reports), "report")
    return (
        f"Rests on {read} of {count(origins, 'independent origin')}.",
        f"Machine-coded draft: {reviewed:,} of {count(len(record.claims), 'claim')} reviewed.",
        upper_first(f"as of {day_words(record.as_of)}.") if record.as_of else "",
    )
