"""Values are parameters: whatever they look like, they come back equal and are shown as what they are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import neo4j
import pytest

from cartelgraph.browser import guide_html
from cartelgraph.dataset import Dataset
from cartelgraph.errors import CartelGraphError
from cartelgraph.figures import network_figure
from cartelgraph.model import EdtfDate
from cartelgraph.model.entities import Source
from cartelgraph.network import Moment, snapshot
from cartelgraph.report import gather, render
from cartelgraph.settings import Address
from cartelgraph.store import Store, View, catalogue, query_named
from cartelgraph.store import load as load_module
from tests.cli.conftest import Run, run, run_on_neo4j  # noqa: F401 - fixtures
from tests.safety.hostile import HOSTILE, MARK, marked, plain, texts, world
from tests.store.conftest import holding

MOMENT = Moment(EdtfDate("2011-03"))

#: What the graph is made of, apart from the values in it.
SHAPE = (
    "MATCH (n) RETURN labels(n) AS kind, keys(n) AS names, count(*) AS many ORDER BY kind, names",
    "MATCH ()-[r]->() RETURN [type(r)] AS kind, keys(r) AS names, count(*) AS many ORDER BY kind, names",
)


@pytest.fixture(scope="module")
def hostile() -> Dataset:
    return world()


@pytest.fixture(scope="module")
def store(neo4j_address: Address, hostile: Dataset) -> Iterator[Store]:
    with holding(neo4j_address, hostile) as opened:
        yield opened


def shape(store: Store) -> list[Counter[tuple[str, ...]]]:
    """Return how many nodes, and relationships, there are of each kind with the same properties."""
    counted = []
    for text in SHAPE:
        shapes: Counter[tuple[str, ...]] = Counter()
        for kinds, names, many in store.query(text).rows:
            shapes[(*sorted(kinds), ":", *sorted(names))] += many
        counted.append(shapes)
    return counted


@pytest.mark.neo4j
def test_what_is_loaded_comes_back_equal(store: Store, hostile: Dataset) -> None:
    assert store.read_dataset() == hostile
    assert not store.load(hostile).changed
    names = {name for (name,) in store.query("MATCH (o:Organization) RETURN o.name").rows}
    assert set(texts().values()) <= names


@pytest.mark.neo4j
def test_the_graph_has_the_shape_that_plain_names_give(store: Store, hostile: Dataset) -> None:
    store.load(plain())
    expected = shape(store)
    store.load(hostile)
    assert shape(store) == expected


@pytest.mark.neo4j
@pytest.mark.parametrize("what", HOSTILE)
def test_every_saved_query_takes_a_name_for_the_id_that_it_means(store: Store, what: str) -> None:
    key = f"{MARK}-{list(HOSTILE).index(what)}"
    for query in catalogue():
        for parameter in query.parameters:
            if parameter.type in {"organization", "record"}:
                by_name = store.answer(query, {parameter.name: texts()[what]} | others(query, parameter.name))
                by_id = store.answer(query, {parameter.name: key} | others(query, parameter.name))
                assert by_name.rows == by_id.rows


def others(query: Any, name: str) -> dict[str, str]:
    """Return an organization that is there for each other parameter that means one."""
    needed = [each.name for each in query.parameters if each.type == "organization" and each.name != name]
    return dict.fromkeys(needed, f"{MARK}-0")


@pytest.mark.neo4j
@pytest.mark.parametrize("what", HOSTILE)
def test_the_command_line_asks_and_shows_it(store: Store, run_on_neo4j: Run, what: str) -> None:  # noqa: ARG001, F811
    name = texts()[what]
    asked = run_on_neo4j("query", "names", "--set", f"name={name}", "--format", "json")
    assert asked.code == 0, asked.err
    assert f"{name} alias" in {
        value for row in json.loads(asked.out)["rows"] for value in row["values"].values()
    }
    shown = run_on_neo4j("show", name, "--neo4j", "--format", "table")
    assert shown.code == 0, shown.err
    assert name.split()[-1] in shown.out


@pytest.mark.neo4j
def test_the_last_name_that_there_is_not_is_told_and_nothing_else_happens(store: Store) -> None:
    before = shape(store)
    for text in ("'}) DETACH DELETE n //", "\\u0027}) DETACH DELETE n //", "\u202e", "$id", "`"):
        for query in ("lineage", "sources-behind"):
            parameter = query_named(query).parameters[0].name
            with pytest.raises(CartelGraphError, match=r"unknown|may mean"):
                store.answer(query_named(query), {parameter: text})
    assert shape(store) == before


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that the driver is given to send, from here on; it is sent all the same."""
    seen: list[str] = []

    def observed(original: Callable[..., Any]) -> Callable[..., Any]:
        def seeing(self: Any, query: Any, *arguments: Any, **named: Any) -> Any:
            seen.append(str(getattr(query, "text", query)))
            return original(self, query, *arguments, **named)

        return seeing

    for kind in (neo4j.Session, neo4j.Transaction, neo4j.ManagedTransaction):
        monkeypatch.setattr(kind, "run", observed(kind.run))
    return seen


@pytest.mark.neo4j
@pytest.mark.parametrize("most", [0, 20_000], ids=["in batches", "in one transaction"])
def test_no_value_is_in_the_text_of_a_query(
    neo4j_address: Address, sent: list[str], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load_module, "ONE_TRANSACTION", most)
    dataset = marked()
    assert all(MARK in key for key in dataset.records)
    smaller = Dataset(dataset.info, dataset.of(Source))
    held = View.of(snapshot(dataset, MOMENT))
    assert held.holding
    with holding(neo4j_address, dataset) as store:
        store.load(dataset, rewrite=True)
        store.preview(smaller)
        store.describe()
        assert store.read_dataset() == dataset
        for query in catalogue():
            meant = {"organization": f"{MARK}-alpha", "record": f"Alpha {MARK}", "text": f"Alpha {MARK}"}
            chosen = {each.name: meant[each.type] for each in query.parameters if each.type in meant}
            store.answer(query, chosen)
            if any(each.name == "on" for each in query.parameters):
                store.answer(query, chosen, at=held)
        store.load(smaller)
        store.load(dataset)
    assert len(sent) > 100
    assert [text for text in sent if MARK in text.lower()] == []


class Parts(HTMLParser):
    """The tags of a page, the attributes that they have, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[tuple[str, str]] = set()
        self.text = ""
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags |= {(tag, name) for name, _ in [*attrs, ("", "")]}
        self.words += " ".join(value or "" for _, value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    "made",
    [
        lambda dataset: render(gather(dataset, MOMENT)),
        lambda dataset: guide_html(dataset, MOMENT),
        lambda dataset: network_figure(snapshot(dataset, MOMENT)).svg,
    ],
    ids=["report", "guide", "figure"],
)
def test_a_page_has_no_part_that_plain_names_do_not_give(
    made: Callable[[Dataset], str], hostile: Dataset
) -> None:
    found, expected = Parts(made(hostile)), Parts(made(plain()))
    assert found.tags <= expected.tags
    assert MARK in found.text


def test_the_report_tells_every_name_as_it_is(hostile: Dataset) -> None:
    text = " ".join(Parts(render(gather(hostile, MOMENT))).text.split())
    assert [name for name in texts().values() if " ".join(name.split()) not in text] == []
