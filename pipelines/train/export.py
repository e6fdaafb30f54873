"""Writes the trained network as ONNX: weights as fp16, computed in fp32, one window a run (so no padding, no mask)."""

import math
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from pipelines.train.examples import LABELS
from pipelines.train.network import HEAD

State = dict[str, npt.NDArray[np.float32]]
OPSET = 20


class Graph:
    """Collects nodes and weights; each method returns the name of what it computes."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def node(self, kind: str, *inputs: str, name: str | None = None, **attributes: object) -> str:
        """Add a node with one output."""
        out = name or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def half(self, name: str, array: npt.NDArray[np.float32]) -> str:
        """Store an array as fp16 and cast it back: onnxruntime folds the cast when it loads."""
        self.weights.append(numpy_helper.from_array(array.astype(np.float16), name))
        return self.node("Cast", name, to=TensorProto.FLOAT)

    def numbers(self, name: str, values: object, kind: type = np.int64) -> str:
        """A constant."""
        if all(weight.name != name for weight in self.weights):
            self.weights.append(numpy_helper.from_array(np.array(values, kind), name))
        return name

    def linear(self, x: str, name: str) -> str:
        """Weight and bias of ``name`` applied to ``x``."""
        weight = self.half(f"{name}.weight", np.ascontiguousarray(self.state[f"{name}.weight"].T))
        return self.node("Add", self.node("MatMul", x, weight), self.full(f"{name}.bias"))

    def full(self, name: str) -> str:
        """A small weight, kept in fp32."""
        self.weights.append(numpy_helper.from_array(self.state[name], name))
        return name

    def norm(self, x: str, name: str, epsilon: float = 1e-12) -> str:
        """Layer normalisation."""
        weight, bias = self.full(f"{name}.weight"), self.full(f"{name}.bias")
        return self.node("LayerNormalization", x, weight, bias, epsilon=epsilon)

    def heads(self, x: str, count: int, size: int, order: tuple[int, ...]) -> str:
        """``[token, count * size]`` as ``[count, token, size]`` or, by ``order``, its transpose."""
        shape = self.numbers(f"shape_{count}_{size}", (-1, count, size))
        return self.node("Transpose", self.node("Reshape", x, shape), perm=order)


def encoder(graph: Graph, ids: str, heads: int) -> str:
    """The encoder's nodes over the token numbers ``ids`` (one line of tokens); its last hidden states."""
    state = graph.state
    graph.weights.append(numpy_helper.from_array(state["encoder.words.weight"].astype(np.float16), "words"))
    words = graph.node("Cast", graph.node("Gather", "words", ids), to=TensorProto.FLOAT)
    zero = graph.numbers("zero", [0])
    places = graph.half("places", state["encoder.places.weight"])
    seen = graph.node("Slice", places, zero, graph.node("Shape", ids), zero)
    x = graph.norm(graph.node("Add", words, seen), "encoder.norm")
    for number in range(sum(name.endswith("query.bias") for name in state)):
        x = layer(graph, x, f"encoder.layers.{number}", heads)
    return x


def layer(graph: Graph, x: str, name: str, heads: int) -> str:
    """One layer."""
    width = len(graph.state[f"{name}.query.bias"])
    size = width // heads
    query = graph.heads(graph.linear(x, f"{name}.query"), heads, size, (1, 0, 2))
    key = graph.heads(graph.linear(x, f"{name}.key"), heads, size, (1, 2, 0))
    value = graph.heads(graph.linear(x, f"{name}.value"), heads, size, (1, 0, 2))
    scale = graph.numbers("scale", 1 / math.sqrt(size), np.float32)
    alike = graph.node("Softmax", graph.node("Mul", graph.node("MatMul", query, key), scale), axis=-1)
    seen = graph.node("Transpose", graph.node("MatMul", alike, value), perm=(1, 0, 2))
    joined = graph.node("Reshape", seen, graph.numbers("wide_shape", (-1, width)))
    x = graph.norm(graph.node("Add", x, graph.linear(joined, f"{name}.joined")), f"{name}.norm1")
    inner = graph.node("Gelu", graph.linear(x, f"{name}.wide"), approximate="none")
    return graph.norm(graph.node("Add", x, graph.linear(inner, f"{name}.narrow")), f"{name}.norm2")


def span_scores(graph: Graph, x: str) -> str:
    """The score of every span: label by first token by last token."""
    labels = len(LABELS)
    first = graph.heads(graph.linear(x, "spans.first"), labels, HEAD, (1, 0, 2))
    last = graph.heads(graph.linear(x, "spans.last"), labels, HEAD, (1, 2, 0))
    scale = graph.numbers("pair_scale", 1 / math.sqrt(HEAD), np.float32)
    pairs = graph.node("Mul", graph.node("MatMul", first, last), scale)
    single = graph.node("Transpose", graph.linear(x, "spans.single"), perm=(1, 0))
    borders = [graph.numbers(f"border_{k}", [k * labels]) for k in range(4)]
    parts = [graph.node("Slice", single, *borders[k : k + 2]) for k in range(3)]
    begin, end, inside = parts
    total = graph.node("CumSum", inside, graph.numbers("along", 1))
    left = graph.node("Add", graph.node("Sub", begin, total), inside)
    right = graph.node("Add", end, total)
    edges = graph.node(
        "Add",
        graph.node("Unsqueeze", left, graph.numbers("at_2", [2])),
        graph.node("Unsqueeze", right, graph.numbers("at_1", [1])),
    )
    return graph.node("Add", pairs, edges, name="scores")


def export(state: State, path: Path, heads: int = 8) -> None:
    """Write the model: ``ids`` (tokens) to ``scores`` (label, token, token)."""
    graph = Graph(state)
    span_scores(graph, encoder(graph, "ids", heads))
    made = helper.make_graph(
        graph.nodes,
        "recogniser",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["tokens"])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [len(LABELS), "tokens", "tokens"])],
        graph.weights,
    )
    save(made, path)


def save(made: onnx.GraphProto, path: Path) -> None:
    """Check a graph and write it: the same weights give the same bytes."""
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))
