"""The embedded analyser: own sentences and tokens, then one pass of the embedded network for everything else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise

import numpy as np

from contested.language.decode import Floats
from contested.language.inflection import known_lemma
from contested.language.kinds import read_kinds
from contested.language.labels import OUTSIDE
from contested.language.lemmas import apply_script
from contested.language.network import Network, Reading
from contested.language.sentences import passages, sentence_tokens
from contested.language.tokens import Span
from contested.language.told import Told, signals
from contested.model.tree import Name, NameKind, Sentence, Token, Tree

MOST_SUBWORDS = 250  # of one window; the network was trained on sentences up to this length
_JOINT = "parataxis"  # the relation of a later window's root to the first one's


@dataclass(frozen=True, slots=True)
class _Words:
    """The reading of a whole sentence, window after window."""

    tokens: list[Token]
    tags: list[int]
    sure: list[float]
    told: list[tuple[int, Told]]  # of each window, with its first word


class EmbeddedAnalyser:
    """Text -> trees and names with the weights inside the package. Equal texts give equal trees."""

    def __init__(self, threads: int = 1, weights: Traversable | None = None) -> None:
        """Load the weights of the package, or others in the same form; ``threads`` work on one sentence at a time."""
        folder = files("contested.language") / "weights" if weights is None else weights
        self._network = Network(threads, folder)
        self._kinds = read_kinds(folder)
        self._name = _model_name(folder)

    @property
    def network(self) -> Network:
        """Return the network, for measurements of its steps."""
        return self._network

    @property
    def name(self) -> str:
        """Return the name and version of the weights."""
        return self._name

    def analyse(self, texts: Sequence[str]) -> Iterator[Tree]:
        """Yield one Tree a text, in order."""
        return map(self._tree, texts)

    def embed(self, sentences: Sequence[str]) -> Floats:
        """Return a vector of length 1 for each sentence, as rows; dot products are similarities."""
        rows = [self._vector(sentence) for sentence in sentences]
        return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)

    def _tree(self, text: str) -> Tree:
        sentences = (self._sentence(text, spans) for _, spans in sentence_tokens(text))
        return Tree(text, tuple(passages(text)), tuple(sentences))

    def _vector(self, text: str) -> Floats:
        words = [text[a:b] for _, spans in sentence_tokens(text) for a, b in spans]
        stop = self._network.subwords.cuts(words, MOST_SUBWORDS)[1] if words else 0
        return self._network.vector(self._network.subwords.window(words[:stop]))

    def _sentence(self, text: str, spans: list[Span]) -> Sentence:
        words = [text[a:b] for a, b in spans]
        read = self._read(spans, words)
        names = tuple(_names(read, self._network.labels.names))
        tokens = tuple(_agreed(read.tokens))
        found = [s for first, told in read.told for s in signals(told, tokens, first, self._kinds)]
        return Sentence(spans[0][0], spans[-1][1], tokens, names, tuple(found))

    def _read(self, spans: list[Span], words: list[str]) -> _Words:
        """Read a sentence window by window; later windows hang on the first as parataxis."""
        whole = _Words([], [], [], [])
        root = -1
        subwords = self._network.subwords
        cuts = subwords.cuts(words, MOST_SUBWORDS)
        for first, last in pairwise(cuts):
            reading = self._network.read(subwords.window(words[first:last], opens=first == 0))
            whole.tokens.extend(self._tokens(spans[first:last], words[first:last], reading, first, root))
            whole.tags.extend(reading.names)
            whole.sure.extend(reading.name_probabilities)
            whole.told.append((first, reading.told))
            root = first + reading.heads.index(-1) if root < 0 else root
        return whole

    def _tokens(self, spans: list[Span], words: list[str], reading: Reading, first: int, root: int) -> Iterator[Token]:
        labels = self._network.labels
        for i, ((start, end), word) in enumerate(zip(spans, words, strict=True)):
            head, deprel = reading.heads[i], labels.deprel[reading.deprels[i]]
            if head < 0 and root >= 0:
                head, deprel = root - first, _JOINT
            upos, xpos = labels.upos[reading.upos[i]], labels.xpos[reading.xpos[i]]
            lemma = known_lemma(word, xpos) or apply_script(word, labels.lemma[reading.lemma[i]])
            above = head + first if head >= 0 or root >= 0 else -1
            yield Token(start, end, word, lemma, upos, xpos, above, deprel, reading.probabilities[i])


def _agreed(tokens: list[Token]) -> Iterator[Token]:
    """Yield the tokens, their tags in line with the tree: what has a passive auxiliary is a verb ("were hurt")."""
    tokens = [
        replace(token, deprel="aux:pass") if token.deprel == "cop" and _is_suffered(tokens[token.head]) else token
        for token in tokens
    ]
    passives = {token.head for token in tokens if token.deprel == "aux:pass"}
    for index, token in enumerate(tokens):
        if token.deprel == "aux:pass" and token.head >= 0 and _is_plain(tokens[token.head]):
            yield replace(token, deprel="cop")
        elif index in passives and _is_plain(token):
            yield replace(token, upos="ADJ", xpos="JJ", lemma=token.text.lower())
        elif index in passives and token.upos == "ADJ":
            yield replace(token, upos="VERB", xpos="VBN", lemma=known_lemma(token.text, "VBN") or token.lemma)
        else:
            yield token


def _is_suffered(token: Token) -> bool:
    """Return whether what is said to be is an irregular participle, which no adjective ends like: "were hurt"."""
    irregular = not token.text.lower().endswith("ed") and known_lemma(token.text, "VBN") is not None
    return token.upos == "ADJ" and irregular


def _is_plain(token: Token) -> bool:
    """Return whether a word with a passive auxiliary is no participle of any verb: "have been tense for months"."""
    participle = token.text.lower().endswith(("d", "n", "t")) or known_lemma(token.text, "VBN") is not None
    return token.upos in {"ADJ", "VERB"} and token.xpos in {"JJ", "VBN"} and not participle


def _names(read: _Words, tags: tuple[str, ...]) -> Iterator[Name]:
    """Yield the names that the tags spell."""
    first = 0
    logs = np.log(np.maximum(np.array(read.sure), 1e-9))
    while first < len(read.tags):
        if read.tags[first] == OUTSIDE:
            first += 1
            continue
        last = first
        while last + 1 < len(read.tags) and tags[read.tags[last + 1]].startswith("I-"):
            last += 1
        kind = NameKind(tags[read.tags[first]][2:])
        while _goes_on(read, tags, first, last):
            last += 1
        sure = float(np.exp(logs[first : last + 1].sum() / (last + 1 - first)))
        yield Name(read.tokens[first].start, read.tokens[last].end, first, last, kind, sure)
        first = last + 1


def _goes_on(read: _Words, tags: tuple[str, ...], first: int, last: int) -> bool:
    """Return whether a name goes on behind a hyphen under a tag that begins one: "Tadesse Worku-" + "Alemu"."""
    if last + 1 >= len(read.tags) or last == first:
        return False
    hyphen = read.tokens[last].text == "-" and read.tokens[last].end == read.tokens[last + 1].start
    tag = tags[read.tags[last + 1]]
    return hyphen and tag[2:] == tags[read.tags[first]][2:]


def _model_name(folder: Traversable) -> str:
    card = json.loads((folder / "MODEL.json").read_text(encoding="utf-8"))
    return f"{card['name']} {card['version']}"
