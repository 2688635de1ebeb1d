"""Bytes to text: encodings, binary files, control characters."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from contested.model.errors import InputError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TEXT_CONTROLS = b"\t\n\r\x0b\x0c\x1b"
CONTROLS = bytes(code for code in range(32) if code not in TEXT_CONTROLS)
MAX_CONTROL_SHARE = 0.02
MAX_FOREIGN_SHARE = 0.08  # of non-ASCII letters in a text that is taken for Western European

LINE_ENDS = re.compile("\r\n?|[\x0c\u2028\u2029]")
UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
SURROGATES = re.compile("[\ud800-\udfff]")


def decode(where: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text and warnings. Raises InputError for empty and for binary files."""
    if not data.strip():
        raise InputError(where, "the file is empty", "Leave it out, or fetch it again")
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), None)
    if encoding:
        return _decode_marked(where, data, encoding)
    refuse_binary(where, data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(where, data)


def refuse_binary(where: str, data: bytes) -> None:
    """Raise InputError for bytes that are no text: NUL bytes, or too many control characters."""
    controls = len(data) - len(data.translate(None, CONTROLS))
    if b"\x00" in data or controls > MAX_CONTROL_SHARE * len(data):
        raise InputError(
            where, "the file is binary, not text", "Give it the suffix of its real format, or save it as UTF-8 text"
        )


def clean(text: str) -> str:
    """Return ``text`` with every line end as one line feed and without control characters; nothing else is touched."""
    return SURROGATES.sub("\ufffd", UNWANTED.sub("", LINE_ENDS.sub("\n", text)))


def _decode_marked(where: str, data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") > MAX_CONTROL_SHARE * len(text):
        raise InputError(where, f"the file starts like {encoding} text, but is not", "Save it as UTF-8 text")
    return text, (f"some characters are broken {encoding}; they were replaced",)


def _guess(where: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    encoding = "cp1252" if _looks_western(data) else _best_guess(data)
    if encoding is None:
        raise InputError(where, "the character encoding cannot be told", "Save it as UTF-8 text")
    text = data.decode(encoding, errors="replace")
    return text, (f"the text is not UTF-8; read as {encoding}",)


def _looks_western(data: bytes) -> bool:
    """Return whether mostly ASCII letters with a few others: Windows-1252 and Latin-1, the common case."""
    letters = sum(chr(byte).isalpha() for byte in data if byte < 128)
    foreign = sum(byte >= 128 for byte in data)
    undefined = any(byte in data for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
    return not undefined and foreign <= MAX_FOREIGN_SHARE * max(letters, 1)


def _best_guess(data: bytes) -> str | None:
    best = from_bytes(data).best()
    return best.encoding if best else None
