"""The body carried over in an election: 甲当选区妇联主席，乙、丙当选副主席 puts the deputies into 区妇联 too."""

from collections.abc import Iterator, Sequence

from kg.types import Claim, Evidence, Mention

RULE = "office.carried_in_election"
SCORE = 0.8  # 7 of 8 right on the marked articles, their elections given


def carried(sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention], claims: Sequence[Claim]) -> list[Claim]:
    """Return the POST_IN claims of bare posts that people are elected to after a post with its body in one sentence.

    The bare post must be of the same kind (主席, 副主席), and no other body may be named between the two.

    Args:
        sentences: (start, end) of each sentence.
        mentions: all mentions of the article, nested ones too.
        claims: what was found so far; a post that has a body keeps it.
    """
    entered = {(c.tail, e.start) for c in claims if c.type == "ELECTED_TO" for e in c.evidence}
    bodies = {c.head: c.tail for c in claims if c.type == "POST_IN"}
    found: dict[str, Claim] = {}
    for start, end in sentences:
        inside = [m for m in mentions if start <= m.start and m.end <= end]
        for post, body in _bare(inside, bodies):
            if (post, start) in entered and post not in found:
                evidence = (Evidence(start=start, end=end, rule=RULE, score=SCORE),)
                found[post] = Claim(type="POST_IN", head=post, tail=body, evidence=evidence)
    return list(found.values())


def _bare(inside: Sequence[Mention], bodies: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each post of a sentence without a body, with the body of the last post of its kind that has one."""
    posts = [m for m in inside if m.label == "POST"]
    full: Mention | None = None
    for m in sorted(inside, key=lambda m: (m.start, -m.end)):
        if m.label == "POST" and m.entity in bodies:
            full = m
        elif m.label == "POST" and full is not None and m.text.endswith(full.text[-2:]):
            yield m.entity, bodies[full.entity]
        elif m.label == "ORG" and not any(p.start <= m.start and m.end <= p.end for p in posts):
            full = None
