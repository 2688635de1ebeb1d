"""What `resources/exchange/` holds: the columns of each layout, where each comes from, and the codes of countries."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from contested.model.errors import ResourceError, UnknownIdError


class Policy(StrEnum):
    """What becomes of an event that is only alleged, or that somebody contests."""

    MARK = "mark"  # it goes out, and the layout's own words say so
    LEAVE_OUT = "leave_out"  # the layout has no words for it


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``facet`` names what fills it; None leaves it empty, and ``note`` says why."""

    name: str
    facet: str | None
    note: str = ""
    tag: str = ""  # HXL hashtag


@dataclass(frozen=True, slots=True)
class Layout:
    """One target scheme. ``tables`` map our words to its own: table, key, words."""

    name: str
    title: str
    source: str
    form: str
    file: str
    contested: Policy
    alleged: Policy
    columns: tuple[Column, ...]
    extras: tuple[Column, ...]  # of ours, beside the scheme's
    tables: Mapping[str, Mapping[str, tuple[str, ...]]]

    def look_up(self, table: str, *keys: str | None) -> tuple[str, ...] | None:
        """Return the words for the first key that the table has."""
        rows = self.tables[table]
        return next((rows[key] for key in keys if key and key in rows), None)


@dataclass(frozen=True, slots=True)
class Country:
    """A country in the codes of other schemes; "" where a scheme has none."""

    iso3: str
    iso2: str
    iso_numeric: str
    fips: str
    cow: str
    gw: str
    name: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """All layouts by name, and all countries by ISO 3166-1 alpha-3 code."""

    layouts: Mapping[str, Layout]
    countries: Mapping[str, Country]


NO_COUNTRY = Country("", "", "", "", "", "", "")
_PLAIN = frozenset({"name", "title", "source", "form", "file", "contested", "alleged", "columns", "extras"})


def layout(name: str) -> Layout:
    """Return a layout; UnknownIdError where there is none of that name."""
    found = exchange().layouts.get(name)
    if found is None:
        raise UnknownIdError(f"exchange: no layout {name!r}; use one of {', '.join(sorted(exchange().layouts))}")
    return found


def country(iso3: str | None) -> Country:
    """Return the codes of a country; empty ones where it has none, with the code itself as its name."""
    if not iso3:
        return NO_COUNTRY
    return exchange().countries.get(iso3) or Country(iso3, "", "", "", "", "", iso3)


@cache
def exchange() -> Exchange:
    """Return the compiled layouts."""
    try:
        text = files("contested.publish").joinpath("data", "exchange.json").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ResourceError(
            "publish/data/exchange.json: missing. Run `make data` to build it from resources/"
        ) from error
    return parse(json.loads(text))


def parse(raw: Mapping[str, object]) -> Exchange:
    """Return the layouts from their plain form; ResourceError where the form is wrong."""
    layouts, countries = raw.get("layouts"), raw.get("countries")
    if not isinstance(layouts, dict) or not isinstance(countries, list):
        raise ResourceError("resources/exchange: needs layouts and country_codes.csv")
    try:
        found = {name: _layout(value) for name, value in layouts.items()}
        codes = {row["iso3"]: Country(**row) for row in countries}
    except (KeyError, TypeError, ValueError) as error:
        raise ResourceError(
            f"resources/exchange: {error!r} is missing or wrong; compare with another layout"
        ) from error
    return Exchange(MappingProxyType(found), MappingProxyType(codes))


def _layout(value: Mapping[str, object]) -> Layout:
    texts = {key: str(value[key]) for key in ("name", "title", "source", "form", "file")}
    return Layout(
        **texts,
        contested=Policy(str(value["contested"])),
        alleged=Policy(str(value["alleged"])),
        columns=_columns(value["columns"]),
        extras=_columns(value.get("extras", [])),
        tables={key: _table(item) for key, item in value.items() if key not in _PLAIN},
    )


def _columns(value: object) -> tuple[Column, ...]:
    if not isinstance(value, list):
        raise ResourceError("resources/exchange: columns must be a list")
    columns = tuple(Column(c["name"], c.get("from"), c.get("note", ""), c.get("tag", "")) for c in value)
    wordless = [column.name for column in columns if column.facet is None and not column.note]
    if wordless:
        raise ResourceError(f"resources/exchange: {wordless[0]} stays empty, and no note says why")
    return columns


def _table(value: object) -> Mapping[str, tuple[str, ...]]:
    """Return a table; one of tables is flattened, its keys joined by ":"; a list is a table of its own words."""
    if isinstance(value, list):
        return {str(word): (str(word),) for word in value}
    if not isinstance(value, dict):
        raise ResourceError(f"resources/exchange: {value!r} must be a table or a list")
    rows: dict[str, tuple[str, ...]] = {}
    for key, item in value.items():
        if isinstance(item, dict):
            rows |= {f"{key}:{inner}": (str(word),) for inner, word in item.items()}
        else:
            rows[str(key)] = (
                tuple(map(str, item)) if isinstance(item, Sequence) and not isinstance(item, str) else (item,)
            )
    return rows
