"""A claim under construction."""

from __future__ import annotations

from dataclasses import dataclass, field

from contested.extract.attributions import Attribution
from contested.extract.context import SentenceView
from contested.extract.frames import Trigger
from contested.model.claims import Claim
from contested.model.spans import Passage


@dataclass(slots=True)
class Draft:
    """A claim under construction, with where it stands in the tree."""

    view: SentenceView
    trigger: Trigger
    attribution: Attribution
    claim: Claim
    tokens: list[int] = field(default_factory=list)
    denied: Passage | None = None  # the passage of the claim that an anaphoric denial points back to
    whole: Passage | None = None  # the passage of the claim of whose count this one tells a part
