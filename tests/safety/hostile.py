"""A dataset whose every value would be something else to somebody who took it for more than text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from cartelgraph.dataset import Dataset, DatasetInfo
from cartelgraph.model import record_type
from tests import make
from tests.store.complete import complete_dataset

#: In every text that a dataset could give, so that it can be searched for.
MARK = "zqx"

#: All of this is allowed: each is a name that somebody could bear.
HOSTILE = {
    "single quote": "O'Neill",
    "double quote": 'Los "Negros"',
    "backtick": "`tick` ``",
    "end of text": "Robert'); MATCH (n) DETACH DELETE n; //",
    "end of map": "'}) DETACH DELETE n //",
    "braces": "{id: 'x'} {{ 7 * 7 }} {% raw %} {0} ${x}",
    "parameters": "$id $rows $name $on.first $$",
    "comments": "/* a */ // b -- c # d",
    "escapes": r"\u0027 \u0060 \\u0027 \' \n \ ",
    "percent": "%s %(name)s %label% 100%",
    "markup": "<script>alert('x')</script><b onclick=x()>&amp;</b>",
    "attribute": "\" onload='x()' x=\"",
    "end of style": "</style></svg></title><!-- ]]> -->",
    "terminal": "[red]bold[/red] [/] :smile: \\[x]",
    "markdown": "| a | [b](javascript:x) | ** _",
    "formula": "=HYPERLINK(A1) +1 -1 @SUM(A1)",
    "nothing": "null",
    "arabic": "تنظيم القاعدة",
    "hebrew": "ארגון",
    "han": "山口組",
    "accents": "Ñandú Beltrán Łódź",
    "beyond the first plane": "🙂 🗺",
    "long": "x" * 180,
}


def texts() -> dict[str, str]:
    """Return each text with the mark behind it, by what is hostile about it."""
    return {what: f"{text.strip()} {MARK}{number}" for number, (what, text) in enumerate(HOSTILE.items())}


def hostile_text(what: str) -> str:
    return texts()[what]


def world(spelt: Callable[[str], str] = hostile_text) -> Dataset:
    """Return organizations, ties, places, a figure, an event and a source for each text that is spelt."""
    records = []
    names = list(HOSTILE)
    for number, what in enumerate(names):
        text, key, after = spelt(what), f"{MARK}-{number}", f"{MARK}-{(number + 1) % len(names)}"
        citations = [{"source": f"source-{key}", "locator": text, "note": text}]
        source = {"publisher": text, "author": text, "reliability": "B", "kind": "news", "note": text}
        told = {"source": f"source-{key}", "name": f"{text} alias"}
        records += [
            record_type("sources").model_validate(
                {"id": f"source-{key}", "name": f"{text} title", "published": "2010"} | source
            ),
            make.organization(key, name=text, aliases=[told], summary=f"{text}\n{text}", ucdp_ids=[text]),
            make.country(f"land-{key}", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number] * 2).model_copy(
                update={"name": f"{text} land"}
            ),
            make.alliance(key, after, period="2010/2012", citations=citations, note=text),
            make.presence(key, f"land-{key}", period="2010/2012", citations=citations),
            make.organization(f"part-{key}", "faction", name=f"{text} part"),
            make.faction_tie(f"part-{key}", key, period="2010/2012", citations=citations),
        ]
        stated = {
            "id": f"figure-{key}",
            "name": f"{text} figure",
            "subjects": [key],
            "quantity": text,
            "unit": text,
        }
        counted = {"period": "2011", "value": 3, "likelihood": "probable", "citations": citations}
        records.append(record_type("figures").model_validate(stated | counted))
    info = make.INFO.model_dump(mode="json") | {"title": spelt("end of text"), "attribution": spelt("markup")}
    return Dataset(DatasetInfo.model_validate(info), records)


def plain() -> Dataset:
    """Return the same with names that are nothing but names."""
    return world(lambda what: f"Plain {what} {list(HOSTILE).index(what)}")


def marked() -> Dataset:
    """Return a dataset of every type and field, each text and each id of which bears the mark."""
    dataset = complete_dataset()
    keys = set(dataset.records)
    free = {"name", "title", "note", "summary", "locator", "author", "publisher", "quantity", "unit"}
    free |= {"role", "account", "ucdp_ids", "ofac_ids", "opensanctions_ids", "wikidata_ids", "attribution"}

    references = {"id", "source", "target", "subjects", "derives_from", "distinct_from"}

    def mark(value: Any, field: str) -> Any:
        match value:
            case dict():
                return {name: mark(held, name) for name, held in value.items()}
            case list():
                return [mark(held, field) for held in value]
            case str() if value in keys and field in references:
                return f"{MARK}-{value}"
            case str() if field in free:
                return f"{value} {MARK}"
            case str() if field in {"url", "archived_url"}:
                return f"{value}#{MARK}"
        return value

    def marked_fields(model: Any) -> dict[str, Any]:
        fields = json.loads(model.model_dump_json(exclude_none=True))
        return {name: mark(value, name) for name, value in fields.items()}

    info = marked_fields(dataset.info) | {"name": MARK}
    records = [type(record).model_validate(marked_fields(record)) for record in dataset.records.values()]
    return Dataset(DatasetInfo.model_validate(info), records)


def pieces(text: str) -> set[str]:
    """Return the words of Cypher, in lower case, with the mark among them if it is there."""
    return set(re.findall(r"\w+", text.lower()))
