"""The second coding reads: every line names a span of its report, and a bad line is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .gold import CORPUS, LISTS

sys.path.insert(0, str(CORPUS.parent / "tools"))

from gold_text import AuthoringError
from second_coding import read

CODINGS = sorted((CORPUS / "second").glob("*.claims"))


def test_ten_reports_have_a_second_coding_in_closed_lists() -> None:
    assert len(CODINGS) == 10
    for path in CODINGS:
        text = (CORPUS / "world" / f"{path.stem}.txt").read_text(encoding="utf-8")
        claims = read(path, text)["claims"]
        assert isinstance(claims, list) and len(claims) > 15
        assert {claim["event_type"] for claim in claims} <= LISTS["event_type"]
        kinds = {toll["kind"] for claim in claims for toll in claim["quantities"]}
        assert kinds <= LISTS["quantity"]


def test_a_line_is_read_with_its_roles_and_tolls(tmp_path: Path) -> None:
    coding = tmp_path / "a_1.claims"
    coding.write_text("Two men ... at dawn | ASSAULT | B > A; C | X | 2020-01 | accused killed=2+\n", encoding="utf-8")
    claims = read(coding, "Two men were shot at dawn, X said.")["claims"]
    assert isinstance(claims, list)
    (claim,) = claims
    assert (claim["start"], claim["end"], claim["claimant"], claim["modality"]) == (0, 25, "X", "accused")
    assert (claim["initiator"], claim["recipient"]) == (["B"], ["A", "C"])
    assert claim["date"] == {"start": "2020-01-01", "end": "2020-01-31"}
    assert claim["quantities"] == [{"kind": "killed", "lower": 2.0, "best": 2.0, "upper": None}]


def test_words_that_are_not_there_are_refused(tmp_path: Path) -> None:
    coding = tmp_path / "a_1.claims"
    coding.write_text("Three men | ASSAULT | > | . | 2020-01\n", encoding="utf-8")
    with pytest.raises(AuthoringError, match="not a span"):
        read(coding, "Two men were shot.")
