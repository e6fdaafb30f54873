"""What a database holds of one label or type, so that a load writes what differs and removes what is left over."""

from typing import Any, NamedTuple

import neo4j
import neo4j.time

from kg.errors import InputError
from kg.schema import load_schema
from kg.sinks.neo4j_csv import MARK
from kg.sinks.neo4j_session import Server, statement


class Held(NamedTuple):
    """A node or relationship in the database: a digest of what kg says of it, its properties, and whose it is."""

    digest: int
    keys: frozenset[str]
    owned: bool | None
    element: str = ""


class Holdings:
    """The nodes of a label, or the relationships of a type, by id; what is taken out is still in the record."""

    def __init__(self, name: str, held: dict[str, Held], surplus: list[tuple[str, Held]]) -> None:
        self._name = name
        self._held = held
        self._surplus = surplus

    def changes(self, id_: str, wanted: dict[str, Any], ends: tuple[str, ...] = ()) -> dict[str, Any] | None:
        """Return the properties to set so that ``id_`` is as wanted (null removes one); None if it is.

        Raises:
            InputError: the database has such a node, and kg did not make it.
        """
        found = self._held.pop(id_, None)
        if found is None:
            return wanted
        if found.owned is None:
            raise InputError(
                f"the database holds a {self._name} with the id {id_} that kg did not make; "
                "rename or remove it, or load into another database"
            )
        if found.digest == digest(wanted, ends):
            return None
        return {**dict.fromkeys(found.keys - wanted.keys()), **wanted}

    def left(self) -> list[dict[str, str]]:
        """Return what kg made and the record no longer holds, as rows for the statements that remove."""
        rest = [*self._held.items(), *self._surplus]
        return [{"id": id_, "element": held.element} for id_, held in rest if held.owned]


def held_nodes(server: Server, label: str) -> Holdings:
    """Read the nodes of a label."""
    return server.read(statement("held_nodes", LABEL=label), lambda result: _holdings(label, result))


def held_relationships(server: Server, type_: str) -> Holdings:
    """Read the relationships of a type that kg made."""
    return server.read(statement("held_relationships", TYPE=type_), lambda result: _holdings(type_, result))


def _holdings(name: str, result: neo4j.Result) -> Holdings:
    held: dict[str, Held] = {}
    surplus: list[tuple[str, Held]] = []
    interned: dict[frozenset[str], frozenset[str]] = {}
    for record in result:
        id_, properties = record["id"], record["properties"]
        if not isinstance(id_, str):
            continue
        ours = {key: value for key, value in properties.items() if key in load_schema().properties}
        keys = interned.setdefault(frozenset(ours), frozenset(ours))
        ends = (record["start"], record["end"]) if "start" in record.keys() else ()  # noqa: SIM118 (a Record is no dict)
        one = Held(digest(ours, ends), keys, properties.get(MARK), record.get("element") or "")
        if id_ in held:
            surplus.append((id_, one))
        else:
            held[id_] = one
    return Holdings(name, held, surplus)


def digest(properties: dict[str, Any], ends: tuple[str, ...] = ()) -> int:
    """Return a number that two sets of properties share if they are equal; good within this process."""
    items = ((key, _comparable(value)) for key, value in sorted(properties.items()) if key != "id")
    return hash((ends, tuple(items)))


def _comparable(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, neo4j.time.Date):
        return value.iso_format()
    return (
        value.iso_format()
        if hasattr(value, "iso_format")
        else value.isoformat()
        if hasattr(value, "isoformat")
        else value
    )
