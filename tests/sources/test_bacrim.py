"""BACRIM2020's files into records: the rows are invented, in its own format, the records worked by hand.

Beta is an ally of Alpha in two rows and a rival in one, so both; Solos has no tie. The organization that
Alpha is comes last in order of ids.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.dataset.lines import read_yaml
from cartelgraph.errors import DatasetError
from cartelgraph.model import Record
from cartelgraph.model.entities import Organization
from cartelgraph.model.relationships import Alliance, Rivalry
from cartelgraph.sources import bacrim
from tests.make import alliance, organization

HERE = Path(__file__).parent / "bacrim"
ROOT = HERE.parent.parent.parent
SCRIPT = ROOT / "scripts" / "derive_bacrim.py"
SEEDS = ROOT / "seeds"

ORGANIZATIONS: tuple[Record, ...] = tuple(map(organization, ("zeta-of-alpha", "beta", "gamma", "delta")))


def derived(
    collection: str, seeds: Iterable[Record] = ORGANIZATIONS, folder: Path = HERE
) -> dict[str, dict[str, Any]]:
    """Return the derived records of a collection by id, as the reader of seeds finds them."""
    crosswalk = bacrim.Crosswalk.read(folder / "crosswalk.csv")
    document = read_yaml(bacrim.derive(bacrim.read_coded(folder), crosswalk, seeds)[collection])
    assert document.faults == []
    assert isinstance(document.value, list)
    return {str(record["id"]): record for record in document.value if isinstance(record, dict)}


def said(record: dict[str, Any]) -> tuple[str, str, str, str]:
    """Return the ends of a tie, how likely it is, and where it stands."""
    (citation,) = record["citations"]
    return record["source"], record["target"], record["likelihood"], citation["locator"]


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    """Copy the files with one thing changed in one of them."""
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_each_pair_is_one_tie_whether_it_has_one_row_or_two() -> None:
    assert {key: said(record) for key, record in derived("alliances").items()} == {
        "alliance-beta-zeta-of-alpha-bacrim2020-1": (
            "beta", "zeta-of-alpha", "probable", "BACRIM2020_Alliances.csv, R1 and R3",
        ),
        # Of weight 5, but which organization Delta is stands in doubt.
        "alliance-delta-zeta-of-alpha-bacrim2020-1": (
            "delta", "zeta-of-alpha", "possible", "BACRIM2020_Alliances.csv, R4",
        ),
        "alliance-gamma-zeta-of-alpha-bacrim2020-1": (
            "gamma", "zeta-of-alpha", "possible", "BACRIM2020_Alliances.csv, R2",
        ),
    }  # fmt: skip


def test_a_pair_in_both_files_is_an_ally_and_a_rival() -> None:
    assert {key: said(record) for key, record in derived("rivalries").items()} == {
        "rivalry-beta-gamma-bacrim2020-1": (
            "beta", "gamma", "probable", "BACRIM2020_Rivals.csv, E2 and E3",
        ),
        "rivalry-beta-zeta-of-alpha-bacrim2020-1": (
            "beta", "zeta-of-alpha", "possible", "BACRIM2020_Rivals.csv, E1",
        ),
    }  # fmt: skip


def test_one_tie_in_full() -> None:
    assert derived("alliances")["alliance-delta-zeta-of-alpha-bacrim2020-1"] == {
        "id": "alliance-delta-zeta-of-alpha-bacrim2020-1",
        "source": "delta",
        "target": "zeta-of-alpha",
        "observed": ["2020"],
        "likelihood": "possible",
        "citations": [{"source": "bacrim2020", "locator": "BACRIM2020_Alliances.csv, R4"}],
        "note": "Coded from the press of 2020, weight 5. Another Delta is recorded.",
    }


def test_a_group_has_a_tie_in_either_file() -> None:
    assert [group.node for group in bacrim.read_coded(HERE).tied()] == ["N1", "N2", "N3", "N4"]


def test_a_record_keeps_the_id_that_it_had() -> None:
    locator = {"source": "bacrim2020", "locator": "BACRIM2020_Alliances.csv, R1 and R3"}
    earlier = alliance("beta", "zeta-of-alpha", 7, citations=[locator])
    assert list(derived("alliances", [*ORGANIZATIONS, earlier])) == [
        "alliance-beta-zeta-of-alpha-7",
        "alliance-delta-zeta-of-alpha-bacrim2020-1",
        "alliance-gamma-zeta-of-alpha-bacrim2020-1",
    ]


def test_the_id_of_a_record_that_is_gone_is_not_given_to_another() -> None:
    gone = alliance("beta", "zeta-of-alpha", id="alliance-beta-zeta-of-alpha-bacrim2020-4")
    assert "alliance-beta-zeta-of-alpha-bacrim2020-5" in derived("alliances", [*ORGANIZATIONS, gone])


def test_what_was_derived_is_derived_again() -> None:
    coded, crosswalk = bacrim.read_coded(HERE), bacrim.Crosswalk.read(HERE / "crosswalk.csv")
    files = bacrim.derive(coded, crosswalk, ORGANIZATIONS)
    earlier = [
        *map(Alliance.model_validate, derived("alliances").values()),
        *map(Rivalry.model_validate, derived("rivalries").values()),
    ]
    assert bacrim.derive(coded, crosswalk, [*ORGANIZATIONS, *earlier]) == files


ALLIED = "BACRIM2020_Alliances.csv"
EDGES = "it needs Edge, Node, Group, RNode, RGroup, weight"
ONE_VERSION = "BACRIM2020_Nodes.csv: give files of one version"
ADD_IT = "add it with the organization that it is, and that organization to the seeds if it is new"
NO_LOOP = "both groups are 'beta' in lines 3 and 4 of crosswalk.csv: no organization has a tie with itself"
AS_PUBLISHED = "give the file as it is published"

PAIRS = st.sets(st.tuples(st.integers(1, 5), st.integers(1, 5)).filter(lambda ends: ends[0] < ends[1]))


@given(pairs=PAIRS, data=st.data())
def test_pairs_do_not_depend_on_the_order_and_direction_of_rows(
    pairs: set[tuple[int, int]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = []
    for first, second in sorted(pairs):
        ways = data.draw(st.permutations([(first, second), (second, first)]))
        rows += [(*way, first + second) for way in ways[: data.draw(st.integers(1, 2))]]
    folder = tmp_path_factory.mktemp("files")
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    names = {group.node: group.name for group in bacrim.read_coded(HERE).groups.values()}
    with (folder / "BACRIM2020_Alliances.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Edge", "Node", "Group", "RNode", "RGroup", "weight"])
        for number, (one, other, weight) in enumerate(data.draw(st.permutations(rows))):
            writer.writerow(
                [f"R{number}", f"N{one}", names[f"N{one}"], f"N{other}", names[f"N{other}"], weight]
            )
    found = bacrim.read_coded(folder).allied
    assert [(pair.nodes, pair.weight) for pair in found] == [
        ((f"N{first}", f"N{second}"), first + second) for first, second in sorted(pairs)
    ]
    assert sum(len(pair.edges) for pair in found) == len(rows)


@pytest.mark.parametrize(
    ("file", "old", "new", "messages"),
    [
        (
            "BACRIM2020_Nodes.csv",
            "Node,Group",
            "Id,Group",
            ["BACRIM2020_Nodes.csv:2: there is no column 'Node': it needs Node, Group"],
        ),
        (
            "BACRIM2020_Nodes.csv",
            "N5,Los Solos",
            "N4,Los Solos",
            [
                f"{ALLIED}:5: R4: node N4 is 'Los Delta' here and 'Los Solos' in {ONE_VERSION}",
                f"BACRIM2020_Nodes.csv:6: node N4 is there twice: {AS_PUBLISHED}",
            ],
        ),
        (
            "BACRIM2020_Rivals.csv",
            "E2,N3,",
            "E2,N9,",
            [f"BACRIM2020_Rivals.csv:3: E2: node N9 is not in {ONE_VERSION}"],
        ),
        (
            "BACRIM2020_Alliances.csv",
            "R2,N3,Los Gamma,N1,Cártel Alfa,1\n",
            "R2,N1,Cártel Alfa,N1,Cártel Alfa,some\nR9,N1\n",
            [
                f"{ALLIED}:3: R2: ties N1 to itself: a pair has two groups",
                f"{ALLIED}:3: R2: weight is 'some', not a whole number from 1: {AS_PUBLISHED}",
                f"{ALLIED}:4: the line has no Group: {EDGES}",
            ],
        ),
        (
            "BACRIM2020_Alliances.csv",
            'N2,"Los Beta, de Beta",2\n',
            'N2,"Los Beta, de Beta",3\n',
            [f"{ALLIED}:4: R3: has weight 3, and R1 of the same pair 2: both rows have one"],
        ),
        (
            "BACRIM2020_Alliances.csv",
            "R4,N4,Los Delta,N1",
            "R4,N3,Los Gamma,N1",
            [
                f"{ALLIED}:5: R4: has weight 5, and R2 of the same pair 1: both rows have one",
                f"{ALLIED}:5: R4: repeats R2: a pair has one row each way at most",
            ],
        ),
        (
            "crosswalk.csv",
            "node,organization,doubt",
            "node,organization",
            ["crosswalk.csv:2: there is no column 'doubt': it needs node, organization, doubt"],
        ),
        (
            "crosswalk.csv",
            "N3,gamma,\n",
            "N2,gamma,\n",
            ["crosswalk.csv:4: N2: has line 3 already: a group is one organization"],
        ),
        (
            "crosswalk.csv",
            "N3,gamma,\n",
            "N8,gama,\n",
            [
                f"crosswalk.csv: N3: 'Los Gamma' has ties and no line: {ADD_IT}",
                "crosswalk.csv:4: N8: 'gama' is no organization of the seeds. Did you mean 'gamma'?",
                "crosswalk.csv:4: N8: is no node of BACRIM2020_Nodes.csv: write one that is",
            ],
        ),
        (
            "crosswalk.csv",
            "N3,gamma,",
            "N3,beta,",
            [
                f"BACRIM2020_Rivals.csv:3: E2 and E3: {NO_LOOP}",
            ],
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_all_at_once(
    tmp_path: Path, file: str, old: str, new: str, messages: list[str]
) -> None:
    folder = changed(tmp_path, file, old, new)
    with pytest.raises(DatasetError) as caught:
        derived("alliances", folder=folder)
    assert str(caught.value).replace(f"{tmp_path}/", "").splitlines() == messages


def run_script(folder: Path, seeds: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), str(folder), "--seeds", str(seeds)]
    return subprocess.run([*command, *options], capture_output=True, text=True, check=False)


def test_the_script_writes_the_files_and_checks_them(tmp_path: Path) -> None:
    (tmp_path / "bacrim2020").mkdir()
    shutil.copy(HERE / "crosswalk.csv", tmp_path / "bacrim2020")
    (tmp_path / "dataset.yml").write_text(
        "name: tiny\ntitle: T\nversion: 1.0.0\ncut_off: 2021\nfocus: 2020\nlicense: X\nattribution: Nobody\n",
        encoding="utf-8",
    )
    (tmp_path / "organizations.yml").write_text(
        "".join(f"- {{id: {one.id}, name: {one.id}, kind: gang}}\n" for one in ORGANIZATIONS),
        encoding="utf-8",
    )
    written = run_script(HERE, tmp_path)
    assert (written.returncode, written.stderr) == (0, "")
    assert run_script(HERE, tmp_path, "--check").returncode == 0
    stale = tmp_path / "bacrim2020" / "rivalries.yml"
    stale.write_text(stale.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    failed = run_script(HERE, tmp_path, "--check")
    assert failed.returncode == 1
    assert failed.stderr == f"{stale}: is not what the files give: run without --check\n"


def test_the_script_tells_which_file_is_not_there(tmp_path: Path) -> None:
    failed = run_script(tmp_path, SEEDS)
    assert failed.returncode == 1
    assert "BACRIM2020_Nodes.csv" in failed.stderr
    assert "Traceback" not in failed.stderr


def test_the_crosswalk_of_the_seeds_and_the_records_that_cite_the_dataset_agree() -> None:
    """What can be held without the dataset: nodes cited are nodes matched, and ties join what is matched."""
    matches = bacrim.read_crosswalk(SEEDS).matches
    records = bacrim.read_records(SEEDS)
    organizations = {one.id: one for one in records if isinstance(one, Organization)}
    matched = {match.organization for match in matches.values()}
    assert matched <= organizations.keys()
    for one in organizations.values():
        for citation in one.citations:
            if citation.source == "bacrim2020" and "BACRIM2020_Nodes.csv" in str(citation.locator):
                assert matches[str(citation.locator).split(", ")[1]].organization == one.id
    ties = [
        tie
        for tie in records
        if isinstance(tie, Alliance | Rivalry) and tie.citations[0].source == "bacrim2020"
    ]
    assert {end for tie in ties for end in (tie.source, tie.target)} == matched
