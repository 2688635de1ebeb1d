"""The tutorial runs as it is written, and shows what it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .project import ROOT

BLOCK = re.compile(r"^```sh\n(.*?)^```", flags=re.M | re.S)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which every command of the tutorial has been run, one after the other."""
    folder = tmp_path_factory.mktemp("tutorial")
    blocks = BLOCK.findall((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))
    assert len(blocks) >= 5
    found = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "200"}
    script = "set -eu\n" + "\n".join(blocks)
    done = subprocess.run(
        ["sh", "-c", script], cwd=folder, env=os.environ | found, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (folder / "printed.txt").write_text(done.stdout, encoding="utf-8")
    return folder


def test_the_page_tells_both_accounts(folder: Path) -> None:
    page = (folder / "batken" / "index.html").read_text(encoding="utf-8")
    assert "The Kyrgyz-Tajik border" in page
    assert "Machine-coded draft" in page
    assert "Tajikistan denied the accusation" in page


def test_the_record_holds_the_accusation_and_its_denial(folder: Path) -> None:
    record = json.loads((folder / "batken" / "record.json").read_text(encoding="utf-8"))
    claims = {(d["doc_id"], c["id"]): c for d in record["documents"] for c in d["claims"]}
    stances = [{claims[tuple(key)]["modality"] for key in pair} for pair in record["disputes"]]
    assert {"accused", "denied"} in stances
    assert claims["wire", "c02"]["modality"] == "accused"


def test_adding_the_same_folder_again_changed_nothing(folder: Path) -> None:
    printed = (folder / "printed.txt").read_text(encoding="utf-8")
    first, again = re.findall(r"^Record: .*$", printed, flags=re.M)
    assert first == again
    assert "2 stored before" in printed
