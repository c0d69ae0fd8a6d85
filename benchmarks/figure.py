"""Draw the results of `benchmarks/loading.py`: one bar for each way, as a ratio to the best loader by hand.

`python -m benchmarks.page` writes it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape
from typing import Any

WIDTH, LEFT, RIGHT = 860, 270, 190
ROW, GAP, TOP = 24, 58, 44
OURS, OTHERS, LINE = "#1f5a94", "#8a8f98", "#b3261e"


def draw(results: list[dict[str, Any]]) -> str:
    """Return the figure as SVG; ratios on a logarithmic scale."""
    ratios = [found["ratio_to_hand_written"] for result in results for found in result["ways"].values()]
    least, most = math.floor(math.log10(min(ratios))), math.ceil(math.log10(max(ratios)))
    height = TOP + sum(GAP + ROW * len(result["ways"]) for result in results) + 20
    body = "\n".join(_panels(results, least, most))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="DejaVu Sans, sans-serif" font-size="12">\n'
        f"<title>Time to load the same records, as a ratio to the best loader written by hand</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
        f'<text x="12" y="24" font-size="15" font-weight="bold">Time to load the same records; '
        f"1 is the best loader written by hand</text>\n{body}\n</svg>\n"
    )


def _panels(results: list[dict[str, Any]], least: int, most: int) -> Iterator[str]:
    def x(ratio: float) -> float:
        return LEFT + (math.log10(ratio) - least) / max(most - least, 1) * (WIDTH - LEFT - RIGHT)

    y = float(TOP)
    for result in results:
        machine, rows = result["machine"], sorted(result["ways"].items(), key=_seconds)
        y += 34
        yield (
            f'<text x="12" y="{y:.0f}" font-weight="bold">{result["relationships"]:,} relationships, '
            f"{result['elements']:,} nodes and relationships; {machine['cores']} cores, "
            f"{machine['memory_gib']} GiB</text>"
        )
        y += GAP - 34 - ROW + 12
        bottom = y + ROW * len(rows)
        yield f'<path d="M{x(1):.1f} {y:.1f}V{bottom:.1f}" stroke="{LINE}" stroke-dasharray="4 3"/>'
        for name, found in rows:
            ratio = found["ratio_to_hand_written"]
            start, end = sorted((x(1), x(ratio)))
            target = result["targets"].get(name)
            told = f"{ratio:.2f} ({found['seconds']:.1f} s)" + (f", target {target:.2f}" if target else "")
            colour = OURS if name.startswith("cartelgraph") else OTHERS
            yield (
                f'<text x="{LEFT - 8}" y="{y + 16:.1f}" text-anchor="end">{escape(name)}</text>'
                f'<rect x="{start:.1f}" y="{y + 5:.1f}" width="{max(end - start, 1.5):.1f}" height="14" '
                f'fill="{colour}"/>'
                f'<text x="{max(end, x(1)) + 6:.1f}" y="{y + 16:.1f}">{told}</text>'
            )
            y += ROW


def _seconds(item: tuple[str, dict[str, Any]]) -> float:
    return float(item[1]["seconds"])
