from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from threading import Thread

import pytest

from cartelgraph.errors import ServerError
from cartelgraph.server.ports import Ports, answers_bolt, answers_http, choose, require_free


def test_given_ports_are_taken_as_they_are(unused_port: int) -> None:
    chosen = choose(unused_port, None, last=None)

    assert chosen.bolt == unused_port
    assert chosen.http != unused_port


def test_last_ports_are_used_again(unused_port: int, another_unused_port: int) -> None:
    last = Ports(unused_port, another_unused_port)

    assert choose(None, None, last) == last


def test_last_port_that_is_taken_since_is_replaced(taken_port: int, unused_port: int) -> None:
    chosen = choose(None, None, Ports(taken_port, unused_port))

    assert chosen.bolt != taken_port
    assert chosen.http == unused_port


def test_usual_ports_are_preferred_to_any(monkeypatch: pytest.MonkeyPatch, unused_port: int) -> None:
    monkeypatch.setattr("cartelgraph.server.ports.HTTP", unused_port)

    assert choose(None, None, last=None).http == unused_port


def test_given_port_is_not_taken_for_the_other_purpose(unused_port: int) -> None:
    chosen = choose(None, unused_port, Ports(unused_port, unused_port))

    assert chosen.http == unused_port
    assert chosen.bolt != unused_port


def test_bolt_and_http_cannot_share_a_port(unused_port: int) -> None:
    with pytest.raises(ServerError, match=f"cannot share port {unused_port}"):
        choose(unused_port, unused_port, last=None)


def test_taken_port_is_named_with_the_process_that_has_it(taken_port: int) -> None:
    with pytest.raises(
        ServerError, match=rf"Bolt port {taken_port} is taken by .+ \(process {os.getpid()}\)"
    ):
        choose(taken_port, None, last=None)


def test_port_taken_on_all_interfaces_counts_as_taken() -> None:
    with socket.create_server(("", 0)) as everywhere:
        port = everywhere.getsockname()[1]
        with pytest.raises(ServerError, match=f"HTTP port {port} is taken"):
            require_free(port, "HTTP")


@pytest.mark.parametrize("port", [-1, 0, 65536])
def test_port_that_cannot_exist_is_refused(port: int) -> None:
    with pytest.raises(ServerError, match=f"HTTP port {port} does not exist: ports go from 1 to 65535"):
        require_free(port, "HTTP")


@pytest.fixture
def mute_port() -> Iterator[int]:
    """A port where connections are taken and closed without a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hang_up() -> None:
            connection, _ = listening.accept()
            connection.close()

        thread = Thread(target=hang_up)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def test_server_of_another_kind_does_not_pass_for_bolt(mute_port: int) -> None:
    assert not answers_bolt(mute_port)


def test_nobody_answers_on_an_unused_port(unused_port: int) -> None:
    assert not answers_bolt(unused_port)
    assert not answers_http(unused_port)


def test_http_counts_as_up_when_it_takes_connections(taken_port: int) -> None:
    assert answers_http(taken_port)
