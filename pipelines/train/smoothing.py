"""Brings what goes into a network's products nearer to one scale, its weights the other way, and changes no result.

SmoothQuant (Xiao et al. 2023): one unit a hundred times as large as the others would cost these their precision.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import ModelProto, NodeProto, helper, numpy_helper

Floats = npt.NDArray[np.float32]
Feed = Mapping[str, npt.NDArray[np.int64]]
EASE = "ease "
SHARE = 0.7
"""How much of a unit's scale goes over to the weights: of .5 to .9 the one whose spans are most like those of fp32."""
SMALLEST = 1e-4


def smooth(model: ModelProto, feeds: Iterable[Feed]) -> None:
    """Ease all products with a weight in fp32; ``feeds`` show how large what goes into them becomes."""
    largest = magnitudes(model, feeds)
    for source, nodes in products(model).items():
        ease(model, nodes, largest[source])


def magnitudes(model: ModelProto, feeds: Iterable[Feed]) -> dict[str, Floats]:
    """How large each unit of what goes into a product becomes over some inputs."""
    shown = ModelProto()
    shown.CopyFrom(model)
    names = list(products(model))
    shown.graph.output.extend(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in names)
    session = onnxruntime.InferenceSession(shown.SerializeToString(), providers=["CPUExecutionProvider"])
    seen = [[np.abs(units).max(axis=0) for units in session.run(names, feed)] for feed in feeds]
    return {name: np.max(rows, axis=0) for name, rows in zip(names, zip(*seen, strict=True), strict=True)}


def products(model: ModelProto) -> dict[str, list[NodeProto]]:
    """The products with a weight by what goes into them."""
    stored, found = weights(model), dict[str, list[NodeProto]]()
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in stored:
            found.setdefault(node.input[0], []).append(node)
    return found


def weights(model: ModelProto) -> dict[str, onnx.TensorProto]:
    """The weights by name."""
    return {weight.name: weight for weight in model.graph.initializer}


def ease(model: ModelProto, nodes: Sequence[NodeProto], largest: Floats) -> None:
    """Divide what goes into some products by a scale for each unit, and multiply their weights by it."""
    stored, source = weights(model), nodes[0].input[0]
    names = [node.input[1] for node in nodes]
    heaviest = np.max([np.abs(numpy_helper.to_array(stored[name])).max(axis=1) for name in names], axis=0)
    scale = np.maximum(largest, SMALLEST) ** SHARE / np.maximum(heaviest, SMALLEST) ** (1 - SHARE)
    scale /= np.exp(np.log(scale).mean())
    factors = EASE + " ".join(names)
    model.graph.initializer.append(numpy_helper.from_array((1 / scale).astype(np.float32), factors))
    for name, node in zip(names, nodes, strict=True):
        put(stored[name], numpy_helper.to_array(stored[name]) * scale[:, None])
        node.input[0] = f"{source} eased"
    before = list(model.graph.node).index(nodes[0])
    model.graph.node.insert(before, helper.make_node("Mul", [source, factors], [f"{source} eased"], f"{source} eased"))


def put(weight: onnx.TensorProto, values: npt.NDArray[np.floating]) -> None:
    """Give a weight other values, as fp32."""
    weight.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values, np.float32), weight.name))
