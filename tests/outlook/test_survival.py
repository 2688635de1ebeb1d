from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from contested.model.errors import InputError
from contested.outlook.survival import cox, kaplan_meier
from contested.outlook.truces import Case, read_cases, truce_outlook

# Weeks of remission of leukaemia under 6-mercaptopurine and placebo (Freireich and others 1963), the worked example of
# Cox (1972); the values below are those that textbooks print.
TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_kaplan_meier_on_the_worked_example() -> None:
    curve = kaplan_meier(TREATED, [bool(over) for over in RELAPSED])
    assert curve.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.shares == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=0.001)
    _, low, high = curve.at(10)
    assert (low, high) == pytest.approx((0.503, 0.889), abs=0.001)
    assert curve.at(5) == (1.0, 1.0, 1.0)


def test_cox_on_the_worked_example() -> None:
    covariate = np.array([0.0] * 21 + [1.0] * 21)[:, None]
    found = cox(TREATED + PLACEBO, [bool(over) for over in RELAPSED] + [True] * 21, covariate)
    assert found.weights[0] == pytest.approx(1.572, abs=0.001)
    assert found.errors[0] == pytest.approx(0.412, abs=0.001)


def _cases(count: int, ended: int) -> list[Case]:
    starts = [dt.date(2000, 1, 1) + dt.timedelta(200 * n) for n in range(count)]
    ends = [start + dt.timedelta(20 + 10 * n) if n < ended else None for n, start in enumerate(starts)]
    return [Case(start, end, n % 2 == 0) for n, (start, end) in enumerate(zip(starts, ends, strict=True))]


def test_few_truces_give_no_chance() -> None:
    found = truce_outlook(_cases(6, 3), dt.date(2006, 1, 1))
    assert found.rows == ()
    assert found.note.startswith("Not enough cases: 6 truces, of which 3 ended")
    assert truce_outlook([], dt.date(2006, 1, 1)).note == "No truce is told to be in effect."


def test_many_truces_give_falling_chances_that_know_the_age() -> None:
    cases = _cases(20, 18)
    found = truce_outlook(cases, cases[-1].start + dt.timedelta(5))
    assert [row.days for row in found.rows] == [30, 90, 365]
    shares = [row.share for row in found.rows]
    assert shares == sorted(shares, reverse=True)
    assert 0 < shares[1] < shares[0] <= 1
    assert all(row.low <= row.share <= row.high for row in found.rows)
    older = truce_outlook(cases, cases[-1].start + dt.timedelta(100))
    assert older.rows[0].share != found.rows[0].share
    assert "third party" in found.note


def test_truces_from_a_table(tmp_path: Path) -> None:
    path = tmp_path / "truces.csv"
    path.write_text("start,end,third_party\n2020-10-10,2020-10-11,1\n2020-11-10,,1\n")
    assert read_cases(path) == (
        Case(dt.date(2020, 10, 10), dt.date(2020, 10, 11), True),
        Case(dt.date(2020, 11, 10), None, True),
    )
    path.write_text("from,to\n1,2\n")
    with pytest.raises(InputError, match="no table of truces"):
        read_cases(path)
