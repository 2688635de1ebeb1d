"""Inputs of a run: files, folders, zip files, feeds and addresses -> batches of reports, one document at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from contested.flow.fetch import fetch, is_address
from contested.flow.lines import LINES, PARQUET, read_lines, read_rows
from contested.ingest import (
    NOTHING,
    SUFFIXES,
    Batch,
    Document,
    Given,
    Options,
    read_document,
    read_sidecar,
)
from contested.model.errors import InputError

SIDECAR = "reports.toml"
STORE = "record.duckdb"
OWN_FILES = frozenset({SIDECAR, "dossier.toml"})
NO_REPORTS = frozenset({"readme", "license", "licence", "changelog", "changes", "contributing", "notice"})
PACKED = frozenset({".pdf", ".docx", ".zip"})
Sidecar: TypeAlias = dict[str, Given] | InputError


def read_inputs(inputs: Sequence[str], options: Options) -> Iterator[Batch]:
    """Yield what each input gives, in order; folders by name. Nothing is raised: refusals are in the batches."""
    for name in inputs:
        path = Path(name)
        if is_address(name):
            yield _read_address(name, options)
        elif path.is_dir():
            yield from _read_folder(path, options)
        elif path.is_file():
            yield from _read_named(path, options)
        else:
            error = InputError(name, "there is no such file or folder", "Check the path")
            yield Batch(errors=(error,))


def count_inputs(inputs: Sequence[str]) -> int:
    """Return how many files the inputs name, for progress bars (a zip or a feed counts as one)."""
    return sum(len(files_of(Path(name))) if Path(name).is_dir() else 1 for name in inputs)


def given_for(path: Path) -> Given:
    """Return what the sidecar beside a file says of it. InputError where it is malformed."""
    sidecar = _sidecar(path.parent)
    if isinstance(sidecar, InputError):
        raise sidecar
    return sidecar.get(path.name, NOTHING)


def _read_address(url: str, options: Options) -> Batch:
    try:
        return read_document(fetch(url, options.limits), options)
    except InputError as error:
        return Batch(errors=(error,))


def is_report_file(path: Path) -> bool:
    """Return whether a file in a folder is taken for a report, by its name."""
    return path.suffix.lower() in SUFFIXES | {PARQUET} and path.stem.lower() not in NO_REPORTS


def files_of(folder: Path) -> list[Path]:
    """Return the files below a folder by name, without hidden ones, own ones and whole dossiers."""
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink() and not (path / STORE).exists():
            found += files_of(path)
        elif path.is_file() and path.name not in OWN_FILES:
            found.append(path)
    return found


def _read_folder(folder: Path, options: Options) -> Iterator[Batch]:
    sidecars: dict[Path, Sidecar] = {}
    for path in files_of(folder):
        if not is_report_file(path):
            yield Batch(skipped=(str(path),))
            continue
        if path.parent not in sidecars:
            sidecars[path.parent] = _sidecar(path.parent)
            yield from _told(sidecars[path.parent])
        yield from _read_file(path, sidecars[path.parent], options)


def _read_named(path: Path, options: Options) -> Iterator[Batch]:
    sidecar = _sidecar(path.parent)
    yield from _told(sidecar)
    yield from _read_file(path, sidecar, options)


def _sidecar(folder: Path) -> Sidecar:
    """Return what the sidecar of a folder says, or why it cannot be read."""
    path = folder / SIDECAR
    try:
        return read_sidecar(str(path), path.read_bytes()) if path.is_file() else {}
    except InputError as error:
        return error
    except OSError as error:
        return InputError(str(path), f"cannot be opened ({error.strerror})", "Check its permissions")


def _told(sidecar: Sidecar) -> tuple[Batch, ...]:
    return (Batch(errors=(sidecar,)),) if isinstance(sidecar, InputError) else ()


def _read_file(path: Path, sidecar: Sidecar, options: Options) -> Iterator[Batch]:
    """Yield the batches of a file. One beside a malformed sidecar is refused: its date and labels would be lost."""
    try:
        if isinstance(sidecar, InputError):
            raise InputError(str(path), f"not read: {SIDECAR} beside it is malformed", f"Mend {sidecar.where}")
        given = sidecar.get(path.name, NOTHING)
        _check_size(path, options)
        if path.suffix.lower() in LINES:
            yield from read_lines(path, given, options)
        elif path.suffix.lower() == PARQUET:
            yield from read_rows(path, None, given, options)
        else:
            yield read_document(Document(str(path), path.read_bytes(), given), options)
    except InputError as error:
        yield Batch(errors=(error,))
    except OSError as error:
        yield Batch(errors=(InputError(str(path), f"cannot be opened ({error.strerror})", "Check its permissions"),))


def _check_size(path: Path, options: Options) -> None:
    """Refuse a file above its limit before it is read."""
    suffix, size, limits = path.suffix.lower(), path.stat().st_size, options.limits
    if suffix in LINES or suffix == PARQUET:
        return  # read piece by piece; each text has its own limit
    limit = max(limits.max_file, limits.max_size) if suffix in PACKED else limits.max_size
    if size > limit:
        what = f"the file has {size / 1e6:.1f} MB, more than {limit / 1e6:g} MB"
        raise InputError(str(path), what, "Split it into its reports, or raise --max-size")
