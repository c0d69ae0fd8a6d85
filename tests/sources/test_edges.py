"""Files of signed ties: both forms, every fault that one may have, and the dataset that comes of it."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.analysis.reach import REACH
from cartelgraph.analysis.shifts import SHIFTS
from cartelgraph.analysis.signed_degree import SIGNED_DEGREE
from cartelgraph.errors import AnalysisError, DatasetError
from cartelgraph.model import SignedTie
from cartelgraph.model.entities import Organization, Source
from cartelgraph.network.timeless import timeless
from cartelgraph.sources.edge_list import Ties, read_edges, read_ties

GAHUKU_GAMA = Path(__file__).resolve().parent.parent / "measures" / "gahuku_gama.csv"


def ties_in(folder: Path, text: str | bytes) -> Ties:
    path = folder / "ties.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_ties(path)


def signs(found: Ties) -> dict[frozenset[str], int]:
    return {frozenset((tie.one, tie.other)): tie.sign for tie in found.ties}


def faults(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(DatasetError) as refused:
        ties_in(folder, text)
    assert {problem.path for problem in refused.value.problems} == {folder / "ties.csv"}
    return [f"{problem.line}: {problem.message}" for problem in refused.value.problems]


def matrix_of(found: Ties) -> str:
    """Write ties down as a matrix, cell by cell."""
    sign = signs(found)
    lines = [["", *found.nodes]]
    lines += [
        [one, *(str(sign.get(frozenset((one, other)), 0)) for other in found.nodes)] for one in found.nodes
    ]
    return "\n".join(map(",".join, lines))


A_B_C = {frozenset("AB"): 1, frozenset("BC"): -1}


@pytest.mark.parametrize(
    "text",
    [
        "source,target,sign\nA,B,1\nB,C,-1\n",
        "\ufeffsource,target,sign\r\nA,B,+1\r\nC,B,-1\r\n",
        "Sign;Target;Source\n+;B;A\n-;B;C\n",
        "source\ttarget\tsign\nA\tB\tpositive\nB\tC\tNegative",
        'source, target, sign\n "A", B , 1.0\n\n,,\nB,C,\u22121\n',
        ",A,B,C\nA,0,1,0\nB,1,0,-1\nC,0,-1,0\n",
        "\ufeff;A;B;C\nC;;-;\nB;+;;-\nA;;+;\n",
        "who,A,B,C\nA,,1.0,\nB,1.0,,-1.0\nC,0.0,-1.0,\n",
    ],
)
def test_the_ways_to_write_the_same_ties(tmp_path: Path, text: str) -> None:
    found = ties_in(tmp_path, text)
    assert signs(found) == A_B_C
    assert found.remarks == ()


def test_each_tie_knows_where_it_stands(tmp_path: Path) -> None:
    assert [tie.locator for tie in ties_in(tmp_path, "source,target,sign\nA,B,1\n\nB,C,-1\n").ties] == [
        "line 2",
        "line 4",
    ]
    matrix = ties_in(tmp_path, ",A,B,C\nA,0,1,0\nB,1,0,-1\nC,0,-1,0\n")
    assert [tie.locator for tie in matrix.ties] == ["line 2, column 3", "line 3, column 4"]


def test_a_name_with_a_comma_in_it_stands_in_quotes(tmp_path: Path) -> None:
    found = ties_in(tmp_path, 'source,target,sign\n"A, the first","B ""b""",1\n')
    assert found.nodes == ("A, the first", 'B "b"')


def test_letters_with_accents_are_composed_and_nobody_is_named_twice_for_it(tmp_path: Path) -> None:
    found = ties_in(tmp_path, "source,target,sign\nJose\u0301,B,1\nJos\u00e9,C,1\n")
    assert found.nodes == ("Jos\u00e9", "B", "C")


