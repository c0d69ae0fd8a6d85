"""A small folder of seeds on disk, of which a test replaces the file that it is about."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "dataset.yml": """\
name: tiny
title: A tiny dataset
version: 1.0.0
cut_off: 2012
focus: 2011-03
license: CC-BY-4.0
attribution: Nobody
""",
    "sources.yml": """\
- id: early
  name: Early paper
  kind: news
  publisher: Press
  published: 2010-05-01
  reliability: B
""",
    "organizations.yml": """\
- id: cjng
  name: Jalisco
  kind: cartel
- id: zetas
  name: Zetas
  kind: cartel
""",
    "places.yml": """\
- id: mexico
  name: Mexico
  kind: country
  iso_alpha2: MX
  iso_alpha3: MEX
""",
    "alliances.yml": """\
# Statements that two organizations cooperated.
- id: alliance-cjng-zetas-1
  source: zetas
  target: cjng
  period: 2010/
  likelihood: possible
  citations:
    - {source: early, locator: p. 1}
""",
}


def write_folder(folder: Path, **replaced: str | None) -> Path:
    """Write the small folder; a keyword names a file without its ending, None leaves the file out."""
    folder.mkdir(parents=True, exist_ok=True)
    texts: dict[str, str | None] = {**FILES, **{f"{name}.yml": text for name, text in replaced.items()}}
    for name, text in texts.items():
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    return folder
