"""The mirror test: 500 reports over twenty dyads with the parties exchanged; the share of exact mirrors.

Both the record and the prose of the page are compared. Usage: python -m bench.mirror [--wrong]
"""

from __future__ import annotations

import sys

from tests.contrast.mirror import differences, is_mirror, is_mirrored_prose, prose, swaps
from tests.contrast.reading import read


def main(arguments: list[str]) -> int:
    """Print how many records and pages are exact mirrors; with --wrong, in what the others differ."""
    records = pages = both = whole = 0
    for swap in swaps():
        one, other = read(swap.text), read(swap.mirrored)
        record, page = is_mirror(swap, one[0], other[0]), is_mirrored_prose(swap, one, other)
        records, pages, both, whole = records + record, pages + page, both + (record and page), whole + 1
        wrong = [] if record else differences(swap, one[0], other[0])
        if not page:
            here, there = prose(swap, one, exchanged=False), prose(swap, other, exchanged=True)
            wrong += [f"- {line}" for line in here if line not in there] + [
                f"+ {line}" for line in there if line not in here
            ]
        if wrong and "--wrong" in arguments:
            sys.stdout.write(f"{swap.id}\n" + "".join(f"    {line}\n" for line in wrong))
    for name, right in (("records", records), ("pages", pages), ("both", both)):
        sys.stdout.write(f"exact mirrors, {name}: {right} of {whole} ({right / whole:.3f})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
