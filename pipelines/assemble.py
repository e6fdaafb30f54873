"""Assembles a pipeline from its config and its trained parts: ``python -m pipelines.assemble zh_news models/zh_news``.

Weights are kept once. The segmenter lies in the tokenizer folder of zh_news; the recogniser and what relations
are judged by lie in models/ under names of their own, where the components find them.
"""

import argparse
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from spacy.language import Language
from spacy.util import load_config, load_model_from_config

from kg.components import factories
from kg.components.segmenter import Segmenter
from kg.resources import resource

ELSEWHERE = ("tokenizer", "kg_recogniser")
DESCRIPTIONS = {
    "zh_news": "People, posts, bodies, places, events and dates of Chinese official news, and what is said of them.",
    "zh_news_fast": "The same for whole archives: several times as fast, a little less exact.",
}


def assemble(name: str, out: Path) -> Language:
    """Write the pipeline ``name`` (pipelines/NAME.cfg) to ``out``, a folder for ``spacy.load``, and return it.

    Raises:
        OutsideError: the config or a trained part is missing.
    """
    factories.register()
    nlp = load_model_from_config(load_config(resource("pipelines", f"{name}.cfg")), auto_fill=True)
    nlp.meta.update(
        name=name.removeprefix("zh_"),
        version=_version(),
        description=DESCRIPTIONS.get(name, ""),
        author="The kg authors",
        license="Apache-2.0",
        requirements=["zhnews-kg"],
    )
    nlp.to_disk(out, exclude=list(ELSEWHERE))
    if isinstance(nlp.tokenizer, Segmenter):
        nlp.tokenizer.from_disk(resource("models", "zh_news", "tokenizer"))
    return nlp


def _version() -> str:
    try:
        return version("zhnews-kg")
    except PackageNotFoundError:
        return "0.1.0"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=sorted(DESCRIPTIONS))
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    assemble(args.name, args.out)


if __name__ == "__main__":
    main()
