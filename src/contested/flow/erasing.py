"""Finding in the files of a dossier what is to be removed, and removing it: text is covered, all else is deleted."""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from contested.flow.tombstones import words_of, write_whole
from contested.publish.masking import COVER

RUN = 5  # words in a row by which a report is known again
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG = re.compile(r"<[^<>]*>|\\[nrtbf\"/\\]")
_GAP = r"(?:[\W_]|\\[nrt]|\\u00[0-9a-f]{2}|&#?\w+;|<[^<>]*>)+"
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be removed: runs of words, of which any one is a trace; and ids or addresses, as they are written."""

    runs: frozenset[tuple[str, ...]]
    strings: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None  # of the words, in text: covered in place; None: the file goes

    def stands_in(self, text: str) -> bool:
        """Return whether a text holds a trace."""
        plain = html.unescape(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text))
        if any(one in text or one in plain for one in self.strings):
            return True
        lengths = sorted({len(run) for run in self.runs})
        for version in (plain, _TAG.sub(" ", plain)):
            words = [word for word, _, _ in words_of(version)]
            if any(tuple(words[at : at + n]) in self.runs for n in lengths for at in range(len(words) - n + 1)):
                return True
        return False


def of_report(text: str, strings: frozenset[str]) -> Wanted:
    """Return what to look for where a whole report goes."""
    words = [word for word, _, _ in words_of(text)]
    length = min(RUN, len(words))
    runs = frozenset(tuple(words[at : at + length]) for at in range(len(words) - length + 1)) if words else frozenset()
    return Wanted(runs, strings)


def of_words(words: str, strings: frozenset[str]) -> Wanted:
    """Return what to look for where words go."""
    run = tuple(word for word, _, _ in words_of(words))
    pattern = re.compile(_GAP.join("".join(map(_letter, word)) for word in run), re.IGNORECASE)
    return Wanted(frozenset({run}), strings, pattern)


def any_of(several: Sequence[Wanted]) -> Wanted:
    """Return what to look for where several things go; covered in place only where it is one thing."""
    if len(several) == 1:
        return several[0]
    return Wanted(
        frozenset(run for one in several for run in one.runs),
        frozenset(text for one in several for text in one.strings),
    )


def _letter(letter: str) -> str:
    if letter.isascii():
        return re.escape(letter)
    forms = {letter, letter.upper(), letter.lower()}
    written = {form for one in forms for form in (re.escape(one), *(rf"\\u{ord(c):04x}" for c in one[:1]))}
    return f"(?:{'|'.join(sorted(written | {f'&#{ord(letter)};'}))})"


def erase(folder: Path, wanted: Wanted, spared: frozenset[str]) -> list[Path]:
    """Remove what is wanted from every file below a folder but the spared ones; return the files that were deleted."""
    deleted = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink() or str(path.relative_to(folder)) in spared:
            continue
        body = path.read_bytes()
        told = any(wanted.stands_in(text) for text in (path.name, *texts(body)))
        if told and not _cover(path, body, wanted):
            path.unlink()
            deleted.append(path)
    return deleted


def _cover(path: Path, body: bytes, wanted: Wanted) -> bool:
    """Cover the words in a file of text, in its encoding; return False where that is no way to do it."""
    if wanted.pattern is None or wanted.stands_in(path.name):
        return False
    for encoding in ("utf-8", "utf-16", "utf-16-le", "utf-16-be"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            continue
        changed = wanted.pattern.sub(COVER * 3, text)
        if changed != text and not wanted.stands_in(changed):
            write_whole(path, changed.encode(encoding))
            return True
    return False


def texts(body: bytes, depth: int = 0) -> Iterator[str]:
    """Yield everything that a file may say: its bytes in the encodings in use, and what is packed in it."""
    yield body.decode("utf-8", "replace")
    for encoding in ("utf-16-le", "utf-16-be"):
        yield body.decode(encoding, "replace")
        yield body[1:].decode(encoding, "replace")
    if depth < _DEPTH:
        for inner in _packed(body):
            yield from texts(inner, depth + 1)


def _packed(body: bytes) -> Iterator[bytes]:
    if body[:4] == b"PK\x03\x04":
        yield from _members(body)
    elif body[:2] == b"\x1f\x8b":
        yield from _unzipped(body)
    elif body[:4] == b"PAR1":
        yield from _cells(body)
    elif body[:5] == b"%PDF-":
        yield from _pages(body)


def _members(body: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    except (zipfile.BadZipFile, OSError, RuntimeError, zlib.error, NotImplementedError):
        return


def _unzipped(body: bytes) -> Iterator[bytes]:
    try:
        yield gzip.decompress(body)
    except (OSError, EOFError, zlib.error):
        return


def _cells(body: bytes) -> Iterator[bytes]:
    try:
        table = pq.read_table(io.BytesIO(body))
    except (OSError, pa.ArrowInvalid):
        return
    for row in table.to_pylist():
        yield "\n".join(str(cell) for cell in row.values()).encode()


def _pages(body: bytes) -> Iterator[bytes]:
    try:
        for page in PdfReader(io.BytesIO(body)).pages:
            yield page.extract_text().encode("utf-8", "replace")
    except (PyPdfError, OSError, ValueError, KeyError):
        return
