"""The container is the same server: same version, same memory, same privacy, loopback only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from cartelgraph.server import NEO4J_VERSION
from cartelgraph.server.config import render
from cartelgraph.server.java import HEAP
from cartelgraph.server.ports import Ports

COMPOSE = Path(__file__).resolve().parents[2] / "docker-compose.yml"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def service(compose: dict[str, Any]) -> dict[str, Any]:
    [only] = compose["services"].values()
    assert isinstance(only, dict)
    return only


def settings_of(service: dict[str, Any]) -> dict[str, str]:
    """Return the settings as Neo4j's image reads them: a dot is written ``_``, an underscore ``__``."""
    return {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): str(value)
        for name, value in service["environment"].items()
        if name != "NEO4J_AUTH"
    }


def test_follows_the_compose_specification() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", COMPOSE],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_image_is_the_version_of_the_local_server(service: dict[str, Any]) -> None:
    assert service["image"] == f"neo4j:{NEO4J_VERSION}-community"


def test_ports_are_bound_to_loopback(service: dict[str, Any]) -> None:
    assert service["ports"] == ["127.0.0.1:7687:7687", "127.0.0.1:7474:7474"]


def test_password_comes_from_the_environment_and_is_required(service: dict[str, Any]) -> None:
    assert service["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")


def test_data_lies_in_a_named_volume(compose: dict[str, Any], service: dict[str, Any]) -> None:
    mounts = dict(reversed(mount.split(":")) for mount in service["volumes"])

    assert mounts["/data"] in compose["volumes"]


def test_health_is_what_the_local_server_waits_for(service: dict[str, Any]) -> None:
    command = service["healthcheck"]["test"]

    assert command[:2] == ["CMD", "wget"]
    assert command[-1] == "http://127.0.0.1:7474/"


def test_settings_are_those_of_the_local_server(service: dict[str, Any]) -> None:
    local = dict(line.split("=", 1) for line in render(Ports(7687, 7474)).splitlines())
    container = settings_of(service)

    assert container.pop("server.memory.heap.max_size") == HEAP
    assert container.items() <= local.items()
    assert {"dbms.usage_report.enabled", "client.allow_telemetry"} <= set(container)
