"""Edit scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.language.lemmas import apply_script, edit_script

LETTERS = st.text(alphabet="abcdeABCDE", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("word", "lemma", "script"),
    [
        ("cities", "city", "l|3|y"),
        ("Cities", "city", "l|3|y"),
        ("killed", "kill", "l|2|"),
        ("was", "be", "=be"),
        ("Baku", "Baku", "k|0|"),
        ("ARMENIA", "Armenia", "t|0|"),
        ("the", "the", "l|0|"),
    ],
)
def test_scripts(word: str, lemma: str, script: str) -> None:
    assert edit_script(word, lemma) == script
    assert apply_script(word, script) == lemma


@given(LETTERS, LETTERS)
def test_a_script_gives_back_the_lemma(word: str, lemma: str) -> None:
    assert apply_script(word, edit_script(word, lemma)) == lemma


def test_a_script_that_does_not_fit_leaves_the_word() -> None:
    assert apply_script("at", "l|3|y") == "at"
