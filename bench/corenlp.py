"""Stanford CoreNLP's Chinese pipeline up to names, by its own command: jars by Maven, texts in, JSON out."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from bench.reader import Span
from bench.usage import FailedError, Usage, run

_POM = Path(__file__).with_name("corenlp-pom.xml")
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"


def fetch(cache: Path) -> Path:
    """The folder of the jars, 1.6 GB, below ``cache``.

    Raises:
        FailedError: Java or Maven is missing, or Maven fails.
    """
    jars = cache / "corenlp"
    if not jars.is_dir():
        part = cache / "corenlp.part"
        if not shutil.which("mvn") or not shutil.which("java"):
            raise FailedError("Java and Maven are needed for CoreNLP")
        command = ["mvn", "-B", "-ntp", "-q", "-f", str(_POM), _COPY, "-DincludeScope=runtime"]
        done = subprocess.run([*command, f"-DoutputDirectory={part.resolve()}"], capture_output=True, check=False)
        if done.returncode:
            raise FailedError(f"Maven could not fetch CoreNLP: {done.stdout.decode(errors='replace').strip()[:300]}")
        part.replace(jars)
    return jars


def read(articles: list[dict[str, Any]], jars: Path, work: Path) -> tuple[Usage, list[list[Span]]]:
    """Read articles in one process; its cost, and the spans of each with CoreNLP's own labels."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    files = [work / f"{number:05}.txt" for number in range(len(articles))]
    for file, article in zip(files, articles, strict=True):
        file.write_text(article["text"], encoding="utf-8", newline="")
    (work / "files").write_text("".join(f"{file.resolve()}\n" for file in files), encoding="utf-8")
    usage = run(_command(jars, work))
    return usage, [spans(file) for file in files]


def _command(jars: Path, work: Path) -> list[str]:
    java = ["java", "-Xmx5g", "-Dfile.encoding=UTF-8", "-cp", f"{jars}/*", "edu.stanford.nlp.pipeline.StanfordCoreNLP"]
    told = {
        "props": "StanfordCoreNLP-chinese.properties",
        "annotators": "tokenize,ssplit,pos,lemma,ner",
        "fileList": str(work / "files"),
        "outputFormat": "json",
        "outputDirectory": str(work),
    }
    return [*java, *(word for name, value in told.items() for word in (f"-{name}", value))]


def spans(file: Path) -> list[Span]:
    """The mentions in the JSON beside a text, in characters of the text."""
    found = json.loads(file.with_name(file.name + ".json").read_bytes())
    characters = _characters(file.read_text(encoding="utf-8"))
    return [
        (characters[m["characterOffsetBegin"]], characters[m["characterOffsetEnd"]], m["ner"])
        for sentence in found["sentences"]
        for m in sentence.get("entitymentions", ())
    ]


def _characters(text: str) -> list[int]:
    """The character at each of Java's offsets, which count one beyond U+FFFF twice."""
    offsets = [number for number, char in enumerate(text) for _ in range(1 + (char > "\uffff"))]
    return [*offsets, len(text)]
