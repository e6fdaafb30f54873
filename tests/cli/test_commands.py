"""Each command does one thing, and says in one line why it could not."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.conftest import kg

WRONG = [
    (["bogus"], 2, "No such command"),
    (["build"], 2, "inputs"),
    (["read", "/no/such/folder"], 1, "no such file"),
    (["evaluate", "nothing.jsonl", "-"], 1, "nothing.jsonl"),
    (["date", "桌子", "--date", "2025-10-31"], 1, "桌子"),
    (["compare", "甲", "乙", "--label", "THING"], 2, "PERSON"),
    (["compare", "甲"], 2, "two names"),
    (["date", "昨日", "--date", "31.10."], 2, "31.10."),
    (["query", "no-such-query"], 2, "no-such-query"),
    (["query", "person", "--cypher", "MATCH (n) RETURN n"], 2, "not both"),
    (["explain", "甲", "-o", "/no/such/folder"], 1, "no build"),
    (["export", "--to", "jsonl", "-o", "/no/such/folder"], 1, "no build"),
    (["load", "-o", "/no/such/folder"], 2, "--uri"),
    (["annotate", "-", "--pipeline", "nothing"], 2, "nothing"),
]


@pytest.mark.parametrize(("arguments", "code", "says"), WRONG, ids=[" ".join(w[0][:2]) for w in WRONG])
def test_what_is_wrong_is_one_line(arguments: list[str], code: int, says: str) -> None:
    """No traceback: one line on stderr with the name of what is wrong, nothing on stdout, and the exit code."""
    done = kg(*arguments, stdin='{"id": "a", "text": "会议召开。"}')
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (code, b""), said
    assert says in said
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1


def test_date_prints_json() -> None:
    """昨日 in a paper of 1 January is the last day of the year before."""
    assert json.loads(kg("date", "昨日", "--date", "2026-01-01").stdout) == {
        "start": "2025-12-31",
        "end": "2025-12-31",
        "precision": "day",
    }


def test_compare_says_verdict_and_reasons() -> None:
    """区委 in the paper of 渝中区 is 渝中区委; 区长 is never 副区长."""
    assert kg("compare", "区委", "渝中区委", "--place", "重庆市渝中区").stdout.startswith(b"same\t")
    assert kg("compare", "区长", "副区长", "--label", "POST").stdout.startswith(b"different\t")


@pytest.mark.parametrize(("same", "code"), [("yes", 0), ("no", 1)])
def test_a_table_of_pairs_is_scored(tmp_path: Path, same: str, code: int) -> None:
    """One wrong row makes the exit code 1."""
    table = tmp_path / "pairs.tsv"
    table.write_text(
        f"name_a\tname_b\tlabel\tissuing_place\tsame\n区委\t渝中区委\tORG\t重庆市渝中区\t{same}\n", encoding="utf-8"
    )
    assert kg("compare", "--file", table).returncode == code


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def test_query_answers_the_model_case_and_changes_nothing(out: Path) -> None:
    """Who attended, in which post, by which sentence; writes are refused, and the build keeps its bytes."""
    before = _hash(out)
    done = kg("query", "who-attended", "--param", "event=揭牌仪式", "-o", out, "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    assert "秦若冰" in done.stdout.decode()
    for cypher in ("CREATE (n:Person {id: 'x'})", "MATCH (n) SET n.name = 'x'", "MATCH (n) DETACH DELETE n"):
        assert kg("query", "--cypher", cypher, "-o", out).returncode == 2
    count = kg("query", "--cypher", "MATCH (a:Article) RETURN count(a) AS n", "-o", out, "--format", "json")
    assert json.loads(count.stdout) == [{"n": 2}]
    assert _hash(out) == before


def test_query_without_a_name_lists_the_library() -> None:
    """At least forty questions, each with a sentence."""
    assert len(kg("query").stdout.splitlines()) >= 40


def test_explain_shows_the_sentence_the_rule_and_what_was_joined(out: Path) -> None:
    """The evidence of a fact, and the names of an entity with the rule that grounded each."""
    said = kg("explain", "秦若冰", "-o", out).stdout.decode()
    assert "出席揭牌仪式" in said
    assert "named 秦若冰" in said
    assert "HOLDS_POST" in said


def test_review_is_a_table_of_decisions(out: Path) -> None:
    """Lines begin with ids and leave the verdict open."""
    lines = kg("review", "-o", out).stdout.decode().splitlines()
    assert lines[0].startswith("# id_a\t")
    assert all(line.startswith("#") or line.split("\t")[1] != "wrong" for line in lines)


def test_show_marks_the_text(pages: Path, tmp_path: Path) -> None:
    """kg show prints the notation of marked articles, or a page with <mark>."""
    said = kg("show", pages, "--place", "重庆市渝中区", "--date", "2025-10-31").stdout.decode()
    assert "⟦秦若冰⟧PERSON" in said
    assert kg("show", pages, "--html", tmp_path / "a.html").returncode == 0
    assert "<mark" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_evaluate_prints_the_figures(out: Path) -> None:
    """Annotations against themselves are perfect."""
    said = kg("evaluate", out / "annotations.jsonl", out / "annotations.jsonl", "--errors").stdout.decode()
    assert said.startswith("span      ")
    assert "F1 1.000" in said.splitlines()[0]
