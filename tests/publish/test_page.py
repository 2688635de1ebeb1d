from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from contested.model.record import Conflict, Record
from contested.model.reports import Rights
from contested.publish.build import build_document
from contested.publish.doc import refs_of
from contested.publish.markdown import escape, render_markdown
from contested.publish.page import PageOptions, render_page
from contested.publish.release import own

from .html_check import Parsed, parse
from .sample_record import sample

PLAIN = PageOptions(figures=False)
RECORD = sample()


@cache
def page() -> str:
    return render_page(own(RECORD))


@cache
def parsed() -> Parsed:
    return parse(page())


def test_the_page_is_well_formed() -> None:
    assert parsed().faults == []
    ids = parsed().values("id")
    assert len(ids) == len(set(ids))


def test_every_internal_link_resolves() -> None:
    targets = set(parsed().values("id"))
    links = [link[1:] for link in parsed().values("href") if link.startswith("#")]
    assert len(links) > 50
    assert set(links) <= targets
    labels = [part for value in parsed().values("aria-labelledby") for part in value.split()]
    assert set(labels) <= targets


def test_nothing_is_loaded_and_nothing_runs() -> None:
    names = {tag for tag, _ in parsed().tags}
    assert not names & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "foreignobject",
        "image",
        "use",
    }
    assert not parsed().values("src")
    assert not [name for _, attributes in parsed().tags for name in attributes if name.startswith("on")]
    assert not parsed().values("style")
    style = re.search(r"<style>(.*?)</style>", page(), re.DOTALL)
    assert style is not None
    assert "url(" not in style.group(1)
    assert "@import" not in style.group(1)


def test_the_policy_allows_only_the_page_s_own_style() -> None:
    policy = next(
        meta["content"] for meta in parsed().all("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    )
    style = re.search(r"<style>(.*?)</style>", page(), re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_links_to_reports_leave_no_trace() -> None:
    links = [link for link in parsed().all("a") if not link["href"].startswith("#")]
    assert len(links) > 5
    assert all(link["href"].startswith("https://") and "noopener noreferrer" in link["rel"] for link in links)


def test_the_page_opens_with_what_it_rests_on() -> None:
    head = " ".join(" ".join(parsed().text).split())
    assert "Rests on 6 reports of 5 independent origins." in head
    assert "Machine-coded draft: 0 of 28 claims reviewed." in head
    assert "Worsening (suggested, not reviewed)" in head
    assert head.index("Rests on") < head.index("Recent developments")


@pytest.mark.parametrize(
    "ident",
    ["glance", "recent", "chart", "care", "gaps", "concerns", "disputes", "blame", "tolls", "ceasefires", "talks",
     "control", "places", "actors", "relations", "background", "sources", "method", "passages"],
)  # fmt: skip
def test_every_section_is_there_and_listed(ident: str) -> None:
    assert [section["id"] for section in parsed().all("section")].count(ident) == 1
    assert f'<li><a href="#{ident}">' in page()


def test_every_sentence_and_every_toll_leads_to_a_passage() -> None:
    _, document = build_document(own(RECORD), PLAIN)
    for section in document.sections:
        for block in section.blocks:
            for item in getattr(block, "items", ()):
                assert all(sentence.refs for sentence in item.sentences)
            for side in ("left", "right", "sentences"):
                assert all(sentence.refs for sentence in getattr(block, side, ()))
    tolls = next(section for section in document.sections if section.id == "tolls")
    assert all(row[1].refs for row in tolls.blocks[0].rows)  # type: ignore[union-attr]
    cited = {ref for section in document.sections for ref in refs_of(section)}
    assert set(document.numbers) == cited
    assert sorted(document.numbers.values()) == list(range(1, len(cited) + 1))


def test_every_mark_has_an_entry_with_its_passage() -> None:
    marks = {href[2:] for href in parsed().values("href") if re.fullmatch(r"#p\d+", href)}
    entries = re.findall(r'<div class="entry" id="p(\d+)">(.*?)</li>', page(), re.DOTALL)
    assert {number for number, _ in entries} == marks
    assert "<blockquote>Kelmar said <mark>at least 41" not in page()
    assert "<mark>Kelmar said at least 41 of its soldiers had been killed</mark>." in page()
    assert all("<blockquote>" in body or "do not allow its words" in body for _, body in entries)


def test_rights_are_obeyed_and_full_text_says_that_it_is_for_own_use() -> None:
    assert "families will flee" not in page()
    assert "shelled Hask again" not in page()
    whole = render_page(own(RECORD, full_text=True), options=PLAIN)
    assert "families will flee" in whole
    assert "For own use" in whole
    assert "For own use" not in page()


def test_no_report_is_reproduced_without_the_right_to() -> None:
    none = replace(RECORD, reports=tuple(replace(report, rights=Rights.NONE) for report in RECORD.reports))
    text = render_page(own(none), options=PLAIN) + render_markdown(own(none), options=PLAIN)
    assert "“" not in re.sub(r"“X.*?”|“[a-z ]+”|“according to”", "", text)
    assert "<blockquote>" not in text
    assert "heaviest in two years" not in text


def test_private_persons_and_labels() -> None:
    assert "Ana Brel" not in page()
    assert '<p class="tlp">TLP:GREEN</p>' in page()


def test_screen_readers_find_their_way() -> None:
    assert [tag for tag, _ in parsed().tags if tag in ("header", "nav", "main", "footer")] == [
        "header",
        "nav",
        "main",
        "footer",
    ]
    levels = [int(tag[1]) for tag, _ in parsed().tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(parsed().all("table")) == len(parsed().all("caption"))
    assert all(cell.get("scope") for cell in parsed().all("th"))
    assert parsed().all("html")[0]["lang"] == "en"
    assert parsed().all("a")[0]["href"] == "#main"


def test_figures_have_a_name_a_description_and_a_table() -> None:
    drawn = parsed().all("svg")
    figures = parsed().all("figure")
    assert len(figures) == 4
    assert len(drawn) == 2 * len(figures)
    assert all(svg["role"] == "img" and len(svg["aria-labelledby"].split()) == 2 for svg in drawn)
    assert page().count("The same as a table") == len(figures)


def test_pages_are_the_same_for_the_same_record_in_any_order() -> None:
    assert render_page(own(RECORD)) == page()
    assert render_page(own(sample())) == page()
    assert render_markdown(own(RECORD)) == render_markdown(own(sample()))


def test_an_empty_record_has_a_page() -> None:
    html = render_page(own(Record(Conflict("Nothing yet"), None)))
    assert parse(html).faults == []
    assert "0 of 0 claims reviewed" in html
    assert "No count of people is told." in html
    assert "## Tolls" in render_markdown(own(Record(Conflict(""), None)))


def test_markdown_holds_what_the_page_holds() -> None:
    text = render_markdown(own(RECORD))
    marks, notes = set(re.findall(r"\[\^(\d+)\](?!:)", text)), re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert len(notes) == len(set(notes))
    assert marks == set(notes)
    assert "Kelmar said that at least 41 of its soldiers were killed.[^" in text
    assert "Machine-coded draft: 0 of 28 claims reviewed." in text
    for heading in re.findall(r'<h2 id="h-[a-z]+">([^<]+)</h2>', page()):
        assert f"## {heading}" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) > 20


def test_markdown_escapes_what_would_be_read_as_markup() -> None:
    assert escape("*a* [b](c) <d> `e` |f| 1. g") == r"\*a\* \[b\](c) \<d\> \`e\` \|f\| 1. g"
    assert escape("1. g") == r"\1. g"
    assert escape("- g") == r"\- g"
