"""Neo4j Browser as `cartelgraph browse` opens it, driven in Chromium: log in, open the guide, click queries.

With CARTELGRAPH_SCREENSHOTS naming a folder, what is looked at is kept there as pictures.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, Request, expect, sync_playwright

from cartelgraph.browser import favourites, style
from cartelgraph.dataset import Dataset
from cartelgraph.model import Window
from cartelgraph.model.entities import Organization
from cartelgraph.model.knowledge import spell_of
from cartelgraph.model.relationships import Alliance
from cartelgraph.settings import home
from tests.browser.conftest import QUIET

pytestmark = [pytest.mark.browser, pytest.mark.neo4j]

#: What Browser has drawn in a frame, as D3 bound it to the picture, beside what the picture shows.
NODES = """frame => [...frame.querySelectorAll('g.node')].map(drawn => ({
    labels: drawn.__data__.labels,
    name: drawn.__data__.propertyMap.name,
    caption: [...drawn.querySelectorAll('text.caption')].map(line => line.textContent.trim()).join(' '),
    color: drawn.querySelector('circle.b-outline').getAttribute('fill'),
    diameter: 2 * drawn.querySelector('circle.b-outline').getAttribute('r'),
}))"""
TIES = """frame => [...frame.querySelectorAll('g.relationship')].map(drawn => ({
    type: drawn.__data__.type,
    caption: drawn.querySelector('text').textContent,
    color: drawn.querySelector('path.b-outline').getAttribute('fill'),
}))"""

Drawn = list[dict[str, Any]]


@dataclass
class Visit:
    """A web browser that is logged in, and what it asked for on the way."""

    page: Page
    requests: list[Request] = field(default_factory=list)

    def slide(self, title: str) -> Locator:
        """Go to a slide of the guide and return it."""
        if not self.page.get_by_test_id("guidesDrawer").is_visible():
            self.page.get_by_test_id("navigationGuides").click()
        back, on = self.page.get_by_test_id("guidePreviousSlide"), self.page.get_by_test_id("guideNextSlide")
        while back.is_enabled():
            back.click()
        slide = self.page.locator(".slide", has=self.page.get_by_role("heading", name=title))
        while not slide.is_visible():
            on.click(timeout=1000)
        return slide

    def run(self, query: Locator) -> Locator:
        """Click the arrow of a query and return the frame that answers it."""
        frames = self.page.get_by_test_id("frame")
        frames.evaluate_all("frames => frames.forEach(frame => frame.classList.add('seen'))")
        query.locator("i").click()
        answer = self.page.locator("[data-testid=frame]:not(.seen)")
        expect(answer).to_have_count(1)
        return answer

    def picture(self, slide: Locator) -> Locator:
        """Run the first query of a slide, which draws, and return its frame once the picture stands still."""
        frame = self.run(slide.locator("pre.runnable").first)
        expect(frame.locator("g.node").first).to_be_visible()
        expect(frame.locator("g.relationship text").first).to_be_attached()
        # The overview covers a part of the picture; once closed it stays so.
        overview = frame.get_by_role("button", name="Collapse the node properties display")
        if overview.is_visible():
            overview.click()
        self.page.wait_for_timeout(2500)
        return frame

    def keep(self, name: str) -> None:
        if folder := os.environ.get("CARTELGRAPH_SCREENSHOTS"):
            self.page.mouse.move(0, 0)
            self.page.screenshot(path=Path(folder) / f"browser-{name}.png")


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A server with the seeds, started as a user does, and what `browse` says of it."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "jars").symlink_to(home() / "jars")
    settings = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    environment = settings | {"CARTELGRAPH_HOME": str(folder)}

    def cartelgraph(*words: str) -> str:
        command = [sys.executable, "-m", "cartelgraph", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout

    cartelgraph("up")
    try:
        cartelgraph("load")
        said = cartelgraph("browse", "--no-open").splitlines()[1:]
        yield dict(line.split(maxsplit=1) for line in said)
    finally:
        cartelgraph("down")


@pytest.fixture(scope="module")
def visit(start: dict[str, str]) -> Iterator[Visit]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*QUIET])
        page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
        visit = Visit(page)
        page.on("request", lambda request: visit.requests.append(request))  # noqa: PLW0108 (it refuses a method)
        page.goto(start["Address"])
        expect(page.locator("input[type=password]")).to_be_visible()
        page.fill("input[type=password]", start["Password"])
        page.get_by_test_id("connect").click()
        expect(page.get_by_text("You are connected as user")).to_be_visible()
        yield visit
        chromium.close()


def test_login_needs_the_password_only_and_opens_the_guide(
    visit: Visit, start: dict[str, str], seeds: Dataset
) -> None:
    groups = sum(organization.kind.is_criminal_group for organization in seeds.of(Organization))
    expect(visit.page.get_by_test_id("guidesDrawer")).to_contain_text("The brief, tested")
    expect(visit.slide("What this graph is")).to_contain_text(f"{groups} criminal organizations")
    visit.keep("guide")
    visit.slide("How to read it")
    visit.keep("legend")
    assert start["User"] == "neo4j"


def test_allies_are_drawn_with_their_names_and_in_the_colours_of_their_kind(
    visit: Visit, seeds: Dataset
) -> None:
    frame = visit.picture(visit.slide("Who is allied with whom"))
    nodes, ties = drawn(frame)
    visit.keep("allies")

    allied = alliances_taken_to_hold(seeds)
    ends = {end for tie in allied for end in (tie.source, tie.target)}
    assert (len(ties), len(nodes)) == (len(allied), len(ends))
    told = f"{len(allied)} statements among {len(ends)} organizations"
    expect(visit.slide("Who is allied with whom")).to_contain_text(told)
    zetas = next(node for node in nodes if node["name"] == "Los Zetas")
    assert zetas["caption"] == "Los Zetas"
    assert zetas["color"] == "#1B2A41"
    assert zetas["diameter"] == 80
    keep_to_the_style(nodes, ties)


def test_allies_and_rivals_differ_in_colour_width_and_words(visit: Visit) -> None:
    frame = visit.picture(visit.slide("Enemies who became allies"))
    nodes, ties = drawn(frame)
    visit.keep("enemies")

    looks = {(tie["type"], tie["caption"], tie["color"]) for tie in ties}
    assert looks == {("ALLIED_WITH", "+ allied", "#0072B2"), ("RIVAL_OF", "- RIVAL -", "#D55E00")}
    allied, rival = (style()[f"relationship.{each}"]["shaft-width"] for each in ("ALLIED_WITH", "RIVAL_OF"))
    assert int(allied.removesuffix("px")) * 3 <= int(rival.removesuffix("px"))
    keep_to_the_style(nodes, ties)


def test_places_are_told_from_organizations(visit: Visit) -> None:
    frame = visit.picture(visit.slide("Where they operate"))
    nodes, ties = drawn(frame)
    visit.keep("places")

    assert {"Cartel", "Country", "Subdivision"} <= {label for node in nodes for label in node["labels"]}
    assert {tie["type"] for tie in ties} == {"OPERATES_IN", "PART_OF"}
    keep_to_the_style(nodes, ties)


def test_sources_behind_a_tie_are_drawn(visit: Visit) -> None:
    nodes, ties = drawn(visit.picture(visit.slide("The sources behind a tie")))
    visit.keep("sources")

    assert {label for node in nodes for label in node["labels"]} == {"Citation", "Source"}
    assert all(node["caption"] for node in nodes)
    keep_to_the_style(nodes, ties)


def test_every_query_of_the_guide_runs(visit: Visit) -> None:
    first = visit.slide("What this graph is")
    titles = [first.locator("h3").inner_text()]
    on = visit.page.get_by_test_id("guideNextSlide")
    while on.is_enabled():
        on.click()
        titles.append(visit.page.locator(".slide h3").inner_text())
    assert len(titles) >= 9
    for title in titles:
        for query in visit.slide(title).locator("pre.runnable").all():
            frame = visit.run(query)
            expect(frame.locator("g.node, table").first).to_be_visible()
            expect(frame).not_to_contain_text("Neo.ClientError")


def test_saved_queries_are_favourites(visit: Visit) -> None:
    visit.page.get_by_test_id("navigationFavorites").click()
    visit.page.get_by_text("cartelgraph", exact=True).click()
    for name in ("allies on", "allies on picture", "contradictions", "lineage"):
        expect(visit.page.get_by_text(name, exact=True)).to_be_attached()
    visit.keep("favourites")
    assert len(favourites()) > 20


def test_nothing_is_loaded_from_outside(visit: Visit) -> None:
    outside = [each for each in visit.requests if urlsplit(each.url).hostname != "localhost"]
    outside = [each for each in outside if urlsplit(each.url).scheme not in {"data", "blob"}]

    # Browser's makers' fonts, statistics and feedback: it asks, and the server's content policy refuses.
    assert {urlsplit(each.url).hostname for each in outside} <= {
        "fonts.googleapis.com",
        "cdn.segment.com",
        "canny.io",
    }
    assert {each.failure for each in outside} <= {"csp"}


def test_starting_again_keeps_what_the_user_made(visit: Visit, start: dict[str, str]) -> None:
    # A Browser that is open keeps writing what it holds, so the user comes back with none open.
    assert visit.page.context.browser
    page = visit.page.context.browser.new_context().new_page()
    page.goto(start["Address"].replace("start.html", "style.grass"))
    page.evaluate("""() => {
        const mine = {id: 'mine', content: '// mine'}, old = {id: 'cartelgraph-gone', content: '// gone'};
        localStorage.setItem('neo4j.documents', JSON.stringify([mine, old]));
        localStorage.setItem('neo4j.grass', JSON.stringify({'node.Mine': {color: 'red'}, 'node.Cartel': {}}));
    }""")
    page.goto(start["Address"])
    expect(page.get_by_test_id("guidesDrawer")).to_be_visible()
    ids = page.evaluate("JSON.parse(localStorage.getItem('neo4j.documents')).map(({id}) => id)")
    grass = page.evaluate("JSON.parse(localStorage.getItem('neo4j.grass'))")
    page.context.close()

    assert "mine" in ids
    assert "cartelgraph-gone" not in ids
    assert {one.document["id"] for one in favourites()} <= set(ids)
    assert grass["node.Mine"] == {"color": "red"}
    assert grass["node.Cartel"]["color"] == "#1B2A41"


def drawn(frame: Locator) -> tuple[Drawn, Drawn]:
    return frame.evaluate(NODES), frame.evaluate(TIES)


def alliances_taken_to_hold(seeds: Dataset) -> list[Alliance]:
    """Return the alliances that by themselves hold in March 2011, missing bounds carried two years."""
    days = Window.of("2011-03")
    spells = ((tie, spell_of(tie, seeds.published)) for tie in seeds.of(Alliance))
    return [tie for tie, spell in spells if spell.working(days, carry=24)]


def keep_to_the_style(nodes: Drawn, ties: Drawn) -> None:
    """Check that each node has colour, size and name of its kind, each tie colour and caption of its type."""
    for node in nodes:
        look = style()[f"node.{kind(node['labels'])}"]
        assert (node["color"], f"{node['diameter']}px") == (look["color"], look["diameter"])
        if "{name}" in look["caption"]:
            # Browser drops what does not fit, even the beginning of a name.
            shown, name = (re.findall(r"\w+", text) for text in (node["caption"], node["name"]))
            assert shown
            assert all(any(word.startswith(part) for word in name) for part in shown)
    for tie in ties:
        look = style()[f"relationship.{tie['type']}"]
        assert tie["color"] == look["color"]
        assert look["caption"].startswith(tie["caption"].rstrip("…").strip())


def kind(labels: list[str]) -> str:
    """Return the more special of a node's labels: `Cartel` rather than `Organization`."""
    special = [label for label in labels if label not in {"Organization", "Place"}]
    return special[0] if special else labels[0]
