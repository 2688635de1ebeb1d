from __future__ import annotations

from dataclasses import replace

import pytest

from contested.model.errors import ReleaseError
from contested.model.reports import Rights
from contested.publish.masking import Sentences, shown_only
from contested.publish.page import PageOptions, render_page
from contested.publish.release import Edition, Release, own
from contested.publish.tables import LEDGERS, ledger_table

from .sample_record import TEXTS, make_report, sample

RECORD = sample()
PLAIN = PageOptions(figures=False)


def test_only_the_gate_makes_a_release() -> None:
    with pytest.raises(ReleaseError, match="by the gate alone"):
        Release(object(), RECORD, {}, Edition())


def test_a_release_holds_no_other_words_than_those_that_may_be_shown() -> None:
    shown = {report.doc_id: report.text for report in own(RECORD).record.reports}
    assert shown["min_t"] == TEXTS["min_t"]  # its rights are full
    assert "families" not in shown["closed"]
    assert "By 1996 Kelmar had taken control of the upper valley." in shown["wire"]
    assert all(len(shown[key]) == len(TEXTS[key]) for key in shown)


def test_quotes_are_blank_where_rights_allow_no_words() -> None:
    closed = {report.id for report in RECORD.reports if report.doc_id == "closed"}
    claims = [claim for claim in own(RECORD).record.claims if claim.report_id in closed]
    assert claims
    assert not any(len(claim.passage.quote.split()) > 1 for claim in claims)


@pytest.mark.parametrize("rights", [Rights.METADATA_ONLY, Rights.NONE])
def test_nothing_written_from_a_release_has_more_words_than_its_rights_allow(rights: Rights) -> None:
    record = replace(RECORD, reports=tuple(replace(report, rights=rights) for report in RECORD.reports))
    release = own(record)
    told = render_page(release, options=PLAIN) + "".join(str(ledger_table(release, name).rows) for name in LEDGERS)
    whole = " ".join(" ".join(TEXTS.values()).split()).casefold().split()
    runs = {" ".join(whole[at : at + 7]) for at in range(len(whole) - 6)}
    words = " ".join(told.casefold().split())
    assert [run for run in sorted(runs) if run in words] == []


def test_a_release_for_own_use_holds_all_words_and_says_so() -> None:
    release = own(RECORD, full_text=True)
    assert {report.text for report in release.record.reports} == {report.text for report in RECORD.reports}
    assert release.edition.full_text


def test_every_page_says_for_whom_it_is_its_version_and_whom_to_write_to() -> None:
    page = render_page(own(RECORD), options=PLAIN)
    assert "the people of this dossier; not for publication" in page
    assert f"{own(RECORD).edition.stamp}" in page
    assert "No contact is stated." in page


def test_masked_text_keeps_its_length_and_its_lines() -> None:
    text = "One here. Two there.\nThree."
    assert shown_only(text, [(10, 20)]) == "          Two there.\n      "
    assert shown_only(text, [(0, 9)], [(4, 8)]) == "One ████.           \n      "


def test_sentences_are_found_by_any_place_in_them() -> None:
    report = make_report("wire")
    sentences = Sentences(report.text)
    at = report.text.index("Tarsia lost")
    assert sentences.at(at + 3) == (at, at + len("Tarsia lost 27 soldiers."))
