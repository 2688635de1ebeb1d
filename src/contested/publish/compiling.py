"""What the commands that compile `resources/` into this package share: write the file, or only say that it is stale."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from contested.model.errors import ContestedError

RESOURCES = Path(__file__).parents[3] / "resources"
DATA = Path(__file__).parent / "data"


def run(target: Path, compiled: Callable[[], bytes], arguments: Sequence[str]) -> int:
    """Write what ``compiled`` gives to ``target``, or with --check only compare; return the exit status.

    0: current or written; 1: stale under --check; 2: the resources are wrong, which standard error says.
    """
    check = "--check" in arguments
    try:
        content = compiled()
    except ContestedError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if target.is_file() and target.read_bytes() == content:
        return 0
    if not check:
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
    sys.stdout.write(f"{'stale' if check else 'written'}: src/contested/publish/data/{target.name}\n")
    return int(check)
