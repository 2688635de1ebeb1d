"""Claims as sentences. Every sentence says who says it, in the same verbs for every side, and cites its passages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from contested.model.actors import ActorKind
from contested.model.claims import Polarity, Stance
from contested.model.events import RecordedClaim
from contested.model.reports import Report
from contested.model.spans import Passage
from contested.publish import gate
from contested.publish.clauses import Frame, act_of, deed, finite_clause, frame_of, names_are_sure
from contested.publish.counts import scope_note, toll_clause
from contested.publish.grammar import described, listed, speaks, the
from contested.publish.passages import (
    is_inside_quotes,
    is_sentence_end,
    is_sentence_start,
    sentence_around,
    without_dateline,
)
from contested.publish.prose import prose
from contested.publish.view import View, label_of
from contested.publish.words import count, day_words, join, upper_first

MOST_REFS = 8


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A citation: a passage of a report, and the claim that was read from it if there is one."""

    report_id: str
    passage: Passage
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that attribute, the passages that they rest on, and small marks ("possibility", "accusation")."""

    text: str
    refs: tuple[Ref, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Telling:
    """A sentence before it is put together: ``body`` told or quoted by ``sources``, or a whole text without them."""

    sources: tuple[str, ...]
    body: str
    refs: tuple[Ref, ...]
    marks: tuple[str, ...]
    lead: str = ""
    quotes: bool = False

    def text(self) -> str:
        if not self.sources:
            return self.body
        if self.quotes:
            return f"{self.lead}{join(self.sources)} {'writes' if len(self.sources) == 1 else 'write'}: {self.body}."
        return f"According to {join(self.sources)}, {self.body}."


def ref_of(claim: RecordedClaim) -> Ref:
    """Return the citation of a claim."""
    return Ref(claim.report_id, claim.passage, claim.id)


def source_words(view: View, report_id: str) -> str:
    """Return "the Ministry of Defence of Kelmar (17 March 2031)"."""
    report = view.reports.get(report_id)
    name = the(view.source(report_id)) if report and report.source else f"the report “{view.source(report_id)}”"
    return f"{name} ({_date_words(report)})"


def _date_words(report: Report | None) -> str:
    return day_words(report.published) if report and report.published else "undated"


def tell(view: View, claims: Iterable[RecordedClaim], with_time: bool = False) -> tuple[Sentence, ...]:
    """Return the claims as sentences in their order; claims that say the same are told once and cited together."""
    merged: dict[tuple[str, str], _Telling] = {}
    for claim in claims:
        telling = _telling(view, claim, with_time)
        key = (telling.lead, telling.body)
        merged[key] = _merge(merged[key], telling) if key in merged else telling
    return tuple(map(_sentence, merged.values()))


def _sentence(item: _Telling) -> Sentence:
    """Return the sentence with at most MOST_REFS citations; those left out are counted."""
    hidden = len(item.refs) - MOST_REFS
    marks = (*item.marks, count(hidden, "more passage")) if hidden > 0 else item.marks
    return Sentence(upper_first(item.text()), item.refs[:MOST_REFS], marks)


def tell_one(view: View, claim: RecordedClaim, with_time: bool = False) -> Sentence:
    """Return one claim as a sentence."""
    return tell(view, (claim,), with_time)[0]


def _merge(one: _Telling, other: _Telling) -> _Telling:
    refs = tuple(dict.fromkeys((*one.refs, *other.refs)))
    return replace(one, sources=tuple(dict.fromkeys((*one.sources, *other.sources))), refs=refs)


def _telling(view: View, claim: RecordedClaim, with_time: bool) -> _Telling:
    refs, frame = (ref_of(claim),), frame_of(view, claim, with_time)
    body = _toll_body(view, claim, with_time) or (finite_clause(frame) if frame else None)
    if claim.claimant is None:
        if body is None or claim.stance in (Stance.ACCUSED, Stance.DENIED):
            return _in_own_words(view, claim)
        return _Telling((source_words(view, claim.report_id),), body, refs, ())
    text = _spoken(view, claim, frame, body)
    return _Telling((), text, refs, ()) if text else _in_own_words(view, claim)


def _marks(claim: RecordedClaim) -> tuple[str, ...]:
    notes = prose().words["stance_notes"]
    return tuple(notes[claim.stance.value] for _ in range(claim.stance.value in notes))


def _spoken(view: View, claim: RecordedClaim, frame: Frame | None, body: str | None) -> str | None:
    """Return a claimant's statement, accusation or denial; None where only the report's own words tell it well."""
    speaker = speaker_words(view, claim)
    if claim.stance is Stance.DENIED:
        return f"{speaker} denied that {body}." if body else None
    if claim.stance is Stance.ACCUSED and claim.initiators and claim.claimant not in claim.initiators:
        what = _accusation(view, claim, frame)
        accused = listed(view.name(actor) for actor in claim.initiators)
        return f"{speaker} accused {accused} of {what}." if what else None
    return f"{speaker} said that {body}." if body else None


def _accusation(view: View, claim: RecordedClaim, frame: Frame | None) -> str | None:
    if frame is None:
        return None
    tolls = toll_clause(view, claim) if claim.tolls else None
    if tolls is None:
        return None if claim.tolls else deed(frame)
    return f"{frame.act.noun}{frame.where_and_when()} in which {tolls}"


def _toll_body(view: View, claim: RecordedClaim, with_time: bool) -> str | None:
    """Return the claim's tolls as a clause, with the attack that is said to have caused them."""
    usable = (
        claim.tolls and claim.reliable and not claim.evaluative and not claim.measures and names_are_sure(view, claim)
    )
    sure = claim.stance in (Stance.ASSERTED, Stance.ACCUSED)
    zero = all(toll.high == 0 for toll in claim.tolls)
    if not usable or not sure or (claim.polarity is Polarity.NEGATIVE and not zero):
        return None
    tolls = toll_clause(view, claim)
    if tolls is None:
        return None
    plain = Frame(view, claim, act_of(claim), with_time)
    return f"{tolls}{_cause(view, claim)}{plain.where_and_when()}{scope_note(claim)}"


