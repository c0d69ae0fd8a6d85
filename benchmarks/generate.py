"""Make a network of invented organizations, persons, places, events and sources, of any size, as JSON Lines.

The same arguments give the same bytes on every machine: numbers come from seeded Mersenne twisters, and
nothing depends on the time or on the order of a set.

Shape: one entity for every five relationships; half of the entities are organizations. Ends are drawn so that
the expected degree of the organization of rank r falls as r^(-2/3): a few hubs have ties to thousands of
others. `--no-hubs` draws all ends alike, for comparison. Every statement has a period in some precision, a
likelihood and one to three citations with locators. All names are made of syllables and numbers; none is of
anybody.

Usage: `python -m benchmarks.generate FOLDER --relationships 100000 [--seed 7] [--no-hubs] [--changed 0.01]
[--gzip]`
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

Fields = dict[str, Any]

SEED = 7
#: Relationships for each entity.
PER_ENTITY = 5

#: Share of each type among the entities.
ENTITIES = {"organizations": 0.5, "places": 0.2, "events": 0.2, "persons": 0.08, "sources": 0.02}
#: Share of each type among the relationships; the last takes what is left.
RELATIONSHIPS = {
    "alliances": 0.2,
    "rivalries": 0.2,
    "truces": 0.02,
    "faction_ties": 0.03,
    "memberships": 0.1,
    "leaderships": 0.02,
    "involvements": 0.08,
    "occurrences": 0.05,
    "presences": 0.3,
}
ORGANIZATION, PERSON, PLACE, EVENT, SOURCE = "organization", "person", "place", "event", "source"
ENDS = {
    "alliances": (ORGANIZATION, ORGANIZATION),
    "rivalries": (ORGANIZATION, ORGANIZATION),
    "truces": (ORGANIZATION, ORGANIZATION),
    "faction_ties": (ORGANIZATION, ORGANIZATION),
    "memberships": (PERSON, ORGANIZATION),
    "leaderships": (PERSON, ORGANIZATION),
    "involvements": (ORGANIZATION, EVENT),
    "occurrences": (EVENT, PLACE),
    "presences": (ORGANIZATION, PLACE),
}
UNDATED = {"involvements", "occurrences"}

SYLLABLES = (
    "ba",
    "co",
    "du",
    "fe",
    "gal",
    "ho",
    "ji",
    "ka",
    "lor",
    "mi",
    "na",
    "o",
    "pe",
    "que",
    "ri",
    "su",
    "ta",
    "vo",
)
LIKELIHOODS = ("confirmed", "probable", "probable", "possible", "doubtful")
ACTIVITIES = ("production", "transit", "wholesale", "retail", "arms", "finance", "training", "extortion")


@dataclass(frozen=True)
class Network:
    """What is asked for: size, seed, whether there are hubs, and which share of the statements is altered."""

    relationships: int
    seed: int = SEED
    hubs: bool = True
    changed: float = 0.0

    def count(self, collection: str) -> int:
        """Return how many entities of a collection there are; two at the least, so that ties have ends."""
        return max(2, round(self.relationships / PER_ENTITY * ENTITIES[collection]))

    @property
    def ties(self) -> dict[str, int]:
        """How many relationships of each collection there are."""
        counts = {name: round(self.relationships * share) for name, share in RELATIONSHIPS.items()}
        last = list(counts)[-1]
        return counts | {last: self.relationships - sum(counts.values()) + counts[last]}

    def records(self) -> Iterator[tuple[str, Iterator[Fields]]]:
        """Yield each collection with its records."""
        makers: dict[str, Callable[[random.Random, int], Fields]] = {
            "sources": _source,
            "organizations": _organization,
            "persons": _person,
            "places": _place,
            "events": _event,
        }
        for collection, make in makers.items():
            draw = random.Random(f"{self.seed} {collection}")  # noqa: S311 - to be drawn again
            yield collection, self._entities(collection, make, draw)
        for collection in RELATIONSHIPS:
            draw = random.Random(f"{self.seed} {collection}")  # noqa: S311
            yield collection, self._statements(collection, draw)

    def _entities(
        self, collection: str, make: Callable[[random.Random, int], Fields], draw: random.Random
    ) -> Iterator[Fields]:
        for number in range(self.count(collection)):
            fields = make(draw, number)
            if collection in {"persons", "events"}:
                cited = {"citations": self._citations(draw), "likelihood": draw.choice(LIKELIHOODS)}
                # The order of the fields in the models, in which the store writes records as well.
                fields = {"id": fields.pop("id"), "name": fields.pop("name"), **cited, **fields}
            yield fields

    def _statements(self, collection: str, draw: random.Random) -> Iterator[Fields]:
        # A draw of its own, so that a changed network differs in nothing else.
        altered = random.Random(f"{self.seed} {collection} changed")  # noqa: S311
        for number in range(self.ties[collection]):
            fields = self._tie(collection, number, draw)
            if altered.random() < self.changed:
                fields = {"id": fields["id"], "note": "Revised.", **fields, "likelihood": "possible"}
                fields["note"] = "Revised."
            yield fields

    def _tie(self, collection: str, number: int, draw: random.Random) -> Fields:
        kind = collection.removesuffix("s").replace("_", "-").replace("rivalrie", "rivalry")
        fields: Fields = {"id": f"{kind}-{number + 1:07}"}
        if draw.random() < 0.2:
            fields["note"] = f"{_words(draw, 6).capitalize()}."
        first, second = ENDS[collection]
        fields["source"] = self._end(first, draw)
        fields["target"] = self._end(second, draw)
        while fields["target"] == fields["source"]:
            fields["target"] = self._end(second, draw)
        if collection in {"alliances", "rivalries", "truces"}:
            fields["source"], fields["target"] = sorted((fields["source"], fields["target"]))
        fields |= {"likelihood": draw.choice(LIKELIHOODS), "citations": self._citations(draw)}
        if collection not in UNDATED:
            fields |= _dates(draw)
        return fields | _details(collection, draw)

    def _end(self, kind: str, draw: random.Random) -> str:
        count = self.count(f"{kind}s")
        place = draw.random()
        if self.hubs and kind != PERSON:
            place = place * place * place
        return f"{kind}-{int(count * place) + 1:07}"

    def _citations(self, draw: random.Random) -> list[Fields]:
        count = draw.choice((1, 1, 1, 2, 2, 3))
        sources = self.count("sources")
        numbers = sorted({int(sources * draw.random()) + 1 for _ in range(count)})
        return [
            {"source": f"{SOURCE}-{number:07}", "locator": f"p. {draw.randint(1, 400)}"} for number in numbers
        ]


def _source(draw: random.Random, number: int) -> Fields:
    return {
        "id": f"{SOURCE}-{number + 1:07}",
        "name": f"{_words(draw, 5).capitalize()} {number + 1}",
        "kind": draw.choice(("official", "news", "research", "dataset")),
        "author": _words(draw, 2).title(),
        "publisher": _words(draw, 2).title(),
        "published": _date(draw, draw.randint(1990, 2024)),
        "url": f"https://example.org/{number + 1}",
        "reliability": draw.choice("ABCD"),
    }


def _organization(draw: random.Random, number: int) -> Fields:
    fields: Fields = {
        "id": f"{ORGANIZATION}-{number + 1:07}",
        "name": f"{_words(draw, 2).title()} {number + 1}",
        "kind": draw.choice(("cartel", "faction", "armed-wing", "gang", "gang", "syndicate")),
    }
    if draw.random() < 0.3:
        fields["aliases"] = [{"name": f"{_words(draw, 1).title()} {number + 1} bis"}]
    return fields


def _person(draw: random.Random, number: int) -> Fields:
    return {"id": f"{PERSON}-{number + 1:07}", "name": f"{_words(draw, 3).title()} {number + 1}"}


def _place(draw: random.Random, number: int) -> Fields:
    return {
        "id": f"{PLACE}-{number + 1:07}",
        "name": f"{_words(draw, 1).title()} {number + 1}",
        "kind": "city",
        "latitude": round(draw.uniform(-55, 70), 3),
        "longitude": round(draw.uniform(-120, -35), 3),
    }


def _event(draw: random.Random, number: int) -> Fields:
    return {
        "id": f"{EVENT}-{number + 1:07}",
        "name": f"{_words(draw, 4).capitalize()} {number + 1}",
        "kind": draw.choice(("arrest", "killing", "extradition", "seizure", "designation")),
        "date": _date(draw, draw.randint(1990, 2024)),
    }


def _dates(draw: random.Random) -> Fields:
    first = draw.randint(1990, 2018)
    last = first + draw.randint(1, 6)
    start = _date(draw, first)
    form = draw.randrange(6)
    if form == 0:
        return {"observed": [_date(draw, year) for year in range(first, last, 2)]}
    period = (start, f"{start}/", f"{start}/..", f"/{_date(draw, last)}", f"{start}/{_date(draw, last)}")[
        form - 1
    ]
    return {"period": period}


def _date(draw: random.Random, year: int) -> str:
    month, day, precision = draw.randint(1, 12), draw.randint(1, 28), draw.randrange(4)
    return (f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}")[precision]


def _details(collection: str, draw: random.Random) -> Fields:
    match collection:
        case "alliances" if draw.random() < 0.5:
            return {"form": draw.choice(("cooperation", "subcontracting"))}
        case "presences":
            chosen = sorted(draw.sample(range(len(ACTIVITIES)), draw.randint(1, 3)))
            return {
                "activities": [ACTIVITIES[one] for one in chosen],
                "strength": draw.choice(("minor", "dominant")),
            }
        case "memberships" if draw.random() < 0.5:
            return {"role": f"{_words(draw, 1)} chief"}
        case "involvements":
            return {"role": draw.choice(("target", "perpetrator"))}
    return {}


def _words(draw: random.Random, count: int) -> str:
    return " ".join("".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(count))


def write(folder: Path, network: Network, *, compressed: bool = False) -> int:
    """Write a network into a folder; return the number of its records."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.yml").write_text(_manifest(network), encoding="utf-8", newline="\n")
    total = 0
    for collection, records in network.records():
        with _open(folder / f"{collection}.jsonl", compressed=compressed) as file:
            for fields in records:
                file.write(json.dumps(fields, ensure_ascii=False, separators=(",", ":")) + "\n")
                total += 1
    return total


