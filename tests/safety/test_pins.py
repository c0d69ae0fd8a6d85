"""What is installed is what was pinned: every requirement has a version and the digests of its files.

Lock files of jars are read in tests/server/test_lockfile.py.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted(ROOT.glob("requirements*.lock"))

REQUIREMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*==[0-9][0-9a-z.!+]*( ; [^\\]+)?")
DIGEST = re.compile(r"    --hash=sha256:[0-9a-f]{64}")


def entries(lock: Path) -> list[list[str]]:
    """Return the lines of each requirement: what is required, then its digests."""
    joined = lock.read_text(encoding="ascii").replace(" \\\n", "\0")
    return [line.split("\0") for line in joined.splitlines()]


def test_every_lock_is_looked_at() -> None:
    names = {lock.name for lock in LOCKS}
    assert names >= {"requirements.lock", "requirements-dev.lock", "requirements-notebook.lock"}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_has_one_version_and_its_digests(lock: Path) -> None:
    found = entries(lock)
    assert len(found) > 30
    assert [entry[0] for entry in found if not REQUIREMENT.fullmatch(entry[0])] == []
    assert [entry[0] for entry in found if len(entry) < 2] == []
    assert [line for entry in found for line in entry[1:] if not DIGEST.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_address_and_no_other_file(lock: Path) -> None:
    text = lock.read_text(encoding="ascii")
    assert "://" not in text
    assert not re.search(
        r"^ *(-r|-c|-e|--index|--extra-index|--find-links|--trusted-host)", text, re.MULTILINE
    )


def test_scripts_install_nothing_else() -> None:
    text = (ROOT / "scripts" / "environment.sh").read_text(encoding="utf-8")
    installs = re.findall(r'pip" install (.*)', text)
    assert len(installs) == 2
    assert installs[0].startswith("--require-hashes ")
    # cartelgraph itself, from this folder, without what it needs.
    assert "--no-deps --no-build-isolation --editable" in installs[1]
