"""The form of every answer: a table, and how it is read as plain text."""

from cartelgraph.table.table import Column, Row, Table, Value, as_text

__all__ = ["Column", "Row", "Table", "Value", "as_text"]
