"""`python -m contested.evaluate`: the table, the floors, the exit status."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from contested.evaluate import __main__ as program
from contested.evaluate.floors import Shortfall, floors, shortfalls
from contested.evaluate.gold import read_gold
from contested.evaluate.score import Aspect, score
from contested.model.errors import ResourceError

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.fixture
def nothing_coded(tmp_path: Path) -> str:
    file = tmp_path / "coded.jsonl"
    empty = {"doc_id": "drc_1", "actors": [], "claims": [], "mentions": [], "disputes": []}
    file.write_text(json.dumps(empty), encoding="utf-8")
    return f"{CORPUS / 'golden'}={file}"


def test_every_corpus_has_floors_that_can_be_missed() -> None:
    for corpus in ("devcorpus", "golden"):
        assert {Aspect.CLAIM, Aspect.TYPE, Aspect.FULL} <= set(floors(corpus))
        assert all(0 < floor <= 100 for floor in floors(corpus).values())
        below = shortfalls(corpus, score(read_gold(CORPUS / corpus), {}))
        assert [row.aspect for row in below] == list(floors(corpus))


def test_a_figure_below_its_floor_fails_and_is_named(
    nothing_coded: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "shortfalls", lambda corpus, scores: [Shortfall(Aspect.TYPE, 50.0, 0.0)])
    assert program.main([nothing_coded, "--floors"]) == 1
    assert "golden: type is 0.0, below its floor of 50.0" in capsys.readouterr().err


def test_without_floors_the_table_is_only_printed(nothing_coded: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main([nothing_coded]) == 0
    assert "golden: 3 reports" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["corpus/golden"], ["corpus/nowhere=nothing.jsonl"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(arguments) == 2
    assert capsys.readouterr().err


def test_a_floor_for_something_that_is_not_scored_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tomllib, "loads", lambda text: {"golden": {"tipe": 3}})
    with pytest.raises(ResourceError, match="tipe"):
        floors("golden")
