"""Write the trained network as int8 ONNX with its labels, tokenizer and card.

``python -m training.export --run DIR --encoder DIR --out src/contested/language/weights``. The graph is written node by
node, so that it holds the fused operators of onnxruntime and nothing else. Weights of the large products and the word
embeddings are int8 with one scale a column (or row); activations are scaled when the network runs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training.model import Network, Sizes

MICROSOFT = "com.microsoft"


class Graph:
    """Collects nodes and constants."""

    def __init__(self, *, quantised: bool) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.quantised = quantised
        self._count = 0

    def constant(self, array: np.ndarray) -> str:
        """Add a constant; return its name."""
        self._count += 1
        name = f"c{self._count}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(
        self, kind: str, inputs: list[str], *, out: str | None = None, outputs: int = 1, domain: str = "", **keys
    ) -> str:
        """Add a node; return the name of its first output."""
        self._count += 1
        names = [out] if out else [f"n{self._count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **keys))
        return names[0] if outputs == 1 else names  # type: ignore[return-value]

    def product(self, x: str, weight: np.ndarray, bias: torch.Tensor | None = None, out: str | None = None) -> str:
        """Add ``x @ weight + bias`` (weight: in x out), int8 where the graph is quantised."""
        if not self.quantised:
            if bias is None:
                return self.node("MatMul", [x, self.constant(weight)], out=out)
            return self.node(
                "Add", [self.node("MatMul", [x, self.constant(weight)]), self.constant(array(bias))], out=out
            )
        values, scales = int8_columns(weight)
        inputs = [x, self.constant(values), self.constant(scales)]
        inputs += [] if bias is None else ["", self.constant(array(bias))]
        return self.node("DynamicQuantizeMatMul", inputs, out=out, domain=MICROSOFT)

    def linear(self, x: str, layer: torch.nn.Linear) -> str:
        """Add a linear layer with its bias."""
        return self.product(x, array(layer.weight.T), layer.bias)


def array(tensor: torch.Tensor) -> np.ndarray:
    """Return a tensor as float32 numpy."""
    return np.ascontiguousarray(tensor.detach().numpy().astype(np.float32))


def int8_columns(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return int8 values and one scale a column."""
    scales = np.maximum(np.abs(weight).max(0), 1e-8) / 127.0
    return np.clip(np.rint(weight / scales), -127, 127).astype(np.int8), scales.astype(np.float32)


def build(network: Network, *, quantised: bool) -> onnx.ModelProto:
    """Return the whole network as an ONNX model for one sentence window."""
    graph = Graph(quantised=quantised)
    hidden = encoder(graph, network)
    heads(graph, network, hidden)
    sizes = network.sizes
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, [d]) for n, d in
              (("ids", "subwords"), ("shapes", "subwords"), ("first", "words"), ("last", "words"))]  # fmt: skip
    outputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["words"]) for n in ("upos", "xpos", "lemma")]
    outputs += [
        helper.make_tensor_value_info("names", TensorProto.FLOAT, ["words", sizes.names]),
        helper.make_tensor_value_info("arcs", TensorProto.FLOAT, ["words", "words_and_root"]),
        helper.make_tensor_value_info(
            "label_dependent", TensorProto.FLOAT, ["words", sizes.deprel * (sizes.label + 1)]
        ),
        helper.make_tensor_value_info("label_head", TensorProto.FLOAT, ["words_and_root", sizes.label + 1]),
        helper.make_tensor_value_info("sentence", TensorProto.FLOAT, [None]),
        helper.make_tensor_value_info("events", TensorProto.FLOAT, ["words", sizes.events]),
        helper.make_tensor_value_info("manner", TensorProto.FLOAT, ["words", sizes.stances + sizes.flags]),
        helper.make_tensor_value_info("roles", TensorProto.FLOAT, [sizes.roles, "words", "words"]),
    ]
    made = helper.make_graph(graph.nodes, "contested_language", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=10, producer_name="contested")


