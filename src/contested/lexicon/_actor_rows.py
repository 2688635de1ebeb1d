"""Read `resources/actors/`: the hand-edited tables, checked line by line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from contested.lexicon._types import ActorName, DemonymPart, NameForm
from contested.model.actors import ActorKind
from contested.model.errors import ResourceError

SUBTYPES = frozenset(
    [
        "un_member",
        "observer_state",
        "partially_recognised",
        "historic",
        "dependency",
        "region",
        "disputed_territory",
        "people",
        "alliance",
        "economic_bloc",
        "regional_organisation",
        "un_system",
        "un_organ",
        "peace_operation",
        "mediation_format",
        "court_or_inquiry",
        "monitoring_body",
        "financial_institution",
        "international_organisation",
        "state_force_military",
        "state_force_police",
        "state_force_paramilitary",
        "state_force_intelligence",
        "state_force_branch",
        "rebel_group",
        "political_militia",
        "communal_militia",
        "private_military_company",
        "criminal_group",
        "party",
        "movement",
        "government_in_exile",
        "coalition",
        "armed_wing",
        "executive",
        "ministry",
        "legislature",
        "judiciary",
        "diplomatic",
        "local",
        "agency",
        "humanitarian",
        "human_rights",
        "monitoring",
        "research",
        "advocacy",
        "religious",
        "company",
        "news_agency",
        "newspaper",
        "broadcaster",
        "online_outlet",
        "magazine",
    ]
)
OFFICES = frozenset(
    [
        "head_of_state",
        "head_of_government",
        "leader",
        "foreign_minister",
        "defence_minister",
        "interior_minister",
        "chief_of_staff",
        "secretary_general",
        "chairperson",
        "commission_president",
        "council_president",
        "high_representative",
        "prosecutor",
        "envoy",
        "spokesperson",
        "commander",
        "group_leader",
        "un_ambassador",
        "intelligence_chief",
        "speaker",
        "vice_president",
        "deputy_head_of_government",
        "force_commander",
    ]
)
ROLES = frozenset(
    [
        "member",
        "observer",
        "associate",
        "candidate",
        "suspended",
        "co_chair",
        "host",
        "mediator",
        "guarantor",
        "participant",
        "part_of",
        "signatory",
    ]
)
OWNERSHIPS = frozenset(["state", "public_service", "private", "party", "cooperative", "non_profit", "foundation"])

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")
_ID = re.compile(r"[a-z]+:[A-Za-z0-9][A-Za-z0-9-]*$")
_KEYS = frozenset(
    [
        "id",
        "name",
        "kind",
        "subtype",
        "country",
        "gw",
        "from",
        "to",
        "ownership",
        "affiliation",
        "source",
        "ambiguous",
        "aliases",
        "acronyms",
        "demonyms",
        "seats",
        "members",
    ]
)
_PARTS = {"adjective": DemonymPart.ADJECTIVE, "noun": DemonymPart.NOUN, "plural": DemonymPart.PLURAL}


@dataclass(frozen=True, slots=True)
class RawMembers:
    """One line of a membership list: who has a role in an organisation, from when to when."""

    who: tuple[str, ...]
    role: str
    valid_from: str | None
    valid_to: str | None
    source: str


@dataclass(frozen=True, slots=True)
class RawActor:
    """One actor as the resources state it."""

    id: str
    kind: ActorKind
    subtype: str | None
    country: str | None
    gw: int | None
    valid_from: str | None
    valid_to: str | None
    ownership: str | None
    affiliation: str | None
    source: str
    names: tuple[ActorName, ...]
    members: tuple[RawMembers, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class RawTerm:
    """One line of `leaders.csv`."""

    person: str
    names: tuple[ActorName, ...]
    surnames: tuple[str, ...]
    office: str
    title: str
    holder: str
    valid_from: str | None
    valid_to: str | None
    seen: str | None
    source: str


class Checker:
    """Raises ResourceErrors that say in which file and entry a value is wrong."""

    def __init__(self, where: str, sources: frozenset[str]) -> None:
        """Remember the place and the known source keys."""
        self.where = where
        self.sources = sources

    def fail(self, what: str, advice: str) -> ResourceError:
        """Return the error to raise."""
        return ResourceError(f"{self.where}: {what}. {advice}")

    def one_of(self, value: str, allowed: frozenset[str], what: str) -> str:
        """Return the value if it is allowed."""
        if value not in allowed:
            raise self.fail(f"{what} {value!r} is not known", f"Use one of: {', '.join(sorted(allowed))}.")
        return value

    def day(self, value: object) -> str | None:
        """Return a partial ISO date, None for an empty value."""
        if value is None or value == "":
            return None
        text = str(value)
        if not _DATE.match(text):
            raise self.fail(f"date {text!r}", "Write YYYY, YYYY-MM or YYYY-MM-DD.")
        return text

    def identifier(self, value: object) -> str:
        """Return an actor id."""
        text = str(value)
        if not _ID.match(text):
            raise self.fail(f"id {text!r}", "Write kind:slug, e.g. group:renamo.")
        return text

    def source(self, value: object) -> str:
        """Return a source key (several: joined by +), each listed in SOURCES.md."""
        text = str(value or "")
        for key in text.split("+"):
            if key not in self.sources:
                raise self.fail(f"source {key!r} is not in resources/SOURCES.md", "List it there, or correct it.")
        return text

    def span(self, start: str | None, end: str | None) -> None:
        """Refuse an end before its start."""
        if start and end and end + "~" < start:
            raise self.fail(f"ends ({end}) before it begins ({start})", "Correct the dates.")


def read_sources(resources: Path) -> frozenset[str]:
    """Return the source keys that SOURCES.md lists (first column of its tables, in backticks)."""
    text = (resources / "SOURCES.md").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE))


def read_rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the place and the cells of each line of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        for row in reader:
            where = f"{path.parent.name}/{path.name}:{reader.line_num}"
            if None in row or None in row.values():
                raise ResourceError(f"{where}: wrong number of cells. Every line needs {len(reader.fieldnames or ())}.")
            yield where, {key: value.strip() for key, value in row.items()}


def read_yaml(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the place and the entry of each item of a YAML list."""
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    if not isinstance(entries, list):
        raise ResourceError(f"{path.name}: not a list. Write one item per actor, each with an id.")
    for number, entry in enumerate(entries):
        where = f"{path.parent.name}/{path.name}[{number}]"
        if not isinstance(entry, dict) or "id" not in entry:
            raise ResourceError(f"{where}: not an actor. Write at least id, name, kind and source.")
        yield f"{where} {entry['id']}", entry


