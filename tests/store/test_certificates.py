"""A server that encrypts with a certificate of its own: who is let in, and what the others are told."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cartelgraph.errors import StoreUnavailableError
from cartelgraph.server import LocalServer, ports
from cartelgraph.server.state import State
from cartelgraph.settings import Address, home
from cartelgraph.store import Store
from tests.release import RELEASE
from tests.store.complete import complete_dataset
from tests.store.test_failures import address_of, command, last_line

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

COMPLETE = complete_dataset()


def make_certificate(folder: Path, host: str) -> None:
    """Make a key and a certificate that it signs itself, for a host or an address."""
    folder.mkdir(parents=True, exist_ok=True)
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    named = ["-addext", f"subjectAltName={host}"]
    files = ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
    subprocess.run([*made, *named, *files], check=True, capture_output=True)


class Encrypting(LocalServer):
    """A local server that answers over Bolt in TLS only."""

    @property
    def certificate(self) -> Path:
        return self.folder / "certificates" / "public.crt"

    def _prepare(self, chosen: ports.Ports) -> None:
        super()._prepare(chosen)
        settings = {
            "server.bolt.tls_level": "REQUIRED",
            "dbms.ssl.policy.bolt.enabled": "true",
            "dbms.ssl.policy.bolt.base_directory": str(self.certificate.parent),
            "dbms.ssl.policy.bolt.private_key": "private.key",
            "dbms.ssl.policy.bolt.public_certificate": self.certificate.name,
            "dbms.ssl.policy.bolt.client_auth": "NONE",
        }
        with (self.folder / "conf" / "neo4j.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{name}={value}\n" for name, value in settings.items())

    def _wait(self, state: State, timeout: float) -> None:
        """Wait for HTTP, which is there last: nothing is said over Bolt without TLS."""
        deadline = time.monotonic() + timeout
        while not ports.answers_http(state.http_port):
            assert time.monotonic() < deadline, self._last_words()
            time.sleep(0.05)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encrypting]:
    server = Encrypting(tmp_path_factory.mktemp("encrypting"), jars=home() / "jars")
    make_certificate(server.certificate.parent, "IP:127.0.0.1")
    server.up(version=RELEASE, heap="512m")
    yield server
    server.down()


@pytest.fixture
def address(server: Encrypting) -> Address:
    running = server.status()
    assert running is not None
    return address_of(running)


def by(scheme: str, address: Address) -> Address:
    return replace(address, uri=f"{scheme}://{address.uri.partition('://')[2]}")


@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc"])
def test_any_certificate_will_do(address: Address, scheme: str) -> None:
    with Store.connect(by(scheme, address)) as store:
        store.load(COMPLETE)
        assert store.read_dataset() == COMPLETE
        store.clear()


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_certificate_that_is_not_trusted(address: Address, scheme: str) -> None:
    ended = command(by(scheme, address), "status")
    message = last_line(ended)
    assert message.startswith(
        f"error: Neo4j at {by(scheme, address).uri} shows a certificate that is not trusted"
    )
    assert "self-signed certificate" in message.replace("self signed", "self-signed")
    assert f"write {scheme}sc://" in message
    assert "SSL_CERT_FILE" in message
    assert address.password not in ended.stderr


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_certificate_that_is_named_as_trusted(
    server: Encrypting, address: Address, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    assert command(by(scheme, address), "status").returncode == 0


def test_certificate_of_another_host(
    server: Encrypting, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    with pytest.raises(StoreUnavailableError, match=r"not trusted here: .*localhost.*bolt\+ssc://"):
        Store.connect(Address(by("bolt+s", address).uri.replace("127.0.0.1", "localhost"), "neo4j", "x"))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_server_that_wants_tls_is_not_spoken_to_without(address: Address, scheme: str) -> None:
    ended = command(by(scheme, address), "status")
    message = last_line(ended)
    assert f"does not speak Bolt, or not without TLS: check the port, or write {scheme}+s://" in message
    assert address.password not in ended.stderr


@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc"])
def test_server_that_knows_no_tls(neo4j_address: Address, scheme: str) -> None:
    with pytest.raises(StoreUnavailableError) as failure:
        Store.connect(by(scheme, neo4j_address))
    base = scheme.partition("+")[0]
    assert f"does not answer in TLS: check the port, or write {base}:// if" in str(failure.value)
