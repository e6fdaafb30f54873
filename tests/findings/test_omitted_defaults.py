"""Lines of equal records are equal, however the values came about."""

import msgspec
import pytest

from kg.types import Annotation, Claim, DateValue, Document, Evidence, Mention, Node, Record, Relationship

RECORDS = (Document, Mention, Evidence, Claim, DateValue, Annotation, Node, Relationship)
CASES = [
    pytest.param(kind, field, id=f"{kind.__name__}.{field.encode_name}")
    for kind in RECORDS
    for field in msgspec.structs.fields(kind)
    if not field.required
]
_REQUIRED = {str: "x", int: 1, float: 0.5, dict: {}}


@pytest.mark.parametrize(("kind", "field"), CASES)
def test_a_default_that_was_read_is_written_like_one_that_was_not(
    kind: type[Record], field: msgspec.structs.FieldInfo
) -> None:
    """A field told as its default leaves the line as it is without it (findings/msgspec-omit-defaults-identity.sh)."""
    fields = {each.name: each for each in msgspec.structs.fields(kind)}
    given = {f.encode_name: _any(f.type) for f in fields.values() if f.required}
    default = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
    short, full = (msgspec.json.encode(value) for value in (given, given | {field.encode_name: default}))
    read = [msgspec.json.decode(line, type=kind) for line in (short, full)]
    assert msgspec.json.encode(read[0]) == msgspec.json.encode(read[1])


def _any(kind: object) -> object:
    """A value that a required field takes."""
    if literals := getattr(kind, "__args__", None) if "Literal" in str(kind) else None:
        return literals[0]
    return next(value for base, value in _REQUIRED.items() if str(base.__name__) in str(kind))
