"""The sections that are read first: at a glance, developments, background, concerns, what is not known, care."""

from __future__ import annotations

from collections.abc import Sequence

from contested.model.events import RecordedClaim
from contested.model.ledgers import CareEntry, Risk
from contested.publish import gate
from contested.publish.doc import Block, Card, Chip, Fact, Item, ItemList, Note, Section
from contested.publish.prose import prose
from contested.publish.sentences import Ref, Sentence, quoted, ref_of, source_words, tell_one
from contested.publish.stories import (
    MAIN_TYPES,
    claims_of,
    foremost,
    is_recent,
    latest_day,
    merged,
    other_statements,
    stories,
    story,
    told_events,
)
from contested.publish.view import View
from contested.publish.words import count, dates_in_words, day_words, is_document_date, join, upper_first

MOST_RECENT, MOST_BACKGROUND, MOST_STATEMENTS, MOST_RISKS, MOST_CARE = 25, 40, 20, 30, 40


def at_a_glance(view: View) -> Section:
    """Return the parties, the status with its reason, what the page rests on, and the last change."""
    return Section(
        "glance", "At a glance", (Card("", (), (_parties(view), _status(view), _rests_on(view), _last(view))),)
    )


def _parties(view: View) -> Fact:
    sides: dict[str, list[str]] = {}
    for party in view.record.conflict.parties:
        sides.setdefault(gate.clean(party.side, 60), []).append(view.name(party.actor))
    shown = [name if [name] == names else f"{join(names)} ({name} side)" for name, names in
             ((side, list(dict.fromkeys(names))) for side, names in sides.items())]  # fmt: skip
    note = " (suggested from the reports; not reviewed)" if view.record.conflict.suggested else ""
    return Fact("Parties", ("; ".join(shown) or "not stated") + note)


def _status(view: View) -> Fact:
    status = view.record.status
    label = "reviewed" if status.reviewed else "suggested, not reviewed"
    refs = tuple(ref_of(claim) for claim in claims_of(view, status.claims))[:6]
    return Fact(
        "Status",
        f"{upper_first(gate.clean(status.word, 60))} ({label}): {dates_in_words(gate.clean(status.reason, 400))}.",
        refs,
    )


def _rests_on(view: View) -> Fact:
    days = sorted(report.published for report in view.record.reports if report.published)
    undated = len(view.record.reports) - len(days)
    span = "" if not days else f", published from {day_words(days[0])} to {day_words(days[-1])}"
    span = f", published on {day_words(days[0])}" if len(set(days)) == 1 else span
    tail = f"; {undated} without a date" if undated else ""
    reports, origins = len(view.record.reports), len(view.record.origins) or len(view.record.reports)
    return Fact("Rests on", f"{count(reports, 'report')} of {count(origins, 'independent origin')}{span}{tail}.")


def _last(view: View) -> Fact:
    newest = latest_day(view)
    recent = [event for event in told_events(view) if is_recent(view, event, newest)]
    if not recent:
        return Fact("Last change", f"newest report: {day_words(newest)}." if newest else "not known.")
    main = [event for event in recent if event.event_type in MAIN_TYPES and not is_document_date(event.time)]
    last = story(view, (main or recent)[-1])
    sentence = last.sentences[0]
    return Fact("Last change", f"{last.when}. {sentence.text}", sentence.refs)


def recent(view: View) -> Section:
    """Return the events of the last 30 days before the newest report, newest first."""
    newest = latest_day(view)
    events = [event for event in told_events(view) if is_recent(view, event, newest)][::-1]
    shown = foremost(events, MOST_RECENT)
    items = stories(view, shown)
    lead = "" if newest is None else f"Told of the 30 days up to {day_words(newest)}, newest first."
    block = ItemList(items, _rest(len(events) - len(shown), "event", "timeline"))
    return Section(
        "recent", "Recent developments", (block,) if items else (), lead, "No event of the last 30 days is told."
    )


