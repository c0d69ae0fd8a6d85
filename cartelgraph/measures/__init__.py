"""Measures as pure functions of graphs: they know of no dataset, no record and no snapshot.

One module for each measure, imported by its own name, so that nothing loads what it does not use.
"""
