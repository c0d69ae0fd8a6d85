"""`scripts/audit`: what it asks, what it tells, and that silence is never taken for good news."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

#: As the OSV schema writes an entry; the second was taken back.
FLAW = {"id": "GHSA-0000-0000-0000", "aliases": ["CVE-2000-0001"], "summary": "A flaw."}
WITHDRAWN = {"id": "GHSA-1111-1111-1111", "withdrawn": "2020-01-01T00:00:00Z"}


class Advisories(ThreadingHTTPServer):
    """Answers on loopback as the advisory service does, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.known: dict[str, list[dict[str, Any]]] = {}
        self.asked: list[dict[str, Any]] = []
        self.status = 200

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/query"


class Answer(BaseHTTPRequestHandler):
    server: Advisories
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        found = self.server.known.get(asked["package"]["name"], [])
        # One entry on each page.
        page = int(asked.get("page_token", 0))
        told: dict[str, Any] = {"vulns": found[page : page + 1]} if found else {}
        if page + 1 < len(found):
            told["next_page_token"] = str(page + 1)
        body = json.dumps(told).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def advisories() -> Iterator[Advisories]:
    with Advisories() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def audit(url: str) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / "scripts" / "audit"), "--osv-url", url]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_everything_that_is_pinned_is_asked_about_and_nothing_more_is_told(advisories: Advisories) -> None:
    done = audit(advisories.url)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(": 0 findings.\n")
    packages = {
        (each["package"]["ecosystem"], each["package"]["name"]): each["version"] for each in advisories.asked
    }
    lines = (ROOT / "requirements.lock").read_text(encoding="ascii").splitlines()
    pinned = [line.split()[0].split("==") for line in lines if "==" in line.split(";")[0]]
    assert len(pinned) > 40
    assert all(("PyPI", name) in packages for name, _ in pinned)
    assert ("PyPI", "pytest") in packages
    assert ("Maven", "org.neo4j:neo4j-kernel") in packages
    # A classifier behind the version, such as that of a platform, is no part of it.
    assert packages["Maven", "io.netty:netty-transport-native-epoll"].endswith("Final")
    assert {tuple(sorted(each)) for each in advisories.asked} == {("package", "version")}


def test_what_is_known_is_told_and_what_was_withdrawn_is_not(advisories: Advisories) -> None:
    advisories.known = {"org.neo4j:neo4j-kernel": [WITHDRAWN, FLAW], "requests": [WITHDRAWN]}
    done = audit(advisories.url)
    assert done.returncode == 1, done.stderr
    assert "org.neo4j:neo4j-kernel " in done.stdout
    assert "GHSA-0000-0000-0000 (CVE-2000-0001) A flaw." in done.stdout
    assert "GHSA-1111" not in done.stdout


def test_a_service_that_fails_is_no_clean_bill(advisories: Advisories) -> None:
    advisories.status = 503
    done = audit(advisories.url)
    assert done.returncode == 2
    assert "the advisory service cannot be asked" in done.stderr
    assert "0 of " in done.stderr
    assert "findings" not in done.stdout


def test_nor_is_one_that_does_not_answer(advisories: Advisories) -> None:
    url = advisories.url.replace("127.0.0.1", "127.0.0.2")
    assert audit(url).returncode == 2
