"""The dossier: a folder with `dossier.toml`, the record's store, and what is published from it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from contested.ingest.sidecar import fault_line
from contested.model.errors import DossierError
from contested.model.record import Conflict, Party
from contested.model.reports import Report, Source, Tlp
from contested.publish.terms import HOLD_HOURS, Policy

SETTINGS = "dossier.toml"
STORE = "record.duckdb"
PAGE = "index.html"
RECORD = "record.json"
RECEIVED = "received.json"
JOURNAL = "redaction.todo"  # a redaction under way
TAKEN_IN = "taken-in.json"  # when reports without a date came

TEMPLATE = """\
# What this dossier is about. Every key may be left out. Run `contested track` or `contested add` after a change.
title = {title}

# The parties of the conflict and the side that each is on. Without parties, they are suggested from the reports.
# parties = [
#   {{ name = "Armenia", side = "Armenian" }},
#   {{ name = "Azerbaijan", side = "Azerbaijani" }},
# ]

# Names and words to look out for.
# watch = ["Lachin corridor", "energy"]

# Where it takes place: countries by ISO 3166-1 alpha-3 code, regions by name.
# [theatre]
# countries = ["ARM", "AZE"]
# regions = ["Nagorno-Karabakh"]

# More places than the program ships, made by `contested gazetteer build`; the path counts from this folder.
# gazetteer = "places.bin"

# Places with two names are shown with both, in the order written here.
# [naming]
# order = ["Shusha/Shushi"]

# Outlook: files of monthly deaths by country (UCDP GED, or country-months) and a table of truces, from this folder.
# [outlook]
# data = ["GEDEvent_v25_1.csv"]
# truces = "truces.csv"

# What may leave: `contested publish` refuses the public without a contact. Without reviewers any named person reviews.
# [publish]
# contact = "corrections@example.org"
# reviewers = ["A. Reader"]
# unlabelled = "TLP:CLEAR"
# hold_hours = 72

# How many days after their publication reports are kept; `contested purge` removes those that are older.
# [keeping]
# retention_days = 365

# Admiralty grades, by the people of this dossier: reliability A to F, credibility 1 to 6. Say why.
# [gradings."Meridian Wire"]
# reliability = "B"
# credibility = "2"
# reason = "own correspondents on both sides"
"""

KNOWN = frozenset(
    {"title", "parties", "watch", "theatre", "naming", "gradings", "note", "outlook", "gazetteer", "publish", "keeping"}
)
_PUBLISH = frozenset({"contact", "reviewers", "red_readers", "unlabelled", "hold_hours", "redistribute"})
_KEEPING = frozenset({"retention_days"})
MOST_DAYS = 36_525  # a century


@dataclass(frozen=True, slots=True)
class Grading:
    """What the people of a dossier hold of a source (Admiralty scale)."""

    source: str
    reliability: str = "F"
    credibility: str = "6"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `dossier.toml` says."""

    conflict: Conflict
    gradings: tuple[Grading, ...] = ()
    outlook_data: tuple[str, ...] = ()  # files of monthly deaths, from the dossier's folder
    truces: str = ""  # a table of truces, from the dossier's folder
    gazetteer: str = ""  # path of a gazetteer of the user's own, from the dossier's folder
    policy: Policy = field(default_factory=Policy)
    retention_days: int | None = None  # days after publication; None: reports are kept until somebody removes them

    def graded(self, report: Report) -> Report:
        """Return the report with its source graded, where the dossier grades it."""
        source = report.source
        found = next((g for g in self.gradings if source and g.source.casefold() == source.name.casefold()), None)
        if source is None or found is None:
            return report
        graded: Source = replace(source, reliability=found.reliability, credibility=found.credibility)
        return replace(report, source=graded)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier on disk."""

    folder: Path
    settings: Settings

    @property
    def store(self) -> Path:
        """Return the path of the record's store."""
        return self.folder / STORE

    @property
    def received(self) -> Path:
        """Return the path of a whole record taken in from elsewhere; such a dossier has no reports of its own."""
        return self.folder / RECEIVED

    @property
    def gazetteer(self) -> Path | None:
        """Return the path of the dossier's own gazetteer, None where it names none."""
        return self.folder / self.settings.gazetteer if self.settings.gazetteer else None

    @property
    def page(self) -> Path:
        """Return the path of the tracker page."""
        return self.folder / PAGE

    @property
    def markdown(self) -> Path:
        """Return the path of the tracker page as Markdown, where it was asked for."""
        return self.page.with_suffix(".md")


