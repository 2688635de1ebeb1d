"""Coded rows of ACLED and UCDP: read strictly, kept beside a dossier, set beside its events, never given on."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest

from contested.flow.coded_rows import compared, import_rows, kept_rows
from contested.flow.dossier import new_dossier
from contested.ingest.coded_tables import read_coded
from contested.model.coded import CodedEvent, Family, Scheme
from contested.model.errors import DossierError, InputError
from contested.model.reports import Rights
from contested.publish.exchange import FORMATS
from contested.record.beside import beside

from . import published
from .scenario import exported, record

BASE = {
    "acled": {
        "event_id_cnty": "ARM1", "event_date": "2022-09-13", "event_type": "Battles", "sub_event_type": "Armed clash",
        "actor1": "Military Forces of Azerbaijan (2003-)", "actor2": "Military Forces of Armenia (2018-)",
        "country": "Armenia", "location": "Goris", "latitude": "39.51", "longitude": "46.34", "geo_precision": "1",
        "time_precision": "1", "fatalities": "49", "notes": "SECRET NOTES OF THE DATASET",
    },
    "ucdp": {
        "id": "401", "date_start": "2022-09-13 00:00:00.000", "date_end": "2022-09-13 00:00:00.000",
        "type_of_violence": "1", "side_a": "Government of Armenia", "side_b": "Government of Azerbaijan",
        "country": "Armenia", "where_coordinates": "Goris town", "latitude": "39.511", "longitude": "46.34",
        "where_prec": "1", "best": "56", "high": "112", "low": "56",
    },
}  # fmt: skip
COLUMNS = {"acled": published.ACLED, "ucdp": published.UCDP}


def file_of(scheme: str, *rows: dict[str, str], delimiter: str = ",") -> bytes:
    """Return a file in the published columns; each row changes some cells of the plain one."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS[scheme], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(BASE[scheme] | row for row in rows)
    return out.getvalue().encode()


def events(scheme: str, *rows: dict[str, str]) -> tuple[CodedEvent, ...]:
    """Return what is read of such a file."""
    return read_coded(file_of(scheme, *rows), Scheme(scheme), "file.csv").events


def test_an_acled_row() -> None:
    (one,) = events("acled", {})
    assert (one.family, one.what, one.best, one.place) == (Family.VIOLENCE, "Armed clash", 49, "Goris")
    assert one.start == one.end
    assert one.rights is Rights.NONE
    (week,) = events("acled", {"time_precision": "2"})
    assert (week.end - week.start).days == 6


@pytest.mark.parametrize("day", ["2022-09-13", "13 September 2022", "13-September-2022"])
def test_acled_days_in_the_forms_that_acled_writes(day: str) -> None:
    assert events("acled", {"event_date": day})[0].start.isoformat() == "2022-09-13"


def test_a_ucdp_row_with_its_range() -> None:
    (one,) = events("ucdp", {})
    assert (one.low, one.best, one.high, one.what) == (56, 56, 112, "state-based")


def test_our_own_layouts_can_be_read_back() -> None:
    for scheme in ("acled", "ucdp"):
        table = read_coded(exported(scheme).files[0][1], Scheme(scheme), "own")
        assert not table.errors
        assert {event.id for event in table.events} >= {"e-attack", "e-one-sided"}


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(delimiter: str) -> None:
    assert len(read_coded(file_of("acled", {}, delimiter=delimiter), Scheme.ACLED, "f").events) == 1


