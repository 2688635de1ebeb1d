"""How well coded reports agree with gold records, claim by claim.

A coded claim is paired with at most one gold claim whose span it overlaps by half of the shorter one; among the
possible pairs those that agree in most fields are taken first. Every figure is an F1, 2 x right / (gold + system), and
end to end: a field of a claim that was not found is missing, a field of an invented claim is wrong. What gold marks as
optional or accepted is neither rewarded nor punished. Actors agree when they are one or of one side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contested.evaluate.conllu import Tally
from contested.evaluate.gold import NARRATOR, Days, Document, Figure, ScoredClaim
from contested.evaluate.joining import Agreement, Joined, closeness, covers_half

ASSERTED, POSITIVE = "asserted", "positive"
TEN_PERCENT = 0.1  # how far a figure given as "about" may be off
OPEN_DAYS = 36_500  # length given to an open end when days are compared


class Aspect(StrEnum):
    """What is scored."""

    CLAIM = "claim"
    TYPE = "type"
    INITIATOR = "initiator"
    RECIPIENT = "recipient"
    CLAIMANT = "claimant"  # claims with a voice other than the report's own
    DATE = "date"
    QUANTITY = "quantity"
    STANCE = "stance"  # claims that are not plainly asserted
    NEGATIVE = "negative"  # claims of negative polarity
    FULL = "full"  # type, roles, claimant, stance and polarity all right
    DISPUTE = "dispute"


Scores = dict[Aspect, Tally]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold claim and the coded claim that tells the same."""

    gold: ScoredClaim
    coded: ScoredClaim


def score(gold: Sequence[Document], coded: Mapping[str, Document]) -> Scores:
    """Return the scores over all gold reports; a report that was not coded counts as coded without claims."""
    total = dict.fromkeys(Aspect, Tally())
    for document in gold:
        own = score_document(document, coded.get(document.doc_id, Document(document.doc_id, (), ())))
        total = {aspect: total[aspect] + own[aspect] for aspect in Aspect}
    return total


def score_document(gold: Document, coded: Document) -> Scores:
    """Return the scores of one report."""
    joined = Joined(gold, coded)
    pairs = pair_claims(gold, coded, joined)
    required = [pair for pair in pairs if not pair.gold.optional]
    found, used = {pair.gold.id for pair in pairs}, {pair.coded.id for pair in pairs}
    missed = [claim for claim in gold.claims if not claim.optional and claim.id not in found]
    invented = [claim for claim in coded.claims if claim.id not in used]
    scores = dict.fromkeys(Aspect, Tally())
    for pair in required:
        _add(scores, _of_pair(pair, joined))
    for claim in missed:
        _add(scores, {aspect: Tally(0, count, 0) for aspect, count in _gold_weights(claim, joined).items()})
    for claim in invented:
        _add(scores, {aspect: Tally(0, 0, count) for aspect, count in _coded_weights(claim, joined).items()})
    scores[Aspect.DISPUTE] = _disputes(gold, coded, pairs)
    return scores


def pair_claims(gold: Document, coded: Document, joined: Joined) -> list[Pair]:
    """Return the pairs of claims that tell the same, each claim at most once; best agreement first."""
    possible = [Pair(a, b) for a in gold.claims for b in coded.claims if covers_half(a.span, b.span)]
    possible.sort(key=lambda pair: (-_likeness(pair, joined), pair.gold.id, pair.coded.id))
    taken: list[Pair] = []
    left, right = set[str](), set[str]()
    for pair in possible:
        if pair.gold.id not in left and pair.coded.id not in right:
            taken.append(pair)
            left.add(pair.gold.id)
            right.add(pair.coded.id)
    return taken


def _likeness(pair: Pair, joined: Joined) -> float:
    """Return how much two overlapping claims agree; the type weighs as much as two other fields."""
    gold, coded = pair.gold, pair.coded
    fields = [
        joined.agree(gold.initiator, coded.initiator).exact,
        joined.agree(gold.recipient, coded.recipient).exact,
        _claimant_agrees(gold, coded, joined),
        gold.stance == coded.stance,
        gold.polarity == coded.polarity,
        days_agree(gold.days, coded.days),
        bool(gold.numbers) and all(any(numbers_agree(n, m) for m in coded.numbers) for n in gold.numbers),
    ]
    return 2.0 * _type_agrees(gold, coded) + sum(fields) + 2 * closeness(gold.span, coded.span) - 0.1 * gold.optional


def _type_agrees(gold: ScoredClaim, coded: ScoredClaim) -> bool:
    return coded.types[0] in gold.types


def _claimant_agrees(gold: ScoredClaim, coded: ScoredClaim, joined: Joined) -> bool:
    given = joined.gold_id(coded.claimant)
    if given == gold.claimant or given in gold.claimants_accepted:
        return True
    return NARRATOR not in (given, gold.claimant) and joined.same(given, gold.claimant)


