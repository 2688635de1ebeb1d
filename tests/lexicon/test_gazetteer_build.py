"""A gazetteer of the user's own: GeoNames files laid over the shipped one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contested.lexicon.gazetteer import build_gazetteer
from contested.lexicon.places import PlaceKind, load_places, use_gazetteer
from contested.model.errors import ResourceError

AREAS = "XX.01\tNowhere\tNowhere\t1\nAM.08\tSyunik\tSyunik\t409310\n"


def line(number: int, name: str, others: str, spot: tuple[float, float], code: str, population: int = 0) -> str:
    """Return a line of a GeoNames file."""
    cells = [str(number), name, name, others, str(spot[0]), str(spot[1]), code[0], code[1:], "AM", "", "08", "", "", "",
             str(population), "", "900", "Asia/Yerevan", "2024-01-01"]  # fmt: skip
    return "\t".join(cells)


def dump(*lines: str) -> str:
    return "\n".join(lines) + "\n"


HAMLET = line(990000001, "Vorotnaberd Nor", "Varatnaberd,Воротнаберд", (39.5, 46.1), "PPPL", 120)
PEAK = line(990000002, "Mount Zilavar", "", (39.6, 46.2), "TMT")
RUIN = line(990000003, "Old Zilavarik", "", (39.6, 46.2), "PPPLQ")
OFFICE = line(990000004, "Zilavar Post", "", (39.6, 46.2), "SPO")
GORIS = line(174895, "Goris", "Goriss-on-Test", (39.51, 46.34), "PPPLA", 20_000)


@pytest.fixture(autouse=True)
def shipped() -> Iterator[None]:
    yield
    use_gazetteer(None)


def built(folder: Path, *lines: str, least: int = 0) -> Path:
    """Return the path of a gazetteer that is built from ``lines`` and taken into use."""
    (folder / "AM.txt").write_text(dump(*lines), encoding="utf-8")
    (folder / "admin1.txt").write_text(AREAS, encoding="utf-8")
    data, _ = build_gazetteer([folder / "AM.txt"], folder / "admin1.txt", least)
    (folder / "own.bin").write_bytes(data)
    use_gazetteer(folder / "own.bin")
    return folder / "own.bin"


def test_places_of_a_download_are_found_with_their_area_and_kind(tmp_path: Path) -> None:
    assert not load_places().lookup("Vorotnaberd Nor")
    shipped_size, baku = len(load_places()), load_places().lookup("Baku")[0]
    built(tmp_path, HAMLET, PEAK, RUIN, OFFICE)
    places = load_places()
    assert len(places) == shipped_size + 2
    hamlet = places.lookup("Varatnaberd")[0]
    assert (hamlet.id, hamlet.name, hamlet.kind) == ("geo:990000001", "Vorotnaberd Nor", PlaceKind.VILLAGE)
    assert (hamlet.country, hamlet.admin1, hamlet.latitude, hamlet.population) == ("ARM", "Syunik", 39.5, 120)
    assert places.lookup("Mount Zilavar")[0].kind is PlaceKind.MOUNTAIN
    assert not places.lookup("Old Zilavarik")
    assert not places.lookup("Zilavar Post")
    assert places.lookup("Baku")[0] == baku
    hits = places.find("Shells fell on the village of Vorotnaberd Nor near Baku.")
    assert [hit.candidates[0].name for hit in hits] == ["Vorotnaberd Nor", "Baku"]


def test_a_place_that_is_known_already_only_gains_names(tmp_path: Path) -> None:
    known = load_places().lookup("Goris")[0]
    size = len(load_places())
    built(tmp_path, GORIS.replace("174895", str(known.geonameid)))
    assert len(load_places()) == size
    assert load_places().lookup("Goriss-on-Test")[0] == known
    assert load_places().lookup("Goris")[0] == known


def test_the_same_files_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    first = built(tmp_path, HAMLET, PEAK).read_bytes()
    assert built(tmp_path, PEAK, HAMLET).read_bytes() == first


def test_small_settlements_can_be_left_out(tmp_path: Path) -> None:
    built(tmp_path, HAMLET, PEAK, least=500)
    assert not load_places().lookup("Vorotnaberd Nor")
    assert load_places().lookup("Mount Zilavar")


@pytest.mark.parametrize(
    ("text", "fault"),
    [("AM.08\tSyunik\n", "columns where GeoNames has 19"), (HAMLET.replace("39.5", "139.5"), "no latitude")],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "AM.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=f"AM.txt: line 1: .*{fault}"):
        build_gazetteer([tmp_path / "AM.txt"], None)


def test_a_missing_or_foreign_gazetteer_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="contested gazetteer build"):
        use_gazetteer(tmp_path / "none.bin")
    (tmp_path / "other.bin").write_bytes(b"something else")
    with pytest.raises(ResourceError, match="not a compiled gazetteer"):
        use_gazetteer(tmp_path / "other.bin")
