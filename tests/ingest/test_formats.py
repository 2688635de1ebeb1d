from __future__ import annotations

import datetime as dt
import json
import textwrap

from contested.ingest import Given, read_sidecar
from contested.model.codec import to_json
from contested.model.reports import DateOrigin, ReadState, Rights, Tlp

from .builders import PROSE, feed, mail, one, packed, pdf, read, word

PAGE = f"""<!DOCTYPE html><html><head><title>Shelling near the border | The Wire</title>
<meta charset="utf-8"><meta property="og:site_name" content="The Wire">
<meta property="article:published_time" content="2023-05-09T22:10:00+02:00">
<meta name="author" content="Jane Private">
<link rel="canonical" href="https://wire.example/world/shelling"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Shelling near the border</h1>
<p>{PROSE}</p><p>{PROSE.replace("two", "three")}</p></article><footer>All rights reserved</footer></body></html>"""


def test_plain_text_is_kept_as_it_stands() -> None:
    text = f"  Headline\n\n{PROSE}\n\n Caf\u00e9 e\u0301 \n"
    report = one("story.txt", text.encode())
    assert report.text == text
    assert report.doc_id == "story"
    assert report.state is ReadState.READ


def test_line_ends_and_control_characters_are_normalised() -> None:
    report = one("a.txt", f"{PROSE}\r\nSecond\x07 line.\rThird\x1b[31m line.\u2028Fourth.".encode())
    assert report.text == f"{PROSE}\nSecond line.\nThird[31m line.\nFourth."
    assert report.text.split("\n") == report.text.splitlines()


def test_exact_copies_share_their_id_whatever_their_white_space() -> None:
    assert one("a.txt", PROSE.encode()).id == one("b.txt", (PROSE.replace(". ", ".\r\n\r\n") + "\n").encode()).id


def test_latin_1_is_read_with_a_warning() -> None:
    report = one("a.txt", f"{PROSE} The mayor of Sarkand, José Ibáñez, was not there.".encode("latin-1"))
    assert "José Ibáñez" in report.text
    assert any("not UTF-8" in warning for warning in report.warnings)


def test_byte_order_marks_are_understood() -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert one("a.txt", PROSE.encode(encoding)).text == PROSE


def test_other_scripts_in_other_encodings_are_decoded() -> None:
    russian = "Министерство обороны сообщило, что вооружённые силы обстреляли приграничные сёла. " * 8
    report = one("a.txt", russian.encode("cp1251"))
    assert report.text.startswith("Министерство обороны")
    assert report.state is ReadState.NOT_READ


def test_wrapped_text_is_joined_without_moving_an_offset() -> None:
    words, lines = PROSE.split(), [""]
    for word_ in words * 2:
        if len(lines[-1]) + len(word_) > 66:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word_
    text = "\n".join(lines) + "\n\nEnd."
    report = one("a.txt", text.encode())
    assert len(report.text) == len(text)
    assert report.text == text.replace("\n", " ", len(lines) - 1)


def test_short_lines_that_are_no_wrapped_paragraphs_stay() -> None:
    text = f"SARKAND - update\n- first item of the list\n- second item\n\n{PROSE}\n{PROSE}\n"
    assert one("a.txt", text.encode()).text == text


def test_markdown_loses_its_marks_and_gives_its_front_matter() -> None:
    body = f"---\ntitle: Border report\ndate: 2023-05-09\nsource: Field desk\n---\n# Border\n\n**{PROSE}** [more](http://x.example)\n"
    report = one("a.md", body.encode())
    assert report.text == f"\nBorder\n\n{PROSE} more\n".lstrip("\n") or report.text.strip() == f"Border\n\n{PROSE} more"
    assert (report.title, report.published, report.date_origin) == (
        "Border report", dt.date(2023, 5, 9), DateOrigin.METADATA,
    )  # fmt: skip
    assert report.source_name == "Field desk"


