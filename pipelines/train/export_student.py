"""Writes the fast recogniser as ONNX: tables in eight bits with a scale for each column, all else fp16; fp32 inside."""

from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from kg.components.ngrams import COLUMNS
from pipelines.train.export import Graph, State, save
from pipelines.train.student import DILATIONS, TAGS


def looked_up(graph: Graph) -> str:
    """The rows of all tables by the numbers of the inputs, side by side; they become floats together."""
    rows, scales = [], []
    for name in COLUMNS:
        table = graph.state[f"tables.{name}.weight"]
        scale = np.abs(table).max(0) / 127
        graph.weights.append(numpy_helper.from_array(np.rint(table / scale).astype(np.int8), f"{name}_rows"))
        rows.append(graph.node("Gather", f"{name}_rows", name))
        scales.append(scale.astype(np.float32))
    graph.weights.append(numpy_helper.from_array(np.concatenate(scales), "scales"))
    return graph.node("Mul", graph.node("Cast", graph.node("Concat", *rows, axis=1), to=TensorProto.FLOAT), "scales")


def neighbours(graph: Graph, x: str, dilation: int) -> str:
    """Each character's vector between those of the characters ``dilation`` before and after it."""
    margins = graph.numbers(f"margins_{dilation}", [dilation, 0, dilation, 0])
    wide = graph.node("Pad", x, margins)
    zero, far = graph.numbers("zero", [0]), graph.numbers("far", [np.iinfo(np.int64).max])
    to, back = graph.numbers(f"to_{dilation}", [2 * dilation]), graph.numbers(f"back_{dilation}", [-2 * dilation])
    before = graph.node("Slice", wide, zero, back, zero)
    after = graph.node("Slice", wide, to, far, zero)
    return graph.node("Concat", before, x, after, axis=1)


def export(state: State, path: Path) -> None:
    """Write the model: a row of numbers for each of ``COLUMNS`` to ``scores`` (character, tag)."""
    graph = Graph(state)
    x = graph.norm(graph.linear(looked_up(graph), "narrow"), "norm", epsilon=1e-5)
    for number, dilation in enumerate(DILATIONS):
        new = graph.node("Relu", graph.linear(neighbours(graph, x, dilation), f"layers.{number}"))
        x = graph.norm(graph.node("Add", x, new), f"norms.{number}", epsilon=1e-5)
    graph.node("Identity", graph.linear(x, "tags"), name="scores")
    made = helper.make_graph(
        graph.nodes,
        "fast_recogniser",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["characters"]) for name in COLUMNS],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["characters", sum(TAGS)])],
        graph.weights,
    )
    save(made, path)
