from __future__ import annotations

import io
import itertools
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

from .conftest import LATER, WIRE

GIGABYTE = 1 << 30
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">{}]><rss version="2.0"><channel><title>&z;</title>
<item><title>&z;</title></item></channel></rss>"""


def hostile(folder: Path) -> None:
    folder.mkdir()
    (folder / "good.txt").write_text(WIRE)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 500)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + b"stream" * 3000)
    (folder / "latin.txt").write_bytes((LATER + "José Ibáñez of the Red Cross said so.").encode("latin-1"))
    (folder / "broken.html").write_text(
        f"<html><body><div><p>{LATER} A third report said the same.<p>Broken <b>here <table><tr>"
    )
    with (folder / "huge.txt").open("w") as stream:
        for _ in range(50):
            stream.write("All quiet on the border today. " * 33_000)
    nested = io.BytesIO()
    with zipfile.ZipFile(nested, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * 100_000_000)
    (folder / "bomb.zip").write_bytes(nested.getvalue())
    names = "abcdefghijz"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names))
    (folder / "bomb.xml").write_text(BOMB.format(entities))


def test_a_hostile_folder_is_tracked_with_every_refusal_named(tmp_path: Path) -> None:
    hostile(tmp_path / "in")
    command = [sys.executable, "-m", "contested.cli", "track", str(tmp_path / "in"), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    errors = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    refused = {"empty.txt", "binary.txt", "cut.pdf", "huge.txt", "bomb.zip", "bomb.xml"}
    assert len(errors) == len(refused)
    for name in refused:
        assert sum(name in line for line in errors) == 1
    assert "warning: latin: the text is not UTF-8" in done.stderr
    assert "warning: broken: the HTML is broken" in done.stderr
    assert "3 new" in done.stdout
    assert (tmp_path / "out" / "index.html").is_file()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert most < 1.5 * GIGABYTE
