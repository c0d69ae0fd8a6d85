"""The versions of a network that loads are killed on: without a fault, whatever goes from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartelgraph.dataset import read_dataset
from tests.faults import networks
from tests.faults.networks import NEAR, OTHER, Shares, write_versions


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_refers_to_something_that_is_gone_goes_as_well(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A third of the sources: many an event has no other.
    monkeypatch.setitem(networks.SHARES, OTHER, Shares(0.1, 0.1, 0.33))
    folders = write_versions(tmp_path, 1000, seed)
    read = {name: read_dataset(folder).records for name, folder in folders.items()}
    base = read.pop("base")
    for name in (OTHER, NEAR):
        assert base.keys() - read[name].keys(), name
        assert read[name].keys() - base.keys(), name
    assert not {key for key in base if key.startswith("event")} <= read[OTHER].keys()
