"""The inline notation of marked articles, ``⟦李嘉婧⟧PERSON``, and gold files in it (docs/annotation.md)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import InputError
from kg.schema import load_schema
from kg.types import Annotation, Claim, Label, Mention

_TOKEN = re.compile(r"⟦|⟧(PERSON|POST|ORG|PLACE|EVENT|DATE)(?:#(\w+);)?")
_ENTITY = re.compile(r"ENT (\w+) (PERSON|POST|ORG|PLACE|EVENT|DATE) (.+)")
_RELATION = re.compile(r"REL (\w+) (\w+) (\w+)")
Mark = tuple[int, int, Label, str | None]


def unmark(line: str) -> tuple[str, list[Mark]]:
    """Take the marks out of a line.

    Returns:
        The plain text, and the spans as (start, end, label, entity id or None), outer before inner.

    Raises:
        InputError: a mark is opened and not closed, closed and not opened, or empty.
    """
    text, opened, marks, last = "", [], list[Mark](), 0
    for match in _TOKEN.finditer(line):
        text += line[last : match.start()]
        last = match.end()
        if match.group() == "⟦":
            opened.append(len(text))
        elif not opened or opened[-1] == len(text):
            raise InputError(f"empty or unopened mark before {line[last : last + 12]!r}; write ⟦name⟧LABEL")
        else:
            marks.append((opened.pop(), len(text), match[1], match[2]))  # type: ignore[arg-type]
    text += line[last:]
    if opened or "⟧" in text:
        raise InputError(f"a mark is not closed, or has no label, in {line[:24]!r}; write ⟦name⟧LABEL")
    return text, sorted(marks, key=lambda m: (m[0], -m[1]))


def mark(text: str, mentions: Iterable[Mention]) -> str:
    """Write the mentions into the text; the inverse of `unmark`, for mentions that nest and never cross."""
    inserts: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for m in mentions:
        inserts[m.start].append((1, -m.end, "⟦"))
        inserts[m.end].append((0, -m.start, f"⟧{m.label}"))
    pieces, last = [], 0
    for at in sorted(inserts):
        pieces += [text[last:at], *(piece for _, _, piece in sorted(inserts[at]))]
        last = at
    return "".join([*pieces, text[last:]])


def read_gold(path: Path) -> Annotation:
    """Read a marked article (.ann).

    Raises:
        InputError: the file cannot be read, or a line is not in the format, with file and line.
    """
    return _GoldReader(path).read()


class _GoldReader:
    """Collects the lines of one gold file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = ""
        self.marks: list[Mark] = []
        self.sentences: list[tuple[int, int]] = []
        self.names: dict[str, tuple[str, list[str]]] = {}
        self.relations: list[Claim] = []
        self.meta: dict[str, str] = {}

    def read(self) -> Annotation:
        for number, line in enumerate(self._lines(), 1):
            try:
                self._line(line)
            except InputError as error:
                raise InputError(f"{self.path}:{number}: {error}") from None
        return Annotation(
            id=self.path.stem,
            text=self.text,
            title=self.meta.get("title"),
            date=(self.meta.get("date") or "")[:10] or None,
            place=self.meta.get("place"),
            entities=tuple(self._mentions()),
            relations=tuple(self.relations),
            sentences=tuple(self.sentences),
        )

    def _lines(self) -> list[str]:
        try:
            return self.path.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{self.path}: it cannot be read ({error})") from None

    def _line(self, line: str) -> None:
        if line.startswith("#meta"):
            pairs = (part.split("=", 1) for part in line[5:].split("|") if "=" in part)
            self.meta.update((key.strip(), value.strip()) for key, value in pairs)
        elif line[:2] in ("S ", "T "):
            self._sentence(line[2:])
        elif found := _ENTITY.fullmatch(line.rstrip()):
            self.names[found[1]] = (found[2], [name.strip() for name in found[3].split("|")])
        elif found := _RELATION.match(line):
            self._relation(found[1], found[2], found[3])
        elif line.strip() and not line.startswith("#"):
            raise InputError("a line begins with S, T, ENT, REL or #")

    def _sentence(self, line: str) -> None:
        text, marks = unmark(line)
        base = len(self.text)
        self.text += text + "\n"
        self.sentences.append((base, base + len(text)))
        self.marks += [(base + start, base + end, label, entity) for start, end, label, entity in marks]

    def _relation(self, head: str, type_: str, tail: str) -> None:
        for entity in (head, tail):
            if entity not in self.names:
                raise InputError(f"no ENT line above for {entity}")
        load_schema().check(type_, self.names[head][0], self.names[tail][0], f"{head} {type_} {tail}")
        self.relations.append(Claim(type=type_, head=head, tail=tail))

    def _mentions(self) -> Iterator[Mention]:
        owners: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for entity, (label, names) in self.names.items():
            for name in names:
                owners[label, name].append(entity)
        for start, end, label, said in self.marks:
            text = self.text[start:end]
            bearers = [said] if said else owners[label, text]
            if len(bearers) != 1:
                fault = f"{text} ({label}) has {len(bearers)} ENT lines"
                raise InputError(f"{self.path}: {fault}; say which: ⟧{label}#id;")
            yield Mention(start=start, end=end, label=label, text=text, entity=bearers[0])


def write_gold(annotation: Annotation) -> str:
    """Write an annotation as a gold file, its entities and relations in the order of the text."""
    lines = [f"#doc {annotation.id}", *_gold_meta(annotation)]
    shown = Counter((m.label, m.text, m.entity) for m in annotation.entities)
    ambiguous = {pair for pair, n in Counter((label, text) for label, text, _ in shown).items() if n > 1}
    for start, end in annotation.sentences:
        inside = [m for m in annotation.entities if start <= m.start and m.end <= end]
        named = [_shifted(m, start, (m.label, m.text) in ambiguous) for m in inside]
        lines.append("S " + mark(annotation.text[start:end], named))
    names: dict[tuple[str, str], list[str]] = {}
    for m in annotation.entities:
        known = names.setdefault((m.entity, m.label), [])
        if m.text not in known:
            known.append(m.text)
    lines += [f"ENT {entity} {label} {' | '.join(texts)}" for (entity, label), texts in names.items()]
    return "\n".join([*lines, *(f"REL {r.head} {r.type} {r.tail}" for r in annotation.relations)]) + "\n"


def _gold_meta(annotation: Annotation) -> list[str]:
    fields = {"title": annotation.title, "date": annotation.date, "place": annotation.place}
    text = " | ".join(f"{key}={value}" for key, value in fields.items() if value)
    return [f"#meta {text}"] if text else []


def _shifted(m: Mention, by: int, named: bool) -> Mention:
    label = f"{m.label}#{m.entity};" if named else m.label
    return Mention(start=m.start - by, end=m.end - by, label=label, text=m.text, entity=m.entity)  # type: ignore[arg-type]
