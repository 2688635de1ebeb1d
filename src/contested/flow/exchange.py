"""Exports of a dossier written to files, each with the table of what it lost."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from contested.flow.dossier import Dossier
from contested.flow.track import load_record
from contested.model.errors import InputError
from contested.publish.exchange import Exported, export_as
from contested.publish.release import Release, own

Days = tuple[dt.date | None, dt.date | None]  # known by, happened by


def write_export(dossier: Dossier, name: str, out: Path | None, days: Days = (None, None)) -> Exported:
    """Return a dossier for its own people in an exchange format, as known on a day; see `write_release`."""
    return write_release(own(load_record(dossier, *days)), name, out)


def write_release(release: Release, name: str, out: Path | None) -> Exported:
    """Return a release in an exchange format; write it and its losses where ``out`` is given.

    ``out`` is a file, or a folder where the format has several. InputError where it cannot be either.
    """
    done = export_as(release, name)
    if out is None:
        if len(done.files) > 1:
            raise InputError(name, "writes several files", "Name a folder with --out")
        return done
    if len(done.files) == 1:
        if out.is_dir():
            raise InputError(str(out), "is a folder", f"Name a file, such as {out / done.files[0][0]}")
        out.parent.mkdir(parents=True, exist_ok=True)
        _write(out, done.files[0][1])
    else:
        out.mkdir(parents=True, exist_ok=True)
        for file, body in done.files:
            _write(out / file, body)
    _write(losses_path(out), done.loss_table())
    return done


def losses_path(out: Path) -> Path:
    """Return the path of the loss table that lies beside an export."""
    return out.with_name(f"{out.name}.loss.csv")


def _write(path: Path, body: bytes) -> None:
    """Write a file so that a kill leaves the old one or the new one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    draft.write_bytes(body)
    draft.replace(path)
