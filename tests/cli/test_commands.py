from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
import spacy

from contested.cli.app import COMMANDS
from contested.cli.ledgers import HELP
from contested.publish.tables import LEDGERS

from .conftest import LATER, WIRE, Command

NAMES = [command.__name__ for command in COMMANDS]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_an_example(contested: Command, name: str) -> None:
    done = contested(name, "--help")
    assert done.status == 0
    assert f"Example: contested {name} " in " ".join(done.out.split())


def test_all_ledgers_have_their_command() -> None:
    assert set(HELP) == set(LEDGERS)


def test_track_makes_page_record_and_store_and_says_so(contested: Command, folder: Path, tmp_path: Path) -> None:
    done = contested("track", folder, "--out", tmp_path / "out")
    assert done.status == 0
    assert {"index.html", "record.json", "record.duckdb", "dossier.toml"} <= {
        p.name for p in (tmp_path / "out").iterdir()
    }
    assert "2 new" in done.out
    assert "index.html" in done.out
    again = contested("track", folder, "--out", tmp_path / "out")
    assert "0 new, 2 stored before" in again.out


def test_track_takes_over_the_settings_of_the_folder(contested: Command, folder: Path, tmp_path: Path) -> None:
    (folder / "dossier.toml").write_text('title = "From the folder"\nwatch = ["border"]\n')
    contested("track", folder, "--out", tmp_path / "out")
    assert (tmp_path / "out" / "dossier.toml").read_text() == (folder / "dossier.toml").read_text()


