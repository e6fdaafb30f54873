"""Tests of reading the PFR corpus."""

from pathlib import Path

from pipelines.train.pfr import read_corpus


def test_corpus_is_read(tmp_path: Path) -> None:
    """Names become one word, bracketed bodies stay words, digits become half-width, days are chosen."""
    lines = [
        "19980102-01-001-001/m  [渝中/ns  区委/n]nt  书记/n  林/nr  知远/nr  、/w  欧阳/nr  雪/nr  "
        "１２月/t  ３％/m  到/v  会/v",
        "",
        "19980103-01-001-001/m  马丁/nr  来/v  访/v  王/nr  明/nr  李/nr  小舟/nr  [/w",
    ]
    path = tmp_path / "corpus"
    path.write_bytes("\n".join(lines).encode("gb18030"))
    first, second = read_corpus(path, range(1, 28))
    assert first == ("渝中", "区委", "书记", "林知远", "、", "欧阳雪", "12月", "3%", "到", "会")
    assert second == ("马丁", "来", "访", "王明", "李小舟", "[")
    assert list(read_corpus(path, [3])) == [second]
