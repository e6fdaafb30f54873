#!/usr/bin/env bash
# scikit-network 0.33.5 and rustworkx 0.18.1: an empty text in GraphML is not an empty text after reading.
#
# A node whose name is "" comes out of sknetwork.data.from_graphml with the name 'None', a text of four letters, while a
# node that has no name at all has ''; texts are cut at 512 characters without a word (max_string_size).
# rustworkx.read_graphml gives None for both, so "empty" and "missing" are one.
#
# One would have guessed "" for the empty text, a sign of its own for the missing one, and texts in full.
#
# Seen:
#   scikit-network: names ['None', '王明', ''], quote of 600 characters has 512
#   rustworkx: [None, '王明', None]
#
# For users of kg: quotes in graph.graphml may be longer than 512 characters: pass max_string_size to scikit-network,
# and count on no reader to tell "" from nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "scikit-network==0.33.5" "rustworkx==0.18.1"
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
from pathlib import Path

import rustworkx
from sknetwork.data import from_graphml

path = Path(sys.argv[1]) / "graph.graphml"
path.write_text(
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    '<key id="n" for="node" attr.name="name" attr.type="string"/>'
    '<key id="q" for="node" attr.name="quote" attr.type="string"/><graph edgedefault="directed">'
    f'<node id="a"><data key="n"></data><data key="q">{"会" * 600}</data></node>'
    '<node id="b"><data key="n">王明</data></node><node id="c"/>'
    '<edge id="e" source="a" target="b"/></graph></graphml>',
    encoding="utf-8",
)
graph = from_graphml(str(path))
names = graph.node_attribute["name"].tolist()
length = len(str(graph.node_attribute["quote"][0]))
others = [node["name"] for node in rustworkx.read_graphml(str(path))[0].nodes()]
print(f"scikit-network: names {names}, quote of 600 characters has {length}")
print("rustworkx:", others)
if (names, length, others) != (["None", "王明", ""], 512, [None, "王明", None]):
    print("changed: empty or long texts are read otherwise now")
    sys.exit(1)
PYTHON
