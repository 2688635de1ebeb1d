"""The network: a small BERT encoder with word shapes, and heads for tags, lemmas, trees and names."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from contested.language.labels import EVENTS, FLAGS, ROLES, STANCES
from contested.language.shapes import SHAPES


@dataclass(frozen=True, slots=True)
class Sizes:
    """The widths of the network."""

    upos: int
    xpos: int
    lemma: int
    deprel: int
    names: int
    events: int = len(EVENTS)
    stances: int = len(STANCES)
    flags: int = len(FLAGS)
    roles: int = len(ROLES)
    role: int = 64
    vocabulary: int = 30522
    positions: int = 512
    hidden: int = 384
    heads: int = 12
    layers: int = 6
    feed_forward: int = 1536
    arc: int = 256
    label: int = 96
    tag: int = 256


class Layer(nn.Module):
    """One transformer layer, as in BERT."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.qkv = nn.Linear(sizes.hidden, 3 * sizes.hidden)
        self.out = nn.Linear(sizes.hidden, sizes.hidden)
        self.norm1 = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.up = nn.Linear(sizes.hidden, sizes.feed_forward)
        self.down = nn.Linear(sizes.feed_forward, sizes.hidden)
        self.norm2 = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.rate = dropout

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Return the next hidden states; ``x``: sentences x subwords x width, ``bias`` is added to the attention."""
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        rate = self.rate if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias, dropout_p=rate)
        mixed = mixed.transpose(1, 2).reshape(batch, length, hidden)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Subword ids and word shapes -> hidden states."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(sizes.vocabulary, sizes.hidden, sparse=True)
        self.positions = nn.Embedding(sizes.positions, sizes.hidden)
        self.shapes = nn.Embedding(SHAPES, sizes.hidden)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        """Return hidden states, sentences x subwords x width."""
        x = self.words(ids) + self.shapes(shapes) + self.positions.weight[: ids.shape[1]]
        x = self.dropout(self.norm(x))
        bias = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Head(nn.Module):
    """Dropout, one hidden layer, one output."""

    def __init__(self, width: int, hidden: int, out: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(width, hidden)
        self.out = nn.Linear(hidden, out)
        self.dropout = nn.Dropout(0.25)

    def forward(self, x: Tensor) -> Tensor:
        """Return logits."""
        return self.out(self.dropout(functional.gelu(self.hidden(x))))


@dataclass
class Scores:
    """Logits for each word; ``arcs[b, i, j]``: word i has head j, where j = 0 is the root and j = k + 1 is word k."""

    upos: Tensor
    xpos: Tensor
    lemma: Tensor
    names: Tensor
    arcs: Tensor
    label_dependent: Tensor
    label_head: Tensor
    sentence: Tensor  # one vector a sentence, in the space of the untuned encoder
    events: Tensor  # what event each word carries
    manner: Tensor  # of the event at each word: stances, then flags
    roles: Tensor  # sentences x roles x words x words: the second word fills a role of the event at the first


class Network(nn.Module):
    """Encoder and heads. A word is its first and last subword."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        width = 2 * sizes.hidden
        self.sizes = sizes
        self.encoder = Encoder(sizes, dropout)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.dropout = nn.Dropout(0.25)
        self.upos = Head(width, sizes.tag, sizes.upos)
        self.xpos = Head(width, sizes.tag, sizes.xpos)
        self.lemma = Head(width, sizes.tag, sizes.lemma)
        self.names = Head(width, sizes.tag, sizes.names)
        self.biaffine_in = nn.Linear(width, 2 * sizes.arc + 2 * sizes.label)
        self.arc = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        self.label = nn.Parameter(torch.zeros(sizes.deprel, sizes.label + 1, sizes.label + 1))
        self.events = Head(width, sizes.tag, sizes.events)
        self.manner = Head(width, sizes.tag, sizes.stances + sizes.flags)
        self.role_in = nn.Linear(width, 2 * sizes.roles * sizes.role)
        self.role_bias = nn.Parameter(torch.full((sizes.roles,), -3.0))
        self.sentence = nn.Linear(sizes.hidden, sizes.hidden, bias=False)
        nn.init.eye_(self.sentence.weight)
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.label, std=0.02)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None, first: Tensor, last: Tensor) -> Scores:
        """Return the scores of all heads; ``first`` and ``last``: the first and last subword of each word."""
        hidden = self.encoder(ids, shapes, mask)
        x = self.dropout(torch.cat([_take(hidden, first), _take(hidden, last)], -1))
        with_root = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        sizes = (self.sizes.arc, self.sizes.arc, self.sizes.label, self.sizes.label)
        parts = self.dropout(functional.gelu(self.biaffine_in(with_root))).split(sizes, -1)
        dependent, head, label_dependent, label_head = parts
        arcs = (with_one(dependent[:, 1:]) @ self.arc) @ head.transpose(1, 2)
        tags = (self.upos(x), self.xpos(x), self.lemma(x), self.names(x))
        mean = self.sentence(mean_state(hidden, mask))
        told = (self.events(x), self.manner(x), self._roles(x))
        return Scores(*tags, arcs, label_dependent[:, 1:], label_head, mean, *told)

    def _roles(self, x: Tensor) -> Tensor:
        batch, length, _ = x.shape
        pair = self.dropout(functional.gelu(self.role_in(x)))
        carrier, filler = pair.view(batch, length, 2, self.sizes.roles, self.sizes.role).permute(2, 0, 3, 1, 4)
        return carrier @ filler.transpose(-1, -2) + self.role_bias[:, None, None]

    def label_scores(self, scores: Scores, heads: Tensor) -> Tensor:
        """Return the relation logits of each word for the given heads (0 = root, k + 1 = word k)."""
        index = heads.unsqueeze(-1).expand(-1, -1, scores.label_head.shape[-1])
        chosen = with_one(scores.label_head.gather(1, index))
        return torch.einsum("bni,lij,bnj->bnl", with_one(scores.label_dependent), self.label, chosen)