def test_nodes_called_like_columns_make_no_edge_list_of_a_matrix(tmp_path: Path) -> None:
    found = ties_in(tmp_path, ",source,target\nsource,0,1\ntarget,1,0\n")
    assert signs(found) == {frozenset(("source", "target")): 1}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("source,target,sign,year,note\nA,B,1,1954,\n", "Columns that are not read: year, note."),
        ("source,target,sign,weight\nA,B,1,-3\n", "Columns that are not read: weight."),
        (
            ",A,B,C,D\nA,0,1,,\nB,1,0,,\nC,,,,\nD,,,,\n",
            "Nodes without a tie, which no measure counts: C; D.",
        ),
        (
            "source,target,sign\nLos Zetas,A,1\nlos  zetas,Los Z\u00e9tas,1\n",
            (
                "Names that differ in case, accents or spaces only, and are taken for different nodes: "
                "'Los Zetas' and 'los  zetas' and 'Los Z\u00e9tas'."
            ),
        ),
    ],
)
def test_what_is_no_fault_is_remarked(tmp_path: Path, text: str, found: str) -> None:
    assert ties_in(tmp_path, text).remarks == (found,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["0: is empty: an edge list begins with source,target,sign"]),
        (b"\xef\xbb\xbf \n", ["0: is empty: an edge list begins with source,target,sign"]),
        (
            "source,target,sign\nA,B,1\n".encode("utf-16"),
            ["0: is not in UTF-8, by its bytes in UTF-16 or UTF-32: save it as CSV in UTF-8"],
        ),
        (
            "source,target,sign\nA,B,1\n".encode("utf-16-le"),
            ["0: is not in UTF-8, by its bytes in UTF-16 or UTF-32: save it as CSV in UTF-8"],
        ),
        (
            "source,target,sign\nA,B,1\nJos\u00e9,B,1\n".encode("latin-1"),
            ["3: the byte 0xE9 is no UTF-8: save the file as CSV in UTF-8"],
        ),
        (
            'source,target,sign\nA,"B,1\n',
            ["2: cannot be taken apart into cells: unexpected end of data"],
        ),
        (
            "A,B,1\nB,C,-1\n",
            [
                (
                    "1: the header is 'A,B,1': an edge list begins with source,target,sign, an adjacency "
                    "matrix with an empty cell and then the names of its nodes; cells are parted by commas, "
                    "semicolons or tabs"
                )
            ],
        ),
        (
            "source,target\nA,B\n",
            ["1: there is no column sign: add it; a tie is 1, +1, + or positive, or -1, - or negative"],
        ),
        (
            "source,target,weight\nA,B,-0.5\n",
            [
                (
                    "1: there is no column sign: add it; a tie is 1, +1, + or positive, or -1, - or negative "
                    "(the sign of a weight is not read: say which ties are negative)"
                )
            ],
        ),
        ("source,target,sign,Sign\nA,B,1,1\n", ["1: 2 columns are called sign: keep one"]),
        ("source,target,sign\n", ["0: states no tie"]),
        (",A,B\nA,0,0\nB,0,0\n", ["0: states no tie"]),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, text: str | bytes, found: list[str]) -> None:
    assert faults(tmp_path, text) == found


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"none\.csv: cannot be read: No such file"):
        read_ties(tmp_path / "none.csv")
    with pytest.raises(DatasetError, match="cannot be read: Is a directory"):
        read_ties(tmp_path)


