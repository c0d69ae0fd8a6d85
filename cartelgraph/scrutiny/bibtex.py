"""Sources as BibTeX entries, for a bibliography that another program keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cartelgraph.model import EdtfDate
from cartelgraph.model.entities import Source, SourceKind

__all__ = ["bibtex"]

#: The type of entry for each kind of source; BibTeX knows neither web pages nor data.
ENTRY = {
    SourceKind.POLICY_BRIEF: "techreport",
    SourceKind.OFFICIAL: "techreport",
    SourceKind.RESEARCH: "article",
}
PUBLISHER_FIELD = {"techreport": "institution", "article": "journal", "misc": "howpublished"}

#: What TeX would take for a command, and how it is written there.
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    **{sign: f"\\{sign}" for sign in "$&#_%"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}

YEAR, MONTH = re.compile(r"\d{4}"), re.compile(r"\d{4}-(\d{2})")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(sources: Iterable[Source]) -> str:
    r"""Return an entry for each source, under its id, in order of ids.

    Titles are in double braces, so that no style changes their capitals; authors, whom records part by
    semicolons, are kept whole, as records do not tell a family name from an institution. The year is left out
    where a source bears no certain one; when it was read, and that it was not if so, stands in the note.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> print(bibtex([read_dataset().get("cnas-2011")]).splitlines()[0])
    @techreport{cnas-2011,
    """
    return "\n\n".join(_entry(source) for source in sorted(sources, key=lambda source: source.id))


def _entry(source: Source) -> str:
    kind = ENTRY.get(source.kind, "misc")
    authors = [name.strip() for name in (source.author or "").split(";") if name.strip()]
    fields = {
        "author": " and ".join(f"{{{_escaped(author)}}}" for author in authors),
        "title": f"{{{_escaped(source.name)}}}",
        PUBLISHER_FIELD[kind]: _escaped(source.publisher),
        **_published(source.published),
        "url": str(source.url or source.archived_url or ""),
        "note": f"Read {source.accessed}" if source.accessed else "",
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@{kind}{{{source.id},", *lines, "}"])


def _published(published: EdtfDate | None) -> dict[str, str]:
    if published is None or not (year := YEAR.match(published)):
        return {}
    month = MONTH.match(published)
    return {"year": year.group()} | ({"month": MONTHS[int(month.group(1)) - 1]} if month else {})


def _escaped(text: str) -> str:
    return "".join(SPECIAL.get(sign, sign) for sign in text)
