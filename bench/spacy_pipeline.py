"""Train a spaCy pipeline on the data of training/DATA.md, to compare speed and trees with.

Usage: PYTHONPATH=. python bench/spacy_pipeline.py --data DIR --out DIR [--minutes 5]

spaCy's own small architecture (hashed embeddings and a convolutional tok2vec, shared by tagger, parser and names),
trained from nothing. Its speed hardly depends on how long it was trained.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from contested.evaluate.conllu import GoldText, GoldWord, gold_texts
from training.prepare_data import TAGS, load_training, read_lines
from training.prepare_data import Example as Named

SETS = ("en_ewt-ud-train.conllu.gz", "en_gum_open-train.conllu.gz")
SEED = 17
TOGETHER = 4  # sentences in one training example
BATCH = 32
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
TAGGER = {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}
TRANSITIONS = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": LISTENER,
}


def blank() -> Language:
    """Return the untrained pipeline."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.add_pipe("tagger", config={"model": TAGGER})
    nlp.add_pipe("parser", config={"model": {**TRANSITIONS, "state_type": "parser"}})
    nlp.add_pipe("ner", config={"model": {**TRANSITIONS, "state_type": "ner"}})
    return nlp


def tree_examples(nlp: Language, gold: GoldText) -> Iterator[Example]:
    """Yield examples of a few sentences each, over spaCy's own tokens of the raw text."""
    for first in range(0, len(gold.sentences), TOGETHER):
        sentences = [s for s in gold.sentences[first : first + TOGETHER] if all(w.start < w.end for w in s)]
        if sentences:
            doc = _gold_doc(nlp, gold.text, sentences)
            yield Example(nlp.make_doc(doc.text), doc)


def _gold_doc(nlp: Language, text: str, sentences: list[tuple[GoldWord, ...]]) -> Doc:
    words = [word for sentence in sentences for word in sentence]
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence))
    heads = [
        start + (number if word.head < 0 else word.head)
        for start, sentence in zip(starts, sentences, strict=False)
        for number, word in enumerate(sentence)
    ]
    return Doc(
        nlp.vocab,
        words=[text[word.start : word.end] for word in words],
        spaces=[text[word.end : word.end + 1].isspace() for word in words],
        tags=[word.xpos for word in words],
        deps=["ROOT" if word.head < 0 else word.deprel for word in words],
        heads=heads,
        sent_starts=[number in starts for number in range(len(words))],
    )


def name_example(nlp: Language, named: Named) -> Example:
    """Return an example with names alone; a word whose tag is not known stays open."""
    tags = {1 << number: tag for number, tag in enumerate(TAGS)}
    doc = Doc(nlp.vocab, words=list(named.words), ents=_sound([tags.get(mask, "") for mask in named.names]))
    return Example(nlp.make_doc(doc.text), doc)


def _sound(tags: list[str]) -> list[str]:
    """Return BIO tags where no name goes on from a word that is open."""
    found: list[str] = []
    for tag in tags:
        goes_on = tag.startswith("I-") and (not found or found[-1][2:] != tag[2:])
        found.append("" if goes_on else tag)
    return found


def train(nlp: Language, examples: list[Example], minutes: float) -> int:
    """Train for so many minutes; return the number of steps."""
    rng = random.Random(SEED)
    fix_random_seed(SEED)
    optimizer = nlp.initialize(lambda: examples)
    began, steps = time.monotonic(), 0
    while True:
        rng.shuffle(examples)
        for batch in minibatch(examples, BATCH):
            nlp.update(batch, sgd=optimizer, drop=0.1)
            steps += 1
            if time.monotonic() - began > 60 * minutes:
                return steps


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=5.0)
    arguments = parser.parse_args()
    nlp = blank()
    golds = [gold for name in SETS for gold in gold_texts(read_lines(arguments.data / name))]
    examples = [example for gold in golds for example in tree_examples(nlp, gold)]
    examples += [name_example(nlp, named) for named in load_training(arguments.data, SEED)]
    steps = train(nlp, examples, arguments.minutes)
    nlp.meta["name"], nlp.meta["version"] = "ewt_gum", "0.0.0"
    nlp.to_disk(arguments.out)
    print(f"{len(examples)} examples, {steps} steps of {BATCH}, written to {arguments.out}")


if __name__ == "__main__":
    main()
