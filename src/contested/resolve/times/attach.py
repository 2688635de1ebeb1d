"""When the happening of each claim took place: by its own words, else by its sentence, its passage, its report.

The order of the rules is that of the coding manual: stated times first; speech acts, states and perfects go by the day
of the report; what else is told in the past shares the time of the event just told.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from contested.model.claims import Aux, Claim, EventType, Stance
from contested.model.readings import ClaimTime, Extraction
from contested.model.reports import Report
from contested.model.times import Basis, Precision, TimeMention, TimeSpan, TimexType
from contested.resolve.times._header import Header, read_header
from contested.resolve.times._regime import Layout, Regime, layout, report_regime
from contested.resolve.times._spans import edtf
from contested.resolve.times._tense import Tense, tense_of

SPEECH_ACTS = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN, EventType.REJECT, EventType.SUPPORT})
_FOUGHT = frozenset({EventType.ASSAULT, EventType.HARM})
_COUNTS = frozenset(
    {"frame put-toll", "frame count-dead", "frame admit-dead", "another figure for what was counted before"}
)
NEWS_DAYS = 45  # an event this fresh is news, and what is told after it may share its time
BACKGROUND = re.compile(
    r"\b(?:until|till|before|after|following|the\s+first\s+[\w\s]{0,30}(?:in|for))\s+(?:the\s+)?$|\bsince\b[^.;,]{0,90}$",
    re.IGNORECASE,
)
SAYING = re.compile(
    r"\b(?:said|says|told|reported|revised|stated|acknowledged|confirmed|admitted)\b"
    r"(?:\s+(?!that\b)[\w'’-]+){0,5}\s*(?:\b(?:on|in|late|early)\s+)*$",
    re.IGNORECASE,
)
EARLIER_COUNT = re.compile(r"\b(?:up|down)\s+from\s+[\w-]+\s+(?:on\s+|in\s+)?$", re.IGNORECASE)
ANNOUNCED = re.compile(r"\bannounced\s+$", re.IGNORECASE)  # what follows is "today": the time of saying
IN_FORCE = re.compile(r"\bin\s+(?:effect|force)\s+since\s+$", re.IGNORECASE)
LATER = re.compile(r"(?<!^)\blater$", re.IGNORECASE)
FLASHBACK = re.compile(r"(?<!^)\bearlier\b|\b(?:previously|previous|ago|beforehand)\b|\bbefore$", re.IGNORECASE)
SUPERLATIVE = re.compile(r"\b(?:first|most|worst|only|[a-z]{3,}est)\b", re.IGNORECASE)
CLAUSE_CUT = re.compile(r";|,\s*(?:which|who|whom|whose|and|but|while|whereas|as)\b|\s(?:and|but)\s")
Found = tuple[TimeSpan, str, str | None]  # span, reason, mention id


@dataclass(frozen=True, slots=True)
class Discourse:
    """The times of a report, and those of them that events are told at."""

    report: Report
    places: Layout
    header: Header
    by_id: dict[str, TimeMention]
    mentions: tuple[TimeMention, ...]
    events: tuple[TimeMention, ...]  # times of events told, in text order
    starts: tuple[int, ...]  # offsets of ``events``
    by_sentence: dict[int, list[TimeMention]]  # ``events`` by the number of their sentence
    story: bool  # a history and no news
    lead: TimeSpan | None  # when the event happened that the report leads with

    @property
    def published(self) -> dt.date | None:
        """Return the day of the report."""
        return self.report.published


def claim_times(report: Report, extraction: Extraction, anchored: Sequence[TimeMention]) -> tuple[ClaimTime, ...]:
    """Return the time of every claim that has one, in the order of the claims; each with its reason."""
    discourse = _open(report, extraction, anchored)
    found: list[ClaimTime] = []
    for claim in extraction.claims:
        timed = _time_of(claim, discourse)
        if timed is not None:
            span, reason, mention = timed
            found.append(ClaimTime(claim.id, span, reason, mention))
    return tuple(found)


def _open(report: Report, extraction: Extraction, anchored: Sequence[TimeMention]) -> Discourse:
    mentions = tuple(sorted(anchored, key=lambda mention: mention.passage))
    header = read_header(report.text, mentions, report.published)
    events = tuple(one for one in mentions if one.id not in header.datelines and _is_event_time(one, report.text))
    story = report_regime(extraction.expressions, report.published).regime is Regime.STORY
    spans = [one.span for one in events if one.span is not None]
    lead = next((span for span in spans[: 1 if story else None] if _is_fresh(span, report.published)), None)
    places = layout(report.text)
    by_sentence: dict[int, list[TimeMention]] = {}
    for one in events:
        by_sentence.setdefault(places.sentence(one.passage.start), []).append(one)
    return Discourse(
        report=report,
        places=places,
        header=header,
        by_id={mention.id: mention for mention in mentions},
        mentions=mentions,
        events=events,
        starts=tuple(one.passage.start for one in events),
        by_sentence=by_sentence,
        story=story,
        lead=lead,
    )


def _is_event_time(mention: TimeMention, text: str) -> bool:
    """Return whether events are told at this time: closed, and no background, flashback or time of saying."""
    span = mention.span
    closed = span is not None and span.start is not None and span.end is not None
    if not closed or mention.type not in (TimexType.DATE, TimexType.TIME) or mention.value.endswith("_REF"):
        return False
    quote = mention.passage.quote
    ahead = LATER.search(quote) and _before(mention, text).strip()  # the end of one clause, and not the next chapter
    return not (ahead or _is_background(mention, text) or _is_saying(mention, text) or FLASHBACK.search(quote))


def _is_fresh(span: TimeSpan, published: dt.date | None) -> bool:
    if published is None or span.start is None or span.end is None:
        return False
    return 0 <= (published - span.start).days <= NEWS_DAYS and (span.end - span.start).days <= NEWS_DAYS


def _is_background(mention: TimeMention, text: str) -> bool:
    return BACKGROUND.search(_before(mention, text)) is not None


def _is_saying(mention: TimeMention, text: str) -> bool:
    before = _before(mention, text)
    today = mention.passage.quote.lower() in {"today", "yesterday"} and ANNOUNCED.search(before) is not None
    return today or SAYING.search(before) is not None or EARLIER_COUNT.search(before) is not None


def _before(mention: TimeMention, text: str) -> str:
    """Return the words of the sentence before a mention, at most 100 characters."""
    before = text[max(0, mention.passage.start - 100) : mention.passage.start]
    return re.split(r"[.!?]\s+|\n", before)[-1]


def _time_of(claim: Claim, discourse: Discourse) -> Found | None:
    own = _own_time(claim, discourse)
    if own is not None:
        return own
    text = discourse.report.text
    tense = tense_of(text, claim)
    counted = _counted_from(claim, discourse)
    if counted is not None:
        return counted
    ahead = tense is Tense.FUTURE or Aux.FUTURE in claim.aux or claim.stance is Stance.HYPOTHETICAL
    if ahead:
        return (
            _document(discourse, "a threat is dated by its saying") if claim.event_type is EventType.THREATEN else None
        )
    content = claim.stance in (Stance.DENIED, Stance.ACCUSED)  # goes by the event that it is about
    if not content and (by_tense := _by_tense(claim, tense, discourse)):
        return by_tense
    return _shared(claim, tense, discourse)


def _own_time(claim: Claim, discourse: Discourse) -> Found | None:
    """Return the time that the clause itself states; of several the nearest to the trigger, ranges put together."""
    mentions = [discourse.by_id[name] for name in claim.times if name in discourse.by_id]
    dated = [
        mention for mention in mentions if mention.span is not None and mention.id not in discourse.header.datelines
    ]
    usable = [
        mention for mention in dated if not mention.value.endswith("_REF") and _may_be_own(mention, claim, discourse)
    ]
    if not usable:
        now = None if claim.reason in _COUNTS else _now(dated, discourse)
        return now or _lasting(claim, mentions, discourse)
    stated = [mention for mention in usable if not _is_background(mention, discourse.report.text)] or usable
    mention = min(stated, key=lambda one: (_distance(one, claim), one.passage))
    span = _whole_range(mention, discourse) or mention.span
    return (span, f"stated: {mention.passage.quote}", mention.id) if span else None


AFTER_LENGTH = re.compile(r"\s+(?P<way>after|before)\s+[^.;,]{0,60}$", re.IGNORECASE)


def _counted_from(claim: Claim, discourse: Discourse) -> Found | None:
    """Return the time of the second event of "a day after they ambushed it", counted from the first one's."""
    text, trigger = discourse.report.text, claim.trigger.start
    lengths = (one for one in discourse.mentions if one.passage.end <= trigger <= one.passage.end + 60)
    for mention in lengths:
        length = re.fullmatch(r"P(\d{1,4})([DWMY])", mention.value)
        way = AFTER_LENGTH.fullmatch(f"{text[mention.passage.end : trigger]} ")
        first = _in_sentence(claim, discourse)
        date = first.span.start if first is not None and first.span is not None else None
        if length is None or way is None or first is None or date is None:
            continue
        days = int(int(length[1]) * UNIT_DAYS[length[2]])
        if days > 3660:
            continue
        day = date + dt.timedelta(-days if way["way"].lower() == "after" else days)
        precision = Precision.DAY if length[2] == "D" else Precision.APPROX
        span = TimeSpan(day.isoformat(), day, day, precision, Basis.RELATIVE)
        return span, f"counted from {first.passage.quote}: {mention.passage.quote}", mention.id
    return None


