"""The review in a spreadsheet: claims out with drop-downs for every coded field, corrections back as judgements."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from contested.flow.judging import Desk, Hand
from contested.model.errors import ContestedError, InputError
from contested.model.events import Judgement, RecordedClaim
from contested.record.corrections import choices, correct, current

FIELDS = (
    "event_type", "stance", "polarity", "speech_act", "initiators", "recipients", "claimant", "time", "places",
    "tactic", "target_class", "topic", "third_party_role", "reliable", "evaluative", "civilian_targeting",
    "civilian_harm", "credibility",
)  # fmt: skip
TOLL_FIELDS = ("kind", "low", "best", "high", "victim_status", "scope", "basis")
TOLLS = 3  # of a claim; a claim with more keeps the others as they are
VERDICTS = ("accept", "reject")
FIXED = ("claim", "report", "published", "words")
OWN = ("verdict", "reason", "note")
LAST = "as_exported"  # what the coded fields said, so that only what a person changed is taken
COLUMNS = (
    *FIXED, *OWN, *FIELDS, *(f"toll{n}_{name}" for n in range(1, TOLLS + 1) for name in TOLL_FIELDS), LAST,
)  # fmt: skip
_LISTS = "choices"
_SHEET = "claims"
_MOST_ROWS = 1_000_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of a corrected file: the judgements made, and what could not be placed, each with its row."""

    judgements: tuple[Judgement, ...]
    refused: tuple[InputError, ...]
    unchanged: int


def export_review(desk: Desk, path: Path) -> int:
    """Write the claims of a dossier as .xlsx (with drop-downs) or .csv; return how many there are."""
    rows = [_row(claim) for claim in desk.record.claims]
    if path.suffix.lower() == ".xlsx":
        _write_workbook(rows, path)
    elif path.suffix.lower() == ".csv":
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_harmless(cell) for cell in row] for row in rows)
        path.write_text("\ufeff" + text.getvalue(), encoding="utf-8", newline="")
    else:
        raise InputError(str(path), "is no spreadsheet that can be written", "Name a file that ends in .xlsx or .csv")
    return len(rows)


def import_review(desk: Desk, path: Path, hand: Hand) -> Reviewed:
    """Take a corrected file back: judgements for what was changed, accepted, rejected or noted.

    ``hand`` holds the reason of rows that give none of their own. A row that cannot be placed is named and left out;
    of a row with a wrong value nothing is taken.
    """
    made: list[Judgement] = []
    refused: list[InputError] = []
    unchanged = 0
    with desk.together():
        for number, row in _rows(path):
            try:
                found = _judge(desk, row, hand)
            except ContestedError as error:
                what = error.what if isinstance(error, InputError) else str(error)
                where = f"{path}, row {number}"
                refused.append(InputError(where, f"not taken: {what}", "Correct the row and import again"))
            else:
                made += found
                unchanged += not found
    return Reviewed(tuple(made), tuple(refused), unchanged)


def _row(claim: RecordedClaim) -> list[str]:
    coded = _coded(claim)
    words = " ".join(claim.passage.quote.split())
    day = claim.published.isoformat() if claim.published else ""
    return [claim.id, claim.doc_id, day, words, "", "", "", *coded.values(), json.dumps(coded, ensure_ascii=False)]


def _coded(claim: RecordedClaim) -> dict[str, str]:
    return {name: current(claim, name) for name in COLUMNS[len(FIXED) + len(OWN) : -1]}


def _judge(desk: Desk, row: Mapping[str, str], hand: Hand) -> list[Judgement]:
    """Make the judgements of a row, after all of it was checked."""
    claim = desk.claims([row.get("claim", "")])[0]
    changed = _changes(claim, row)
    verdict = row.get("verdict", "").strip().casefold()
    if verdict not in {"", *VERDICTS}:
        raise InputError("", f"verdict {verdict!r} is none of {', '.join(VERDICTS)}", "")
    reason = row.get("reason", "").strip() or hand.reason
    own = replace(hand, reason=reason)
    for field, value in changed.items():
        claim = correct(claim, field, desk.value(field, value), {})
    made = [desk.correct([claim.id], field, value, own) for field, value in changed.items()]
    if verdict:
        made.append((desk.accept if verdict == "accept" else desk.reject)([claim.id], own))
    if row.get("note", "").strip():
        made.append(desk.note([claim.id], replace(hand, reason=row["note"].strip())))
    return made


