"""Risks: what a source says could happen or spread, one row a warning."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from contested.model.claims import Aux, EventType, Polarity, Stance
from contested.model.events import RecordedClaim
from contested.model.ids import content_id
from contested.model.ledgers import Risk
from contested.model.reports import Report
from contested.model.spans import Passage
from contested.record.material import Material
from contested.record.warnings import AHEAD, Sentence, looks_ahead, sentence_of, sentences

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
_KIND = frozenset(
    {EventType.CONCEDE, EventType.MEDIATE, EventType.ESTABLISH, EventType.CONSULT, EventType.COOPERATE, EventType.AID}
)
_FRESH = dt.timedelta(days=31)
_CONDITION = re.compile(r"^\W*(if|should|unless|were|had|once|when|in case)\b", re.IGNORECASE)
_OPENED = re.compile(r"\b(if|should|unless|once|in case)\W*$", re.IGNORECASE)
_PROPOSED = re.compile(r"\b(?:under|in) (?:the|that|this|a) (?:proposal|plan|draft|offer|deal)\b", re.IGNORECASE)
_OPENING = 24  # characters
_AHEAD = re.compile(r"\b(may|might|could|likely|expected|poised|about to|set to|liable)\b", re.IGNORECASE)
_GONE = re.compile(r"\b(may|might|could|would|must|should) (not )?have\b", re.IGNORECASE)  # of what is over
_VOWED = re.compile(r"vow|swear|swor|promis|pledg", re.IGNORECASE)
_HAD = re.compile(r"\bhad (\w+ )?(threatened|warned)\b", re.IGNORECASE)
_BARE = 4  # words: a threat of no more words says only that one was made; what it is stands in the rest of the sentence
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]?[A-Z]|\n")


def risks(material: Material) -> tuple[Risk, ...]:
    """Return the warnings in telling order; a sentence that sets a condition is one, and its condition the driver."""
    for report in material.reports:
        if report.id not in material.warnings:
            material.warnings[report.id] = tuple(_of_report(report, material))
    return tuple(row for report in material.reports for row in material.warnings[report.id])


def _of_report(report: Report, material: Material) -> Iterator[Risk]:
    told = [c for c in material.told_in[report.id] if c.reliable and c.stance is not Stance.DENIED]
    parts = sentences(report.text, report.published) if told else ()
    groups: dict[Sentence, list[RecordedClaim]] = {}
    for claim in told:
        groups.setdefault(sentence_of(claim, parts), []).append(claim)
    for sentence, claims in groups.items():
        set_ahead = [c for c in claims if _bears(c)] if sentence.condition is not None else []
        warned = [c for c in claims if _warns(c, report.text) and not (sentence.bound and _is_supposed(c))]
        if set_ahead and not _is_offer(set_ahead, report.text):
            yield _conditional(set_ahead, sentence, report.text)
        elif warned:
            yield from _rows(warned, material)
        else:
            yield from _ahead(claims, sentence, report.text)


def _is_supposed(claim: RecordedClaim) -> bool:
    return claim.stance is Stance.HYPOTHETICAL


def _is_offer(claims: Sequence[RecordedClaim], text: str) -> bool:
    """Return whether what would follow is help or a concession, and the condition no violence."""
    conditions = [c for c in claims if _is_condition(c, text)]
    follows = [c for c in claims if c not in conditions]
    kind = bool(follows) and all(c.event_type in _KIND for c in follows)
    return kind and not any(c.event_type in _KINDS for c in conditions)


def _bears(claim: RecordedClaim) -> bool:
    """Return whether a claim can bear a condition or what would follow from it: it tells of nothing that was so."""
    if _is_past(claim) or claim.event_type is EventType.ACCUSE:
        return False
    open_ = claim.stance in {Stance.HYPOTHETICAL, Stance.POSSIBLE} or claim.event_type is EventType.THREATEN
    return open_ or Aux.FUTURE in claim.aux or AHEAD.search(claim.passage.quote) is not None


def _conditional(claims: Sequence[RecordedClaim], sentence: Sentence, text: str) -> Risk:
    """Return the warning of a sentence that sets a condition: its words from the condition, or from its beginning."""
    conditions = [c for c in claims if _is_condition(c, text)]
    follows = [c for c in claims if c not in conditions]
    claim = (follows or conditions)[0]
    driver = conditions[0] if conditions and follows else None
    start = sentence.start if sentence.condition is None else sentence.condition
    first = min(start, *(c.passage.start for c in claims))
    passage = Passage.cut(text, first, max(sentence.end, claim.passage.end))
    return _told(claim, passage, driver.passage.quote if driver else None, None)


def _ahead(claims: Sequence[RecordedClaim], sentence: Sentence, text: str) -> Iterator[Risk]:
    """Yield what the claims of a sentence make likely without any condition."""
    for claim in claims:
        kind = None if _is_past(claim) or _GONE.search(claim.passage.quote) else looks_ahead(claim, text, sentence)
        if kind is not None and claim.polarity is Polarity.POSITIVE:
            yield _told(claim, claim.passage, None, kind)


def _warns(claim: RecordedClaim, text: str) -> bool:
    if not claim.reliable or claim.stance is Stance.DENIED or claim.polarity is Polarity.NEGATIVE:
        return False
    if claim.topic in _TOPICS:
        return True
    if claim.event_type is EventType.THREATEN:
        return not _is_past(claim) and not _is_vow(claim)
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


def _is_vow(claim: RecordedClaim) -> bool:
    """Return whether a threat is a vow without any condition, or one that had been made before what is told."""
    return _VOWED.match(claim.trigger.quote) is not None or _HAD.search(claim.passage.quote) is not None


def _is_state(claim: RecordedClaim) -> bool:
    return claim.event_type is EventType.STATUS


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
    passage = _words(claim, driver, material.report_of[claim.report_id].text)
    return _told(claim, passage, driver.passage.quote if driver else None, None)


def _told(claim: RecordedClaim, passage: Passage, driver: str | None, kind: str | None) -> Risk:
    if kind is None:
        own = claim.topic if claim.topic and claim.event_type is EventType.STATUS else _KINDS.get(claim.event_type)
        kind = own or "risk"
    return Risk(
        id=content_id("ri", claim.id),
        claim=claim.id,
        passage=passage,
        kind=kind,
        driver=driver,
        targets=tuple(dict.fromkeys((*claim.recipients, *(place.name for place in claim.places)))),
        claimant=claim.claimant,
        spillover=claim.topic == "spillover",
    )
