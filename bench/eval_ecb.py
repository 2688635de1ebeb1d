"""Event coreference across documents on ECB+: `python bench/eval_ecb.py --data FOLDER`.

FOLDER/events/ecbplus.jsonl.gz holds one document a line: id, split, sentences [[number, tokens]], mentions
[{sent, tokens, text, kind, cluster, validated}]. Gold mentions of events in validated sentences, the whole test set at
once and without its topics; singletons are kept. Printed are the same-lemma baseline and our comparison: trigger lemma
and vector, sentence vector, shared words and the likeness of the documents, weighed by a logistic regression that is
fitted here on the train split; the threshold of the average-linkage clustering is chosen on the dev split.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from contested.evaluate.clustering import Score, b_cubed, ceaf_e, conll, muc
from contested.language.embedded import EmbeddedAnalyser
from contested.model.tree import Sentence, Token

Floats = npt.NDArray[np.float64]
THRESHOLDS = tuple(n / 100 for n in range(20, 90, 5))
NEGATIVES = 12  # pairs of two events for each pair of one, half of them hard
STEPS, RATE, DECAY = 600, 0.5, 1e-4  # of the fit


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention of an event, with the sentence around it."""

    id: int
    document: str
    sentence: str
    trigger: str
    start: int  # of the trigger's first character in the sentence
    end: int
    cluster: str


@dataclass(frozen=True, slots=True)
class Read:
    """Mentions as rows: trigger lemmas, vectors of triggers, sentences and documents, and the sentences' words."""

    mentions: Sequence[Mention]
    lemmas: Sequence[str]
    triggers: Floats
    sentences: Floats
    documents: Floats
    words: Sequence[frozenset[str]]


def mentions_of(path: Path, split: str) -> list[Mention]:
    """Return the event mentions in the validated sentences of a split."""
    found: list[Mention] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    for document in documents:
        if document["split"] != split:
            continue
        tokens = dict(document["sentences"])
        for one in document["mentions"]:
            if one["kind"] == "event" and one["validated"]:
                found.append(_mention(len(found), document["id"], tokens[one["sent"]], one))
    return found


def _mention(number: int, document: str, tokens: Sequence[str], one: dict[str, object]) -> Mention:
    places = [int(str(place)) for place in list(one["tokens"])]  # type: ignore[call-overload]
    starts = np.cumsum([0, *(len(word) + 1 for word in tokens)])
    first, last = min(places), max(places)
    end = int(starts[last]) + len(tokens[last])
    return Mention(number, document, " ".join(tokens), str(one["text"]), int(starts[first]), end, str(one["cluster"]))


def read(mentions: Sequence[Mention], core: EmbeddedAnalyser) -> Read:
    """Return the mentions with their lemmas and vectors."""
    texts = sorted({m.sentence for m in mentions})
    trees = {text: list(tree.sentences) for text, tree in zip(texts, core.analyse(texts), strict=True)}
    vectors = dict(zip(texts, core.embed(texts), strict=True))
    triggers = sorted({m.trigger.lower() for m in mentions})
    of_trigger = dict(zip(triggers, core.embed(triggers), strict=True))
    inside: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        inside[mention.document].add(mention.sentence)
    of_document = {name: _unit(np.mean([vectors[s] for s in sorted(some)], axis=0)) for name, some in inside.items()}
    return Read(
        mentions,
        [_lemma(m, trees[m.sentence]) for m in mentions],
        np.array([of_trigger[m.trigger.lower()] for m in mentions], dtype=np.float64),
        np.array([vectors[m.sentence] for m in mentions], dtype=np.float64),
        np.array([of_document[m.document] for m in mentions], dtype=np.float64),
        [_content(trees[m.sentence]) for m in mentions],
    )


def _unit(vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _lemma(mention: Mention, sentences: Sequence[Sentence]) -> str:
    """Return the lemma of the trigger's head: the token whose own head lies outside."""
    for sentence in sentences:
        inside = [i for i, t in enumerate(sentence.tokens) if t.start < mention.end and t.end > mention.start]
        heads = [i for i in inside if sentence.tokens[i].head not in inside]
        if heads:
            return sentence.tokens[heads[0]].lemma.lower()
    return mention.trigger.lower()


def _content(sentences: Sequence[Sentence]) -> frozenset[str]:
    tokens: list[Token] = [token for sentence in sentences for token in sentence.tokens]
    return frozenset(t.lemma.lower() for t in tokens if t.upos in {"PROPN", "NOUN", "NUM"})


def features(data: Read, i: npt.NDArray[np.int64], j: npt.NDArray[np.int64]) -> Floats:
    """Return a row for each pair: what is alike, and same lemma times the likeness of sentences and documents."""
    same = np.array([data.lemmas[a] == data.lemmas[b] for a, b in zip(i, j, strict=True)], dtype=np.float64)
    trigger = _dots(data.triggers, i, j)
    sentence = _dots(data.sentences, i, j)
    document = _dots(data.documents, i, j)
    shared = np.array([_shared(data.words[a], data.words[b]) for a, b in zip(i, j, strict=True)])
    one = np.ones_like(same)
    columns = [one, same, trigger, sentence, document, shared, same * sentence, same * document, trigger * document]
    return np.stack(columns, axis=1)


def _dots(vectors: Floats, i: npt.NDArray[np.int64], j: npt.NDArray[np.int64]) -> Floats:
    """Return the products of rows, some thousands of pairs at a time."""
    parts = [np.sum(vectors[i[k : k + 4096]] * vectors[j[k : k + 4096]], axis=1) for k in range(0, len(i), 4096)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def training_pairs(data: Read, chance: np.random.Generator) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return all pairs of one event, and of two events some: half of the same lemma or of like documents, half any."""
    count = len(data.mentions)
    i, j = np.triu_indices(count, 1)
    cluster = np.unique([m.cluster for m in data.mentions], return_inverse=True)[1]
    lemma = np.unique(list(data.lemmas), return_inverse=True)[1]
    one = cluster[i] == cluster[j]
    near = (data.documents @ data.documents.T)[i, j] > 0.6
    hard = np.flatnonzero(~one & ((lemma[i] == lemma[j]) | near))
    rest = np.flatnonzero(~one)
    wanted = int(one.sum()) * NEGATIVES // 2
    taken = [np.flatnonzero(one), *(chance.choice(x, min(wanted, len(x)), replace=False) for x in (hard, rest))]
    chosen = np.unique(np.concatenate(taken))
    return i[chosen], j[chosen]


def fit(rows: Floats, truth: Floats) -> Floats:
    """Return the weights of a logistic regression, fitted by gradient descent on standardised columns."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    mean[0], spread[0] = 0.0, 1.0
    scaled, weights = (rows - mean) / spread, np.zeros(rows.shape[1])
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-scaled @ weights)) - truth
        weights -= RATE * (scaled.T @ error / len(truth) + DECAY * weights)
    plain: Floats = weights / spread
    plain[0] -= float(np.sum(weights * mean / spread))
    return plain


