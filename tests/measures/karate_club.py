"""The karate club: who was friends with whom, how it split, and its partition of the highest modularity.

Zachary, W. W. (1977). An information flow model for conflict and fission in small groups. Journal of
Anthropological Research 33, 452-473; the ties as NetworkX has them, without their weights.
"""

from __future__ import annotations

import networkx as nx

_WEIGHTED = nx.karate_club_graph()

FRIENDS: nx.Graph[int] = nx.Graph()
FRIENDS.add_nodes_from(_WEIGHTED)
FRIENDS.add_edges_from(_WEIGHTED.edges)

#: Whom each followed.
CLUB: dict[int, str] = dict(_WEIGHTED.nodes(data="club"))

#: What the exact search of python-igraph 1.0.0, `community_optimal_modularity`, printed.
CLUB_AT_BEST: dict[int, int] = dict(enumerate(map(int, "0000111022100022102020233323322322")))