def _open(path: Path, *, compressed: bool) -> TextIO:
    if not compressed:
        return path.open("w", encoding="utf-8", newline="\n")
    # Without a time in its head, the same text gives the same bytes.
    raw = gzip.GzipFile(path.with_name(f"{path.name}.gz"), "wb", compresslevel=6, mtime=0)
    return io.TextIOWrapper(raw, encoding="utf-8", newline="\n")


def _manifest(network: Network) -> str:
    return (
        f"name: generated-{network.relationships}\n"
        f"title: Generated network of {network.relationships} relationships, seed {network.seed}\n"
        "version: 1.0.0\ncut_off: 2024\nfocus: 2010-06\nlicense: CC0-1.0\n"
        "attribution: Nobody; every name and every tie in it is invented.\n"
    )


def main() -> None:
    """Write the network that the command line asks for."""
    parser = argparse.ArgumentParser(description="Make an invented network as JSON Lines.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--relationships", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--no-hubs", dest="hubs", action="store_false", help="draw all ends alike")
    parser.add_argument("--changed", type=float, default=0.0, help="share of statements that are altered")
    parser.add_argument("--gzip", dest="compressed", action="store_true")
    chosen = parser.parse_args()
    network = Network(chosen.relationships, chosen.seed, hubs=chosen.hubs, changed=chosen.changed)
    print(f"{write(chosen.folder, network, compressed=chosen.compressed)} records in {chosen.folder}")


if __name__ == "__main__":
    main()
