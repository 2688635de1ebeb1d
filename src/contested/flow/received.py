"""A whole record taken in from elsewhere: checked, kept as it came, and read like any other. It takes no reports."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

from contested.flow.dossier import SETTINGS, Dossier, new_dossier, open_dossier
from contested.model.codec import from_json
from contested.model.errors import CodecError, DossierError, InputError, InvalidRecordError
from contested.model.record import Record
from contested.publish.exchange.whole import WHOLE

_ADVICE = "Ask for the file anew: contested export DIR --as record --out FILE"


def receive_record(folder: Path, file: Path) -> Dossier:
    """Take a whole record in as a new dossier, or into one without reports, and return it.

    InputError where the file is none; DossierError where the dossier has reports or another record already.
    """
    body = _bytes(file)
    record = read_record(body, str(file))
    dossier = _empty(folder, record.conflict.title)
    if dossier.received.exists() and dossier.received.read_bytes() != body:
        raise DossierError(f"{folder}: holds another received record. Take this one into a folder of its own")
    draft = dossier.received.with_name(f".{dossier.received.name}.{os.getpid()}.new")
    draft.write_bytes(body)
    draft.replace(dossier.received)
    return dossier


def read_record(body: bytes, where: str) -> Record:
    """Return the record that a file holds; InputError says what is wrong with it and where in it."""
    try:
        value = json.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(where, f"is not UTF-8 (byte {error.start})", _ADVICE) from error
    except json.JSONDecodeError as error:
        raise InputError(where, f"line {error.lineno}: is no JSON ({error.msg})", _ADVICE) from error
    except RecursionError as error:
        raise InputError(where, "is nested too deeply", _ADVICE) from error
    if not isinstance(value, dict) or value.get("format") != WHOLE:
        found = value.get("format") if isinstance(value, dict) else type(value).__name__
        raise InputError(where, f"is no whole record: its format is {str(found)[:60]!r}, not {WHOLE!r}", _ADVICE)
    try:
        record = from_json(Record, value.get("record"))
    except (CodecError, InvalidRecordError) as error:
        raise InputError(where, f"does not fit: {str(error)[:300]}", _ADVICE) from error
    _check(record, where)
    return record


def received_record(dossier: Dossier, as_of: dt.date | None = None, happened_by: dt.date | None = None) -> Record:
    """Return the received record of a dossier; DossierError where another day is asked for than its own."""
    record = read_record(dossier.received.read_bytes(), str(dossier.received))
    if (as_of or record.as_of) != record.as_of or (happened_by or record.happened_by) != record.happened_by:
        own = f"as of {record.as_of}" if record.as_of else "as of its last day"
        raise DossierError(
            f"{dossier.folder}: a received record is kept {own} alone. Ask whoever made it for one as of another day"
        )
    return record


def refuse_received(dossier: Dossier) -> None:
    """Raise DossierError where a dossier holds a received record: it has no reports to read or add to."""
    if dossier.received.exists():
        raise DossierError(
            f"{dossier.folder}: holds a record received from elsewhere, without its reports. It can be shown and "
            "exported; for reports of your own make another dossier: contested new FOLDER"
        )


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise InputError(str(file), "there is no such file", "Check the path")
    return file.read_bytes()


def _empty(folder: Path, title: str) -> Dossier:
    dossier = open_dossier(folder) if (folder / SETTINGS).exists() else new_dossier(folder, title)
    if dossier.store.exists():
        raise DossierError(f"{folder}: holds reports. Take the record into a folder of its own, and compare them there")
    return dossier


def _check(record: Record, where: str) -> None:
    """Check that every passage stands in its report and every claim of an event is there."""
    texts = {report.id: report.text for report in record.reports}
    for claim in record.claims:
        if claim.report_id not in texts:
            raise InputError(where, f"claim {claim.id} is of report {claim.report_id}, which is not there", _ADVICE)
        try:
            claim.passage.check(texts[claim.report_id])
        except InvalidRecordError as error:
            raise InputError(where, f"claim {claim.id}: {error}", _ADVICE) from error
    known = {claim.id for claim in record.claims}
    for event in record.events:
        missing = [claim for claim in event.claims if claim not in known]
        if missing:
            raise InputError(where, f"event {event.id} rests on claim {missing[0]}, which is not there", _ADVICE)
