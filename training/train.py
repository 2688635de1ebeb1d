"""Train the joint network: ``python -m training.train --data DIR --encoder DIR --out DIR``.

Every epoch ends with a checkpoint; the same command continues from the last one. A GPU is used if there is one.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from contested.language.labels import ROLES, Labels, labels_to_json, name_tags
from contested.language.lemmas import edit_script
from training.batches import IGNORE, Batch, Encode, Item, batches, collate, recased
from training.events import load_events, with_readings
from training.model import Network, Scores, Sizes, load_encoder, mean_state
from training.prepare_data import ANYTHING, Example, load_training, read_conllu

EVENT_WEIGHT = 1.0  # of the loss of the words' events, summed over a sentence, for each event
ROLE_WEIGHT = 0.2  # of the loss of the words that fill an event's roles, summed over a sentence, for each event
TAUGHT = 6  # one sentence in six keeps the vector that the untuned encoder gave it


@dataclass(frozen=True, slots=True)
class Options:
    """The training recipe."""

    epochs: float = 4.0
    batch_subwords: int = 700
    encoder_rate: float = 2e-4
    head_rate: float = 2e-3
    layer_decay: float = 0.9
    warmup: float = 0.06
    weight_decay: float = 0.01
    seed: int = 17
    longest: int = 252
    minutes: float = 0.0  # if not 0, the schedule also ends after so long: for machines with other work to do
    trees: int = 0  # if not 0, an epoch holds so many sentences of treebanks and name sets, drawn anew
    recase: float = 0.04  # the share of sentences seen in capitals, and again as a headline, and in lower case


def labels_of(examples: Iterable[Example]) -> Labels:
    """Return the label sets of the training data; rare edit scripts are left out."""
    counts = {field: Counter() for field in ("upos", "xpos", "deprel", "lemma")}
    for example in examples:
        counts["upos"].update(example.upos)
        counts["xpos"].update(example.xpos)
        counts["deprel"].update(example.deprels)
        counts["lemma"].update(map(edit_script, example.words, example.lemmas))
    scripts = sorted(script for script, n in counts["lemma"].items() if n >= 3)
    plain = (tuple(sorted(counts[field])) for field in ("upos", "xpos"))
    return Labels(*plain, tuple(scripts), tuple(sorted(counts["deprel"])), name_tags())


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Return the mean loss of each task over the words that have a label."""
    scores = network(batch.ids, batch.shapes, batch.mask, batch.first, batch.last)
    gold = batch.gold
    found = {field: _cross_entropy(getattr(scores, field), gold[field]) for field in ("upos", "xpos", "lemma")}
    if (gold["heads"] != IGNORE).any():
        found |= _tree_losses(network, scores, batch)
    found["names"] = _name_loss(scores.names, gold["names"], batch.words)
    found |= _event_losses(scores, batch)
    found["sentence"] = (1 - functional.cosine_similarity(scores.sentence, gold["sentence"])).mean()
    return found


def _tree_losses(network: Network, scores: Scores, batch: Batch) -> dict[str, Tensor]:
    gold = batch.gold
    allowed = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1)
    arcs = scores.arcs.masked_fill(~allowed[:, None, :], -1e9)
    labels = network.label_scores(scores, gold["heads"].clamp(min=0))
    return {"arc": _cross_entropy(arcs, gold["heads"]), "label": _cross_entropy(labels, gold["deprels"])}


def _event_losses(scores: Scores, batch: Batch) -> dict[str, Tensor]:
    """Return the losses of the event heads: the word's event, its stance and flags, the words of its roles."""
    gold = batch.events
    if not len(gold.word):
        return {}
    words = functional.cross_entropy(
        scores.events.flatten(0, 1), gold.words.flatten(), ignore_index=IGNORE, reduction="sum"
    )
    found = {"events": EVENT_WEIGHT * words / len(gold.word)}
    manner = scores.manner[gold.sentence, gold.word]
    stances = manner.shape[1] - gold.flags.shape[1]
    found["stance"] = 0.2 * functional.cross_entropy(manner[:, :stances], gold.stance)
    found["flags"] = 0.2 * functional.binary_cross_entropy_with_logits(manner[:, stances:], gold.flags)
    pairs = scores.roles[gold.sentence, :, gold.word]
    loss = functional.binary_cross_entropy_with_logits(pairs, gold.roles, reduction="none")
    found["roles"] = ROLE_WEIGHT * (loss * batch.words[gold.sentence][:, None]).sum() / len(gold.word)
    return found


