#!/usr/bin/env bash
# arcadedb-embedded 26.10.2.post1 with neo4j 6.4.1: a database that is opened read-only answers over Bolt only outside
# of transactions.
#
# With arcadedb.server.defaultDatabaseMode=READ_ONLY every BEGIN is refused, so the driver's execute_read and
# execute_query fail on any query, a plain MATCH too; and after a few of them the connection is of no use any more.
# The same query in an auto-commit session (session.run) is answered, and writing is refused there. In a database that
# is opened as usual, a session with READ_ACCESS writes all the same.
#
# Seen:
#   read-only: execute_read  Cannot begin a transaction on a read only database
#   read-only: session.run   1
#   read-only: CREATE        Cannot execute command on a read only database
#   read-write, READ_ACCESS: CREATE  done
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "arcadedb-embedded==26.10.2.post1" "neo4j==6.4.1"
cat > "$folder/serve.py" <<'PYTHON'
import os
import socket
import sys

import neo4j
from arcadedb_embedded.core import create_database
from arcadedb_embedded.server import ArcadeDBServer

root, mode = sys.argv[1:]
if mode == "READ_ONLY":
    database = create_database(f"{root}/databases/neo4j")
    database.command("sql", "CREATE VERTEX TYPE Person")
    with database.transaction():
        database.command("sql", "CREATE VERTEX Person SET name = '王明'")
    database.close()
ports = []
for _ in range(2):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        ports.append(one.getsockname()[1])
server = ArcadeDBServer(
    f"{root}/run",
    "findings-findings",
    {
        "host": "127.0.0.1",
        "http_port": ports[0],
        "bolt_port": ports[1],
        "server_databaseDirectory": f"{root}/databases",
        "server_defaultDatabaseMode": mode,
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
    },
)
server.start()
COUNT = "MATCH (n:Person) RETURN count(n) AS n"
seen = []


def attempt(name, work):
    try:
        with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            answer = work(session)
    except neo4j.exceptions.Neo4jError as error:
        answer = error.message.splitlines()[0]
    seen.append(answer)
    print(f"{name} ", answer, flush=True)


with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{ports[1]}", auth=("root", "findings-findings")) as driver:
    if mode == "READ_ONLY":
        attempt("read-only: execute_read ", lambda s: s.execute_read(lambda tx: tx.run(COUNT).single()["n"]))
        attempt("read-only: session.run  ", lambda s: s.run(COUNT).single()["n"])
        attempt("read-only: CREATE       ", lambda s: s.run("CREATE (n:Person) RETURN 'done' AS x").single()["x"])
        right = "read only" in str(seen[0]) and seen[1] == 1 and "read only" in str(seen[2])
    else:
        write = "CREATE (n:Person {name: 'x'}) RETURN 'done' AS x"
        attempt("read-write, READ_ACCESS: CREATE ", lambda s: s.run(write).single()["x"])
        right = seen == ["done"]
sys.stdout.flush()
os._exit(0 if right else 1)
PYTHON
for mode in READ_ONLY READ_WRITE; do
  "$folder/venv/bin/python" "$folder/serve.py" "$folder/data" "$mode" 2>"$folder/log" || { tail -5 "$folder/log"; exit 1; }
done
