"""Tolls as clauses: "at least 105 of its soldiers were killed"."""

from __future__ import annotations

import re

from contested.model.events import RecordedClaim
from contested.model.quantities import Scope, Toll, VictimStatus
from contested.publish import gate
from contested.publish.grammar import is_plural, listed, singular
from contested.publish.prose import prose
from contested.publish.view import View
from contested.publish.words import amount_words

_MOST_TOLLS = 3
_VAGUE = re.compile(r"(.+?) \((.+)\)")


def toll_clause(view: View, claim: RecordedClaim) -> str | None:
    """Return the claim's tolls as one clause, each with whose people it counts; None where it has no good form."""
    if not 0 < len(claim.tolls) <= _MOST_TOLLS:
        return None
    first, *rest = claim.tolls
    kinds = [(toll.kind, toll.whose) for toll in claim.tolls if toll.subset_of is None]
    if len(set(kinds)) < len(kinds):  # the same people counted twice: the words know why
        return None
    words = _one(view, claim, first)
    for index, toll in enumerate(rest, start=1):
        if toll.subset_of is not None and toll.subset_of < index:
            words += f", among them {_counted(view, claim, toll, own=False)}"
        elif toll.whose == first.whose and _noun(claim, toll) == _noun(claim, first):
            words += f" and {amount_words(toll)} {_were(toll)} {_done(toll)}"
        else:
            words += f", and {_one(view, claim, toll)}"
    return words


def scope_note(claim: RecordedClaim) -> str:
    """Return " (a total for the whole conflict)" where a toll covers more than a day, else ""."""
    scopes = {toll.scope for toll in claim.tolls} - {Scope.INCIDENT, Scope.DAY}
    notes = prose().words["scope_notes"]
    return f" ({', '.join(notes[scope.value] for scope in sorted(scopes))})" if scopes else ""


def _one(view: View, claim: RecordedClaim, toll: Toll) -> str:
    return f"{_counted(view, claim, toll)} {_were(toll)} {_done(toll)}"


def _done(toll: Toll) -> str:
    return prose().word("tolls", toll.kind.value).partition("|")[0]


def _is_one(toll: Toll) -> bool:
    return toll.low == toll.best == toll.high == 1


def _were(toll: Toll) -> str:
    return "was" if _is_one(toll) else "were"


def _counted(view: View, claim: RecordedClaim, toll: Toll, own: bool = True) -> str:
    """Return the amount, the people and the side: "27 soldiers of Tarsia", "dozens of its soldiers (24 to 99)"."""
    noun, amount = _noun(claim, toll), amount_words(toll)
    owners = tuple(dict.fromkeys(view.owner(actor) for actor in toll.whose))
    names = [view.name(actor) for actor in owners]
    its = own and claim.claimant is not None and owners == (claim.claimant,)
    vague = _VAGUE.fullmatch(amount)
    if toll.high == 0:
        return f"none of {_its(names)} {noun}" if its else f"no {noun}{_of(names, own)}"
    if vague:
        head = vague.group(1)
        of = "" if head == "several" and not its else " of"
        return f"{head}{of} {f'{_its(names)} ' if its else ''}{noun}{'' if its else _of(names, own)} ({vague.group(2)})"
    if its:
        return f"{amount} of {_its(names)} {noun}"
    return f"{amount} {singular(noun) if _is_one(toll) else noun}{_of(names, own)}"


def _its(names: list[str]) -> str:
    return "their" if is_plural(names[0]) else "its"


def _of(names: list[str], own: bool) -> str:
    return f" of {listed(names)}" if names and own else ""


def _noun(claim: RecordedClaim, toll: Toll) -> str:
    """Return the report's own noun for the people where it is plain, else one from the victims' status."""
    if toll.unit != "persons":
        return gate.clean(toll.unit, 40)
    end = toll.words.end - claim.passage.start
    near = claim.passage.quote[max(0, end) : max(0, end) + 40] if end >= 0 else ""
    for text in (toll.words.quote, re.split(r"[,.;]", near)[0]):
        found = _people_in(text.lower())
        if found:
            return found
    return {VictimStatus.COMBATANT: "combatants", VictimStatus.CIVILIAN: "civilians"}.get(toll.victim_status, "people")


def _people_in(text: str) -> str | None:
    """Return the first noun of the list that stands in ``text``, the longest where two begin together."""
    hits = [(match.start(), -len(noun), noun) for noun in prose().names["people"]
            if (match := re.search(rf"\b{noun}\b", text))]  # fmt: skip
    return min(hits)[2] if hits else None


def whose_words(view: View, whose: tuple[str, ...]) -> str:
    """Return whose people a toll counts, as a list in words."""
    return listed(view.name(actor) for actor in whose)
