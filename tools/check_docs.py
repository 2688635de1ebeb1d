"""Check every document: links lead somewhere, and each command and option that is shown exists.

A command is looked for wherever code is shown: in fenced and indented blocks, and between backticks.

Usage: python tools/check_docs.py
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from commands import commands

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("docs", "corpus", "examples", "resources", "bench", "training")
LINK = re.compile(r"!?\[[^\]]*\]\(([^()\s]+)\)")
INLINE = re.compile(r"`([^`\n]+)`")
SHOWN = re.compile(r"(?:^|[|;&]\s*|\$\s+)((?:contested|make)\s+[^|;&>#]+)")
HEADING = re.compile(r"^#+\s+(.*)$", flags=re.M)


def documents() -> list[Path]:
    """Return every Markdown file of the project, sorted."""
    nested = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.md")]
    return sorted([*ROOT.glob("*.md"), *nested])


def link_problems(path: Path, text: str) -> Iterator[str]:
    """Yield a line for each relative link without a target."""
    for target in LINK.findall(text):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        if not file.exists():
            yield f"no such file: {target}"
        elif anchor and file.suffix == ".md" and anchor not in anchors(file):
            yield f"no such heading: {target}"


def anchors(path: Path) -> frozenset[str]:
    """Return the anchors of a document's headings, as code hosts make them."""
    titles = HEADING.findall(path.read_text(encoding="utf-8"))
    return frozenset(re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles)


def shown(text: str) -> Iterator[str]:
    """Yield each command line of `contested` or make that a document shows."""
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            yield from (found.strip() for found in SHOWN.findall(line.strip()))
        else:
            yield from (found.strip() for code in INLINE.findall(line) for found in SHOWN.findall(code))


def command_problems(text: str) -> Iterator[str]:
    """Yield a line for each command or option that does not exist."""
    known = {command.name: command.options | {"--help"} for command in commands()}
    groups = {name.partition(" ")[0] for name in known}
    targets = make_targets()
    for line in shown(text):
        program, *words = shlex.split(line.replace("...", ""), posix=True)
        if len(words) > 1 and " ".join(words[:2]) in known:  # a command of a group
            words = [" ".join(words[:2]), *words[2:]]
        if program == "make":
            yield from (f"no make target: {word}" for word in words if word.isalpha() and word not in targets)
        elif not words or words[0].startswith("-") or (len(words) == 1 and words[0] in groups):
            continue
        elif words and words[0] not in known and words[0].isalpha() and words[0].islower():
            yield f"no such command: contested {words[0]}"
        elif words and words[0] in known:
            used = {word.partition("=")[0].strip("[]") for word in words[1:] if word.strip("[]").startswith("--")}
            yield from (f"contested {words[0]} has no option {name}" for name in sorted(used - known[words[0]]))


def make_targets() -> frozenset[str]:
    """Return the targets of the Makefile."""
    return frozenset(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))


def problems(path: Path) -> list[str]:
    """Return every problem of one document."""
    text = path.read_text(encoding="utf-8")
    return [f"{path.relative_to(ROOT)}: {line}" for line in [*link_problems(path, text), *command_problems(text)]]


def main() -> int:
    """Print every problem and return 1 when there is one."""
    found = [line for path in documents() for line in problems(path)]
    for line in found:
        print(f"   {line}", file=sys.stderr)
    print(f"   {len(documents())} documents, {len(found)} problems")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
