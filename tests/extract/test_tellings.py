"""Forms of telling that stand beside what is told: none of them may leave a claim as the report's own."""

from __future__ import annotations

import pytest

from tests.extract.reading import one, told


@pytest.mark.parametrize(
    ("text", "event_type", "claimant"),
    [
        ("Rebels shelled Goma in June, as the governor claims.", "ASSAULT", None),
        ("As Rwanda claims, rebels shelled Goma in June.", "ASSAULT", "Rwanda"),
        ("Rebels shelled Goma in June, or so the governor asserts, and the talks went on.", "ASSAULT", None),
        ("In the evening, Peru's air force claims, four of its posts had come under mortar fire.", "ASSAULT", None),
        ("Three villages burned; 9,000 people have left their homes, the UN reckons.", "STATUS", "United Nations"),
        ("They were shot on Saturday by gunmen, Rwanda said; thirteen others are in hospital.", "ASSAULT", "Rwanda"),
        ("Rwanda gave a different account: Congolese soldiers had fired on a patrol.", "ASSAULT", "Rwanda"),
        ("Not so, replied Rwanda: Congolese soldiers had shelled Goma.", "ASSAULT", "Rwanda"),
        ("Rwanda announced the death of 22 rebels.", "HARM", "Rwanda"),
    ],
)
def test_who_tells_beside_what_is_told(text: str, event_type: str, claimant: str | None) -> None:
    claims = [t for t in told(text) if t.type == event_type]
    assert claims and all(t.claimant is not None for t in claims)
    if claimant:
        assert claims[0].claimant == claimant


@pytest.mark.parametrize(
    "text",
    [
        "As the minister spoke, rebels shelled Goma.",
        "Rebels shelled Goma as the minister said goodbye.",
    ],
)
def test_what_happens_while_somebody_speaks_is_not_told_by_him(text: str) -> None:
    assert one(text, "ASSAULT").claimant is None


@pytest.mark.parametrize(
    ("text", "event_type", "stance"),
    [
        ("It is rumoured that Rwanda will withdraw its troops.", "RETREAT", "possible"),
        ("The right to hit them again will be exercised.", "ASSAULT", "hypothetical"),
        ("Had the Union force left in December, the army would not have held the town.", "RETREAT", "hypothetical"),
        ("One allegation, by Rwanda, that rebels had shelled Goma could not be verified.", "ASSAULT", "accused"),
    ],
)
def test_what_is_not_plainly_asserted(text: str, event_type: str, stance: str) -> None:
    found = [t for t in told(text) if t.type == event_type]
    assert [t.stance for t in found] == [stance]


def test_repairs_that_meet_close_no_circle() -> None:
    text = (
        "They had been shot in their classroom on Saturday by men who rode up on motorcycles, survivors told this "
        "newspaper; thirteen others are in hospital, two of them in Douala."
    )
    assert "ASSAULT" in [t.type for t in told(text)]
