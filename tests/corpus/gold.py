"""Checks of a gold record against its text: one line for each problem, so that a test shows them all."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypedDict, cast

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
FOLDERS = ("devcorpus", "golden", "world", "held", "held2")

LISTS: dict[str, frozenset[str]] = {
    name: frozenset(values)
    for name, values in tomllib.loads((CORPUS / "closed_lists.toml").read_text(encoding="utf-8")).items()
}


class Span(TypedDict):
    id: str
    start: int
    end: int
    text: str


class Anchored(Span):
    sentence: str


class Sentence(Span):
    passage: str


class Mention(Anchored):
    form: str


class Actor(TypedDict):
    id: str
    kind: str
    side: list[str]
    members: list[str] | None
    mentions: list[Mention]


class Relation(TypedDict):
    id: str
    subject: str
    relation: str
    object: str


class Time(Anchored):
    timex_type: str
    interval: list[str | None] | None


class Place(Anchored):
    role: str


class Date(TypedDict):
    edtf: str
    start: str | None
    end: str | None
    precision: str
    basis: str


class Quantity(TypedDict):
    kind: str
    lower: float | None
    best: float | None
    upper: float | None
    whose: str | None


class _Claim(Anchored):
    event_type: str
    alt_types: list[str]
    initiator: list[str]
    initiator_accept: list[str]
    recipient: list[str]
    recipient_accept: list[str]
    roles_implied: list[str]
    claimant_chain: list[str]
    claimant: str
    claimant_accept: list[str]
    date: Date | None
    quantities: list[Quantity]
    modality: str
    polarity: str
    aux: list[str]
    embeds: str | None


class Claim(_Claim, total=False):
    harm_only: bool
    target_class: str


class Dispute(TypedDict):
    id: str
    kind: str
    strength: str
    side_a: list[str]
    side_b: list[str]
    pairs: list[list[str]]


class Trap(TypedDict):
    pair: list[str]


class Entry(TypedDict, total=False):
    """A row of a ledger: which keys stand there depends on the ledger."""

    id: str
    evidence: list[str]
    aftermath: list[str]
    contradicted_by: list[str]
    parties: list[str]
    mediators: list[str]
    declared_by: list[str]
    gaining: list[str]
    losing: list[str]
    actors: list[str]
    relation: str
    state: str
    end_reason: str | None


class Gold(TypedDict):
    doc_id: str
    source_file: str
    sha256: str
    n_chars: int
    document_creation_time: str
    passages: list[Span]
    sentences: list[Sentence]
    actors: list[Actor]
    relations: list[Relation]
    times: list[Time]
    places: list[Place]
    claims: list[Claim]
    disputes: list[Dispute]
    not_disputes: list[Trap]
    ceasefires: list[Entry]
    mediations: list[Entry]
    territory: list[Entry]
    alliances: list[Entry]
    risks: list[Entry]
    anomalies: list[Anchored]


class SameEvent(TypedDict):
    claims: list[tuple[str, str]]


class _CrossPair(TypedDict):
    pair: list[tuple[str, str]]


class CrossPair(_CrossPair, total=False):
    kind: str
    strength: str


class Cross(TypedDict):
    same_event: list[SameEvent]
    disputes: list[CrossPair]
    not_same_event: list[CrossPair]
    not_disputes: list[CrossPair]


@dataclass(frozen=True, slots=True)
class Case:
    """One report with its gold record."""

    folder: Path
    text: str
    gold: Gold

    @property
    def name(self) -> str:
        return f"{self.folder.name}/{self.gold['doc_id']}"


def read_case(path: Path) -> Case:
    """Return the report whose gold record is the file at ``path``."""
    gold = cast(Gold, json.loads(path.read_text(encoding="utf-8")))
    # newline="" keeps offsets true where a text has Windows line ends.
    with path.with_suffix(".txt").open(encoding="utf-8", newline="") as handle:
        return Case(path.parent, handle.read(), gold)


def gold_files() -> list[Path]:
    """Return every gold record of the corpus, sorted."""
    found = chain.from_iterable((CORPUS / folder).glob("*.json") for folder in FOLDERS)
    return sorted(path for path in found if path.name != "cross_doc.json")


def span_problems(case: Case) -> Iterator[str]:
    """Every object with start, end and text, at any depth, must equal the slice of the report."""
    stack: list[object] = [case.gold]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            stack.extend(node.values())
            if {"start", "end", "text"} <= node.keys() and case.text[node["start"] : node["end"]] != node["text"]:
                yield f"{case.name}: span {node['start']}-{node['end']} is not {node['text']!r}"


def hash_problems(case: Case) -> Iterator[str]:
    """The record must belong to this very text."""
    gold = case.gold
    if hashlib.sha256(case.text.encode()).hexdigest() != gold["sha256"]:
        yield f"{case.name}: sha256 differs from the text"
    if len(case.text) != gold["n_chars"]:
        yield f"{case.name}: n_chars is {gold['n_chars']}, the text has {len(case.text)}"
    if f"{gold['doc_id']}.txt" != gold["source_file"]:
        yield f"{case.name}: source_file {gold['source_file']} does not fit doc_id"


def _ids(gold: Gold) -> Iterator[tuple[str, list[str]]]:
    yield "passages", [p["id"] for p in gold["passages"]]
    yield "sentences", [s["id"] for s in gold["sentences"]]
    yield "actors", [a["id"] for a in gold["actors"]]
    yield "mentions", [m["id"] for a in gold["actors"] for m in a["mentions"]]
    yield "relations", [r["id"] for r in gold["relations"]]
    yield "times", [t["id"] for t in gold["times"]]
    yield "places", [p["id"] for p in gold["places"]]
    yield "claims", [c["id"] for c in gold["claims"]]
    yield "disputes", [d["id"] for d in gold["disputes"]]
    for name, rows in ledgers(gold):
        yield name, [row["id"] for row in rows]
    yield "anomalies", [a["id"] for a in gold["anomalies"]]


def ledgers(gold: Gold) -> Iterator[tuple[str, list[Entry]]]:
    """Return the ledgers with free keys, by name."""
    yield "ceasefires", gold["ceasefires"]
    yield "mediations", gold["mediations"]
    yield "territory", gold["territory"]
    yield "alliances", gold["alliances"]
    yield "risks", gold["risks"]


def id_problems(case: Case) -> Iterator[str]:
    """An id names one thing of its list."""
    for name, ids in _ids(case.gold):
        for repeated in sorted(key for key, count in Counter(ids).items() if count > 1):
            yield f"{case.name}: id {repeated} stands more than once in {name}"


def _claim_refs(gold: Gold) -> Iterator[tuple[str, list[str]]]:
    yield "claims.embeds", [c["embeds"] for c in gold["claims"] if c["embeds"]]
    for dispute in gold["disputes"]:
        yield dispute["id"], [*dispute["side_a"], *dispute["side_b"], *chain.from_iterable(dispute["pairs"])]
    yield "not_disputes", list(chain.from_iterable(trap["pair"] for trap in gold["not_disputes"]))
    for _, rows in ledgers(gold):
        for row in rows:
            yield row["id"], [*row.get("evidence", ()), *row.get("aftermath", ()), *row.get("contradicted_by", ())]


def _actor_refs(gold: Gold) -> Iterator[tuple[str, list[str]]]:
    for claim in gold["claims"]:
        roles = [*claim["initiator"], *claim["recipient"], *claim["initiator_accept"], *claim["recipient_accept"]]
        voices = [*claim["claimant_chain"], claim["claimant"], *claim["claimant_accept"]]
        whose = [q["whose"] for q in claim["quantities"] if q["whose"]]
        yield claim["id"], [name for name in [*roles, *voices, *whose] if name != "narrator"]
    yield (
        "sides and members",
        [name for actor in gold["actors"] for name in [*actor["side"], *(actor["members"] or ())]],
    )
    yield "relations", list(chain.from_iterable((r["subject"], r["object"]) for r in gold["relations"]))
    for _, rows in ledgers(gold):
        for row in rows:
            parties = [*row.get("parties", ()), *row.get("mediators", ()), *row.get("declared_by", ())]
            yield row["id"], [*parties, *row.get("gaining", ()), *row.get("losing", ()), *row.get("actors", ())]


def reference_problems(case: Case) -> Iterator[str]:
    """Whatever names an actor, claim, sentence or passage must name one that is there."""
    gold = case.gold
    claims = {c["id"] for c in gold["claims"]}
    actors = {a["id"] for a in gold["actors"]}
    for where, names in _claim_refs(gold):
        yield from (f"{case.name}: {where} names no claim {name}" for name in names if name not in claims)
    for where, names in _actor_refs(gold):
        yield from (f"{case.name}: {where} names no actor {name}" for name in names if name not in actors)
    passages = {p["id"] for p in gold["passages"]}
    yield from (f"{case.name}: no passage {s['passage']}" for s in gold["sentences"] if s["passage"] not in passages)
    for claim in gold["claims"]:
        if claim["claimant"] != claim["claimant_chain"][-1]:
            yield f"{case.name}: {claim['id']} claimant is not the innermost voice"


def nesting_problems(case: Case) -> Iterator[str]:
    """Sentences lie in their passage; mentions, times, places and claims lie in their sentence."""
    gold = case.gold
    outer = {p["id"]: (p["start"], p["end"]) for p in gold["passages"]}
    for sentence in gold["sentences"]:
        start, end = outer[sentence["passage"]]
        if not start <= sentence["start"] < sentence["end"] <= end:
            yield f"{case.name}: {sentence['id']} lies outside of {sentence['passage']}"
    bounds = {s["id"]: (s["start"], s["end"]) for s in gold["sentences"]}
    mentions = [m for actor in gold["actors"] for m in actor["mentions"]]
    inner: list[Anchored] = [*mentions, *gold["times"], *gold["places"], *gold["claims"], *gold["anomalies"]]
    for item in inner:
        start, end = bounds[item["sentence"]]
        if not start <= item["start"] < item["end"] <= end:
            yield f"{case.name}: {item['id']} lies outside of {item['sentence']}"


def _closed(gold: Gold) -> Iterator[tuple[str, str, str]]:
    for claim in gold["claims"]:
        here = claim["id"]
        yield from ((here, value, "event_type") for value in [claim["event_type"], *claim["alt_types"]])
        yield here, claim["modality"], "modality"
        yield here, claim["polarity"], "polarity"
        yield from ((here, value, "aux") for value in claim["aux"])
        yield from ((here, value, "role") for value in claim["roles_implied"])
        yield from ((here, quantity["kind"], "quantity") for quantity in claim["quantities"])
        if claim["date"]:
            yield here, claim["date"]["basis"], "date_basis"
            yield here, claim["date"]["precision"], "date_precision"
        if "target_class" in claim:
            yield here, claim["target_class"], "target_class"
    for actor in gold["actors"]:
        yield actor["id"], actor["kind"], "actor_kind"
        yield from ((mention["id"], mention["form"], "mention_form") for mention in actor["mentions"])
    yield from ((row["id"], row["relation"], "relation") for row in gold["relations"])
    yield from ((time["id"], time["timex_type"], "timex_type") for time in gold["times"])
    yield from ((place["id"], place["role"], "place_role") for place in gold["places"])
    yield from _closed_ledgers(gold)


def _closed_ledgers(gold: Gold) -> Iterator[tuple[str, str, str]]:
    for dispute in gold["disputes"]:
        yield dispute["id"], dispute["kind"], "dispute_kind"
        yield dispute["id"], dispute["strength"], "dispute_strength"
    for truce in gold["ceasefires"]:
        yield truce["id"], truce["state"], "ceasefire_state"
        reason = truce["end_reason"]
        if reason is not None:
            yield truce["id"], reason, "ceasefire_end_reason"
    yield from ((row["id"], row["relation"], "alliance") for row in gold["alliances"])


def closed_list_problems(case: Case) -> Iterator[str]:
    """Values of closed lists are on them; a truce has an end reason exactly when it has ended."""
    for where, value, name in _closed(case.gold):
        if value not in LISTS[name]:
            yield f"{case.name}: {where} has {value!r}, which is not on the list {name}"
    for truce in case.gold["ceasefires"]:
        if (truce["state"] == "ended") != (truce["end_reason"] is not None):
            yield f"{case.name}: {truce['id']} is {truce['state']} with end_reason {truce['end_reason']}"


def order_problems(case: Case) -> Iterator[str]:
    """Ends of dates and bounds of numbers are ordered; HARM has no initiator."""
    for claim in case.gold["claims"]:
        date = claim["date"]
        if date and date["start"] and date["end"] and date["start"] > date["end"]:
            yield f"{case.name}: {claim['id']} date ends before it starts"
        for quantity in claim["quantities"]:
            known = [n for n in (quantity["lower"], quantity["best"], quantity["upper"]) if n is not None]
            if known != sorted(known) or not known:
                yield f"{case.name}: {claim['id']} has unordered or empty bounds {known}"
        if claim.get("harm_only") and (claim["event_type"] != "ASSAULT" or claim["initiator"]):
            yield f"{case.name}: {claim['id']} is harm_only and still has an initiator or another type"
    for time in case.gold["times"]:
        ends = time["interval"] or []
        if len(ends) == 2 and ends[0] and ends[1] and ends[0] > ends[1]:
            yield f"{case.name}: {time['id']} interval is not ordered"


CHECKS = (
    hash_problems,
    id_problems,
    reference_problems,
    nesting_problems,
    span_problems,
    closed_list_problems,
    order_problems,
)


def problems(case: Case) -> list[str]:
    """Return every problem of one gold record; empty when it is sound."""
    return [line for check in CHECKS for line in check(case)]
