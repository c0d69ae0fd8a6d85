from __future__ import annotations

import stat
from pathlib import Path

import pytest

from cartelgraph.errors import ServerError
from cartelgraph.server.password import prepare_password, read_password


def test_two_servers_have_two_passwords(tmp_path: Path) -> None:
    passwords = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        prepare_password(tmp_path / name)
        passwords.add(read_password(tmp_path / name))

    assert len(passwords) == 2
    assert all(len(password) >= 32 for password in passwords)


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    prepare_password(tmp_path)

    for path in (tmp_path / "password", tmp_path / "data" / "dbms" / "auth.ini"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_interrupted_preparation_keeps_the_password(tmp_path: Path) -> None:
    prepare_password(tmp_path)
    password = read_password(tmp_path)

    prepare_password(tmp_path)

    assert read_password(tmp_path) == password


def test_lost_password_of_a_used_server_is_not_made_up_anew(tmp_path: Path) -> None:
    (tmp_path / "data" / "databases" / "system").mkdir(parents=True)

    prepare_password(tmp_path)

    with pytest.raises(
        ServerError, match="password is missing, and without it nobody can enter the database"
    ):
        read_password(tmp_path)
