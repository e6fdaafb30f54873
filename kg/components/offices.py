"""Which titles of an article are one office: one string, and one body or one holder."""

import re
from collections import defaultdict
from collections.abc import Sequence

from kg.components import aliases
from kg.components.sets import Sets
from kg.components.spelling import bare
from kg.components.titles import Span, Title, read_titles, words


class Offices:
    """Joins titles: one string, and one body or one holder."""

    def __init__(self, text: str, spans: Sequence[Span], sentences: Sequence[tuple[int, int]], sets: Sets) -> None:
        self.text, self.spans, self.sets = text, spans, sets
        self.titles = [t for order in _by_sentence(spans, sentences) for t in read_titles(text, spans, order)]
        self.body: dict[int, int | None] = {}
        self.holders: dict[int, set[int]] = {}  # by the root of a set: of all titles of it

    def join(self) -> None:
        """Join titles that name one office, then bare titles to the fuller one of the same holder."""
        for title in self.titles:
            self.body[title.span] = None if title.body is None else self.sets.find(title.body)
            self.holders[title.span] = {self.sets.find(p) for p in title.holders}
        self._by_holder()
        self._by_string()

    def _name(self, i: int) -> str:
        start, end, _ = self.spans[i]
        return aliases.role(bare(self.text[start:end]))

    def _role(self, title: Title) -> str:
        """The title without the body it names."""
        name = self._name(title.span)
        if title.nested and title.body is not None:
            start, end, _ = self.spans[title.body]
            return name.removeprefix(bare(self.text[start:end])) or name
        return name

    def _by_holder(self) -> None:
        """A person's bare title is the person's fuller title of the same role; two bodies keep two apart."""
        held: dict[int, list[Title]] = defaultdict(list)
        for title in self.titles:
            for person in self.holders[title.span]:
                for other in reversed(held[person]):
                    if self._one_role(title, other) and self._agree(title, other):
                        self._merge(other.span, title.span)
                        break
                held[person].append(title)

    def _one_role(self, a: Title, b: Title) -> bool:
        """书记 after 党委书记; 副书记 is another role."""
        short, long = sorted((self._role(a), self._role(b)), key=len)
        return a.chain != b.chain and long.endswith(short) and long[: -len(short)][-1:] != "副"

    def _agree(self, a: Title, b: Title) -> bool:
        body_a, body_b = self.body[a.span], self.body[b.span]
        return body_a is None or body_b is None or body_a == body_b

    def _merge(self, a: int, b: int) -> None:
        known = self.body[a] if self.body[a] is not None else self.body[b]
        self.body[a] = self.body[b] = known
        held = self._held(a) | self._held(b)
        self.sets.join(a, b)
        self.holders[self.sets.find(a)] = held

    def _held(self, i: int) -> set[int]:
        """Who holds the office of a title, as far as its set is known."""
        return self.holders[self.sets.find(i)]

    def _by_string(self) -> None:
        """Equal strings join unless their bodies are known to differ; fuller and bare ones by the body."""
        seen: dict[str, list[int]] = defaultdict(list)
        for title in self.titles:
            i, name = title.span, self._name(title.span)
            match = self._match(title, seen[name])
            if match is not None:
                self._merge(match, i)
            seen[name].append(i)
        self._by_office()

    def _match(self, title: Title, earlier: Sequence[int]) -> int | None:
        office = self._name(title.span) in words()["area_offices"]
        for j in reversed(earlier):
            if self._two_holders(j, title.span):
                continue
            if title.nested or self.body[j] == self.body[title.span]:
                return j
            if office and not self._apart(j, title.span):
                return j
            if self.body[title.span] is None or self.body[j] is None:
                return j
        return None

    def _two_holders(self, i: int, j: int) -> bool:
        """Whether a bare title of one holder at a time has two, and nothing says that it is of one body."""
        one_body = self.body[i] is not None and self.body[i] == self.body[j]
        two = bool(self._held(i) and self._held(j)) and not self._held(i) & self._held(j)
        return two and not one_body and re.search(words()["one_holder"], self._name(j)) is not None

    def _apart(self, i: int, j: int) -> bool:
        """Whether the bodies carried to two bare 区长 are of two areas."""
        bodies = (self.body[i], self.body[j])
        names = [self.text[self.spans[b][0] : self.spans[b][1]] for b in bodies if b is not None]
        return len(names) == 2 and aliases.areas_differ(*names)

    def _by_office(self) -> None:
        """省民宗委党组书记 and 省民族宗教事务委员会党组书记: one role in one body, named both times."""
        offices: dict[tuple[str, int], int] = {}
        full: dict[str, set[int]] = defaultdict(set)
        for title in self.titles:
            body = self.body[title.span]
            if title.nested and body is not None:
                first = offices.setdefault((self._role(title), body), title.span)
                self._merge(first, title.span)
                full[self._role(title)].add(self.sets.find(first))
        self._bare(full)

    def _bare(self, full: dict[str, set[int]]) -> None:
        """A bare title without a body is the one fuller title of its role, where there is only one."""
        for title in self.titles:
            targets = full.get(self._name(title.span), set())
            if self.body[title.span] is None and len(targets) == 1 and not self._two_holders(min(targets), title.span):
                self._merge(min(targets), title.span)


def _by_sentence(spans: Sequence[Span], sentences: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The indices of the spans (ordered by start) of each sentence."""
    groups: list[list[int]] = [[] for _ in sentences]
    k = 0
    for i, (start, _, _) in enumerate(spans):
        while k < len(sentences) - 1 and start >= sentences[k][1]:
            k += 1
        if groups:
            groups[k].append(i)
    return groups