def _name(value: object, form: NameForm, check: Checker, part: DemonymPart | None = None) -> ActorName:
    """Return one name: a text, or a mapping with text, from, to, ambiguous, source."""
    if isinstance(value, str):
        return ActorName(value, form, part=part)
    if not isinstance(value, Mapping) or not isinstance(value.get("text"), str):
        raise check.fail(f"name {value!r}", "Write a text, or {text: ..., from: ..., to: ..., ambiguous: true}.")
    unknown = set(value) - {"text", "from", "to", "ambiguous", "source"}
    if unknown:
        raise check.fail(f"unknown keys in a name: {sorted(unknown)}", "Use text, from, to, ambiguous, source.")
    if "source" in value:
        check.source(value["source"])
    start, end = check.day(value.get("from")), check.day(value.get("to"))
    check.span(start, end)
    return ActorName(value["text"], form, start, end, bool(value.get("ambiguous")), part)


def _names_of(entry: Mapping[str, Any], check: Checker) -> tuple[ActorName, ...]:
    """Return all names of an entry, the canonical one first."""
    doubtful = frozenset(entry.get("ambiguous") or ())
    names = [ActorName(str(entry["name"]), NameForm.CANONICAL)]
    lists = (("aliases", NameForm.ALIAS), ("acronyms", NameForm.ACRONYM), ("seats", NameForm.METONYM))
    for key, form in lists:
        names += [_name(value, form, check) for value in entry.get(key) or ()]
    for key, values in (entry.get("demonyms") or {}).items():
        if key not in _PARTS:
            raise check.fail(f"demonym part {key!r}", "Use adjective, noun, plural.")
        names += [_name(value, NameForm.DEMONYM, check, _PARTS[key]) for value in values]
    left = doubtful - {name.text for name in names}
    if left:
        raise check.fail(f"ambiguous lists {sorted(left)}, which are no names of it", "Correct the spelling.")
    return tuple(_mark(name) if name.text in doubtful else name for name in names)


def _mark(name: ActorName) -> ActorName:
    """Return the name marked as ambiguous."""
    return ActorName(name.text, name.form, name.valid_from, name.valid_to, True, name.part)


