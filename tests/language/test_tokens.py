"""The tokeniser: golden cases and laws."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.language.tokens import LONGEST_TOKEN, tokenise


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't know.", "They do n't know ."),
        ("Azerbaijan's army", "Azerbaijan 's army"),
        ("Azerbaijan’s army", "Azerbaijan ’s army"),
        ("I can't, you won't, we'll", "I ca n't , you wo n't , we 'll"),
        ("It cannot hold", "It can not hold"),
        ("a cease-fire line", "a cease - fire line"),
        ("re-elected, anti-tank, non-state", "re-elected , anti-tank , non-state"),
        ("the Nagorno-Karabakh Republic", "the Nagorno - Karabakh Republic"),
        ("The U.S. and the U.N. agree.", "The U.S. and the U.N. agree ."),
        ("Gen. A. B. Smith spoke.", "Gen. A. B. Smith spoke ."),
        ("at 5:30 p.m. on Sept. 27, 2020", "at 5:30 p.m. on Sept. 27 , 2020"),
        ("1,500 people and 3.5 percent", "1,500 people and 3.5 percent"),
        ("$40 billion, 20% of it", "$ 40 billion , 20 % of it"),
        ("on 9/11 or 27/09/2020", "on 9/11 or 27/09/2020"),
        ("and/or", "and / or"),
        ("10km away, 7am", "10 km away , 7 am"),
        ("the 19th and the 1990s", "the 19th and the 1990s"),
        ("see https://example.org/a?b=c.", "see https://example.org/a?b=c ."),
        ("mail a.b@example.org, please", "mail a.b@example.org , please"),
        ('"We attack," he said.', '" We attack , " he said .'),
        ("“We attack,” he said…", "“ We attack , ” he said …"),
        ("Why?! Wait...", "Why ?! Wait ..."),
        ("(AFP) - Two dead", "( AFP ) - Two dead"),
        ("the soldiers' wives", "the soldiers ' wives"),
        ("should've shouldn't've", "should 've should n't 've"),
        ("T-72 tanks and S-300s", "T - 72 tanks and S - 300s"),
        ("• Shelling\t- again", "• Shelling - again"),
        ("O'Brien and Ba'athists", "O'Brien and Ba'athists"),
        ("Its not over, its a trap", "It s not over , it s a trap"),
        ("the army and its in-house paper", "the army and its in - house paper"),
        ("its forces, its all-out war", "its forces , its all - out war"),
        ("post to talk.politics.mideast, it's open", "post to talk.politics.mideast , it 's open"),
        ("a .pdf file of report.pdf", "a .pdf file of report.pdf"),
        ("an over-rated threat b/c of fog", "an over-rated threat b/c of fog"),
        ("theyre here, youll see", "they re here , you ll see"),
        ("call x3-5213 or 555-0199", "call x3-5213 or 555-0199"),
    ],
)
def test_golden_tokens(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_no_is_a_word_at_the_end_and_an_abbreviation_before_a_number() -> None:
    assert words("He said no. She left") == ["He", "said", "no", ".", "She", "left"]
    assert words("Resolution No. 822") == ["Resolution", "No.", "822"]


@given(st.text(max_size=200))
def test_tokens_cover_every_visible_character_once(text: str) -> None:
    spans = tokenise(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    inside = {i for a, b in spans for i in range(a, b)}
    missed = [c for i, c in enumerate(text) if i not in inside]
    assert not any(c.isalnum() for c in missed)
    assert all(c.isspace() or not c.isprintable() for c in missed)


@given(st.text(alphabet="ab.'’-,/ 12!?\"(", max_size=80))
def test_awkward_punctuation_round_trips(text: str) -> None:
    assert "".join(words(text)) == "".join(text.split())


def test_a_megabyte_without_spaces_is_cut_into_pieces() -> None:
    spans = tokenise("x" * 1_000_000)
    assert sum(b - a for a, b in spans) == 1_000_000
    assert max(b - a for a, b in spans) == LONGEST_TOKEN


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    text = "One two. Three four."
    assert [text[a:b] for a, b in tokenise(text, 9, 19)] == ["Three", "four"]
