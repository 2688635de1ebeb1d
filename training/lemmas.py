"""Write the words that lemmas are checked against: ``python -m training.lemmas --data DIR --out weights/lemmas.json``.

Counts of the lemmas of verbs, nouns, adjectives and adverbs in the training treebanks, and the forms whose lemma the
rules of ``contested.language.inflection`` miss even so, unless one slip of the pen is all that speaks for it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from contested.language.inflection import SAME_FORM, Known, regular_lemma
from training.prepare_data import Example, read_conllu

CLASSES = {"V": "verb", "N": "noun", "J": "adjective", "R": "adverb"}
SETS = ("en_ewt-ud-train.conllu.gz", "en_gum_open-train.conllu.gz")


def table_of(examples: list[Example]) -> Known:
    """Return the table of the training sentences."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for example in examples:
        for word, xpos, lemma in zip(example.words, example.xpos, example.lemmas, strict=True):
            if xpos[:1] in CLASSES and not xpos.startswith("NNP") and xpos != "RP" and word.isalpha():
                counts[CLASSES[xpos[0]]][lemma] += 1
                forms[SAME_FORM.get(xpos, xpos), word.lower()][lemma] += 1
    whole = {kind: dict(sorted(found.items())) for kind, found in sorted(counts.items())}
    exceptions: dict[str, dict[str, str]] = defaultdict(dict)
    for (xpos, form), found in sorted(forms.items()):
        lemma = _lemma(found, counts[CLASSES[xpos[0]]])
        ruled = regular_lemma(form, xpos, Known(whole, {}))
        if ruled != lemma and (found[lemma] > 1 or ruled not in whole[CLASSES[xpos[0]]]):
            exceptions[xpos][form] = lemma
    return Known(whole, dict(exceptions))


def _lemma(found: Counter[str], known: Counter[str]) -> str:
    """Return the lemma of a form: one that other forms share, then the commonest."""
    return max(sorted(found), key=lambda option: (known[option] > found[option], found[option]))


def main() -> None:
    """Parse the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    found = table_of([example for name in SETS for example in read_conllu(arguments.data / name)])
    table = {"counts": found.counts, "exceptions": found.exceptions}
    arguments.out.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print({tag: len(forms) for tag, forms in found.exceptions.items()})


if __name__ == "__main__":
    main()
