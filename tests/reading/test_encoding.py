"""Contracts of kg.reading.encoding and clean: which bytes are which text, and what is no writing."""

import pytest

from kg.errors import InputError
from kg.reading.clean import clean
from kg.reading.encoding import declared_charset, decode

TEXT = "铜梁区图书馆新馆开放，陶喆镕出席。漢字「繁體」也留著。"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [TEXT, "图书馆新馆开放", "重庆", "a", ""])
def test_decode(charset: str, text: str) -> None:
    """UTF-8 with and without mark, GB18030, UTF-16 and UTF-32 with mark give the text, however short it is."""
    assert decode(text.encode(charset), "a.txt") == text


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("gbk", "gb2312"), ("gb18030", "GBK"), ("big5", "big5"), ("utf-8", "gb2312"), ("utf-8", "no-such")],
)
def test_declared(charset: str, declared: str) -> None:
    """A declared charset goes first, gb2312 means GB18030, and one that is wrong about UTF-8 is passed over."""
    text = "圖書館開放" if charset == "big5" else "图书馆开放"
    assert decode(text.encode(charset), "a.html", declared) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (TEXT.encode()[:-1], r"^a.txt: byte \d+ is not utf-8; save the file again as UTF-8$"),
        ((TEXT * 9).encode()[:100] + b"\xff" + TEXT.encode() * 9, r"^a.txt: byte \d+ is not utf-8"),
        (TEXT.encode("gb18030")[:-1] + b"\xff", r"^a.txt: byte \d+ is not gb18030"),
        (TEXT.encode("utf-16")[:-1], r"^a.txt: byte \d+ is not utf-16"),
        (bytes(range(32)) * 99, r"^a.txt: this is no text file"),
    ],
    ids=["cut utf-8", "bad byte", "cut gb18030", "cut utf-16", "binary"],
)
def test_damaged(data: bytes, message: str) -> None:
    """Cut and damaged files are one line with the place of the first wrong byte, never another text."""
    with pytest.raises(InputError, match=message):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb2312"),
        (b'<?xml version="1.0" encoding="GBK"?>', "GBK"),
        (b"<html>", None),
        (b" " * 5000 + b'<meta charset="utf-8">', None),
    ],
)
def test_declared_charset(head: bytes, expected: str | None) -> None:
    """Meta tags and XML declarations name the charset, at the head of the file only."""
    assert declared_charset(head) == expected


def test_clean() -> None:
    """Line ends become one, controls and bidirectional overrides go, spaces and traditional characters stay."""
    assert (
        clean("\ufeff一\r\n二\r三\u2028四\0五\x08六\u202e七\u200b八\u3000\xa0\t漢")
        == "一\n二\n三\n四五六七八\u3000\xa0\t漢"
    )
