"""Contracts of kg.reading.jsonl and csv: records in, to the letter, and one line for what is wrong."""

import json

import msgspec
import pytest

from kg.reading import csv, jsonl
from kg.reading.options import Failure, ReadOptions
from kg.types import Annotation, Document, Mention

OPTIONS = ReadOptions()


def one(line: str | bytes) -> Document | Failure:
    """What one line of JSON gives."""
    data = line if isinstance(line, bytes) else line.encode()
    (item,) = jsonl.read_records([data], "a.jsonl", OPTIONS)
    return item


@pytest.mark.parametrize("text", ["一\r\n二\u2028 三\0\u202e ", "漢𠀀\ue000\ufffd", "\ufeff一"])
def test_text_to_the_letter(text: str) -> None:
    """The text of a record is kept with every control character that JSON can hold."""
    assert one(json.dumps({"id": "a", "text": text})) == Document(id="a", text=text, source="a.jsonl")


def test_fields() -> None:
    """Known fields are read, dates made ISO, nulls and empty texts left out, other keys kept and written again."""
    line = '{"id":"a","text":"甲","title":"","date":"2025年10月31日","place":null,"pages":[1],"extra":{"n":1}}'
    item = one(line)
    assert item == Document(id="a", text="甲", date="2025-10-31", source="a.jsonl", extra={"n": 1, "pages": [1]})
    assert isinstance(item, Document)
    assert json.loads(jsonl.encode(item)) == {
        "id": "a",
        "text": "甲",
        "date": "2025-10-31",
        "source": "a.jsonl",
        "n": 1,
        "pages": [1],
    }


def test_annotation_comes_in_again() -> None:
    """A record of ``kg annotate`` is read as a document; what was found in it is kept in ``extra``."""
    mention = Mention(start=0, end=1, label="PLACE", text="甲", entity="p1")
    item = one(jsonl.encode(Annotation(id="a", text="甲乙", source="s", gaps=(1,), entities=(mention,))))
    assert isinstance(item, Document)
    assert (item.source, item.gaps) == ("s", (1,))
    assert item.extra["entities"] == [msgspec.to_builtins(mention)]


def test_keys_without_id() -> None:
    """A record without an id is keyed by file and line; empty lines count as lines and give nothing."""
    items = list(jsonl.read_records([b'{"text":"\xe7\x94\xb2"}\n', b"\n", b'{"text":"\xe4\xb9\x99"}'], "a", OPTIONS))
    assert [item.id for item in items if isinstance(item, Document)] == ["a#1", "a#3"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id":7,"text":"甲"}', "Expected `str`, got `int` - at `$.id`"),
        ('{"id":"a"}', "Object missing required field `text`"),
        ('{"id":"a","text":["甲"]}', "Expected `str`, got `array` - at `$.text`"),
        ('{"id":"a","text":"  "}', "text is empty"),
        ('{"id":"","text":"甲"}', "id is empty"),
        ('{"id":"a","text":"甲","date":"2025-13-45"}', "date: '2025-13-45' is no date; write 2025-10-31"),
        ('{"id":"a","text":"甲","date":20251031}', "Expected `str | null`, got `int` - at `$.date`"),
        ('{"id":"a","text":"甲","gaps":[9]}', "gaps must be offsets into the text"),
        ('{"id":"a","text":"甲","extra":1}', "extra must be an object"),
        ('{"id":"a","text":"\\ud800x"}', "this line is no JSON: it holds half a character (\\ud800)"),
        ('{"id":"a","text":"\\udc00"}', "this line is no JSON: it holds half a character (\\udc00)"),
        ('["甲"]', 'a record must be an object with a text, like {"text": "…"}'),
        ("NaN", "this line is no JSON"),
        ("[" * 100_000, "this line is no JSON: nested too deep"),
        ('{"id":"a","text":"' + "甲" * 200_001 + '"}', "an article of 200,001 characters (at most 200,000)"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_wrong_records(line: str | bytes, message: str) -> None:
    """A wrong record is a Failure with file, line and one line of reason."""
    item = one(line)
    assert isinstance(item, Failure)
    assert item.where == "a.jsonl:1"
    assert "\n" not in item.message
    assert item.message.startswith(message)


@pytest.mark.parametrize("second", [b'{"text":"\xe7\x94"}', '{"text":"乙"}'.encode("gb18030")])
def test_encodings_do_not_mix(second: bytes) -> None:
    """A file that has begun in UTF-8 goes on in it: a cut line is an error, and is not read as GB18030."""
    items = list(jsonl.read_records(['{"text":"甲"}'.encode(), second, b'{"text":"b"}'], "a", OPTIONS))
    assert [type(item) for item in items] == [Document, Failure, Document]
    assert "is not utf-8" in str(items[1])


def test_gb18030() -> None:
    """A file in GB18030 is read, its lines in ASCII too."""
    lines = [b'{"text":"a"}', '{"text":"甲"}'.encode("gb18030"), '{"text":"乙"}'.encode("gb18030")]
    assert [str(item.text) for item in jsonl.read_records(lines, "a", OPTIONS) if isinstance(item, Document)] == [
        "a",
        "甲",
        "乙",
    ]


def rows(text: str, name: str = "a.csv", options: ReadOptions = OPTIONS) -> list[Document | Failure]:
    """What the rows of a CSV file give."""
    return list(csv.read_records(text.encode().splitlines(keepends=True), name, options))


def test_csv() -> None:
    """Columns named as fields fill them, reporters are split, the others are kept; line ends in quotes stay."""
    items = rows('id,title,text,date,reporters,版面\na,题,"甲\n乙",2025/10/31,周一帆、何思远,3\n,,丙,,,\n')
    assert items == [
        Document(
            id="a",
            title="题",
            text="甲\n乙",
            date="2025-10-31",
            reporters=("周一帆", "何思远"),
            source="a.csv",
            extra={"版面": "3"},
        ),
        Document(id="a.csv#4", text="丙", source="a.csv"),
    ]


def test_text_column() -> None:
    """The text stands in the column that the option names; TSV has tabs between."""
    (item,) = rows("正文\tid\n甲,乙\ta\n", "a.tsv", ReadOptions(text_column="正文"))
    assert item == Document(id="a", text="甲,乙", source="a.tsv")


def test_wrong_rows() -> None:
    """A row that is wrong is a Failure, and the rows beside it are read."""
    items = rows("id,text,date\na,甲,昨天\nb,乙,\nc,丙,,9\n")
    assert [str(item) if isinstance(item, Failure) else item.id for item in items] == [
        "a.csv:2: date: '昨天' is no date; write 2025-10-31",
        "b",
        "a.csv:4: 4 cells under 3 columns",
    ]
