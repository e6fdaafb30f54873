#!/usr/bin/env bash
# neo4j 6.4.1 (the Python driver): connection_timeout does not bound the time that it takes to connect.
#
# It ends with the TCP connection. A port that accepts and then says nothing (a server that is stopping, a wrong port,
# a tunnel) is waited for in the Bolt handshake, which only connection_acquisition_timeout bounds: 60 s by default,
# with connection_timeout at 1 s. And the option notifications_min_severity makes the driver refuse, with a
# ConfigurationError about notifications, every server whose Bolt is older than 5.2, before its version can be read.
#
# Seen:
#   connection_timeout=1, connection_acquisition_timeout=4: gave up after 4 s
#   Bolt 4.4: Notification filtering is not supported for the Bolt Protocol 4.4. Server Agent 'None'
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "neo4j==6.4.1"
"$folder/venv/bin/python" - <<'PYTHON'
import socket
import sys
import threading
import time

import neo4j


def attempt(port: int, **options: object) -> tuple[float, str]:
    began = time.monotonic()
    with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", "x"), **options) as driver:
        try:
            driver.get_server_info()
        except Exception as error:
            return time.monotonic() - began, str(error)
    return time.monotonic() - began, "connected"


with socket.create_server(("127.0.0.1", 0)) as silent:
    port = silent.getsockname()[1]
    seconds, _ = attempt(port, connection_timeout=1, connection_acquisition_timeout=4)
print(f"connection_timeout=1, connection_acquisition_timeout=4: gave up after {seconds:.0f} s")


def choose_4_4(server: socket.socket) -> None:
    client, _ = server.accept()
    client.recv(20)
    client.sendall(b"\x00\x00\x04\x04")
    client.recv(4096)


with socket.create_server(("127.0.0.1", 0)) as old:
    threading.Thread(target=choose_4_4, args=(old,), daemon=True).start()
    _, text = attempt(old.getsockname()[1], notifications_min_severity="OFF", connection_acquisition_timeout=4)
print("Bolt 4.4:", text.splitlines()[0])
sys.exit(not (seconds > 3 and "Notification filtering" in text))
PYTHON
