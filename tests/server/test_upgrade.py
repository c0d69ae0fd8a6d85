"""Which release a server starts with."""

from __future__ import annotations

import pytest

from cartelgraph.errors import ServerError
from cartelgraph.server.upgrade import chosen_release, is_upgrade, release_of_line
from cartelgraph.server.version import DEFAULT, RELEASES, number_of, release_named

CALENDAR = RELEASES[-1]


def test_releases_are_in_order_and_the_default_is_among_them() -> None:
    assert [number_of(one.version) for one in RELEASES] == sorted(number_of(one.version) for one in RELEASES)
    assert DEFAULT in RELEASES
    assert len({one.line for one in RELEASES}) == len(RELEASES)


@pytest.mark.parametrize(
    ("last", "wanted", "chosen"),
    [
        (None, None, DEFAULT),
        (None, "2026.09", CALENDAR),
        (None, "5", DEFAULT),
        ("5.26.31", None, DEFAULT),
        # Within a line of releases nothing is converted.
        ("5.26.1", None, DEFAULT),
        ("5.26.1", "5.26.31", DEFAULT),
        ("2026.09.0", None, CALENDAR),
        ("2026.09.0", "2026", CALENDAR),
    ],
)
def test_the_release_that_is_started(last: str | None, wanted: str | None, chosen: object) -> None:
    assert chosen_release(last, wanted) == chosen


@pytest.mark.parametrize(
    ("last", "wanted"), [("2026.09.0", "5.26.31"), ("5.26.99", None), ("2027.01.0", None)]
)
def test_there_is_no_way_back(last: str, wanted: str | None) -> None:
    for upgrade in (False, True):
        with pytest.raises(ServerError, match=r"is older and cannot read them\. Start a new server"):
            chosen_release(last, wanted, upgrade=upgrade)


def test_another_line_of_releases_has_to_be_asked_for() -> None:
    with pytest.raises(ServerError, match=r"ask for an upgrade \(--upgrade\)"):
        chosen_release("5.26.31", "2026.09.0")
    assert chosen_release("5.26.31", "2026.09.0", upgrade=True) == CALENDAR
    assert is_upgrade("5.26.31", CALENDAR)
    assert not is_upgrade("5.26.1", DEFAULT)


@pytest.mark.parametrize("version", ["6", "5.2", "", "latest", "2026.09.0.1"])
def test_a_release_that_cannot_be_run_is_refused_with_those_that_can(version: str) -> None:
    with pytest.raises(ServerError, match=r"is not among the releases that can be run here: 5\.26\.31, 2026"):
        release_named(version)


def test_data_of_an_unknown_line_are_worked_on_by_the_default_release() -> None:
    assert release_of_line("5.20.1") == DEFAULT
    assert release_of_line("2026.09.1") == CALENDAR
