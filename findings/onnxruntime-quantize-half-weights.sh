#!/usr/bin/env bash
# onnxruntime 1.23.2, onnx 1.19.1: quantize_dynamic passes over a product whose weight is stored as fp16, without a warning.
#
# A common way to halve a model's file: keep each weight as a float16 initializer and cast it to float32 before the MatMul;
# onnxruntime folds the cast when it loads, so the model runs as with float32. quantize_dynamic looks for initializers that
# go into a MatMul directly. Behind a Cast it finds none: the model that it writes has the same nodes and the same weights
# as before, and no integer. Nothing is raised or warned; a line of level INFO, which is not shown by default, calls the weight
# "non constant", though nothing but a cast stands before it. The same network with its weight in float32 becomes
# DynamicQuantizeLinear and MatMulInteger. What to do: fold the casts before.
#
# Seen:
#   float32: DynamicQuantizeLinear Mul MatMulInteger Cast Mul   weight: int8   told: nothing
#   float16: Cast MatMul   weight: float16   told: INFO Ignore MatMul due to non constant B: /[product]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "onnxruntime==1.23.2" "onnx==1.19.1"
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import logging
import sys

import numpy as np
import onnx
from onnx import ModelProto, TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

lines: list[str] = []


class Keep(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        lines.append(f"{record.levelname} {record.getMessage()}")


logging.getLogger().addHandler(Keep())
logging.getLogger().setLevel(logging.INFO)


def network(kind: type[np.floating]) -> ModelProto:
    weight = np.random.default_rng(0).normal(size=(64, 64)).astype(kind)
    cast = [helper.make_node("Cast", ["weight"], ["whole"], name="cast", to=TensorProto.FLOAT)]
    half = kind is np.float16
    product = helper.make_node("MatMul", ["x", "whole" if half else "weight"], ["y"], name="product")
    graph = helper.make_graph(
        [*(cast if half else []), product],
        "network",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 64])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 64])],
        [numpy_helper.from_array(weight, "weight")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)


seen = {}
for kind in (np.float32, np.float16):
    lines.clear()
    quantize_dynamic(network(kind), "out.onnx", op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8)
    graph = onnx.load("out.onnx").graph
    nodes = [node.op_type for node in graph.node]
    stored = next(numpy_helper.to_array(w).dtype.name for w in graph.initializer if "scale" not in w.name and w.dims)
    told = [line for line in lines if "product" in line]
    seen[kind.__name__] = (nodes, stored, [line.split()[0] for line in told])
    print(f"{kind.__name__}: {' '.join(nodes)}   weight: {stored}   told: {' '.join(told) or 'nothing'}")
whole = (["DynamicQuantizeLinear", "Mul", "MatMulInteger", "Cast", "Mul"], "int8", [])
sys.exit(seen != {"float32": whole, "float16": (["Cast", "MatMul"], "float16", ["INFO"])})
PYTHON
