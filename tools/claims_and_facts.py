"""Count what must not happen to a claim: stored as the report's own fact, hedged away, or told wrongly.

Usage: python tools/claims_and_facts.py GOLD=CODED.jsonl ... [--list WHAT]
       WHAT: facts, hedged, speaker, direction, stance, negation or toll

CODED.jsonl is written by `contested code GOLD/*.txt --format json`. A gold claim is *attributed* when somebody other
than the report says it, or when it is not plainly asserted; it has been *turned into a fact* when its coded claim has
the report as its voice and is asserted. A gold claim is a *fact* when the report itself asserts it; it has been *hedged
away* when its coded claim has another voice or another stance. Optional gold claims and accepted voices do not count.
Bounds are exact (Clopper-Pearson): the share that one would overstep in 95 of 100 such samples if it were higher.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from contested.evaluate.gold import NARRATOR, Document, Role, ScoredClaim, read_coded, read_gold
from contested.evaluate.joining import Joined
from contested.evaluate.score import ASSERTED, numbers_agree, pair_claims

MISSED = 0.05  # one-sided: 95 % bound
CONSEQUENCES = ("speaker", "direction", "stance", "negation", "toll")


@dataclass(frozen=True, slots=True)
class Met:
    """A gold claim and the coded claim that tells it, with the report that both are from."""

    document: Document
    gold: ScoredClaim
    coded: ScoredClaim
    joined: Joined


def met(gold: Sequence[Document], coded: dict[str, Document]) -> Iterator[Met]:
    """Return the required gold claims that were read, with what was read."""
    for document in gold:
        own = coded.get(document.doc_id, Document(document.doc_id, (), ()))
        joined = Joined(document, own)
        for pair in pair_claims(document, own, joined):
            if not pair.gold.optional:
                yield Met(document, pair.gold, pair.coded, joined)


def is_attributed(claim: ScoredClaim) -> bool:
    """Return whether a gold claim is told as somebody else's, or not plainly."""
    voiced = claim.claimant != NARRATOR and NARRATOR not in claim.claimants_accepted
    return voiced or claim.stance != ASSERTED


def is_fact(claim: ScoredClaim) -> bool:
    """Return whether the report itself plainly asserts a gold claim."""
    return claim.claimant == NARRATOR and claim.stance == ASSERTED and not claim.claimants_accepted


def into_fact(one: Met) -> bool:
    """Return whether an attributed claim was stored as the report's own."""
    return is_attributed(one.gold) and one.coded.claimant == NARRATOR and one.coded.stance == ASSERTED


def hedged(one: Met) -> bool:
    """Return whether the report's own words were given to somebody else, or to another stance."""
    return is_fact(one.gold) and not (one.coded.claimant == NARRATOR and one.coded.stance == ASSERTED)


def consequences(one: Met) -> list[str]:
    """Return the errors of a read claim that change what a reader believes about somebody."""
    gold, coded = one.gold, one.coded
    wrong = {
        "speaker": not _speaks(one),
        "direction": _reversed(one),
        "stance": gold.stance != ASSERTED and coded.stance != gold.stance,
        "negation": gold.polarity != coded.polarity and gold.stance == coded.stance,
        "toll": any(
            not any(numbers_agree(number, other) for number in gold.numbers)
            for other in coded.numbers
            if other.kind in {number.kind for number in gold.numbers}
        ),
    }
    return [name for name in CONSEQUENCES if wrong[name]]


def _speaks(one: Met) -> bool:
    given = one.joined.gold_id(one.coded.claimant)
    if given == one.gold.claimant or given in one.gold.claimants_accepted:
        return True
    return NARRATOR not in (given, one.gold.claimant) and one.joined.same(given, one.gold.claimant)


def _reversed(one: Met) -> bool:
    """Return whether the one acted upon is told as the one who acts and not as acted upon, or the other way round."""
    gold, coded = one.gold, one.coded
    if _crossed(one, gold.initiator, gold.recipient, coded.initiator) and not _holds(
        one, gold.recipient, coded.recipient
    ):
        return True
    return _crossed(one, gold.recipient, gold.initiator, coded.recipient) and not _holds(
        one, gold.initiator, coded.initiator
    )


