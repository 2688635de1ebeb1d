"""What links of one claim cannot both be: nobody shells, accuses or captures from itself."""

from __future__ import annotations

from contested.model.claims import Claim, EventType
from contested.model.readings import Extraction, Link

_AGAINST = frozenset(
    {
        EventType.ASSAULT,
        EventType.HARM,
        EventType.COERCE,
        EventType.TERRITORY_CHANGE,
        EventType.ACCUSE,
        EventType.THREATEN,
        EventType.SANCTION,
        EventType.CEASEFIRE_VIOLATED,
    }
)
_WEAK = 0.7  # links up to this score rest on what was named last


def consistent_links(extraction: Extraction, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the links without the weaker one of two that would have an actor act against itself."""
    by_mention = {link.mention: link for link in links}
    dropped: set[str] = set()
    for claim in extraction.claims:
        dropped |= _conflicting(claim, by_mention)
    return tuple(link for link in links if link.mention not in dropped)


def _conflicting(claim: Claim, by_mention: dict[str, Link]) -> set[str]:
    if claim.event_type not in _AGAINST or claim.reciprocal:
        return set()
    found: set[str] = set()
    for one in claim.initiators:
        for other in claim.recipients:
            first, second = by_mention.get(one), by_mention.get(other)
            if first is None or second is None or one == other or first.entity != second.entity:
                continue
            weaker = min((second, first), key=lambda link: link.score)
            if weaker.score <= _WEAK:
                found.add(weaker.mention)
    return found