def test_a_page_gives_text_date_title_publisher_and_address() -> None:
    report = one("page.html", PAGE.encode())
    assert PROSE in report.text
    assert "Home" not in report.text
    assert report.published == dt.date(2023, 5, 9)
    assert report.date_origin is DateOrigin.METADATA
    assert report.source_name == "The Wire"
    assert report.url == "https://wire.example/world/shelling"
    assert not report.warnings
    assert "Jane Private" not in json.dumps(to_json(report))


def test_a_date_in_json_ld_is_found() -> None:
    script = '<script type="application/ld+json">{"@graph": [{"datePublished": "2021-02-03T04:05:06Z"}]}</script>'
    page = PAGE.replace('<meta property="article:published_time" content="2023-05-09T22:10:00+02:00">', script)
    assert one("page.html", page.encode()).published == dt.date(2021, 2, 3)


def test_broken_html_is_read_with_a_warning() -> None:
    page = f"<html><body><div><p>{PROSE}<p>{PROSE.replace('two', 'three')}<table><tr><td>cut o"
    report = one("page.html", page.encode())
    assert PROSE in report.text
    assert any("broken" in warning for warning in report.warnings)


def test_a_page_in_a_declared_encoding() -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="windows-1252"').replace("Borduria", "Bordúria")
    assert "Bordúria" in one("page.html", page.encode("cp1252")).text


def test_pdf_text_is_joined_and_authors_are_not_kept() -> None:
    lines = textwrap.wrap(PROSE, 70)
    report = one("paper.pdf", pdf(lines, "/Title (Border paper) /CreationDate (D:20230509101112Z)"))
    assert "soldiers had shelled two villages" in report.text
    assert "\n" not in report.text.strip()
    assert (report.title, report.published) == ("Border paper", dt.date(2023, 5, 9))
    assert "Jane Private" not in json.dumps(to_json(report))


def test_word_text_in_order_and_authors_are_not_kept() -> None:
    report = one("a.docx", word(["First.", PROSE], title="Brief", created=dt.datetime(2023, 5, 9, 8, 0)))
    assert report.text == f"First.\n{PROSE}"
    assert (report.title, report.published) == ("Brief", dt.date(2023, 5, 9))
    assert "Jane Private" not in json.dumps(to_json(report))


def test_mail_keeps_body_date_and_domain_and_nothing_else() -> None:
    body = (
        f"-----Original message-----\nFrom: Carl Source <carl@secret.example>\nTo: Dana Editor <dana@secret.example>\n"
        f"Subject: our contact in Sarkand\n\n{PROSE}\n\nWrite to tips@secret.example.\n\n-- \nCarl Source, +00 1234\n"
    )
    data = mail(
        body,
        From='"Erin Reporter" <erin@news.herald.example>',
        To="desk@secret.example",
        Cc="boss@secret.example",
        Subject="Confidential: Sarkand",
        Date="Wed, 10 May 2023 07:00:00 +0000",
        Message_ID="<1234@secret.example>",
        X_Originating_IP="[192.0.2.7]",
    )
    report = one("mail.eml", data)
    assert PROSE in report.text
    assert report.source_name == "herald.example"
    assert (report.published, report.date_origin) == (dt.date(2023, 5, 10), DateOrigin.HEADER)
    kept = json.dumps(to_json(report))
    for private in ("secret.example", "Erin", "Carl", "Dana", "Confidential", "our contact", "192.0.2.7", "1234"):
        assert private not in kept


def test_mail_with_html_only() -> None:
    data = mail(PROSE, From="a@b.example").replace(b"text/plain", b"text/html").replace(PROSE.encode(), b"")
    data += f"<html><body><p>{PROSE}</p></body></html>".encode()
    assert PROSE in one("mail.eml", data).text


