"""The shipped weights: what their card says of them is so."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

from contested.language import default_analyser

WEIGHTS = files("contested.language") / "weights"
MOST = 35 * 2**20  # bytes


def test_the_card_names_every_file_with_its_hash() -> None:
    card = json.loads((WEIGHTS / "MODEL.json").read_text(encoding="utf-8"))
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in WEIGHTS.iterdir()}
    del found["MODEL.json"]
    assert card["sha256"] == found
    assert default_analyser().name == f"{card['name']} {card['version']}"


def test_the_card_names_data_licences_and_scores() -> None:
    card = json.loads((WEIGHTS / "MODEL.json").read_text(encoding="utf-8"))
    assert all(entry["licence"] and entry["source"] for entry in card["data"])
    assert set(card["scores"]["raw text, F1"]) >= {"EWT test", "GUM open test"}
    assert "UNER test" in card["scores"]["names, exact span and kind, F1"]


def test_the_weights_are_small() -> None:
    assert sum(len(file.read_bytes()) for file in WEIGHTS.iterdir()) < MOST
