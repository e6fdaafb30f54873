#!/usr/bin/env bash
# msgspec 0.22.0: omit_defaults leaves out a field when its value IS the default, not when it equals the default.
#
# Empty lists, dicts and sets go by emptiness and small things by chance: Python keeps one object of each small int, of
# None and of each text of one Latin-1 character. A text, a number above 256, a float or a tuple that equals the default
# but was computed, or read from a file, is written. So two records that are equal have different lines, a line changes
# when it is read and written again, and what is written depends on where in the program the value came from. Fields of
# type Literal are the exception on reading: there the decoder gives back the text of the type itself. And an empty
# tuple is left out for `= ()` or `default_factory=tuple`, not for a factory that returns ().
#
# One would have guessed that equal records give equal bytes, and that decode and encode of one's own output keep it.
#
# Seen:
#   equal: True
#   made     {"id":"x","none":[]}
#   read     {"id":"x","status":"actual","score":1.0,"limit":1000,"pair":[0,0],"none":[]}
#   computed {"id":"x","status":"actual","kind":"plain","none":[]}
#
# For users of kg: its lines are compared and hashed as bytes. Its records have defaults of None, False, 0, empty
# containers and Literals alone (tests/findings/test_omitted_defaults.py); keep to these when a field is added.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "msgspec==0.22.0"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from typing import Any, Literal

import msgspec


def nothing() -> tuple[Any, ...]:
    return ()


class Claim(msgspec.Struct, omit_defaults=True):
    id: str
    status: str = "actual"
    kind: Literal["plain", "derived"] = "plain"
    score: float = 1.0
    limit: int = 1000
    position: int = 0
    pair: tuple[int, int] = (0, 0)
    names: tuple[str, ...] = msgspec.field(default_factory=tuple)
    none: tuple[str, ...] = msgspec.field(default_factory=nothing)


LINE = (
    b'{"id":"x","status":"actual","kind":"plain","score":1.0,"limit":1000,"position":0,"pair":[0,0],"names":[],"none":[]}'
)
made = Claim("x")
read = msgspec.json.decode(LINE, type=Claim)
computed = Claim("x", status="".join(["act", "ual"]), kind="".join(["pl", "ain"]))
print("equal:", made == read == computed)
seen = [msgspec.json.encode(record).decode() for record in (made, read, computed)]
for name, line in zip(("made    ", "read    ", "computed"), seen, strict=True):
    print(name, line)
expected = [
    '{"id":"x","none":[]}',
    '{"id":"x","status":"actual","score":1.0,"limit":1000,"pair":[0,0],"none":[]}',
    '{"id":"x","status":"actual","kind":"plain","none":[]}',
]
if not (made == read == computed and seen == expected):
    print("changed: defaults are left out otherwise now")
    sys.exit(1)
PYTHON
