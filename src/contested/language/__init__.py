"""Plain text analysis that knows nothing of conflict: sentences, tokens, tags, lemmas, trees, names."""

from __future__ import annotations

from contested.language.analysers import EMBEDDED, analyser_named, default_analyser
from contested.language.conllu import to_conllu
from contested.language.sentences import split_sentences
from contested.language.tokens import tokenise

__all__ = ["EMBEDDED", "analyser_named", "default_analyser", "split_sentences", "to_conllu", "tokenise"]
