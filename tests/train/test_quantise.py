"""Tests of integers for weights: what the network gives stays, whatever the scale of a unit, and can be had back."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import pytest
from onnx import ModelProto, TensorProto, helper, numpy_helper

from pipelines.train.quantise import quantise, restored

ROWS, WIDTH, OUT = 50, 24, 8
Floats = npt.NDArray[np.float32]


@pytest.fixture
def weight() -> Floats:
    """A matrix."""
    return np.random.default_rng(1).normal(size=(WIDTH, OUT)).astype(np.float32)


@pytest.fixture
def table() -> Floats:
    """Vectors to look up; one unit is a hundred times as large as the others, as in trained networks."""
    table = np.random.default_rng(2).normal(size=(ROWS, WIDTH)).astype(np.float32)
    table[:, 3] *= 100
    return table


def network(table: Floats, weight: Floats) -> ModelProto:
    """Looks up a table and multiplies by a weight in fp16, as `pipelines.train.export` writes it."""
    weight = weight.copy()
    weight[3] /= 100
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "ids"], ["x"]),
            helper.make_node("Cast", ["layer.weight"], ["whole"], to=TensorProto.FLOAT),
            helper.make_node("MatMul", ["x", "whole"], ["scores"]),
        ],
        "network",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["tokens"])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["tokens", OUT])],
        [numpy_helper.from_array(table, "table"), numpy_helper.from_array(weight.astype(np.float16), "layer.weight")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)


def run(model: ModelProto, ids: list[int]) -> Floats:
    """The scores of some tokens."""
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    scores: Floats = session.run(None, {"ids": np.array(ids)})[0]
    return scores


@pytest.fixture
def both(table: Floats, weight: Floats, tmp_path: Path) -> tuple[ModelProto, ModelProto]:
    """The network as it was, and with integers."""
    plain = network(table, weight)
    quantise(network(table, weight), [{"ids": np.arange(ROWS)}], tmp_path / "model.onnx")
    return plain, onnx.load(tmp_path / "model.onnx")


def test_scores_stay(both: tuple[ModelProto, ModelProto]) -> None:
    """One unit a hundred times as large as the others costs the others no precision: the scores differ by 3 %."""
    plain, whole = (run(model, list(range(ROWS))) for model in both)
    assert 0 < np.abs(plain - whole).max() < 0.03 * np.abs(plain).max()


def test_weights_have_seven_bits(both: tuple[ModelProto, ModelProto]) -> None:
    """The weights of products are integers from -64 to 64."""
    stored = {weight.name: numpy_helper.to_array(weight) for weight in both[1].graph.initializer}
    assert stored["layer.weight_quantized"].dtype == np.int8
    assert 60 <= np.abs(stored["layer.weight_quantized"].astype(int)).max() <= 64


def test_weights_can_be_had_back(both: tuple[ModelProto, ModelProto], weight: Floats) -> None:
    """`restored` gives the weights as they were, to a hundredth of the largest of their column."""
    stored = {array.name: numpy_helper.to_array(array) for array in both[1].graph.initializer}
    found = restored(stored)["layer.weight"]
    found[3] *= 100
    assert np.abs(found - weight).max() < 0.02 * np.abs(weight).max()
