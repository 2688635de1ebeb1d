"""Confidence of each field: weights as data, calibrated models, a rule and words beside each figure."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from contested.flow.code import fold_one
from contested.lexicon._compile_confidence import compile_confidence
from contested.lexicon.compile import RESOURCES
from contested.lexicon.confidence import ClaimField, FieldConfidence, features, field_confidences
from contested.model.errors import ResourceError
from contested.model.events import RecordedClaim
from tests.extract.reading import read

TEXT = "Armenia accused Azerbaijan of shelling Vardenis on Monday, killing at least three people."


def _claims(text: str) -> list[RecordedClaim]:
    return list(fold_one(read(text)).claims)


def _by_field(claim: RecordedClaim) -> dict[ClaimField, FieldConfidence]:
    return {one.field: one for one in field_confidences(claim)}


def test_every_field_has_a_probability_a_reason_and_words_of_the_text() -> None:
    claims = _claims(TEXT)
    assert claims
    for claim in claims:
        for one in field_confidences(claim):
            assert 0.0 < one.confidence < 1.0 and one.reason
            if one.words:
                assert TEXT[one.words.start : one.words.end] == one.words.quote
    accused = next(claim for claim in claims if claim.stance.value == "accused")
    fields = _by_field(accused)
    assert fields[ClaimField.TYPE].reason == accused.reason
    assert fields[ClaimField.CLAIMANT].words == accused.cue


def test_a_toll_has_a_confidence_only_where_there_is_one() -> None:
    (plain,) = _claims("Armenian troops shelled Vardenis on Monday.")
    assert ClaimField.TOLL not in _by_field(plain)
    assert any(ClaimField.TOLL in _by_field(claim) for claim in _claims(TEXT))


def test_the_whole_is_less_sure_than_its_type() -> None:
    for claim in _claims(TEXT):
        fields = _by_field(claim)
        assert fields[ClaimField.WHOLE].confidence < fields[ClaimField.TYPE].confidence


def test_what_the_models_see_is_bounded() -> None:
    for claim in _claims(TEXT):
        assert all(0.0 <= value <= 1.0 for value in features(claim).values())


def test_the_shipped_weights_name_what_the_models_see_and_how_they_score() -> None:
    shipped = yaml.safe_load((RESOURCES / "confidence" / "fields.yaml").read_text(encoding="utf-8"))
    known = {"bias", *features(_claims(TEXT)[0])}
    assert set(shipped["fields"]) == {str(field) for field in ClaimField}
    assert all(set(row) <= known for row in shipped["fields"].values())
    assert all(score["calibration_error"] < 0.1 for score in shipped["scores"].values())
    assert len(shipped["gold_sha256"]) == 64 and shipped["licence"]


def test_a_field_without_a_bias_is_refused(tmp_path: Path) -> None:
    (tmp_path / "confidence").mkdir()
    (tmp_path / "confidence" / "fields.yaml").write_text("fields:\n  type: {tree: 1.0}\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="bias"):
        compile_confidence(tmp_path)