def _crossed(one: Met, own: Role, opposite: Role, given: Role) -> bool:
    """Return whether a role holds somebody who belongs in the opposite one only."""
    joined = one.joined
    strangers = [a for a in joined.given(given) if not _is_among(one, a, (*own.actors, *own.accepted))]
    return any(joined.same(a, other) for a in strangers for other in joined.members(opposite.actors))


def _holds(one: Met, own: Role, given: Role) -> bool:
    return any(_is_among(one, actor, own.actors) for actor in one.joined.given(given))


def _is_among(one: Met, actor: str, others: Sequence[str]) -> bool:
    return any(one.joined.same(actor, other) for other in one.joined.members(others))


def upper_bound(count: int, whole: int) -> float:
    """Return the exact one-sided 95 % upper bound of a share (Clopper and Pearson 1934), by bisection."""
    if count >= whole:
        return 1.0
    low, high = count / whole if whole else 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(count, whole, middle) > MISSED else (low, middle)
    return high


def _at_most(count: int, whole: int, share: float) -> float:
    """Return the probability of at most ``count`` among ``whole`` at this share."""
    logs = (math.log(share), math.log1p(-share))
    return math.fsum(math.comb(whole, k) * math.exp(k * logs[0] + (whole - k) * logs[1]) for k in range(count + 1))


def table(name: str, gold: Sequence[Document], coded: dict[str, Document]) -> str:
    """Return the counts of one corpus as lines of text."""
    found = list(met(gold, coded))
    whole = Counter(c.stance for d in gold for c in d.claims if not c.optional and is_attributed(c))
    read = Counter(one.gold.stance for one in found if is_attributed(one.gold))
    facts = Counter(one.gold.stance for one in found if into_fact(one))
    lines = [f"{name}: {len(gold)} reports", "   attributed claims      gold   read  as a fact   share  at most"]
    for stance in [*sorted(whole), "all"]:
        a, b, c = ((sum(t.values()) if stance == "all" else t[stance]) for t in (whole, read, facts))
        lines.append(f"   {stance:<20}{a:>7}{b:>7}{c:>11}{c / max(b, 1):>8.3f}{upper_bound(c, b):>9.3f}")
    own = [one for one in found if is_fact(one.gold)]
    away = sum(map(hedged, own))
    share, bound = away / max(len(own), 1), upper_bound(away, len(own))
    lines.append(f"   facts: {len(own)} read, {away} hedged away ({share:.3f}, at most {bound:.3f})")
    shown = sum(len(document.claims) for document in coded.values())
    errors = Counter(error for one in found for error in consequences(one))
    told = ", ".join(f"{error} {100 * errors[error] / max(shown, 1):.1f}" for error in CONSEQUENCES)
    hurt = sum(bool(consequences(one)) for one in found)
    lines.append(f"   per 100 of {shown} shown claims: {told}; any {100 * hurt / max(shown, 1):.1f}")
    return "\n".join(lines)


def listed(what: str, folder: Path, gold: Sequence[Document], coded: dict[str, Document]) -> str:
    """Return the claims that went wrong in one way, one a line."""
    rows = []
    for one in met(gold, coded):
        chosen = into_fact(one) if what == "facts" else hedged(one) if what == "hedged" else what in consequences(one)
        if chosen:
            text = (folder / f"{one.document.doc_id}.txt").read_text(encoding="utf-8")
            words = text[one.gold.span.start : one.gold.span.end]
            rows.append(
                f"{one.document.doc_id} {one.gold.id} {one.gold.types[0]} gold {one.gold.claimant} {one.gold.stance}, "
                f"coded {one.joined.gold_id(one.coded.claimant)} {one.coded.stance}: {words}"
            )
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> int:
    """Print the counts of each corpus, or one list of errors."""
    what = arguments[arguments.index("--list") + 1] if "--list" in arguments else None
    for folder, _, file in (argument.partition("=") for argument in arguments if "=" in argument):
        gold = read_gold(Path(folder))
        coded = read_coded(Path(file).read_text(encoding="utf-8").splitlines())
        shown = listed(what, Path(folder), gold, coded) if what else table(Path(folder).name, gold, coded)
        sys.stdout.write(f"{shown}\n")
    return 0


if __name__ == "__main__":
    if not any("=" in argument for argument in sys.argv[1:]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
