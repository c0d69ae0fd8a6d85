"""The generator of the benchmarks: the same bytes each time, valid by our rules, with hubs or without."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks.figure import draw
from benchmarks.generate import Network, write
from cartelgraph.dataset import inspect_dataset, read_dataset
from cartelgraph.dataset.dataset import record_text


def sums(folder: Path) -> str:
    files = sorted(folder.iterdir())
    return hashlib.sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()


def most_ties(folder: Path) -> int:
    ends = (end for tie in read_dataset(folder).relationships for end in (tie.source, tie.target))
    return max(Counter(end for end in ends if end.startswith("organization")).values())


@pytest.mark.parametrize("compressed", [False, True])
def test_the_same_network_is_the_same_bytes(tmp_path: Path, compressed: bool) -> None:  # noqa: FBT001
    network = Network(500)
    assert write(tmp_path / "one", network, compressed=compressed) == 600
    write(tmp_path / "two", network, compressed=compressed)
    assert sums(tmp_path / "one") == sums(tmp_path / "two")
    write(tmp_path / "other", Network(500, seed=8), compressed=compressed)
    assert sums(tmp_path / "one") != sums(tmp_path / "other")


def test_it_is_valid_by_our_own_rules_and_written_in_our_own_hand(tmp_path: Path) -> None:
    write(tmp_path, Network(2000))
    inspection = inspect_dataset(tmp_path)
    assert inspection.problems == ()
    assert inspection.dataset is not None
    assert len(inspection.dataset.relationships) == 2000
    lines = {line for file in tmp_path.glob("*.jsonl") for line in file.read_text("utf-8").splitlines()}
    assert lines == {record_text(record) for record in inspection.dataset.records.values()}


def test_hubs_can_be_switched_off(tmp_path: Path) -> None:
    write(tmp_path / "hubs", Network(2000))
    write(tmp_path / "even", Network(2000, hubs=False))
    # 2,800 ends at 200 organizations: 14 each when all are alike. Of draws n * u^3 a share of n^(-1/3) falls
    # on the first, which makes 479.
    assert most_ties(tmp_path / "even") < 35
    assert 350 < most_ties(tmp_path / "hubs") < 600


def test_a_share_of_the_statements_can_be_altered_and_nothing_else_is(tmp_path: Path) -> None:
    write(tmp_path / "before", Network(2000))
    write(tmp_path / "after", Network(2000, changed=0.01))
    before, after = read_dataset(tmp_path / "before").records, read_dataset(tmp_path / "after").records
    altered = [key for key in before if before[key] != after[key]]
    assert before.keys() == after.keys()
    assert 8 <= len(altered) <= 32
    assert all(after[key].note == "Revised." for key in altered)


def test_the_figure_shows_every_way_and_its_target() -> None:
    result = {
        "relationships": 1000,
        "elements": 4700,
        "machine": {"cores": 2, "memory_gib": 24},
        "targets": {"cartelgraph": 1.25},
        "ways": {
            "written by hand": {"seconds": 2.0, "ratio_to_hand_written": 1.0},
            "cartelgraph": {"seconds": 2.2, "ratio_to_hand_written": 1.1},
            "a <peer>": {"seconds": 40.0, "ratio_to_hand_written": 20.0},
        },
    }
    figure = ET.fromstring(draw([result]))  # noqa: S314 - of our own making
    told = [text.text for text in figure.iter("{http://www.w3.org/2000/svg}text")]
    assert {"written by hand", "cartelgraph", "a <peer>", "1.10 (2.2 s), target 1.25"} <= set(told)
    bars = list(figure.iter("{http://www.w3.org/2000/svg}rect"))[1:]
    widths = [float(bar.attrib["width"]) for bar in bars]
    # Two decades from 1 to 100 on 400 units: 20 is 1.301 decades to the right of 1.
    assert widths[0] == 1.5
    assert widths[2] == pytest.approx(260.2, abs=0.1)
