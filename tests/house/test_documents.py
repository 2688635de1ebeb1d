"""Documents tell the truth: links lead somewhere, and every command that is shown exists."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .project import ROOT

TOOLS = ROOT / "tools"


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)


def test_links_and_commands_of_all_documents() -> None:
    done = _run("tools/check_docs.py")
    assert done.returncode == 0, done.stderr


def test_the_command_reference_is_current() -> None:
    done = _run("tools/commands_doc.py", "--check")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("    contested tracks reports --out DIR", "no such command: contested tracks"),
        ("Say `contested track reports --outt DIR`.", "contested track has no option --outt"),
        ("    make tests", "no make target: tests"),
        ("See [the plan](no-such-plan.md).", "no such file: no-such-plan.md"),
        ("See [below](#no-such-heading).", "no such heading: #no-such-heading"),
    ],
)
def test_the_check_finds_what_is_wrong(line: str, problem: str, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; import check_docs as check\n"
        "path = Path(sys.argv[1]); text = path.read_text()\n"
        "print('\\n'.join([*check.link_problems(path, text), *check.command_problems(text)]))"
    )
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n\n{line}\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", script, str(page)], cwd=TOOLS, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == [problem], done.stderr


def test_the_readme_shows_the_two_commands_and_its_picture() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme
    assert "contested track" in readme
    assert (ROOT / "docs" / "img" / "tracker.png").is_file()


def test_make_help_names_the_targets() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=False)
    for target in ("demo", "test", "check", "eval", "eval-shared", "bench", "data", "docs"):
        assert f"make {target} " in done.stdout
