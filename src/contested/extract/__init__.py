"""One report's text and tree to mentions, time expressions, places and claims: rules over the dependency tree.

Everything here speaks in report-local ids; who is who, where and when, `resolve` says.
"""

from __future__ import annotations

from dataclasses import replace

from contested.extract.blames import find_blames
from contested.extract.claims import find_claims
from contested.extract.context import load_lexicons, open_context
from contested.extract.denials import find_denials
from contested.extract.drafts import Draft
from contested.extract.links import find_links
from contested.extract.mentions import find_mentions
from contested.extract.notes import find_notes, garbled_spans
from contested.extract.numbers import find_numbers
from contested.extract.relations import find_relations
from contested.extract.times import tag_times
from contested.extract.toponyms import find_places
from contested.model.claims import Claim
from contested.model.readings import Extraction, Note
from contested.model.reports import Report
from contested.model.tree import Tree

__all__ = ["extract"]


def extract(report: Report, tree: Tree) -> Extraction:
    """Return what a report says, in its own words: pure, deterministic, spans checked against the text."""
    context = open_context(report, tree, load_lexicons())
    expressions = tag_times(report.text)
    find_mentions(context)
    places = find_places(context)
    time_spans = [(f"t{i + 1}", e.start, e.end) for i, e in enumerate(expressions)]
    drafts = find_claims(context, time_spans, list(find_numbers(report.text)))
    drafts = find_denials(context, find_blames(context, drafts))
    notes = find_notes(context, drafts)
    claims = _finished(context.report, drafts, notes)
    return Extraction(
        report_id=report.id,
        mentions=tuple(sorted(context.mentions.values(), key=lambda m: (m.passage, m.id))),
        expressions=expressions,
        places=places,
        claims=claims,
        relations=find_relations(context, garbled_spans(notes)),
        claim_links=find_links(context, drafts, claims),
        notes=tuple(_with_claims(note, claims) for note in notes),
    )


def _finished(report: Report, drafts: list[Draft], notes: tuple[Note, ...]) -> tuple[Claim, ...]:
    """Return the claims of the drafts with ids in text order; those in garbled passages are marked unreliable."""
    garbled = garbled_spans(notes)
    claims: list[Claim] = []
    for number, draft in enumerate(drafts, start=1):
        claim = draft.claim
        reliable = not any(start <= claim.passage.start < end for start, end in garbled)
        finished = replace(claim, id=f"c{number:02d}", reliable=reliable)
        finished.check(report.text)
        claims.append(finished)
    return tuple(claims)


def _with_claims(note: Note, claims: tuple[Claim, ...]) -> Note:
    inside = tuple(c.id for c in claims if note.passage.start <= c.passage.start < note.passage.end)
    return replace(note, claims=inside)
