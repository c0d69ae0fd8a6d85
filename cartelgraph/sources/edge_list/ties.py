"""The signed ties of a CSV file, an edge list or an adjacency matrix, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cartelgraph.dataset.lookup import plain
from cartelgraph.errors import DatasetError, Problem
from cartelgraph.sources.edge_list.sheet import SEPARATORS, Sheet, read_sheet, read_text

__all__ = ["Tie", "Ties", "read_ties"]

#: The columns of an edge list.
SOURCE, TARGET, SIGN = "source", "target", "sign"

#: How a sign may be written; U+2212 is the minus sign of a word processor.
SIGNS = {
    **dict.fromkeys(("1", "+1", "+", "1.0", "positive"), 1),
    **dict.fromkeys(("-1", "-", "-1.0", "\u22121", "\u2212", "negative"), -1),
}
NO_TIE = frozenset({"", "0", "0.0"})

SIGN_RULE = "a tie is 1, +1, + or positive, or -1, - or negative"

FORMS = (
    "an edge list begins with source,target,sign, an adjacency matrix with an empty cell and then the names "
    "of its nodes; cells are parted by commas, semicolons or tabs"
)


@dataclass(frozen=True)
class Tie:
    """A tie, with the place in the file that states it."""

    one: str
    other: str
    sign: int
    line: int
    column: int | None = None

    @property
    def locator(self) -> str:
        """Where in the file it stands."""
        return f"line {self.line}" + ("" if self.column is None else f", column {self.column}")


@dataclass(frozen=True)
class Ties:
    """What a file states.

    Attributes
    ----------
    nodes
        The names of its nodes, in the order in which they come.
    ties
        Its ties, one for each pair at most.
    remarks
        What is worth knowing and no fault, in sentences.
    """

    nodes: tuple[str, ...]
    ties: tuple[Tie, ...]
    remarks: tuple[str, ...]


def read_ties(path: str | Path) -> Ties:
    """Return the signed ties of a CSV file.

    An *edge list* has a header with the columns ``source``, ``target`` and ``sign``, in any order and case;
    other columns are not read, and that is remarked. A pair is stated once, whichever end comes first. An
    *adjacency matrix* has the names of its nodes in the first row and in the first column, and in the cells
    1, -1 or, where there is no tie, 0 or nothing; both cells of a pair are the same. Cells are parted by
    commas, semicolons or tabs, the text is in UTF-8.

    Raises
    ------
    DatasetError
        With every fault and its line: another encoding, a header of neither form, rows of another length,
        nodes without a name, signs that are none, ties of a node with itself, pairs that are stated twice,
        with both signs, or one way only.
    """
    file = Path(path)
    text = read_text(file)
    sheet, is_matrix = _recognized(file, text)
    nodes, ties = _of_matrix(sheet) if is_matrix else _of_list(sheet)
    if not (sheet.faults or ties):
        sheet.fault(0, "states no tie")
    if sheet.faults:
        raise DatasetError(sheet.faults)
    return Ties(tuple(nodes), tuple(ties), tuple(_remarks(sheet, is_matrix, nodes, ties)))


def _recognized(path: Path, text: str) -> tuple[Sheet, bool]:
    """Return the rows, by the separator with which the header is one of the two, and whether a matrix's."""
    for separator in SEPARATORS:
        # Only the header, as its quotation marks may be at odds with the wrong separator.
        first = next(line for line in text.splitlines() if line.strip())
        try:
            header = read_sheet(path, first, separator).header
        except (DatasetError, IndexError):
            continue
        lowered = {cell.lower() for cell in header}
        if len(header) > 1 and not header[0]:
            return read_sheet(path, text, separator), True
        if {SOURCE, TARGET} <= lowered:
            return read_sheet(path, text, separator), False
        if len(header) > 1:
            sheet = read_sheet(path, text, separator)
            if header[1:] == tuple(row.cells[0] for row in sheet.rows[1:]):
                return sheet, True
    raise DatasetError([Problem(path, 1, "", f"the header is {first.strip()[:80]!r}: {FORMS}")])


def _of_list(sheet: Sheet) -> tuple[list[str], list[Tie]]:
    header = [cell.lower() for cell in sheet.header]
    line = sheet.rows[0].line
    for column in (SOURCE, TARGET, SIGN):
        if header.count(column) > 1:
            sheet.fault(line, f"{header.count(column)} columns are called {column}: keep one")
    if SIGN not in header:
        also = (
            " (the sign of a weight is not read: say which ties are negative)" if "weight" in header else ""
        )
        sheet.fault(line, f"there is no column {SIGN}: add it; {SIGN_RULE}{also}")
    if sheet.faults:
        return [], []
    places = [header.index(column) for column in (SOURCE, TARGET, SIGN)]
    nodes: dict[str, None] = {}
    ties: dict[frozenset[str], Tie] = {}
    for row in sheet.full_rows():
        one, other, written = (row.cells[place] for place in places)
        source, target = sheet.name(row.line, one, SOURCE), sheet.name(row.line, other, TARGET)
        sign = SIGNS.get(written.lower())
        if sign is None:
            none = ", and a pair without a tie is left out" if written in NO_TIE else ""
            sheet.fault(row.line, f"the sign is {written!r}: {SIGN_RULE}{none}")
        if source is None or target is None:
            continue
        nodes.update({source: None, target: None})
        if source == target:
            sheet.fault(row.line, f"{source!r} is tied to itself: remove the row, or name the other end")
        elif sign is not None:
            _add(sheet, ties, Tie(source, target, sign, row.line))
    return list(nodes), list(ties.values())


