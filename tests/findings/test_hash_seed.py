"""What is merged has the same name in every process, however texts hash in it."""

import os
import subprocess
import sys

PROGRAM = """
from kg.resolve.cluster import cluster
from kg.resolve.referents import Referent

ties = {"r3": ("x",), "r1": ("x", "y"), "r2": ("y",), "r5": ("z",), "r4": ("z", "w"), "r0": ("w",)}
block = [Referent(id=i, document="d", label="PERSON", name="王明", block="b", ties=t) for i, t in ties.items()]
print(sorted(cluster(block, same=[("r2", "r5")], different=[("r0", "r3")]).items()))
"""


def _merged(seed: str) -> bytes:
    environment = os.environ | {"PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=True).stdout


def test_merging_does_not_depend_on_the_hash_of_texts() -> None:
    """Clusters are named alike whatever root the union-find takes (findings/networkx-seed-string-hash.sh)."""
    assert len({_merged(seed) for seed in "1234"}) == 1