def test_all_faults_of_an_edge_list_are_told_at_once(tmp_path: Path) -> None:
    text = (
        "source,target,sign\n"
        "A,B,1\n"  # 2
        "B,A,1\n"  # 3: turned round
        "A,B,+\n"  # 4: repeated
        "A,B,-1\n"  # 5: both signs
        "C,C,1\n"  # 6: with itself
        "C,D,0\n"  # 7: no sign
        "C,E,0.5\n"  # 8: no sign either
        ",F,1\n"  # 9: nobody
        "G,H\n"  # 10: too short
        "I,J K,L,1\n"  # 11: too long
        "I\u00a0M,N,-1\n"  # 12: a space that is none
        "O,P,\n"  # 13: empty
        f"{'Q' * 201},R,1\n"  # 14: too long a name
        "S,T,1\n"
    )
    sign = "a tie is 1, +1, + or positive, or -1, - or negative"
    assert faults(tmp_path, text) == [
        (
            "3: 'B' and 'A' are tied in line 2 already, the other way round: ties have no direction, so "
            "state each pair once"
        ),
        "4: 'A' and 'B' are tied in line 2 already: ties have no direction, so state each pair once",
        (
            "5: 'A' and 'B' have the sign -1 here and +1 in line 2: a pair has one sign; keep the row that "
            "is right, or leave both out"
        ),
        "6: 'C' is tied to itself: remove the row, or name the other end",
        f"7: the sign is '0': {sign}, and a pair without a tie is left out",
        f"8: the sign is '0.5': {sign}",
        "9: source is empty: name the node",
        (
            "10: 2 cells, under a header of 3: give each row as many; a name that holds the separator stands "
            "in double quotes"
        ),
        (
            "11: 4 cells, under a header of 3: give each row as many; a name that holds the separator stands "
            "in double quotes"
        ),
        (
            "12: source 'I\\xa0M': character 2 is U+00A0 (NO-BREAK SPACE), which nobody can see: remove it, "
            "or write a plain space"
        ),
        f"13: the sign is '': {sign}, and a pair without a tie is left out",
        "14: source has 201 characters: a name has 200 at most",
    ]


def test_the_cells_of_a_matrix_are_told_at_once(tmp_path: Path) -> None:
    text = (
        ",A,B,C\n"
        "A,1,1,x\n"  # with itself, and no sign
        "B,1,0,2\n"  # no sign
        "C,0,0,0\n"
    )
    assert faults(tmp_path, text) == [
        "2: 'A' is tied to itself: set the cell on the diagonal to 0",
        "2: 'A' with 'C' is 'x': a cell is 1, -1, 0 or empty",
        "3: 'B' with 'C' is '2': a cell is 1, -1, 0 or empty",
    ]


def test_one_way_pairs_and_both_signs_of_a_matrix_name_both_cells(tmp_path: Path) -> None:
    text = (
        ",A,B,C\n"
        "A,0,1,0\n"  # A to B is + here
        "B,-1,0,0\n"  # and - there
        "C,1,0,0\n"  # C to A is nothing the other way
    )
    assert faults(tmp_path, text) == [
        (
            "2: 'A' with 'B' is 1 (column 3), 'B' with 'A' is -1 (line 3, column 2): ties have no direction, "
            "so write the same in both cells"
        ),
        (
            "4: 'C' with 'A' is 1 (column 2), 'A' with 'C' is 0 (line 2, column 4): ties have no direction, "
            "so write the same in both cells"
        ),
    ]


def test_the_names_of_a_matrix_are_those_of_its_columns(tmp_path: Path) -> None:
    text = ",A,B,B,C\nA,0,1,0,0\nB,1,0,0,0\nB,0,0,0,0\nD,0,0,0,0\n,0,0,0,0\nA,0,0\n"
    rule = "name the same nodes in both"
    assert faults(tmp_path, text) == [
        f"1: 'C' has a column and no row: {rule}",
        "1: two columns are called 'B': give each node one",
        "4: 'B' has a row in line 3 already: give each node one",
        f"5: 'D' has a row and no column: {rule}",
        "6: the name of a row is empty: name the node",
        "7: 'A' has a row in line 2 already: give each node one",
        (
            "7: 3 cells, under a header of 5: give each row as many; a name that holds the separator stands "
            "in double quotes"
        ),
    ]


def test_the_tribes_are_the_same_as_a_list_and_as_a_matrix(tmp_path: Path) -> None:
    listed = read_ties(GAHUKU_GAMA)
    with GAHUKU_GAMA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # Read (1954): 16 tribes, 29 ties of each sign.
    assert (len(listed.nodes), len(listed.ties), sum(signs(listed).values())) == (16, 58, 0)
    assert signs(listed) == {frozenset((row["source"], row["target"])): int(row["sign"]) for row in rows}
    assert signs(ties_in(tmp_path, matrix_of(listed))) == signs(listed)


