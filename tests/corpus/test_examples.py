"""The example dossier holds what its README promises."""

from __future__ import annotations

import re
import tomllib
from email import policy
from email.parser import BytesParser
from pathlib import Path
from xml.etree import ElementTree

from docx import Document
from pypdf import PdfReader

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "karabakh"
OWN = {"README.md", "dossier.toml", "reports.toml"}
REPORTS = sorted(path for path in FOLDER.iterdir() if path.name not in OWN)


def _sidecar() -> dict[str, dict[str, object]]:
    rows = tomllib.loads((FOLDER / "reports.toml").read_text(encoding="utf-8"))
    assert "invented reporting" in rows.pop("note")
    return rows


def test_formats_and_number_of_reports() -> None:
    assert len(REPORTS) >= 18
    assert {path.suffix for path in REPORTS} == {".txt", ".html", ".eml", ".pdf", ".docx", ".xml"}


def test_sidecar_names_every_report_and_nothing_else() -> None:
    assert set(_sidecar()) == {path.name for path in REPORTS}


def test_readme_names_every_report() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in REPORTS if f"`{path.name}`" not in readme] == []


def test_no_report_carries_a_marker_that_a_rule_could_key_on() -> None:
    texts = [path.read_text(encoding="utf-8") for path in REPORTS if path.suffix in {".txt", ".html", ".eml", ".xml"}]
    assert [text[:60] for text in texts if re.search(r"synthetic|fictional|written for", text, flags=re.I)] == []


def test_one_exact_copy() -> None:
    original = (FOLDER / "2016-04-06-meridian-four-days.txt").read_bytes()
    assert (FOLDER / "inbox-0417.txt").read_bytes() == original


def test_syndicated_copy_repeats_most_of_the_wire_text() -> None:
    wire = (FOLDER / "2020-10-11-meridian-moscow-truce.txt").read_text(encoding="utf-8")
    copy = (FOLDER / "2020-10-11-lakeside-herald.txt").read_text(encoding="utf-8")
    lines = [line for line in wire.splitlines() if len(line) > 200]
    shared = [line for line in lines if line in copy]
    assert wire.splitlines()[0] not in copy
    assert 0 < len(lines) - len(shared) <= 1


def test_one_report_is_dated_nowhere() -> None:
    name = "border-village-notes.txt"
    assert "published" not in _sidecar()[name]
    assert re.search(r"\d|January|February|March|April|June|July|August", (FOLDER / name).read_text("utf-8")) is None


def test_other_formats_open() -> None:
    pdf = PdfReader(FOLDER / "2020-12-16-open-road-bulletin.pdf")
    assert "2,783" in "".join(page.extract_text() for page in pdf.pages)
    docx = Document(str(FOLDER / "2017-12-11-peace-formats-minsk-group.docx"))
    assert any("Key West" in paragraph.text for paragraph in docx.paragraphs)
    assert docx.core_properties.author == ""
    with (FOLDER / "2022-08-05-corridor-letter.eml").open("rb") as handle:
        body = BytesParser(policy=policy.default).parse(handle).get_body(("plain",))
    assert body is not None
    assert "Saribaba" in body.get_content()
    feed = ElementTree.parse(FOLDER / "2020-10-humanitarian-truces.xml")
    assert len(feed.findall(".//item/pubDate")) == 3


def test_texts_have_the_length_of_news() -> None:
    words = {path.name: len(path.read_text("utf-8").split()) for path in REPORTS if path.suffix == ".txt"}
    assert {name: count for name, count in words.items() if not 150 <= count <= 450} == {}
