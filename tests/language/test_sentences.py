"""The sentence splitter: golden cases and laws."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.language import split_sentences
from contested.language.sentences import passages, sentence_tokens


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["The truce holds.", "Both sides say so."],
        ["Gen. Smith met Mr. Jones in St. Petersburg.", "They talked."],
        ["The U.S. Army left on Sept. 3 at 5 p.m. local time."],
        ["He works for the U.N.", "The agency declined to comment."],
        ['"We will not stop," he said.', '"We cannot."'],
        ["“Stop!” she cried.", "Nobody did."],
        ["Who fired first?", "Nobody knows!", "It is 3.5 km away."],
        ["SRINAGAR, April 19 -", "Two soldiers were killed on Monday, police said."],
        ["YEREVAN (AP) —", "Talks resumed.", "They failed."],
        ["The toll (see p. 3) rose to 1,500 by Nov. 10, 2020.", "It may rise again."],
    ],
)
def test_golden_sentences(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize("rest", ["", " The rest was left behind."])
def test_the_stop_after_an_abbreviation_that_ends_a_sentence_is_its_own_token(rest: str) -> None:
    text = "They took food, fuel, etc." + rest
    spans = sentence_tokens(text)[0][1]
    assert [text[a:b] for a, b in spans][-2:] == ["etc", "."]


def test_the_stop_of_initials_stays_with_them() -> None:
    text = "He works for the U.N. The agency declined to comment."
    spans = sentence_tokens(text)[0][1]
    assert text[slice(*spans[-1])] == "U.N."


def test_a_sentence_never_crosses_a_line_break() -> None:
    text = "TRUCE COLLAPSES\n\nBaku and Yerevan\ntrade blame.\n- one\n- two\n"
    assert sentences(text) == ["TRUCE COLLAPSES", "Baku and Yerevan", "trade blame.", "- one", "- two"]
    assert [text[a:b] for a, b in passages(text)] == sentences(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\n", "\x00\x01"])
def test_nothing_in_nothing_out(text: str) -> None:
    assert split_sentences(text) == []


@given(st.text(max_size=300))
def test_sentences_are_ordered_and_lose_no_word(text: str) -> None:
    spans = split_sentences(text)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    inside = {i for a, b in spans for i in range(a, b)}
    assert not any(c.isalnum() for i, c in enumerate(text) if i not in inside)
    assert all(not set(text[a:b]) & set("\n\r") for a, b in spans)
