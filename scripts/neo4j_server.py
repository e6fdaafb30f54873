"""A Neo4j community server for those who have none: fetched with Maven, started on this machine alone.

usage: python scripts/neo4j_server.py start | stop | status [--version 5.26.30]

Needs Java (17 or 21 for Neo4j 5.26, 21 or 25 for 2026) and Maven; 0.5 GB under the user's cache folder or KG_CACHE.
It listens on the loopback address, with a password of its own.
"""

import argparse
import json
import os
import re
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
VERSION = "5.26.30"
NEWEST = "2026.08.1"
APOC = "5.26.19"
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_START_SECONDS = 600
QUICK = ("-Xmx1g", "-Xms256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Options of a JVM that starts fast, for a server that lives for minutes."""

_LASTING = ("-Xmx2g",)
_JVM = (
    "-Dfile.encoding=UTF-8",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dlog4j.layout.jsonTemplate.maxStringLength=32768",
)


class MissingError(RuntimeError):
    """Java or Maven is not there, or not new enough."""


def cache() -> Path:
    """The folder that keeps what was fetched."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(os.environ.get("KG_CACHE", str(Path(base) / "zhnews-kg"))) / "neo4j"


def java_for(version: str) -> tuple[Path, int]:
    """Return a Java that the server of ``version`` runs on, and its major version.

    Raises:
        MissingError: none is found in JAVA_HOME, on the path, or where systems keep them.
    """
    wanted = (17, 21) if version.startswith("5.") else (25, 21)
    found: dict[int, Path] = {}
    for path in _javas():
        major = _major(path)
        if major in wanted:
            found.setdefault(major, path)
    for major in wanted:
        if major in found:
            return found[major], major
    raise MissingError(f"Neo4j {version} needs Java {wanted[0]} or {wanted[1]}; set JAVA_HOME or install one")


def _javas() -> Iterable[Path]:
    name = "java.exe" if os.name == "nt" else "java"
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home) / "bin" / name
    if on_path := shutil.which("java"):
        yield Path(on_path)
    for folder in ("/usr/lib/jvm", "/Library/Java/JavaVirtualMachines", "C:/Program Files/Java"):
        yield from sorted(Path(folder).glob(f"**/bin/{name}"))


def _major(java: Path) -> int | None:
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=True).stderr
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(match[1]) if match else None


def fetch(version: str = VERSION) -> Path:
    """Return the folder with the jars of a server and its Browser, fetched with Maven when they are not there.

    The jars of APOC, for 5.26, are put in the folder ``plugins-VERSION`` beside it.

    Raises:
        MissingError: there is no Maven, or it fails.
    """
    lib = cache() / f"lib-{version}"
    if lib.is_dir():
        return lib
    maven = shutil.which("mvn")
    if not maven:
        raise MissingError("Maven (mvn) is not installed; it fetches the server")
    cache().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache()) as temporary:
        part = Path(temporary) / "lib"
        command = [maven, "-B", "-ntp", "-q", "-f", str(HERE / "neo4j-pom.xml"), f"-Dneo4j.version={version}", _COPY]
        command += ["-DincludeScope=runtime", "-Dmdep.prependGroupId=true", f"-DoutputDirectory={part}"]
        command += ["-Papoc", f"-Dapoc.version={APOC}"] if version.startswith("5.26.") else []
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise MissingError(f"Maven could not fetch Neo4j {version}: {(done.stdout + done.stderr).strip()[:300]}")
        plugins = cache() / f"plugins-{version}"
        plugins.mkdir(exist_ok=True)
        for jar in part.glob("org.neo4j.procedure.apoc-*.jar"):
            shutil.move(jar, plugins / jar.name)
        part.replace(lib)
    return lib


class Neo4jServer:
    """A server with a home of its own; data, logs and configuration are in ``home``."""

    def __init__(
        self,
        home: Path,
        version: str = VERSION,
        apoc: bool = False,
        settings: Iterable[str] = (),
        jvm: Iterable[str] = QUICK,
    ) -> None:
        self.home = home
        self.version = version
        self.user = "neo4j"
        self.password = secrets.token_urlsafe(18)
        self.bolt, self.http = _free_ports()
        self.process: subprocess.Popen[bytes] | None = None
        self._java, self._java_major = java_for(version)
        self._lib = fetch(version)
        self._apoc = apoc
        self._settings = tuple(settings)
        self._jvm = tuple(jvm)

    @property
    def uri(self) -> str:
        """The Bolt address."""
        return f"bolt://127.0.0.1:{self.bolt}"

    def configure(self) -> None:
        """Write the configuration; also before `admin` is used on a new home."""
        for name in ("conf", "data", "import", "logs", "plugins", "run", "licenses", "certificates", "web"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        if self._apoc:
            for jar in (cache() / f"plugins-{self.version}").glob("*.jar"):
                shutil.copy(jar, self.home / "plugins")
            (self.home / "conf" / "apoc.conf").write_text("apoc.import.file.enabled=true\n", encoding="utf-8")
        (self.home / "conf" / "neo4j.conf").write_text("\n".join(self._configuration()) + "\n", encoding="utf-8")

    def _configuration(self) -> list[str]:
        return [
            "server.default_listen_address=127.0.0.1",
            "server.default_advertised_address=127.0.0.1",
            f"server.bolt.listen_address=127.0.0.1:{self.bolt}",
            f"server.bolt.advertised_address=127.0.0.1:{self.bolt}",
            "server.http.enabled=true",
            f"server.http.listen_address=127.0.0.1:{self.http}",
            f"server.http.advertised_address=127.0.0.1:{self.http}",
            "server.https.enabled=false",
            f"server.directories.lib={self._lib.as_posix()}",
            "server.directories.import=import",
            "server.memory.pagecache.size=256m",
            "dbms.usage_report.enabled=false",
            "client.allow_telemetry=false",
            *(["dbms.security.procedures.unrestricted=apoc.*"] if self._apoc else []),
            *self._settings,
        ]

    def start(self, detach: bool = False) -> None:
        """Start the server, wait until it answers, and give it its password.

        Raises:
            RuntimeError: it ends, or does not answer in time; the message is the end of its log.
        """
        self.configure()
        log = self.home / "logs" / "console.log"
        command = [*self._command(), self._main(), f"--home-dir={self.home}"]
        command += [f"--config-dir={self.home / 'conf'}", "--console-mode"]
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=detach
            )
        try:
            self._await(log)
            self._set_password()
        except BaseException:
            self.stop()
            raise

    def _await(self, log: Path) -> None:
        assert self.process is not None
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Neo4j {self.version} did not start: {log.read_text(errors='replace')[-800:]}")
            time.sleep(0.3)

    def _command(self) -> list[str]:
        newer = ["--sun-misc-unsafe-memory-access=allow"] if self._java_major >= 24 else []
        newer += ["-Dorg.neo4j.shaded.lucene9.vectorization.upperJavaFeatureVersion=25"] if newer else []
        path = os.pathsep.join((f"{self.home}/plugins/*", f"{self.home}/conf", f"{self._lib}/*"))
        return [str(self._java), *self._jvm, *_JVM, *newer, "-cp", path]

    def _main(self) -> str:
        with zipfile.ZipFile(self._lib / f"org.neo4j.neo4j-{self.version}.jar") as jar:
            renamed = "org/neo4j/server/Neo4jCommunity.class" in jar.namelist()
        return "org.neo4j.server.Neo4jCommunity" if renamed else "org.neo4j.server.CommunityEntryPoint"

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.http}/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _set_password(self) -> None:
        # Over HTTP, since neo4j-admin wants the password on its command line and takes a JVM of its own.
        body = {
            "statement": "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new",
            "parameters": {"new": self.password},
        }
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.http}/db/system/query/v2",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": "Basic bmVvNGo6bmVvNGo="},
        )
        with urllib.request.urlopen(request, timeout=_START_SECONDS):
            pass

    def admin_script(self) -> Path:
        """Write the command neo4j-admin of this home, for scripts that look for one (POSIX)."""
        path = self.home / "bin" / "neo4j-admin"
        path.parent.mkdir(exist_ok=True)
        settings = f"NEO4J_HOME={shlex.quote(str(self.home))} NEO4J_CONF={shlex.quote(str(self.home / 'conf'))}"
        command = shlex.join([*self._command(), "org.neo4j.cli.AdminTool"])
        path.write_text(f'#!/bin/sh\nexport {settings}\nexec {command} "$@"\n', encoding="utf-8")
        path.chmod(0o700)
        return path

    def stop(self) -> None:
        """Stop the server, and wait until it is gone."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(two.getsockname()[1])


def main() -> int:
    """Start, stop or tell of the server of a user."""
    parser = argparse.ArgumentParser(description="A Neo4j server on this machine, for those who have none.")
    parser.add_argument("action", choices=("start", "stop", "status"))
    parser.add_argument("--version", default=VERSION)
    arguments = parser.parse_args()
    home = cache() / f"server-{arguments.version}"
    state = home / "server.json"
    try:
        return {"start": _start, "stop": _stop, "status": _status}[arguments.action](home, state, arguments.version)
    except (MissingError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 3


def _start(home: Path, state: Path, version: str) -> int:
    if _running(state):
        return _status(home, state, version)
    print(f"Neo4j {version}: the first start fetches 0.3 GB and takes minutes …", file=sys.stderr)
    server = Neo4jServer(home, version, jvm=_LASTING)
    if state.exists():  # the data of an earlier start, and so its password, stay
        server.password = json.loads(state.read_text(encoding="utf-8"))["password"]
        server._set_password = lambda: None  # type: ignore[method-assign]
    server.start(detach=True)
    assert server.process is not None
    known = {"pid": server.process.pid, "uri": server.uri, "http": server.http, "password": server.password}
    home.mkdir(parents=True, exist_ok=True)
    state.touch(mode=0o600)
    state.write_text(json.dumps(known), encoding="utf-8")
    return _status(home, state, version)


def _stop(home: Path, state: Path, version: str) -> int:
    del home, version
    if known := _running(state):
        os.kill(int(str(known["pid"])), signal.SIGTERM)
    print("stopped")
    return 0


def _status(home: Path, state: Path, version: str) -> int:
    known = _running(state)
    if not known:
        print(f"no Neo4j {version} is running; start one with: make neo4j")
        return 1
    print(f"Neo4j {version} is running.")
    print(f"  Browser   http://127.0.0.1:{known['http']}/browser/?dbms={known['uri']}")
    print(f"  Bolt      {known['uri']}   user neo4j   password {known['password']}")
    print(f"  load      KG_NEO4J_PASSWORD='{known['password']}' kg load -o out --uri {known['uri']}")
    print(f"  stop      python scripts/neo4j_server.py stop      (its data stay in {home})")
    return 0


def _running(state: Path) -> dict[str, object] | None:
    if not state.exists():
        return None
    known: dict[str, object] = json.loads(state.read_text(encoding="utf-8"))
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{known['http']}/", timeout=5):
            return known
    except (urllib.error.URLError, OSError):
        return None


if __name__ == "__main__":
    sys.exit(main())