def _may_be_own(mention: TimeMention, claim: Claim, discourse: Discourse) -> bool:
    """Return False for the time of saying of what is said, and for "the worst since May"."""
    text = discourse.report.text
    if claim.event_type not in SPEECH_ACTS and _is_saying(mention, text):
        return False
    if _is_aim(mention, claim, discourse):
        return False
    superlative = SUPERLATIVE.search(text, claim.passage.start, max(claim.passage.start, mention.passage.start))
    return not (superlative and _is_background(mention, text))


def _is_aim(mention: TimeMention, claim: Claim, discourse: Discourse) -> bool:
    """Return whether the time lies ahead of what is already told: "threatened to strike unless paid by March"."""
    end = mention.span.end if mention.span is not None else None
    if end is None or discourse.published is None or end <= discourse.published:
        return False
    told = (
        tense_of(discourse.report.text, claim) in (Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT)
        and Aux.FUTURE not in claim.aux
    )
    return told or claim.event_type in SPEECH_ACTS


def _now(mentions: Sequence[TimeMention], discourse: Discourse) -> Found | None:
    if any(mention.value == "PRESENT_REF" for mention in mentions):
        return _document(discourse, "told of the present")
    return None


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
    if tense is Tense.PRESENT and claim.reason in _COUNTS:
        return None  # "now put the dead at three": who counts today counts what happened before
    if tense is Tense.PRESENT:
        return _document(discourse, "told in the present")
    if tense is Tense.PERFECT:
        return _perfect(claim, discourse)
    historical = Aux.HISTORICAL in claim.aux or discourse.lead is None
    if (
        claim.event_type in SPEECH_ACTS
        and not historical
        and _in_sentence(claim, discourse) is None
        and not _in_entry(claim, discourse)
    ):
        return _document(discourse, "a speech act without a date")
    return None


