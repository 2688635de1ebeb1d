"""The spaCy adapter, over a small stand-in for a pipeline; and over spaCy itself where it is installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc as Doc_
from spacy.training import Example
from spacy.util import fix_random_seed

from contested.language.spacy_adapter import SpacyAnalyser, SpacyError, spacy_analyser
from contested.model.tree import NameKind


@dataclass
class Word:
    i: int
    idx: int
    text: str
    dep_: str
    pos_: str = "NOUN"
    tag_: str = "NN"
    lemma_: str = ""
    ent_type_: str = ""
    is_space: bool = False
    head: Word = field(init=False)


@dataclass
class Span:
    words: list[Word]
    start: int
    end: int
    start_char: int = 0
    end_char: int = 0
    label_: str = ""

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)


@dataclass
class Doc:
    sents: list[Span]
    ents: list[Span]


class Pipeline:
    """Reads every text as "Forces left Baku"."""

    def __init__(self) -> None:
        self.meta: dict[str, object] = {"lang": "en", "name": "tiny", "version": "1.0"}

    def pipe(self, texts: Iterable[str]) -> Iterator[Any]:
        for _ in texts:
            words = [Word(0, 0, "Forces", "nsubjpass"), Word(1, 7, "left", "ROOT"), Word(2, 12, "Baku", "dobj")]
            for word in words:
                word.head = words[1]
            yield Doc([Span(words, 0, 3)], [Span(words[2:], 2, 3, label_="GPE")])


def test_a_pipeline_becomes_trees() -> None:
    analyser = SpacyAnalyser(Pipeline())
    (found,) = analyser.analyse(["Forces left Baku"])
    (sentence,) = found.sentences
    assert [(token.head, token.deprel) for token in sentence.tokens] == [(1, "nsubj:pass"), (-1, "root"), (1, "obj")]
    assert [(name.kind, name.first, name.start) for name in sentence.names] == [(NameKind.PLACE, 2, 12)]
    assert analyser.name == "spacy en_tiny 1.0"


def test_a_missing_pipeline_says_what_to_do() -> None:
    with pytest.raises(SpacyError, match="Install it with"):
        spacy_analyser("en_no_such_pipeline")


def test_a_blank_spacy_pipeline() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    (found,) = SpacyAnalyser(pipeline).analyse(["Rebels left. Troops came."])
    assert [len(sentence.tokens) for sentence in found.sentences] == [3, 3]
    assert all(sum(token.head < 0 for token in sentence.tokens) == 1 for sentence in found.sentences)


WORDS, HEADS = ["Rebels", "seized", "the", "town"], [1, 1, 3, 1]


def test_a_home_trained_spacy_pipeline() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("tagger")
    pipeline.add_pipe("parser", config={"min_action_freq": 1})
    pipeline.add_pipe("ner")
    doc = Doc_(
        pipeline.vocab, words=WORDS, tags=["NNS", "VBD", "DT", "NN"], heads=HEADS,
        deps=["nsubj", "ROOT", "det", "obj"], ents=["B-ORG", "O", "O", "O"], sent_starts=[True, False, False, False],
    )  # fmt: skip
    examples = [Example(pipeline.make_doc(doc.text), doc)]
    fix_random_seed(1)
    optimizer = pipeline.initialize(lambda: examples)
    for _ in range(25):
        pipeline.update(examples, sgd=optimizer)
    (found,) = SpacyAnalyser(pipeline).analyse([" ".join(WORDS)])
    (sentence,) = found.sentences
    assert [(token.head, token.deprel) for token in sentence.tokens] == [
        (1, "nsubj"), (-1, "root"), (3, "det"), (1, "obj"),
    ]  # fmt: skip
    assert [token.xpos for token in sentence.tokens] == ["NNS", "VBD", "DT", "NN"]
    assert [(name.kind, name.first, name.last) for name in sentence.names] == [(NameKind.ORGANISATION, 0, 0)]
