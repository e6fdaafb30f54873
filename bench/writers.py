"""Writes the rows of bench.graph to a server without kg: with the bare driver, or with neo4j-graphrag's writer.

    python bench/writers.py bare|graphrag URI ROWS        the password in KG_NEO4J_PASSWORD

It runs in an environment of its own, so it imports nothing of this project.
"""

import asyncio
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import neo4j

Row = dict[str, Any]
_BATCH = 5000  # as kg load


def bare(driver: neo4j.Driver, head: Row, rows: Iterator[tuple[int, Row]]) -> None:
    """The schema, then each statement over batches of its rows, as a script for this one graph would."""
    for command in head["schema"]:
        driver.execute_query(command)
    waiting: dict[int, list[Row]] = defaultdict(list)
    ends = False
    for number, row in rows:
        if "start" in row and not ends:
            _flush(driver, head, waiting)
            ends = True
        waiting[number].append(row)
        if len(waiting[number]) == _BATCH:
            driver.execute_query(head["statements"][number], rows=waiting.pop(number))
    _flush(driver, head, waiting)


def _flush(driver: neo4j.Driver, head: Row, waiting: dict[int, list[Row]]) -> None:
    for number, batch in waiting.items():
        driver.execute_query(head["statements"][number], rows=batch)
    waiting.clear()


def graphrag(driver: neo4j.Driver, head: Row, rows: Iterator[tuple[int, Row]]) -> None:
    """Neo4jWriter with its defaults."""
    from neo4j_graphrag.components.kg_writer import Neo4jWriter
    from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship

    graph = Neo4jGraph()
    for number, row in rows:
        name, properties = head["names"][number], {"id": row["id"], **row["set"]}
        if "start" in row:
            ends = {"start_node_id": row["start"], "end_node_id": row["end"]}
            graph.relationships.append(Neo4jRelationship(type=name, properties=properties, **ends))
        else:
            graph.nodes.append(Neo4jNode(id=row["id"], label=name, properties=properties))
    answer = asyncio.run(Neo4jWriter(driver).run(graph))
    if answer.status != "SUCCESS":
        raise RuntimeError(str(answer.metadata))


def _rows(file: Iterator[str], dates: list[str]) -> Iterator[tuple[int, Row]]:
    for line in file:
        number, row = json.loads(line)
        values = row["set"]
        for name in dates:
            if name in values:
                values[name] = date.fromisoformat(values[name])
        yield number, row


def main() -> None:
    """Write the rows."""
    writer, uri, path = sys.argv[1:]
    auth = ("neo4j", os.environ["KG_NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(uri, auth=auth) as driver, Path(path).open(encoding="utf-8") as file:
        head = json.loads(next(file))
        {"bare": bare, "graphrag": graphrag}[writer](driver, head, _rows(file, head["dates"]))


if __name__ == "__main__":
    main()
