"""Record to document: every section in the order of the page, and the number of every citation."""

from __future__ import annotations

from dataclasses import dataclass

from contested.model.outlook import Outlook
from contested.publish import gate, ledger_sections, sections, source_sections
from contested.publish.doc import Block, Document, Figure, Section, number_refs
from contested.publish.edition_section import edition_section
from contested.publish.figures.network import network_figure
from contested.publish.figures.places import map_figure
from contested.publish.figures.timeline import timeline_figures
from contested.publish.outlook_section import outlook_section
from contested.publish.release import Release
from contested.publish.view import View, view_of


@dataclass(frozen=True, slots=True)
class PageOptions:
    """``outlooks`` are told in a section of their own. ``figures``: draw the figures (a second or two).

    ``most_passages``: citations beyond it name only their report.
    """

    outlooks: tuple[Outlook, ...] = ()
    figures: bool = True
    most_passages: int = 1500


def build_document(release: Release, options: PageOptions) -> tuple[View, Document]:
    """Return a release's look-ups and its page as sections of plain blocks."""
    view = view_of(release)
    parts = (
        sections.at_a_glance(view),
        sections.recent(view),
        *(_picture("chart", "Timeline", timeline_figures(view)) if options.figures else ()),
        sections.care(view),
        sections.not_known(view),
        sections.concerns(view),
        *outlook_section(view, options.outlooks, options.figures),
        ledger_sections.disputes(view),
        ledger_sections.blame(view),
        ledger_sections.tolls(view),
        ledger_sections.ceasefires(view),
        ledger_sections.talks(view),
        ledger_sections.control(view),
        *(_picture("places", "Map", (map_figure(view),)) if options.figures else ()),
        *(_picture("actors", "Actor network", (network_figure(view),)) if options.figures else ()),
        ledger_sections.relations(view),
        sections.background(view),
        source_sections.sources(view),
        source_sections.how_made(view),
        edition_section(release.edition),
    )
    title = gate.clean(release.record.conflict.title, 200) or "Untitled conflict"
    headline = tuple(line for line in source_sections.short_facts(view) if line)
    return view, Document(title, headline, parts, release.edition.label, number_refs(parts))


def _picture(ident: str, title: str, figures: tuple[Figure | None, ...]) -> tuple[Section, ...]:
    blocks: tuple[Block, ...] = tuple(figure for figure in figures if figure is not None)
    return (Section(ident, title, blocks, "", "Nothing to draw."),)
