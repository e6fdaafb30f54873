"""Loads a pipeline by name or path, and describes it so that what it made can be told from what another made."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language

from kg.annotate.foreign import adapt
from kg.components import factories
from kg.errors import OutsideError, UsageError
from kg.resources import PACKAGE, resource

NAMES = ("zh_news", "zh_news_fast")
_CODE = ("components", "annotate", "dating", "places", "text.py", "ids.py")
_MODELS = ("zh_news", "recogniser", "fast_recogniser", "relations")
_DATA = ("rules", "gazetteer", "schema.yml", "borders.yml")


def load_pipeline(name_or_path: str = "zh_news") -> Language:
    """Load a pipeline.

    Args:
        name_or_path: zh_news, zh_news_fast, the folder of a spaCy pipeline, or the name of an installed one. What
            finds no posts by itself (zh_core_web_trf) gets our components after it (`foreign.adapt`).

    Raises:
        UsageError: there is no such pipeline.
        OutsideError: it is there and does not load.
    """
    factories.register()
    place = _find(name_or_path)
    try:
        nlp = spacy.load(place)
    except (OSError, ValueError, ImportError) as error:
        raise OutsideError(f"the pipeline {name_or_path} does not load: {_line(error)}") from error
    nlp.meta["kg_fingerprint"] = _fingerprint(place)
    return nlp if "kg_coreference" in nlp.pipe_names else adapt(nlp)


def described(nlp: Language) -> str:
    """Name, version and fingerprint of a pipeline: zh_news-0.1.0+5f0c…"""
    meta = nlp.meta
    name = f"{meta['lang']}_{meta['name']}-{meta['version']}"
    return f"{name}+{meta['kg_fingerprint']}" if "kg_fingerprint" in meta else name


def version_of(name_or_path: str) -> str:
    """What `described` says of a pipeline, without loading its models where it is a folder.

    Raises:
        UsageError: there is no such pipeline.
    """
    place = _find(name_or_path)
    if isinstance(place, str):
        return described(load_pipeline(name_or_path))
    meta = json.loads((place / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']}-{meta['version']}+{_fingerprint(place)}"


def _find(name_or_path: str) -> str | Path:
    if name_or_path in NAMES:
        return resource("models", name_or_path)
    if Path(name_or_path, "config.cfg").is_file():
        return Path(name_or_path)
    if spacy.util.is_package(name_or_path):
        return name_or_path
    known = ", ".join(NAMES)
    raise UsageError(f"no pipeline {name_or_path}; there is {known}, folders of spaCy pipelines, installed ones")


def _fingerprint(place: str | Path) -> str:
    """Twelve digits of the hash of all that decides what the pipeline finds: models, rules, tables, code."""
    roots = [PACKAGE / name for name in _CODE] + [resource("pipelines", name) for name in _DATA]
    roots += [resource("models") / name for name in _MODELS]
    digest = hashlib.sha256(str(place).encode() if isinstance(place, str) else b"")
    for root in roots + ([place] if isinstance(place, Path) else []):
        for path in _files(root):
            digest.update(path.relative_to(root.parent).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _files(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
    elif root.is_dir():
        yield from sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
