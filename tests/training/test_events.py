"""Reports with claims beside their sentences: what is read of them, and that those of the corpus are sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from contested.language.labels import EVENTS, ROLES
from training.events import BadRowError, examples_of, load_events, read_reports, read_row

CORPUS = Path(__file__).parents[2] / "corpus" / "sentences"
REPORT = """# Nowhere | agency dispatch | 2021-02-03
Gunmen fired on a patrol of the Northern Guard, the ministry said.
> fired | ASSAULT | Gunmen | patrol of the Northern Guard | ministry | accused |
Nobody was hurt.
> hurt | HARM | - | - | ^ministry | asserted | neg
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_words_of_a_claim_become_word_numbers(folder: Path) -> None:
    (first, second), kept = load_events(folder)
    assert kept == []
    assert first.events is not None
    (mark,) = first.events
    named = {role: [first.words[i] for i in found] for role, found in zip(ROLES, mark.roles, strict=True)}
    assert first.words[mark.word] == "fired"
    assert EVENTS[mark.event] == "ASSAULT"
    assert named == {"initiator": ["Gunmen"], "recipient": ["patrol"], "claimant": ["ministry"]}
    assert second.events is not None
    assert second.events[0].flags == (True, False, False)
    assert second.events[0].roles == ((), (), ())


def test_a_trigger_may_be_the_second_of_its_word() -> None:
    (example,) = examples_of(
        "They met, and met again.", [read_row("> met#2 | CONSULT | They | They | - | asserted |")], ""
    )
    assert example.events is not None
    assert example.events[0].word == [i for i, word in enumerate(example.words) if word == "met"][1]


@pytest.mark.parametrize(
    "line",
    ["> fired | ASSAULT | Gunmen", "> fired | BANG | - | - | - | asserted |", "> fired | AID | - | - | - | sure |"],
)
def test_a_line_that_is_no_claim_is_named(line: str) -> None:
    with pytest.raises(BadRowError, match="fired"):
        read_row(line)


def test_every_claim_of_the_corpus_stands_in_its_sentence() -> None:
    claims = placed = reports = 0
    for path in sorted(CORPUS.rglob("*.txt")):
        for report in read_reports(path):
            reports += 1
            for text, rows in report:
                claims += len(rows)
                placed += sum(len(example.events or ()) for example in examples_of(text, rows, ""))
    assert reports > 2000
    assert claims > 20_000
    assert placed / claims > 0.999
