"""What a citation opens: the passage in its sentence, the report, and what was read from it."""

from __future__ import annotations

from dataclasses import dataclass

from contested.lexicon.confidence import field_confidences
from contested.model.events import RecordedClaim
from contested.model.reports import Report
from contested.publish import gate
from contested.publish.build import PageOptions
from contested.publish.doc import Document
from contested.publish.prose import prose
from contested.publish.sentences import Ref
from contested.publish.view import View, label_of
from contested.publish.words import day_words, join


@dataclass(frozen=True, slots=True)
class Entry:
    """A citation's entry. ``excerpt`` is None where the report's rights forbid words (``withheld`` says so)."""

    number: int
    source: str
    title: str
    date: str
    url: str | None
    excerpt: gate.Excerpt | None
    withheld: str
    facts: tuple[tuple[str, str], ...]
    claim: str


def entries(view: View, document: Document, options: PageOptions) -> tuple[Entry, ...]:
    """Return the entries of all citations, by number."""
    return tuple(_entry(view, ref, number, options) for ref, number in document.numbers.items())


def _entry(view: View, ref: Ref, number: int, options: PageOptions) -> Entry:
    report, claim = view.reports.get(ref.report_id), view.claims.get(ref.claim or "")
    beyond = number > options.most_passages
    excerpt = None if beyond else gate.excerpt(report, ref.passage, view.edition.full_text)
    withheld = "" if excerpt else "Passage left out to keep this page small." if beyond else _why_withheld(report)
    return Entry(
        number=number,
        source=view.source(ref.report_id),
        title=gate.shown_title(report) if report else "",
        date=day_words(report.published) if report and report.published else "undated",
        url=gate.web_url(report.url) if report else None,
        excerpt=excerpt,
        withheld=withheld,
        facts=_facts(view, claim) if claim and not beyond else (),
        claim=gate.clean(claim.id if claim else ref.claim or ""),
    )


def _why_withheld(report: Report | None) -> str:
    if report is None:
        return "The report is not in this record."
    if gate.may_quote(report):
        return "Its words are withheld: they could harm somebody, wait for a review, or are more than may be quoted."
    return "The rights of this report do not allow its words to be shown."


def _facts(view: View, claim: RecordedClaim) -> tuple[tuple[str, str], ...]:
    chain = [view.name(voice) if voice else "the report" for voice in claim.voices]
    words = prose().word
    stance = words("stances", claim.stance.value) + (", negated" if claim.polarity.value == "negative" else "")
    marks = [
        mark for mark, holds in (("a judgement", claim.evaluative), ("unclear wording", not claim.reliable)) if holds
    ]
    rows = (
        ("Read as", label_of(claim)),
        ("Voices", " › ".join(dict.fromkeys(chain))),
        ("Stance", join([stance, *marks])),
        ("Confidence", f"{field_confidences(claim)[0].confidence:.2f}"),
        ("Rule", gate.clean(claim.reason, 160)),
    )
    return tuple((term, text) for term, text in rows if text)
