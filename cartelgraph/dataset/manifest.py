"""A dataset's own description, `dataset.yml`: what it is, and what it expects of itself."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from cartelgraph.model import EdtfDate
from cartelgraph.model.record import Model
from cartelgraph.model.text import Id, Name, Note

__all__ = ["DatasetInfo", "Expectation", "Floor", "Manifest"]


class DatasetInfo(Model):
    """What a dataset is; travels with it into Neo4j and into every output."""

    name: Id
    """Key of the dataset."""
    title: Name
    """Title to cite it by."""
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    """Version, as major.minor.patch."""
    cut_off: EdtfDate
    """Date up to which sources were read."""
    focus: EdtfDate
    """Date that questions are asked about unless another is given."""
    license: Name
    """SPDX identifier of its licence."""
    attribution: Note
    """Whom to name when it is used."""


class Expectation(Model):
    """A count or a fill rate that the dataset keeps to, with the reason for it."""

    collection: Name
    """The collection that is counted."""
    field: Name | None = None
    """The field whose fill rate is meant; without it the records are counted."""
    min: int | None = Field(default=None, ge=0)
    """Least number of records."""
    max: int | None = Field(default=None, ge=0)
    """Greatest number of records."""
    min_fill: float | None = Field(default=None, ge=0, le=1)
    """Least share of records in which the field is given."""
    reason: Note
    """Why this number."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.field is None and self.min is None and self.max is None:
            raise ValueError("give min or max for a count, or field and min_fill for a fill rate")
        if (self.field is None) != (self.min_fill is None):
            raise ValueError("field and min_fill come together")
        return self


class Floor(Model):
    """A share that the dataset does not fall below, or does not rise above, with the reason for it."""

    quality: Name
    """The quality that is meant; `cartelgraph check` prints all of them."""
    at_least: float | None = Field(default=None, ge=0, le=1)
    """Least share of the records that are to have it."""
    at_most: float | None = Field(default=None, ge=0, le=1)
    """Greatest share of the records that may have it."""
    reason: Note
    """Why this number."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("give at_least or at_most")
        return self


class Manifest(DatasetInfo):
    """The whole of `dataset.yml`."""

    expectations: tuple[Expectation, ...] = ()
    """What is checked on every read."""
    floors: tuple[Floor, ...] = ()
    """How good the dataset is to be, checked on every read."""

    @property
    def info(self) -> DatasetInfo:
        """The description without the expectations and the floors."""
        return DatasetInfo.model_validate(self.model_dump(exclude={"expectations", "floors"}))
