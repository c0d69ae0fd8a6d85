"""Graphs of the literature, on which papers and other programs have printed values."""

from __future__ import annotations

from tests.analysis.worlds import graph_of

# 32 nodes, 56 ties: `figure_8` of the test set of Pyntacle (commit 7d1d89c), which is named for a figure of
# Borgatti (2006). That paper itself was not read.
FIGURE_8 = graph_of(
    "HS-PS", "HS-KR", "BR-WD", "BR-KR", "BR-GM", "BR-BS3", "WD-PS", "WD-KR", "WD-GM", "WD-BS3", "WD-SF",
    "WD-HA", "PS-WS", "PS-KR", "PS-GM", "PS-BS3", "WS-KR", "WS-GM", "WS-BS3", "KR-GM", "KR-BS3",
    "KR-SF", "KR-JE", "GM-BS3", "GM-SF", "BS3-SF", "BS3-JE", "BS3-LR", "GS-DI", "DI-KA", "DI-HA",
    "KA-PH", "DB-BW", "BW-PH", "BW-BM", "PH-BM", "PH-SR", "BM-HA", "BM-LK", "BM-CR", "BM-SR", "SR-HB",
    "HB-TO", "HB-CD", "HB-NP", "HB-EE", "TO-MJ", "TO-BS", "TO-NP", "MJ-BS", "WL-CD", "CD-BS", "CD-NP",
    "BS-NP", "NP-BS2", "BS2-MG",
)  # fmt: skip

# Its `figure_1`.
FIGURE_1 = graph_of("A-B", "A-C", "A-F", "A-G", "A-H", "B-C", "B-D", "B-E")

# Krackhardt, D. (1990). Assessing the political landscape. Administrative Science Quarterly 35, 342-369.
KITE = graph_of(
    "Andre-Beverly", "Andre-Carol", "Andre-Diane", "Andre-Fernando", "Beverly-Diane", "Beverly-Ed",
    "Beverly-Garth", "Carol-Diane", "Carol-Fernando", "Diane-Ed", "Diane-Fernando", "Diane-Garth",
    "Ed-Garth", "Fernando-Garth", "Fernando-Heather", "Garth-Heather", "Heather-Ike", "Ike-Jane",
)  # fmt: skip

# Marriages of 16 Florentine families: Padgett, J. F. & Ansell, C. K. (1993). Robust action and the rise
# of the Medici, 1400-1434. American Journal of Sociology 98, 1259-1319. Pucci married none of them.
FLORENCE = graph_of(
    "Acciaiuoli-Medici", "Castellani-Peruzzi", "Castellani-Strozzi", "Castellani-Barbadori",
    "Medici-Barbadori", "Medici-Ridolfi", "Medici-Tornabuoni", "Medici-Albizzi", "Medici-Salviati",
    "Salviati-Pazzi", "Peruzzi-Strozzi", "Peruzzi-Bischeri", "Strozzi-Ridolfi", "Strozzi-Bischeri",
    "Ridolfi-Tornabuoni", "Tornabuoni-Guadagni", "Albizzi-Ginori", "Albizzi-Guadagni",
    "Bischeri-Guadagni", "Guadagni-Lamberteschi", "Pucci",
)  # fmt: skip

# 17 members of a cell by number, and their roles, as the R package homophily (B. Knapp) has them from
# Koschade, S. (2006). A social network analysis of Jemaah Islamiyah. Studies in Conflict & Terrorism 29,
# 559-575.
CELL = graph_of(
    "1-2", "1-3", "1-4", "1-5", "1-6", "1-8", "1-9", "1-15", "1-17", "2-4", "2-6", "2-7", "3-4", "3-5",
    "3-6", "3-8", "3-9", "3-15", "3-16", "3-17", "4-5", "4-6", "4-7", "4-8", "4-9", "4-10", "4-11",
    "4-12", "4-13", "4-14", "4-15", "4-17", "5-6", "5-8", "5-9", "5-15", "5-16", "5-17", "6-7", "6-8",
    "6-9", "6-15", "6-17", "8-9", "8-15", "8-16", "8-17", "9-15", "9-16", "9-17", "10-11", "10-12",
    "10-13", "10-14", "11-12", "11-13", "11-14", "12-13", "12-14", "13-14", "15-16", "15-17", "16-17",
)  # fmt: skip
CELL_ROLES = {
    **dict.fromkeys(("1", "4", "6"), "command"),
    **dict.fromkeys(("2", "3", "7"), "assistant"),
    **dict.fromkeys(("5", "8", "9", "15", "17"), "bomb maker"),
    **dict.fromkeys(("10", "16"), "bomber"),
    **dict.fromkeys(("11", "12", "13", "14"), "Team Lima"),
}

# Borgatti, S. P. (1997). Structural holes: Unpacking Burt's redundancy measures. Connections 20, 35-38; the
# ties as the tests of NetworkX 3.6.1 have them.
REDUNDANCY = graph_of("A-B", "A-F", "A-G", "A-E", "E-G", "F-G", "B-G", "B-D", "D-G", "G-C")
