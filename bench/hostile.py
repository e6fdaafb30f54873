"""Hostile files by rule: (name, bytes) pairs for every reader, each with a good article beside it.

The kinds are crossed: a piece that means something to a parser, a way to damage it, an encoding, a format.
"""

import gzip
import json
from collections.abc import Iterator
from itertools import product
from typing import Any

GOOD = "区科协副主席秦若冰出席揭牌仪式。"
PIECES = (
    *(
        "铜梁区",
        "（记者 周一帆）",
        "10月28日",
        "2025年13月45日",
        "\0",
        "\x1b[31m",
        "\u202e甲乙\u202c",
        "\ufeff",
        "\u2028",
    ),
    *(
        "\U00020000",
        '=HYPERLINK("http://example.org")',
        "+1",
        "@SUM(A1)",
        "</script><script>",
        "`'\"\\",
        "${x}",
        "{{x}}",
    ),
    *(
        "MATCH (n) DETACH DELETE n",
        "'}) RETURN 1 //",
        "' OR 1=1 --",
        "../../etc",
        "%s%n",
        "&#0;",
        "&#xD800;",
        "]]>",
        "<!--",
    ),
    *(
        "<![CDATA[",
        "---\n",
        "***",
        "[a](http://",
        "|a|b|\n|-|-|",
        "　　",
        "\r",
        "\t",
        "e\u0301" * 9,
        "﷽",
        "（" * 99,
        "⟦甲⟧PERSON",
    ),
)
_DAMAGE = (
    "{}",
    "{}{}",
    "{0}" + GOOD,
    GOOD + "{0}",
    "# {0}\n\n" + GOOD,
    "{0}\n" * 50,
    "<p>{0}</p>",
    "<div title='{0}'>",
)
_ENCODINGS = ("utf-8", "gb18030", "utf-16", "utf-8-sig")
_PAGES = ("md", "txt", "html")
_VALUES: tuple[Any, ...] = (
    *(None, True, 7, -1, 1.5, 10**400, "", " ", "\0", "\ud800", "2025-13-45", "9999-99-99", "0000-00-00", "x" * 300),
    *([], [[]], {}, {"a": None}, ["甲", 1], [10**20], [-1], {"date": 1}),
)
_FIELDS = ("id", "text", "title", "subtitle", "date", "place", "source", "url", "position", "reporters", "gaps")
_FOUND = ("continued", "origins", "extra", "dateDoubtful", "entities", "relations", "sentences", "dates", "x")


def pages() -> Iterator[tuple[str, bytes]]:
    """Markdown, text and HTML: every piece in every place and encoding, whole and with its end cut off."""
    for number, (piece, damage, encoding, kind) in enumerate(product(PIECES, _DAMAGE, _ENCODINGS, _PAGES)):
        data = damage.format(piece, piece).encode(encoding, "ignore")
        yield f"p{number}.{kind}", data[: len(data) - number % 4] if number % 2 else data


def records() -> Iterator[tuple[str, bytes]]:
    """JSON Lines: every field with every wrong value, ids that stand twice, lines that are no objects; CSV alike."""
    good = json.dumps({"id": "good", "text": GOOD, "date": "2025-10-31"})
    for number, (field, value) in enumerate(product(_FIELDS + _FOUND, _VALUES)):
        bad = json.dumps({"id": f"b{number}", "text": GOOD} | {field: value})
        yield f"r{number}.jsonl", f"{bad}\n{good}\n".encode()
    for number, (piece, line) in enumerate(
        product(PIECES, ("{}", '"{}"', '{{"text":"{}', "[{}]", '{{"id":"a","text":{}}}'))
    ):
        yield f"l{number}.jsonl", f"{line.format(piece)}\n{good}\n{good}\n".encode("utf-8", "ignore")
        yield (
            f"c{number}.csv",
            f'id,text,date\n1,{line.format(piece)},2025\n"{piece}","{piece}"\n'.encode("utf-8", "ignore"),
        )
    for number, length in enumerate(range(1, len(good.encode()), 2)):
        yield f"t{number}.jsonl", good.encode()[:length] + b"\n" + good.encode()


def whole() -> Iterator[tuple[str, bytes]]:
    """Files that are large or deep as a whole: long lines, empty lines, nested elements, archives that are none."""
    yield "lines.md", b"\n" * 1_000_000
    yield "line.txt", "甲".encode() * 150_000
    yield "deep.html", b"<div>" * 150 + GOOD.encode() + b"</div>" * 150
    yield "deeper.html", b"<div>" * 5000 + GOOD.encode()
    yield "deep.jsonl", b'{"text":' + b"[" * 5000
    packed = gzip.compress(GOOD.encode() * 9, mtime=0)
    yield "none.jsonl.gz", b"\x1f\x8b\x08\x00cut"
    yield "cut.md.gz", packed[:-9]
    yield "wrong.md.gz", packed[:20] + b"\xff" * 20 + packed[40:]
    yield "cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\n"
    yield "empty.pdf", b""
    yield "number.json", b"7"
    yield "random.csv", bytes(range(256)) * 40


def tables() -> Iterator[tuple[str, bytes]]:
    """What commands take beside articles, by suffix: decisions, sources, pairs, marked articles, annotations."""
    rows = {
        "decisions": ("{}\tx\ty\tz\tsame", "a\twrong\t{}", "{}", "a\tb\tc\td\t{}"),
        "sources": ("{}\t重庆市\t报\t%Y%m%d", "*\t{}\t\t", "*\t\t\t{}", "{}"),
        "pairs": (
            "name_a\tname_b\tlabel\tissuing_place\tsame\n{0}\t{0}\tORG\t{0}\tyes",
            "{}",
            "name_a\tname_b\tlabel\n甲\t乙\t{}",
        ),
        "ann": ("# text\n⟦{}⟧PERSON到会。", "{}", "⟦⟦{}⟧", "⟦甲⟧{}"),
        "jsonl": ('{{"id":"a","text":"{}"}}', "{}", '{{"id":"a","text":"甲","entities":[{}]}}'),
    }
    for kind, forms in rows.items():
        for number, (form, piece, encoding) in enumerate(product(forms, PIECES, ("utf-8", "gb18030", "utf-16"))):
            yield f"{kind}{number}.{kind}", form.format(piece).encode(encoding, "ignore")
    mention = {"start": 0, "end": 1, "label": "ORG", "text": "区", "entity": "o1"}
    claim: dict[str, Any] = {
        "type": "VISITS",
        "head": "o1",
        "tail": "o1",
        "evidence": [{"start": 0, "end": 1, "rule": "r", "score": 1}],
    }
    whole = {"id": "a", "text": GOOD, "entities": [mention], "relations": [claim], "sentences": [[0, 16]]}
    for number, (part, value) in enumerate(product((whole, mention, claim, claim["evidence"][0]), _VALUES)):
        for field in part:
            line = json.dumps(
                whole | {"entities": [mention | {field: value}]} if part is mention else whole | {field: value}
            )
            yield f"v{number}{field}.jsonl", line.encode()
