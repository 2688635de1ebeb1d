"""Risks: what a source says could happen or spread, one row a warning."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from contested.model.claims import Aux, EventType, Polarity, Stance
from contested.model.events import RecordedClaim
from contested.model.ids import content_id
from contested.model.ledgers import Risk
from contested.model.spans import Passage
from contested.record.material import Material

_TOPICS = frozenset({"risk", "escalation", "spillover"})
_KINDS = {
    EventType.ASSAULT: "escalation",
    EventType.COERCE: "escalation",
    EventType.HARM: "harm",
    EventType.THREATEN: "escalation",
    EventType.MOBILIZE: "escalation",
    EventType.CEASEFIRE_VIOLATED: "escalation",
    EventType.CEASEFIRE_COLLAPSED: "escalation",
    EventType.TERRITORY_CHANGE: "escalation",
    EventType.PROTEST: "unrest",
    EventType.SANCTION: "sanctions",
}
_FRESH = dt.timedelta(days=31)
_CONDITION = re.compile(r"^\W*(if|should|unless|were|had|once|when|in case)\b", re.IGNORECASE)
_OPENED = re.compile(r"\b(if|should|unless|once|in case)\W*$", re.IGNORECASE)
_PROPOSED = re.compile(r"\b(?:under|in) (?:the|that|this|a) (?:proposal|plan|draft|offer|deal)\b", re.IGNORECASE)
_OPENING = 24  # characters
_AHEAD = re.compile(r"\b(may|might|could|likely|expected|poised|about to|set to|liable)\b", re.IGNORECASE)
_GONE = re.compile(r"\b(may|might|could|would|must|should) (not )?have\b", re.IGNORECASE)  # of what is over
_BARE = 4  # words: a threat of no more words says only that one was made; what it is stands in the rest of the sentence
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]?[A-Z]|\n")


def risks(material: Material) -> tuple[Risk, ...]:
    """Return the warnings in telling order; the condition of a warning is its driver and no warning of its own."""
    for report in material.reports:
        if report.id not in material.warnings:
            told = [c for c in material.told_in[report.id] if _warns(c, report.text)]
            sentences = _sentences(told, report.text)
            material.warnings[report.id] = tuple(row for sentence in sentences for row in _rows(sentence, material))
    return tuple(row for report in material.reports for row in material.warnings[report.id])


def _warns(claim: RecordedClaim, text: str) -> bool:
    if not claim.reliable or claim.stance is Stance.DENIED or claim.polarity is Polarity.NEGATIVE:
        return False
    if claim.topic in _TOPICS:
        return True
    if claim.event_type is EventType.THREATEN:
        return not _is_past(claim)
    if _GONE.search(claim.passage.quote) or Aux.HISTORICAL in claim.aux:
        return False
    if claim.stance is Stance.POSSIBLE:
        words = _before(claim, text) + claim.passage.quote
        return claim.event_type in _KINDS and bool(Aux.FUTURE in claim.aux or _AHEAD.search(words))
    if claim.stance is not Stance.HYPOTHETICAL or _PROPOSED.search(claim.passage.quote):
        return False
    return claim.event_type in _KINDS or _is_state(claim)


def _before(claim: RecordedClaim, text: str) -> str:
    """Return the few words of its sentence that stand before a claim."""
    return re.split(r"[.!?;]\s|\n", text[max(0, claim.passage.start - _OPENING) : claim.passage.start])[-1]


def _is_condition(claim: RecordedClaim, text: str) -> bool:
    """Return whether a claim only states a condition: "if it is attacked again", with or without the "if"."""
    if claim.stance is not Stance.HYPOTHETICAL:
        return False
    return bool(_CONDITION.match(claim.passage.quote) or _OPENED.search(_before(claim, text)))


def _is_past(claim: RecordedClaim) -> bool:
    """Return whether a threat was made more than a month before the report (it is told as background)."""
    if Aux.HISTORICAL in claim.aux:
        return True
    end = claim.time.end if claim.time else None
    return end is not None and claim.published is not None and claim.published - end > _FRESH


def _is_state(claim: RecordedClaim) -> bool:
    return claim.event_type is EventType.STATUS


def _sentences(claims: Sequence[RecordedClaim], text: str) -> list[list[RecordedClaim]]:
    groups: list[list[RecordedClaim]] = []
    for claim in claims:
        if groups and _one_sentence(groups[-1][-1], claim, text):
            groups[-1].append(claim)
        else:
            groups.append([claim])
    return groups


def _one_sentence(a: RecordedClaim, b: RecordedClaim, text: str) -> bool:
    between = text[a.passage.start : b.passage.start + 1]
    return not _SENTENCE_END.search(between)


def _rows(claims: Sequence[RecordedClaim], material: Material) -> list[Risk]:
    """Return the warnings of one sentence: each claim but those that only state a condition or lie within another."""
    text = material.report_of[claims[0].report_id].text
    conditions = [c for c in claims if _is_condition(c, text)]
    warned = [c for c in claims if c not in conditions] or list(claims[-1:])
    driver = next((c for c in conditions if c not in warned), None)
    kept = [c for c in warned if not any(_within(c, other) for other in warned if other is not c)]
    rows = [_row(claim, driver, material) for claim in kept]
    return [row for row in rows if not any(_holds(other.passage, row.passage) for other in rows if other is not row)]


def _holds(whole: Passage, part: Passage) -> bool:
    longer = whole.end - whole.start > part.end - part.start
    return longer and whole.start <= part.start and part.end <= whole.end


def _within(a: RecordedClaim, b: RecordedClaim) -> bool:
    same = (a.passage.start, a.passage.end) == (b.passage.start, b.passage.end)
    inside = b.passage.start <= a.passage.start and a.passage.end <= b.passage.end
    return inside and (not same or a.id > b.id)


def _words(claim: RecordedClaim, driver: RecordedClaim | None, text: str) -> Passage:
    """Return the words of a warning: with its condition, and to the end of the sentence where the claim is bare."""
    start, end = claim.passage.start, claim.passage.end
    if driver is not None:
        start, end = min(start, driver.passage.start), max(end, driver.passage.end)
    if claim.event_type is EventType.THREATEN and len(claim.passage.quote.split()) <= _BARE:
        stop = _SENTENCE_END.search(text, end)
        end = stop.start() if stop else len(text.rstrip())
    return Passage.cut(text, start, max(end, claim.passage.end))


def _row(claim: RecordedClaim, driver: RecordedClaim | None, material: Material) -> Risk:
    kind = claim.topic if claim.topic and claim.event_type is EventType.STATUS else _KINDS.get(claim.event_type)
    return Risk(
        id=content_id("ri", claim.id),
        claim=claim.id,
        passage=_words(claim, driver, material.report_of[claim.report_id].text),
        kind=kind or "risk",
        driver=driver.passage.quote if driver else None,
        targets=tuple(dict.fromkeys((*claim.recipients, *(place.name for place in claim.places)))),
        claimant=claim.claimant,
        spillover=claim.topic == "spillover",
    )
