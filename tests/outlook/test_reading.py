from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pv
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.model.errors import InputError
from contested.outlook.events import Attribution, monthly_cells, whole_shares
from contested.outlook.months import month_number, month_text, read_month, year_and_month
from contested.outlook.read import Reading, Violence, read_panel

HEAD = "id,type_of_violence,country,country_id,date_prec,date_start,date_end,best,high,low,source_headline\n"
ROWS = (
    '1,1,Azerbaijan,373,1,2020-09-27 00:00:00.000,2020-09-27 00:00:00.000,20,20,20,"Clashes, ""heavy""\nsecond line"\n'
    "2,1,Azerbaijan,373,5,2020-09-27 00:00:00.000,2020-11-10 00:00:00.000,4500,5000,4000,Summary\n"
    "3,3,Azerbaijan,373,1,2020-10-04 00:00:00.000,2020-10-04 00:00:00.000,7,7,7,Civilians\n"
    "4,1,Kenya,501,1,2020-10-31,2020-10-31,3,3,3,Ambush\n"
)


def _ged(folder: Path, name: str = "GEDEvent.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return path


def test_months_are_numbered_from_january_1980() -> None:
    assert month_number(1980, 1) == 1
    assert year_and_month(528) == (2023, 12)
    assert month_text(read_month("2020-09-14")) == "2020-09"
    with pytest.raises(InputError):
        read_month("2020-13")


@given(st.integers(1, 900))
def test_month_numbers_go_round(number: int) -> None:
    assert month_number(*year_and_month(number)) == number


def test_ged_events_are_spread_over_their_days(tmp_path: Path) -> None:
    panel = read_panel([_ged(tmp_path)])
    assert [unit.name for unit in panel.units] == ["Azerbaijan", "Kenya"]
    assert month_text(panel.first) == "2020-09"
    # 4 + 31 + 10 of 45 days
    assert panel.y[0].tolist() == [400.0 + 20, 3100.0, 1000.0]
    assert panel.y[1].tolist() == [0.0, 3.0, 0.0]
    assert "spread" in panel.source
    assert "sha256" in panel.source


def test_the_attribution_can_be_chosen(tmp_path: Path) -> None:
    path = _ged(tmp_path)
    assert read_panel([path], Reading(Attribution.END)).y[0].tolist() == [20.0, 0.0, 4500.0]
    assert read_panel([path], Reading(Attribution.START)).y[0].tolist() == [4520.0, 0.0, 0.0]  # to the last end


def test_other_violence_counts_only_where_it_is_asked_for(tmp_path: Path) -> None:
    assert read_panel([_ged(tmp_path)], Reading(violence=Violence.ALL)).y[0, 1] == 3107.0


def test_zipped_events_read_the_same(tmp_path: Path) -> None:
    path = tmp_path / "ged-csv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(_ged(tmp_path), "GEDEvent.csv")
    assert (read_panel([path]).y == read_panel([_ged(tmp_path)]).y).all()


def test_later_files_hold_and_events_join_a_table_by_their_country_number(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    lines = ["country_id,gwno,country,iso3,month_id,best"]
    first = month_number(2020, 6)
    lines += [f"132,373,Azerbaijan,AZE,{first + n},{n}" for n in range(4)]
    lines += [f"501,510,Tanzania,TZA,{first + n},1" for n in range(4)]
    table.write_text("\n".join(lines) + "\n")
    panel = read_panel([table, _ged(tmp_path)])
    by_name = {unit.name: panel.y[row].tolist() for row, unit in enumerate(panel.units)}
    assert by_name["Azerbaijan"] == [0.0, 1.0, 2.0, 420.0, 3100.0, 1000.0]
    assert by_name["Tanzania"] == [1.0, 1.0, 1.0, 0.0, 0.0, 0.0]  # the event file says nothing: no deaths
    assert "Kenya" not in by_name  # no unit of the table
    assert next(unit.iso3 for unit in panel.units if unit.name == "Azerbaijan") == "AZE"


@pytest.mark.parametrize("column", ["outcome", "ged_sb", "y", "deaths"])
def test_tables_under_other_names(tmp_path: Path, column: str) -> None:
    path = tmp_path / "actuals.csv"
    path.write_text(f"unique_id,ds,{column}\nA,2024-01,4\nA,2024-02-01,5\n")
    panel = read_panel([path])
    assert panel.y.tolist() == [[4.0, 5.0]]
    assert month_text(panel.first) == "2024-01"


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("none.csv", None, "No such file"),
        ("text.parquet", "nothing of the kind", "neither CSV nor Parquet"),
        ("a.csv", "unit,when\n1,2\n", "no column for the unit"),
        ("b.csv", "country_id,best\n1,2\n", "no column for the month"),
        ("c.csv", "country_id,month_id,best\n1,500,\n", "no month with a value"),
        ("d.csv", HEAD + "1,1,Kenya,501,1,soon,later,3,3,3,x\n", "date that cannot be read"),
    ],
)
def test_files_that_cannot_be_read_are_named(tmp_path: Path, name: str, body: str | None, says: str) -> None:
    path = tmp_path / name
    if body is not None:
        path.write_text(body)
    with pytest.raises(InputError, match=says):
        read_panel([path])


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2020, 1, 1)), st.integers(0, 900), st.integers(0, 10_000),
    st.sampled_from(list(Attribution)),
)  # fmt: skip
def test_no_death_is_lost_or_made(start: dt.date, days: int, deaths: int, attribution: Attribution) -> None:
    end = start + dt.timedelta(days=days)
    cells = monthly_cells(start.isoformat(), end.isoformat(), float(deaths), attribution)
    assert sum(share for _, share in cells) == deaths
    assert all(share == int(share) >= 0 for _, share in cells)


