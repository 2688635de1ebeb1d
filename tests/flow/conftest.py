from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

FIRST = (
    "SARKAND, May 9, 2023 - Ethiopian forces attacked Eritrean positions near the border on Monday, killing at least 12"
    " soldiers, Eritrea said. Ethiopia denied that it had attacked. Egypt offered to mediate between the two countries,"
    " and the African Union called for a ceasefire.\n"
)
SECOND = (
    "SARKAND, May 10, 2023 - Ethiopia and Eritrea agreed to a ceasefire on Tuesday, Egypt said. The truce was mediated"
    " by Egypt. Ethiopia said that 7 of its soldiers had been killed in the fighting of Monday.\n"
)
FRENCH = (
    "Le ministère de la Défense a déclaré mardi que ses soldats avaient bombardé deux villages près de la frontière."
    " Le gouvernement voisin a démenti cette version et affirmé que personne n'avait été blessé dans l'attaque.\n"
)
TODAY = dt.date(2024, 6, 1)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Return a folder with two reports, an exact copy of the first, and one that is not read."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    (folder / "copy.txt").write_text(FIRST.replace(". ", ".  "), encoding="utf-8")
    (folder / "french.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "reports.toml").write_text(
        '["first.txt"]\nsource = "Nile Wire"\n["copy.txt"]\nsource = "Delta Herald"\n'
        '["french.txt"]\npublished = 2023-05-10\n',
        encoding="utf-8",
    )
    return folder


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "ray: starts a local Ray; needs the extra `ray`, and fails without it")
