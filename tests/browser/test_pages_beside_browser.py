"""Style, guide and favourites before any Browser reads them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cartelgraph.brief import CLAIMS, answer
from cartelgraph.browser import favourites, guide_html, pages, style, write_files
from cartelgraph.dataset import Dataset
from cartelgraph.model import ENTITY_TYPES, RELATIONSHIP_TYPES
from cartelgraph.model.entities import Organization, Place
from cartelgraph.network import Moment
from cartelgraph.store import catalogue
from cartelgraph.store.shape import component_shapes, link_types
from tests import make

NODES = {
    *(kind.label for kind in ENTITY_TYPES),
    *(shape.label for shape in component_shapes()),
    *Organization.all_labels(),
    *Place.all_labels(),
}
TIES = {*(kind.label for kind in RELATIONSHIP_TYPES), *link_types()}


@pytest.fixture(scope="module")
def guide(seeds: Dataset) -> str:
    return guide_html(seeds, Moment(seeds.info.focus))


class Reader(HTMLParser):
    """Collects the text of the slides' queries and checks that every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.queries: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag == "pre":
            self.queries.append("")
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "pre":
            self.queries[-1] += data


@pytest.mark.parametrize("label", sorted(NODES))
def test_every_label_has_a_colour_a_size_and_a_caption(label: str) -> None:
    look = style()[f"node.{label}"]
    assert re.fullmatch("#[0-9A-F]{6}", look["color"])
    assert re.fullmatch(r"\d+px", look["diameter"])
    assert "{" in look["caption"]


@pytest.mark.parametrize("type_", sorted(TIES))
def test_every_relationship_type_has_a_colour_a_width_and_a_caption(type_: str) -> None:
    look = style()[f"relationship.{type_}"]
    assert re.fullmatch("#[0-9A-F]{6}", look["color"])
    assert re.fullmatch(r"\d+px", look["shaft-width"])
    assert look["caption"]


def test_the_style_names_nothing_that_the_graph_does_not_have() -> None:
    known = {"node", "relationship"} | {f"node.{label}" for label in NODES}
    assert set(style()) <= known | {f"relationship.{type_}" for type_ in TIES}


def test_the_rule_of_a_kind_comes_after_that_of_its_type() -> None:
    order = list(style())
    for entity in (Organization, Place):
        first, *kinds = entity.all_labels()
        assert all(order.index(f"node.{first}") < order.index(f"node.{kind}") for kind in kinds)


@pytest.mark.parametrize("selector", [each for each in style() if each.startswith("node.")])
def test_captions_can_be_read_on_their_nodes(selector: str) -> None:
    """The contrast of WCAG 2, level AA: at least 4.5."""
    look = style()[selector]
    light, dark = sorted((luminance(look["color"]), luminance(look["text-color-internal"])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_three_signed_ties_differ_without_their_colours() -> None:
    looks = [style()[f"relationship.{type_}"] for type_ in ("ALLIED_WITH", "RIVAL_OF", "TRUCE_WITH")]
    assert len({look["shaft-width"] for look in looks}) == 3
    assert len({look["caption"] for look in looks}) == 3


def test_the_guide_is_sound_html_and_its_queries_hold_no_parameter(guide: str) -> None:
    reader = Reader()
    reader.feed(guide)
    assert reader.open == []
    assert len(reader.queries) >= 15
    assert not any("$" in query for query in reader.queries)
    assert "<script" not in guide


def test_the_guide_tells_claims_with_pages_and_verdicts(guide: str, seeds: Dataset) -> None:
    signs = {"holds": "✓", "fails": "✗", "cannot be checked": "?"}
    for claim, finding in zip(CLAIMS, answer(seeds, Moment(seeds.info.focus)), strict=True):
        if claim.number in {1, 3, 4, 5, 6}:
            assert claim.page in guide
            assert f"{signs[finding.verdict]} {finding.verdict}" in guide


def test_the_guide_counts_what_the_dataset_holds(guide: str, seeds: Dataset) -> None:
    counts = seeds.counts()
    for collection in ("alliances", "rivalries", "truces", "sources"):
        assert f"<b>{counts[collection]}</b>" in guide


def test_the_guide_tells_how_much_its_picture_of_the_allies_shows() -> None:
    # In March 2011 A and B are allied, as two statements say; so are B and C by themselves, but they have
    # been at war since 2010; that C and D were, nobody dates.
    peace = (
        *(make.organization(key) for key in "abcd"),
        make.alliance("a", "b", period="2010/"),
        make.alliance("a", "b", 2, period="2009/2012"),
        make.alliance("b", "c", period="2009/"),
        make.alliance("c", "d"),
    )
    shown = "The picture takes each statement by itself: 3 statements among 3 organizations."
    at_war = told(make.dataset(*peace, make.rivalry("b", "c", period="2010/")))
    assert "1 pairs are taken to be allied, among 2 organizations" in at_war
    assert f"{shown} Of these, statements to the contrary had ended 1 by then." in at_war
    at_peace = told(make.dataset(*peace))
    assert "2 pairs are taken to be allied, among 3 organizations" in at_peace
    assert f"{shown} An alliance of which" in at_peace


def told(dataset: Dataset) -> str:
    """Return the words of the guide."""
    return " ".join(re.sub(r"<[^>]+>", "", guide_html(dataset, Moment(dataset.info.focus))).split())


def test_the_guide_of_a_dataset_without_the_brief_says_so(seeds: Dataset) -> None:
    text = guide_html(Dataset(seeds.info, ()), Moment(seeds.info.focus))
    assert "? cannot be checked" in text
    assert "The sources behind a tie" not in text
    assert "no two organizations are stated to be allies and enemies at once" in " ".join(text.split())


def test_a_favourite_is_a_table_or_a_picture_of_a_saved_query() -> None:
    names = {one.name for one in favourites()}
    assert names == {query.name for query in catalogue()} | {
        f"{query.name}-picture" for query in catalogue() if query.picture
    }
    for one in favourites():
        assert one.text.startswith("// ")
        assert "$" not in one.text
        assert one.document["id"].startswith("cartelgraph-")


def test_what_start_js_reads_is_in_the_set_up(seeds: Dataset) -> None:
    files = pages(seeds, Moment(seeds.info.focus))
    setup = json.loads(files["setup.json"])
    [names] = re.findall(r"const \{ (.+) \} = await response", files["start.js"])
    assert set(setup) == set(names.split(", "))
    assert list(setup["style"]) == list(style())
    assert setup["settings"]["autoComplete"] is False
    assert 'src="start.js"' in files["start.html"]


def test_files_for_another_browser(seeds: Dataset, tmp_path: Path) -> None:
    written = write_files(seeds, Moment(seeds.info.focus), tmp_path / "new")
    names = {path.relative_to(tmp_path / "new").as_posix() for path in written}
    assert {"style.grass", "guide.html", "cartelgraph/allies-on.cypher"} <= names
    assert all(path.read_text(encoding="utf-8") for path in written)
