"""The command line: parse, one call into the library, render. Nothing is computed here."""

from cartelgraph.cli.main import main

__all__ = ["main"]
