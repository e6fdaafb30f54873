"""Contracts of kg.reading.read: files, folders and stdin in, documents and failures out, nothing lost."""

import gzip
import io
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.errors import InputError, UsageError
from kg.reading import Failure, ReadOptions, read
from kg.reading.jsonl import encode
from kg.reading.versions import version
from kg.types import Document

STORY = "本报讯（记者 周一帆）10月28日，铜梁区图书馆新馆正式开放。区文化旅游委主任陶立群出席开馆仪式并致辞。"
PAGE = f"# 铜梁区图书馆新馆开放\n\n{STORY}\n\n新馆设有少儿阅览室、地方文献室和自习区，藏书三十万册。\n"


def documents(*inputs: Path | str, options: ReadOptions | None = None) -> list[Document]:
    """What is read of the inputs, which must all be good."""
    items = list(read(inputs, options))
    assert not [item for item in items if isinstance(item, Failure)]
    return [item for item in items if isinstance(item, Document)]


def failures(*inputs: Path | str, options: ReadOptions | None = None) -> list[Failure]:
    """The failures among what the inputs give."""
    return [item for item in read(inputs, options) if isinstance(item, Failure)]


def write(folder: Path, name: str, data: str | bytes) -> Path:
    """Write a file and the folders above it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_page(tmp_path: Path) -> None:
    """An article of a page has its title line at the head of its text, its key, reporters, and their origins."""
    path = write(tmp_path, "渝中报/2025-10-31/page.md", PAGE)
    (document,) = documents(path, options=ReadOptions(place="重庆市铜梁区"))
    assert document.text.startswith(f"铜梁区图书馆新馆开放\n{STORY}")
    assert document.id == f"{path.as_posix()}#1"
    assert (document.date, document.place, document.reporters) == ("2025-10-31", "重庆市铜梁区", ("周一帆",))
    assert document.origins == {"date": "path", "place": "option", "title": "text"}


@pytest.mark.parametrize("suffix", ["md", "txt", "html", "jsonl", "csv", "markdown", "HTM"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_formats_and_encodings(tmp_path: Path, suffix: str, charset: str) -> None:
    """Every text format is read in UTF-8 with and without mark, in GB18030 and in UTF-16."""
    forms = {"md": PAGE, "markdown": PAGE, "txt": PAGE.replace("# ", ""), "csv": f"text\n{STORY}\n"}
    forms |= {"html": f"<h1>铜梁区图书馆新馆开放</h1><p>{STORY}</p>", "jsonl": f'{{"text":"{STORY}"}}\n'}
    text = forms.get(suffix, forms["html"])
    (document,) = documents(write(tmp_path, f"a.{suffix}", text.encode(charset)))
    assert STORY in document.text


def test_folders(tmp_path: Path) -> None:
    """A folder is read with what lies below, by name; hidden files and other kinds are passed over in silence."""
    for name in ["b.md", "a/z.txt", "a/.hidden.md", ".git/c.md", "a/picture.jpg", "~$b.md", "c.jsonl.gz"]:
        write(tmp_path, name, PAGE)
    with gzip.open(tmp_path / "c.jsonl.gz", "wb") as stream:
        stream.write('{"id":"c","text":"丙"}'.encode())
    found = documents(tmp_path)
    assert [document.id.removeprefix(f"{tmp_path.as_posix()}/") for document in found] == ["b.md#1", "c", "a/z.txt#1"]


def test_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` is JSON Lines if it begins with a brace, HTML and PDF by how they begin, else Markdown."""
    for data, expected in [
        ("\n  \n" + '{"id":"甲","text":"一"}\n{"id":"乙","text":"二"}', ["甲", "乙"]),
        ('\ufeff{"id":"甲","text":"一"}', ["甲"]),
        (PAGE, ["stdin#1"]),
        ("\n\n" + PAGE, ["stdin#1"]),
        (f"<!DOCTYPE html><h1>题</h1><p>{STORY}</p>", ["stdin#1"]),
        ("", []),
    ]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        assert [document.id for document in documents("-")] == expected


