"""The figures of the report: which there are, and how the page carries them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from cartelgraph.dataset import Dataset
from cartelgraph.figures import (
    Figure,
    alliances_figure,
    network_figure,
    network_figures,
    png_available,
    presence_map,
    presence_maps,
)
from cartelgraph.model import EdtfDate
from cartelgraph.network import Snapshot

__all__ = ["Picture", "pictures_of", "write_figures"]


@dataclass(frozen=True)
class Picture:
    """A figure with its files as addresses that hold them whole, by their suffix."""

    figure: Figure
    files: dict[str, str]


def pictures_of(dataset: Dataset, now: Snapshot, dates: Sequence[EdtfDate] = ()) -> dict[str, Picture]:
    """Return the pictures of the report on a snapshot by their name, with a PNG where one can be made.

    With dates of a series, alliances are drawn over its years.
    """
    return {figure.name: Picture(figure, _files(figure)) for figure in _figures(dataset, now, dates)}


def write_figures(
    pictures: Mapping[str, Picture],
    folder: Path,
    snapshots: Iterable[Snapshot] = (),
) -> tuple[Path, ...]:
    """Write pictures to a folder, and return the files.

    Each is an SVG and, where the extra ``viz`` is installed, a PNG.

    Parameters
    ----------
    pictures
        Those of the report.
    folder
        Where to.
    snapshots
        A series: network and map are drawn for each of its dates, which their files are named after.

    Raises
    ------
    OSError
        When the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    suffixes = ("svg", "png") if png_available() else ("svg",)
    files: list[Path] = []
    for figure in chain((picture.figure for picture in pictures.values()), _by_date(snapshots)):
        files += [figure.save(folder / f"{figure.name}.{suffix}") for suffix in suffixes]
    return tuple(files)


def _by_date(snapshots: Iterable[Snapshot]) -> Iterator[Figure]:
    for one in snapshots:
        yield from network_figures([one])
        yield from presence_maps([one])


def _figures(dataset: Dataset, now: Snapshot, dates: Sequence[EdtfDate]) -> Iterator[Figure]:
    moment = now.moment
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    yield network_figure(now)
    yield alliances_figure(
        dataset, known_at=moment.known_at, carry=moment.carry, on=moment.on, first=first, last=last
    )
    yield presence_map(now)


def _files(figure: Figure) -> dict[str, str]:
    files = {"svg": _address("image/svg+xml", figure.svg.encode())}
    if png_available():
        files["png"] = _address("image/png", figure.png())
    return files


def _address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
