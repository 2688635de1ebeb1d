from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command

CONTACT = '\n[publish]\ncontact = "desk@example.org"\n'


def test_pages_are_written_for_an_audience(contested: Command, dossier: Path) -> None:
    refused = contested("publish", dossier, "--audience", "public")
    assert refused.status == 2
    assert "without a contact" in refused.err
    assert not (dossier / "published").exists()
    with (dossier / "dossier.toml").open("a", encoding="utf-8") as settings:
        settings.write(CONTACT)
    done = contested("publish", dossier, "--audience", "public", "--on", "2031-06-01")
    assert done.status == 0
    assert "Held for review: toll of ten and more: 1" in done.out
    page = (dossier / "published" / "public" / "index.html").read_text(encoding="utf-8")
    assert "Contact: desk@example.org." in page
    assert "published 1 June 2031" in page
    written = {path.name for path in (dossier / "published" / "public").iterdir()}
    assert written == {"index.html", "index.md", "record.json"}


def test_a_wrong_key_of_publish_is_named(contested: Command, dossier: Path) -> None:
    (dossier / "dossier.toml").write_text('title = "T"\n[publish]\ncontakt = "x"\n', encoding="utf-8")
    assert "publish: contakt is no key" in contested("publish", dossier, "--audience", "partner").err
    (dossier / "dossier.toml").write_text('title = "T"\n[publish]\nunlabelled = "GREEN-ish"\n', encoding="utf-8")
    assert "must be one of TLP:CLEAR" in contested("publish", dossier, "--audience", "partner").err