def background(view: View) -> Section:
    """Return earlier and undated events by date, and statements on the situation."""
    newest = latest_day(view)
    events = [event for event in told_events(view) if not is_recent(view, event, newest)]
    shown = foremost(events, MOST_BACKGROUND)
    items = stories(view, shown)
    blocks: list[Block] = [ItemList(items, _rest(len(events) - len(shown), "event", "timeline"))] if items else []
    statements = other_statements(view)
    if statements:
        blocks += [Note("Other statements on the situation:"), _statements(view, statements)]
    return Section("background", "Background", tuple(blocks), "Earlier events by date, as reports tell them.",
                   "No earlier event is told.")  # fmt: skip


def _statements(view: View, claims: Sequence[RecordedClaim]) -> ItemList:
    shown = claims[:MOST_STATEMENTS]
    items = merged(Item("", "", (), (tell_one(view, claim),)) for claim in shown)
    return ItemList(items, _rest(len(claims) - len(shown), "statement", "claims"))


def concerns(view: View) -> Section:
    """Return what sources say could happen or spread; possibilities only."""
    risks = sorted(view.record.risks, key=lambda risk: (risk.spillover, risk.kind, risk.id))
    items = merged(_risk(view, risk) for risk in risks[:MOST_RISKS])
    block = ItemList(items, _rest(len(risks) - MOST_RISKS, "risk", "risks"))
    lead = "What sources say could happen. None of it is a forecast of this page."
    return Section("concerns", "Concerns", (block,) if items else (), lead, "No risk is told.")


def _risk(view: View, risk: Risk) -> Item:
    kind = gate.clean(risk.kind.replace("_", " "), 60)
    chips = (Chip("could spread beyond the parties", "spill-over", "weak"),) if risk.spillover else ()
    claim = view.claims.get(risk.claim)
    sentences = (tell_one(view, claim),) if claim else ()
    targets = join(dict.fromkeys(view.name(target) for target in risk.targets))
    return Item("", upper_first(kind) + (f": {targets}" if targets else ""), chips, sentences, "", risk.id)


def not_known(view: View) -> Section:
    """Return the gaps: missing days, places, independent observers."""
    gaps = view.record.gaps
    facts = tuple(
        Fact(gate.clean(prose().word("gaps", gap.kind), 60), upper_first(dates_in_words(gate.clean(gap.text, 600))))
        for gap in gaps
    )
    return Section("gaps", "What is not known", (Card("", (), facts),) if facts else (), "", "No gap was found.")


def care(view: View) -> Section:
    """Return the garbled, stale, undated and ambiguous statements, each with its words."""
    rows = view.record.care
    items = merged(_care_item(view, row) for row in rows[:MOST_CARE])
    block = ItemList(items, _rest(len(rows) - MOST_CARE, "statement", "claims"))
    lead = "Statements that are kept, marked, and not to be relied on."
    return Section("care", "Handle with care", (block,) if items else (), lead, "Nothing was marked.")


def _care_item(view: View, row: CareEntry) -> Item:
    claims = claims_of(view, row.claims)
    refs = tuple(ref_of(claim) for claim in claims[:3] if claim.report_id == row.report_id)
    refs = refs or (Ref(row.report_id, row.passage),)
    words = quoted(view.reports.get(row.report_id), row.passage)
    source = source_words(view, row.report_id)
    text = (
        f"{upper_first(source)} writes: {words}."
        if words
        else f"A passage of {source}; its words may not be shown here."
    )
    return Item(
        "",
        gate.clean(prose().word("care", row.kind), 60),
        (),
        (Sentence(text, refs),),
        upper_first(gate.clean(row.reason, 300)),
    )


def _rest(hidden: int, what: str, ledger: str) -> str:
    return f"{count(hidden, f'more {what}')} in contested {ledger} DIR" if hidden > 0 else ""