def _of_pair(pair: Pair, joined: Joined) -> Scores:
    gold, coded = pair.gold, pair.coded
    roles = {
        Aspect.INITIATOR: joined.agree(gold.initiator, coded.initiator),
        Aspect.RECIPIENT: joined.agree(gold.recipient, coded.recipient),
    }
    right = {
        Aspect.TYPE: _type_agrees(gold, coded),
        Aspect.CLAIMANT: _claimant_agrees(gold, coded, joined),
        Aspect.STANCE: gold.stance == coded.stance,
        Aspect.NEGATIVE: gold.polarity == coded.polarity,
    }
    full = all(right.values()) and all(role.exact for role in roles.values())
    own, other = _weights(gold), _weights(coded)
    if right[Aspect.CLAIMANT]:
        other[Aspect.CLAIMANT] = own[Aspect.CLAIMANT]
    if gold.days is None:
        other[Aspect.DATE] = 0
    scores = {m: Tally(own[m] * other[m] * ok, own[m], other[m]) for m, ok in right.items()}
    scores |= {aspect: _tally(role) for aspect, role in roles.items()}
    return scores | {
        Aspect.CLAIM: Tally(1, 1, 1),
        Aspect.FULL: Tally(int(full), 1, 1),
        Aspect.DATE: Tally(int(days_agree(gold.days, coded.days)), own[Aspect.DATE], other[Aspect.DATE]),
        Aspect.QUANTITY: Tally(_numbers_found(gold, coded), len(gold.numbers), len(coded.numbers)),
    }


def _tally(role: Agreement) -> Tally:
    return Tally(role.right, role.gold, role.system)


def _gold_weights(claim: ScoredClaim, joined: Joined) -> dict[Aspect, int]:
    """Return how often a gold claim counts in each aspect; a role that is only implied need not be found."""
    roles = {Aspect.INITIATOR: claim.initiator, Aspect.RECIPIENT: claim.recipient}
    asked = {aspect: 0 if role.implied else len(joined.members(role.actors)) for aspect, role in roles.items()}
    return _weights(claim) | asked


def _coded_weights(claim: ScoredClaim, joined: Joined) -> dict[Aspect, int]:
    """Return how often a coded claim counts in each aspect."""
    roles = {Aspect.INITIATOR: claim.initiator, Aspect.RECIPIENT: claim.recipient}
    return _weights(claim) | {aspect: len(joined.given(role)) for aspect, role in roles.items()}


def _weights(claim: ScoredClaim) -> dict[Aspect, int]:
    return {
        Aspect.CLAIM: 1,
        Aspect.TYPE: 1,
        Aspect.CLAIMANT: int(claim.claimant != NARRATOR),
        Aspect.DATE: int(claim.days is not None),
        Aspect.QUANTITY: len(claim.numbers),
        Aspect.STANCE: int(claim.stance != ASSERTED),
        Aspect.NEGATIVE: int(claim.polarity != POSITIVE),
        Aspect.FULL: 1,
        Aspect.DISPUTE: 0,
    }


def _add(scores: Scores, more: Scores) -> None:
    for aspect, tally in more.items():
        scores[aspect] = scores[aspect] + tally


def days_agree(gold: Days | None, coded: Days | None) -> bool:
    """Return whether coded days lie inside the gold days, or share at least half of the days that either has."""
    if gold is None or coded is None:
        return False
    if gold == coded:
        return True
    (a, b), (c, d) = _ordinals(gold), _ordinals(coded)
    shared = min(b, d) - max(a, c) + 1
    inside = a <= c and d <= b and None not in (coded.start, coded.end)
    return shared > 0 and (inside or 2 * shared >= (b - a + 1) + (d - c + 1) - shared)


def _ordinals(days: Days) -> tuple[int, int]:
    known = [day.toordinal() for day in (days.start, days.end) if day]
    start = days.start or dt.date.fromordinal(max(1, known[0] - OPEN_DAYS))
    end = days.end or dt.date.fromordinal(known[-1] + OPEN_DAYS)
    return start.toordinal(), end.toordinal()


def numbers_agree(gold: Figure, coded: Figure) -> bool:
    """Return whether a coded quantity is of the gold kind and its figure lies in the gold bounds."""
    figures = [figure for figure in (coded.best, coded.low, coded.high) if figure is not None]
    if gold.kind != coded.kind or not figures:
        return False
    slack = TEN_PERCENT * gold.best if gold.best is not None and gold.low is None else 0.0
    low = gold.low if gold.low is not None else (gold.best - slack if gold.best is not None else float("-inf"))
    open_high = gold.best + slack if gold.best is not None and gold.low is None else float("inf")
    return low <= figures[0] <= (gold.high if gold.high is not None else open_high)


def _numbers_found(gold: ScoredClaim, coded: ScoredClaim) -> int:
    left = list(coded.numbers)
    found = 0
    for number in gold.numbers:
        match = next((other for other in left if numbers_agree(number, other)), None)
        if match is not None:
            left.remove(match)
            found += 1
    return found


def _disputes(gold: Document, coded: Document, pairs: Sequence[Pair]) -> Tally:
    gold_id = {pair.coded.id: pair.gold.id for pair in pairs}
    optional = {claim.id for claim in gold.claims if claim.optional}
    wanted = frozenset(pair for pair in gold.disputes if not pair & optional)
    given = [frozenset(gold_id.get(claim, f"?{claim}") for claim in pair) for pair in coded.disputes]
    counted = {pair for pair in given if pair in wanted or pair not in gold.disputes | gold.weak}
    return Tally(len(wanted & counted), len(wanted), len(counted))
