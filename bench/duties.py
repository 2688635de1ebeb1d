"""What the public is shown of the hostile passages: `python -m bench.duties` prints the table of docs/quality.md."""

from __future__ import annotations

from tests.duties.harness import by_kind, outcome
from tests.duties.passages import passages


def main() -> None:
    """Print counts by kind, then controls and what partners are given."""
    print("| kind | passages | withheld right | leaked |\n|---|--:|--:|--:|")
    rows = by_kind()
    for kind, (total, right, leaked) in rows.items():
        print(f"| {kind} | {total} | {right} | {leaked} |")
    print(f"| **all** | {' | '.join(str(sum(row[i] for row in rows.values())) for i in range(3))} |")
    found = outcome()
    controls = sum(passage.is_control for passage in passages())
    asked = sum(len(passage.partner) for passage in passages())
    print(f"\nControls of which everything is shown: {len(found.shown)} of {controls}")
    print("Not shown: " + "; ".join(f"{one}: {words}" for one, words in found.missing))
    print(f"Strings for partners that are given: {asked - len(found.partner_missing)} of {asked}")
    print(f"Strings withheld from the public: {found.words_withheld}; leaks: {len(found.leaks)}")
    print(f"Passages of which the same search finds a string in the internal release: {found.internal}")
    print(f"Slips of language in our own voice on the public page: {len(found.slips)}")


if __name__ == "__main__":
    main()
