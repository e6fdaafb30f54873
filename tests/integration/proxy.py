"""A road to a server that a test can close and open again."""

import socket
import threading
from contextlib import suppress


class Proxy:
    """Passes bytes between clients of its port and a server's port, until it is closed."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._open = True
        self._pairs: list[socket.socket] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def uri(self) -> str:
        """The Bolt address of the road."""
        return f"bolt://127.0.0.1:{self.port}"

    def close(self) -> None:
        """Cut every connection, and every new one at once."""
        self._open = False
        for one in self._pairs:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._pairs.clear()

    def open(self) -> None:
        """Let connections through again."""
        self._open = True

    def _serve(self) -> None:
        while True:
            client, _ = self._server.accept()
            if not self._open:
                client.close()
                continue
            server = socket.create_connection(("127.0.0.1", self._to))
            self._pairs += [client, server]
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=_pass, args=(source, sink), daemon=True).start()


def _pass(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    for one in (source, sink):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
