"""Tables of what people judged and graded, and of tolls reconciled by a rule."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from contested.model.events import Judgement
from contested.model.ledgers import Grade, ReconciledToll
from contested.model.readings import Decision
from contested.publish import gate
from contested.publish.view import View, by_time
from contested.publish.words import span_words

Cell = str | int | float | None
RECONCILED_COLUMNS = (
    "id", "when", "start", "end", "where", "whose", "kind", "unit", "scope", "low", "best", "high", "rule", "why",
    "origins", "according_to", "event", "claims", "left_aside",
)  # fmt: skip
JUDGEMENT_COLUMNS = ("made", "by", "verb", "on", "other", "field", "value", "reason", "in_force")
SOURCE_COLUMNS = (
    "source", "kind", "country", "reports", "origins", "claims", "reliability", "of_tolls_on", "by", "reason",
)  # fmt: skip


def judgement_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    """Yield every judgement, oldest first, with whether it is in force."""
    for one in view.record.judgements:
        gone = one.id in view.record.undone
        yield (
            one.id, one.at.isoformat(), gate.clean(one.by), verb(one), gate.clean(one.undoes or one.subject),
            gate.clean(one.other or "") or None, one.field, gate.clean(one.value or "") or None,
            gate.clean(one.reason), "no" if gone else "yes",
        )  # fmt: skip


def verb(judgement: Judgement) -> str:
    """Return in a word what a judgement does."""
    if judgement.undoes:
        return "undo"
    if judgement.subject.startswith("source:") or judgement.field == "credibility":
        return "grade"
    if judgement.subject == "status":
        return "status"
    if judgement.field == "withdrawn":
        return "withdraw"
    if judgement.field or judgement.value:
        return "correct"
    if judgement.other:
        return "merge" if judgement.decision is Decision.SAME else "split"
    return {Decision.SAME: "accept", Decision.DIFFERENT: "reject"}.get(judgement.decision, "note")


def source_rows(view: View) -> Iterator[tuple[Cell, ...]]:
    """Yield the sources and the graded speakers by name; what nobody graded is F."""
    record = view.record
    grades: dict[str, list[Grade]] = defaultdict(list)
    for grade in record.grades:
        grades[grade.source.casefold()].append(grade)
    for name in sorted({r.source_name for r in record.reports} | {g.source for g in record.grades}, key=str.casefold):
        given = grades.get(name.casefold(), [])
        if not any(grade.basis is None for grade in given):
            given = [_ungraded(name, view), *given]
        yield from (_source_row(name, grade, view) for grade in given)


def _ungraded(name: str, view: View) -> Grade:
    """Return the grade of a source that no judgement grades: that of dossier.toml, else F."""
    found = next((r.source for r in view.record.reports if r.source and r.source_name == name), None)
    letter = found.reliability if found else "F"
    return Grade(name, letter, None, "dossier.toml" if letter != "F" else "", dt.datetime.min, "")


def _source_row(name: str, grade: Grade, view: View) -> tuple[Cell, ...]:
    own = [report for report in view.record.reports if report.source_name == name]
    ids = {report.id for report in own}
    source = next((report.source for report in own if report.source), None)
    origins = {view.origin_of.get(report.id, report.id) for report in own}
    claims = sum(claim.report_id in ids for claim in view.record.claims)
    shown = gate.clean(name, gate.NAME_LIMIT)
    key = f"source:{shown}" if grade.basis is None else f"source:{shown}:{grade.basis.value}"
    return (
        key, shown, source.kind if source else "speaker", source.country if source else None, len(own), len(origins),
        claims, grade.reliability, grade.basis.value if grade.basis else None, gate.clean(grade.by) or None,
        gate.clean(grade.reason) or None,
    )  # fmt: skip


def reconciled_rows(view: View, rows: Iterable[ReconciledToll]) -> Iterator[tuple[Cell, ...]]:
    """Yield tolls reconciled by a rule, with every claimant's own figures beside them."""
    for row in sorted(rows, key=lambda row: (by_time(row.time), row.id)):
        span = row.time
        yield (
            row.id, span_words(span), _iso(span.start if span else None), _iso(span.end if span else None),
            gate.clean(row.place or "") or None, view.names(row.whose), row.kind.value, row.unit, row.scope.value,
            row.low, row.best, row.high, row.rule.value, row.reason, row.origins,
            "; ".join(_told(view, one) for one in row.claimants), row.event, " ".join(row.claims),
            " ".join(row.left_aside),
        )  # fmt: skip


def tolls_by_rule(view: View, rows: Iterable[ReconciledToll]) -> dict[str, str]:
    """Return the tolls of each event, by its id, as a rule puts them together and not as each claimant has them."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        whose = f" of {view.names(row.whose)}" if row.whose else ""
        unit = "" if row.unit == "persons" else f" {gate.clean(row.unit, 40)}"
        told = f"{_figure(row)}{unit} {row.kind.value}{whose} ({row.rule.value}: {row.reason})"
        found[row.event or ""].append(told)
    return {event: "; ".join(told) for event, told in found.items()}


def with_tolls(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], tolls: dict[str, str]
) -> Iterator[tuple[Cell, ...]]:
    """Yield rows of events (columns ``id`` and ``tolls`` among them) with other words for their tolls."""
    key, place = columns.index("id"), columns.index("tolls")
    for row in rows:
        yield (*row[:place], tolls.get(str(row[key]), ""), *row[place + 1 :])


def _figure(row: ReconciledToll) -> str:
    if row.low == row.high and row.low is not None:
        return f"{row.low:g}"
    if row.low is not None:
        return f"{row.low:g} to {row.high:g}" if row.high is not None else f"at least {row.low:g}"
    return f"up to {row.high:g}" if row.high is not None else f"about {row.best:g}" if row.best is not None else "some"


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _told(view: View, one: tuple[str, float | None, float | None, float | None, int]) -> str:
    voice, low, _, high, origins = one
    name = gate.clean(voice.removeprefix("source:")) if voice.startswith("source:") else view.name(voice)
    if low == high and low is not None:
        figure = f"{low:g}"
    else:
        figure = f"{low or 0:g}-{high:g}" if high is not None else f"at least {low or 0:g}"
    return f"{name}: {figure} ({origins} origin{'' if origins == 1 else 's'})"
