"""The tense of a claim, read from the words of its clause. Coarse: it only decides which day is the default."""

from __future__ import annotations

import re
from enum import StrEnum

from contested.lexicon.times import load_time_rules
from contested.model.claims import Claim


class Tense(StrEnum):
    """When the clause puts its happening, seen from the report."""

    PAST = "past"
    PRESENT = "present"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    FUTURE = "future"
    NONE = "none"  # a noun, or a clause without a finite verb


AUXILIARY = re.compile(
    r"\b(?:(?P<future>will|shall|would|won't|(?:is|are|was|were)\s+(?:due\s+)?to(?=\s+[a-z]+)|plans?\s+to|going\s+to)"
    r"|(?P<perfect>has|(?<!to )have|hasn't|haven't|'ve)|(?P<pluperfect>had|hadn't)"
    r"|(?P<present>is|are|am|isn't|aren't|remains?|continues?|cannot|can)|(?P<past>was|were|did|didn't|wasn't|weren't|could))\b",
    re.IGNORECASE,
)
PERFECT_NEXT = re.compile(
    r"\s+(?:[a-z]+ly\s+|not\s+|never\s+|also\s+|now\s+|already\s+|since\s+|been\s+|so\s+far\s+|yet\s+|always\s+|repeatedly\s+)*[a-z]+(?:ed|en|wn|ne|un|ld|nt|pt|ut|de|rt|ft|ght|id|ng|et|oke|ome|un|st|lt|ck|tten|ose|um)\b"
)
ALONE = {Tense.PERFECT: Tense.PRESENT, Tense.PLUPERFECT: Tense.PAST}  # "has a fleet", "had a fleet"
PRESENT_FORM = re.compile(r"(?:[a-z]+(?:[^s]s|es))$")
CUT = re.compile(r"[;:]|\b(?:that|which|who|because|after|before|when|while|although|though)\b")


def tense_of(text: str, claim: Claim) -> Tense:
    """Return the tense of the claim's trigger: the last auxiliary before it in its clause, else its own form."""
    start = claim.passage.start
    before = text[start : claim.trigger.start]
    cuts = [match.end() for match in CUT.finditer(before)]
    clause = before[cuts[-1] :] if cuts else before
    whole = claim.trigger == claim.passage
    found = _last_auxiliary(
        text[start : claim.passage.end] if whole else clause, text[claim.trigger.start : claim.trigger.end]
    )
    if found is not Tense.NONE:
        return found
    return _first_form(text[start : claim.passage.end]) if whole else _own_form(text, claim)


def _first_form(clause: str) -> Tense:
    """Return the tense of the first word of a clause that shows one."""
    for word in re.findall(r"[a-z]+", clause):
        if word.endswith("ed") or word in load_time_rules().contexts["past_forms"]:
            return Tense.PAST
        if word in load_time_rules().contexts["present_forms"]:
            return Tense.PRESENT
    return Tense.NONE


def _last_auxiliary(clause: str, trigger: str) -> Tense:
    last = Tense.NONE
    for match in AUXILIARY.finditer(clause):
        last = Tense(str(match.lastgroup))
        if last in ALONE and not PERFECT_NEXT.match(f"{clause[match.end() :]} {trigger}"):
            last = ALONE[last]
    return last


def _own_form(text: str, claim: Claim) -> Tense:
    word = claim.trigger.quote.split()[0].lower() if claim.trigger.quote.strip() else ""
    subject = text[max(claim.passage.start, claim.trigger.start - 24) : claim.trigger.start]
    if word.endswith("ed") or word in load_time_rules().contexts["past_forms"]:
        return Tense.PAST
    nominal = re.search(r"\b(?:the|a|an|its|his|their|of|no|any|this|that)\s+$", subject, re.IGNORECASE)
    return (
        Tense.PRESENT
        if PRESENT_FORM.match(word)
        and not nominal
        and not word.endswith("ss")
        and word in load_time_rules().contexts["present_forms"]
        else Tense.NONE
    )
