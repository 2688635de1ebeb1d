"""When the happening of each claim took place: by its own words, else by its sentence, its passage, its report.

The order of the rules is that of the coding manual: stated times first; speech acts, states and perfects go by the day of
the report; what else is told in the past shares the time of the event just told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from contested.model.claims import Aux, Claim, EventType, Stance
from contested.model.readings import ClaimTime, Extraction
from contested.model.reports import Report
from contested.model.times import Basis, Precision, TimeMention, TimeSpan, TimexType
from contested.resolve.times._header import Header, read_header
from contested.resolve.times._regime import Layout, layout
from contested.resolve.times._spans import edtf
from contested.resolve.times._tense import Tense, tense_of

SPEECH_ACTS = frozenset(
    {EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN, EventType.REJECT, EventType.SUPPORT}
)
NEWS_DAYS = 45  # an event this fresh is news, and what is told after it may share its time
BACKGROUND = re.compile(r"\b(?:since|until|till|before|after|following|the\s+first\s+[\w\s]{0,30}(?:in|for|since))\s+(?:the\s+)?$", re.IGNORECASE)
Found = tuple[TimeSpan, str, str | None]  # span, reason, mention id


@dataclass(slots=True)
class Discourse:
    """What has been dated so far. Mutable; lives within one report."""

    report: Report
    places: Layout
    header: Header
    mentions: Sequence[TimeMention]
    by_id: dict[str, TimeMention]
    lead: TimeSpan | None = None
    running: TimeSpan | None = None  # the event just told
    running_passage: int = -1
    recent: dict[int, TimeSpan] = field(default_factory=dict)  # by passage

    @property
    def published(self) -> dt.date | None:
        """Return the day of the report."""
        return self.report.published


def claim_times(report: Report, extraction: Extraction, anchored: Sequence[TimeMention]) -> tuple[ClaimTime, ...]:
    """Return the time of every claim that has one, in the order of the claims; each with its reason."""
    mentions = sorted(anchored, key=lambda mention: mention.passage)
    discourse = Discourse(
        report,
        layout(report.text),
        read_header(report.text, mentions, report.published),
        mentions,
        {mention.id: mention for mention in mentions},
    )
    discourse.lead = _lead(discourse)
    found: dict[str, ClaimTime] = {}
    for claim in sorted(extraction.claims, key=lambda claim: (claim.passage, claim.id)):
        timed = _time_of(claim, discourse)
        if timed is not None:
            span, reason, mention = timed
            found[claim.id] = ClaimTime(claim.id, span, reason, mention)
            _remember(claim, span, discourse, mention)
    return tuple(found[claim.id] for claim in extraction.claims if claim.id in found)


def _lead(discourse: Discourse) -> TimeSpan | None:
    """Return the time of the event that the report leads with: the first fresh time in its body."""
    for mention in discourse.mentions:
        span = mention.span
        if mention.id in discourse.header.datelines or span is None or not _is_event_time(mention):
            continue
        if _is_fresh(span, discourse.published) and not _is_background(mention, discourse.report.text):
            return span
    return None


def _is_event_time(mention: TimeMention) -> bool:
    closed = mention.span is not None and mention.span.start is not None and mention.span.end is not None
    return closed and mention.type in (TimexType.DATE, TimexType.TIME) and not mention.value.endswith("_REF")


def _is_fresh(span: TimeSpan, published: dt.date | None) -> bool:
    if published is None or span.start is None or span.end is None:
        return False
    return 0 <= (published - span.start).days <= NEWS_DAYS and (span.end - span.start).days <= NEWS_DAYS


def _is_background(mention: TimeMention, text: str) -> bool:
    return BACKGROUND.search(text, max(0, mention.passage.start - 60), mention.passage.start) is not None


def _remember(claim: Claim, span: TimeSpan, discourse: Discourse, mention: str | None) -> None:
    """Take a dated claim as the event just told; denied, planned and open-ended ones, and the present, do not count."""
    own = mention is not None
    if not own or span.start is None or span.end is None or Aux.FUTURE in claim.aux or claim.stance is Stance.HYPOTHETICAL:
        return
    passage = discourse.places.passage(claim.passage.start)
    discourse.running, discourse.running_passage = span, passage
    discourse.recent[passage] = span


def _time_of(claim: Claim, discourse: Discourse) -> Found | None:
    own = _own_time(claim, discourse)
    if own is not None:
        return own
    text = discourse.report.text
    tense = tense_of(text, claim)
    ahead = tense is Tense.FUTURE or Aux.FUTURE in claim.aux or claim.stance is Stance.HYPOTHETICAL
    if ahead:
        return _document(discourse, "a threat is dated by its saying") if claim.event_type is EventType.THREATEN else None
    content = claim.stance in (Stance.DENIED, Stance.ACCUSED)  # goes by the event that it is about
    if not content and (by_tense := _by_tense(claim, tense, discourse)):
        return by_tense
    return _shared(claim, tense, discourse)


def _own_time(claim: Claim, discourse: Discourse) -> Found | None:
    """Return the time that the clause itself states; of several the nearest to the trigger, ranges put together."""
    mentions = [discourse.by_id[name] for name in claim.times if name in discourse.by_id]
    dated = [mention for mention in mentions if mention.span is not None and mention.id not in discourse.header.datelines]
    usable = [mention for mention in dated if not mention.value.endswith("_REF")]
    if not usable:
        return _lasting(claim, mentions, discourse)
    stated = [mention for mention in usable if not _is_background(mention, discourse.report.text)] or usable
    mention = min(stated, key=lambda one: (_distance(one, claim), one.passage))
    span = _whole_range(mention, discourse) or mention.span
    return (span, f"stated: {mention.passage.quote}", mention.id) if span else None



def _distance(mention: TimeMention, claim: Claim) -> int:
    return max(0, mention.passage.start - claim.trigger.end, claim.trigger.start - mention.passage.end)


def _whole_range(mention: TimeMention, discourse: Discourse) -> TimeSpan | None:
    """Return the span of a range whose one end is ``mention``."""
    first = next((one for one in discourse.mentions if one.joined == mention.id), mention)
    last = discourse.by_id.get(first.joined or "")
    if last is None or first.span is None or last.span is None:
        return None
    start, end = first.span.start or first.span.end, last.span.end
    if start is None or end is None or start > end:
        return None
    return TimeSpan(edtf((start, end)), start, end, Precision.INTERVAL, first.span.basis)


LASTING = re.compile(r"\b(?:for|in)\s+(?:the\s+)?$", re.IGNORECASE)
UNIT_DAYS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25, "DE": 3652.5, "CE": 36525.0}


def _lasting(claim: Claim, mentions: Sequence[TimeMention], discourse: Discourse) -> Found | None:
    """Return the stretch up to the report that "has held for ten years" speaks of."""
    published = discourse.published
    if published is None or tense_of(discourse.report.text, claim) is not Tense.PERFECT:
        return None
    for mention in mentions:
        length = re.fullmatch(r"P([\d.]+)([A-Z]+)", mention.value)
        before = LASTING.search(discourse.report.text, max(0, mention.passage.start - 16), mention.passage.start)
        if mention.type is TimexType.DURATION and length and before and length[2] in UNIT_DAYS:
            days = int(float(length[1]) * UNIT_DAYS[length[2]])
            if days < published.toordinal():
                start = published - dt.timedelta(days)
                span = TimeSpan(edtf((start, published)), start, published, Precision.APPROX, Basis.RELATIVE)
                return span, f"lasting up to the report: {mention.passage.quote}", mention.id
    return None


def _document(discourse: Discourse, reason: str, open_start: bool = False) -> Found | None:
    day = discourse.published
    if day is None:
        return None
    if open_start:
        return TimeSpan(edtf((None, day)), None, day, Precision.INTERVAL, Basis.INFERRED), reason, None
    return TimeSpan(day.isoformat(), day, day, Precision.DAY, Basis.DOCUMENT), reason, None


def _by_tense(claim: Claim, tense: Tense, discourse: Discourse) -> Found | None:
    """Date by the report what is told in the present or perfect, and what is said without a date of its saying."""
    historical = Aux.HISTORICAL in claim.aux or discourse.lead is None
    if tense is Tense.PRESENT:
        return _document(discourse, "told in the present")
    if tense is Tense.PERFECT:
        return _perfect(claim, discourse)
    in_sentence = _in_sentence(claim, discourse)
    if claim.event_type in SPEECH_ACTS and not historical and in_sentence is None:
        return _document(discourse, "a speech act without a date")
    return None


def _perfect(claim: Claim, discourse: Discourse) -> Found | None:
    """Date "has done" from the event just told in the passage, else from an open start, up to the report."""
    day = discourse.published
    running = discourse.recent.get(discourse.places.passage(claim.passage.start))
    if day is None or running is None or running.start is None or running.start > day or discourse.lead is not None:
        return _document(discourse, "told in the perfect: up to the report", open_start=True)
    span = TimeSpan(edtf((running.start, day)), running.start, day, Precision.INTERVAL, Basis.INFERRED)
    return span, "told in the perfect: from the event just told up to the report", None


def _in_sentence(claim: Claim, discourse: Discourse) -> TimeMention | None:
    """Return the event time of the claim's sentence that stands nearest before it, else after it."""
    here = discourse.places.sentence(claim.passage.start)
    near = [
        mention
        for mention in discourse.mentions
        if _is_event_time(mention)
        and mention.id not in discourse.header.datelines
        and discourse.places.sentence(mention.passage.start) == here
        and not _is_background(mention, discourse.report.text)
    ]
    before = [mention for mention in near if mention.passage.start < claim.trigger.end]
    return before[-1] if before else near[0] if near else None