def test_jsonl_records_take_their_ids_and_ignore_unknown_keys() -> None:
    record = {"id": 7, "text": PROSE, "published": "2023-05-09", "source": "The Wire", "url": "https://w.example/x",
              "title": "T", "embedding": [1, 2], "lang": None}  # fmt: skip
    batch = read("many.jsonl", (json.dumps(record) + "\n\n").encode())
    report = batch.reports[0]
    assert (report.doc_id, report.published, report.source_name, report.title) == (
        "7", dt.date(2023, 5, 9), "The Wire", "T",
    )  # fmt: skip


def test_lone_surrogates_do_not_reach_a_report() -> None:
    batch = read("a.jsonl", b'{"id": "a", "text": "' + PROSE.encode() + b' \\ud800"}')
    batch.reports[0].text.encode("utf-8")


def test_feed_items_become_reports() -> None:
    items = (
        f"<item><title>Shelling</title><link>https://wire.example/1</link><description>&lt;p&gt;{PROSE}&lt;/p&gt;"
        "</description><pubDate>Tue, 09 May 2023 20:00:00 GMT</pubDate></item>"
        f"<item><title>Shelling</title><description>Later: {PROSE}</description></item>"
    )
    batch = read("news.rss", feed(items))
    first, second = batch.reports
    assert first.text == PROSE
    assert (first.published, first.date_origin) == (dt.date(2023, 5, 9), DateOrigin.FEED)
    assert (first.doc_id, second.doc_id) == ("news-shelling", "news-shelling-2")
    assert first.source_name == "Ruritania Wire"
    assert first.url == "https://wire.example/1"


def test_an_atom_feed_named_xml_is_read() -> None:
    atom = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><entry><title>One</title>'
        f'<id>urn:1</id><updated>2023-05-09T20:00:00Z</updated><content type="text">{PROSE}</content></entry></feed>'
    )
    report = one("feed.xml", atom.encode())
    assert (report.text, report.published) == (PROSE, dt.date(2023, 5, 9))


def test_a_zip_gives_its_reports_with_their_sidecar() -> None:
    sidecar = b'["b.txt"]\npublished = 2023-05-09\nsource = "The Wire"\nnote = "ignored"\n'
    data = packed({"in/b.txt": PROSE.encode(), "in/reports.toml": sidecar, "photo.jpg": b"\xff\xd8", "a.txt": b""})
    batch = read("all.zip", data)
    assert [report.doc_id for report in batch.reports] == ["b"]
    assert batch.reports[0].published == dt.date(2023, 5, 9)
    assert batch.skipped == ("all.zip/photo.jpg",)
    assert [error.where for error in batch.errors] == ["all.zip/a.txt"]


def test_a_folder_of_a_zip_with_a_malformed_sidecar_is_refused_whole() -> None:
    batch = read("all.zip", packed({"a.txt": PROSE.encode(), "reports.toml": b'["a.txt"\n', "o/b.txt": PROSE.encode()}))
    assert [report.doc_id for report in batch.reports] == ["b"]
    assert any("line" in str(error) for error in batch.errors)


def test_sidecar_values() -> None:
    entries = read_sidecar(
        "reports.toml",
        b'note = "of all"\n["a.txt"]\nnote = 5\npublished = 2023-05-09\nrights = "full"\ntlp = "amber"\n'
        b'sensitivity = "names of witnesses"\n'
        b'["b.txt"]\npublished = "9 May 2023"\n',
    )
    assert entries["a.txt"] == Given(
        dt.date(2023, 5, 9), rights=Rights.FULL, tlp=Tlp.AMBER, sensitivity="names of witnesses"
    )
    assert entries["b.txt"].published == dt.date(2023, 5, 9)


def test_a_file_without_known_suffix_is_told_by_its_bytes() -> None:
    assert one("page", PAGE.encode()).media_type == "text/html"
    assert one("paper", pdf([PROSE[:60]])).media_type == "application/pdf"
    assert one("notes", PROSE.encode()).media_type == "text/plain"
