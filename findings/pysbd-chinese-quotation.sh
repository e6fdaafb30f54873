#!/usr/bin/env bash
# pysbd 0.3.4, language="zh": the closing quotation mark of a sentence begins the next one, and ？！ is cut in two.
#
# pySBD keeps quotations whole in English, whose rules for quotation marks Chinese does not get: every 。！？ ends a
# sentence at once. The offsets (char_span=True) are right for what was cut, so nothing looks wrong until a sentence is
# shown: each quotation lacks its end, and the sentence after it starts with ”. A ！ after ？ starts a sentence too.
#
# One would have guessed that a splitter with a Chinese mode keeps ”, 』 and ） with the sentence that they close.
#
# Seen:
#   ['他说：“同意。', '”会议结束。']
#   ['（王明讲话。', '）散会。']
#   ['真的吗？', '！是的。']
#   English: ['He said, "I agree." ', 'The meeting ended.']
#
# For users of kg: a fact shows the sentence that states it, so its own rules keep closing marks with what they close
# (tests/findings/test_closing_marks.py).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "pysbd==0.3.4"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import pysbd

chinese, english = (pysbd.Segmenter(language=language, clean=False) for language in ("zh", "en"))
texts = ["他说：“同意。”会议结束。", "（王明讲话。）散会。", "真的吗？！是的。"]
seen = [chinese.segment(text) for text in texts]
other = english.segment('He said, "I agree." The meeting ended.')
for sentences in seen:
    print(sentences)
print("English:", other)
expected = [["他说：“同意。", "”会议结束。"], ["（王明讲话。", "）散会。"], ["真的吗？", "！是的。"]]
if seen != expected or len(other) != 2 or not other[0].rstrip().endswith('"'):
    print("changed: pySBD cuts Chinese otherwise now")
    sys.exit(1)
PYTHON
