"""Which analyser to use: the embedded one, or a spaCy pipeline that the user has installed."""

from __future__ import annotations

from functools import cache

from contested.language.embedded import EmbeddedAnalyser
from contested.model.errors import ContestedError
from contested.model.tree import Analyser

EMBEDDED = "embedded"
_SPACY = "spacy:"


class UnknownAnalyserError(ContestedError):
    """No analyser goes by that name."""


@cache
def default_analyser() -> EmbeddedAnalyser:
    """Return the embedded analyser, loaded once a process, on one thread."""
    return EmbeddedAnalyser()


def analyser_named(spec: str) -> Analyser:
    """Return the analyser that ``spec`` names: ``embedded``, or ``spacy:PIPELINE`` for an installed pipeline."""
    if spec == EMBEDDED:
        return default_analyser()
    if spec.startswith(_SPACY) and len(spec) > len(_SPACY):
        from contested.language.spacy_adapter import spacy_analyser

        return spacy_analyser(spec.removeprefix(_SPACY))
    raise UnknownAnalyserError(
        f"There is no language analyser {spec!r}. Use 'embedded' or 'spacy:PIPELINE' (spacy:en_core_web_trf, say)."
    )
