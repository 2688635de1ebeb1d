"""Gold records and coded reports as the scorer sees them, in one form. corpus/README.md tells the format of gold."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contested.model.errors import CodecError, InputError

GOLD_FORMAT = "gold/1"
CROSS = "cross_doc.json"
NARRATOR = "narrator"
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something stands in the text; ``end`` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ScoredActor:
    """An actor of one report. ``side`` names those that it acts for; a collective has ``members``."""

    id: str
    names: frozenset[str]
    spans: tuple[Span, ...]
    side: frozenset[str] = frozenset()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day; None is an open end."""

    start: dt.date | None
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: low, best and high as far as they are said."""

    kind: str
    low: float | None
    best: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Role:
    """The actors in one role. ``accepted`` ones are never punished; an ``implied`` role need not be filled."""

    actors: tuple[str, ...]
    accepted: frozenset[str] = frozenset()
    implied: bool = False


@dataclass(frozen=True, slots=True)
class ScoredClaim:
    """A claim, gold or coded. ``types`` holds the type and, in gold, those accepted too."""

    id: str
    span: Span
    types: tuple[str, ...]
    initiator: Role
    recipient: Role
    claimant: str  # NARRATOR where the report itself speaks
    claimants_accepted: frozenset[str]
    days: Days | None
    numbers: tuple[Figure, ...]
    stance: str
    polarity: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One report with its actors, claims and disputes. ``weak`` disputes and ``traps`` are only in gold."""

    doc_id: str
    actors: tuple[ScoredActor, ...]
    claims: tuple[ScoredClaim, ...]
    disputes: frozenset[frozenset[str]] = frozenset()
    weak: frozenset[frozenset[str]] = frozenset()


def read_gold(folder: Path) -> list[Document]:
    """Return the gold records of a folder, sorted by name."""
    found = [_gold(_load(path)) for path in sorted(folder.glob("*.json")) if path.name != CROSS]
    if not found:
        raise InputError(str(folder), "no gold records found", "Name a folder of gold records such as corpus/golden")
    return found


def read_coded(lines: Iterable[str]) -> dict[str, Document]:
    """Return coded reports (one JSON object a line) by ``doc_id``."""
    try:
        documents = [_coded(json.loads(line)) for line in lines if line.strip()]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise CodecError(
            f"not the JSON of a coded report ({error}). Write it with: contested code --format json"
        ) from error
    return {document.doc_id: document for document in documents}


def _load(path: Path) -> Json:
    value = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(value, dict) or value.get("format") != GOLD_FORMAT:
        raise InputError(str(path), f"not a gold record of format {GOLD_FORMAT}", "See corpus/README.md")
    return value


def _gold(value: Json) -> Document:
    strong = [dispute for dispute in value["disputes"] if dispute["strength"] == "strong"]
    weak = [dispute for dispute in value["disputes"] if dispute["strength"] != "strong"]
    return Document(
        value["doc_id"],
        tuple(_gold_actor(actor) for actor in value["actors"]),
        tuple(_gold_claim(claim) for claim in value["claims"]),
        _pairs(pair for dispute in strong for pair in dispute["pairs"]),
        _pairs(pair for dispute in weak for pair in dispute["pairs"]),
    )


def _gold_actor(value: Json) -> ScoredActor:
    mentions = value["mentions"]
    named = [mention["text"] for mention in mentions if mention["form"] != "pronoun"]
    return ScoredActor(
        value["id"],
        frozenset([value["id"], value["canonical"], *value["aliases"], *named]),
        tuple(_span(mention) for mention in mentions),
        frozenset(value["side"]),
        tuple(value["members"] or ()),
    )


def _gold_claim(value: Json) -> ScoredClaim:
    voices = {*value["claimant_accept"], *value["claimant_chain"][1:]}
    return ScoredClaim(
        value["id"],
        _span(value),
        (value["event_type"], *value["alt_types"]),
        _gold_role(value, "initiator"),
        _gold_role(value, "recipient"),
        value["claimant"],
        frozenset(voices),
        _days(value["date"]),
        tuple(_number(number) for number in value["quantities"]),
        value["modality"],
        value["polarity"],
        value["optional"],
    )


def _gold_role(value: Json, role: str) -> Role:
    return Role(tuple(value[role]), frozenset(value[f"{role}_accept"]), role in value["roles_implied"])


def _coded(value: Json) -> Document:
    spans: dict[str, list[Span]] = {}
    for mention in value["mentions"]:
        spans.setdefault(mention["actor"], []).append(_span(mention))
    actors = [
        ScoredActor(actor["id"], frozenset([actor["id"], actor["name"]]), tuple(spans.get(actor["id"], ())))
        for actor in value["actors"]
    ]
    claims = tuple(_coded_claim(claim) for claim in value["claims"])
    return Document(value["doc_id"], tuple(actors), claims, _pairs(value["disputes"]))


def _coded_claim(value: Json) -> ScoredClaim:
    return ScoredClaim(
        value["id"],
        _span(value),
        (value["event_type"],),
        Role(tuple(value["initiator"])),
        Role(tuple(value["recipient"])),
        value["claimant"] or NARRATOR,
        frozenset(),
        _days(value["date"]),
        tuple(_number(number) for number in value["quantities"]),
        value["modality"],
        value["polarity"],
    )


def _span(value: Json) -> Span:
    return Span(value["start"], value["end"])


def _number(value: Json) -> Figure:
    return Figure(value["kind"], value["lower"], value["best"], value["upper"])


def _days(value: Json | None) -> Days | None:
    if not value or not (value["start"] or value["end"]):
        return None
    return Days(_day(value["start"]), _day(value["end"]))


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _pairs(pairs: Iterable[Iterable[str]]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in pairs)
