"""Short names that a text introduces itself."""

from __future__ import annotations

import pytest

from contested.language.acronyms import short_names


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("the Northern Relief Council (NRC) said", "NRC", "Northern Relief Council"),
        ("the Front for the Freedom of Kordofan (FFK) said", "FFK", "Front for the Freedom of Kordofan"),
        ("an envoy of the Caribbean Community (CARICOM) said", "CARICOM", "Caribbean Community"),
        ("The Kasai Monitoring Mission, or KMM, confirmed it.", "KMM", "Kasai Monitoring Mission"),
        ("AMD (Army for the Liberation of Mindoro) denied it.", None, None),
        ("ALM (Army for the Liberation of Mindoro) denied it.", "ALM", "Army for the Liberation of Mindoro"),
        ("The NRC, the Northern Relief Council, denied it.", "NRC", "Northern Relief Council"),
    ],
)
def test_introductions(text: str, short: str | None, full: str | None) -> None:
    found = [(one.short, text[slice(*one.full_span)]) for one in short_names(text)]
    assert found == ([(short, full)] if short else [])


@pytest.mark.parametrize("text", ["Troops in Goma (DRC) fired.", "the Indian army (PHOTO) said", "It rose (UP 3).", ""])
def test_brackets_that_introduce_nothing(text: str) -> None:
    assert short_names(text) == ()
