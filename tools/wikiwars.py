"""Put WikiWars (gzipped JSON Lines) into the forms that `contested code` and score_times.py read.

Usage: python tools/wikiwars.py in WIKIWARS.jsonl.gz DIR    writes DIR/wikiwars.jsonl (gold) and DIR/reports.jsonl
       python tools/wikiwars.py out DIR                     writes DIR/times/ID.json from DIR/coded.jsonl
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path


def unpack(packed: Path, out: Path) -> None:
    """Write the gold as it is, and its texts as reports."""
    lines = gzip.decompress(packed.read_bytes()).decode("utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    reports = [{"id": row["doc_id"], "text": row["text"], "published": row["dct"]} for row in gold]
    (out / "wikiwars.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (out / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in reports), encoding="utf-8")


def split(out: Path) -> None:
    """Write the time expressions of each coded report to a file of its own."""
    (out / "times").mkdir(exist_ok=True)
    for line in (out / "coded.jsonl").read_text(encoding="utf-8").splitlines():
        coded = json.loads(line)
        (out / "times" / f"{coded['doc_id']}.json").write_text(json.dumps(coded["times"]), encoding="utf-8")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["in", packed, out]:
            unpack(Path(packed), Path(out))
        case ["out", out]:
            split(Path(out))
        case _:
            sys.exit(__doc__)