def _cross_entropy(logits: Tensor, gold: Tensor) -> Tensor:
    if not (gold != IGNORE).any():
        return logits.sum() * 0.0
    return functional.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=IGNORE)


def _name_loss(logits: Tensor, masks: Tensor, words: Tensor) -> Tensor:
    """Return minus the log probability of the allowed tags."""
    bits = 2 ** torch.arange(logits.shape[-1], device=logits.device)
    allowed = (masks.unsqueeze(-1) & bits) > 0
    inside = torch.logsumexp(logits.masked_fill(~allowed, -1e9), -1)
    loss = torch.logsumexp(logits, -1) - inside
    known = words & (masks != ANYTHING)
    return (loss * known).sum() / known.sum().clamp(min=1)


def freeze(network: Network, layers: int) -> None:
    """Keep the embeddings and the lowest ``layers`` as they are; 0 keeps nothing."""
    encoder = network.encoder
    kept = [encoder.words, encoder.positions, encoder.shapes, encoder.norm, *encoder.layers[:layers]] if layers else []
    for module in kept:
        module.requires_grad_(False)


def groups(network: Network, options: Options) -> list[dict]:
    """Return optimiser groups: lower layers learn more slowly, new parts faster."""
    encoder = network.encoder
    depth = len(encoder.layers)
    rates = [(list(encoder.positions.parameters()) + list(encoder.norm.parameters()), depth)]
    rates += [(list(layer.parameters()), depth - 1 - number) for number, layer in enumerate(encoder.layers)]
    found = [{"params": ps, "lr": options.encoder_rate * options.layer_decay**steps} for ps, steps in rates]
    taken = {id(p) for group in found for p in group["params"]}
    taken.add(id(encoder.words.weight))  # sparse, with an optimiser of its own
    rest = [p for p in network.parameters() if id(p) not in taken]
    return [*found, {"params": rest, "lr": options.head_rate}]


def schedule(progress: float, warmup: float) -> float:
    """Return the factor on the learning rate: up in a line, then down along a cosine."""
    if progress < warmup:
        return progress / warmup + 1e-3
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - warmup) / (1 - warmup)))) * 0.98 + 0.02


@torch.no_grad()
def score(network: Network, items: list[Item], device: torch.device) -> dict[str, float]:
    """Return accuracies on gold tokens, greedy arcs; a check while training, not the reported figures."""
    network.eval()
    right: Counter[str] = Counter()
    total = 0
    for start in range(0, len(items), 32):
        batch = collate(items[start : start + 32], device)
        scores = network(batch.ids, batch.shapes, batch.mask, batch.first, batch.last)
        gold, words = batch.gold, batch.words
        allowed = torch.cat([torch.ones_like(words[:, :1]), words], 1)
        heads = scores.arcs.masked_fill(~allowed[:, None, :], -1e9).argmax(-1)
        deprels = network.label_scores(scores, heads).argmax(-1)
        arc = (heads == gold["heads"]) & words
        right["uas"] += int(arc.sum())
        right["las_subtypes"] += int((arc & (deprels == gold["deprels"])).sum())
        for field in ("upos", "xpos", "lemma"):
            right[field] += int(((getattr(scores, field).argmax(-1) == gold[field]) & words).sum())
        total += int(words.sum())
    network.train()
    return {key: round(100 * n / total, 2) for key, n in right.items()}


