"""The sidecar ``reports.toml``: what a person says of the files beside it."""

from __future__ import annotations

import datetime as dt
import re
import tomllib

from contested.ingest.dates import parse_date
from contested.ingest.options import Given
from contested.model.errors import InputError
from contested.model.reports import Rights, Tlp

NAME = "reports.toml"


def read_sidecar(where: str, data: bytes) -> dict[str, Given]:
    """Return what is said, by file name, unknown keys ignored. InputError names the file and the line of a fault."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(where, "the sidecar is not UTF-8", "Save it as UTF-8 text") from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what = f"the sidecar is not valid TOML: {error}"
        raise InputError(
            f"{where}, line {fault_line(error, text)}", what, 'Write ["file.txt"] and below it published = 2022-09-14'
        ) from error
    named = {name: value for name, value in tables.items() if isinstance(value, dict) or "." in name}
    return {name: _entry(where, text, name, value) for name, value in named.items()}


def fault_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """Return the line, from 1, that a fault of TOML is in."""
    told = re.search(r"at line (\d+)", str(error))
    return int(told[1]) if told else text.count("\n") + 1


def _entry(where: str, text: str, name: str, value: object) -> Given:
    if not isinstance(value, dict):
        raise _fault(where, text, name, None, f'"{name}" is not a table', 'Write ["file.txt"] above the values')
    try:
        return Given(
            published=_date(value.get("published")),
            source=_string(value, "source"),
            url=_string(value, "url"),
            title=_string(value, "title"),
            rights=Rights(value["rights"]) if "rights" in value else None,
            tlp=_tlp(value.get("tlp")),
            sensitivity=_string(value, "sensitivity"),
        )
    except _BadValueError as error:
        raise _fault(where, text, name, error.key, error.what, error.advice) from error
    except ValueError as error:
        allowed = ", ".join(rights.value for rights in Rights)
        raise _fault(where, text, name, "rights", str(error), f"Use one of {allowed}") from error


class _BadValueError(Exception):
    def __init__(self, key: str, what: str, advice: str) -> None:
        super().__init__(what)
        self.key, self.what, self.advice = key, what, advice


def _string(value: dict[str, object], key: str) -> str | None:
    found = value.get(key)
    if found is None or isinstance(found, str):
        return found
    raise _BadValueError(key, f"{key} is not a text", f'Write {key} = "..." in quotation marks')


def _date(value: object) -> dt.date | None:
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    day = parse_date(value) if isinstance(value, str) else None
    if day is None:
        raise _BadValueError("published", f"{value!r} is not a date", "Write published = 2022-09-14")
    return day


def _tlp(value: object) -> Tlp | None:
    if value is None:
        return None
    label = str(value).upper()
    label = label if label.startswith("TLP:") else f"TLP:{label}"
    if label not in {tlp.value for tlp in Tlp}:
        raise _BadValueError("tlp", f"{value!r} is no TLP 2.0 label", "Use " + ", ".join(tlp.value for tlp in Tlp))
    return Tlp(label)


def _fault(where: str, text: str, name: str, key: str | None, what: str, advice: str) -> InputError:  # noqa: PLR0913
    return InputError(f"{where}, line {_line_of(text, name, key)}", what, advice)


def _line_of(text: str, name: str, key: str | None) -> int:
    """Return the 1-based line of a key in a table, of the table where the key is not found."""
    lines = text.splitlines()
    start = next((i for i, line in enumerate(lines) if name in line), 0)
    if key is None:
        return start + 1
    pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    return next((i for i in range(start, len(lines)) if pattern.match(lines[i])), start) + 1