def _shared(claim: Claim, tense: Tense, discourse: Discourse) -> Found | None:
    """Return the time of the event just told: in the sentence, in the passage, in the lead."""
    mention = _in_sentence(claim, discourse)
    if mention is not None and mention.span is not None:
        span = _whole_range(mention, discourse) or mention.span
        return _inferred(_up_to(span, claim, tense), f"shared with its sentence: {mention.passage.quote}")
    passage = discourse.places.passage(claim.passage.start)
    told = discourse.recent.get(passage)
    if told is not None:
        return _inferred(told, "the event just told in the passage")
    if discourse.header.period is not None:
        return _inferred(discourse.header.period, "the period that the report covers")
    if discourse.lead is not None:
        return _inferred(discourse.lead, "the event that the report leads with")
    if discourse.running is not None:
        return _inferred(discourse.running, "the event just told")
    return _document(discourse, "no date: up to the report", open_start=True)


def _up_to(span: TimeSpan, claim: Claim, tense: Tense) -> TimeSpan:
    """Open the start of what the narrator says "had" happened by then."""
    if tense is not Tense.PLUPERFECT or len(claim.voices) > 1 or claim.claimant is not None or span.end is None:
        return span
    return TimeSpan(edtf((None, span.end)), None, span.end, Precision.INTERVAL, Basis.INFERRED)


def _inferred(span: TimeSpan, reason: str) -> Found:
    return replace(span, basis=Basis.INFERRED), reason, None
