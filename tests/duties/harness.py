"""One dossier of all hostile passages and controls, released to an audience, and everything that leaves of it."""

from __future__ import annotations

import html
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from contested.flow.dossier import Dossier, new_dossier, open_dossier
from contested.flow.releasing import release_for, terms_of
from contested.flow.track import add_reports
from contested.publish.build import PageOptions
from contested.publish.exchange import FORMATS, export_as
from contested.publish.markdown import render_markdown
from contested.publish.neutral import Slip, check_page
from contested.publish.page import render_page
from contested.publish.release import Audience, Release
from contested.publish.tables import LEDGERS, ledger_table
from contested.publish.wire import coded_report, cross_document, record_json
from tests.duties.passages import DAY_OF_PUBLISHING, HostilePassage, passages

CONTACT = '\n[publish]\ncontact = "desk@post.example"\n'
NEAR_KM = 2.0
DEGREE_KM = 111.0
_PAIR = re.compile(r'"lat(?:itude)?":\s*(-?[\d.]+),\s*"lon(?:gitude|g)?":\s*(-?[\d.]+)')
_POINT = re.compile(r"\[\s*(-?\d+\.\d+),\s*(-?\d+\.\d+)\s*\]")


@dataclass(frozen=True, slots=True)
class Leak:
    """A string or a point of a passage that left, and by which way."""

    passage: str
    what: str
    way: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the passages for the public, and of those that partners must be given."""

    leaks: tuple[Leak, ...]
    shown: tuple[str, ...]  # ids of controls of which everything is shown
    missing: tuple[tuple[str, str], ...]  # (control, string that is not shown)
    partner_missing: tuple[tuple[str, str], ...]
    words_withheld: int  # strings that must not leave and did not
    internal: int  # passages of which such a string is found in the internal release: the check sees what it looks for
    slips: tuple[Slip, ...]  # of the public page in its own voice


@cache
def outcome() -> Outcome:
    """Return what became of all passages (read, folded and released once)."""
    with TemporaryDirectory() as folder:
        dossier = _dossier(Path(folder) / "hostile")
        public, partner = ways(dossier, Audience.PUBLIC), ways(dossier, Audience.PARTNER)
        internal = ways(dossier, Audience.INTERNAL)
    leaks = tuple(leak for passage in passages() for leak in _leaks(passage, public))
    everything, given = _plain(" ".join(public.values())), _plain(" ".join(partner.values()))
    missing = tuple((p.id, words) for p in passages() for words in p.show if not _stands(words, everything))
    told = tuple((p.id, words) for p in passages() for words in p.partner if not _stands(words, given))
    controls = [p.id for p in passages() if p.is_control]
    gone = {passage for passage, _ in missing}
    asked = sum(len(p.withhold) for p in passages())
    lost = len({(leak.passage, leak.what) for leak in leaks})
    seen = {leak.passage for passage in passages() for leak in _leaks(passage, internal)}
    shown = tuple(one for one in controls if one not in gone)
    return Outcome(leaks, shown, missing, told, asked - lost, len(seen), check_page(public["page"]))


def _dossier(folder: Path) -> Dossier:
    made = new_dossier(folder, "Hostile passages")
    settings = folder / "dossier.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + CONTACT, encoding="utf-8")
    dossier = open_dossier(made.folder)
    add_reports(dossier, [passage.report for passage in passages()])
    return dossier


def ways(dossier: Dossier, audience: Audience) -> dict[str, str]:
    """Return by its name everything that leaves a dossier for an audience, as text."""
    shown = release_for(dossier, terms_of(dossier, audience, DAY_OF_PUBLISHING))
    return dict(_ways(shown))


def _ways(shown: Release) -> Iterator[tuple[str, str]]:
    yield "page", render_page(shown, options=PageOptions())
    yield "markdown", render_markdown(shown, options=PageOptions(figures=False))
    yield "record.json", json.dumps(record_json(shown), ensure_ascii=False, default=str)
    coded = [coded_report(shown, report.id) for report in shown.record.reports if report.id in shown.readings]
    yield "coded reports", json.dumps(coded, ensure_ascii=False, default=str)
    yield "pairs of claims", json.dumps(cross_document(shown), ensure_ascii=False)
    for name in LEDGERS:
        yield f"table {name}", json.dumps(ledger_table(shown, name).rows, ensure_ascii=False)
    for name in FORMATS:
        for file, body in export_as(shown, name).files:
            yield f"export {name}: {file}", _text(file, body)


def _text(file: str, body: bytes) -> str:
    if file.endswith(".parquet"):
        return json.dumps(pq.read_table(io.BytesIO(body)).to_pylist(), ensure_ascii=False, default=str)
    return body.decode("utf-8", errors="replace")


def _leaks(passage: HostilePassage, public: dict[str, str]) -> Iterator[Leak]:
    for way, text in public.items():
        plain = _known(text)
        yield from (Leak(passage.id, words, way) for words in passage.withhold if _stands(words, plain))
        for point in passage.points:
            if any(_is_near(point, other) for other in _points(text)):
                yield Leak(passage.id, f"{point[0]}, {point[1]}", way)


@cache
def _known(text: str) -> str:
    return _plain(text)


def _plain(text: str) -> str:
    told = html.unescape(re.sub(r"<[^>]*>", "", text)).replace("\\n", " ")
    return f"{' '.join(told.split()).casefold()} {_attributes(text)}"


def _attributes(text: str) -> str:
    return " ".join(html.unescape(found).casefold() for found in re.findall(r'(?:href|title|id)="([^"]*)"', text))


def _stands(words: str, plain: str) -> bool:
    wanted = " ".join(words.split()).casefold()
    return wanted in plain and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain) is not None


@cache
def _points(text: str) -> tuple[tuple[float, float], ...]:
    found = [(float(a), float(b)) for a, b in _PAIR.findall(text)]
    return (*found, *((float(b), float(a)) for a, b in _POINT.findall(text)))


def _is_near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) * DEGREE_KM < NEAR_KM


def by_kind() -> dict[str, tuple[int, int, int]]:
    """Return by kind how many passages there are, how many are withheld right, and how many leak."""
    leaking = {leak.passage for leak in outcome().leaks}
    hostile = [passage for passage in passages() if not passage.is_control]
    total = Counter(passage.kind for passage in hostile)
    leaked = Counter(passage.kind for passage in hostile if passage.id in leaking)
    return {kind: (total[kind], total[kind] - leaked[kind], leaked[kind]) for kind in sorted(total)}
