"""What makes Neo4j Browser speak of cartels: a style, a guide, and every saved query as a favourite.

>>> from cartelgraph.dataset import read_dataset
>>> from cartelgraph.model import EdtfDate
>>> from cartelgraph.network import Moment
>>> sorted(pages(read_dataset(), Moment(EdtfDate("2011-03"))))
['guide.html', 'setup.json', 'start.html', 'start.js', 'style.grass']
"""

from __future__ import annotations

import json
from pathlib import Path

from cartelgraph.browser.favourites import FOLDER, Favourite, favourites
from cartelgraph.browser.guide import guide_html
from cartelgraph.browser.style import Style, style, style_text
from cartelgraph.dataset import Dataset
from cartelgraph.network import Moment
from cartelgraph.settings import bundled

__all__ = ["Favourite", "Style", "favourites", "guide_html", "pages", "style", "write_files"]

SETTINGS = {
    # Browser would add every other tie between the nodes of an answer, whenever it held.
    "autoComplete": False,
    "allowCrashReports": False,
    "allowUserStats": False,
}


def pages(dataset: Dataset, moment: Moment) -> dict[str, str]:
    """Return the pages to be served beside Browser, by name.

    ``start.html`` sets Browser up and goes on to it with the guide open. It hands its own query string on to
    Browser, so ``start.html?dbms=bolt://neo4j@localhost:7687`` also fills in where to connect.
    """
    sources = bundled("schema") / "browser"
    setup = {
        "style": style(),
        "folder": FOLDER,
        "favourites": [favourite.document for favourite in favourites()],
        "settings": SETTINGS,
    }
    return {
        **{name: (sources / name).read_text(encoding="utf-8") for name in ("start.html", "start.js")},
        "setup.json": json.dumps(setup, ensure_ascii=False),
        "style.grass": style_text(),
        "guide.html": guide_html(dataset, moment),
    }


def write_files(dataset: Dataset, moment: Moment, folder: Path) -> list[Path]:
    """Write style, guide and favourites as files for another Browser, and return where they are."""
    texts = {"style.grass": style_text(), "guide.html": guide_html(dataset, moment)}
    texts |= {f"cartelgraph/{favourite.name}.cypher": favourite.text for favourite in favourites()}
    (folder / "cartelgraph").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]