@torch.no_grad()
def score_events(network: Network, items: list[Item], device: torch.device) -> dict[str, float]:
    """Return F1 of event words, of words with their type, and of the words of each role under the right word."""
    network.eval()
    tally: Counter[str] = Counter()
    for start in range(0, len(items), 32):
        batch = collate(items[start : start + 32], device)
        scores = network(batch.ids, batch.shapes, batch.mask, batch.first, batch.last)
        found, gold = scores.events.argmax(-1), batch.events.words
        known = gold != IGNORE
        tally["found"] += int(((found > 0) & known).sum())
        tally["gold"] += int((gold > 0).sum())
        tally["word"] += int(((found > 0) & (gold > 0)).sum())
        tally["type"] += int(((found == gold) & (gold > 0)).sum())
        chosen = scores.roles[batch.events.sentence, :, batch.events.word] > 0
        chosen &= batch.words[batch.events.sentence][:, None]
        filled = batch.events.roles > 0
        for number, role in enumerate(ROLES):
            tally[role] += int((chosen & filled)[:, number].sum())
            tally[f"all {role}"] += int(chosen[:, number].sum()) + int(filled[:, number].sum())
    network.train()
    both = max(1, tally["found"] + tally["gold"])
    scored = {key: round(200 * tally[key] / both, 1) for key in ("word", "type")}
    return scored | {role: round(200 * tally[role] / max(1, tally[f"all {role}"]), 1) for role in ROLES}


class Run:
    """One training run with its state on disk."""

    def __init__(self, network: Network, options: Options, out: Path, total: int) -> None:
        self.network, self.options, self.out, self.total = network, options, out, total
        words = network.encoder.words.weight
        rate = options.encoder_rate * options.layer_decay ** len(network.encoder.layers)
        self.dense = [p for p in network.parameters() if p is not words and p.requires_grad]
        self.optimisers = (
            torch.optim.AdamW(groups(network, options), weight_decay=options.weight_decay, betas=(0.9, 0.98)),
            torch.optim.SparseAdam([words], lr=rate, betas=(0.9, 0.98)),
        )
        self.rates = [[group["lr"] for group in optimiser.param_groups] for optimiser in self.optimisers]
        self.step, self.began = 0, time.monotonic()

    def progress(self) -> float:
        """Return how far the schedule is, from 0 to 1."""
        steps = self.step / self.total
        limit = 60 * self.options.minutes
        return max(steps, (time.monotonic() - self.began) / limit) if limit else steps

    def update(self, batch: Batch) -> dict[str, float]:
        """Take one step; return the losses."""
        factor = schedule(self.progress(), self.options.warmup)
        for optimiser, rates in zip(self.optimisers, self.rates, strict=True):
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            optimiser.zero_grad(set_to_none=True)
        found = losses(self.network, batch)
        sum(found.values()).backward()
        torch.nn.utils.clip_grad_norm_(self.dense, 2.0)
        for optimiser in self.optimisers:
            optimiser.step()
        self.step += 1
        return {key: float(value.detach()) for key, value in found.items()}

    def save(self, epoch: int) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {
            "network": self.network.state_dict(),
            "optimisers": [o.state_dict() for o in self.optimisers],
            "step": self.step,
        }
        torch.save({**state, "epoch": epoch, "sizes": asdict(self.network.sizes)}, self.out / "checkpoint.tmp")
        (self.out / "checkpoint.tmp").replace(self.out / "checkpoint.pt")

    def resume(self) -> int:
        """Load the last checkpoint if there is one; return how many epochs are done."""
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return 0
        state = torch.load(path, map_location="cpu", weights_only=True)
        self.network.load_state_dict(state["network"])
        for optimiser, saved in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(saved)
        self.step = state["step"]
        return int(state["epoch"])


def epoch_batches(items: list[Item], options: Options, epoch: int) -> Iterator[list[Item]]:
    """Yield the batches of one epoch, the same for the same seed."""
    rng = random.Random(options.seed * 1000 + epoch)
    share = min(1.0, options.epochs - epoch)
    if options.trees:
        told = [item for item in items if item.marks is not None]
        others = [item for item in items if item.marks is None]
        items = told + rng.sample(others, min(options.trees, len(others)))
    chosen = items if share >= 1 else rng.sample(items, int(len(items) * share))
    for batch in batches(chosen, options.batch_subwords, rng):
        yield [recased(item, rng, options.recase) for item in batch]


