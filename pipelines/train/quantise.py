"""Makes the weights of a written network integers, so that it runs about three times as fast and is half as large.

``python -m pipelines.train.quantise --model FOLDER --texts FOLDER --out FOLDER``; the folders may be one.

What goes into a product is first brought nearer to one scale from unit to unit, and the weights the other way
(SmoothQuant, Xiao et al. 2023); ``--texts`` (.ann) show how large it becomes. Then products are computed in integers,
with a scale of the input found in each run: a run is one window, so a text's result never depends on its neighbours.
Weights have seven bits: two products of eight by eight overflow sixteen on processors without VNNI.
"""

import argparse
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import ModelProto, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from kg.annotate import load_pipeline
from kg.components.characters import Characters
from kg.components.ngrams import COLUMNS, features
from kg.components.span_model import CHARACTERS, MODEL, SETTINGS
from kg.components.windows import windows
from kg.text import sentences
from pipelines.train.examples import read_folder
from pipelines.train.smoothing import EASE, Feed, Floats, put, smooth, weights


def quantise(model: ModelProto, feeds: Iterable[Feed], path: Path) -> None:
    """Write to ``path`` what `export` made, with integers for the weights of its products.

    ``feeds`` are inputs of the model, of text like that which is to be read.
    """
    unfold(model)
    smooth(model, feeds)
    stored = weights(model)
    left_out = [n.name for n in model.graph.node if n.op_type == "MatMul" and n.input[1] not in stored]
    quantize_dynamic(
        model,
        path,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=left_out,
    )


def unfold(model: ModelProto) -> None:
    """Turn the weights of products from fp16 to fp32, without the cast between, and name the nodes."""
    stored = weights(model)
    casts = {node.output[0]: node for node in model.graph.node if node.op_type == "Cast" and node.input[0] in stored}
    for number, node in enumerate(model.graph.node):
        node.name = node.name or f"{node.op_type}_{number}"
        if node.op_type == "MatMul" and node.input[1] in casts:
            cast = casts[node.input[1]]
            put(stored[cast.input[0]], numpy_helper.to_array(stored[cast.input[0]]))
            node.input[1] = cast.input[0]
            model.graph.node.remove(cast)


def restored(arrays: Mapping[str, npt.NDArray[Any]]) -> dict[str, Floats]:
    """The weights that `quantise` made integers, by name, as near as they can be had."""
    found = {}
    for factors in (name for name in arrays if name.startswith(EASE)):
        for name in factors.removeprefix(EASE).split(" "):
            whole = arrays[f"{name}_quantized"].astype(np.float32) * arrays[f"{name}_scale"]
            found[name] = whole * arrays[factors][:, None]
    return found


def feeds(folder: Path, texts: Iterable[str]) -> Iterator[Feed]:
    """What the model in ``folder`` reads of some texts."""
    settings, chars = json.loads((folder / SETTINGS).read_bytes()), Characters.load(folder / CHARACTERS)
    nlp = load_pipeline("zh_news_fast")
    for text in texts:
        if settings.get("tags"):
            yield dict(zip(COLUMNS, features(nlp.make_doc(text), chars), strict=True))
        else:
            lines = windows(text, sentences(text), chars, settings["size"])
            yield from ({"ids": np.array(line.ids, np.int64)} for line in lines)


def main() -> None:
    """Read, make integers, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of a recogniser that training wrote")
    parser.add_argument("--texts", type=Path, required=True, help="a folder of articles (.ann) to find the scales with")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model's files")
    args = parser.parse_args()
    model = onnx.load(args.model / MODEL)
    if any(name.startswith(EASE) for name in weights(model)):
        parser.error(f"{args.model / MODEL} has integers already")
    texts = (article.text for article in read_folder(args.texts))
    args.out.mkdir(parents=True, exist_ok=True)
    quantise(model, feeds(args.model, texts), args.out / MODEL)
    for name in (CHARACTERS, SETTINGS):
        if args.out != args.model:
            shutil.copyfile(args.model / name, args.out / name)


if __name__ == "__main__":
    main()
