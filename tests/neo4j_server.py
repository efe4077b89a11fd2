"""A real Neo4j 5 for the tests, from two Maven artifacts, without a container.

``python tests/neo4j_server.py`` fetches the jars (123 MB, once) into the user's cache folder;
``running_server()`` starts a server in a folder of its own on free ports of this machine and ends it.
What is missing (Java, Maven, the jars) raises ``Missing`` with what to do.
"""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

VERSION = "5.26.30"
POM = Path(__file__).with_name("neo4j_pom.xml")
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
START_SECONDS = 180
USER = "neo4j"
CONFIG = """\
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.enabled=false
server.https.enabled=false
server.memory.heap.initial_size=512m
server.memory.heap.max_size=1g
server.memory.pagecache.size=128m
server.memory.query_cache.per_db_cache_num_entries=100
dbms.usage_report.enabled=false
server.directories.import=import
"""


class Missing(Exception):
    """Something that a real Neo4j needs is not on this machine; says what."""


@dataclass(slots=True, kw_only=True)
class Server:
    """A server of our own: where it answers, its password, and the process that can be ended."""

    url: str
    password: str
    home: Path
    port: int
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End the server and wait until it is gone."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(30)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self.process.kill()
        self.process.wait(30)

    def start_again(self) -> None:
        """Start a stopped server on the same data and port; return when it answers."""
        self.process = _launch(self.home)
        _wait(self)


def jars() -> Path:
    """Return the folder of the jars, whether or not it is there."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "suyuan" / f"neo4j-{VERSION}"


def fetch() -> Path:
    """Return the folder of the jars, fetched by Maven if it was not there; raise ``Missing`` if it can't."""
    folder = jars()
    if folder.is_dir():
        return folder
    for program, package in (("java", "a Java 17 runtime"), ("mvn", "Maven")):
        if shutil.which(program) is None:
            raise Missing(f"{program} was not found: install {package}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        pom, lib = Path(scratch) / "pom.xml", Path(scratch) / "lib"
        shutil.copy(POM, pom)
        command = [
            "mvn",
            "-B",
            "-q",
            "-f",
            str(pom),
            "dependency:copy-dependencies",
            f"-DoutputDirectory={lib}",
        ]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            raise Missing(f"Maven could not fetch Neo4j {VERSION}: {done.stdout[-500:]}{done.stderr[-500:]}")
        with contextlib.suppress(OSError):  # another run was quicker; its folder is as good
            lib.rename(folder)
    return folder


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    """Start a server with an empty database, yield it, end it and remove its folder."""
    fetch()
    home = Path(tempfile.mkdtemp(prefix="suyuan-neo4j-"))
    server = None
    try:
        server = _start(home)
        yield server
    finally:
        if server is not None:
            server.kill()  # nothing of it is kept
        shutil.rmtree(home, ignore_errors=True)


def _start(home: Path) -> Server:
    port, password = _free_port(), secrets.token_hex(12)
    (home / "conf").mkdir()
    (home / "conf" / "neo4j.conf").write_text(CONFIG.format(bolt=port), encoding="utf-8")
    admin = ["java", "-Xmx256m", "-cp", f"{jars()}/*", "org.neo4j.cli.AdminTool"]
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    subprocess.run(
        [*admin, "dbms", "set-initial-password", password], env=environment, check=True, capture_output=True
    )
    process = _launch(home)
    server = Server(url=f"bolt://127.0.0.1:{port}", password=password, home=home, port=port, process=process)
    try:
        _wait(server)
    except Missing:
        server.kill()
        raise
    return server


def _launch(home: Path) -> subprocess.Popen[bytes]:
    opens = [f"--add-opens={package}=ALL-UNNAMED" for package in OPENED]
    heap = ["-Xms512m", "-Xmx1g", "-XX:+UseG1GC"]
    main = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "server.log").open("ab") as log:
        return subprocess.Popen(
            ["java", *heap, *opens, "-cp", f"{jars()}/*", *main],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )


def _wait(server: Server) -> None:
    """Return when the server answers a query; raise ``Missing`` with its log if it never does."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.process.poll() is None:
        try:
            with GraphDatabase.driver(server.url, auth=(USER, server.password)) as driver:
                driver.verify_connectivity()
                return
        except (DriverError, Neo4jError, OSError):
            time.sleep(0.3)
    log = (server.home / "server.log").read_text(encoding="utf-8", errors="replace")
    raise Missing(f"Neo4j did not start: {log[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    try:
        print(fetch())
    except Missing as problem:
        print(f"tests with a real Neo4j will be skipped: {problem}", file=sys.stderr)
        sys.exit(os.environ.get("CI") == "true")
