"""Each layout against the column list that its scheme publishes, and what becomes of claims that are no plain facts."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from contested.model.claims import TargetClass
from contested.model.errors import UnknownIdError
from contested.publish.compile_exchange import is_current
from contested.publish.exchange import FORMATS, Exported, export_as
from contested.publish.exchange.events import SCHEMES
from contested.publish.exchange.facets import FACETS
from contested.publish.exchange.ftm import entity_id
from contested.publish.exchange.layout import exchange, layout
from contested.publish.exchange.truces import FACETS as TRUCES
from contested.publish.release import own
from tests.publish.sample_record import sample

from . import published
from .scenario import exported, record

PUBLISHED = {
    "acled": published.ACLED,
    "ucdp": published.UCDP,
    "plover": published.POLECAT,
    "gdelt": published.GDELT,
    "ceasefires": published.CEASEFIRES,
}
SIZES = {"acled": 31, "ucdp": 49, "plover": 40, "gdelt": 61}
NEVER = {"e-possible", "e-planned", "e-negated", "e-withdrawn"}
EVENTS = ("acled", "ucdp", "plover", "gdelt", "geojson", "hxl", "ftm")


def table(done: Exported, delimiter: str = ",") -> list[dict[str, str]]:
    """Return the rows of a CSV or TSV export."""
    return list(csv.DictReader(io.StringIO(done.files[0][1].decode()), delimiter=delimiter))


def lines(done: Exported) -> list[dict[str, object]]:
    """Return the objects of a JSON lines export."""
    return [json.loads(line) for line in done.files[0][1].decode().splitlines()]


def rows(name: str) -> dict[str, dict[str, object]]:
    """Return the events of a layout by our id."""
    done = exported(name)
    if name in ("plover",):
        return {str(row["Event ID"]): row for row in lines(done)}
    if name == "geojson":
        return {f["id"]: f["properties"] for f in json.loads(done.files[0][1])["features"]}
    if name == "ftm":
        return {str(row["id"]): row for row in lines(done) if row["schema"] == "Event"}
    found = table(done, "\t" if name == "gdelt" else ",")
    first = layout(name).columns[0].name
    return {row[first]: dict(row) for row in found if not row[first].startswith("#")}


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_columns_are_those_that_the_scheme_publishes_in_its_order(name: str) -> None:
    assert [column.name for column in layout(name).columns] == PUBLISHED[name]
    assert len(PUBLISHED[name]) == SIZES.get(name, len(PUBLISHED[name]))


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_the_file_has_those_columns(name: str) -> None:
    done = exported(name, sample())
    if name == "plover":
        assert list(lines(done)[0])[: len(PUBLISHED[name])] == PUBLISHED[name]
    else:
        head = done.files[0][1].decode().splitlines()[0]
        assert head.split("\t" if name == "gdelt" else ",") == PUBLISHED[name]


def test_every_facet_of_a_layout_exists_and_every_empty_column_says_why() -> None:
    outside = {"report", "actor"}
    for name, target in exchange().layouts.items():
        known = set(TRUCES) if name == "ceasefires" else {*FACETS, *SCHEMES[name].facets, *outside}
        assert {column.facet for column in target.columns if column.facet} <= known, name
        assert all(column.facet or column.note for column in target.columns), name


def test_compiled_layouts_are_current() -> None:
    assert is_current()


def test_acled_words_are_acleds() -> None:
    types = layout("acled").tables["types"]
    for disorder, event, sub in types.values():
        assert sub in published.ACLED_SUB_EVENTS[event]
        demonstration, violence = event in ("Protests", "Riots"), event == "Strategic developments"
        assert ("Demonstrations" in disorder) or not demonstration or sub == "Mob violence"
        assert (disorder == "Strategic developments") == violence
    assert {sub for _, _, sub in types.values()} == set().union(*published.ACLED_SUB_EVENTS.values())


def test_plover_types_modes_and_quads_are_plovers() -> None:
    quads = layout("plover").tables["quads"]
    assert sorted(kind for kinds in quads.values() for kind in kinds) == sorted(published.PLOVER_TYPES)
    codes = layout("gdelt").tables["codes"]
    assert set(published.PLOVER_TYPES) <= set(codes)
    assert all(re.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}", code) for (code,) in codes.values())


def test_hxl_has_its_row_of_hashtags() -> None:
    heads, tags, *_ = csv.reader(io.StringIO(exported("hxl").files[0][1].decode()))
    assert len(heads) == len(tags)
    for tag in tags:
        assert re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag)
        assert tag.split("+")[0] in published.HXL_TAGS


def test_geojson_is_points_for_towns_and_nothing_for_areas() -> None:
    value = json.loads(exported("geojson").files[0][1])
    assert value["type"] == "FeatureCollection"
    by_id = {feature["id"]: feature for feature in value["features"]}
    assert by_id["e-attack"]["geometry"] == {"type": "Point", "coordinates": [46.338, 39.511]}
    assert by_id["e-area"]["geometry"] is None
    assert by_id["e-area"]["properties"]["radius_km"] == 60


def test_follow_the_money_has_its_schemata_and_properties_and_whole_references() -> None:
    found = lines(exported("ftm", sample()))
    ids = {str(one["id"]) for one in found}
    assert all(re.fullmatch(r"[0-9A-Za-z]([0-9A-Za-z.-]*[0-9A-Za-z])?", ident) for ident in ids)
    assert entity_id("force:state:AZE:state_force") == "force-state-AZE-state-force"
    for one in found:
        properties = one["properties"]
        assert isinstance(properties, dict)
        assert set(properties) <= published.FTM[str(one["schema"])]
        assert properties.get("name" if one["schema"] != "Article" else "title")
        assert {*properties.get("involved", []), *properties.get("proof", [])} <= ids
    statements = lines(exported("ftm-statements", sample()))
    assert all(set(one) == published.FTM_STATEMENT for one in statements)
    assert len({str(one["id"]) for one in statements}) == len(statements)
    assert {str(one["entity_id"]) for one in statements} == ids


@pytest.mark.parametrize("name", EVENTS)
def test_what_is_denied_planned_possible_or_withdrawn_is_never_an_event(name: str) -> None:
    assert not NEVER & set(rows(name))
    lost = {loss.id: loss.reason for loss in exported(name).losses if loss.kind == "row"}
    assert set(lost) >= NEVER


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_goes_out_or_is_counted_once(name: str) -> None:
    lost = [loss.id for loss in exported(name).losses if loss.kind == "row"]
    everything = {event.id for event in record().events}
    assert sorted([*lost, *rows(name)]) == sorted(everything)
    assert sum(count for count, loss in exported(name).summary() if loss.kind == "row") == len(lost)


@pytest.mark.parametrize("name", EVENTS)
def test_what_is_only_alleged_or_contested_is_marked_or_left_out(name: str) -> None:
    found = rows(name)
    for ident, mark in (("e-alleged", "alleged"), ("e-contested", "contested")):
        if ident in found:
            assert mark in json.dumps(found[ident]).casefold(), f"{name}: {ident} goes out as a plain fact"
        else:
            assert any(loss.id == ident and loss.reason for loss in exported(name).losses)
    if name in ("ucdp", "plover", "gdelt"):
        assert "e-alleged" not in found


def test_acled_takes_the_lowest_figure_and_says_so() -> None:
    row = rows("acled")["e-attack"]
    assert row["fatalities"] == "60"  # 49 and not 105 of Armenia, 7 of Azerbaijan, 4 civilians; never the war's 20,000
    assert "105" in str(row["notes"])
    ranges = [loss for loss in exported("acled").losses if loss.id == "e-attack" and loss.column == "fatalities"]
    assert ranges[0].value == "60 to 116 or more told"


def test_acled_actors_and_types() -> None:
    found = rows("acled")
    assert [found["e-attack"][c] for c in ("actor1", "inter1", "actor2", "inter2", "interaction")] == [
        "Azerbaijan", "External/Other forces", "Armenia", "State forces", "External/Other forces-State forces",
    ]  # fmt: skip
    assert found["e-attack"]["sub_event_type"] == "Armed clash"
    assert found["e-alleged"]["sub_event_type"] == "Shelling/artillery/missile attack"
    civil = found["e-one-sided"]
    assert [civil[c] for c in ("actor2", "sub_event_type", "civilian_targeting", "inter1")] == [
        "Civilians (Armenia)", "Attack", "Civilian targeting", "Rebel group",
    ]  # fmt: skip
    assert found["e-attack"]["iso"] == "51"
    assert str(found["e-alleged"]["notes"]).startswith("ALLEGED")


def test_an_attack_on_nobody_named_is_not_said_to_be_on_civilians() -> None:
    whole = record()
    attack = next(event for event in whole.events if event.id == "e-attack")
    plain = replace(attack, recipients=())
    school = replace(plain, id="e-school", target_class=TargetClass.SCHOOL)
    found = {row["event_id_cnty"]: row for row in table(exported("acled", replace(whole, events=(plain, school))))}
    assert (found["e-attack"]["event_type"], found["e-attack"]["actor2"]) == ("Battles", "")
    assert found["e-school"]["event_type"] == "Violence against civilians"
    assert found["e-school"]["actor2"] == "Civilians (Armenia)"


def test_ucdp_takes_deaths_by_side_with_low_best_and_high() -> None:
    row = rows("ucdp")["e-attack"]
    assert [row[c] for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")] == ["7", "105", "4", "0"]
    assert [row[c] for c in ("low", "best", "high")] == ["60", "116", "116"]
    assert [row[c] for c in ("side_a", "side_b", "gwnoa", "gwnob", "country_id")] == [
        "Government of Azerbaijan", "Government of Armenia", "373", "371", "371",
    ]  # fmt: skip
    assert row["type_of_violence"] == "1"
    reasons = {loss.reason for loss in exported("ucdp").losses if loss.id == "e-attack"}
    assert any("different victims" in reason for reason in reasons)


def test_ucdp_leaves_out_what_killed_nobody_and_what_no_organised_actor_did() -> None:
    assert set(rows("ucdp")) == {"e-attack", "e-one-sided"}
    civil = rows("ucdp")["e-one-sided"]
    assert [civil[c] for c in ("side_b", "gwnob", "type_of_violence", "deaths_civilians")] == [
        "Civilians",
        "",
        "3",
        "6",
    ]
    lost = {loss.id: loss.reason for loss in exported("ucdp").losses if loss.kind == "row"}
    assert "death" in lost["e-area"]
    assert "armed force" in lost["e-talks"]


def test_an_area_has_no_coordinates_in_any_table_and_the_loss_says_so() -> None:
    assert rows("acled")["e-area"]["latitude"] == ""
    assert [loss.value for loss in exported("acled").losses if loss.id == "e-area" and loss.column == "latitude"]


def test_a_province_is_named_only_where_it_is_the_place_itself() -> None:
    assert rows("acled")["e-attack"]["admin1"] == ""
    whole = record(only=("e-area",))
    alone = replace(whole.events[0], places=whole.events[0].places[:1])
    (row,) = table(exported("acled", replace(whole, events=(alone,))))
    assert row["admin1"] == row["location"] == "Syunik"


def test_prio_grid_cells_are_numbered_by_row_from_the_south_west() -> None:
    assert rows("ucdp")["e-attack"]["priogrid_gid"] == str(259 * 720 + 453)  # row 260, column 453


WITH_PASSAGES = {"record", "parquet"}  # they hold passages as far as rights allow; the others hold none


@pytest.mark.parametrize("name", sorted({*FORMATS} - WITH_PASSAGES))
def test_no_private_person_and_no_words_of_reports_go_out(name: str) -> None:
    body = b"".join(data for _, data in exported(name).files).decode(errors="replace")
    assert "Ana Brel" not in body
    assert "attacked positions of Armenia" not in body


@pytest.mark.parametrize("name", ["acled", "ucdp", "gdelt", "ceasefires", "hxl"])
def test_no_cell_is_a_formula(name: str) -> None:
    body = exported(name).files[0][1].decode()
    for row in csv.reader(io.StringIO(body), delimiter="\t" if name == "gdelt" else ","):
        assert not any(re.match(r"[=+@\t\r]|-(?!1$|\d)", cell) for cell in row)
    if name == "ucdp":
        assert "'=cmd" in body


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_record_gives_the_same_bytes(name: str) -> None:
    assert exported(name, sample()).files == exported(name, sample()).files


def test_loss_table_is_a_csv_of_every_loss() -> None:
    done = exported("acled")
    found = list(csv.DictReader(io.StringIO(done.loss_table().decode())))
    assert [(row["id"], row["reason"]) for row in found] == [(loss.id, loss.reason) for loss in done.losses]


def test_a_format_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownIdError, match="acled, ucdp"):
        export_as(own(record()), "xls")


def test_ceasefires_say_unclear_where_the_record_does_not_know() -> None:
    found = table(exported("ceasefires", sample()))
    by_id = {row["uniq_id"]: row for row in found}
    first = by_id["cf-1-1"]
    assert [first[c] for c in ("cf_dec_yr", "cf_dec_month", "cf_dec_day", "mediator_nego")] == ["1996", "5", "-1", "1"]
    assert [by_id["cf-2-1"][c] for c in ("cf_effect_yr", "cf_effect_day")] == ["0", "0"]  # it never took effect
    assert by_id["cf-3-2"]["mediator_nego"] == "-1"
