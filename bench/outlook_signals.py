"""What dated signs add to a forecast in a world where their effect is known.

Usage: python bench/outlook_signals.py [WORLDS] (default 200 of each kind)
"""

from __future__ import annotations

import sys

import numpy as np

from contested.outlook.synthetic import World, ablation


def main() -> int:
    """Print one table as Markdown."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print(
        "| true effect | found, mean | within 1.96 errors | deviance without signs | with signs | better with signs |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for effect in (0.0, 0.2, 0.7):
        found = [ablation(World(effect=effect), seed) for seed in range(count)]
        held = np.mean([abs(a.effect - effect) < 1.96 * a.error for a in found])
        better = np.mean([a.with_signs < a.without_signs for a in found])
        without, with_ = (np.mean([getattr(a, name) for a in found]) for name in ("without_signs", "with_signs"))
        mean = np.mean([a.effect for a in found])
        print(f"| {effect} | {mean:.3f} | {held:.3f} | {without:.2f} | {with_:.2f} | {better:.3f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
