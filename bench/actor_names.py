"""How fast all actor names are matched, and how long the lexicon takes to load; one core, best of five.

Usage: python bench/actor_names.py [TEXT_FILE ...]   (default: the reports of corpus/, repeated to 20 MB)
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from contested.lexicon.actors import load_actors

SIZE = 20_000_000
LOAD = (
    "import time; from contested.lexicon import actors; s = time.process_time(); actors.load_actors();"
    " print(time.process_time() - s)"
)


def main(arguments: list[str]) -> int:
    """Print MB/s of matching and seconds of loading."""
    files = [Path(name) for name in arguments] or sorted(Path("corpus").glob("*/*.txt"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    text = (text * (SIZE // len(text) + 1))[:SIZE]
    lexicon = load_actors()
    loads = [
        float(subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    seconds = []
    for _ in range(5):
        start = time.process_time()
        hits = lexicon.find(text)
        seconds.append(time.process_time() - start)
    size = len(text.encode()) / 1e6
    print(f"actors {len(lexicon):,}, names {lexicon.n_names:,}, text {size:.1f} MB, hits {len(hits):,}")
    print(f"matching {size / min(seconds):.1f} MB/s on one core (process time, best of 5)")
    print(f"loading {min(loads):.2f} s (process time, best of 5)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