def _in_entry(claim: Claim, discourse: Discourse) -> bool:
    """Return whether the passage is an entry of a chronicle: it opens with its date."""
    start = discourse.report.text.rfind("\n", 0, claim.passage.start) + 1
    return any(start <= one.passage.start <= start + 2 for one in discourse.events)


def _perfect(claim: Claim, discourse: Discourse) -> Found | None:
    """Date "has done" from the event just told in a history, in news from an open start, up to the report."""
    day = discourse.published
    told = _told_before(claim, discourse, discourse.places.passage(claim.passage.start)) if discourse.story else None
    start = told.span.start if told is not None and told.span is not None else None
    if day is None or start is None or start > day:
        return _document(discourse, "told in the perfect: up to the report", open_start=True)
    span = TimeSpan(edtf((start, day)), start, day, Precision.INTERVAL, Basis.INFERRED)
    return span, "told in the perfect: from the event just told up to the report", None


def _told_before(claim: Claim, discourse: Discourse, passage: int | None) -> TimeMention | None:
    """Return the last event time before the claim, in ``passage`` if given, that does not lie ahead of the report."""
    for at in range(bisect_left(discourse.starts, claim.trigger.end) - 1, -1, -1):
        one = discourse.events[at]
        if passage is not None and discourse.places.passage(one.passage.start) != passage:
            return None
        timely = discourse.story or Aux.HISTORICAL in claim.aux
        fresh = one.span is not None and _is_fresh(one.span, discourse.published)
        if (timely or fresh) and not _lies_ahead(one, discourse):
            return one
    return None