def encoder(graph: Graph, network: Network) -> str:
    """Add the encoder; return the hidden states, [1, subwords, hidden]."""
    part = network.encoder
    words = embedding(graph, array(part.words.weight), "ids")
    shapes = graph.node("Gather", [graph.constant(array(part.shapes.weight)), "shapes"])
    length = graph.node("Shape", ["ids"])
    zero = graph.constant(np.array([0], dtype=np.int64))
    positions = graph.node("Slice", [graph.constant(array(part.positions.weight[:288])), zero, length, zero])
    x = graph.node("Add", [graph.node("Add", [words, shapes]), positions])
    x = graph.node("Unsqueeze", [x, zero])
    x = normalised(graph, x, part.norm)
    for layer in part.layers:
        x = transformer_layer(graph, x, layer)
    return x


def embedding(graph: Graph, table: np.ndarray, ids: str) -> str:
    """Add an embedding; int8 with one scale a row where the graph is quantised."""
    if not graph.quantised:
        return graph.node("Gather", [graph.constant(table), ids])
    values, scales = int8_columns(table.T)
    rows = graph.node("Cast", [graph.node("Gather", [graph.constant(values.T), ids])], to=TensorProto.FLOAT)
    return graph.node("Mul", [rows, graph.node("Gather", [graph.constant(scales[:, None]), ids])])


def normalised(graph: Graph, x: str, norm: torch.nn.LayerNorm) -> str:
    """Add a layer norm."""
    inputs = [x, graph.constant(array(norm.weight)), graph.constant(array(norm.bias))]
    return graph.node("LayerNormalization", inputs, axis=-1, epsilon=norm.eps)


def transformer_layer(graph: Graph, x: str, layer: torch.nn.Module) -> str:
    """Add one transformer layer. Sums and norms are nodes of their own: faster than onnxruntime's fused skip norm."""
    mixed = attention(graph, x, layer)
    x = normalised(graph, graph.node("Add", [x, graph.linear(mixed, layer.out)]), layer.norm1)
    active = graph.node("Gelu", [graph.linear(x, layer.up)])
    return normalised(graph, graph.node("Add", [x, graph.linear(active, layer.down)]), layer.norm2)


def attention(graph: Graph, x: str, layer: torch.nn.Module) -> str:
    """Add self-attention up to its output product."""
    if not graph.quantised:
        q, k, v = graph.node("Split", [graph.linear(x, layer.qkv)], outputs=3, axis=-1, num_outputs=3)
        return graph.node("MultiHeadAttention", [q, k, v], domain=MICROSOFT, num_heads=layer.heads)
    values, scales = int8_columns(array(layer.qkv.weight.T))
    whole, scale, zero = graph.node("DynamicQuantizeLinear", [x], outputs=3)
    inputs = [
        whole,
        graph.constant(values),
        graph.constant(array(layer.qkv.bias)),
        scale,
        graph.constant(scales),
        "",
        zero,
    ]
    return graph.node("QAttention", inputs, domain=MICROSOFT, num_heads=layer.heads)


def heads(graph: Graph, network: Network, hidden: str) -> None:
    """Add all heads."""
    sizes = network.sizes
    zero = graph.constant(np.array([0], dtype=np.int64))
    flat = graph.node("Squeeze", [hidden, zero])
    first, last = (graph.node("Gather", [flat, index]) for index in ("first", "last"))
    words = graph.node("Concat", [first, last], axis=-1)
    tag_heads(graph, network, words)
    with_root = graph.node("Concat", [graph.constant(array(network.root)[None]), words], axis=0)
    parts = gelu(graph, with_root, network.biaffine_in)
    split = graph.constant(np.array([sizes.arc, sizes.arc, sizes.label, sizes.label], dtype=np.int64))
    dependent, head, label_dependent, label_head = graph.node("Split", [parts, split], outputs=4, axis=-1)
    arc = graph.node("MatMul", [with_one(graph, without_root(graph, dependent)), graph.constant(array(network.arc))])
    graph.node("MatMul", [arc, graph.node("Transpose", [head], perm=[1, 0])], out="arcs")
    weight = array(network.label.permute(1, 0, 2).reshape(sizes.label + 1, -1))
    graph.product(with_one(graph, without_root(graph, label_dependent)), weight, out="label_dependent")
    with_one(graph, label_head, out="label_head")
    sentence(graph, network, flat)
    roles(graph, network, words)


