"""One real server, started by two processes at once, then used, stopped, killed and recovered."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase, Record
from neo4j.exceptions import AuthError

from cartelgraph.errors import ServerError
from cartelgraph.server import NEO4J_VERSION, LocalServer, Running, Stopped
from cartelgraph.settings import home

pytestmark = pytest.mark.neo4j

UP = """
import json, sys
from pathlib import Path
from cartelgraph.server import LocalServer
running = LocalServer(Path(sys.argv[1]), jars=Path(sys.argv[2])).up(heap="512m")
print(json.dumps([running.uri, running.pid]))
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    server = LocalServer(tmp_path_factory.mktemp("a server, são and sound"), jars=home() / "jars")
    yield server
    server.down()


@pytest.fixture(scope="module")
def started_twice(server: LocalServer) -> list[list[str | int]]:
    """What two processes say that start the server at the same time, with a hostile environment."""
    environment = os.environ | {"JAVA_TOOL_OPTIONS": "-Xmx1k"}
    both = [
        subprocess.Popen(
            [sys.executable, "-c", UP, server.folder, server.jars], stdout=subprocess.PIPE, env=environment
        )
        for _ in range(2)
    ]
    return [json.loads(each.communicate(timeout=180)[0]) for each in both]


@pytest.fixture
def running(server: LocalServer, started_twice: list[list[str | int]]) -> Running:
    assert len(started_twice) == 2
    return server.up(heap="512m")


def ask(running: Running, query: str) -> list[Record]:
    with GraphDatabase.driver(running.uri, auth=(running.username, running.password)) as driver:
        return driver.execute_query(query).records


def test_two_processes_that_start_at_once_share_one_server(started_twice: list[list[str | int]]) -> None:
    assert started_twice[0] == started_twice[1]


def test_up_again_returns_the_same_server(server: LocalServer, running: Running) -> None:
    reports: list[tuple[int, int, str]] = []

    again = server.up(progress=lambda *report: reports.append(report))

    assert again == running == server.status()
    assert reports == []


def test_it_is_the_neo4j_that_was_promised(running: Running) -> None:
    [component] = ask(running, "CALL dbms.components()")

    assert component["versions"] == [NEO4J_VERSION]
    assert component["edition"] == "community"
    assert running.version == NEO4J_VERSION


def test_nobody_enters_with_another_password(running: Running) -> None:
    with (
        GraphDatabase.driver(running.uri, auth=(running.username, "another password")) as driver,
        pytest.raises(AuthError),
    ):
        driver.verify_connectivity()


def test_browser_is_served(running: Running) -> None:
    with urllib.request.urlopen(running.browser_url) as page:  # noqa: S310 (an address of ours)
        assert b"Neo4j Browser" in page.read()


def test_telemetry_is_off_and_authentication_on(running: Running) -> None:
    settings = {record["name"]: record["value"] for record in ask(running, "SHOW SETTINGS YIELD name, value")}

    assert settings["dbms.usage_report.enabled"] == "false"
    assert settings["client.allow_telemetry"] == "false"
    assert settings["server.bolt.telemetry.enabled"] == "false"
    assert settings["dbms.security.auth_enabled"] == "true"
    assert settings["server.config.strict_validation.enabled"] == "true"


def test_only_its_two_ports_listen_and_only_on_loopback(running: Running) -> None:
    connections = psutil.Process(running.pid).net_connections(kind="inet")
    listening = {each.laddr for each in connections if each.status == psutil.CONN_LISTEN}
    others = {each.raddr[0] for each in connections if each.raddr}

    assert {port for _, port in listening} == {
        int(running.uri.rpartition(":")[2]),
        int(running.browser_url.removesuffix("/browser/").rpartition(":")[2]),
    }
    assert len(listening) == 2
    # Java listens by IPv6, where the loopback address of IPv4 is written like this.
    assert {address for address, _ in listening} <= {"127.0.0.1", "::ffff:127.0.0.1"}
    assert others <= {"127.0.0.1", "::ffff:127.0.0.1"}


def test_password_shows_in_no_process_log_or_configuration(server: LocalServer, running: Running) -> None:
    commands = [" ".join(process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"])]
    environment = psutil.Process(running.pid).environ()
    holders = {
        path.name
        for path in server.folder.rglob("*")
        if path.is_file() and running.password.encode() in path.read_bytes()
    }

    assert any(str(server.folder) in command for command in commands)
    assert not any(running.password in command for command in commands)
    assert not any(running.password in value for value in environment.values())
    assert holders == {"password"}


def test_only_the_owner_enters(server: LocalServer, running: Running) -> None:
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((server.folder / "password").stat().st_mode) == 0o600
    assert running.log.is_relative_to(server.folder)


def test_server_outlives_those_who_started_it(running: Running) -> None:
    assert os.getsid(running.pid) != os.getsid(0)
    assert psutil.pid_exists(running.pid)


def test_other_ports_are_refused_while_it_is_up(
    server: LocalServer, running: Running, unused_port: int
) -> None:
    with pytest.raises(ServerError, match="is up already, with Bolt on port"):
        server.up(bolt_port=unused_port)

    assert server.status() == running


def test_restart_keeps_data_ports_and_password(server: LocalServer, running: Running) -> None:
    ask(running, "CREATE (:Kept {how: 'stopped'})")

    outcome = server.down()
    while_down = server.status()
    outcome_again = server.down()
    restarted = server.up(heap="512m")

    assert outcome is Stopped.CLEANLY
    assert while_down is None
    assert outcome_again is Stopped.NOT_RUNNING
    assert (restarted.uri, restarted.browser_url) == (running.uri, running.browser_url)
    assert restarted.password == running.password
    assert restarted.pid != running.pid
    assert [record["how"] for record in ask(restarted, "MATCH (n:Kept) RETURN n.how AS how")] == ["stopped"]
    assert running.log.with_name("console.log.1").exists()


def test_killed_server_is_noticed_and_recovers(server: LocalServer, running: Running) -> None:
    ask(running, "CREATE (:Survivor)")

    process = psutil.Process(running.pid)
    process.kill()
    process.wait(10)
    while_dead = server.status()
    recovered = server.up(heap="512m")

    assert while_dead is None
    assert recovered.uri == running.uri
    assert len(ask(recovered, "MATCH (n:Survivor) RETURN n")) == 1


def test_server_that_ends_while_starting_tells_why(tmp_path: Path) -> None:
    server = LocalServer(tmp_path / "neo4j", jars=home() / "jars")

    with pytest.raises(ServerError, match="Neo4j ended while starting") as failure:
        server.up(heap="1k")

    assert "Too small maximum heap" in str(failure.value)
    assert str(server.log) in str(failure.value)
    assert server.status() is None


def test_server_that_stays_silent_is_stopped(tmp_path: Path) -> None:
    server = LocalServer(tmp_path / "neo4j", jars=home() / "jars")

    with pytest.raises(ServerError, match=r"did not answer on port \d+ within 0 seconds"):
        server.up(timeout=0)

    assert server.status() is None
