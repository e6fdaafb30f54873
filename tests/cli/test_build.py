"""kg build makes the same graph whatever the way, and loses nothing."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import PAGE, kg, options

WRITTEN = ("annotations.jsonl", "graph.jsonl", "graph.graphml", "graph.html")


def _bytes(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in WRITTEN}


def test_a_build_writes_its_files_and_says_what_it_found(out: Path) -> None:
    """The record, annotations, graph files and run.json are there; run.json tells counts and seconds."""
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert (run["read"], run["annotated"], run["failures"]) == (2, 2, [])
    assert run["counts"]["entities"]["Person"] >= 2
    assert set(run["seconds"]) == {"read", "annotate", "resolve", "write"}
    assert all((out / name).stat().st_size for name in ("kg.sqlite", *WRITTEN))


def test_the_model_case_stands_in_the_graph(out: Path) -> None:
    """秦若冰 holds her post in 区科协 and attends the unveiling, by the sentence that says so."""
    lines = [json.loads(line) for line in (out / "graph.jsonl").read_text(encoding="utf-8").splitlines()]
    name = {e["id"]: e["properties"]["name"] for e in lines if e["kind"] == "node"}
    facts = {(name[e["start"]], e["type"], name[e["end"]]): e for e in lines if e["kind"] == "relationship"}
    assert ("秦若冰", "HOLDS_POST", "区科协副主席") in facts
    assert ("区科协副主席", "POST_IN", "渝中区科协") in facts
    attends = facts["秦若冰", "ATTENDS", "揭牌仪式"]
    assert any("出席揭牌仪式" in quote for quote in attends["properties"]["quotes"])
    assert all(name[sentence] for sentence in attends["properties"]["evidence"])
    assert not any(reporter in fact for reporter in ("米兰", "乔木") for fact in facts if fact[1] != "MENTIONS")


def test_a_second_build_reads_nothing_again_and_changes_nothing(out: Path, pages: Path, tmp_path: Path) -> None:
    """The same pages into a build that is there: nothing is annotated, every file keeps its bytes."""
    again = tmp_path / "out"
    shutil.copytree(out, again)
    assert kg("build", pages, *options(), "-o", again).returncode == 0
    assert json.loads((again / "run.json").read_text(encoding="utf-8"))["annotated"] == 0
    assert _bytes(again) == _bytes(out)


def test_two_workers_give_the_same_bytes(out: Path, pages: Path, tmp_path: Path) -> None:
    """The number of processes changes nothing."""
    done = kg("build", pages, *options(), "-o", tmp_path / "out", "--workers", 2)
    assert done.returncode == 0, done.stderr.decode()
    assert _bytes(tmp_path / "out") == _bytes(out)


def test_the_filters_give_the_bytes_of_the_build(out: Path, pages: Path) -> None:
    """kg read | kg annotate - | kg resolve - prints annotations.jsonl and graph.jsonl."""
    read = kg("read", pages, *options())
    annotated = kg("annotate", "-", stdin=read.stdout)
    resolved = kg("resolve", "-", stdin=annotated.stdout)
    assert [read.returncode, annotated.returncode, resolved.returncode] == [0, 0, 0], annotated.stderr.decode()
    assert annotated.stdout == (out / "annotations.jsonl").read_bytes()
    assert resolved.stdout == (out / "graph.jsonl").read_bytes()


def test_one_bad_file_stops_no_other(out: Path, pages: Path, tmp_path: Path) -> None:
    """What cannot be read is named at the end with exit code 1; the rest is built as if it were not there."""
    mixed = tmp_path / "pages"
    shutil.copytree(pages, mixed)
    (mixed / "broken.jsonl").write_text('{"id": 7, "text": "没有"}\n', encoding="utf-8")
    done = kg("build", *(mixed / name for name in ("broken.jsonl", "page.md")), *options(), "-o", tmp_path / "out")
    assert done.returncode == 1
    assert [line for line in done.stderr.decode().splitlines() if "broken.jsonl:1" in line]
    assert (tmp_path / "out" / "graph.graphml").read_bytes().count(b"<node") == (
        out / "graph.graphml"
    ).read_bytes().count(b"<node")


def test_remove_takes_out_an_article_and_what_only_it_said(out: Path, tmp_path: Path) -> None:
    """After kg remove the build is that of the other article."""
    copy = tmp_path / "out"
    shutil.copytree(out, copy)
    keys = [json.loads(line)["id"] for line in (copy / "annotations.jsonl").read_text(encoding="utf-8").splitlines()]
    assert kg("remove", keys[0], "-o", copy).returncode == 0
    assert "秦若冰" not in (copy / "graph.jsonl").read_text(encoding="utf-8")
    assert "鲁望舒" in (copy / "graph.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_of_the_page_changes_nothing(pages: Path, tmp_path: Path, encoding: str) -> None:
    """A page in GB18030, UTF-16 or with a byte order mark is the same page."""
    del pages
    (tmp_path / "page.md").write_bytes(PAGE.encode(encoding))
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "page.md").write_text(PAGE, encoding="utf-8")
    texts = [
        [json.loads(line)["text"] for line in kg("read", path).stdout.splitlines()]
        for path in (tmp_path / "page.md", tmp_path / "plain" / "page.md")
    ]
    assert texts[0] == texts[1]
    assert len(texts[0]) == 2


def test_a_page_that_shrinks_takes_its_article_with_it(out: Path, tmp_path: Path) -> None:
    """An article that the same page held in an earlier build and holds no more leaves the graph."""
    del out
    page, folder = tmp_path / "page.md", tmp_path / "out"
    page.write_text(PAGE, encoding="utf-8")
    assert kg("build", page, *options(), "-o", folder).returncode == 0
    page.write_text(PAGE.split("\n## ")[0], encoding="utf-8")
    assert kg("build", page, *options(), "-o", folder).returncode == 0
    graph = (folder / "graph.jsonl").read_text(encoding="utf-8")
    assert "秦若冰" in graph
    assert "鲁望舒" not in graph
