from __future__ import annotations

import pytest

from contested.model.actors import RelationKind
from contested.model.errors import UnknownIdError
from contested.publish.gate import UNNAMED_PERSON
from contested.publish.release import own
from contested.publish.tables import LEDGERS, Table, ledger_table

from .sample_record import sample

RECORD = sample()


def column(table: Table, name: str) -> list[object]:
    return [row[table.columns.index(name)] for row in table.rows]


@pytest.mark.parametrize("name", LEDGERS)
def test_every_ledger_has_rows_of_one_width_with_an_id_first(name: str) -> None:
    table = ledger_table(own(RECORD), name)
    assert table.rows
    assert table.columns[0] == "id"
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert all(isinstance(row[0], str) and row[0] for row in table.rows)
    assert all(cell is None or isinstance(cell, (str, int, float)) for row in table.rows for cell in row)


def test_an_unknown_ledger_is_refused_with_the_names_that_there_are() -> None:
    with pytest.raises(UnknownIdError, match="timeline"):
        ledger_table(own(RECORD), "weather")


def test_the_timeline_is_in_order_of_time_with_the_undated_last() -> None:
    starts = column(ledger_table(own(RECORD), "timeline"), "start")
    dated = [str(start) for start in starts if start]
    assert dated == sorted(dated)
    assert starts[-1] is None


def test_civilians_are_shown_with_their_country() -> None:
    assert "Kelmar; Civilians (KLM)" in column(ledger_table(own(RECORD), "timeline"), "against")


def test_tolls_keep_claimant_and_basis_apart_and_sum_nothing() -> None:
    table = ledger_table(own(RECORD), "tolls")
    assert len(table.rows) == len(RECORD.tolls)
    assert "at least 41 killed" in column(table, "toll")
    assert "27 killed" in column(table, "toll")
    row = dict(zip(table.columns, next(row for row in table.rows if "27 killed" in row), strict=True))
    assert (row["according_to"], row["whose"]) == ("the report itself (North Wire)", "Tarsia")


def test_private_persons_are_not_listed() -> None:
    names = column(ledger_table(own(RECORD), "actors"), "name")
    assert "Mira Toft" in names
    assert "Ana Brel" not in names
    assert UNNAMED_PERSON not in names


def test_words_of_a_closed_report_stay_closed() -> None:
    for name in LEDGERS:
        assert "families will flee" not in str(ledger_table(own(RECORD), name).rows), name


def test_relations_have_an_id_and_say_when_they_are_unreliable() -> None:
    table = ledger_table(own(RECORD), "relations")
    garbled = next(row for row in table.rows if row[1] == "Helvar")
    assert garbled[table.columns.index("reliable")] == "no"
    assert len(set(column(table, "id"))) == len(RECORD.relations)
    assert RelationKind.ALLY_OF.value not in garbled
