"""What stands near a claim in its report, found by where its passage lies and not by reading the report through."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from contested.model.events import RecordedClaim
from contested.record.material import Material


@dataclass(frozen=True, slots=True)
class Telling:
    """The claims of one report in telling order, with where their passages start and how long the longest one is."""

    claims: Sequence[RecordedClaim]
    starts: Sequence[int]
    longest: int


def gap(a: RecordedClaim, b: RecordedClaim) -> int:
    """Return how many characters lie between two passages of one report, 0 where they meet."""
    return max(a.passage.start - b.passage.end, b.passage.start - a.passage.end, 0)


def touch(a: RecordedClaim, b: RecordedClaim) -> bool:
    """Return whether two passages of one report share a character."""
    return a.passage.start < b.passage.end and b.passage.start < a.passage.end


def near(claim: RecordedClaim, material: Material, chars: int) -> list[RecordedClaim]:
    """Return the claims of the same report at most ``chars`` away, itself too, in telling order."""
    told = _telling(claim.report_id, material)
    first = bisect_left(told.starts, claim.passage.start - chars - told.longest)
    last = bisect_right(told.starts, claim.passage.end + chars)
    return [other for other in told.claims[first:last] if gap(claim, other) <= chars]


def _telling(report_id: str, material: Material) -> Telling:
    if report_id not in material.tellings:
        claims = material.told_in[report_id]
        longest = max((c.passage.end - c.passage.start for c in claims), default=0)
        material.tellings[report_id] = Telling(claims, [c.passage.start for c in claims], longest)
    return material.tellings[report_id]
