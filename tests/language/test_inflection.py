"""Lemmas of inflected words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.language.inflection import Known, known_lemma, regular_lemma

NOTHING = Known({}, {})


@pytest.mark.parametrize(
    ("word", "xpos", "lemma"),
    [
        ("captured", "VBD", "capture"),
        ("injured", "VBN", "injure"),
        ("Besieging", "VBG", "besiege"),
        ("occupied", "VBN", "occupy"),
        ("shelled", "VBN", "shell"),
        ("annexes", "VBZ", "annex"),
        ("shot", "VBD", "shoot"),
        ("fled", "VBD", "flee"),
        ("enemies", "NNS", "enemy"),
        ("truces", "NNS", "truce"),
        ("buses", "NNS", "bus"),
        ("series", "NNS", "series"),
        ("worst", "JJS", "bad"),
        ("heavier", "JJR", "heavy"),
        ("hold", "VB", "hold"),
    ],
)
def test_known_words(word: str, xpos: str, lemma: str) -> None:
    assert known_lemma(word, xpos) == lemma


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("strafed", "strafe"), ("torpedoed", "torpedo"), ("kidnapped", "kidnap"), ("razed", "raze"), ("rearmed", "rearm")],
)
def test_spelling_alone(word: str, lemma: str) -> None:
    assert regular_lemma(word, "VBN", NOTHING) == lemma


@pytest.mark.parametrize(
    ("word", "xpos"), [("Kyiv", "NNP"), ("'s", "VBZ"), ("them", "PRP"), ("strode", "VBD"), ("3rd", "JJ")]
)
def test_where_the_ending_tells_nothing_the_network_decides(word: str, xpos: str) -> None:
    assert regular_lemma(word, xpos, NOTHING) is None


@given(st.text(max_size=20), st.sampled_from(["VBD", "VBG", "VBZ", "NNS", "JJR", "RBS", "NN"]))
def test_a_lemma_is_never_empty(word: str, xpos: str) -> None:
    assert regular_lemma(word, xpos, NOTHING) != ""