def _add(sheet: Sheet, ties: dict[frozenset[str], Tie], tie: Tie) -> None:
    """Add a tie of an edge list unless its pair has one."""
    known = ties.setdefault(frozenset((tie.one, tie.other)), tie)
    if known is tie:
        return
    pair = f"{tie.one!r} and {tie.other!r}"
    if known.sign == tie.sign:
        turned = ", the other way round" if known.one != tie.one else ""
        sheet.fault(
            tie.line,
            f"{pair} are tied in line {known.line} already{turned}: ties have no direction, so state each "
            "pair once",
        )
    else:
        sheet.fault(
            tie.line,
            f"{pair} have the sign {tie.sign:+d} here and {known.sign:+d} in line {known.line}: a pair has "
            "one sign; keep the row that is right, or leave both out",
        )


def _of_matrix(sheet: Sheet) -> tuple[list[str], list[Tie]]:
    nodes = _matrix_nodes(sheet)
    lines = _matrix_lines(sheet, nodes)
    cells: dict[tuple[str, str], int] = {}
    for row in sheet.full_rows():
        for node, written in zip(nodes, row.cells[1:], strict=True):
            if written in NO_TIE or node is None:
                continue
            sign, name = SIGNS.get(written.lower()), row.cells[0]
            if sign is None:
                sheet.fault(row.line, f"{name!r} with {node!r} is {written!r}: a cell is 1, -1, 0 or empty")
            elif name == node:
                sheet.fault(row.line, f"{name!r} is tied to itself: set the cell on the diagonal to 0")
            elif name in lines:
                cells[name, node] = sign
    known = [node for node in nodes if node is not None]
    return known, list(_symmetric(sheet, known, lines, cells)) if not sheet.faults else []


def _matrix_nodes(sheet: Sheet) -> list[str | None]:
    """Return the names in the header, None where there is no good one."""
    line = sheet.rows[0].line
    nodes: list[str | None] = []
    for text in sheet.header[1:]:
        name = sheet.name(line, text, "the name of a column")
        if name in nodes and name is not None:
            sheet.fault(line, f"two columns are called {name!r}: give each node one")
        nodes.append(name)
    return nodes


def _matrix_lines(sheet: Sheet, nodes: list[str | None]) -> dict[str, int]:
    """Return the line of each node; nodes with a row and no column, or the other way round, are faults."""
    lines: dict[str, int] = {}
    for row in sheet.rows[1:]:
        name = sheet.name(row.line, row.cells[0], "the name of a row")
        if name is None:
            continue
        if name in lines:
            sheet.fault(row.line, f"{name!r} has a row in line {lines[name]} already: give each node one")
        elif name not in nodes:
            sheet.fault(row.line, f"{name!r} has a row and no column: name the same nodes in both")
        lines.setdefault(name, row.line)
    for node in nodes:
        if node is not None and node not in lines:
            sheet.fault(sheet.rows[0].line, f"{node!r} has a column and no row: name the same nodes in both")
    return lines


def _symmetric(
    sheet: Sheet, nodes: list[str], lines: dict[str, int], cells: dict[tuple[str, str], int]
) -> Iterator[Tie]:
    """Yield the tie of each pair whose two cells agree; others are faults."""
    column = {node: place for place, node in enumerate(nodes, start=2)}
    for (name, node), sign in cells.items():
        turned = cells.get((node, name), 0)
        if sign == turned:
            if lines[name] < lines[node]:
                yield Tie(name, node, sign, lines[name], column[node])
        elif not turned or lines[name] < lines[node]:
            sheet.fault(
                lines[name],
                f"{name!r} with {node!r} is {sign} (column {column[node]}), {node!r} with {name!r} is "
                f"{turned} (line {lines[node]}, column {column[name]}): ties have no direction, so write "
                "the same in both cells",
            )


def _remarks(sheet: Sheet, is_matrix: bool, nodes: list[str], ties: list[Tie]) -> Iterator[str]:  # noqa: FBT001
    if not is_matrix and (
        unread := [cell for cell in sheet.header if cell.lower() not in {SOURCE, TARGET, SIGN}]
    ):
        yield f"Columns that are not read: {', '.join(unread)}."
    tied = {end for tie in ties for end in (tie.one, tie.other)}
    if alone := [node for node in nodes if node not in tied]:
        yield f"Nodes without a tie, which no measure counts: {'; '.join(alone)}."
    alike: dict[str, list[str]] = {}
    for node in nodes:
        alike.setdefault("".join(plain(node).split()), []).append(node)
    if groups := [" and ".join(map(repr, names)) for names in alike.values() if len(names) > 1]:
        yield (
            "Names that differ in case, accents or spaces only, and are taken for different nodes: "
            f"{'; '.join(groups)}."
        )