def likeness(data: Read, weights: Floats) -> Floats:
    """Return for each pair of mentions the probability of one event, as a full matrix."""
    count = len(data.mentions)
    matrix = np.zeros((count, count))
    for i in range(count - 1):
        j = np.arange(i + 1, count)
        row = 1 / (1 + np.exp(-features(data, np.full_like(j, i), j) @ weights))
        matrix[i, i + 1 :] = matrix[i + 1 :, i] = row
    return matrix


def clustered(matrix: Floats, threshold: float) -> list[set[Hashable]]:
    """Return clusters by average linkage: the two most alike are joined as long as they reach the threshold."""
    work, sizes = matrix.copy(), np.ones(len(matrix))
    members: list[set[Hashable]] = [{i} for i in range(len(matrix))]
    np.fill_diagonal(work, -1.0)
    best = work.max(axis=1)
    while len(matrix):
        a = int(best.argmax())
        if best[a] < threshold:
            break
        b = int(work[a].argmax())
        joined = (work[a] * sizes[a] + work[b] * sizes[b]) / (sizes[a] + sizes[b])
        joined[[a, b]] = -1.0
        joined[sizes == 0] = -1.0
        members[a] |= members[b]
        sizes[a] += sizes[b]
        sizes[b], members[b] = 0, set()
        work[a], work[:, a], work[b], work[:, b] = joined, joined, -1.0, -1.0
        best = work.max(axis=1)
    return [some for some in members if some]


def gold_of(data: Read) -> list[set[Hashable]]:
    """Return the gold clusters."""
    found: dict[str, set[Hashable]] = defaultdict(set)
    for mention in data.mentions:
        found[mention.cluster].add(mention.id)
    return list(found.values())


def by_lemma(data: Read) -> list[set[Hashable]]:
    """Return the clusters of the baseline: all mentions with one head lemma are one event."""
    found: dict[str, set[Hashable]] = defaultdict(set)
    for mention, lemma in zip(data.mentions, data.lemmas, strict=True):
        found[lemma].add(mention.id)
    return list(found.values())


def show(name: str, gold: Sequence[set[Hashable]], found: Sequence[set[Hashable]]) -> None:
    """Print the scores of a clustering in percent."""
    scores: dict[str, Score] = {"MUC": muc(gold, found), "B3": b_cubed(gold, found), "CEAF-e": ceaf_e(gold, found)}
    told = "  ".join(f"{k} {100 * s.precision:.1f}/{100 * s.recall:.1f}/{100 * s.f1:.1f}" for k, s in scores.items())
    print(f"{name:<14} CoNLL F1 {100 * conll(gold, found):.1f}  {told}", flush=True)


def main() -> int:
    """Fit on train, choose the threshold on dev, print the scores on test."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds events/ecbplus.jsonl.gz")
    path = parser.parse_args().data / "events" / "ecbplus.jsonl.gz"
    core = EmbeddedAnalyser()
    train, dev, test = (read(mentions_of(path, split), core) for split in ("train", "dev", "test"))
    i, j = training_pairs(train, np.random.default_rng(7))
    clusters = [m.cluster for m in train.mentions]
    truth = np.array([clusters[a] == clusters[b] for a, b in zip(i, j, strict=True)], dtype=np.float64)
    weights = fit(features(train, i, j), truth)
    on_dev, gold_dev = likeness(dev, weights), gold_of(dev)
    scored = Counter({t: conll(gold_dev, clustered(on_dev, t)) for t in THRESHOLDS})
    threshold = max(THRESHOLDS, key=lambda t: (scored[t], -t))
    gold = gold_of(test)
    print(f"{len(test.mentions)} mentions, {len(gold)} events, {sum(len(c) == 1 for c in gold)} of one mention")
    print(f"weights {np.round(weights, 2).tolist()}, threshold {threshold} (dev {100 * scored[threshold]:.1f})")
    show("same lemma", gold, by_lemma(test))
    show("our comparison", gold, clustered(likeness(test, weights), threshold))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
