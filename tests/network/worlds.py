"""Small datasets as hypothesis draws them: a few organizations, what is stated of them, and who says so."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

from hypothesis import strategies as st

from cartelgraph.dataset import Dataset
from cartelgraph.model import Citation, Likelihood, Part, Period, Relationship, Stance
from cartelgraph.model.relationships import Split
from tests.make import EARLY, alliance, country, dataset, organization, presence, rivalry, truce
from tests.model.texts import date_texts, edtf_dates, period_texts

DAYS = st.dates(date(2008, 1, 1), date(2012, 12, 31))
DATES = edtf_dates(date_texts(DAYS, lengths=(4, 7, 10)))
#: Of all forms; bounds that are unknown or open are what most rules are about.
PERIODS = st.one_of(
    period_texts(DATES),
    DATES.map("{}/".format),
    DATES.map("/{}".format),
    DATES.map("{}/..".format),
    st.sampled_from(("/", "/..")),
).map(Period)
CARRIES = st.none() | st.integers(0, 48)

PUBLISHERS = ("s1", "s2", "s3", "s4")
PARTS = st.sampled_from((Part.WHOLE, *Part))
SUPPORTING = st.builds(Citation, source=st.sampled_from(PUBLISHERS), part=PARTS)
DISPUTING = st.builds(Citation, source=st.sampled_from(PUBLISHERS), stance=st.just(Stance.DISPUTES))
CITATIONS = st.one_of(SUPPORTING, SUPPORTING, DISPUTING)


@st.composite
def times(draw: st.DrawFn, periods: st.SearchStrategy[Period] = PERIODS) -> dict[str, Any]:
    """Draw a period, and dates within it at which a source saw the tie."""
    period = draw(periods)
    start, end = period.start.earliest, period.end.latest
    seen = draw(st.lists(DATES, max_size=2))
    return {
        "period": period,
        "observed": [
            day for day in seen if (not start or day.latest >= start) and (not end or day.earliest <= end)
        ],
    }


@st.composite
def statements(draw: st.DrawFn, people: tuple[str, ...], number: int) -> Relationship:
    """Draw a statement about some of these people, which at least one source supports."""
    first, second = draw(st.sampled_from(list(permutations(people, 2))))
    fields = draw(times()) | {
        "likelihood": draw(st.sampled_from(Likelihood)),
        "citations": [draw(SUPPORTING), *draw(st.lists(CITATIONS, min_size=1, max_size=3))],
    }
    match draw(st.sampled_from(("alliance", "rivalry", "truce", "presence", "split"))):
        case "alliance":
            return alliance(first, second, number, **fields)
        case "rivalry":
            return rivalry(first, second, number, **fields)
        case "truce":
            return truce(first, second, number, **fields)
        case "presence":
            return presence(first, "mexico", number, **fields)
    del fields["observed"]
    ends = {"id": f"split-{number}", "source": first, "target": second}
    return Split.model_validate(ends | fields)


@st.composite
def worlds(draw: st.DrawFn) -> Dataset:
    """Draw a dataset of 2 to 5 organizations; its sources are undated, or of the years that they tell of."""
    people = tuple("abcde"[: draw(st.sampled_from((2, 2, 3, 5)))])
    sources = [
        EARLY.model_copy(update={"id": key, "published": draw(st.one_of(st.none(), DATES, DATES))})
        for key in PUBLISHERS
    ]
    told = [draw(statements(people, number)) for number in range(1, draw(st.integers(2, 5)) + 1)]
    return dataset(*map(organization, people), country("mexico", "MX"), *sources, *told)