def train(run: Run, items: list[Item], dev: list[Item], told: list[Item], device: torch.device) -> None:
    """Run the epochs that are left."""
    for epoch in range(run.resume(), math.ceil(run.options.epochs)):
        began, sums, count = time.monotonic(), Counter(), 0
        for number, group in enumerate(epoch_batches(items, run.options, epoch), start=1):
            sums.update(run.update(collate(group, device)))
            count += 1
            if number % 50 == 0:
                means = " ".join(f"{k} {v / count:.3f}" for k, v in sorted(sums.items()))
                print(f"epoch {epoch} step {run.step}/{run.total} {time.monotonic() - began:.0f}s {means}", flush=True)
                sums, count = Counter(), 0
            if run.progress() >= 1:
                break
        run.save(epoch + 1)
        took = time.monotonic() - began
        checked = score(run.network, dev, device) | score_events(run.network, told, device)
        print(f"epoch {epoch} done in {took:.0f}s dev {checked}", flush=True)
        if run.progress() >= 1:
            return


@torch.no_grad()
def taught(network: Network, items: list[Item], device: torch.device) -> list[Item]:
    """Return the items with the sentence vectors of the untuned encoder, which the tuned one must keep."""
    network.eval()
    order = sorted(range(0, len(items), TAUGHT), key=lambda i: len(items[i].ids))
    vectors: dict[int, list[float]] = {}
    for start in range(0, len(order), 32):
        chosen = order[start : start + 32]
        batch = collate([items[i] for i in chosen], device)
        found = mean_state(network.encoder(batch.ids, torch.zeros_like(batch.shapes), batch.mask), batch.mask)
        vectors |= dict(zip(chosen, functional.normalize(found).tolist(), strict=True))
    network.train()
    none = [0.0] * network.sizes.hidden  # a cosine with it has no slope
    return [replace(item, teacher=vectors.get(i, none)) for i, item in enumerate(items)]


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--events", type=Path, help="folder of reports with their claims; without it, no events")
    parser.add_argument("--readings", type=Path, help="how the network read those reports before (training.teach)")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors, tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=4.0)
    parser.add_argument(
        "--start", type=Path, help="a checkpoint whose weights to begin with (a restart at a high rate)"
    )
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--trees", type=int, default=0, help="sentences of treebanks and name sets in an epoch")
    parser.add_argument("--frozen", type=int, default=0, help="how many of the lowest layers stay as they start")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="use only so many examples (to try things out)")
    arguments = parser.parse_args()
    options = Options(
        arguments.epochs,
        encoder_rate=arguments.encoder_rate,
        head_rate=arguments.head_rate,
        minutes=arguments.minutes,
        trees=arguments.trees,
    )
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(options.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)

    examples = load_training(arguments.data, options.seed)
    labels = labels_of(examples)
    (arguments.out / "labels.json").write_text(labels_to_json(labels), encoding="utf-8")
    (arguments.out / "options.json").write_text(json.dumps(asdict(options), indent=1), encoding="utf-8")
    tokenizer = Tokenizer.from_file(str(arguments.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encode = Encode(tokenizer, labels)
    events, kept = load_events(arguments.events) if arguments.events else ([], [])
    events = with_readings(events, arguments.readings) if arguments.readings else events
    random.Random(options.seed).shuffle(events)
    items = [item for item in map(encode, [*examples, *events]) if len(item.ids) <= options.longest]
    items = items[: arguments.limit or None]
    dev = [encode(e) for e in read_conllu(arguments.data / "en_ewt-ud-dev.conllu.gz")[:300]]

    sizes = Sizes(*(len(getattr(labels, f)) for f in ("upos", "xpos", "lemma", "deprel", "names")))
    network = Network(sizes)
    load_encoder(network, load_file(str(arguments.encoder / "model.safetensors")))
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device)
    items = taught(network, items, device)
    if arguments.start:
        network.load_state_dict(
            torch.load(arguments.start, map_location=device, weights_only=True)["network"], strict=False
        )
    freeze(network, arguments.frozen)
    total = sum(1 for e in range(math.ceil(options.epochs)) for _ in epoch_batches(items, options, e))
    print(f"{len(items)} sentences, {total} steps, labels {asdict(sizes)}", flush=True)
    told = [encode(e) for e in kept]
    train(Run(network.train(), options, arguments.out, total), items, dev, told, device)


if __name__ == "__main__":
    main()
