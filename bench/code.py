"""Speed and memory from raw text to claims, on one core: reports of 400 words a second, and where the time goes.

Usage: python -m bench.code [--rounds N]     (reads corpus/devcorpus and corpus/world; seconds are of CPU time)
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

from contested.extract import extract
from contested.flow.code import analyser, coded
from contested.language import default_analyser
from contested.language.embedded import MOST_SUBWORDS
from contested.language.sentences import sentence_tokens
from contested.language.subwords import Window
from contested.model.readings import Reading
from contested.model.reports import Report, report_id
from contested.resolve import resolve

ROOT = Path(__file__).resolve().parents[1]
WORDS = 400  # of the report that the figure is for
STAGES = ("language", "extract", "resolve", "fold and write")


def read(report: Report, spent: dict[str, float]) -> int:
    """Code one report, add the CPU seconds of each stage to ``spent``, and return how many claims it gave."""
    marks = [time.process_time()]
    tree = next(iter(analyser().analyse([report.text])))
    marks.append(time.process_time())
    extraction = extract(report, tree)
    marks.append(time.process_time())
    reading = Reading(report, extraction, resolve(report, extraction, None))
    marks.append(time.process_time())
    form = coded(reading)
    marks.append(time.process_time())
    for stage, (before, after) in zip(STAGES, pairwise(marks), strict=True):
        spent[stage] = spent.get(stage, 0.0) + after - before
    return len(form["claims"])


def network(texts: list[str]) -> float:
    """Return the CPU seconds that the network takes for every window of the texts, and nothing else."""
    core = default_analyser().network
    windows: list[Window] = []
    for text in texts:
        for _, spans in sentence_tokens(text):
            words = [text[start:end] for start, end in spans]
            cuts = core.subwords.cuts(words, MOST_SUBWORDS)
            windows += [core.subwords.window(words[a:b], opens=a == 0) for a, b in pairwise(cuts)]
    started = time.process_time()
    for window in windows:
        core.scores(window)
    return time.process_time() - started


def main(arguments: list[str]) -> int:
    """Print reports of 400 words a second, seconds by stage, and the highest resident memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2, help="how often the corpus is read after the first report")
    rounds = parser.parse_args(arguments).rounds
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    paths = sorted([*(ROOT / "corpus/devcorpus").glob("*.txt"), *(ROOT / "corpus/world").glob("*.txt")])
    texts = [path.read_text(encoding="utf-8") for path in paths]
    reports = [Report(report_id(text), path.stem, text) for path, text in zip(paths, texts, strict=True)]
    started = time.process_time()
    read(reports[0], {})
    loading = time.process_time() - started
    spent: dict[str, float] = {}
    claims = sum(read(report, spent) for _ in range(rounds) for report in reports)
    words = rounds * sum(len(text.split()) for text in texts)
    whole = sum(spent.values())
    unit = 1 if platform.system() == "Darwin" else 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    sys.stdout.write(f"{len(reports) * rounds} reports, {words} words, {claims} claims; first report {loading:.1f} s\n")
    sys.stdout.write(f"reports of {WORDS} words a second, one core: {words / WORDS / whole:.2f}\n")
    for stage in STAGES:
        sys.stdout.write(f"   {stage:<15} {1000 * spent[stage] * WORDS / words:6.0f} ms a report\n")
    sys.stdout.write(f"highest memory: {memory:.0f} MB\n")
    sys.stdout.write(f"   to claims, without fold and write: {words / WORDS / (whole - spent['fold and write']):.2f}\n")
    sys.stdout.write(
        f"   of language, the network alone: {1000 * network(texts) * WORDS * rounds / words:.0f} ms a report\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
