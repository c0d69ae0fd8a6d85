"""Which organizations together hold the network of allies together, and which reach most of it."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from cartelgraph.analysis.analysis import SOURCES, Analysis, Parameter
from cartelgraph.analysis.evidence import Answer, rows_with_sources
from cartelgraph.analysis.names import names_of
from cartelgraph.analysis.notes import ally_notes, undefined_notes
from cartelgraph.measures.group_betweenness import group_betweenness
from cartelgraph.measures.key_players import MOST_SETS, KeyPlayers, Method, Objective
from cartelgraph.measures.key_players import key_players as best_sets
from cartelgraph.measures.progress import Told, silent
from cartelgraph.model import SignedTie
from cartelgraph.network import Snapshot, ally_layer
from cartelgraph.table import Column, Table

__all__ = ["KEY_PLAYERS", "key_players"]


def key_players(snapshot: Snapshot, *, k: int, steps: int, told: Told = silent) -> Table:
    """Return the best sets of k organizations by each of the four objectives, all that are equally good.

    Parameters
    ----------
    snapshot
        The network.
    k
        Number of key players.
    steps
        Greatest number of alliances within which others count as reached, for ``reach``.
    told
        Is told how many sets are examined by each objective, then of how many the betweenness is found.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = key_players(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))), k=1, steps=2)
    >>> sorted(set(table.column("objective")))
    ['distance-fragmentation', 'distance-reach', 'fragmentation', 'reach']
    """
    layer = ally_layer(snapshot.graph)
    found = (
        [best_sets(layer, k, objective, steps=steps, told=told) for objective in Objective]
        if _fits(layer, k)
        else []
    )
    rows = rows_with_sources(snapshot, _answers(snapshot, layer, found, told))
    return Table(
        name=KEY_PLAYERS.name,
        title=f"Sets of {k} key players, {snapshot.moment}",
        columns=COLUMNS,
        rows=rows,
        notes=(
            snapshot.describe(),
            *ally_notes(snapshot, layer),
            *_search_notes(layer, k, steps, found),
            *NOTES,
            *undefined_notes(COLUMNS, rows),
        ),
    )


def _fits(layer: nx.Graph[str], k: int) -> bool:
    """Return whether anything is tied, and two organizations are left without the key players."""
    return layer.number_of_edges() > 0 and len(layer) >= k + 2


def _answers(
    snapshot: Snapshot, layer: nx.Graph[str], found: list[KeyPlayers[str]], told: Told
) -> Iterator[Answer]:
    """Yield an answer for each set; its numbers rest on every alliance, also on those without a member."""
    alliances = {record for _, _, data in layer.edges(data=True) for record in data["records"]}
    done, total = 0, sum(len(best.sets) for best in found)
    for best in found:
        # As a share, so that one column has one unit; the number of others is the same for all sets.
        whole = len(layer) - len(best.nodes) if best.objective is Objective.REACH else 1
        for nodes in best.sets:
            told(done, total, "sets whose betweenness is found")
            done += 1
            values = (
                str(best.objective),
                "; ".join(nodes),
                names_of(snapshot, nodes),
                best.value / whole,
                best.before,
                None if best.before is None else best.value - best.before,
                best.tied,
                str(best.method),
                best.examined,
                best.possible,
                group_betweenness(layer, nodes),
            )
            yield values, alliances


def _search_notes(layer: nx.Graph[str], k: int, steps: int, found: list[KeyPlayers[str]]) -> tuple[str, ...]:
    if not layer.number_of_edges():
        return ("No alliance between criminal organizations holds.",) if layer else ()
    if not found:
        return (
            (
                f"{k} key players need {k + 2} organizations or more, so that two are left: there are "
                f"{len(layer)}."
            ),
        )
    said = [f"Others are reached within {steps} alliance{'' if steps == 1 else 's'}."]
    if found[0].method is Method.EXACT:
        said.append(f"Every one of the {found[0].possible} sets of {k} was examined.")
    else:
        said.append(
            f"There are {found[0].possible} sets of {k}, more than {MOST_SETS}: a search by swaps examined "
            "some, and there may be better sets and more that are equally good."
        )
    cut = [str(best.objective) for best in found if best.tied > len(best.sets)]
    if cut:
        said.append(f"More sets are equally good than are shown, by {', '.join(cut)}: see `tied`.")
    return tuple(said)


COLUMNS = (
    Column(
        "objective",
        "What the set does best: fragmentation (pairs of others without a path once it is removed), "
        "distance-fragmentation (the same, with distance), reach (others within the steps chosen), or "
        "distance-reach (nearness to all others).",
        whole=True,
    ),
    Column("ids", "Ids of the organizations of the set.", detail=True),
    Column("organizations", "Their names."),
    Column(
        "value",
        "Fragmentation of the others without the set, or share of the others reached, or mean of 1/distance "
        "to the others, 0 to 1.",
        "1",
    ),
    Column("before", "Fragmentation of all with nobody removed, 0 to 1; undefined for reach.", "1"),
    Column("change", "Value less that; undefined for reach.", "1", detail=True),
    Column("tied", "Sets with this value, of those examined.", "sets"),
    Column("method", "Exact, or greedy with swaps, which may miss the best.", whole=True),
    Column("examined", "Sets examined.", "sets", detail=True),
    Column("possible", "Sets of that size.", "sets", detail=True),
    Column(
        "group_betweenness",
        "Share of shortest paths between pairs of others that lead through the set, 0 to 1.",
        "1",
        detail=True,
    ),
    SOURCES,
)

NOTES = (
    (
        "Removed means gone, with its alliances, and replaced by nobody: a statement about the network as it "
        "is told, not a forecast."
    ),
    (
        "Fragmentation is a share of the pairs of those who are left, which are fewer than before: it falls "
        "when somebody without an ally is removed."
    ),
    "Every value depends on all alliances of the layer, so that the sources of all rows are the same.",
)

KEY_PLAYERS = Analysis(
    name="key-players",
    question="Which few organizations together hold the network of allies together, or reach most of it?",
    compute=key_players,
    about=("objective", "ids"),
    reads=(SignedTie,),
    parameters=(
        Parameter("k", default=2, minimum=1, maximum=5, description="Number of key players."),
        Parameter(
            "steps",
            default=2,
            minimum=1,
            maximum=10,
            description="Alliances within which others count as reached.",
        ),
    ),
    ranks=False,
    tells=True,
    references=(
        (
            "Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational & "
            "Mathematical Organization Theory 12, 21-34."
        ),
        (
            "Everett, M. G. & Borgatti, S. P. (1999). The centrality of groups and classes. Journal of "
            "Mathematical Sociology 23, 181-201."
        ),
    ),
)
