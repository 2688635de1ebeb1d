"""The last section: for whom the page was made, from what version, whom to write to, and what was corrected."""

from __future__ import annotations

from collections.abc import Iterator

from contested.publish import gate
from contested.publish.doc import Block, Card, Cell, Fact, Grid, Section
from contested.publish.release import Audience, Correction, Edition
from contested.publish.words import count, day_words

MOST_CORRECTIONS = 200
_FOR = {
    Audience.INTERNAL: "the people of this dossier; not for publication",
    Audience.PARTNER: "partners, under the label of this page",
    Audience.PUBLIC: "everybody",
}


def edition_section(edition: Edition) -> Section:
    """Return what a release says of itself."""
    blocks: list[Block] = [Card("", (), tuple(_facts(edition)))]
    if edition.corrections:
        shown = edition.corrections[-MOST_CORRECTIONS:]
        rows = tuple(_row(one) for one in reversed(shown))
        hidden = len(edition.corrections) - len(shown)
        rest = f"{count(hidden, 'earlier correction')}" if hidden else ""
        blocks.append(Grid("Corrections", ("Day", "What"), rows, rest))
    return Section("edition", "This edition", tuple(blocks))


def edition_lines(edition: Edition) -> tuple[str, ...]:
    """Return the lines of the page's foot: audience, label, version stamp, contact."""
    audience = f"For {_FOR[edition.audience]}."
    label = f"{edition.label}." if edition.label else ""
    contact = f"Contact: {gate.clean(edition.contact, 200)}." if edition.contact else "No contact is stated."
    return tuple(line for line in (audience, label, f"{edition.stamp}.", contact) if line)


def _facts(edition: Edition) -> Iterator[Fact]:
    yield Fact("For", _FOR[edition.audience])
    if edition.label:
        yield Fact("Label", edition.label)
    day = f", published {day_words(edition.day)}" if edition.day else ""
    yield Fact("Version", edition.stamp + day)
    yield Fact("Contact", gate.clean(edition.contact, 200) or "none is stated in dossier.toml")
    for what, number in edition.held:
        yield Fact("Held for review", f"{what}: {number:,}")
    if not edition.corrections:
        yield Fact("Corrections", "none so far")
    for line in edition.credits:
        yield Fact("Credit", line)


def _row(one: Correction) -> tuple[Cell, ...]:
    by = f"by {gate.clean(one.by, 60)}" if one.by else ""
    return (Cell(day_words(one.day)), Cell(gate.clean(one.what, 200), (), by))
