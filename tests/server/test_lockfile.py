from __future__ import annotations

import re
import string
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.server.lockfile import Jar, describe, read_lock, write_lock
from cartelgraph.server.version import RELEASES, Release

LINE = re.compile(r"[\w.-]+:[\w.-]+:[\w.-]+(:[\w.-]+)? [0-9a-f]{64} [1-9][0-9]*")

names = st.text(string.ascii_letters + string.digits + ".-_", min_size=1, max_size=12)
coordinates = st.lists(names, min_size=3, max_size=4).map(":".join)
jars = st.builds(
    Jar, coordinates, st.text("0123456789abcdef", min_size=64, max_size=64), st.integers(1, 10**9)
)


every_release = pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.version)


@every_release
def test_every_line_is_a_coordinate_a_digest_and_a_size_and_nothing_else(release: Release) -> None:
    lines = release.lock.read_text(encoding="ascii").splitlines()

    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert lines == sorted(lines)


@every_release
def test_lock_names_no_address(release: Release) -> None:
    text = release.lock.read_text(encoding="ascii")

    assert "/" not in text
    assert "@" not in text


@every_release
def test_lock_holds_the_server_and_all_that_it_needs(release: Release) -> None:
    coordinates = [jar.coordinate for jar in read_lock(release.lock)]

    assert set(release.roots) <= set(coordinates)
    assert len(coordinates) > 200


def test_no_two_jars_share_a_file_name_though_releases_share_a_folder() -> None:
    jars = {jar for release in RELEASES for jar in read_lock(release.lock)}

    assert len({jar.filename for jar in jars}) == len(jars)


def test_file_name_has_the_classifier_last() -> None:
    jar = Jar("io.netty:netty-transport-native-epoll:4.1.132.Final:linux-x86_64", "", 0)

    assert jar.filename == "netty-transport-native-epoll-4.1.132.Final-linux-x86_64.jar"


def test_digest_is_sha256(tmp_path: Path) -> None:
    # FIPS 180-2, appendix B.1
    path = tmp_path / "abc"
    path.write_bytes(b"abc")

    jar = describe("g:a:1", path)

    assert jar == Jar("g:a:1", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3)


@given(st.sets(jars))
def test_reading_gives_back_what_was_written(pinned: set[Jar]) -> None:
    with TemporaryDirectory() as folder:
        write_lock(pinned, Path(folder) / "lock")

        assert read_lock(Path(folder) / "lock") == tuple(sorted(pinned))