def _changes(claim: RecordedClaim, row: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that a person changed since the file was written, and that still say otherwise."""
    now = _coded(claim)
    try:
        before = json.loads(row.get(LAST) or "{}")
    except ValueError as error:
        raise InputError("", f"column {LAST} was changed ({error})", "") from error
    if not isinstance(before, dict):
        raise InputError("", f"column {LAST} was changed", "")
    given = {name: row[name].strip() for name in now if name in row}
    return {
        name: value
        for name, value in given.items()
        if not _same(value, str(before.get(name, now[name]))) and not _same(value, now[name])
    }


def _same(one: str, other: str) -> bool:
    """Return whether two cells say the same; a spreadsheet may write 12 as 12.0 and a date with its time."""
    if one == other or one.removesuffix(" 00:00:00") == other:
        return True
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _write_workbook(rows: Sequence[Sequence[str]], path: Path) -> None:
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise InputError(str(path), "has no sheet to write to", "Try again")
    sheet.title = _SHEET
    sheet.append(list(COLUMNS))
    for row in rows[: _MOST_ROWS - 1]:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
    for cells in sheet.iter_rows(min_row=2, max_row=len(rows) + 1):
        for cell in cells:
            if isinstance(cell, Cell):
                cell.data_type = "s"  # words that begin with "=" are no formula
    _dress(sheet)
    _drop_downs(book, sheet, len(rows) + 1)
    book.save(path)


def _dress(sheet: Worksheet) -> None:
    sheet.freeze_panes = "E2"
    for number, name in enumerate(COLUMNS, start=1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = 60 if name == "words" else 16
        column.hidden = name == LAST
        sheet.cell(1, number).font = Font(bold=True)
    for (cell,) in sheet.iter_rows(min_row=2, min_col=FIXED.index("words") + 1, max_col=FIXED.index("words") + 1):
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _drop_downs(book: Workbook, sheet: Worksheet, last: int) -> None:
    """Give every coded field with a closed list its drop-down, from a second sheet that holds the lists."""
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    for number, name in enumerate(COLUMNS, start=1):
        allowed = VERDICTS if name == "verdict" else choices(name) if name in _closed() else ()
        if not allowed:
            continue
        letter = get_column_letter(lists.max_column + 1)
        for place, word in enumerate(allowed, start=1):
            lists[f"{letter}{place}"] = word
        rule = DataValidation("list", f"{_LISTS}!${letter}$1:${letter}${len(allowed)}", allow_blank=True)
        rule.error, rule.errorTitle = f"Choose one of: {', '.join(allowed)}"[:250], name
        sheet.add_data_validation(rule)
        rule.add(f"{get_column_letter(number)}2:{get_column_letter(number)}{max(last, 2)}")


def _closed() -> frozenset[str]:
    return frozenset(name for name in COLUMNS[len(FIXED) + len(OWN) : -1] if choices(name))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a corrected file with their numbers as a spreadsheet shows them."""
    if not path.is_file():
        raise InputError(str(path), "there is no such file", "Check the path")
    if path.suffix.lower() == ".xlsx":
        cells = _read_workbook(path)
    elif path.suffix.lower() == ".csv":
        cells = _read_csv(path)
    else:
        raise InputError(str(path), "is no spreadsheet that can be read", "Name a file that ends in .xlsx or .csv")
    head = [cell.strip() for cell in next(cells, [])]
    if "claim" not in head:
        raise InputError(str(path), "has no column `claim`", "Start from what `contested review export` writes")
    for number, row in enumerate(cells, start=2):
        if any(cell.strip() for cell in row):
            yield number, dict(zip(head, row, strict=False))


def _read_workbook(path: Path) -> Iterator[list[str]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(str(path), f"is no .xlsx workbook ({error})", "Save it as .xlsx or .csv again") from error
    sheet = book[_SHEET] if _SHEET in book.sheetnames else book.worksheets[0]
    for row in sheet.iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]


def _read_csv(path: Path) -> Iterator[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8", "Save it as CSV UTF-8") from error
    try:
        delimiter = csv.Sniffer().sniff(text.splitlines()[0], ",;\t").delimiter if text else ","
    except csv.Error:
        delimiter = ","
    for row in csv.reader(io.StringIO(text), delimiter=delimiter):
        yield [_plain(cell) for cell in row]
