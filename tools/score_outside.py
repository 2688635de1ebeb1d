"""Run an outside `score.py` with one fault of it mended: it stops where a dated prediction meets a gold duration.

There its helper for times returns None instead of a truth value. Nothing else of the scorer is changed.
Usage: score_outside.py SCORE_PY GOLD PREDICTED
"""

from __future__ import annotations

import sys
from pathlib import Path

FAULT = "(g['interval'][1] and x==tuple(g['interval']))"


def main(arguments: list[str]) -> int:
    """Run the scorer on the remaining arguments."""
    scorer, *rest = arguments
    source = Path(scorer).read_text(encoding="utf-8").replace(FAULT, f"bool{FAULT}")
    sys.argv = [scorer, *rest]
    exec(compile(source, scorer, "exec"), {"__name__": "__main__", "__file__": scorer})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
