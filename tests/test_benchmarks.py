"""The benchmarks: a generator of the same bytes each time, and what is timed, at sizes that take no time."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from benchmarks import frustration, measures
from benchmarks.figure import draw
from benchmarks.generate import Network, write
from benchmarks.measures import MEASURES, Measure, exponent, measure, scale_free, shown, timed
from benchmarks.page import FIGURE, PAGE, loading, page
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


def test_the_page_and_its_figure_are_made_of_the_results_that_are_kept() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m benchmarks.page"
    assert FIGURE.read_text(encoding="utf-8") == draw(loading()), "run: python -m benchmarks.page"


def test_the_graph_that_measures_are_timed_on_is_the_same_each_time_and_has_hubs() -> None:
    graph = scale_free(1000, signed=True)
    # 501 nodes, of which all but the first two bring two ties.
    assert (len(graph), graph.number_of_edges()) == (501, 998)
    signs = [data["sign"] for _, _, data in graph.edges(data=True)]
    assert 250 < signs.count(-1) < 350
    assert signs.count(-1) + signs.count(1) == 998
    assert max(degree for _, degree in graph.degree) > 30
    assert sorted(graph.edges(data="sign")) == sorted(scale_free(1000, signed=True).edges(data="sign"))
    assert not any("sign" in data for _, _, data in scale_free(10, signed=False).edges(data=True))


@pytest.mark.parametrize("way", frustration.ways(0.0))
def test_each_way_to_the_frustration_index_comes_to_the_same(way: str) -> None:
    measured = frustration.measure([way], 12, [18, 24], 20.0)
    for run in measured["ways"][way]:
        assert run["gaps"] == [0, 0, 0]
        graphs = [frustration.random_graph(12, run["ties"], seed) for seed in frustration.SEEDS]
        found = [round(frustration.ways(20.0)[way](graph)[0]) for graph in graphs]
        assert found == [fewest_frustrated(graph) for graph in graphs]


def fewest_frustrated(graph: nx.Graph[int]) -> int:
    """Return the frustration index by trying every division."""
    ties: list[tuple[int, int, int]] = list(graph.edges(data="sign"))
    return min(
        sum((sides >> one & 1 == sides >> other & 1) != (sign > 0) for one, other, sign in ties)
        for sides in range(2 ** (len(graph) - 1))
    )


@pytest.mark.parametrize("name", MEASURES)
def test_each_measure_can_be_timed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "REPEAT", 0.0)
    found = timed(name, 20, 1.0)
    assert (found["ties"], found["nodes"]) == (20, 11)
    assert found["seconds"] > 0
    assert found["peak_mb"] >= found["peak_mb_before"] > 0
    if name == "frustration":
        assert found["value"] == found["bound"]


def test_the_exponent_is_that_of_a_power() -> None:
    squared = [{"ties": ties, "processor_seconds": 3e-6 * ties**2} for ties in (10, 100, 1000)]
    assert exponent(squared) == 2.0
    # ln 1, ln 10, ln 100 against ln 1, ln 1, ln 10 of seconds: the slope is (0.5 + 0.5) / 2 of a decade.
    uneven = [{"ties": 10**place, "processor_seconds": taken} for place, taken in enumerate((1.0, 1.0, 10.0))]
    assert exponent(uneven) == 0.5
    assert exponent(squared[:1]) is None
    assert exponent([squared[0], {"ties": 100, "processor_seconds": 60.0, "gap": 5}]) is None


def test_what_takes_too_long_is_ended_and_not_tried_at_the_next_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "SLACK", 0.0)
    dense = Measure(lambda _graph, _cap: None, most=50, why="too large")
    monkeypatch.setitem(MEASURES, "dense", dense)
    found = measure(["brokerage"], [10, 100], 0.001)
    assert found["measures"]["brokerage"] == {
        "exponent": None,
        "runs": [
            {"ties": 10, "over_seconds": 0.001},
            {"ties": 100, "not_run": "the size before took too long"},
        ],
    }
    assert measure(["dense"], [100], 60.0)["measures"]["dense"]["runs"] == [
        {"ties": 100, "not_run": "too large"}
    ]
    assert "heap" not in found["machine"]


def test_results_are_shown_as_a_table() -> None:
    runs = [
        {"ties": 10, "seconds": 0.5, "gap": 0},
        {"ties": 100, "seconds": 60.0, "gap": 3},
        {"ties": 1000, "over_seconds": 60.0},
        {"ties": 10000, "not_run": "too large"},
    ]
    head, line = shown({"measures": {"frustration": {"exponent": None, "runs": runs}}})
    assert head.split() == [
        "measure",
        "exponent",
        "10",
        "ties",
        "100",
        "ties",
        "1000",
        "ties",
        "10000",
        "ties",
    ]
    assert line.split("  ")[0] == "frustration"
    assert " ".join(line.split()[1:]) == "0.5 s 60 s, gap 3 over 60 s not run"
