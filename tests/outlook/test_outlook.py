from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from contested.cli import run
from contested.flow.outlooks import OutlookPlan, outlooks
from contested.model.quantities import Scope
from contested.model.record import Record
from contested.model.reports import report_id
from contested.outlook.blend import Blend
from contested.outlook.compile import published_score
from contested.outlook.dossier import monthly_deaths, series_of
from contested.outlook.months import month_number, month_text
from contested.outlook.panel import single
from contested.outlook.shipped import shipped, written
from contested.outlook.tell import basis_of, outlook_of
from contested.outlook.words import chance_words, percent
from contested.publish.markdown import render_markdown
from contested.publish.page import PageOptions, render_page
from contested.publish.release import own

from ..house.project import ROOT
from ..publish.html_check import parse
from ..publish.sample_record import sample
from .series import generated

RECORD = sample()


def _reported_monthly(record: Record, months: int) -> Record:
    """Return the record with a report more in each of the last months."""
    model = next(report for report in record.reports if report.published)
    extra = []
    for n in range(months):
        day = dt.date(2031 - (n + 9) // 12, 12 - (n + 9) % 12, 20)
        extra.append(replace(model, id=report_id(f"{model.text} {n}"), doc_id=f"more-{n}", published=day))
    return replace(record, reports=(*record.reports, *extra))


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "almost no chance"), (0.05, "very unlikely"), (0.2, "unlikely"), (0.5, "roughly even chance"),
     (0.55, "likely"), (0.8, "very likely"), (0.95, "almost certain"), (1.0, "almost certain")],
)  # fmt: skip
def test_chances_have_words(share: float, words: str) -> None:
    assert chance_words(share) == words


def test_percent_does_not_feign_certainty() -> None:
    assert [percent(share) for share in (0.0, 0.004, 0.126, 0.999, 1.0)] == [
        "under 1 %", "under 1 %", "13 %", "over 99 %", "over 99 %",
    ]  # fmt: skip


def test_the_shipped_model_is_whole_and_says_where_it_is_from() -> None:
    ready = shipped()
    for blend in (ready.model.near(), ready.model.far()):
        assert blend.weights.sum(axis=1) == pytest.approx(np.ones(len(blend.weights)), abs=1e-4)
    assert "sha256" in ready.source
    assert ready.score == published_score()
    for number in ("0.561", "0.718", "46.3", "0.155"):
        assert number in ready.score
    table = (ROOT / "docs" / "outlook.md").read_text(encoding="utf-8")
    assert "| blend | 46.32 | 0.561 |" in table
    assert written(ready.model, ready.until, ready.source, ready.score) == (
        ROOT / "src" / "contested" / "outlook" / "data" / "blend.json"
    ).read_text(encoding="utf-8")


def test_an_outlook_tells_war_from_peace() -> None:
    first = month_number(2010, 1)
    war = outlook_of(basis_of(single("war", first, [300.0] * 180), "given"), 0)
    peace = outlook_of(basis_of(single("peace", first, [0.0] * 180), "given"), 0)
    assert len(war.months) == len(peace.months) == 14
    assert war.months[2].chances[1].share > 0.9 > 0.05 > peace.months[2].chances[1].share
    assert peace.months[0].chances[4].what.startswith("onset")
    assert [chance.what for chance in war.months[0].chances[4:]] == [
        "escalation: 600 or more",
        "de-escalation: under 150",
    ]
    for month in (*war.months, *peace.months):
        assert list(month.points) == sorted(month.points)
        shares = [chance.share for chance in month.chances[:4]]
        assert shares == sorted(shares, reverse=True)
    assert any("raises" in driver for driver in war.drivers)


def test_a_hindcast_is_made_with_what_was_known() -> None:
    panel = generated(months=300, units=24)  # up to 2014-12, before the shipped model's last month
    basis = basis_of(panel, "generated")
    assert "fitted on data up to 2014-12" in basis.words
    assert basis.model is not shipped().model
    lone = basis_of(single("one", panel.first, [1.0] * 60), "given")
    assert "its score does not apply" in lone.words


def test_a_thin_record_has_not_enough_history() -> None:
    series = series_of(RECORD)
    assert series.panel is None
    assert series.refusal.startswith("Not enough history: of the 24 months up to 2031-03")


def test_a_record_with_history_has_a_series_of_its_tolls() -> None:
    record = _reported_monthly(RECORD, 30)
    series = series_of(record)
    assert series.panel is not None
    assert month_text(series.panel.last) == "2031-03"
    assert series.panel.y[0, -1] == monthly_deaths(record)[month_number(2031, 3)] > 0
    assert (np.nan_to_num(series.panel.y[0, -20:-1]) == 0).all()
    (found,) = outlooks(record, OutlookPlan())
    assert len(found.months) == 14
    assert "not for series drawn from reports" in found.score


