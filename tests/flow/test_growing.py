"""The record of reports that the program read itself grows as it folds, whatever the order in which they come."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.flow.code import analyser, read_report
from contested.ingest import group_origins
from contested.model.readings import Reading
from contested.model.record import Conflict
from contested.model.reports import Origin, Report, Source, report_id
from contested.record import LiveFold, fold_readings

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "world"
CONFLICT = Conflict("world")
SLOW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Return the readings of reports on many conflicts, and of one of them with a paragraph added."""
    sidecar = tomllib.loads((FOLDER / "reports.toml").read_text(encoding="utf-8"))
    made = []
    for path in sorted(FOLDER.glob("*.txt")):
        row = sidecar.get(path.name, {})
        text = path.read_text(encoding="utf-8")
        source = Source(str(row.get("source", path.stem)))
        made.append(Report(report_id(text), path.stem, text, published=row.get("published"), source=source))
    longer = f"{made[0].text.rstrip()}\n\nThe ministry added that its minister would travel on Friday.\n"
    made.append(replace(made[0], id=report_id(longer), doc_id="longer", text=longer))
    return [read_report(report, analyser()) for report in made]


def origins_of(some: list[Reading]) -> tuple[Origin, ...]:
    return group_origins([one.report for one in some])


@SLOW
@given(data=st.data())
def test_what_the_program_reads_grows_as_it_folds(readings: list[Reading], data: st.DataObject) -> None:
    order = data.draw(st.permutations(readings))
    first = data.draw(st.integers(0, 8))
    live = LiveFold(CONFLICT, order[:first], origins=origins_of(order[:first]), suggest=True)
    for number, one in enumerate(order[first:], start=first + 1):
        assert live.add(one, origins_of(order[:number]))
        if number % 6 == 0:
            assert live.record() == fold_readings(
                order[:number], CONFLICT, origins=origins_of(order[:number]), suggest=True
            )
    whole = fold_readings(readings, CONFLICT, origins=origins_of(readings), suggest=True)
    assert live.record() == whole
    assert len(whole.origins) == len(readings) - 1
    assert len(whole.events) > 50
    assert live.begun < len(readings) - first, "most reports are taken in without beginning anew"
