"""How trails and changes are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contested.cli.show import Cell, Format, out, safe, show
from contested.publish.gate import web_url
from contested.record import Change, Step, Trail

CHANGE_COLUMNS = ("section", "id", "change", "fields", "claims")
STEP_COLUMNS = (
    "id", "kind", "claim", "document", "source", "published", "start", "end", "quote", "sentence", "reason", "readings",
    "url",
)  # fmt: skip


def change_rows(changes: Iterable[Change]) -> Iterator[tuple[Cell, ...]]:
    """Yield the changes as rows."""
    for change in changes:
        yield (change.section, change.id, change.kind.value, " ".join(change.fields), " ".join(change.claims))


def print_trail(trail: Trail) -> None:
    """Print a trail for reading: the value, then each passage in its sentence, and its report."""
    console = out()
    console.print(f"[bold]{safe(trail.kind)}[/] {safe(trail.id)}: {safe(trail.title)}")
    for note in trail.notes:
        console.print(f"  {safe(note)}")
    for number, step in enumerate(trail.steps, start=1):
        console.print(f"\n[bold]{number}.[/] {_marked(step)}")
        console.print(f"   [dim]{_cited(step)}[/]", soft_wrap=True)
        for reading in step.readings:
            console.print(f"   [dim]{safe(reading)}[/]", soft_wrap=True)
    if not trail.steps:
        console.print("\nNo claim rests on it.")


def print_trail_json(trail: Trail, form: Format) -> None:
    """Print the steps of a trail as rows."""
    show(STEP_COLUMNS, [_row(trail, step) for step in trail.steps], form)


def _marked(step: Step) -> str:
    """Return the sentence with the passage set off."""
    text, cut = step.sentence.quote, step.sentence.start
    start, end = step.passage.start - cut, step.passage.end - cut
    return f"{safe(text[:start])}[bold yellow]{safe(text[start:end])}[/]{safe(text[end:])}"


def _cited(step: Step) -> str:
    report, claim = step.report, step.claim
    told = f"{claim.id}: {claim.event_type}, {claim.stance}, {claim.polarity}" if claim else "stated relation"
    where = f"{report.doc_id}, characters {step.passage.start}-{step.passage.end}"
    parts = (told, step.reason, report.source_name, report.published or "undated", where, web_url(report.url) or "")
    return safe("; ".join(str(part) for part in parts if part))


def _row(trail: Trail, step: Step) -> tuple[Cell, ...]:
    report = step.report
    return (
        trail.id, trail.kind, step.claim.id if step.claim else None, report.doc_id, report.source_name,
        report.published.isoformat() if report.published else None, step.passage.start, step.passage.end,
        step.passage.quote, step.sentence.quote, step.reason, "\n".join(step.readings), web_url(report.url),
    )  # fmt: skip