def test_rival_counts_of_one_side_are_never_summed() -> None:
    deaths = monthly_deaths(RECORD)[month_number(2031, 3)]
    whole = sum(row.toll.best or row.toll.low or 0 for row in RECORD.tolls if row.toll.kind.value == "killed")
    assert 0 < deaths < whole
    lasting = tuple(replace(row, toll=replace(row.toll, scope=Scope.WHOLE_CONFLICT)) for row in RECORD.tolls)
    assert monthly_deaths(replace(RECORD, tolls=lasting)) == {}


def test_the_page_has_a_section_with_its_figures_and_score() -> None:
    (found,) = outlooks(_reported_monthly(RECORD, 30), OutlookPlan())
    options = PageOptions(outlooks=(found,))
    html = render_page(own(RECORD), options=options)
    assert not parse(html).all("script")
    assert 'id="outlook"' in html
    assert "fan-1-wide" in html
    assert "How right the model was: On 191 countries" in html
    assert "No finding" not in html
    assert render_page(own(RECORD), options=options) == html
    text = render_markdown(own(RECORD), options=options)
    assert "## Outlook" in text
    assert "almost no chance" in text or "likely" in text


def test_a_page_without_history_says_so() -> None:
    html = render_page(own(RECORD), options=PageOptions(outlooks=outlooks(RECORD, OutlookPlan()), figures=False))
    assert "Not enough history: of the 24 months" in html
    assert "<svg" not in html.partition('id="outlook"')[2].partition("</section>")[0]


def _dossier(tmp_path: Path) -> Path:
    report = tmp_path / "story.txt"
    report.write_text(
        "Kenyan forces shelled the village of Moyale on 3 May 2019, officials said. At least 12 people were killed.\n"
        "Ethiopia accused Kenya of violating the ceasefire.\n"
    )
    folder = tmp_path / "border"
    assert run(["track", str(report), "--out", str(folder), "--published", "2019-05-04"]) == 0
    settings = (folder / "dossier.toml").read_text() + '\n[theatre]\ncountries = ["KEN", "ETH", "XKX"]\n'
    (folder / "dossier.toml").write_text(settings + '[outlook]\ndata = ["panel.csv"]\n')
    lines = ["unique_id,iso3,country,ds,best"]
    panel = generated(months=200, units=12)
    for row, unit in enumerate(panel.units):
        lines += [
            f"{unit.id},{unit.iso3},{unit.name},{month_text(month_number(2009, 1) + n)},{panel.y[row, n]:g}"
            for n in range(200)
        ]
    (folder / "panel.csv").write_text("\n".join(lines) + "\n")
    return folder


def test_the_command_tells_the_dossier_s_countries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _dossier(tmp_path)
    capsys.readouterr()
    assert run(["outlook", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "Not enough history" in told
    assert "Unit 8, deaths in a month, as of 2025-08" in told
    assert "XKX: The files hold no series for this country." in told
    assert "Score of the model: On 191 countries" in told
    assert run(["outlook", str(folder), "--as-of", "2019-10", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["as_of"] for each in found] == [None, "2019-10-01", "2019-10-01", None]
    assert run(["outlook", str(folder), "--format", "csv"]) == 0
    assert capsys.readouterr().out.count("\n") == 1 + 2 * 14
    assert run(["add", str(folder), str(tmp_path / "story.txt"), "--published", "2019-05-04"]) == 0
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "Unit 8: deaths by month" in page


def test_a_file_that_cannot_be_read_is_told_on_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _dossier(tmp_path)
    (folder / "panel.csv").unlink()
    assert run(["outlook", str(folder)]) == 1
    assert "panel.csv" in capsys.readouterr().err
    assert run(["add", str(folder), str(tmp_path / "story.txt"), "--published", "2019-05-04"]) == 0
    assert "No outlook:" in (folder / "index.html").read_text(encoding="utf-8")


def test_backtest_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _dossier(tmp_path)
    capsys.readouterr()
    command = ["backtest", "--data", str(folder / "panel.csv"), "--year", "2024", "--model", "zero"]
    assert run(command) == 0
    assert "| zero |" in capsys.readouterr().out
    assert run([*command, "--out", str(tmp_path / "scores.md")]) == 0
    assert "| zero |" in (tmp_path / "scores.md").read_text()
    assert run(["backtest", "--data", str(tmp_path / "none.csv")]) == 1


def test_weights_of_the_blend_are_learned_before_the_origin() -> None:
    panel = generated(months=200, units=24)
    later = generated(months=200, units=24)
    later.y[:, 190:] = 500.0
    origin = panel.first + 180
    one, other = Blend(windows=2).fit(panel.until(origin)), Blend(windows=2).fit(later.until(origin))
    assert (one.weights == other.weights).all()
