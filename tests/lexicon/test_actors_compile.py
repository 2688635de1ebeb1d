"""The compiled actor data equal the resources, and malformed resources are refused with a place and advice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contested.lexicon._actor_patterns import spellings
from contested.lexicon._actor_rows import read_actors, read_terms
from contested.lexicon._compile_actors import compile_actors
from contested.lexicon._types import ActorName, NameForm, covers
from contested.lexicon.compile import DATA, RESOURCES, check_current
from contested.model.errors import ResourceError

HEADER = "id,name,kind,subtype,country,aliases,acronyms,ambiguous,from,to,ownership,affiliation,source\n"
LEADERS = "person,name,aliases,surname,office,title,country,from,to,seen,source\n"


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """Return a small resource folder with one state."""
    actors = tmp_path / "actors"
    actors.mkdir()
    (tmp_path / "SOURCES.md").write_text("| `general-knowledge` | ours | CC BY 4.0 | names |\n")
    (actors / "leaders.csv").write_text(LEADERS)
    (actors / "states.yaml").write_text(
        "- {id: 'state:AAA', name: Aland, kind: state, country: AAA, source: general-knowledge}\n"
    )
    tables = ("forces", "offices", "groups", "experts", "private", "collectives", "sources")
    (actors / "nouns.yaml").write_text("titles: []\n" + "".join(f"{name}: {{}}\n" for name in tables))
    return tmp_path


def test_the_compiled_data_are_current() -> None:
    assert check_current(RESOURCES, DATA, (compile_actors,)) == []


def test_compiling_twice_gives_the_same_bytes(resources: Path) -> None:
    assert compile_actors(resources) == compile_actors(resources)


def test_a_stale_file_is_named(resources: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for name, content in compile_actors(resources).items():
        (data / name).write_bytes(content)
    assert check_current(resources, data, (compile_actors,)) == []
    (data / "actors.json").write_bytes(b"{}")
    assert check_current(resources, data, (compile_actors,)) == ["actors.json"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("group:x,X,party_or_movement,rebels,AAA,,,,,,,,general-knowledge", "subtype 'rebels'"),
        ("group:x,X,gang,,AAA,,,,,,,,general-knowledge", "kind 'gang'"),
        ("group:x,X,party_or_movement,,AAA,,,,1999,1990,,,general-knowledge", "ends .1990. before"),
        ("group:x,X,party_or_movement,,AAA,,,,99,,,,general-knowledge", "date '99'"),
        ("group:x,X,party_or_movement,,AAA,,,,,,,,hearsay", "source 'hearsay'"),
        ("x,X,party_or_movement,,AAA,,,,,,,,general-knowledge", "id 'x'"),
        ("group:x,,party_or_movement,,AAA,,,,,,,,general-knowledge", "name is missing"),
        ("group:x,X,party_or_movement,,AAA,,,Y,,,,,general-knowledge", "ambiguous lists"),
        ("group:x,X,party_or_movement,,AAA,,,,,,,group:none,general-knowledge", "affiliation 'group:none'"),
        ("group:x,X,party_or_movement,,AAA,,,,,,,general-knowledge", "wrong number of cells"),
        ("state:AAA,X,state,,AAA,,,,,,,,general-knowledge", "used twice"),
    ],
)
def test_malformed_rows_are_refused(resources: Path, line: str, message: str) -> None:
    (resources / "actors" / "groups.csv").write_text(HEADER + line + "\n")
    with pytest.raises(ResourceError, match=message):
        compile_actors(resources)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("- {id: 'igo:x', name: X, kind: igo, source: general-knowledge, members: [{who: [ZZZ]}]}", "member 'ZZZ'"),
        ("- {id: 'igo:x', name: X, kind: igo, source: general-knowledge, member: []}", "unknown keys"),
        ("- {id: 'igo:x', name: X, kind: igo, source: general-knowledge, members: [{who: [AAA], role: king}]}", "role"),
        ("- {name: X, kind: igo, source: general-knowledge}", "not an actor"),
        ("just text", "not a list"),
    ],
)
def test_malformed_entries_are_refused(resources: Path, entry: str, message: str) -> None:
    (resources / "actors" / "organisations.yaml").write_text(entry + "\n")
    with pytest.raises(ResourceError, match=message):
        compile_actors(resources)


def test_a_holder_must_be_known(resources: Path) -> None:
    row = "person:a,Ann Bee,,Bee,head_of_state,President,QQQ,2001,,,general-knowledge\n"
    (resources / "actors" / "leaders.csv").write_text(LEADERS + row)
    with pytest.raises(ResourceError, match="QQQ"):
        compile_actors(resources)


def test_all_resources_name_their_source() -> None:
    assert all(actor.source for actor in read_actors(RESOURCES))
    assert all(term.source for term in read_terms(RESOURCES))


def test_general_knowledge_is_dated_to_the_year() -> None:
    for term in read_terms(RESOURCES):
        if term.source == "general-knowledge":
            assert all(end is None or len(end) == 4 for end in (term.valid_from, term.valid_to)), term


@pytest.mark.parametrize(
    ("name", "form", "expected"),
    [
        ("UN", NameForm.ACRONYM, {"UN", "U.N."}),
        ("Mali", NameForm.CANONICAL, {"Mali", "MALI"}),
        ("al-Nusra", NameForm.ALIAS, {"al-Nusra", "Al-Nusra", "al Nusra", "Al Nusra", "AL-NUSRA", "AL NUSRA"}),
        ("The Gambia", NameForm.ALIAS, {"The Gambia", "Gambia", "GAMBIA"}),
        ("Bogotá", NameForm.METONYM, {"Bogotá", "Bogota", "BOGOTÁ", "BOGOTA"}),
    ],
)
def test_spellings(name: str, form: NameForm, expected: set[str]) -> None:
    assert expected <= set(spellings(ActorName(name, form)))


def test_partial_dates_cover_their_whole_span() -> None:
    assert covers("1994", "1994", date(1994, 12, 31))
    assert covers(None, None, date(1994, 1, 1))
    assert not covers("1994-05", None, date(1994, 4, 30))
    assert not covers(None, "1994-05", date(1994, 6, 1))
