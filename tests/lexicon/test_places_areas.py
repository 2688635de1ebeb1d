"""Representative points: the middle of the land of an area, and of a country."""

from __future__ import annotations

import numpy as np
import pytest

from contested.lexicon._places_areas import area_middles, land_middle
from contested.lexicon.places import distance_km, load_places

SQUARE = [[20.0, 10.0], [30.0, 10.0], [30.0, 20.0], [20.0, 20.0]]


def test_land_is_shared_out_by_the_nearest_settlement() -> None:
    points = np.array([[15.0, 21.0], [15.0, 23.0], [14.0, 29.0]])
    middles = area_middles([SQUARE], points, ["West", "West", "East"])
    assert sorted(middles) == ["East", "West"]
    assert middles["West"].longitude < 24.0 < middles["East"].longitude
    assert 14.0 < middles["West"].latitude < 16.0
    assert middles["West"].radius_km > 300.0


def test_settlements_crowded_on_a_coast_do_not_draw_the_middle_there() -> None:
    crowd = [[15.0 + n / 100, 29.9] for n in range(50)]
    middle = area_middles([SQUARE], np.array([*crowd, [15.0, 21.0]]), ["All"] * 51)["All"]
    assert distance_km((middle.latitude, middle.longitude), (15.0, 25.0)) < 60.0


def test_the_middle_of_land_across_the_date_line_lies_on_it() -> None:
    west = [[170.0, -20.0], [180.0, -20.0], [180.0, -10.0], [170.0, -10.0]]
    east = [[-180.0, -20.0], [-170.0, -20.0], [-170.0, -10.0], [-180.0, -10.0]]
    middle = land_middle([west, east])
    assert middle is not None
    assert abs(abs(middle[1]) - 180.0) < 1.0
    assert land_middle([]) is None


@pytest.mark.parametrize(
    ("name", "kind", "latitude", "longitude", "within"),
    [
        ("Bavaria", "admin1", 49.0, 11.5, 60.0),
        ("Western Australia", "admin1", -25.5, 122.0, 160.0),
        ("Amazonas", "admin1", -4.0, -64.5, 200.0),
        ("Mali", "country", 17.5, -3.5, 120.0),
        ("Kazakhstan", "country", 48.0, 67.5, 120.0),
    ],
)
def test_wide_places_have_a_point_in_their_middle(
    name: str, kind: str, latitude: float, longitude: float, within: float
) -> None:
    place = next(one for one in load_places().lookup(name) if one.kind == kind)
    assert distance_km((place.latitude, place.longitude), (latitude, longitude)) < within
    assert place.precision_km > within