def roles(graph: Graph, network: Network, words: str) -> None:
    """Add the role scores: [roles, words, words]; the second word fills a role of the event at the first."""
    sizes = network.sizes
    parts = gelu(graph, words, network.role_in)
    shape = graph.constant(np.array([-1, 2, sizes.roles, sizes.role], dtype=np.int64))
    apart = graph.node("Transpose", [graph.node("Reshape", [parts, shape])], perm=[1, 2, 0, 3])
    carrier, filler = graph.node("Split", [apart], outputs=2, axis=0, num_outputs=2)
    pairs = graph.node("MatMul", [carrier, graph.node("Transpose", [filler], perm=[0, 1, 3, 2])])
    pairs = graph.node("Squeeze", [pairs, graph.constant(np.array([0], dtype=np.int64))])
    graph.node("Add", [pairs, graph.constant(array(network.role_bias)[:, None, None])], out="roles")


def sentence(graph: Graph, network: Network, flat: str) -> None:
    """Add the sentence vector: the mean hidden state, mapped to the untuned encoder's space, of length 1."""
    mean = graph.node("ReduceMean", [flat, graph.constant(np.array([0], dtype=np.int64))], keepdims=1)
    mean = graph.node("MatMul", [mean, graph.constant(array(network.sentence.weight.T))])
    mean = graph.node("LpNormalization", [mean], axis=-1, p=2)
    graph.node("Squeeze", [mean, graph.constant(np.array([0], dtype=np.int64))], out="sentence")


def tag_heads(graph: Graph, network: Network, words: str) -> None:
    """Add the heads that read one word, with one hidden product."""
    named = [(name, getattr(network, name)) for name in ("upos", "xpos", "lemma", "names", "events", "manner")]
    joint = torch.nn.Linear(1, 1)
    joint.weight = torch.nn.Parameter(torch.cat([head.hidden.weight for _, head in named]))
    joint.bias = torch.nn.Parameter(torch.cat([head.hidden.bias for _, head in named]))
    hidden = gelu(graph, words, joint)
    parts = graph.node("Split", [hidden], outputs=len(named), axis=-1, num_outputs=len(named))
    for (name, head), part in zip(named, parts, strict=True):
        bias = graph.constant(array(head.out.bias))
        product = graph.node("MatMul", [part, graph.constant(array(head.out.weight.T))])
        if name in {"names", "events", "manner"}:
            graph.node("Add", [product, bias], out=name)
        else:
            graph.node("ArgMax", [graph.node("Add", [product, bias])], out=name, axis=-1, keepdims=0)


def gelu(graph: Graph, x: str, layer: torch.nn.Linear) -> str:
    """Add a linear layer with gelu."""
    return graph.node("Gelu", [graph.linear(x, layer)])


def without_root(graph: Graph, x: str) -> str:
    """Drop the first row."""
    bounds = [graph.constant(np.array([n], dtype=np.int64)) for n in (1, 2**31 - 1, 0)]
    return graph.node("Slice", [x, *bounds])


def with_one(graph: Graph, x: str, out: str | None = None) -> str:
    """Append a column of ones."""
    pads = graph.constant(np.array([0, 0, 0, 1], dtype=np.int64))
    return graph.node("Pad", [x, pads, graph.constant(np.array(1.0, dtype=np.float32))], out=out)


def load_run(run: Path) -> Network:
    """Return the network of a training run's last checkpoint."""
    state = torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True)
    network = Network(Sizes(**state["sizes"]))
    network.load_state_dict(state["network"], strict=False)
    return network.eval()


def main() -> None:
    """Parse the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--float", action="store_true", help="write fp32 weights, to measure what int8 costs")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    onnx.save(build(load_run(arguments.run), quantised=not arguments.float), arguments.out / "model.onnx")
    shutil.copyfile(arguments.encoder / "tokenizer.json", arguments.out / "tokenizer.json")
    shutil.copyfile(arguments.run / "labels.json", arguments.out / "labels.json")
    card = json.loads((Path(__file__).parent / "card.json").read_text(encoding="utf-8"))
    card["version"] = arguments.version
    card["encoder_sha256"] = hashlib.sha256((arguments.encoder / "model.safetensors").read_bytes()).hexdigest()
    (arguments.out / "MODEL.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in arguments.out.iterdir()) / 2**20
    print(f"{arguments.out}: {size:.1f} MiB")


if __name__ == "__main__":
    main()