NAMES = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=8)


@given(
    st.lists(st.tuples(NAMES, NAMES, st.sampled_from((1, -1))), min_size=1, max_size=12).map(
        lambda ties: [(one, other, sign) for one, other, sign in ties if one != other]
    )
)
def test_whatever_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, ties: list[tuple[str, str, int]]
) -> None:
    stated: dict[frozenset[str], tuple[str, str, int]] = {}
    for one, other, sign in ties:
        first, second = (unicodedata.normalize("NFC", name) for name in (one, other))
        if first != second:
            stated.setdefault(frozenset((first, second)), (first, second, sign))
    if not stated:
        return
    path = tmp_path_factory.mktemp("ties") / "ties.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("source", "target", "sign"), *stated.values()])
    assert signs(read_ties(path)) == {pair: sign for pair, (_, _, sign) in stated.items()}
    data = read_edges(path)
    names = {organization.id: organization.name for organization in data.of(Organization)}
    assert {frozenset((names[tie.source], names[tie.target])): tie.sign for tie in data.of(SignedTie)} == {
        pair: sign for pair, (_, _, sign) in stated.items()
    }


def test_the_dataset_cites_the_line_and_makes_nothing_up(tmp_path: Path) -> None:
    path = tmp_path / "My ties.csv"
    path.write_text("source,target,sign,year\nLine 2,\u30a2,1,1954\nline 2,My ties.csv,-1,1954\n", "utf-8")
    data = read_edges(path)
    (source,) = data.of(Source)
    assert (source.name, source.published, source.author, source.url) == ("My ties.csv", None, None, None)
    assert source.reliability == "F"
    # Two ids would be those of ties, two are the file's; a name without Latin letters still gets one.
    assert {one.name: one.id for one in data.of(Organization)} == {
        "Line 2": "line-2-2",
        "\u30a2": "node",
        "line 2": "line-2-3",
        "My ties.csv": "my-ties-csv-2",
    }
    assert {tie.id: tie.citations[0].locator for tie in data.of(SignedTie)} == {
        "line-2": "line 2",
        "line-3": "line 3",
    }
    assert {str(tie.period) for tie in data.of(SignedTie)} == {"../.."}


def test_a_file_is_taken_at_its_word_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("source,target,sign,year\nA,B,1,1954\nB,C,-1,1954\n", "utf-8")
    network = timeless(read_edges(path))
    assert network.graph.number_of_edges() == 2
    assert str(network.moment) == "as ties.csv states it"
    said = network.describe()
    assert said.startswith("All ties of ties.csv together: it bears no dates, and each is taken to hold.")
    assert said.endswith("Columns that are not read: year.")
    assert "carried" not in said
    assert "snapshot" not in said


def test_what_asks_of_more_than_ties_refuses_a_file() -> None:
    network = timeless(read_edges(GAHUKU_GAMA))
    with pytest.raises(AnalysisError, match="reach asks about OPERATES_IN"):
        REACH.run(network)
    with pytest.raises(AnalysisError, match="shifts compares dates, of which a file of ties says nothing"):
        SHIFTS.run([network, network])
    assert len(SIGNED_DEGREE.run(network).rows) == 16


def test_a_name_that_no_record_may_have_is_a_fault_of_its_line(tmp_path: Path) -> None:
    """A filler, which is a letter to Unicode, and a letter of which the normal form is three code points."""
    long = "\ufb2c" * 67
    found = faults(tmp_path, f"source,target,sign\na\u3164,b,1\n{long},c,1\n")
    assert found == [
        (
            "2: source 'a\u3164': character 2 is U+3164 (HANGUL FILLER), which nobody can see: remove it, or "
            "write a plain space"
        ),
        "3: source has 201 characters: a name has 200 at most",
    ]