def test_track_names_failed_inputs_goes_on_and_exits_with_1(contested: Command, folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    done = contested("track", folder, tmp_path / "missing.txt", "--out", tmp_path / "out")
    assert done.status == 1
    assert "empty.txt: the file is empty" in done.err
    assert "missing.txt" in done.err
    assert "2 new" in done.out


def test_track_with_nothing_to_read_exits_with_1(contested: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = contested("track", tmp_path / "empty.txt", "--out", tmp_path / "out")
    assert done.status == 1
    assert not (tmp_path / "out" / "index.html").exists()


def test_new_then_add(contested: Command, folder: Path, tmp_path: Path) -> None:
    assert contested("new", tmp_path / "d", "--title", "Border").status == 0
    assert contested("add", tmp_path / "d", folder / "wire.txt").status == 0
    assert "1 new" in contested("add", tmp_path / "d", folder).out
    assert contested("new", tmp_path / "d").status == 2


def test_code_prints_one_object_a_report_in_the_order_given(contested: Command, folder: Path) -> None:
    done = contested("code", folder / "wire.txt", folder / "later.txt", "--format", "json")
    values = [json.loads(line) for line in done.out.splitlines()]
    assert [value["doc_id"] for value in values] == ["wire", "later"]
    for value, text in zip(values, (WIRE, LATER), strict=True):
        assert value["claims"]
        for claim in value["claims"]:
            assert text[claim["start"] : claim["end"]] == claim["quote"]
        for mention in value["mentions"]:
            assert mention["actor"] in {actor["id"] for actor in value["actors"]}
    assert contested("code", folder / "wire.txt", "--published", "2023-05-20").out != done.out.splitlines()[0] + "\n"


def test_a_failed_input_prints_nothing_on_standard_output(contested: Command, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    done = contested("code", folder / "empty.txt", "--format", "json")
    assert (done.status, done.out) == (1, "")
    assert "empty.txt" in done.err


def test_code_writes_parquet(contested: Command, folder: Path, tmp_path: Path) -> None:
    done = contested("code", folder, "--out", tmp_path / "bulk")
    assert done.status == 0
    assert "2 reports" in done.out
    assert (tmp_path / "bulk" / "claims.parquet").is_file()
    assert contested("code", folder, "--engine", "ray").status == 2


def test_code_refuses_large_texts_unless_told_otherwise(contested: Command, folder: Path) -> None:
    assert "--max-size" in contested("code", folder / "wire.txt", "--max-size", "0.0001").err
    assert contested("code", folder / "wire.txt", "--max-size", "0.01").status == 0


@pytest.mark.parametrize("name", LEDGERS)
def test_every_ledger_prints_one_array_of_rows_a_table_and_csv(contested: Command, dossier: Path, name: str) -> None:
    rows = json.loads(contested(name, dossier, "--format", "json").out)
    assert isinstance(rows, list)
    read = list(csv.reader(io.StringIO(contested(name, dossier, "--format", "csv").out)))
    assert len(read) == len(rows) + 1
    assert contested(name, dossier).status == 0
    if name in {"timeline", "tolls", "claims", "actors", "reports", "events", "talks"}:
        assert rows


def test_every_row_can_be_explained_down_to_words(contested: Command, dossier: Path) -> None:
    for name in LEDGERS:
        for row in json.loads(contested(name, dossier, "--format", "json").out):
            done = contested("explain", dossier, row["id"], "--format", "json")
            assert done.status == 0, (name, row["id"], done.err)
            for step in json.loads(done.out):
                text = {"wire": WIRE, "later": LATER}[step["document"]]
                assert text[step["start"] : step["end"]] == step["quote"]
                assert step["quote"] in step["sentence"]


def test_explain_prints_the_sentence_and_the_report(contested: Command, dossier: Path) -> None:
    claim = json.loads(contested("claims", dossier, "--format", "json").out)[0]
    done = contested("explain", dossier, claim["id"])
    assert claim["words"].split()[0] in done.out
    assert "wire" in done.out
    assert re.search(r"when: \S+ \(\w+, \w+; UCDP date_prec \d, ACLED time_precision \d\): .*news: ", done.out)
    unknown = contested("explain", dossier, "ev-nothing")
    assert unknown.status == 2
    assert "ev-nothing" in unknown.err


def claims(contested: Command, dossier: Path, *options: object) -> set[str]:
    return {row["id"] for row in json.loads(contested("claims", dossier, "--format", "json", *options).out)}


def test_the_filters_cut_the_record(contested: Command, dossier: Path) -> None:
    every = claims(contested, dossier)
    early = claims(contested, dossier, "--as-of", "2023-05-09")
    assert early
    assert early < every
    rows = json.loads(contested("claims", dossier, "--format", "json").out)
    teller = next(row["according_to"] for row in rows if not row["according_to"].startswith("the report itself"))
    told = claims(contested, dossier, "--according-to", teller)
    assert told
    assert told < every
    assert claims(contested, dossier, "--actor", "African Union") < every
    assert claims(contested, dossier, "--actor", "Nobody at all") == set()
    since = claims(contested, dossier, "--since", "2023-05-10")
    until = claims(contested, dossier, "--until", "2023-05-09")
    assert since
    assert until
    assert not since & until
    wire = claims(contested, dossier, "--according-to", "Nile [red]Wire[/red]")
    assert wire < early


def test_diff_shows_what_came_since(contested: Command, dossier: Path) -> None:
    rows = json.loads(contested("diff", dossier, "--since", "2023-05-09", "--format", "json").out)
    assert ("reports", "added") in {(row["section"], row["change"]) for row in rows}
    assert json.loads(contested("diff", dossier, "--since", "2023-05-11", "--format", "json").out) == []


def test_exports(contested: Command, dossier: Path, tmp_path: Path) -> None:
    assert json.loads(contested("export", dossier, "--as", "json").out)["documents"]
    assert contested("export", dossier, "--as", "neutral", "--out", tmp_path / "n").status == 0
    names = {path.name for path in (tmp_path / "n").iterdir()}
    assert names == {"wire.json", "later.json", "cross_doc.json"}
    cross = json.loads((tmp_path / "n" / "cross_doc.json").read_text())
    assert set(cross) == {"same_event", "disputes"}
    for one, other in cross["same_event"]:
        assert one[0] != other[0]
    unknown = contested("export", dossier, "--as", "nothing")
    assert unknown.status == 2
    assert "json, neutral" in unknown.err


def test_the_page_as_markdown_follows_the_dossier(contested: Command, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "md"
    assert not contested("track", folder / "wire.txt", "--out", out).status
    assert not (out / "index.md").exists()
    told = contested("track", folder / "wire.txt", "--out", out, "--format", "md")
    assert "index.md" in told.err + told.out
    page = (out / "index.md").read_text(encoding="utf-8")
    assert page.count("[^1]") >= 2  # a sentence's mark, and the passage it leads to
    assert not contested("add", out, folder / "later.txt").status
    assert (out / "index.md").read_text(encoding="utf-8") != page


def test_places_list_the_countries_that_act(contested: Command, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Kenya accused Uganda of shelling Busia on Monday.\n", encoding="utf-8")
    rows = {row["name"]: row for row in json.loads(contested("places", story, "--published", "2023-05-09").out)}
    assert rows["Kenya"]["role"] == rows["Uganda"]["role"] == "actor_metonym"
    assert rows["Kenya"]["latitude"] is not None


def test_language_times_and_places(contested: Command, folder: Path) -> None:
    conllu = contested("language", folder / "wire.txt", "--format", "conllu").out
    assert "\tVERB\t" in conllu
    times = json.loads(contested("times", folder / "wire.txt", "--published", "2023-05-09").out)
    assert {"start", "end", "type", "value", "interval"} == set(times[0])
    assert any(time["value"] == "2023-05-08" for time in times)
    places = json.loads(contested("places", folder / "wire.txt").out)
    assert all(set(place) >= {"start", "end", "role", "name", "latitude", "country"} for place in places)


def test_a_spacy_pipeline_can_be_named_instead(contested: Command, folder: Path, tmp_path: Path) -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.to_disk(tmp_path / "blank")
    named = ("--language", f"spacy:{tmp_path / 'blank'}")
    lines = contested("language", folder / "wire.txt", *named).out.splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert {row[3] for row in cells} == {"X"}  # a blank pipeline has no tagger; the embedded core would tag
    coded = contested("code", folder / "wire.txt", "--published", "2023-05-09", *named)
    assert json.loads(coded.out)["claims"] == []
    assert not contested("track", folder / "wire.txt", "--out", tmp_path / "own", *named).status


@pytest.mark.parametrize(
    "arguments",
    [
        ["track"],
        ["track", "x"],
        ["nothing"],
        ["timeline"],
        ["timeline", "/no/such/dossier"],
        ["code", "x", "--published", "soon"],
        ["code", "x", "--format", "xml"],
        ["code", "x", "--language", "nothing"],
        ["language", "x", "--language", "spacy:en_no_such_pipeline"],
        ["diff", "/no/such/dossier"],
        ["new", "/tmp", "--from", "/no/such.toml"],
    ],
)
def test_wrong_usage_exits_with_2_and_one_clear_message(contested: Command, arguments: list[str]) -> None:
    done = contested(*arguments)
    assert done.status == 2
    assert done.err
    assert not done.out


def test_debug_shows_where_an_error_arose(folder: Path) -> None:
    from contested.cli import run
    from contested.model.errors import DossierError

    with pytest.raises(DossierError):
        run(["--debug", "timeline", str(folder)])


def test_words_of_reports_cannot_command_the_terminal(contested: Command, tmp_path: Path) -> None:
    evil = "Eritrea said \x1b[31mEthiopian\x1b[0m forces \x9b2Jattacked \u202epositions\u202c [bold]on Monday[/bold]. "
    (tmp_path / "e[blink]vil.jsonl").write_text(
        json.dumps(
            {
                "id": "a\x1b[31m[blink]b",
                "text": evil + WIRE,
                "source": "W\x1b]0;title\x07ire",
                "published": "2023-05-09",
            }
        )
    )
    out = tmp_path / "out"
    done = [contested("track", tmp_path / "e[blink]vil.jsonl", "--out", out)]
    done += [contested(name, out) for name in LEDGERS]
    done.append(contested("explain", out, json.loads(contested("claims", out, "--format", "json").out)[0]["id"]))
    for printed in done:
        assert printed.status == 0
        for sign in ("\x1b[31m", "\x1b]", "\x9b", "\u202e", "\x07"):
            assert sign not in printed.out + printed.err
    assert "[blink]b" in " ".join(contested("reports", out).out.split())


def test_csv_cells_cannot_become_formulas(contested: Command, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "=1+1", "text": WIRE, "title": "@SUM(A1)", "published": "2023-05-09"})
    )
    contested("track", tmp_path / "a.jsonl", "--out", tmp_path / "out")
    rows = list(csv.reader(io.StringIO(contested("reports", tmp_path / "out", "--format", "csv").out)))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+"))]


def test_an_export_in_a_layout_says_what_it_lost(contested: Command, dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "border.csv"
    done = contested("export", dossier, "--as", "acled", "--out", out)
    assert done.status == 0
    assert "left out" in done.err
    head, *rows = out.read_text(encoding="utf-8").splitlines()
    assert head.startswith("event_id_cnty,event_date")
    assert f"{len(rows)} rows" in done.out
    losses = (tmp_path / "border.csv.loss.csv").read_text(encoding="utf-8").splitlines()
    assert losses[0] == "id,kind,column,reason,value"
    printed = contested("export", dossier, "--as", "acled")
    assert printed.out.splitlines() == [head, *rows]
    into_folder = contested("export", dossier, "--as", "acled", "--out", tmp_path)
    assert into_folder.status == 1
    assert "is a folder" in into_folder.err
    assert contested("export", dossier, "--as", "json", "--as-of", "2023-05-10").status == 2


def test_coded_rows_are_imported_and_compared(contested: Command, dossier: Path, tmp_path: Path) -> None:
    head = (
        "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,country,location,latitude,longitude,"
        "geo_precision,time_precision,fatalities"
    )
    rows = [
        "ETH1,2023-05-08,Battles,Armed clash,Ethiopia,Eritrea,Ethiopia,Zalambessa,14.5,39.3,1,1,12",
        "ETH2,never,Battles,Armed clash,a,b,Ethiopia,Zalambessa,14.5,39.3,1,1,0",
    ]
    file = tmp_path / "acled.csv"
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    assert contested("compare", dossier).status == 2
    imported = contested("import", dossier, file, "--as", "acled")
    assert imported.status == 1
    assert "row 3, column event_date" in imported.err
    assert "1 rows kept" in imported.out
    compared = contested("compare", dossier, "--format", "json")
    assert compared.status == 0
    assert [row["coded_id"] for row in json.loads(compared.out) if row["coded_id"]] == ["ETH1"]
    assert "only ours" in compared.err
    assert contested("compare", dossier, file, "--as", "ucdp").status == 1
    assert contested("compare", dossier, file, "--as", "record").status == 2


def test_a_whole_record_goes_from_one_folder_to_another(contested: Command, dossier: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    assert contested("export", dossier, "--as", "record", "--out", first).status == 0
    taken = tmp_path / "taken"
    assert contested("import", taken, first, "--as", "record").status == 0
    assert contested("export", taken, "--as", "record", "--out", second).status == 0
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(contested("events", taken, "--format", "json").out) == json.loads(
        contested("events", dossier, "--format", "json").out
    )
    (tmp_path / "late.txt").write_text("Ethiopia attacked Eritrea on Monday.\n", encoding="utf-8")
    refused = contested("add", taken, tmp_path / "late.txt")
    assert refused.status == 2
    assert "received from elsewhere" in refused.err
    assert contested("import", dossier, first, "--as", "record").status == 2
    assert contested("export", dossier, "--as", "parquet", "--out", tmp_path / "lake").status == 0
    assert (tmp_path / "lake" / "claims.parquet").exists()
    assert contested("export", dossier, "--as", "parquet").status == 1
