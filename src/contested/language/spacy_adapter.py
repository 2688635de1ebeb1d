"""A spaCy pipeline as analyser, for users who have one installed. spaCy itself is loaded on use."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from contested.language.sentences import passages
from contested.model.errors import ContestedError
from contested.model.tree import Name, NameKind, Sentence, Token, Tree

_KINDS = {
    "PERSON": NameKind.PERSON, "PER": NameKind.PERSON, "ORG": NameKind.ORGANISATION, "NORP": NameKind.PEOPLE,
    "GPE": NameKind.PLACE, "LOC": NameKind.PLACE, "FAC": NameKind.PLACE,
} | dict.fromkeys(("EVENT", "PRODUCT", "LAW", "LANGUAGE", "WORK_OF_ART", "MISC"), NameKind.OTHER)  # fmt: skip

# spaCy's English pipelines speak ClearNLP; the relations that have a plain equal in UD 2.
_RELATIONS = {
    "ROOT": "root", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj",
    "dative": "iobj", "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt", "nn": "compound",
    "preconj": "cc:preconj", "predet": "det:predet", "intj": "discourse", "neg": "advmod", "npadvmod": "obl:unmarked",
    "attr": "xcomp", "acomp": "xcomp", "prep": "obl", "pobj": "obl", "pcomp": "advcl", "agent": "obl:agent",
    "oprd": "xcomp", "meta": "parataxis", "quantmod": "advmod", "nmod": "nmod", "": "dep",
}  # fmt: skip


class SpacyError(ContestedError):
    """spaCy or the pipeline is missing, or the pipeline does not set sentences."""


class _Token(Protocol):
    i: int
    idx: int
    text: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    is_space: bool
    head: _Token


class _Span(Protocol):
    start: int
    end: int
    start_char: int
    end_char: int
    label_: str

    def __iter__(self) -> Iterator[_Token]: ...


class _Doc(Protocol):
    sents: Iterable[_Span]
    ents: Sequence[_Span]


class Pipeline(Protocol):
    """What is used of a spaCy ``Language``."""

    meta: dict[str, object]

    def pipe(self, texts: Iterable[str]) -> Iterable[_Doc]:
        """Yield a ``Doc`` a text."""
        ...


class SpacyAnalyser:
    """Wraps a pipeline. Its quality, speed and licence are its own."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._name = f"spacy {pipeline.meta.get('lang')}_{pipeline.meta.get('name')} {pipeline.meta.get('version')}"

    @property
    def name(self) -> str:
        """Return the pipeline's name and version."""
        return self._name

    def analyse(self, texts: Sequence[str]) -> Iterator[Tree]:
        """Yield one Tree a text, in order. A sentence that runs over a line break is left as the pipeline has it."""
        for text, doc in zip(texts, self._pipeline.pipe(texts), strict=True):
            yield Tree(text, tuple(passages(text)), tuple(_sentences(doc)))


def spacy_analyser(name: str) -> SpacyAnalyser:
    """Load the installed spaCy pipeline ``name``."""
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as error:
        raise SpacyError(f"The analyser spacy:{name} needs spaCy. Install it with: pip install spacy") from error
    try:
        return SpacyAnalyser(spacy.load(name))
    except OSError as error:
        raise SpacyError(f"spaCy has no pipeline {name!r}. Install it with: python -m spacy download {name}") from error


def _sentences(doc: _Doc) -> Iterator[Sentence]:
    try:
        spans = list(doc.sents)
    except ValueError as error:
        raise SpacyError("The spaCy pipeline sets no sentence boundaries. Add a parser or a sentencizer.") from error
    for span in spans:
        tokens = [token for token in span if not token.is_space]
        if tokens:
            yield _sentence(tokens, doc.ents)


def _sentence(tokens: list[_Token], ents: Sequence[_Span]) -> Sentence:
    index = {token.i: number for number, token in enumerate(tokens)}
    root = next((n for n, token in enumerate(tokens) if token.head.i == token.i), 0)
    found = tuple(_token(token, number, index, root) for number, token in enumerate(tokens))
    names = tuple(name for ent in ents for name in _name(ent, index, found))
    return Sentence(found[0].start, found[-1].end, found, names)


def _token(token: _Token, number: int, index: dict[int, int], root: int) -> Token:
    head = -1 if number == root else index.get(token.head.i, root)
    head = root if head == number else head
    deprel = "root" if head < 0 else _RELATIONS.get(token.dep_, token.dep_)
    deprel = "dep" if deprel == "root" and head >= 0 else deprel
    end = token.idx + len(token.text)
    return Token(token.idx, end, token.text, token.lemma_ or token.text, token.pos_ or "X", token.tag_, head, deprel)


def _name(ent: _Span, index: dict[int, int], tokens: tuple[Token, ...]) -> Iterator[Name]:
    kind = _KINDS.get(ent.label_)
    inside = [index[i] for i in range(ent.start, ent.end) if i in index]
    if kind is not None and inside:
        yield Name(tokens[inside[0]].start, tokens[inside[-1]].end, inside[0], inside[-1], kind)