def _cause(view: View, claim: RecordedClaim) -> str:
    """Return " in shelling by Tarsia" where an attack and its doer are told of."""
    act = act_of(claim)
    if act.told == "words" or not claim.initiators or not act.noun:
        return ""
    if claim.reciprocal:
        sides = Frame(view, claim, act).sides()
        return f" in {act.mutual}{sides}" if act.mutual and sides else ""
    if claim.claimant in claim.initiators:
        return ""
    return f" in {act.noun} by {listed(view.name(actor) for actor in claim.initiators)}"


def speaker_words(view: View, claim: RecordedClaim) -> str:
    """Return the claimant with the voices that pass it on: "Mira Toft, cited by North Wire,"."""
    speaker = _speaker(view, claim.claimant)
    source = view.source(claim.report_id)
    between = [view.name(voice) for voice in claim.voices[:-1] if voice is not None]
    between = [name for name in dict.fromkeys(between) if name and name not in (source, view.name(claim.claimant))]
    return f"{speaker}, cited by {listed(between)}," if between else speaker


def _speaker(view: View, claimant: str | None) -> str:
    found = view.actors.get(claimant or "")
    name = view.name(claimant)
    return described(name) if found and found.kind is ActorKind.UNNAMED_SOURCE and speaks(name) else the(name)


def _in_own_words(view: View, claim: RecordedClaim) -> _Telling:
    """Return the claim in the words of its report, which are never put into the claimant's mouth."""
    report, refs, marks = view.reports.get(claim.report_id), (ref_of(claim),), _marks(claim)
    source = source_words(view, claim.report_id)
    if report is None or gate.quote_words(report, claim.passage) is None:
        return _Telling((), _withheld(view, claim, source), refs, marks)
    if claim.reliable and claim.claimant is not None and is_inside_quotes(report.text, claim.passage):
        speaker = speaker_words(view, claim).rstrip(",")
        joined = "" if ", cited by " in speaker else f", cited by {source},"
        words = quoted(report, claim.passage, widen=False)
        return _Telling((), f"{speaker}{joined or ','} said: {words}.", refs, marks)
    lead = "In unclear wording, " if not claim.reliable else _lead(view, claim, report)
    return _Telling((source,), quoted(report, claim.passage) or "", refs, marks, lead, quotes=True)


def _lead(view: View, claim: RecordedClaim, report: Report) -> str:
    """Return "On an accusation by Kelmar, " where the quoted sentence does not itself name the one who speaks."""
    speaker = view.name(claim.claimant)
    start, end = sentence_around(report.text, claim.passage)
    named = claim.cue is not None and start <= claim.cue.start and claim.cue.end <= end
    if not speaker or speaker == view.source(claim.report_id) or (named and end - start <= gate.QUOTE_LIMIT):
        return ""
    what = {Stance.ACCUSED: "an accusation by", Stance.DENIED: "a denial by"}.get(claim.stance, "what is said by")
    return f"On {what} {_speaker(view, claim.claimant)}, "


def _withheld(view: View, claim: RecordedClaim, source: str) -> str:
    topic = prose().words["topics"].get(claim.topic or "", f"“{label_of(claim).lower()}”")
    by = f" by {_speaker(view, claim.claimant)}" if claim.claimant else ""
    return f"{source} carries a statement{by} on {topic}; its words may not be shown here."


def quoted(report: Report | None, passage: Passage, *, widen: bool = True) -> str | None:
    """Return the passage in quotation marks, or its whole sentence where that is short; None where rights forbid it."""
    if report is None:
        return None
    passage = without_dateline(report.text, passage)
    shown = _widened(report, passage) if widen else passage
    words = gate.quote_words(report, shown)
    if words is None:
        return None
    opened = report.text[: shown.start].endswith(('"', "“"))
    start = "" if opened or is_sentence_start(report.text, shown.start) else "… "
    cut = words.endswith("…") or is_sentence_end(report.text, shown.start + len(shown.quote.rstrip(" .,;:!?…'\"”’)")))
    inner = words.rstrip(" .,;:").strip('"“” ' if _balanced(words) else " ")
    inner = re.sub(r'(?<![^\s(\[—–-])"|“', "‘", inner)
    inner = re.sub(r'["”]', "’", inner)
    return f"“{start}{inner}{'' if cut else ' …'}”"


def _balanced(words: str) -> bool:
    """Return whether quotation marks stand only at the ends, so that they can go."""
    return not re.search(r"[\"“”]", words.strip('"“” .,;:'))


def _widened(report: Report, passage: Passage) -> Passage:
    start, end = sentence_around(report.text, passage)
    whole = Passage.cut(report.text, start, start + len(report.text[start:end].rstrip()))
    return whole if whole.start <= passage.start and len(whole.quote) <= gate.QUOTE_LIMIT else passage
