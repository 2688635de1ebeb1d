from __future__ import annotations

import io
import os
import zipfile

import pytest

from contested.ingest import Limits

from .builders import PROSE, feed, packed, pdf, read, refused, word

BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><title>&c;</title>
<item><title>&c;</title></item></channel></rss>"""


@pytest.mark.parametrize("data", [b"", b"  \n\t ", b"\xef\xbb\xbf"])
def test_empty_files_are_refused(data: bytes) -> None:
    assert "story.txt" in refused("story.txt", data)


def test_a_binary_file_named_txt_is_refused() -> None:
    assert "binary" in refused("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)) * 20)
    assert "binary" in refused("noise.txt", bytes(range(1, 9)) * 50)


def test_a_truncated_pdf_is_refused() -> None:
    whole = pdf([PROSE[:80]])
    assert "cut off" in refused("paper.pdf", whole[: len(whole) // 2])


def test_a_damaged_pdf_and_a_pdf_without_text_are_refused() -> None:
    assert "paper.pdf" in refused("paper.pdf", b"%PDF-1.4\nnothing at all\n%%EOF")
    assert "no text" in refused("scan.pdf", pdf([]))


def test_a_text_above_the_limit_is_refused_and_the_limit_can_be_raised() -> None:
    long = (PROSE + "\n").encode() * 20
    message = refused("long.txt", long, Limits(max_size=1000))
    assert "--max-size" in message
    assert read("long.txt", long, limits=Limits(max_size=len(long))).reports


def test_long_text_inside_of_other_formats_is_refused_too() -> None:
    limits = Limits(max_size=500)
    assert "MB" in refused("a.docx", word([PROSE, PROSE]), limits)
    assert "MB" in refused("a.zip", packed({"b.txt": PROSE.encode() * 3}), limits)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    message = refused("bomb.zip", packed({"zeros.txt": b"0" * 20_000_000}))
    assert "zip bomb" in message


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(packed({"a.txt": b"x" * 5000}))
    sizes = (5000).to_bytes(4, "little")
    forged = bytes(data).replace(sizes, (10).to_bytes(4, "little"))
    batch = read("liar.zip", forged)
    assert not batch.reports
    assert batch.errors


def test_zip_limits_on_number_total_and_depth() -> None:
    assert "2 files" in refused("m.zip", packed({"a.txt": b"a", "b.txt": b"b"}), Limits(max_entries=1))
    assert "unpack to" in refused("m.zip", packed({"a.txt": os.urandom(3000)}), Limits(max_unpacked=1000))
    nested = packed({"in.zip": packed({"in.zip": packed({"in.zip": packed({"a.txt": PROSE.encode()})})})})
    assert "nest deeper" in refused("n.zip", nested)


def test_a_locked_or_damaged_zip_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", PROSE)
    data = target.getvalue()
    locked = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert locked != data
    assert "password" in refused("a.zip", locked)
    assert "damaged" in refused("b.zip", data[:40])


def test_an_xml_entity_bomb_is_refused() -> None:
    assert "entities" in refused("feed.rss", BOMB)


def test_an_external_entity_is_refused() -> None:
    data = feed("<item><title>&x;</title></item>").replace(
        b"<rss", b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss', 1
    )
    assert "entities" in refused("feed.xml", data)


def test_entities_in_a_word_file_are_refused() -> None:
    source = zipfile.ZipFile(io.BytesIO(word([PROSE])))
    files = {info.filename: source.read(info) for info in source.infolist()}
    files["word/document.xml"] = files["word/document.xml"].replace(
        b"<w:document", b'<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document', 1
    )
    assert "entities" in refused("a.docx", packed(files))


def test_xml_that_is_no_feed_and_a_feed_without_items_are_refused() -> None:
    assert "no RSS" in refused("a.xml", b"<?xml version='1.0'?><books><book/></books>")
    assert "no items" in refused("a.rss", feed(""))


def test_bad_lines_of_jsonl_are_named_by_number_and_the_others_go_on() -> None:
    lines = [f'{{"id": "a", "text": "{PROSE}"}}', "{broken", '["no object"]', '{"text": "no id"}']
    batch = read("many.jsonl", "\n".join(lines).encode())
    assert [report.doc_id for report in batch.reports] == ["a"]
    assert [error.where for error in batch.errors] == [f"many.jsonl, line {n}" for n in (2, 3, 4)]


def test_every_refusal_says_where_what_and_what_to_do() -> None:
    error = read("photo.txt", b"\x00\x01").errors[0]
    assert error.where == "photo.txt"
    assert error.what
    assert error.advice
