"""Write docs/reference/commands.md from the command line's own help, or check that it is current.

Usage: python tools/commands_doc.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from commands import Command, Parameter, commands

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "commands.md"
HEAD = """# Commands

<!-- Written by `make docs` from the program's own help; edit the help and not this page. -->

Exit status: 0 done; 1 an input failed (each is named on standard error, the others are done); 2 wrong usage.
`--format` is `table` for people, `json` or `csv` for programs, where a command prints records.
"""


def page() -> str:
    """Return the whole reference."""
    found = commands()
    contents = [
        f"- [`{command.name}`](#contested-{command.name.replace(' ', '-')}): {command.summary}" for command in found
    ]
    return "\n".join([HEAD, *contents, *(line for command in found for line in section(command))]) + "\n"


def section(command: Command) -> Iterator[str]:
    """Yield the lines on one command."""
    yield from ("", f"## contested {command.name}", "", f"    contested {command.usage}", "")
    for paragraph in command.help:
        yield from (paragraph, "")
    rows = [row(parameter) for parameter in command.parameters]
    if rows:
        yield from ("| argument or option | meaning |", "|---|---|", *rows)


def row(parameter: Parameter) -> str:
    """Return one row of a command's table."""
    names = ", ".join(f"`{name}`" for name in parameter.names)
    text = parameter.help.replace("|", "\\|")
    default = f" (default: `{parameter.default}`)" if parameter.default else ""
    needed = " (must be given)" if parameter.option and parameter.required else ""
    return f"| {names} | {text}{default}{needed} |"


def main(check: bool) -> int:
    """Write the page, or return 1 when it differs from what would be written."""
    wanted = page()
    if not check:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(wanted, encoding="utf-8")
        print(f"   {PAGE.name}: {len(commands())} commands")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted:
        return 0
    print(f"   {PAGE} is not what the command line says. Run: make docs", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
