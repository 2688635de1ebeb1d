"""What no file of the project may hold, and how long files may be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .project import ROOT, SOURCE, files

# Written as patterns, so that this file does not hold the words itself.
FORBIDDEN = {
    "a path of somebody's machine": r"(?<![\w.])/(?:home|Users|root|work)/[a-z]\w*",
    "the host of a package index": r"py[p]i\.org|python[h]osted\.org|--(?:extra-)?index[-]url|find[-]links",
    "a secret": r"-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_[A-Za-z0-9]{30,}|\bAKIA[0-9A-Z]{16}\b",
    "an unfinished note": r"\b(?:TO[D]O|FIX[M]E)\b",
}
BINARY = {".bin", ".onnx", ".png", ".pdf", ".docx", ".gz", ".npz", ".parquet", ".ico", ".woff2", ".zip"}
LONG = 400
LARGEST = 50_000_000  # bytes; a code host refuses files of 100 MB


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


TEXTS = [path for path in files() if path.suffix not in BINARY and path.stat().st_size < 2_000_000]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [f"{path.relative_to(ROOT)}: {match.group()}" for path in TEXTS for match in pattern.finditer(_text(path))]
    assert found == []


def test_the_forbidden_patterns_find_what_they_are_for() -> None:
    samples = ["see /ho" + "me/anna/notes", "https://py" + "pi.org/simple", "ghp_" + "a" * 36, "TO" + "DO: later"]
    assert [bool(re.search(pattern, text)) for pattern, text in zip(FORBIDDEN.values(), samples, strict=True)] == [
        True
    ] * 4


def test_no_source_file_is_longer_than_it_should_be() -> None:
    lengths = {path: len(_text(path).splitlines()) for path in SOURCE.rglob("*.py")}
    assert lengths
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > LONG} == {}


def test_no_file_is_too_large_for_a_code_host() -> None:
    assert [str(path.relative_to(ROOT)) for path in files() if path.stat().st_size > LARGEST] == []


def test_every_module_and_package_says_what_it_is() -> None:
    silent = [path for path in SOURCE.rglob("*.py") if not _text(path).lstrip().startswith(('"""', 'r"""'))]
    assert silent == []


def test_licences_are_there() -> None:
    names = ("LICENSE", "NOTICE", "LICENSES/README.md", "LICENSES/CC-BY-4.0.txt", "LICENSES/CC-BY-SA-4.0.txt")
    assert [name for name in names if not (ROOT / name).is_file()] == []
    assert "Apache License" in _text(ROOT / "LICENSE")
    assert "GeoNames" in _text(ROOT / "NOTICE")
