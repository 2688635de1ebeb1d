"""Zip files: what may be unpacked, and the documents in one."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from contested.ingest.batch import Document
from contested.ingest.options import MEGABYTE, Given, Limits
from contested.ingest.sidecar import NAME, read_sidecar
from contested.model.errors import InputError

BOMB = "Unpack it yourself if you trust it, and give the files"


def open_zip(where: str, data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Return the archive, checked against the limits before anything is unpacked; InputError otherwise."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError(where, f"the zip file is damaged ({error})", "Fetch the file again") from error
    infos = archive.infolist()
    total = sum(info.file_size for info in infos)
    if len(infos) > limits.max_entries:
        raise InputError(where, f"the zip holds {len(infos)} files, more than {limits.max_entries}", BOMB)
    if total > limits.max_unpacked:
        raise InputError(where, f"the zip would unpack to {total} bytes, more than {limits.max_unpacked}", BOMB)
    for info in infos:
        _check_entry(where, info, limits)
    return archive


def read_entry(where: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return the bytes of an entry, never more than it declares; InputError for damaged and locked ones."""
    try:
        with archive.open(info) as stream:
            data = stream.read(info.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise InputError(f"{where}/{info.filename}", f"cannot be unpacked ({error})", "Fetch the zip again") from error
    if len(data) > info.file_size:
        raise InputError(f"{where}/{info.filename}", "unpacks to more than it declares", BOMB)
    return data


def documents(where: str, data: bytes, limits: Limits) -> Iterator[Document | InputError]:
    """Yield the documents of a zip by name, each with its sidecar entry; an InputError for each that is refused.

    A folder with a malformed sidecar is refused whole: its reports would go without their dates and labels.
    """
    archive = open_zip(where, data, limits)
    infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    sidecars: dict[str, dict[str, Given]] = {}
    refused: set[str] = set()
    for info in infos:
        if PurePosixPath(info.filename).name == NAME:
            folder = str(PurePosixPath(info.filename).parent)
            try:
                sidecars[folder] = read_sidecar(f"{where}/{info.filename}", read_entry(where, archive, info))
            except InputError as error:
                refused.add(folder)
                yield error
    for info in infos:
        path = PurePosixPath(info.filename)
        if path.name == NAME or path.name.startswith((".", "__MACOSX")) or "__MACOSX" in path.parts:
            continue
        if str(path.parent) in refused:
            yield InputError(f"{where}/{path}", "not read: the sidecar of its folder is malformed", "Mend reports.toml")
            continue
        try:
            content = read_entry(where, archive, info)
        except InputError as error:
            yield error
            continue
        yield Document(f"{where}/{path}", content, sidecars.get(str(path.parent), {}).get(path.name, Given()))


def _check_entry(where: str, info: zipfile.ZipInfo, limits: Limits) -> None:
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > MEGABYTE and ratio > limits.max_ratio:
        what = f"{info.filename} unpacks to {ratio:.0f} times its size (a zip bomb?)"
        raise InputError(where, what, BOMB)
    if info.flag_bits & 0x1:
        raise InputError(where, f"{info.filename} is locked with a password", "Save the zip without password")
