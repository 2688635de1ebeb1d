"""Coded rows of a dataset beside a dossier: kept in a folder of their own, compared, and never given on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from contested.flow.dossier import Dossier
from contested.ingest.coded_tables import CodedTable, read_coded
from contested.model.codec import from_json, to_json
from contested.model.coded import CodedEvent, Scheme
from contested.model.errors import CodecError, DossierError, InputError
from contested.model.ids import content_id
from contested.model.record import Record
from contested.publish.exchange.layout import country
from contested.record.beside import SLACK, Beside, beside, comparable_days

FOLDER = "coded"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file of coded rows."""

    kept: int
    new: bool
    errors: tuple[InputError, ...]


def read_file(file: Path, scheme: Scheme) -> CodedTable:
    """Return the rows of a file; InputError where it cannot be read at all."""
    if not file.is_file():
        raise InputError(str(file), "there is no such file", "Check the path")
    return read_coded(file.read_bytes(), scheme, str(file))


def import_rows(dossier: Dossier, file: Path, scheme: Scheme) -> Imported:
    """Keep the rows of a file beside a dossier, as read; the same file again changes nothing.

    They are for comparing alone (`rights` is none): no page and no export of the dossier reads them.
    """
    table = read_file(file, scheme)
    body = "".join(json.dumps(to_json(event), ensure_ascii=False) + "\n" for event in table.events).encode()
    folder, ident = dossier.folder / FOLDER, content_id(scheme.value, body.decode())
    before = sorted(folder.glob("*.jsonl"))
    new = not any(path.stem.endswith(ident) for path in before)
    path = folder / f"{len(before) + 1:04}-{ident}.jsonl"
    if table.events and new:
        path.parent.mkdir(exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.new")
        draft.write_bytes(body)
        draft.replace(path)
    return Imported(len(table.events), new, table.errors)


def kept_rows(dossier: Dossier) -> tuple[CodedEvent, ...]:
    """Return all rows that were imported, each once, as last imported.

    DossierError where there are none, or a kept file was changed.
    """
    found: dict[str, CodedEvent] = {}
    for path in sorted((dossier.folder / FOLDER).glob("*.jsonl")):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
            events = [from_json(CodedEvent, json.loads(line)) for line in lines]
        except (CodecError, ValueError) as error:
            raise DossierError(f"{path}: was changed ({error}). Delete it and import the rows again") from error
        found |= {f"{event.scheme.value}:{event.id}": event for event in events}
    if not found:
        raise DossierError(
            f"{dossier.folder}: has no coded rows. Import some: contested import {dossier.folder} --as acled FILE"
        )
    return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, slots=True)
class Compared:
    """Events beside rows; ``outside``: rows of other countries or of days that no event of the record is of."""

    found: tuple[Beside, ...]
    outside: int


def compared(record: Record, rows: Iterable[CodedEvent]) -> Compared:
    """Return a record's events beside the coded rows of its theatre and its days.

    Where the dossier names no countries, rows of all countries count.
    """
    every = tuple(rows)
    days, names = comparable_days(record), {country(code).name.casefold() for code in record.conflict.countries}

    def within(row: CodedEvent) -> bool:
        place = row.country.casefold()
        here = not names or any(name in place or place in name for name in names if place)
        return here and days is not None and row.start <= days[1] + SLACK and days[0] - SLACK <= row.end

    kept = tuple(row for row in every if within(row))
    return Compared(beside(record, kept), len(every) - len(kept))