def test_largest_remainders_come_first() -> None:
    assert whole_shares(10.0, [1, 1, 1]) == [4.0, 3.0, 3.0]
    assert whole_shares(2.0, [1, 9]) == [0.0, 2.0]


def _candidates(folder: Path, rows: str, name: str = "GEDEvent_v24_0_3.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_a_summary_event_that_began_earlier_does_not_overwrite_the_months_before(tmp_path: Path) -> None:
    path = _candidates(
        tmp_path,
        "9,1,Azerbaijan,373,5,2020-11-16,2020-12-15,30,30,30,Summary\n"
        "10,1,Azerbaijan,373,1,2020-12-31,2020-12-31,1,1,1,Ambush\n",
    )
    panel = read_panel([_ged(tmp_path), path])
    assert panel.y[0].tolist() == [420.0, 3100.0, 1000.0, 31.0]
    assert panel.y[1].tolist() == [0.0, 3.0, 0.0, 0.0]


def test_months_in_which_only_other_violence_is_told_are_covered(tmp_path: Path) -> None:
    path = _candidates(
        tmp_path,
        "11,1,Kenya,501,1,2020-12-03,2020-12-03,2,2,2,Ambush\n12,3,Kenya,501,1,2021-01-09,2021-01-09,5,5,5,Raid\n",
    )
    assert read_panel([path]).y.tolist() == [[2.0, 0.0]]


def test_outcomes_as_parquet_with_an_index_read_as_those_of_csv(tmp_path: Path) -> None:
    first = month_number(2024, 1)
    columns = {"month_id": [first, first + 1] * 2, "country_id": [1, 1, 2, 2], "outcome": [0.0, 3.0, 7.0, 8.0]}
    pq.write_table(pa.table(columns), tmp_path / "actuals.parquet")
    pv.write_csv(pa.table(columns), tmp_path / "actuals.csv")
    one, other = (read_panel([tmp_path / name]) for name in ("actuals.parquet", "actuals.csv"))
    assert one.y.tolist() == other.y.tolist() == [[0.0, 3.0], [7.0, 8.0]]
    assert one.first == other.first == first
