#!/usr/bin/env bash
# spaCy 3.8.18: a retokenizer moves doc.ents along with the tokens, and leaves doc.spans behind.
#
# Splitting or merging a token shifts the numbers of all tokens after it. The entities of the document are kept on
# their words. The spans of doc.spans keep their old token numbers: without a warning each of them now covers other
# text than it was put on, and has other character offsets. (A span that runs past the end by then is no error either.)
#
# Seen:
#   before  spans ['王明', '讲话']  ents ['王明']
#   split   spans ['主任', '王明']  ents ['王明']
#   merge   spans ['讲话', '。']  ents ['王明']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "spacy==3.8.18"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import spacy
from spacy.tokens import Doc, Span

vocab = spacy.blank("zh").vocab


def document() -> Doc:
    doc = Doc(vocab, words=["区人大", "主任", "王明", "讲话", "。"], spaces=[False] * 5)
    doc.spans["names"] = [doc[2:3], doc[3:4]]
    doc.set_ents([Span(doc, 2, 3, "PERSON")])
    return doc


def seen(doc: Doc) -> tuple[list[str], list[str]]:
    return [span.text for span in doc.spans["names"]], [entity.text for entity in doc.ents]


before, split, merge = document(), document(), document()
with split.retokenize() as retokenizer:
    retokenizer.split(split[0], ["区", "人大"], heads=[(split[0], 0), (split[0], 0)])
with merge.retokenize() as retokenizer:
    retokenizer.merge(merge[0:2])
for name, doc in (("before", before), ("split ", split), ("merge ", merge)):
    spans, entities = seen(doc)
    print(name, " spans", spans, " ents", entities)
expected = [(["王明", "讲话"], ["王明"]), (["主任", "王明"], ["王明"]), (["讲话", "。"], ["王明"])]
sys.exit([seen(doc) for doc in (before, split, merge)] != expected)
PYTHON
