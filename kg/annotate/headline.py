"""A title that is not in the text of its document: read before the text, then taken out, its claims kept."""

from collections.abc import Iterator, Sequence

import msgspec

from kg.ids import entity_id
from kg.text import squeeze
from kg.types import Claim, Document, Evidence, Mention

Span = tuple[int, int]


class Headline:
    """The text to read, the title before it where the document has one of its own, and the way back to offsets."""

    def __init__(self, document: Document, apart: bool = True) -> None:
        title = " ".join((document.title or "").split())
        apart = apart and bool(title) and squeeze(title) not in squeeze(document.text)
        self.document = document.id
        self.text = f"{title}\n{document.text}" if apart else document.text
        self.offset = len(title) + 1 if apart else 0
        self.gaps = tuple(gap + self.offset for gap in document.gaps)

    def sentences(self, bounds: Sequence[Span]) -> tuple[Span, ...]:
        """The sentences of the document's own text."""
        return tuple((s - self.offset, e - self.offset) for s, e in bounds if s >= self.offset)

    def mentions(self, found: Sequence[Mention]) -> tuple[tuple[Mention, ...], dict[str, str]]:
        """The mentions in the document's own text, and the new id of each entity that has one."""
        if not self.offset:
            return tuple(found), {mention.entity: mention.entity for mention in found}
        ids: dict[str, str] = {}
        kept = []
        for mention in found:
            start = mention.start - self.offset
            if start >= 0:
                new = entity_id(self.document, mention.label, start, mention.text)
                entity = ids.setdefault(mention.entity, new)
                kept.append(msgspec.structs.replace(mention, start=start, end=mention.end - self.offset, entity=entity))
        return tuple(kept), ids

    def claims(self, found: Sequence[Claim], ids: dict[str, str]) -> Iterator[Claim]:
        """The claims between entities of the text; evidence that the title gives says so (``field``)."""
        for claim in found:
            if claim.head in ids and claim.tail in ids:
                evidence = tuple(map(self._evidence, claim.evidence))
                yield msgspec.structs.replace(claim, head=ids[claim.head], tail=ids[claim.tail], evidence=evidence)

    def _evidence(self, evidence: Evidence) -> Evidence:
        if not self.offset:
            return evidence
        if evidence.start < self.offset:
            return msgspec.structs.replace(evidence, field="title", end=min(evidence.end, self.offset - 1))
        reference = evidence.reference
        if reference is not None:
            reference = (reference[0] - self.offset, reference[1] - self.offset)
        start, end = evidence.start - self.offset, evidence.end - self.offset
        return msgspec.structs.replace(evidence, start=start, end=end, reference=reference)