@pytest.mark.parametrize(
    ("scheme", "change", "column"),
    [
        ("acled", {"event_date": "32 September 2022"}, "event_date"),
        ("acled", {"event_date": ""}, "event_date"),
        ("acled", {"event_type": "War"}, "event_type"),
        ("acled", {"fatalities": "many"}, "fatalities"),
        ("acled", {"fatalities": "-1"}, "fatalities"),
        ("acled", {"fatalities": "1.5"}, "fatalities"),
        ("acled", {"latitude": "91"}, "latitude"),
        ("acled", {"latitude": "nan"}, "latitude"),
        ("acled", {"actor1": "=cmd|' /C calc'!A0"}, "actor1"),
        ("acled", {"location": "x" * 100_001}, "location"),
        ("ucdp", {"type_of_violence": "4"}, "type_of_violence"),
        ("ucdp", {"date_end": "2022-09-01"}, "date_end"),
        ("ucdp", {"id": ""}, "id"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row_and_column_and_the_others_go_on(
    scheme: str, change: dict[str, str], column: str
) -> None:
    ident = {"acled": "event_id_cnty", "ucdp": "id"}[scheme]
    rows: tuple[dict[str, str], ...] = ({}, {ident: "second"} | change, {ident: "third"})
    table = read_coded(file_of(scheme, *rows), Scheme(scheme), "file.csv")
    assert len(table.events) == 2
    (error,) = table.errors
    assert error.where == f"file.csv, row 3, column {column}"
    assert len(str(error)) < 400


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "event_id_cnty"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"event_id_cnty\0,x\n", "null bytes"),
        (file_of("ucdp", {}), "no acled table"),
    ],
)
def test_what_is_no_such_table_is_refused_whole(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_coded(data, Scheme.ACLED, "file.csv")


def test_rows_of_another_length_and_ids_that_stand_twice_are_named() -> None:
    data = file_of("acled", {}, {}) + b"only,two\n"
    table = read_coded(data, Scheme.ACLED, "f")
    assert len(table.events) == 1
    assert [error.where for error in table.errors] == ["f, row 3", "f, row 4"]


def test_same_day_place_kind_and_parties_are_one_happening() -> None:
    rows = events(
        "acled",
        {},
        {"event_id_cnty": "ARM2", "location": "Sotk", "latitude": "40.2", "longitude": "45.86"},
        {"event_id_cnty": "ARM3", "event_date": "2022-09-20"},
        {"event_id_cnty": "ARM4", "event_type": "Protests", "sub_event_type": "Peaceful protest",
         "event_date": "2022-09-16", "actor1": "Protesters (Armenia)", "actor2": ""},
    )  # fmt: skip
    found = beside(record(), rows)
    both = {(one.event.id, one.coded.id) for one in found if one.event and one.coded}
    assert ("e-attack", "ARM1") in both
    assert ("e-private", "ARM4") in both
    alone = {one.coded.id for one in found if one.coded and not one.event}
    assert alone == {"ARM2", "ARM3"}
    assert {one.event.id for one in found if one.event and not one.coded} >= {"e-alleged", "e-one-sided"}


def test_every_event_and_every_row_stands_once_whatever_their_order() -> None:
    rows = list(events("acled", *({"event_id_cnty": f"A{n}", "event_date": f"2022-09-{n:02}"} for n in range(10, 20))))
    first = beside(record(), rows)
    random.Random(1).shuffle(rows)
    assert beside(record(), rows) == first
    assert sorted(one.coded.id for one in first if one.coded) == sorted(row.id for row in rows)
    ours = [one.event.id for one in first if one.event]
    assert len(ours) == len(set(ours))


def test_rows_are_kept_once_beside_a_dossier(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path / "d", "Border")
    with pytest.raises(DossierError, match="no coded rows"):
        kept_rows(dossier)
    file = tmp_path / "acled.csv"
    file.write_bytes(file_of("acled", {}))
    assert import_rows(dossier, file, Scheme.ACLED).new
    assert not import_rows(dossier, file, Scheme.ACLED).new
    file.write_bytes(file_of("acled", {"fatalities": "50"}, {"event_id_cnty": "ARM2"}))
    import_rows(dossier, file, Scheme.ACLED)
    assert {event.id for event in kept_rows(dossier)} == {"ARM1", "ARM2"}
    kept = b"".join(path.read_bytes() for path in (tmp_path / "d").rglob("*") if path.is_file())
    assert b"SECRET NOTES" not in kept  # what is not needed for comparing is not kept


def test_imported_rows_are_in_no_export() -> None:
    for name in FORMATS:
        body = b"".join(data for _, data in exported(name).files)
        assert b"ARM1" not in body
        assert b"Military Forces of Azerbaijan" not in body


def test_rows_of_other_countries_and_days_are_counted_and_not_listed() -> None:
    rows = events(
        "acled",
        {},
        {"event_id_cnty": "UKR1", "country": "Ukraine"},
        {"event_id_cnty": "ARM9", "event_date": "2020-01-01"},
    )
    done = compared(record(), rows)
    assert done.outside == 2
    assert {one.coded.id for one in done.found if one.coded} == {"ARM1"}
