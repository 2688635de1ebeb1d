"""Spans of a report's text, and the passage that ties a value to its words."""

from __future__ import annotations

from dataclasses import dataclass

from contested.model.errors import InvalidRecordError


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """An exact span of a report: ``text[start:end] == quote`` (W3C text position and quote selector together)."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        """Check that the span is ordered and as long as its quote."""
        if not 0 <= self.start <= self.end:
            raise InvalidRecordError(f"passage {self.start}-{self.end}: ends out of order; start must be <= end")
        if self.end - self.start != len(self.quote):
            raise InvalidRecordError(
                f"passage {self.start}-{self.end}: quote has {len(self.quote)} characters; cut it with Passage.cut"
            )

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Passage:
        """Return the passage of ``text`` from ``start`` to ``end``."""
        return cls(start, end, text[start:end])

    def check(self, text: str) -> None:
        """Raise InvalidRecordError unless the quote stands at its place in ``text``."""
        if text[self.start : self.end] != self.quote:
            raise InvalidRecordError(
                f"passage {self.start}-{self.end}: the text there is not {self.quote[:60]!r}; cut it from this report"
            )
