"""Where things are and which server is meant, from the environment alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartelgraph import settings
from cartelgraph.settings import Address, bundled, home, remote_address, server_name

ROOT = Path(__file__).resolve().parent.parent


def test_home_is_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/people/ana")
    assert home({"CARTELGRAPH_HOME": "/data/graph", "XDG_CACHE_HOME": "/cache"}) == Path("/data/graph")
    assert home({"XDG_CACHE_HOME": "/cache"}) == Path("/cache/cartelgraph")
    assert home({}) == Path("/people/ana/.cache/cartelgraph")
    assert home({"CARTELGRAPH_HOME": "~/graph"}) == Path("/people/ana/graph")


def test_an_empty_variable_is_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/people/ana")
    assert home({"CARTELGRAPH_HOME": "", "XDG_CACHE_HOME": ""}) == Path("/people/ana/.cache/cartelgraph")
    assert remote_address({"NEO4J_URI": ""}) is None


def test_home_does_not_move_with_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert home({"CARTELGRAPH_HOME": "graph"}) == tmp_path / "graph"


def test_without_an_address_the_local_server_is_meant() -> None:
    assert remote_address({"NEO4J_USERNAME": "ana", "NEO4J_PASSWORD": "x"}) is None


def test_an_address_has_the_defaults_of_neo4j() -> None:
    assert remote_address({"NEO4J_URI": "bolt://db"}) == Address("bolt://db", "neo4j", "", None)
    everything = {
        "NEO4J_URI": "neo4j+s://db",
        "NEO4J_USERNAME": "ana",
        "NEO4J_PASSWORD": "secret",
        "NEO4J_DATABASE": "cartels",
    }
    assert remote_address(everything) == Address("neo4j+s://db", "ana", "secret", "cartels")


def test_a_local_server_is_named_by_the_environment() -> None:
    assert server_name({}) is None
    assert server_name({"CARTELGRAPH_SERVER": ""}) is None
    assert server_name({"CARTELGRAPH_SERVER": "work"}) == "work"


def test_a_password_never_shows() -> None:
    address = Address("bolt://db", "ana", "s3cret", "cartels")
    for text in (repr(address), str(address), f"{address}", repr([address])):
        assert "s3cret" not in text
        assert "ana" in text


def test_data_lies_in_the_checkout_or_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bundled("seeds") == ROOT / "seeds"
    monkeypatch.setattr(settings, "PACKAGE", tmp_path)
    assert bundled("seeds") == tmp_path.parent / "seeds"
    (tmp_path / "_data" / "seeds").mkdir(parents=True)
    assert bundled("seeds") == tmp_path / "_data" / "seeds"
