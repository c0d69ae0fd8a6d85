"""The page docs/validation.md: every measure beside a value that did not come from our own code.

    python -m tests.measures.validation

writes it; a test fails when it is not what would be written.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tests.measures.checked import Checked, Number

__all__ = ["PAGE", "cells", "checked", "page"]

PAGE = Path(__file__).resolve().parents[2] / "docs" / "validation.md"

#: Differences below this are those of rounding in the last digits, which machines do not share.
ROUNDING = 1e-9

HEAD = """\
# Validation

Each measure of `cartelgraph.measures` is held against values that did not come from our own code: printed by
a paper or by another program, or worked out by hand. The tests compute ours anew at every run and fail if the
difference is larger than the last printed digit allows; a test also fails when this page is not what it
found. Beside these, random graphs are held against brute force, and what must be true of any graph against
drawn ones; see `tests/measures/`.

| measure | on | value there | ours | difference | where the value is from |
|---|---|---|---|---|---|
"""


def checked() -> Iterator[Checked]:
    """Yield what every module of tests here has in its table, in order of the modules."""
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        yield from getattr(import_module(f"tests.measures.{path.stem}"), "VALIDATION", ())


def page() -> str:
    """Return the page as it should be."""
    return HEAD + "".join(f"| {' | '.join(cells(one))} |\n" for one in checked())


def cells(one: Checked) -> Iterator[str]:
    """Yield the cells of a row."""
    ours = one.ours()
    yield one.measure
    yield one.case
    yield _written(one.expected)
    yield _written(ours)
    yield _difference(one.expected, ours)
    yield one.source.replace("|", "\\|")


def _written(value: Number | tuple[Number, ...]) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_written, value))
    if value is None:
        return "undefined"
    return f"{value:.7f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _difference(expected: Number | tuple[Number, ...], ours: Number | tuple[Number, ...]) -> str:
    pairs = zip(_listed(expected), _listed(ours), strict=True)
    apart = [abs(one - other) for one, other in pairs if one is not None and other is not None]
    greatest = max(apart, default=0.0)
    return "none" if greatest < ROUNDING else f"{greatest:.0e}"


def _listed(value: Number | tuple[Number, ...]) -> tuple[Number, ...]:
    return value if isinstance(value, tuple) else (value,)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
