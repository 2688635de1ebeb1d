"""The outlook of the page: a fan of months, chances in numbers and words, what drives them, how right the model was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contested.model.outlook import MonthAhead, Outlook
from contested.publish import gate
from contested.publish.doc import Block, Cell, Grid, Note, Section
from contested.publish.figures.fan import fan_figure
from contested.publish.sentences import ref_of
from contested.publish.stories import claims_of
from contested.publish.view import View
from contested.publish.words import MONTHS, day_words

LEAD = (
    "A model's forecast of deaths a month, from past months alone. It is no finding, no claim of any source, and no "
    "judgement of this dossier's people."
)
SIGNS = "Signs move the chances above only where enough months show what they add; a note says whether they do."
_CITED = 3


def outlook_section(view: View, outlooks: Sequence[Outlook], figures: bool) -> tuple[Section, ...]:
    """Return the section, or nothing where no outlook was asked for."""
    if not outlooks:
        return ()
    blocks = tuple(
        block for number, outlook in enumerate(outlooks, 1) for block in _blocks(view, outlook, number, figures)
    )
    return (Section("outlook", "Outlook", blocks, LEAD),)


def _blocks(view: View, outlook: Outlook, number: int, figures: bool) -> Iterator[Block]:
    name = gate.clean(outlook.target, 200)
    if outlook.refusal:
        yield Note(f"{name}: {gate.clean(outlook.refusal, 400)}")
    else:
        if figures:
            yield fan_figure(outlook, name, f"fan-{number}")
        yield _chances(outlook, name)
        yield Note(f"What drives it: {'; '.join(outlook.drivers)}.")
        yield Note(f"How right the model was: {outlook.score}")
        yield Note(f"As of {_month(outlook)}. Counted: {gate.clean(outlook.basis, 800)}.")
    if outlook.signs_note:
        yield Note(outlook.signs_note)
    if outlook.signals:
        yield _signs(view, outlook)
    if outlook.events_note:
        yield Note(f"Violent events: {outlook.events_note}")
    if outlook.truce:
        yield _truce(outlook)
    elif outlook.truce_note:
        yield Note(f"How long the truce lasts: {outlook.truce_note}")


def _month(outlook: Outlook) -> str:
    return day_words(outlook.as_of).partition(" ")[2] if outlook.as_of else "an unknown month"


def _chances(outlook: Outlook, name: str) -> Grid:
    columns = ("Month", *(chance.what for chance in outlook.months[0].chances))
    rows = tuple(
        (
            Cell(f"{MONTHS[m.month.month - 1][:3]} {m.month.year}"),
            *(_chance(m, place) for place in range(len(m.chances))),
        )
        for m in outlook.months
    )
    return Grid(f"{name}: chances of deaths in one month", columns, rows)


def _chance(month: MonthAhead, place: int) -> Cell:
    chance = month.chances[place]
    return Cell(_percent(chance.share), note=chance.words)


def _percent(share: float) -> str:
    if share < 0.01:
        return "under 1 %"
    return "over 99 %" if share > 0.99 else f"{100 * share:.0f} %"


def _signs(view: View, outlook: Outlook) -> Grid:
    rows = tuple(
        (
            Cell(count.kind.capitalize()),
            Cell(str(count.recent), tuple(ref_of(claim) for claim in claims_of(view, count.claims))[:_CITED]),
            Cell(str(count.before)),
        )
        for count in outlook.signals
    )
    columns = ("Sign", "Last three months", "The nine months before")
    return Grid("Signs in the record", columns, rows, SIGNS)


def _truce(outlook: Outlook) -> Grid:
    rows = tuple(
        (Cell(f"{row.days} days more"), Cell(f"{100 * row.share:.0f} %"),
         Cell(f"{100 * row.low:.0f} to {100 * row.high:.0f} %"))
        for row in outlook.truce
    )  # fmt: skip
    return Grid("Chance that the present truce lasts", ("For", "Chance", "95 % interval"), rows, outlook.truce_note)
