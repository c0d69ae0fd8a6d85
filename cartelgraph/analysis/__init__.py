"""One module for each question. A new analysis is a module and a line in the list below."""

from cartelgraph.analysis.analysis import Analysis, Parameter
from cartelgraph.analysis.table import Column, Row, Table

__all__ = ["ANALYSES", "Analysis", "Column", "Parameter", "Row", "Table"]

ANALYSES: tuple[Analysis, ...] = ()
