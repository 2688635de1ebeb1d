"""What dated signs add to a forecast in a world where their effect is known.

Usage: python bench/outlook_signals.py [WORLDS] (default 200 of each kind)
"""

from __future__ import annotations

import sys

import numpy as np

from contested.outlook.effects import moved_by_signs
from contested.outlook.signals import Sign
from contested.outlook.synthetic import World, ablation, drawn


def main() -> int:
    """Print one table as Markdown."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print(
        "| true effect | found, mean | its spread | error, mean | within 1.96 errors | deviance without signs "
        "| with signs | better with signs | chances moved | by an idle sign |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for effect in (0.0, 0.2, 0.7):
        found = [ablation(World(effect=effect), seed) for seed in range(count)]
        held = np.mean([abs(a.effect - effect) < 1.96 * a.error for a in found])
        better = np.mean([a.with_signs < a.without_signs for a in found])
        without, with_ = (np.mean([getattr(a, name) for a in found]) for name in ("without_signs", "with_signs"))
        effects = [a.effect for a in found]
        moved = [moved_by_signs(*drawn(World(effect=effect), seed), 14).effects for seed in range(count)]
        right = np.mean([bool(signs) for signs in moved])
        idle = np.mean([any(s.sign is not Sign.VIOLATED or effect == 0 for s in signs) for signs in moved])
        error = np.mean([a.error for a in found])
        print(
            f"| {effect} | {np.mean(effects):.3f} | {np.std(effects):.3f} | {error:.3f} | {held:.3f} | {without:.2f} "
            f"| {with_:.2f} | {better:.3f} | {right:.3f} | {idle:.3f} |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
