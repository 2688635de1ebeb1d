"""The words of warnings: sentences that set a condition, and what in a claim's own words looks ahead to harm."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from contested.model.claims import Aux, EventType, Stance
from contested.model.events import RecordedClaim

_END = re.compile(r"[.!?][\"'”’)]*(?=\s+[\"'“‘(]?[A-Z])|\n")
_LEADS = re.compile(
    r"(?:^|[;:,]\s+|[\"“‘]|\b(?:that|and|but|or)\s+)((?:if|unless|in case)\s(?!any\b|so\b|not\b|need)"
    r"|should\s(?=(?:the|a|an|another|any|one|they|it|he|she|we|his|her|its|their|[A-Z]|\w+s\s)))",
    re.IGNORECASE,
)
_FIRST = re.compile(r"^\W*((?:without|absent|failing)\s)", re.IGNORECASE)
_TRAILS = re.compile(
    r"(?<!\bas)(?<!\beven)(?<!\bwhat)(?<!\bonly)(?<!\bask)(?<!\basked)(?<!\bsee)(?<!\bknow)(?<!\bdoubt)(?<!\bsure)"
    r"\s(?:if|unless)\s(?!any\b|so\b|not\b|need)",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(will|would|shall|may|might|could|cannot|can|won't|(?:ready|prepared|poised|going) to)\b|['’]ll\b",
    re.IGNORECASE,
)
_GONE = re.compile(r"\b(may|might|could|would|must|should) (not )?have\b|\bhad (been|not)\b", re.IGNORECASE)
_PROPOSED = re.compile(r"\b(?:under|in) (?:the|that|this|a) (?:proposal|plan|draft|offer|deal)\b", re.IGNORECASE)
_PACT = re.compile(r"\b(charter|pact|obliges?|each other|one another|binds?)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(will|may|might|could)\b", re.IGNORECASE)
_FORMAL = re.compile(r"\bif (adopted|approved|ratified|passed|confirmed|true|necessary|all goes)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_ANEW = re.compile(
    r"\b(another|one more|any (?:further|new|more|other)|further|fresh|renewed)\b.{0,60}\b(would|will)\b", re.IGNORECASE
)
_FORCE = re.compile(
    r"\b(men|troops|soldiers|fighters|forces|weapons|arms|ammunition|drones|missiles|mercenaries|instructors|tanks)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(doubt(s|ed|ful)?|unlikely|s[ck]eptical|pessimis\w+|little (hope|chance|prospect))\b", re.IGNORECASE
)
_NEED = re.compile(
    r"\b(cut off|trap(ped|ping|s)|stranded|without (\w+ )?(water|food|power|electricity|medicines?|shelter|heating)"
    r"|fac(?:e|es|ing) (famine|hunger|starvation)|at risk of|on the brink of)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(\d|\b(hundreds|thousands|millions?)\b).{0,30}\b(people|persons|civilians|villagers|residents|inhabitants|families"
    r"|children|women|patients|refugees|households)\b",
    re.IGNORECASE,
)
_MASSED = re.compile(
    r"\b(rush|mass|pour|reinforc|amass|build|mov|send|sent|dispatch)\w*\b"
    r".*\b(border|frontier|front ?lines?|towards?)\b",
    re.IGNORECASE,
)
_COMING = frozenset({EventType.MOBILIZE, EventType.ASSAULT, EventType.SANCTION})
_HOSTILE = _COMING | {EventType.COERCE}
_PEACE = frozenset(
    {EventType.AGREE, EventType.CEASEFIRE_DECLARED, EventType.CONSULT, EventType.MEDIATE, EventType.RETREAT}
)
_HELP = frozenset({EventType.AID, EventType.SUPPORT})
_NEEDY = frozenset({EventType.STATUS, EventType.COERCE, EventType.HARM})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report by its offsets; ``condition``: where the words of its condition begin.

    ``bound``: it tells of what a pact obliges to, or of what would have been in another year, and warns of nothing.
    """

    start: int
    end: int
    condition: int | None = None
    bound: bool = False


def sentences(text: str, published: dt.date | None) -> tuple[Sentence, ...]:
    """Return the sentences of a text, each with the condition that it sets for what is to come."""
    found: list[Sentence] = []
    start = 0
    for end in [*(m.end() if m.group() != "\n" else m.start() for m in _END.finditer(text)), len(text)]:
        words = text[start:end]
        begin = start + len(words) - len(words.lstrip())
        if begin < end:
            words = text[begin:end]
            bound = _PACT.search(words) is not None or _is_old(words, published)
            found.append(Sentence(begin, end, None if bound else _condition(words, begin), bound))
        start = end
    return tuple(found)


def sentence_of(claim: RecordedClaim, told: Sequence[Sentence]) -> Sentence:
    """Return the sentence in which a claim's passage begins."""
    place = bisect_right(told, claim.passage.start, key=lambda one: one.start)
    return told[max(place - 1, 0)]


def _is_old(words: str, published: dt.date | None) -> bool:
    """Return whether a sentence names a year before the report's own and leaves nothing open."""
    old = published is not None and any(int(year) < published.year for year in _YEAR.findall(words))
    return old and _OPEN.search(words) is None


def _condition(words: str, start: int) -> int | None:
    """Return where the condition of a sentence begins (the sentence, where it stands behind); None without one."""
    if not AHEAD.search(words) or _GONE.search(words) or _PROPOSED.search(words) or _FORMAL.search(words):
        return None
    cue = _FIRST.search(words) or _LEADS.search(words)
    if cue is not None and AHEAD.search(words, cue.end()):
        return start + cue.start(1)
    return start if _TRAILS.search(words) else None


def looks_ahead(claim: RecordedClaim, text: str, told: Sentence) -> str | None:
    """Return what a claim's words make likely without a condition, harm or want to come; None for nothing."""
    words = claim.passage.quote
    before = text[told.start : claim.passage.start] + words
    if claim.event_type in _HOSTILE and claim.stance is Stance.ASSERTED:
        coming = Aux.FUTURE in claim.aux and claim.event_type in _COMING
        massed = claim.event_type is EventType.MOBILIZE and _MASSED.search(words)
        return "escalation" if coming or massed or _ANEW.search(words) else _need(claim, words)
    if claim.event_type in _HELP and claim.stance is Stance.POSSIBLE:
        return "escalation" if _FORCE.search(words) else None
    if claim.event_type in _PEACE and claim.stance is Stance.POSSIBLE:
        return "peace_process" if _DOUBT.search(before) else None
    return _need(claim, words)


def _need(claim: RecordedClaim, words: str) -> str | None:
    needy = claim.event_type in _NEEDY and _NEED.search(words) and _PEOPLE.search(words)
    return "humanitarian" if needy else None
