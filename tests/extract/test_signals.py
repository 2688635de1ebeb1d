"""Claims that no frame knows: what comes of the network's signals, and what may not."""

from __future__ import annotations

import dataclasses

import pytest

from contested.extract import extract
from contested.language import default_analyser
from contested.model.readings import Reading
from tests.extract.reading import read, told


def without_signals(reading: Reading) -> int:
    """Return how many claims the lexicon alone gives."""
    (tree,) = default_analyser().analyse([reading.report.text])
    bare = dataclasses.replace(tree, sentences=tuple(dataclasses.replace(s, signals=()) for s in tree.sentences))
    return len(extract(reading.report, bare).claims)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The Houthis unshackled three Saudi captives on Tuesday.", "CONCEDE"),
        ("Kigali brushed aside the complaint of Kinshasa.", "REJECT"),
        ("Ethiopian columns rolled out of Mekelle overnight.", "RETREAT"),
    ],
)
def test_wordings_that_no_frame_holds_are_found(text: str, event: str) -> None:
    reading = read(text)
    assert event in {claim.event_type.value for claim in reading.extraction.claims}


def test_a_claim_that_the_network_found_says_so() -> None:
    found = list(read("Kigali brushed aside the complaint of Kinshasa.").extraction.claims)
    signalled = [c for c in found if c.reason.startswith("signal ")]
    assert all(0 < c.confidence <= 1 for c in signalled)
    assert len(found) - len(signalled) == without_signals(read("Kigali brushed aside the complaint of Kinshasa."))


def test_what_the_lexicon_tells_is_not_told_twice() -> None:
    for text in (
        "Rebels attacked an army post near the river on Monday.",
        "The army launched an offensive against the rebels in the valley.",
        "Ethiopia and Eritrea signed a peace agreement in Algiers.",
    ):
        triggers = [(c.trigger.start, c.event_type) for c in read(text).extraction.claims]
        assert len(triggers) == len(set(triggers)) == len({event for _, event in triggers}), told


def test_scenery_is_no_claim() -> None:
    assert read("The lake is blue and the hills behind it are green.").extraction.claims == ()
