"""The embedded analyser: known readings, exact offsets, equal bytes whatever the batch."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contested.language import analyser_named, default_analyser
from contested.language.analysers import UnknownAnalyserError
from contested.language.embedded import EmbeddedAnalyser
from contested.model.tree import NameKind, Sentence, Token, Tree

TEXTS = [
    "Three soldiers were killed by shelling near the border on Tuesday.",
    'The minister said: "Our forces did not open fire."',
    "Baku and Yerevan accused each other of violating the truce.",
    "",
    "TALKS FAIL IN GENEVA\nDelegates left the hall after two hours.\n- no date was set",
    "Rebels seized the town, then withdrew.",
]


@pytest.fixture(scope="module")
def analyser() -> EmbeddedAnalyser:
    return default_analyser()


def tree(analyser: EmbeddedAnalyser, text: str) -> Tree:
    return next(iter(analyser.analyse([text])))


def only_sentence(analyser: EmbeddedAnalyser, text: str) -> Sentence:
    sentences = tree(analyser, text).sentences
    assert len(sentences) == 1
    return sentences[0]


def token(sentence: Sentence, text: str) -> Token:
    return next(token for token in sentence.tokens if token.text == text)


def head_of(sentence: Sentence, text: str) -> str:
    head = token(sentence, text).head
    return sentence.tokens[head].text if head >= 0 else "ROOT"


def assert_sound(found: Tree) -> None:
    """Every span is the words themselves; every sentence is one tree; names lie on tokens."""
    for sentence in found.sentences:
        assert sum(token.head < 0 for token in sentence.tokens) == 1
        root = next(i for i, token in enumerate(sentence.tokens) if token.head < 0)
        assert sentence.subtree(root) == list(range(len(sentence.tokens)))
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)
        for token in sentence.tokens:
            assert found.text[token.start : token.end] == token.text != ""
            assert 0.0 <= token.probability <= 1.0
            assert (token.deprel == "root") == (token.head < 0)
        for name in sentence.names:
            assert (sentence.tokens[name.first].start, sentence.tokens[name.last].end) == (name.start, name.end)


def test_a_passive(analyser: EmbeddedAnalyser) -> None:
    sentence = only_sentence(analyser, "Two civilians were wounded by government forces in the village.")
    assert [(token(sentence, w).deprel, head_of(sentence, w)) for w in ("civilians", "were", "forces")] == [
        ("nsubj:pass", "wounded"),
        ("aux:pass", "wounded"),
        ("obl:agent", "wounded"),
    ]
    assert token(sentence, "wounded").lemma == "wound"
    assert token(sentence, "wounded").xpos == "VBN"


def test_what_has_a_passive_auxiliary_is_a_verb(analyser: EmbeddedAnalyser) -> None:
    texts = ["Two soldiers were hurt.", "The town was cut off for weeks.", "Nobody was hurt or arrested."]
    for found in analyser.analyse(texts):
        tokens = found.sentences[0].tokens
        heads = {token.head for token in tokens if token.deprel == "aux:pass"}
        assert heads
        assert all(tokens[head].upos != "ADJ" for head in heads)


def test_a_quotation(analyser: EmbeddedAnalyser) -> None:
    sentence = only_sentence(analyser, "The spokesman said that the army had destroyed two tanks.")
    assert (token(sentence, "destroyed").deprel, head_of(sentence, "destroyed")) == ("ccomp", "said")
    assert (token(sentence, "army").deprel, head_of(sentence, "army")) == ("nsubj", "destroyed")
    assert (token(sentence, "tanks").deprel, head_of(sentence, "tanks")) == ("obj", "destroyed")


def test_a_coordination(analyser: EmbeddedAnalyser) -> None:
    sentence = only_sentence(analyser, "Rebels attacked the base and captured five officers.")
    assert (token(sentence, "captured").deprel, head_of(sentence, "captured")) == ("conj", "attacked")
    assert head_of(sentence, "officers") == "captured"


def test_a_relative_clause_and_a_possessive(analyser: EmbeddedAnalyser) -> None:
    sentence = only_sentence(analyser, "The president's envoy, who visited the capital, met officials.")
    assert (token(sentence, "president").deprel, head_of(sentence, "president")) == ("nmod:poss", "envoy")
    assert token(sentence, "visited").deprel == "acl:relcl"
    assert head_of(sentence, "envoy") == "met"


def test_names(analyser: EmbeddedAnalyser) -> None:
    text = "French president Emmanuel Macron met United Nations officials in Geneva."
    sentence = only_sentence(analyser, text)
    found = {(text[name.start : name.end], name.kind) for name in sentence.names}
    assert found == {
        ("French", NameKind.PEOPLE),
        ("Emmanuel Macron", NameKind.PERSON),
        ("United Nations", NameKind.ORGANISATION),
        ("Geneva", NameKind.PLACE),
    }


def test_trees_do_not_depend_on_the_batch(analyser: EmbeddedAnalyser) -> None:
    alone = {text: tree(analyser, text) for text in TEXTS}
    order = TEXTS * 2
    random.Random(3).shuffle(order)
    assert [repr(found) for found in analyser.analyse(order)] == [repr(alone[text]) for text in order]


def test_a_fresh_analyser_gives_the_same_bytes(analyser: EmbeddedAnalyser) -> None:
    fresh = EmbeddedAnalyser(threads=2)
    assert [repr(found) for found in fresh.analyse(TEXTS)] == [repr(found) for found in analyser.analyse(TEXTS)]


def test_texts_are_sound(analyser: EmbeddedAnalyser) -> None:
    for found in analyser.analyse(TEXTS):
        assert_sound(found)


def test_empty_texts_give_empty_trees(analyser: EmbeddedAnalyser) -> None:
    assert list(analyser.analyse([])) == []
    assert [found.sentences for found in analyser.analyse(["", " \n\t", "\x00"])] == [(), (), ()]


def test_a_sentence_longer_than_a_window_is_one_tree(analyser: EmbeddedAnalyser) -> None:
    clause = "the army shelled the town of Kalbajar , and then the rebels shelled the army , "
    found = tree(analyser, "On Monday " + clause * 40 + "and it rained")
    assert_sound(found)
    assert len(found.sentences) == 1
    assert len(found.sentences[0].tokens) == 2 + 40 * 16 + 3


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "🙂🔥" * 300 + " fire",
        "وقف إطلاق النار في المدينة اليوم",
        "停火协议已经达成",
        "a\x00b \u200b c\u202ed\ufeff \ud83d",
        "[MASK] [SEP] [CLS] <s>",
        "\u0301\u0301\u0301",
    ],
)
def test_garbage_is_read_without_harm(analyser: EmbeddedAnalyser, text: str) -> None:
    assert_sound(tree(analyser, text))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_sound(text: str) -> None:
    assert_sound(tree(default_analyser(), text))


def test_sentence_vectors_tell_like_from_unlike(analyser: EmbeddedAnalyser) -> None:
    like, same, unlike = analyser.embed(
        ["Shelling killed three soldiers.", "Three troops died in artillery fire.", "The museum sells cheap coffee."]
    )
    assert float(like @ like) == pytest.approx(1.0, abs=1e-5)
    assert float(like @ same) > float(like @ unlike) + 0.2


def test_analysers_by_name() -> None:
    assert analyser_named("embedded") is default_analyser()
    with pytest.raises(UnknownAnalyserError, match="spacy:PIPELINE"):
        analyser_named("nothing")
