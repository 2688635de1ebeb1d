"""Compiling the gazetteer: the same bytes for the same places, one row for one place, errors that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from contested.lexicon._compile_places import WordLists, read_word_lists, table_bytes
from contested.lexicon._places_merge import merge
from contested.lexicon._places_rows import Row, alternates, conflict_rows, read_csv, read_sources, slug
from contested.lexicon._places_table import unpack
from contested.lexicon._places_tokens import name_keys, scan
from contested.lexicon.places import PlaceKind, PlaceKinds, PlaceLexicon
from contested.model.errors import ResourceError

FOLDER = Path(__file__).parents[2] / "resources" / "places"
NO_WORDS = WordLists(frozenset(), frozenset(), frozenset())
NO_KINDS = PlaceKinds((), ("in",), ())


def _town(name: str, number: int, population: int = 30_000) -> Row:
    latitude, longitude = 40.0 + number / 100, 45.0
    return Row(name, PlaceKind.TOWN, latitude, longitude, "ARM", "Syunik", population, 2.0, number, primary=(name,))


def _curated(name: str, *others: str, latitude: float = 40.0) -> Row:
    return Row(
        name, PlaceKind.TOWN, latitude, 45.0, "ARM", place_id="place:" + slug(name), primary=(name,), alternates=others
    )


def test_the_order_of_the_sources_does_not_change_the_bytes() -> None:
    rows = [*conflict_rows(read_sources(FOLDER)), *(_town(f"Town {number}", number) for number in range(1, 500))]
    lists = read_word_lists(FOLDER)
    assert table_bytes(rows, lists) == table_bytes(rows[::-1], lists)


def test_a_compiled_place_comes_back_as_it_went_in() -> None:
    row = _curated("Şuşa-on-Sea", "Old Shusha", latitude=39.76012)
    places = PlaceLexicon(unpack(table_bytes([row, _town("Goris", 7)], NO_WORDS), "test"), NO_KINDS)
    place = places.lookup("old shusha")[0]
    assert place.name == "Şuşa-on-Sea"
    assert (place.latitude, place.longitude, place.country) == (39.76012, 45.0, "ARM")
    assert places.lookup("Susa on Sea") == (place,)
    assert places.names("place:susa-on-sea") == ("Şuşa-on-Sea", "Old Shusha")
    assert [hit.candidates[0].name for hit in places.find("in Old Shusha and Goris")] == ["Şuşa-on-Sea", "Goris"]


def test_a_hand_entered_town_joins_the_nearest_largest_geonames_town_of_its_name() -> None:
    near, far = _town("Stepan", 5), _town("Stepan", 900)
    joined, rest = merge([_curated("Khan", "Stepan")], [near, far], [])
    assert (joined.name, joined.geonameid, joined.population) == ("Khan", 5, 30_000)
    assert joined.latitude == near.latitude
    assert rest == far


def test_a_region_does_not_join_a_town() -> None:
    region = Row("Stepan", PlaceKind.REGION, 40.0, 45.0, "ARM", place_id="place:stepan", primary=("Stepan",))
    assert len(merge([region], [_town("Stepan", 5)], [])) == 2


def test_alternates_keep_what_can_stand_in_english_text() -> None:
    others = ["Гюмри", "LWN", "Leninakan", "gyumri", "Gümrü", "X1"]
    assert alternates("Gyumri", others, "ARM") == ("Gümrü", "Leninakan")
    assert "Anbar" in alternates("Al Anbar", [], "IRQ")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nagorno-Karabakh", "NAGORNO KARABAKH", True),
        ("Şəmkir", "Samkir", True),
        ("Sana’a", "Sana'a", True),
        ("Saint Marc", "Saint-Marc", True),
        ("Ganja", "Gandza", False),
        ("New Paris", "Paris New", False),
        ("Ab", "A b", False),
    ],
)
def test_keys_depend_on_the_words_alone(one: str, other: str, same: bool) -> None:
    first, second = name_keys([one, other])
    assert (first[-1] == second[-1]) is same


def test_keys_do_not_depend_on_the_place_in_the_text() -> None:
    text = "Goris " * 40_000
    words = scan(text)
    assert len(words.start) == 40_000
    assert len(set(words.hash.tolist())) == 1
    assert all(text[start:end] == "Goris" for start, end in zip(words.start[::997], words.end[::997], strict=True))


def test_the_conflict_gazetteer_is_large_sourced_and_sound() -> None:
    rows = read_csv(FOLDER / "conflict.csv")
    assert len(rows) >= 300
    assert all(row["source"] for row in rows)
    kinds = {kind.value for kind in PlaceKind}
    for row in rows:
        assert row["kind"] in kinds, row
        assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180, row
        assert float(row["precision_km"]) >= 1, row
        assert all(len(code) == 3 and code.isupper() for code in row["country"].split(";") if code), row
    assert {"line", "corridor", "strait", "camp", "zone", "sea", "mountain", "valley"} <= {row["kind"] for row in rows}


def test_a_broken_row_is_named(tmp_path: Path) -> None:
    for name in ("admin1.csv", "countries.csv", "world_110m.json"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    head = "name,alternates,kind,lat,lon,precision_km,country,claimed_by,note,source\n"
    (tmp_path / "conflict.csv").write_text(head + "Nowhere,,castle in the air,1,2,3,ARM,,,me\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="Nowhere"):
        conflict_rows(read_sources(tmp_path))
    with pytest.raises(ResourceError, match=r"conflict\.csv"):
        read_csv(tmp_path / "missing" / "conflict.csv")


def test_a_damaged_table_is_refused() -> None:
    data = table_bytes([_town("Goris", 7)], NO_WORDS)
    with pytest.raises(ResourceError, match="make data"):
        unpack(b"nonsense", "here")
    with pytest.raises(ResourceError, match="damaged"):
        unpack(data[:-64], "here")
