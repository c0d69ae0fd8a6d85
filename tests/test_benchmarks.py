"""The benchmarks: a generator of the same bytes each time, and what is timed, at sizes that take no time."""

from __future__ import annotations

import calendar
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from benchmarks import frustration, measures, reading
from benchmarks import page as performance
from benchmarks.figure import draw
from benchmarks.generate import Network, write
from benchmarks.measures import MEASURES, Measure, exponent, measure, scale_free, shown, timed
from benchmarks.page import FIGURE, PAGE, loading, page
from benchmarks.ways import (
    cartelgraph_read,
    cartelgraph_snapshot,
    read_columns,
    read_driver_graph,
    read_records,
    read_said_columns,
)
from benchmarks.ways.measured import ENTITIES, RELATIONSHIPS
from benchmarks.ways.read_back import Server
from cartelgraph.dataset import inspect_dataset, open_supply, read_dataset
from cartelgraph.dataset.dataset import record_text
from cartelgraph.settings import Address
from cartelgraph.store import Store


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


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("network")
    write(folder, Network(300))
    return folder


@pytest.fixture
def filled(neo4j_address: Address, network: Path) -> Iterator[Server]:
    """The session's Neo4j holds exactly the network, and nothing afterwards."""
    with Store.connect(neo4j_address) as store:
        store.load(open_supply(network))
        yield Server(neo4j_address.uri, neo4j_address.username, neo4j_address.password)
        store.clear()


