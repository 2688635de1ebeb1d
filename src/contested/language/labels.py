"""The closed label sets of the network, read from ``labels.json`` beside the weights."""

from __future__ import annotations

import json
from dataclasses import dataclass

from contested.model.claims import EventType, Stance
from contested.model.tree import NameKind

OUTSIDE = 0  # the index of "O" among the name tags
NO_EVENT = "none"
EVENTS = (NO_EVENT, *(event.value for event in EventType))  # what a word may carry, in the network's order
STANCES = tuple(stance.value for stance in Stance)
FLAGS = ("neg", "fut", "hist")  # said not to be so; planned; background
ROLES = ("initiator", "recipient", "claimant")


def name_tags() -> tuple[str, ...]:
    """Return the BIO tags of names in the network's order: O, B-person, I-person, ..."""
    return ("O", *(f"{part}-{kind.value}" for kind in NameKind for part in "BI"))


@dataclass(frozen=True, slots=True)
class Labels:
    """What each column of each head of the network means."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]  # edit scripts
    deprel: tuple[str, ...]
    names: tuple[str, ...]


def labels_from_json(text: str) -> Labels:
    """Return the label sets written by ``labels_to_json``."""
    table: dict[str, list[str]] = json.loads(text)
    fields = ("upos", "xpos", "lemma", "deprel", "names")
    return Labels(*(tuple(table[field]) for field in fields))


def labels_to_json(labels: Labels) -> str:
    """Return the label sets as JSON, one list a head."""
    table = {"upos": labels.upos, "xpos": labels.xpos, "lemma": labels.lemma}
    return json.dumps({**table, "deprel": labels.deprel, "names": labels.names}, ensure_ascii=False, indent=0)
