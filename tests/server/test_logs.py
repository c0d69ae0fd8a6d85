from __future__ import annotations

from pathlib import Path

import pytest

from cartelgraph.server.logs import follow, last_lines, rotate, telling_lines


def test_rotation_keeps_the_last_three(tmp_path: Path) -> None:
    log = tmp_path / "console.log"
    for start in range(6):
        rotate(log)
        log.write_text(f"start {start}")

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "console.log": "start 5",
        "console.log.1": "start 4",
        "console.log.2": "start 3",
        "console.log.3": "start 2",
    }


def test_errors_are_told_without_their_stack(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(
        "2026-11-24 11:05:07.290+0000 INFO  Starting...\n"
        "2026-11-24 11:05:07.291+0000 ERROR Failed to start Neo4j\n"
        "\tat org.neo4j.server.Exception.handle(Exception.java:1)\n"
        "Caused by: java.io.IOException: the store is locked\n"
        "\t... 11 more\n"
        "2026-11-24 11:05:07.292+0000 INFO  Stopped.\n"
    )

    assert telling_lines(log).splitlines() == [
        "2026-11-24 11:05:07.291+0000 ERROR Failed to start Neo4j",
        "Caused by: java.io.IOException: the store is locked",
    ]


def test_what_java_says_before_neo4j_logs_is_told(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("Error occurred during initialization of VM\nToo small maximum heap\n")

    assert telling_lines(log) == "Error occurred during initialization of VM\nToo small maximum heap"


def test_last_lines_are_told_when_all_was_well(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("".join(f"2026-11-24 INFO  line {number}\n" for number in range(9)))

    assert telling_lines(log, count=2) == "2026-11-24 INFO  line 7\n2026-11-24 INFO  line 8"


def test_log_that_was_never_written_tells_nothing(tmp_path: Path) -> None:
    assert telling_lines(tmp_path / "log") == ""


@pytest.mark.parametrize("block", [1, 7, 64 * 1024])
@pytest.mark.parametrize(
    ("text", "count", "expected"),
    [
        ("", 3, []),
        ("a\nb\nc\n", 2, ["b", "c"]),
        ("a\nb\nc", 2, ["b", "c"]),
        ("a\n\n\n", 2, ["", ""]),
        ("a\nb\n", 9, ["a", "b"]),
        ("a\nb\n", 0, []),
        ("é\r\n漢\r\n", 1, ["漢"]),
    ],
)
def test_the_last_lines_are_those(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, count: int, expected: list[str], block: int
) -> None:
    monkeypatch.setattr("cartelgraph.server.logs.BLOCK", block)
    (tmp_path / "log").write_bytes(text.encode())

    assert last_lines(tmp_path / "log", count) == expected
    assert list(follow(tmp_path / "log", count, lambda: False, pause_s=0)) == expected


def test_a_log_that_is_not_there_has_no_last_lines(tmp_path: Path) -> None:
    assert last_lines(tmp_path / "log", 5) == []


def test_lines_are_followed_until_nothing_more_can_come(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("before\nlast\n")
    # What is written each time that somebody asks whether more may come; nothing can after the last.
    written = ["", "one\ntw", "o\n", "", "three\nleft"]

    def goes_on() -> bool:
        with log.open("a") as file:
            file.write(written.pop(0) if written else "")
        return bool(written)

    assert list(follow(log, 1, goes_on, pause_s=0)) == ["last", "one", "two", "three", "left"]
