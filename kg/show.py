"""Shows an annotated article to a person: its text with the entities marked, and the facts with their sentences."""

from collections.abc import Iterable
from html import escape

from kg.markup import mark
from kg.types import Annotation, Claim

COLOURS = {
    "PERSON": "#f4b6b6",
    "POST": "#b9d3f2",
    "ORG": "#bfe3c0",
    "PLACE": "#d9cdf0",
    "EVENT": "#fbe2a4",
    "DATE": "#d5dde3",
}
_STYLE = (
    "body{font:16px/1.9 'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;max-width:52rem;margin:2rem auto;"
    "padding:0 1rem;color:#222}mark{border-radius:.3em;padding:.1em .2em}small{font-size:.65em;color:#555;"
    "margin-left:.2em}h2{margin-top:3rem}td{padding:.2rem .8rem;border-top:1px solid #ddd;vertical-align:top}"
)


def plain(annotation: Annotation) -> str:
    """The article in the notation ⟦name⟧LABEL, then a line a fact: head, type, tail, score, rule."""
    lines = [f"# {annotation.id}  {annotation.date or ''} {annotation.place or ''}".rstrip()]
    lines.append(mark(annotation.text, annotation.entities).rstrip())
    return "\n".join([*lines, *(f"  {line}" for line in _facts(annotation)), ""])


def page(annotations: Iterable[Annotation]) -> str:
    """A page of HTML with every article, its entities in colour and its facts in a table."""
    body = "".join(_article(annotation) for annotation in annotations)
    legend = " ".join(f'<mark style="background:{c}">{name}</mark>' for name, c in COLOURS.items())
    return (
        f'<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>kg show</title><style>{_STYLE}</style>'
        f"<p>{legend}</p>{body}</html>\n"
    )


def _article(annotation: Annotation) -> str:
    head = f"<h2>{escape(annotation.title or annotation.id)}</h2><p>{escape(annotation.date or '')}</p>"
    rows = "".join(
        f"<tr><td>{'</td><td>'.join(map(escape, _cells(annotation, c)))}</td></tr>" for c in annotation.relations
    )
    return f"{head}<p>{_marked(annotation)}</p><table>{rows}</table>"


def _marked(annotation: Annotation) -> str:
    """The text with <mark> around each entity; nested ones inside."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, int] = {}
    for m in sorted(annotation.entities, key=lambda m: (m.start, -m.end)):
        opens.setdefault(m.start, []).append(f'<mark style="background:{COLOURS[m.label]}" title="{m.label}">')
        closes[m.end] = closes.get(m.end, 0) + 1
    pieces = []
    for at, char in enumerate(annotation.text + " "):
        pieces += ["</mark>" * closes.get(at, 0), *opens.get(at, ())]
        pieces.append("<br>" if char == "\n" else escape(char))
    return "".join(pieces)


def _facts(annotation: Annotation) -> list[str]:
    return [" ".join(_cells(annotation, claim)[:5]) for claim in annotation.relations]


def _cells(annotation: Annotation, claim: Claim) -> list[str]:
    names = {m.entity: m.text for m in reversed(annotation.entities)}
    best = max(claim.evidence, key=lambda e: e.score, default=None)
    score, rule = (f"{best.score:.2f}", best.rule) if best else ("", "")
    quote = annotation.text[best.start : best.end] if best and not best.field else (annotation.title or "")
    status = "" if claim.status == "actual" else claim.status
    return [names.get(claim.head, "?"), claim.type, names.get(claim.tail, "?"), score, rule, status, quote]
