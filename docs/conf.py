# ruff: noqa: INP001 - Sphinx reads this file by its path
"""How Sphinx builds the site; `scripts/docs` runs it."""

import sys
from importlib import metadata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

project = "cartelgraph"
author = "The cartelgraph authors"
project_copyright = "The cartelgraph authors. Text and code: MIT; seeds: CC BY 4.0"
release = metadata.version("cartelgraph")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "docs.extension"]
exclude_patterns = ["extension"]

# Files are read on a code host as well: links name files, headings get the anchors that hosts give them.
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3

# The lexer of Cypher knows no parameters; the rest of such a block is coloured all the same.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = f"cartelgraph {release}"
html_static_path = ["extension/static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_math_renderer = "mathml"

add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_use_type_comments = False
python_use_unqualified_type_names = True
napoleon_google_docstring = False
napoleon_use_rtype = False

# Types of other libraries, whose documents are not on this machine; short names of types; record types,
# which the data dictionary describes.
nitpick_ignore_regex = [
    ("py:class", r"(networkx|nx|pandas|pd|neo4j|pathlib|datetime|collections|typing|pydantic)\..*"),
    ("py:class", r"(cartelgraph\.dataset\.dataset\.)?R|cartelgraph\.model\.knowledge\.R|Master|Publications"),
    ("py:class", r"(cartelgraph\.model\.record\.)?(Record|Relationship|Part|SignedTie)"),
    ("py:class", r"cartelgraph\.dataset\.manifest\.Manifest|(cartelgraph\.measures\.signed\.)?Node"),
    ("py:class", r"cartelgraph\.store\.summary\.Counts|cartelgraph\.model\.entities\.(Reliability|Source)"),
]
