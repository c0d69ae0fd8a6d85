"""The figures of the report: which there are, and how the page carries them."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cartelgraph.dataset import Dataset
from cartelgraph.figures import Figure, alliances_figure, network_figure, png_available, presence_map
from cartelgraph.network import Snapshot

__all__ = ["Picture", "pictures_of", "write_figures"]


@dataclass(frozen=True)
class Picture:
    """A figure with its files as addresses that hold them whole, by their suffix."""

    figure: Figure
    files: dict[str, str]


def pictures_of(dataset: Dataset, now: Snapshot) -> dict[str, Picture]:
    """Return the pictures of the report on a snapshot by their name, with a PNG where one can be made."""
    return {figure.name: Picture(figure, _files(figure)) for figure in _figures(dataset, now)}


def write_figures(pictures: Mapping[str, Picture], folder: Path) -> tuple[Path, ...]:
    """Write pictures to a folder, and return the files.

    Each is an SVG and, where the extra ``viz`` is installed, a PNG.

    Raises
    ------
    OSError
        When the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    suffixes = ("svg", "png") if png_available() else ("svg",)
    return tuple(
        picture.figure.save(folder / f"{name}.{suffix}")
        for name, picture in pictures.items()
        for suffix in suffixes
    )


def _figures(dataset: Dataset, now: Snapshot) -> Iterator[Figure]:
    moment = now.moment
    yield network_figure(now)
    yield alliances_figure(dataset, known_at=moment.known_at, carry=moment.carry, on=moment.on)
    yield presence_map(now)


def _files(figure: Figure) -> dict[str, str]:
    files = {"svg": _address("image/svg+xml", figure.svg.encode())}
    if png_available():
        files["png"] = _address("image/png", figure.png())
    return files


def _address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
