"""Speed, load time and memory of the embedded language core on one thread, from raw text to trees and names.

Usage: PYTHONPATH=. python bench/language.py --data DIR [--spacy PIPELINE] [--repeat 7]

The texts are the sentences of the test sets of EWT and open GUM that have 12 to 22 tokens (17 on average), one text
each, in turn from both sets. Each side reads them all, in turn, so that other load falls on both; the fastest and the
median run count. The shares are measured apart. --spacy names an installed or saved pipeline to compare with
(bench/spacy_pipeline.py trains one).
"""

from __future__ import annotations

import argparse
import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", BLIS_NUM_THREADS="1", MKL_NUM_THREADS="1")

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, zip_longest
from pathlib import Path

from contested.evaluate.conllu import gold_texts
from contested.language.embedded import EmbeddedAnalyser
from contested.language.sentences import sentence_tokens
from training.prepare_data import read_lines

SETS = ("en_ewt-ud-test.conllu.gz", "en_gum_open-test.conllu.gz")
SHORTEST, LONGEST = 12, 22  # tokens
FRESH = """
import sys, time
began = time.perf_counter()
from contested.language import default_analyser
core = default_analyser()
loaded = time.perf_counter() - began
trees = list(core.analyse(open(sys.argv[1], encoding="utf-8").read().splitlines()))
status = open("/proc/self/status").read() if sys.platform == "linux" else ""
peak = next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), "?")
print(f"{loaded:.2f} s with imports, peak {peak} MiB")
"""


def sentences_of(path: Path) -> Iterator[str]:
    """Yield the sentences of a test set, as we split them, that are neither short nor long."""
    for gold in gold_texts(read_lines(path)):
        for _, spans in sentence_tokens(gold.text):
            if SHORTEST <= len(spans) <= LONGEST:
                yield gold.text[spans[0][0] : spans[-1][1]]


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that the work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compare(sides: dict[str, Callable[[], object]], repeat: int) -> dict[str, list[float]]:
    """Run each side in turn, ``repeat`` times; return the seconds of every run."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(repeat):
        for name, work in sides.items():
            found[name].append(timed(work))
    return found


def shares(core: EmbeddedAnalyser, texts: Sequence[str], repeat: int) -> dict[str, float]:
    """Return the seconds of each step over all texts, each the fastest of ``repeat`` runs."""
    network = core.network
    cut = [(text, spans) for text in texts for _, spans in sentence_tokens(text)]
    words = [[text[a:b] for a, b in spans] for text, spans in cut]
    windows = [network.subwords.window(row) for row in words]
    scores = [network.scores(window) for window in windows]
    steps: dict[str, Callable[[], object]] = {
        "sentences and tokens": lambda: [sentence_tokens(text) for text in texts],
        "subwords": lambda: [(network.subwords.cuts(row, 250), network.subwords.window(row)) for row in words],
        "network": lambda: [network.scores(window) for window in windows],
        "trees and names": lambda: [network.decode(score) for score in scores],
        "all": lambda: list(core.analyse(texts)),
    }
    return {name: min(timed(work) for _ in range(repeat)) for name, work in steps.items()}


def report_shares(found: dict[str, float]) -> None:
    """Print the steps as shares of the whole."""
    whole = found.pop("all")
    rest = whole - sum(found.values())
    print("shares: " + ", ".join(f"{name} {took / whole:.0%}" for name, took in [*found.items(), ("records", rest)]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--spacy", help="an installed or saved pipeline")
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("--texts", type=int, default=600)
    arguments = parser.parse_args()
    rows = zip_longest(*(sentences_of(arguments.data / name) for name in SETS))
    texts = [text for text in chain.from_iterable(rows) if text][: arguments.texts]
    core = EmbeddedAnalyser()
    tokens = sum(len(spans) for text in texts for _, spans in sentence_tokens(text))
    print(f"{len(texts)} sentences, {tokens / len(texts):.1f} tokens each, load {os.getloadavg()[0]:.1f}, {core.name}")
    sides: dict[str, Callable[[], object]] = {"contested": lambda: list(core.analyse(texts))}
    if arguments.spacy:
        import spacy

        nlp = spacy.load(arguments.spacy)
        sides["spacy"] = lambda: list(nlp.pipe(texts))
    for work in sides.values():
        work()
    for name, took in compare(sides, arguments.repeat).items():
        rate, middle = len(texts) / min(took), len(texts) / statistics.median(took)
        print(f"{name}: {rate:.0f} sentences/s at best, {middle:.0f} in the median of {len(took)} runs")
    report_shares(shares(core, texts, arguments.repeat))
    one_process(texts)


def one_process(texts: Sequence[str]) -> None:
    """Print load time and peak memory of a process that does nothing else."""
    path = Path(f"/tmp/bench-language-{os.getpid()}.txt")
    path.write_text("\n".join(texts), encoding="utf-8")
    told = subprocess.run([sys.executable, "-c", FRESH, str(path)], capture_output=True, text=True, check=True)
    path.unlink()
    print(f"load: {told.stdout.strip()}")


if __name__ == "__main__":
    main()
