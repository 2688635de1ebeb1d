"""The compiled form of the gazetteer: named columns of numbers and text in one file of plain bytes.

Layout: magic, length of the header, JSON header ``[[name, dtype, offset, bytes], ...]``, then the columns, each
aligned to 8 bytes, little-endian. Reading makes views of the bytes and copies nothing; writing the same columns
always gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

import numpy as np
import numpy.typing as npt

from contested.model.errors import ResourceError

_MAGIC: Final = b"CPL1"
_DTYPES: Final = frozenset({"<u8", "<i8", "<u4", "<i4", "<u2", "|u1"})


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name; text is kept as UTF-8 blobs with offset columns."""

    columns: Mapping[str, npt.NDArray[np.generic]]

    def numbers(self, name: str) -> npt.NDArray[np.int64]:
        """Return a column of numbers below 2**63 in its stored width."""
        return cast("npt.NDArray[np.int64]", self.columns[name])

    def unsigned(self, name: str) -> npt.NDArray[np.uint64]:
        """Return a column of 64-bit hashes."""
        return cast("npt.NDArray[np.uint64]", self.columns[name])

    def text(self, name: str, row: int) -> str:
        """Return one string of the text column ``name``."""
        ends = self.columns[name + ".end"]
        start = int(ends[row - 1]) if row else 0
        return self.columns[name + ".utf8"][start : int(ends[row])].tobytes().decode("utf-8")


def text_columns(name: str, values: list[str]) -> dict[str, npt.NDArray[np.generic]]:
    """Return the two columns that hold a list of strings."""
    encoded = [value.encode("utf-8") for value in values]
    ends = np.cumsum(np.array([len(item) for item in encoded], dtype=np.uint32), dtype=np.uint32)
    return {name + ".end": ends, name + ".utf8": np.frombuffer(b"".join(encoded), dtype=np.uint8)}


def pack(columns: Mapping[str, npt.NDArray[np.generic]]) -> bytes:
    """Return the bytes of a table; the same columns give the same bytes."""
    header, blobs, offset = [], [], 0
    for name in sorted(columns):
        blob = columns[name].astype(columns[name].dtype.newbyteorder("<")).tobytes()
        header.append([name, columns[name].dtype.newbyteorder("<").str, offset, len(blob)])
        blobs.append(blob + bytes(-len(blob) % 8))
        offset += len(blobs[-1])
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-(len(head) + 8) % 8)
    return _MAGIC + len(head).to_bytes(4, "little") + head + b"".join(blobs)


def unpack(data: bytes, where: str) -> Table:
    """Return the table in ``data``; raises ResourceError if it is not one."""
    if data[:4] != _MAGIC:
        raise ResourceError(f"{where}: not a compiled gazetteer. Run `make data` to build it again.")
    body = 8 + int.from_bytes(data[4:8], "little")
    columns: dict[str, npt.NDArray[np.generic]] = {}
    for name, dtype, offset, size in json.loads(data[8:body]):
        if dtype not in _DTYPES or body + offset + size > len(data):
            raise ResourceError(f"{where}: column {name} is damaged. Run `make data` to build it again.")
        columns[name] = np.frombuffer(data, dtype=dtype, count=size // np.dtype(dtype).itemsize, offset=body + offset)
    return Table(columns)
