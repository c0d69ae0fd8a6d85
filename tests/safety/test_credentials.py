"""The password is in one file and on the terminal of whoever asks for it; nowhere else."""

from __future__ import annotations

import re
import stat

import pytest

from tests.safety.conftest import Played
from tests.safety.scenario import WRONG_PASSWORD

pytestmark = pytest.mark.neo4j

#: Commands that tell how to log in to Browser: that is what they are asked.
TELL = {"up", "status", "browse"}


def test_it_is_told_only_by_commands_that_are_asked_for_it(played: Played) -> None:
    assert len(played.password) >= 32
    assert {name for name, said in played.told.items() if played.password in said.out} == TELL
    assert {name for name, said in played.told.items() if played.password in said.err} == set()


def test_one_that_was_given_is_never_repeated(played: Played) -> None:
    refused = played.told["load with a wrong password"]
    assert "refuses user 'neo4j'" in refused.err
    assert "Traceback" in refused.err
    assert not [name for name, said in played.told.items() if WRONG_PASSWORD in said.out + said.err]


def test_nor_by_a_fault_of_ours_or_a_server_that_is_gone(played: Played) -> None:
    assert "a fault that was made for this test" in played.told["a fault of ours"].err
    assert "Traceback" in played.told["a fault of ours"].err
    assert "the traceback is in" in played.told["a fault of ours, in one line"].err
    assert "does not answer" in played.told["load when nobody answers"].err


def test_nor_by_the_driver_where_it_tells_all_that_it_does(played: Played) -> None:
    for name in ("load by name", "query"):
        assert "LOGON" in played.told[name].err
        assert "TELEMETRY" not in played.told[name].err


def test_of_all_files_one_holds_it(played: Played) -> None:
    names = {path.relative_to(played.home).as_posix() for path in played.files}
    assert {"logs/faults.log", "server/logs/console.log", "server/conf/neo4j.conf"} <= names
    secrets = (played.password.encode(), WRONG_PASSWORD.encode())
    holders = {path for path in played.files if any(each in path.read_bytes() for each in secrets)}
    assert {path.relative_to(played.home).as_posix() for path in holders} == {"server/password"}


def test_no_other_user_can_read_it_whatever_the_umask(played: Played) -> None:
    server = played.home / "server"
    assert stat.S_IMODE((server / "password").stat().st_mode) == 0o600
    assert stat.S_IMODE(server.stat().st_mode) == 0o700


def test_the_report_and_the_pages_do_not_hold_it(played: Played) -> None:
    pages = [(played.folder / "report.html").read_text(encoding="utf-8")]
    pages += [played.told[name].out for name in ("start.html", "start.js", "setup.json", "guide.html")]
    assert all(pages)
    assert not [page[:80] for page in pages if played.password in page]


def test_no_command_line_holds_it(played: Played) -> None:
    assert any(f"--home-dir={played.home / 'server'}" in command for command in played.commands)
    assert not [command for command in played.commands if played.password in command]
    assert not [command for command in played.commands if WRONG_PASSWORD in command]


def test_no_program_is_started_with_it(played: Played) -> None:
    if not played.trace:
        pytest.skip("strace is not here, or may not look at other processes")
    started = re.findall(r"^(?:\d+ +)?execve\(.*", played.trace, re.MULTILINE)
    assert any("--home-dir=" in call for call in started)
    assert not [call for call in started if played.password in call or WRONG_PASSWORD in call]
