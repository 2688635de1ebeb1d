from __future__ import annotations

from pathlib import Path

import pytest

from contested.flow.dossier import TEMPLATE, new_dossier, open_dossier, read_settings
from contested.model.errors import DossierError
from contested.model.record import Party
from contested.model.reports import Report, Source

FULL = b"""
title = "Border"
parties = [{ name = "Armenia", side = "Armenian" }, { name = "Azerbaijan" }]
watch = ["Lachin corridor"]
[theatre]
countries = ["arm", "AZE"]
regions = ["Tavush"]
[naming]
order = ["Shusha/Shushi"]
[gradings."Meridian Wire"]
reliability = "b"
credibility = 2
reason = "own people on both sides"
"""


def test_a_new_dossier_is_empty_commented_and_can_be_opened(tmp_path: Path) -> None:
    made = new_dossier(tmp_path / "border", 'A "quoted" title \\ and more')
    assert open_dossier(tmp_path / "border") == made
    assert made.settings.conflict.title == 'A "quoted" title \\ and more'
    assert made.settings.conflict.parties == ()


def test_the_comments_of_the_template_are_valid_settings() -> None:
    body = TEMPLATE.format(title='"x"')
    lines = [
        line[2:] if line.startswith("# ") and ("=" in line or line[2] in "[]{ ") else line for line in body.splitlines()
    ]
    settings = read_settings("dossier.toml", "\n".join(line for line in lines if not line.startswith("# ")).encode())
    assert settings.conflict.countries == ("ARM", "AZE")
    assert settings.gradings[0].source == "Meridian Wire"


def test_all_settings_are_read() -> None:
    settings = read_settings("dossier.toml", FULL)
    conflict = settings.conflict
    assert conflict.parties == (Party("Armenia", "Armenian"), Party("Azerbaijan", "Azerbaijan"))
    assert (conflict.countries, conflict.regions, conflict.watch, conflict.names) == (
        ("ARM", "AZE"), ("Tavush",), ("Lachin corridor",), ("Shusha/Shushi",),
    )  # fmt: skip


def test_gradings_reach_the_sources_of_reports() -> None:
    settings = read_settings("dossier.toml", FULL)
    graded = settings.graded(Report("r-1", "a", "text", source=Source("MERIDIAN wire")))
    assert graded.source
    assert (graded.source.reliability, graded.source.credibility) == ("B", "2")
    other = Report("r-2", "b", "text", source=Source("Other"))
    assert settings.graded(other) is other


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("title = ", "line 1"),
        ("title = 5", "title"),
        ("titel = 'x'", "titel"),
        ("parties = ['Armenia']", "parties"),
        ("watch = 'all'", "watch"),
        ("theatre = 'here'", "theatre"),
        ("[theatre]\ncountries = ['Armenia']", "alpha-3"),
        ("[naming]\norder = ['Shusha']", "both names"),
        ("[gradings.x]\nreliability = 'G'", "A to F"),
        ("[gradings.x]\ncredibility = 7", "1 to 6"),
        ("[gradings]\nx = 1", "gradings"),
    ],
)
def test_faults_name_the_file_and_the_key(body: str, told: str) -> None:
    with pytest.raises(DossierError, match=told) as caught:
        read_settings("in/dossier.toml", body.encode())
    assert str(caught.value).startswith("in/dossier.toml: ")


def test_settings_that_are_no_utf_8() -> None:
    with pytest.raises(DossierError, match="UTF-8"):
        read_settings("dossier.toml", "title = 'é'".encode("latin-1"))


def test_a_dossier_can_start_from_another(tmp_path: Path) -> None:
    (tmp_path / "old.toml").write_bytes(FULL)
    same = new_dossier(tmp_path / "same", like=tmp_path / "old.toml")
    assert same.settings == read_settings("x", FULL)
    retitled = new_dossier(tmp_path / "other", "New title", like=tmp_path / "old.toml")
    assert retitled.settings.conflict.title == "New title"
    assert retitled.settings.conflict.parties == same.settings.conflict.parties
    with pytest.raises(DossierError, match="no such file"):
        new_dossier(tmp_path / "third", like=tmp_path / "missing.toml")


def test_nothing_is_overwritten_and_nothing_is_guessed(tmp_path: Path) -> None:
    new_dossier(tmp_path / "border")
    with pytest.raises(DossierError, match="already"):
        new_dossier(tmp_path / "border")
    with pytest.raises(DossierError, match="contested new"):
        open_dossier(tmp_path / "elsewhere")
