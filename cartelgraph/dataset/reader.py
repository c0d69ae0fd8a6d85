"""Read a dataset from a folder: all of it, or all that is wrong with it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cartelgraph.dataset.checks import CHECKS, REMARKS, check_floors
from cartelgraph.dataset.dataset import Dataset
from cartelgraph.dataset.folder import Folder, read_folder
from cartelgraph.errors import DatasetError, Problem
from cartelgraph.settings import bundled

__all__ = ["Inspection", "inspect_dataset", "read_dataset", "without_collector"]


@dataclass(frozen=True)
class Inspection:
    """What a folder of records was found to be.

    Attributes
    ----------
    dataset
        The dataset; None when anything is wrong.
    problems
        All faults, in file order.
    remarks
        What is worth knowing and no fault.
    """

    dataset: Dataset | None
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]


def inspect_dataset(path: str | Path | None = None) -> Inspection:
    """Read a folder and apply every check; nothing is raised for what is in it.

    Parameters
    ----------
    path
        Folder with `dataset.yml` and files named for their collections; by default the seeds that come with
        cartelgraph.
    """
    with without_collector():
        folder = read_folder(Path(path) if path is not None else bundled("seeds"))
    problems = [*folder.problems, *(problem for check in CHECKS for problem in check(folder))]
    remarks = tuple(sorted(problem for remark in REMARKS for problem in remark(folder)))
    # What is asked of the whole means nothing while a part of it is wrong.
    dataset = _dataset(folder) if not problems else None
    if dataset is not None:
        problems += check_floors(folder, dataset)
    return Inspection(None if problems else dataset, tuple(sorted(problems)), remarks)


def read_dataset(path: str | Path | None = None) -> Dataset:
    """Read a dataset from a folder, by default the seeds that come with cartelgraph.

    Raises
    ------
    DatasetError
        When anything is wrong with it; carries every problem with file and line.

    Examples
    --------
    >>> read_dataset().get("los-zetas").name
    'Los Zetas'
    """
    inspection = inspect_dataset(path)
    if inspection.dataset is None:
        raise DatasetError(inspection.problems)
    return inspection.dataset


@contextmanager
def without_collector() -> Iterator[None]:
    """Switch the garbage collector off: it would look through all records again and again while they grow."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _dataset(folder: Folder) -> Dataset | None:
    if folder.manifest is None:
        return None
    return Dataset(folder.manifest.info, (located.record for located in folder.located))