def open_dossier(folder: Path) -> Dossier:
    """Return the dossier in a folder. DossierError where there is none, or its settings are wrong."""
    path = folder / SETTINGS
    if not path.is_file():
        raise DossierError(f"{folder}: there is no dossier here. Make one with: contested new {folder}")
    dossier = Dossier(folder, read_settings(str(path), path.read_bytes()))
    _complete_redaction(dossier)
    return dossier


def _complete_redaction(dossier: Dossier) -> None:
    """Complete a redaction that a kill interrupted, before anybody reads what it was to remove."""
    if (dossier.folder / JOURNAL).exists():
        from contested.flow.redaction import complete  # it needs all that adds, reads and publishes

        complete(dossier)


def new_dossier(folder: Path, title: str = "", like: Path | None = None) -> Dossier:
    """Make a dossier and return it; with the settings of another where ``like`` names one. Nothing is overwritten."""
    path = folder / SETTINGS
    if path.exists():
        raise DossierError(f"{path}: there is a dossier already. Choose another folder, or add to it: contested add")
    body = _like(like) if like else TEMPLATE.format(title=_quoted(title or folder.resolve().name)).encode()
    settings = read_settings(str(like or path), body)
    if title and like:
        body = _retitled(body, title)
        settings = read_settings(str(path), body)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return Dossier(folder, settings)


