"""Score the shipped language core from raw text: ``python -m training.evaluate --data DIR``.

Trees and sentences on the test sets of EWT and GUM (open genres), names on held-out sets, speed on one core.
Nothing here was trained on, except where the output says so.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from contested.evaluate.conllu import GoldText, Metric, Scores, gold_texts, score, total
from contested.evaluate.names import GoldName, names_in, overall, score_names
from contested.language import analyser_named
from contested.language.embedded import EmbeddedAnalyser
from contested.model.tree import Analyser, NameKind
from training.prepare_data import SET_KINDS, WIKIGOLD_HELD_OUT, Example, read_lines, read_names, spans_of

COMMON = (NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE)


def trees(analyser: Analyser, golds: Sequence[GoldText]) -> Scores:
    """Return the summed tallies of the documents."""
    parsed = analyser.analyse([gold.text for gold in golds])
    return total(score(gold, tree) for gold, tree in zip(golds, parsed, strict=True))


def show(name: str, scores: Scores) -> None:
    """Print one line of F1 figures, in percent."""
    print(f"{name:24}", " ".join(f"{metric} {100 * scores[metric].f1:.2f}" for metric in Metric), flush=True)


def report_trees(analyser: Analyser, data: Path, split: str) -> None:
    """Print scores of both treebanks, news and interview apart."""
    show(f"EWT {split}", trees(analyser, gold_texts(read_lines(data / f"en_ewt-ud-{split}.conllu.gz"))))
    golds = gold_texts(read_lines(data / f"en_gum_open-{split}.conllu.gz"))
    show(f"GUM open {split}", trees(analyser, golds))
    for genre in sorted({gold.name.split("_")[1] for gold in golds}):
        show(f"GUM {genre}", trees(analyser, [gold for gold in golds if gold.name.split("_")[1] == genre]))


def set_gold(example: Example) -> tuple[str, list[GoldName]]:
    """Return a set's sentence as text (tokens joined by spaces) and its names of the common kinds."""
    text = " ".join(example.words)
    starts = [0]
    for word in example.words:
        starts.append(starts[-1] + len(word) + 1)
    found: list[GoldName] = []
    for first, last, kind in spans_of(example.xpos):
        mapped = {"?": "other", "group": "organisation"}.get(SET_KINDS[kind], SET_KINDS[kind])
        found.append(GoldName(starts[first], starts[last + 1] - 1, NameKind(mapped)))
    return text, found


def report_names(analyser: Analyser, name: str, examples: Sequence[Example]) -> None:
    """Print name scores of a set for the three common kinds."""
    golds = [set_gold(example) for example in examples]
    parsed = analyser.analyse([text for text, _ in golds])
    pairs = [(gold, names_in(tree)) for (_, gold), tree in zip(golds, parsed, strict=True)]
    tallies = score_names(pairs, COMMON)
    whole = overall(tallies)
    kinds = " ".join(f"{kind} {100 * tallies[kind].f1:.1f}" for kind in COMMON)
    precision, recall = whole.right / max(1, whole.system), whole.right / max(1, whole.gold)
    print(f"{name:24} F1 {100 * whole.f1:.1f} P {100 * precision:.1f} R {100 * recall:.1f} {kinds}", flush=True)


def report_re3d(analyser: Analyser, data: Path) -> None:
    """Print loose scores on re3d: its spans hold articles and titles, so a name must lie inside one of its kind."""
    kinds = {"Person": NameKind.PERSON, "Organisation": NameKind.ORGANISATION, "Location": NameKind.PLACE,
             "Nationality": NameKind.PEOPLE}  # fmt: skip
    found = inside = covered = golds = 0
    rows = [json.loads(line) for line in read_lines(data / "re3d_open.jsonl.gz")]
    for row, tree in zip(rows, analyser.analyse([row["text"] for row in rows]), strict=True):
        marked = [e for e in row["entities"] if e["type"] in kinds and any(c.isupper() for c in e["text"])]
        sure = [e for e in marked if e["confidence"] >= 0.5]
        ours = [name for name in names_in(tree) if name.kind in kinds.values()]
        found, golds = found + len(ours), golds + len(sure)
        hits = [(n, e) for n in ours for e in marked if e["start"] <= n.start and n.end <= e["end"]]
        inside += len({n for n, e in hits if kinds[e["type"]] is n.kind})
        covered += len({(e["start"], e["end"]) for n, e in hits if e in sure and kinds[e["type"]] is n.kind})
    print(f"{'re3d (inside, same kind)':24} P {100 * inside / found:.1f} R {100 * covered / golds:.1f}", flush=True)


def name_sets(data: Path) -> Iterable[tuple[str, list[Example]]]:
    """Yield the held-out name sets."""
    for split in ("test", "pud"):
        yield f"UNER {split}", read_names(data / "uner_english.jsonl.gz", frozenset({split}))
    wikigold = read_names(data / "wikigold.jsonl.gz", frozenset({"test"}))
    yield f"wikigold from {WIKIGOLD_HELD_OUT}", wikigold[WIKIGOLD_HELD_OUT:]
    yield "CrossNER politics test", read_names(data / "crossner_politics.jsonl.gz", frozenset({"test"}))
    yield "WNUT17 test", read_names(data / "wnut17.jsonl.gz", frozenset({"test"}))


def report_speed(make: Callable[[], Analyser], golds: Sequence[GoldText]) -> None:
    """Print load time, sentences a second from raw text, and peak memory."""
    began = time.perf_counter()
    analyser = make()
    loaded = time.perf_counter() - began
    began = time.perf_counter()
    parsed = list(analyser.analyse([gold.text for gold in golds]))
    took = time.perf_counter() - began
    sentences = sum(len(tree.sentences) for tree in parsed)
    words = sum(len(sentence.tokens) for tree in parsed for sentence in tree.sentences)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = f"{sentences / took:.0f} sentences/s at {words / sentences:.1f} tokens"
    print(f"load {loaded:.2f} s, {rate}, peak {memory:.0f} MiB")


def main() -> None:
    """Parse the command line and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--language", default="embedded")
    parser.add_argument("--weights", type=Path, help="another folder of weights, to compare (embedded only)")
    parser.add_argument("--split", default="test", choices=("dev", "test"))
    parser.add_argument("--only", default="speed,trees,names")
    arguments = parser.parse_args()
    parts = arguments.only.split(",")

    def make() -> Analyser:
        if arguments.weights:
            return EmbeddedAnalyser(weights=arguments.weights)
        return analyser_named(arguments.language)

    if "speed" in parts:
        golds = gold_texts(read_lines(arguments.data / "en_gum_open-test.conllu.gz"))
        report_speed(make, golds)
    analyser = make()
    if "trees" in parts:
        report_trees(analyser, arguments.data, arguments.split)
    if "names" in parts:
        for name, examples in name_sets(arguments.data):
            report_names(analyser, name, examples)
        report_re3d(analyser, arguments.data)


if __name__ == "__main__":
    main()
