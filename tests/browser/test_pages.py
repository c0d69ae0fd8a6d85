"""The report and Neo4j Browser, as Chromium shows them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from cartelgraph.brief import CLAIMS
from cartelgraph.dataset import Dataset
from cartelgraph.network import Moment
from cartelgraph.report import gather, write_report
from cartelgraph.server import LocalServer
from cartelgraph.settings import home
from tests.browser.conftest import QUIET

pytestmark = pytest.mark.browser

Chromium = Callable[..., str]

WIDTHS = (390, 800, 1280)


@pytest.fixture(scope="module")
def report(seeds: Dataset, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    return write_report(gather(seeds, Moment(seeds.info.focus)), path).as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*QUIET])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_report_fits_the_screen_and_asks_nothing_of_the_network(page: Page, report: str, width: int) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(report)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert asked == [report]


def test_report_shows_every_claim_and_every_picture(page: Page, report: str) -> None:
    page.goto(report)
    for claim in CLAIMS:
        assert page.locator(f"#claim-{claim.number}").is_visible()
    pictures = page.locator("figure svg")
    assert pictures.count() == 3
    for place in range(3):
        box = pictures.nth(place).bounding_box()
        assert box is not None
        assert box["width"] > 700
        assert box["height"] > 400


def test_report_is_used_with_the_keyboard(page: Page, report: str) -> None:
    page.goto(report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0  # out of sight until it has the focus
    page.keyboard.press("Enter")
    assert page.url == f"{report}#claims"
    # What can be scrolled sideways can have the focus, and shows that it has.
    for region in page.locator(".wide:visible").all():
        region.focus()
        assert region.evaluate("it => document.activeElement === it")
        assert region.evaluate("it => getComputedStyle(it).outlineWidth") == "3px"


def test_a_picture_is_saved_from_the_page(page: Page, report: str, tmp_path: Path) -> None:
    page.goto(report)
    with page.expect_download() as download:
        page.locator("a[download='network.svg']").click()
    download.value.save_as(tmp_path / "network.svg")
    assert (tmp_path / "network.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_printed_report_shows_what_is_folded_on_the_screen(page: Page, report: str) -> None:
    page.goto(report)
    told = page.get_by_text(CLAIMS[0].test)
    assert not told.is_visible()
    page.emulate_media(media="print")
    assert told.is_visible()
    assert not page.locator("nav").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.neo4j
def test_local_server_serves_neo4j_browser(chromium: Chromium, tmp_path: Path) -> None:
    server = LocalServer(tmp_path / "server", jars=home() / "jars")
    running = server.up(heap="512m")
    try:
        dom = chromium(running.browser_url, "--dump-dom", "--virtual-time-budget=20000")
    finally:
        server.down()
    assert "Connect to Neo4j" in dom
    assert running.password not in dom
