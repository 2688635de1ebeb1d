"""Bulk inputs, read piece by piece: JSONL and Parquet files of records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from contested.ingest import Batch, Given, Options, read_record, read_row
from contested.model.errors import InputError

LINES = frozenset({".jsonl", ".ndjson"})
PARQUET = ".parquet"
COLUMNS = ("id", "text", "published", "source", "url", "title")
ROWS = 64  # rows of Parquet in memory


def read_lines(path: Path, given: Given, options: Options) -> Iterator[Batch]:
    """Yield the records of a JSONL file without holding the file; errors name lines by number."""
    size = path.stat().st_size
    if size == 0:
        raise InputError(str(path), "the file is empty", "Leave it out, or fetch it again")
    with path.open("rb") as stream:
        for number, (_, line) in enumerate(_lines(str(path), stream, size, options), start=1):
            yield from _record(f"{path}, line {number}", line, given, options)


def read_stretch(path: Path, start: int, end: int, given: Given, options: Options) -> Iterator[Batch]:
    """Yield the records of the lines that begin at byte ``start`` or later and before ``end``."""
    with path.open("rb") as stream:
        stream.seek(max(start - 1, 0))
        if start > 0:
            stream.readline(longest_line(options))
        for place, line in _lines(str(path), stream, end, options):
            yield from _record(f"{path}, line at byte {place}", line, given, options)


def read_rows(path: Path, group: int | None, given: Given, options: Options) -> Iterator[Batch]:
    """Yield the records of a Parquet file, or of one of its row groups, without holding them all."""
    try:
        file = pq.ParquetFile(path)
        columns = [name for name in COLUMNS if name in file.schema_arrow.names]
        groups = list(range(file.num_row_groups)) if group is None else [group]
        for batch in file.iter_batches(batch_size=ROWS, row_groups=groups, columns=columns):
            for values in batch.to_pylist():
                where = f"{path}, record {values.get('id')!r}"
                yield read_row(
                    where, {k: str(v) if k == "published" and v else v for k, v in values.items()}, given, options
                )
    except (pa.ArrowException, OSError) as error:
        raise InputError(str(path), f"cannot be read as Parquet ({error})", "Fetch the file again") from error


def row_groups(path: Path) -> int:
    """Return the number of row groups of a Parquet file; 1 where it cannot be opened (reading it says why)."""
    try:
        return int(pq.ParquetFile(path).num_row_groups)
    except (pa.ArrowException, OSError):
        return 1


def longest_line(options: Options) -> int:
    """Return how many bytes a line may have: an escaped character can take six bytes for one."""
    return 6 * options.limits.max_size + 100_000


def _lines(where: str, stream: BinaryIO, end: int, options: Options) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that begin before ``end``, each with the byte where it begins."""
    longest = longest_line(options)
    place = stream.tell()
    while place < end and (line := stream.readline(longest)):
        if len(line) >= longest:
            what = f"the line at byte {place} is longer than {longest / 1e6:g} MB; the rest of the file is not read"
            raise InputError(where, what, "Split the text into its reports")
        yield place, line
        place += len(line)


def _record(where: str, line: bytes, given: Given, options: Options) -> Iterator[Batch]:
    text = line.decode("utf-8", errors="replace").removeprefix("\ufeff")
    if text.strip():
        yield read_record(where, text, given, options)
