"""The report and Neo4j Browser, as Chromium shows them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cartelgraph.brief import CLAIMS
from cartelgraph.dataset import Dataset
from cartelgraph.network import Moment
from cartelgraph.report import write_report
from cartelgraph.server import LocalServer
from cartelgraph.settings import home

pytestmark = pytest.mark.browser

Chromium = Callable[..., str]

# A frame stands in for a narrow screen, as no window of headless Chromium is under 500 pixels wide; the
# page in it tells how far it can be scrolled sideways.
TELL = """<script>
parent.postMessage(document.documentElement.scrollWidth - document.documentElement.clientWidth, '*')
</script></body>"""
HEAR = "<script>onmessage = (said) => document.documentElement.dataset.overflow = said.data</script>"


@pytest.fixture(scope="module")
def page(seeds: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(seeds, Moment(seeds.info.focus), tmp_path_factory.mktemp("report") / "report.html")


def test_report_shows_every_claim_and_the_network(chromium: Chromium, page: Path) -> None:
    dom = chromium(page.as_uri(), "--dump-dom")
    assert "<svg" in dom
    for claim in CLAIMS:
        assert f'id="claim-{claim.number}"' in dom


@pytest.mark.parametrize("width", [390, 800, 1200])
def test_report_does_not_scroll_sideways(chromium: Chromium, page: Path, tmp_path: Path, width: int) -> None:
    inner, outer = tmp_path / "inner.html", tmp_path / "outer.html"
    inner.write_text(page.read_text(encoding="utf-8").replace("</body>", TELL), encoding="utf-8")
    frame = f'<iframe src="{inner.as_uri()}" width="{width}" height="900"></iframe>'
    outer.write_text(f"<!doctype html>{HEAR}{frame}", encoding="utf-8")
    dom = chromium(
        outer.as_uri(), "--dump-dom", "--virtual-time-budget=5000", f"--window-size={width + 100},1000"
    )
    assert 'data-overflow="0"' in dom


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