def _members_of(entry: Mapping[str, Any], check: Checker) -> tuple[RawMembers, ...]:
    """Return the membership lines of an organisation."""
    lines = []
    for line in entry.get("members") or ():
        start, end = check.day(line.get("from")), check.day(line.get("to"))
        check.span(start, end)
        role = check.one_of(str(line.get("role", "member")), ROLES, "role")
        who = tuple(str(member) for member in line["who"])
        lines.append(RawMembers(who, role, start, end, check.source(line.get("source", entry["source"]))))
    return tuple(lines)


def _actor(entry: Mapping[str, Any], check: Checker) -> RawActor:
    """Return one checked actor."""
    unknown = set(entry) - _KEYS
    if unknown:
        raise check.fail(f"unknown keys {sorted(unknown)}", f"Use: {', '.join(sorted(_KEYS))}.")
    for key in ("id", "name", "kind", "source"):
        if not entry.get(key):
            raise check.fail(f"{key} is missing", "Every actor needs id, name, kind and source.")
    start, end = check.day(entry.get("from")), check.day(entry.get("to"))
    check.span(start, end)
    return RawActor(
        id=check.identifier(entry["id"]),
        kind=ActorKind(check.one_of(str(entry["kind"]), frozenset(ActorKind), "kind")),
        subtype=check.one_of(str(entry["subtype"]), SUBTYPES, "subtype") if entry.get("subtype") else None,
        country=str(entry["country"]) if entry.get("country") else None,
        gw=int(entry["gw"]) if entry.get("gw") else None,
        valid_from=start,
        valid_to=end,
        ownership=check.one_of(str(entry["ownership"]), OWNERSHIPS, "ownership") if entry.get("ownership") else None,
        affiliation=check.identifier(entry["affiliation"]) if entry.get("affiliation") else None,
        source=check.source(entry["source"]),
        names=_names_of(entry, check),
        members=_members_of(entry, check),
    )


def _split(cell: str) -> list[str]:
    """Return the parts of a cell that are joined by semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def _csv_entry(row: Mapping[str, str]) -> dict[str, Any]:
    """Return a CSV line in the form of a YAML entry."""
    lists = {"aliases", "acronyms", "ambiguous", "seats"}
    return {key: _split(value) if key in lists else value for key, value in row.items()}


def read_actors(resources: Path) -> list[RawActor]:
    """Return all actors of the YAML and CSV files (people are in `leaders.csv`), sorted by id."""
    folder, sources = resources / "actors", read_sources(resources)
    actors: dict[str, RawActor] = {}
    for path in sorted(folder.iterdir()):
        if path.name in ("nouns.yaml", "leaders.csv") or path.suffix not in (".yaml", ".csv"):
            continue
        entries = read_yaml(path) if path.suffix == ".yaml" else ((w, _csv_entry(r)) for w, r in read_rows(path))
        for where, entry in entries:
            actor = _actor(entry, Checker(where, sources))
            if actor.id in actors:
                raise ResourceError(f"{where}: id {actor.id} is used twice. Merge the entries or choose another id.")
            actors[actor.id] = actor
    return sorted(actors.values(), key=lambda actor: actor.id)


def _term(where: str, row: Mapping[str, str], sources: frozenset[str]) -> RawTerm:
    """Return one checked line of `leaders.csv`."""
    check = Checker(where, sources)
    start, end, seen = check.day(row["from"]), check.day(row["to"]), check.day(row["seen"])
    check.span(start, end)
    if not row["name"] or not row["country"]:
        raise check.fail("name or country is missing", "Fill both in.")
    forms = [(row["name"], NameForm.CANONICAL), *((alias, NameForm.ALIAS) for alias in _split(row["aliases"]))]
    return RawTerm(
        person=check.identifier(row["person"]),
        names=tuple(ActorName(text, form, ambiguous=" " not in text) for text, form in forms),
        surnames=tuple(_split(row["surname"])),
        office=check.one_of(row["office"], OFFICES, "office"),
        title=row["title"],
        holder=row["country"],
        valid_from=start,
        valid_to=end,
        seen=seen,
        source=check.source(row["source"]),
    )


def read_terms(resources: Path) -> list[RawTerm]:
    """Return the terms of office of `leaders.csv`, in the order of the file."""
    sources = read_sources(resources)
    return [_term(where, row, sources) for where, row in read_rows(resources / "actors" / "leaders.csv")]