def read_settings(where: str, data: bytes) -> Settings:
    """Return the settings of a `dossier.toml`; DossierError names the file and what to mend."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DossierError(f"{where}: not UTF-8. Save it as UTF-8 text") from error
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DossierError(
            f"{where}: line {fault_line(error, text)}: not valid TOML: {error}. Compare with what `contested new` makes"
        ) from error
    return _Reader(where).settings(value)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the values of a `dossier.toml` into records, and says what is wrong with them."""

    where: str

    def settings(self, value: Mapping[str, Any]) -> Settings:
        unknown = sorted(set(value) - KNOWN)
        if unknown:
            raise self.fault(unknown[0], f"is no key of a dossier; known are {', '.join(sorted(KNOWN))}")
        theatre, naming = self.table(value, "theatre"), self.table(value, "naming")
        conflict = Conflict(
            title=self.text(value, "title", "Untitled dossier"),
            parties=tuple(self.party(item) for item in self.items(value, "parties")),
            countries=tuple(self.country(code) for code in self.texts(theatre, "countries")),
            regions=self.texts(theatre, "regions"),
            watch=self.texts(value, "watch"),
            names=tuple(self.dual(name) for name in self.texts(naming, "order")),
        )
        graded, outlook = self.table(value, "gradings"), self.table(value, "outlook")
        return Settings(
            conflict,
            tuple(self.grading(name, graded[name]) for name in sorted(graded)),
            self.texts(outlook, "data"),
            self.text(outlook, "truces"),
            self.text(value, "gazetteer"),
            self.policy(self.table(value, "publish")),
            self.retention(self.table(value, "keeping")),
        )

    def retention(self, value: Mapping[str, Any]) -> int | None:
        self.only(value, "keeping", _KEEPING)
        days = value.get("retention_days")
        if days is not None and (isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= MOST_DAYS):
            raise self.fault("keeping: retention_days", f"must be a whole number of days from 1 to {MOST_DAYS}")
        return days

    def only(self, value: Mapping[str, Any], table: str, known: frozenset[str]) -> None:
        unknown = sorted(set(value) - known)
        if unknown:
            raise self.fault(f"{table}: {unknown[0]}", f"is no key of [{table}]; known are {', '.join(sorted(known))}")

    def policy(self, value: Mapping[str, Any]) -> Policy:
        self.only(value, "publish", _PUBLISH)
        label, hours = self.text(value, "unlabelled", Tlp.CLEAR.value).upper(), value.get("hold_hours", HOLD_HOURS)
        if label not in {one.value for one in Tlp}:
            raise self.fault("publish: unlabelled", f"must be one of {', '.join(one.value for one in Tlp)}")
        if isinstance(hours, bool) or not isinstance(hours, int) or hours < 0:
            raise self.fault("publish: hold_hours", "must be a whole number of hours")
        return Policy(
            contact=self.text(value, "contact"),
            reviewers=self.texts(value, "reviewers"),
            red_readers=self.texts(value, "red_readers"),
            unlabelled=Tlp(label),
            hold_hours=hours,
            redistribute=self.texts(value, "redistribute"),
        )

    def fault(self, key: str, what: str) -> DossierError:
        return DossierError(f"{self.where}: {key} {what}. Compare with what `contested new` makes")

    def table(self, value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        found = value.get(key, {})
        if not isinstance(found, dict):
            raise self.fault(key, f"must be a table, written [{key}]")
        return found

    def text(self, value: Mapping[str, Any], key: str, default: str = "") -> str:
        found = value.get(key, default)
        if not isinstance(found, str):
            raise self.fault(key, "must be a text in quotation marks")
        return found

    def items(self, value: Mapping[str, Any], key: str) -> Sequence[Any]:
        found = value.get(key, [])
        if not isinstance(found, list):
            raise self.fault(key, "must be a list in square brackets")
        return found

    def texts(self, value: Mapping[str, Any], key: str) -> tuple[str, ...]:
        found = self.items(value, key)
        if not all(isinstance(item, str) for item in found):
            raise self.fault(key, "must be a list of texts in quotation marks")
        return tuple(found)

    def party(self, item: Any) -> Party:
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            raise self.fault("parties", 'must be a list of { name = "...", side = "..." }')
        return Party(item["name"], self.text(item, "side", item["name"]))

    def country(self, code: str) -> str:
        if len(code) != 3 or not code.isascii() or not code.isalpha():
            raise self.fault("countries", f"holds {code!r}, which is no ISO 3166-1 alpha-3 code such as ARM")
        return code.upper()

    def dual(self, name: str) -> str:
        if not all(part.strip() for part in name.split("/")) or "/" not in name:
            raise self.fault("order", f'holds {name!r}; write both names as "Shusha/Shushi"')
        return name

    def grading(self, name: str, item: Any) -> Grading:
        if not isinstance(item, dict):
            raise self.fault("gradings", f'must hold tables, written [gradings."{name}"]')
        grade = Grading(
            name,
            self.text(item, "reliability", "F").upper(),
            str(item.get("credibility", "6")),
            self.text(item, "reason"),
        )
        if grade.reliability not in "ABCDEF" or len(grade.reliability) != 1:
            raise self.fault(f"gradings: {name}: reliability", "must be a letter from A to F")
        if grade.credibility not in {"1", "2", "3", "4", "5", "6"}:
            raise self.fault(f"gradings: {name}: credibility", "must be a number from 1 to 6")
        return grade


def _like(other: Path) -> bytes:
    path = other / SETTINGS if other.is_dir() else other
    if not path.is_file():
        raise DossierError(f"{path}: there is no such file. Name the dossier.toml to start from")
    return path.read_bytes()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else " " for char in escaped) + '"'


def _retitled(body: bytes, title: str) -> bytes:
    """Return the settings with another title; the rest stays as it was written."""
    line = f"title = {_quoted(title)}"
    text, found = re.subn(r"^title[ \t]*=.*$", lambda _: line, body.decode("utf-8-sig"), count=1, flags=re.MULTILINE)
    return text.encode() if found else f"{line}\n{text}".encode()
