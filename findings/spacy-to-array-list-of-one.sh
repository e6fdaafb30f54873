#!/usr/bin/env bash
# spaCy 3.8.18: Doc.to_array with a list of one attribute gives one dimension, not two.
#
# The documentation of Doc.to_array says that a sequence of M attributes gives an array of shape (tokens, M), and a
# single attribute one of shape (tokens,). A sequence of one gives (tokens,) as well: code that takes a list of
# attributes of any length and indexes columns works with two and raises IndexError with one. On the way back
# Doc.from_array takes both shapes for a list of one.
#
# Seen:
#   ['IDX', 'LENGTH'] (3, 2)
#   ['IDX'] (3,)
#   IDX (3,)
#   from (3, 1): starts [1, -1, 1]   from (3,): starts [1, -1, 1]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "spacy==3.8.18"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import numpy as np
import spacy
from spacy.tokens import Doc

vocab = spacy.blank("zh").vocab


def document() -> Doc:
    return Doc(vocab, words=["区长", "讲话", "。"], spaces=[False] * 3)


shapes = []
for attributes in (["IDX", "LENGTH"], ["IDX"], "IDX"):
    shapes.append(document().to_array(attributes).shape)
    print(attributes, shapes[-1])
column = np.array([1, -1, 1], np.int64).astype(np.uint64)
back = []
for array in (column[:, None], column):
    doc = document().from_array(["SENT_START"], array)
    back.append(doc.to_array("SENT_START").astype(np.int64).tolist())
print("from (3, 1): starts", back[0], "  from (3,): starts", back[1])
sys.exit((shapes, back) != ([(3, 2), (3,), (3,)], [[1, -1, 1]] * 2))
PYTHON