def _lies_ahead(mention: TimeMention, discourse: Discourse) -> bool:
    start = mention.span.start if mention.span is not None else None
    return start is not None and discourse.published is not None and start > discourse.published


def _in_sentence(claim: Claim, discourse: Discourse) -> TimeMention | None:
    """Return the event time of the claim's sentence: the last before it, else the next after it in the same clause."""
    here = discourse.places.sentence(claim.passage.start)
    text = discourse.report.text
    near = [one for one in discourse.by_sentence.get(here, ()) if not _lies_ahead(one, discourse)]
    before = [
        one
        for one in near
        if one.passage.start < claim.trigger.end and ";" not in text[one.passage.end : claim.passage.start]
    ]
    if before:
        return before[-1]
    opens = claim.passage.quote.startswith(("Under ", "Through ", "With "))  # "Under the aegis of X, they met in May"
    after = [one for one in near if opens or not CLAUSE_CUT.search(text, claim.passage.end, one.passage.start)]
    return after[0] if after else None


def _shared(claim: Claim, tense: Tense, discourse: Discourse) -> Found | None:
    """Return the time of the event just told: in the sentence, in the passage, in the lead or the story."""
    mention = _in_force_since(claim, discourse) or _in_sentence(claim, discourse)
    if mention is not None and mention.span is not None:
        span = _whole_range(mention, discourse) or mention.span
        return _inferred(_up_to(span, claim, tense), f"shared with its sentence: {mention.passage.quote}")
    told = _told_before(claim, discourse, discourse.places.passage(claim.passage.start))
    if told is not None and told.span is not None:
        return _inferred(
            _whole_range(told, discourse) or told.span, f"the event just told in the passage: {told.passage.quote}"
        )
    if discourse.header.period is not None:
        return _inferred(discourse.header.period, "the period that the report covers")
    earlier = _before_the_meeting(claim, tense, discourse)
    if earlier is not None and earlier.span is not None:
        return _inferred(earlier.span, f"what was just spoken of: {earlier.passage.quote}")
    if discourse.lead is not None and not (discourse.story and Aux.HISTORICAL in claim.aux):
        return _inferred(discourse.lead, "the event that the report leads with")
    before = _told_before(claim, discourse, None)
    if before is not None and before.span is not None:
        return _inferred(before.span, f"the event just told: {before.passage.quote}")
    return _document(discourse, "no date: up to the report", open_start=True)


def _in_force_since(claim: Claim, discourse: Discourse) -> TimeMention | None:
    """Return since when what was mediated is in force: "a truce, brokered by X, has been in effect since Friday"."""
    if claim.event_type is not EventType.MEDIATE:
        return None
    here, text = discourse.places.sentence(claim.passage.start), discourse.report.text
    found = (m for m in discourse.mentions if discourse.places.sentence(m.passage.start) == here and m.span is not None)
    return next((m for m in found if IN_FORCE.search(_before(m, text))), None)


def _before_the_meeting(claim: Claim, tense: Tense, discourse: Discourse) -> TimeMention | None:
    """Return the time of what was spoken of, where a report leads with its own day and a speaker tells of the past."""
    lead, day = discourse.lead, discourse.published
    spoken = claim.claimant is not None and claim.event_type in _FOUGHT
    if day is None or lead is None or lead.start != day or not spoken or tense is Tense.PRESENT:
        return None
    told = _told_before(claim, discourse, None)
    return told if told is not None and told.span is not None and told.span.start != day else None


def _up_to(span: TimeSpan, claim: Claim, tense: Tense) -> TimeSpan:
    """Open the start of what the narrator says "had" happened by then."""
    if tense is not Tense.PLUPERFECT or len(claim.voices) > 1 or claim.claimant is not None or span.end is None:
        return span
    return TimeSpan(edtf((None, span.end)), None, span.end, Precision.INTERVAL, Basis.INFERRED)


def _inferred(span: TimeSpan, reason: str) -> Found:
    return replace(span, basis=Basis.INFERRED), reason, None
