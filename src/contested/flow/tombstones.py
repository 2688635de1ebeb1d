"""Tombstones: that something was removed, when, by whom and why, and a keyed hash by which it is known again."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import re
import secrets
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contested.model.codec import from_json, to_json
from contested.model.errors import DossierError
from contested.model.reports import Report
from contested.publish.masking import COVER

KEY, TOMBSTONES = "redactions.key", "redactions.json"
_WORD = re.compile(r"[^\W_]+")
REPORT, WORDS = "report", "words"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A removal. ``mark`` is the keyed hash of what was removed, ``length`` how many words it had."""

    id: str
    kind: str  # "report" or "words"
    at: dt.datetime
    by: str
    reason: str
    mark: str
    length: int


def words_of(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text in one form, whatever their case, spaces and line ends, each with its span."""
    return [(unicodedata.normalize("NFKC", m.group()).casefold(), *m.span()) for m in _WORD.finditer(text)]


class Graveyard:
    """The tombstones of a dossier, and the key of their hashes."""

    def __init__(self, folder: Path) -> None:
        """Read them; a dossier without any has an empty one. DossierError where a file is damaged."""
        self._folder = folder
        self._key = self._read_key()
        self.tombstones = self._read()

    def mark(self, words: Sequence[str]) -> str:
        """Return the keyed hash of words."""
        return hmac.new(self._key, "\x1f".join(words).encode(), hashlib.sha256).hexdigest()

    def keep(self, tombstone: Tombstone) -> None:
        """Write a tombstone, once."""
        if tombstone.id not in {one.id for one in self.tombstones}:
            self.tombstones = (*self.tombstones, tombstone)
            body = json.dumps([to_json(one) for one in self.tombstones], ensure_ascii=False, indent=1) + "\n"
            write_whole(self._folder / TOMBSTONES, body.encode())

    def keep_key(self) -> None:
        """Write the key, once; only its owner can read it."""
        path = self._folder / KEY
        if not path.exists():
            write_whole(path, self._key.hex().encode(), mode=0o600)

    def refused(self, report: Report) -> Tombstone | None:
        """Return the tombstone of a whole report, None where this one was never removed."""
        mark = self.mark([word for word, _, _ in words_of(report.text)])
        return next((one for one in self.tombstones if one.kind == REPORT and one.mark == mark), None)

    def cover(self, text: str) -> str:
        """Return ``text`` with words that were removed covered, each letter by one sign."""
        found = list(self._spans(text))
        if not found:
            return text
        letters = list(text)
        for start, end in found:
            letters[start:end] = [one if one.isspace() else COVER for one in letters[start:end]]
        return "".join(letters)

    def covered(self, report: Report) -> Report:
        """Return a report without words that were removed."""
        source = report.source and replace(report.source, name=self.cover(report.source.name))
        url = None if report.url is None or self.cover(report.url) != report.url else report.url
        return replace(
            report,
            text=self.cover(report.text),
            title=self.cover(report.title),
            doc_id=self.cover(report.doc_id),
            source=source,
            url=url,
            warnings=tuple(self.cover(one) for one in report.warnings),
            sensitivity=report.sensitivity and self.cover(report.sensitivity),
        )

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        marks = {(one.length, one.mark) for one in self.tombstones if one.kind == WORDS}
        if not marks:
            return
        words = words_of(text)
        for length in sorted({length for length, _ in marks}):
            for at in range(len(words) - length + 1):
                run = words[at : at + length]
                if (length, self.mark([word for word, _, _ in run])) in marks:
                    yield run[0][1], run[-1][2]

    def _read_key(self) -> bytes:
        path = self._folder / KEY
        if not path.exists():
            return secrets.token_bytes(32)
        try:
            return bytes.fromhex(path.read_text(encoding="ascii"))
        except (OSError, ValueError) as error:
            raise DossierError(f"{path}: the key of the redactions is damaged. Restore it from a copy") from error

    def _read(self) -> tuple[Tombstone, ...]:
        path = self._folder / TOMBSTONES
        if not path.exists():
            return ()
        if not (self._folder / KEY).exists():
            raise DossierError(f"{self._folder / KEY}: is missing: what was removed could come back. Restore it")
        try:
            return tuple(from_json(Tombstone, item) for item in json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise DossierError(f"{path}: the tombstones are damaged. Restore the file from a copy") from error


def write_whole(path: Path, body: bytes, mode: int = 0o644) -> None:
    """Write a file so that a kill leaves the old one or the new one."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(body)
    draft.chmod(mode)
    draft.replace(path)