def test_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read and written as JSON Lines is read again as the same."""
    first = documents(*(write(tmp_path, f"{name}.md", PAGE.replace("图书馆", name)) for name in ["文化馆", "美术馆"]))
    lines = b"\n".join(encode(document) for document in first)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert documents("-") == first


def test_bad_files_stop_no_other(tmp_path: Path) -> None:
    """Each bad file is one Failure that names it, and the good files before and after are read."""
    write(tmp_path, "a.md", PAGE)
    write(tmp_path, "b.md", PAGE.encode()[:-3])
    write(tmp_path, "c.pdf", "%PDF-1.7 cut")
    write(tmp_path, "d.jsonl.gz", b"\x1f\x8b cut")
    write(tmp_path, "e.csv", "a,b\n1,2\n")
    write(tmp_path, "f.md", PAGE)
    items = list(read([tmp_path, tmp_path / "none.md"]))
    names = [Path(item.where).name for item in items if isinstance(item, Failure)]
    assert names == ["b.md", "c.pdf", "d.jsonl.gz", "e.csv", "none.md"]
    assert len([item for item in items if isinstance(item, Document)]) == 2
    assert all("\n" not in str(item) for item in items if isinstance(item, Failure))


def test_named_file_of_another_kind(tmp_path: Path) -> None:
    """A file of a kind that kg does not read is an error when it is named itself."""
    (failure,) = failures(write(tmp_path, "a.docx", "x"))
    assert failure.message.startswith("kg reads no .docx files; it reads .md")


def test_duplicate_ids(tmp_path: Path) -> None:
    """A record that stands twice is read once; one with its id and another text is an error of input."""
    path = write(tmp_path, "a.jsonl", '{"id":"a","text":"甲"}\n{"id":"a","text":"甲"}\n{"id":"a","text":"乙"}\n')
    items = list(read([path, path]))
    assert [item.text for item in items if isinstance(item, Document)] == ["甲"]
    assert [item.message for item in items if isinstance(item, Failure)] == [
        "id 'a' stands twice, with another text"
    ] * 2


def test_version() -> None:
    """The version changes with text, title, date, place and source, and with nothing else."""
    base = Document(id="a", text="甲", title="乙", date="2025-10-31", place="丙", source="丁")
    changed: list[dict[str, Any]] = [
        {"text": "x"},
        {"title": "x"},
        {"title": None},
        {"date": "2025"},
        {"place": None},
        {"source": ""},
    ]
    assert len({version(msgspec.structs.replace(base, **change)) for change in [{}, *changed]}) == 7
    assert version(msgspec.structs.replace(base, id="b", reporters=("周一帆",), url="u")) == version(base)
    assert version(Document(id="a", text="甲", title="乙")) != version(Document(id="a", text="甲乙"))


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        (PAGE, ReadOptions(max_file_mb=len(PAGE.encode()) / 1e6), None),
        (PAGE + "。", ReadOptions(max_file_mb=len(PAGE.encode()) / 1e6), "split it, or raise max_file_mb"),
        (PAGE, ReadOptions(max_article_chars=len(PAGE) - 5), None),
        (PAGE, ReadOptions(max_article_chars=60), "split it, or raise max_article_chars"),
        ("一\n\n" * 3, ReadOptions(max_page_blocks=3), None),
        ("一\n\n" * 4, ReadOptions(max_page_blocks=3), "split it, or raise max_page_blocks"),
    ],
)
def test_limits(tmp_path: Path, data: str, options: ReadOptions, message: str | None) -> None:
    """At each limit a page is read, above it is one line that says what to do."""
    found = failures(write(tmp_path, "a.md", data), options=options)
    assert [failure.message.partition("; ")[2] for failure in found] == ([message] if message else [])


def test_limit_of_a_line(tmp_path: Path) -> None:
    """A line of JSON Lines above the limit is a Failure, the lines after it are read; the file may be larger."""
    lines = ['{"text":"甲"}', '{"text":"' + "乙" * 500 + '"}', *['{"text":"丙"}'] * 99]
    items = list(read([write(tmp_path, "a.jsonl", "\n".join(lines))], ReadOptions(max_file_mb=0.001)))
    assert [item.where[-2:] for item in items if isinstance(item, Failure)] == [":2"]
    assert len(items) == 101


@pytest.mark.parametrize("date", ["昨天", "2025-13-01", ""])
def test_wrong_date_option(date: str) -> None:
    """A date option that is none is wrong usage, before anything is read."""
    with pytest.raises(UsageError, match="is no date; write 2025-10-31"):
        read([], ReadOptions(date=date))


def test_sources(tmp_path: Path) -> None:
    """A row of the file of sources gives place, paper and date, before the options; the first that matches."""
    rows = "glob\tplace\tpaper\tdate\n*/tl_*.md\t重庆市铜梁区\t铜梁日报\ttl_%Y%m%d\n# x\n*.md\t\t湖北日报\n"
    sources = write(tmp_path, "sources.tsv", rows)
    options = ReadOptions(sources=sources, place="重庆市", date="2025-01-01")
    first = write(tmp_path, "tl_20251031.md", PAGE)
    other = write(tmp_path, "hb.md", PAGE)
    found = documents(first, other, options=options)
    assert [(d.date, d.place, d.extra) for d in found] == [
        ("2025-10-31", "重庆市铜梁区", {"paper": "铜梁日报"}),
        ("2025-01-01", "湖北省", {"paper": "湖北日报"}),
    ]
    assert [d.origins["date"] for d in found] == ["sources", "option"]


@pytest.mark.parametrize("row", ["\t重庆市", "*\ta\tb\tc\td", "*\ta\tb\t%m%d", "*\ta\tb\t%Y%Y"])
def test_wrong_sources(tmp_path: Path, row: str) -> None:
    """A row that is wrong is an error that names file and line, before anything is read."""
    with pytest.raises(InputError, match=r"sources.tsv:1: "):
        read([], ReadOptions(sources=write(tmp_path, "sources.tsv", row)))


def test_place_of_the_page(tmp_path: Path) -> None:
    """An article that tells no place has that of its page; one that tells its own keeps it."""
    text = "## 甲会召开\n\n我区召开秋粮收购会议，部署工作。\n\n## 乙馆开放\n\n铜梁区新馆开放，铜梁区陶立群出席仪式。\n"
    found = documents(write(tmp_path, "a.md", text))
    assert [(d.place, d.origins["place"]) for d in found] == [("重庆市铜梁区", "text")] * 2


def test_option_against_text(tmp_path: Path) -> None:
    """The option goes before what the page tells; where they differ the date is in doubt."""
    path = write(tmp_path, "a.html", f"<p>铜梁日报 2025年10月29日</p><h1>题</h1><p>{STORY}</p>")
    told = documents(path)[0]
    assert (told.date, told.origins["date"], told.date_doubtful) == ("2025-10-29", "text", False)
    other = documents(path, options=ReadOptions(date="2025-10-31"))[0]
    assert (other.date, other.origins["date"], other.date_doubtful) == ("2025-10-31", "option", True)