def with_one(x: Tensor) -> Tensor:
    """Append a constant 1 to the last axis (the bias of a biaffine form)."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def mean_state(hidden: Tensor, mask: Tensor | None) -> Tensor:
    """Return the mean hidden state of each sentence; ``mask`` is 0 where there is a subword, else very low."""
    if mask is None:
        return hidden.mean(1)
    here = (mask > -1).to(hidden.dtype).unsqueeze(-1)
    return (hidden * here).sum(1) / here.sum(1)


def _take(hidden: Tensor, index: Tensor) -> Tensor:
    return hidden.gather(1, index.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))


def load_encoder(network: Network, tensors: dict[str, Tensor]) -> None:
    """Copy a published BERT checkpoint into the encoder; the type embedding is folded into the positions."""
    encoder, prefix = network.encoder, "embeddings."
    with torch.no_grad():
        encoder.words.weight.copy_(tensors[prefix + "word_embeddings.weight"])
        types = tensors[prefix + "token_type_embeddings.weight"][0]
        encoder.positions.weight.copy_(tensors[prefix + "position_embeddings.weight"] + types)
        _copy(encoder.norm, tensors, prefix + "LayerNorm")
        for number, layer in enumerate(encoder.layers):
            _load_layer(layer, tensors, f"encoder.layer.{number}.")


def _load_layer(layer: Layer, tensors: dict[str, Tensor], prefix: str) -> None:
    parts = [prefix + f"attention.self.{name}." for name in ("query", "key", "value")]
    layer.qkv.weight.copy_(torch.cat([tensors[p + "weight"] for p in parts]))
    layer.qkv.bias.copy_(torch.cat([tensors[p + "bias"] for p in parts]))
    _copy(layer.out, tensors, prefix + "attention.output.dense")
    _copy(layer.norm1, tensors, prefix + "attention.output.LayerNorm")
    _copy(layer.up, tensors, prefix + "intermediate.dense")
    _copy(layer.down, tensors, prefix + "output.dense")
    _copy(layer.norm2, tensors, prefix + "output.LayerNorm")


def _copy(module: nn.Module, tensors: dict[str, Tensor], prefix: str) -> None:
    module.weight.copy_(tensors[prefix + ".weight"])
    module.bias.copy_(tensors[prefix + ".bias"])
