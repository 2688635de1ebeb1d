"""The mirror test: 500 reports over twenty dyads with the parties exchanged; the share of exact mirrors.

Usage: python -m bench.mirror [--wrong]
"""

from __future__ import annotations

import sys

from tests.contrast.mirror import differences, is_mirror, swaps
from tests.contrast.reading import coded


def main(arguments: list[str]) -> int:
    """Print how many records are exact mirrors; with --wrong, the claims in which the others differ."""
    right = whole = 0
    for swap in swaps():
        one, other = coded(swap.text), coded(swap.mirrored)
        met = is_mirror(swap, one, other)
        right, whole = right + met, whole + 1
        if not met and "--wrong" in arguments:
            sys.stdout.write(f"{swap.id}\n" + "".join(f"    {line}\n" for line in differences(swap, one, other)))
    sys.stdout.write(f"exact mirrors {right} of {whole} ({right / whole:.3f})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