def lines(folder: Path, collections: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the files say, whatever reads them elsewhere."""
    return [
        json.loads(line)
        for collection in collections
        for line in (folder / f"{collection}.jsonl").read_text("utf-8").splitlines()
    ]


def days(text: str) -> tuple[str, str]:
    """Return the first and the last day of a year, a month or a day."""
    if len(text) == 7:
        return f"{text}-01", f"{text}-{calendar.monthrange(int(text[:4]), int(text[5:]))[1]}"
    return (f"{text}-01-01", f"{text}-12-31") if len(text) == 4 else (text, text)


def held_in_june_2010(tie: dict[str, Any]) -> tuple[bool, bool]:
    """Return whether a tie may have held then, the focus of the network, and whether it certainly did."""
    if "period" not in tie:
        # Involvements and occurrences are for ever; what was only observed may have held at any time.
        return True, "observed" not in tie
    start, slash, end = tie["period"].partition("/")
    end = end if slash else start
    begins = days(start) if start else ("0000", "9999")
    ends = ("0000", "9999") if end in {"", ".."} else days(end)
    may = begins[0] <= "2010-06-30" and ends[1] >= "2010-06-01"
    return may, begins[1] <= "2010-06-01" and ends[0] >= "2010-06-30"


@pytest.mark.neo4j
@pytest.mark.usefixtures("filled")
def test_each_way_to_read_back_tells_how_much_it_has_read(neo4j_address: Address, network: Path) -> None:
    ties, entities = lines(network, RELATIONSHIPS), lines(network, ENTITIES)
    ends = {end for tie in ties for end in (tie["source"], tie["target"])}
    runs = {way.name: [reading.run(way, neo4j_address)] for way in reading.WAYS}
    measured = reading.results(300, 0, runs)
    for way in (*reading.ALIKE, reading.SAID):
        found = measured["ways"][way.name]
        assert (found["nodes"], found["edges"]) == (len(ends), 300), way
    dataset, snapshot = (measured["ways"][way.name] for way in reading.OURS)
    assert (dataset["nodes"], dataset["edges"]) == (len(entities), 300)
    sources = sum(entity["id"].startswith("source-") for entity in entities)
    assert snapshot["nodes"] == len(entities) - sources
    assert 0 < snapshot["edges"] < 300
    for found in measured["ways"].values():
        assert found["seconds"] > 0
        assert found["client_cpu_seconds"] > 0
        assert found["peak_mb"] > 10


@pytest.mark.neo4j
@pytest.mark.usefixtures("filled")
def test_each_round_of_reading_is_told(neo4j_address: Address) -> None:
    (runs,) = reading.compare(neo4j_address, 2, [reading.SAID]).values()
    assert [found["edges"] for found in runs] == [300, 300]


@pytest.mark.neo4j
def test_what_is_read_back_is_what_the_files_say(filled: Server, network: Path) -> None:
    ties = {tie["id"]: tie for tie in lines(network, RELATIONSHIPS)}
    plain = [each.read(filled) for each in (read_records, read_driver_graph, read_columns)]
    said = read_said_columns.read(filled)
    for graph in (*plain, said):
        assert {key: (source, target) for source, target, key in graph.edges(keys=True)} == {
            key: (tie["source"], tie["target"]) for key, tie in ties.items()
        }
        for _, _, key, data in graph.edges(keys=True, data=True):
            told = {name: value for name, value in ties[key].items() if name in read_columns.SAID}
            assert told.items() <= data.items()
    everything = [sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]) for graph in plain]
    assert everything[0] == everything[1] == everything[2]
    stored = {name for _, _, data in plain[0].edges(data=True) for name in data}
    assert stored == {*read_columns.SAID, *read_columns.DERIVED, "type"}
    assert {name for _, _, data in said.edges(data=True) for name in data} == {*read_columns.SAID, "type"}


@pytest.mark.neo4j
def test_what_cartelgraph_reads_back_is_what_the_files_say(filled: Server, network: Path) -> None:
    ties, entities = lines(network, RELATIONSHIPS), lines(network, ENTITIES)
    records = cartelgraph_read.read(filled).records
    assert records.keys() == {record["id"] for record in (*ties, *entities)}
    cited = {record["id"]: len(record.get("citations", ())) for record in (*ties, *entities)}
    assert {key: len(getattr(record, "citations", ())) for key, record in records.items()} == cited
    graph = cartelgraph_snapshot.read(filled)
    held = {tie["id"]: held_in_june_2010(tie) for tie in ties}
    kept = {key for _, _, key in graph.edges(keys=True)}
    assert kept >= {key for key, (_, certainly) in held.items() if certainly}
    assert kept <= {key for key, (may, _) in held.items() if may}
    assert set(graph) == {entity["id"] for entity in entities if not entity["id"].startswith("source-")}


def test_reading_is_compared_with_the_quickest_that_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = {
        "records": [4.0, 5.0, 4.5],
        "driver graph": [8.0, 8.0, 9.0],
        "columns": [4.0, 2.0, 3.0],
        "columns of records": [1.5, 1.5, 1.5],
        "cartelgraph, dataset": [3.6, 3.3, 3.9],
        "cartelgraph, snapshot": [6.0, 6.0, 6.0],
    }
    rest = {"client_cpu_seconds": 1.0, "peak_mb": 100.4, "nodes": 200, "edges": 1000}
    runs = {name: [{"seconds": one, **rest} for one in each] for name, each in seconds.items()}
    measured = reading.results(1000, 4300, runs)
    dataset = measured["ways"]["cartelgraph, dataset"]
    # Medians: 3.6 to the 3.0 of columns, and to the 8.0 of the driver's graph.
    assert (dataset["ratio_to_quickest"], dataset["ratio_to_driver_graph"]) == (1.2, 0.45)
    assert measured["ways"]["columns of records"]["ratio_to_quickest"] == 0.5
    monkeypatch.setattr(performance, "RESULTS", tmp_path)
    assert "Reading back" not in page()
    (tmp_path / "reading-1000.json").write_text(json.dumps(measured), encoding="utf-8")
    shown = page()
    assert "quickest of *records*, *driver graph*, *columns*" in shown.replace("\n", " ")
    assert "1,000 relationships, 4,300 nodes and relationships in the graph:" in shown
    row = f"| cartelgraph, dataset | 3.60 | 1.20 | 1.2 | 0.45 | 0.5 | 1.00 | 100 | {dataset['reads']} |"
    assert row in shown.splitlines()
    assert "| driver graph | 8.00 | 2.67 |  | 1.00 |  | 1.00 | 100 |" in shown
