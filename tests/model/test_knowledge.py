"""What could be known of a statement on a day: nothing leaks back, and nothing published is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.model import BoundStatus, Citation, EdtfDate, Part, Period, Stance, Window
from cartelgraph.model.knowledge import as_known_at, known_from, rests_on_undated, spell_of
from cartelgraph.model.relationships import Alliance, Containment, Involvement, Split
from tests.make import alliance, containment
from tests.model.texts import edtf_dates, period_texts

EARLY, LATE, UNDATED, VAGUE = "early", "late", "undated", "vague"

PUBLISHED = {
    EARLY: EdtfDate("2010-05-01"),
    LATE: EdtfDate("2020"),
    UNDATED: None,
    VAGUE: EdtfDate("2011"),
}


def cited(*citations: str | dict[str, str], **fields: Any) -> Alliance:
    """Return an alliance cited from these sources; `{"late": "end"}` cites one for one part."""
    entries: list[dict[str, str]] = []
    for citation in citations:
        parts = {citation: "whole"} if isinstance(citation, str) else citation
        entries += [{"source": source, "part": part} for source, part in parts.items()]
    return alliance("a", "b", citations=entries, **fields)


def test_a_statement_is_known_from_its_first_dated_source() -> None:
    assert known_from(cited(LATE, EARLY), PUBLISHED) == date(2010, 5, 1)


def test_a_source_that_bears_a_year_is_in_print_on_its_last_day() -> None:
    assert known_from(cited(LATE), PUBLISHED) == date(2020, 12, 31)
    assert as_known_at(cited(VAGUE), PUBLISHED, date(2011, 12, 30)) is None
    assert as_known_at(cited(VAGUE), PUBLISHED, date(2011, 12, 31)) is not None


def test_each_part_is_known_from_its_own_sources() -> None:
    record = cited(EARLY, {LATE: "end"}, period="2008/2009")
    assert known_from(record, PUBLISHED, Part.TIE) == date(2010, 5, 1)
    assert known_from(record, PUBLISHED, Part.START) == date(2010, 5, 1)
    assert known_from(record, PUBLISHED, Part.END) == date(2010, 5, 1)
    apart = cited({EARLY: "tie"}, {VAGUE: "start"}, {LATE: "end"}, period="2008/2009")
    assert known_from(apart, PUBLISHED, Part.TIE) == date(2010, 5, 1)
    assert known_from(apart, PUBLISHED, Part.START) == date(2011, 12, 31)
    assert known_from(apart, PUBLISHED, Part.END) == date(2020, 12, 31)


def test_who_dates_a_bound_knows_of_the_tie() -> None:
    record = cited({EARLY: "start"}, {LATE: "tie"}, period="2008/2009")
    assert known_from(record, PUBLISHED) == date(2010, 5, 1)
    assert known_from(record, PUBLISHED, Part.END) is None


def test_no_dated_source_no_day() -> None:
    assert known_from(cited(UNDATED), PUBLISHED) is None


def test_a_denial_makes_nothing_known() -> None:
    denied = alliance("a", "b", citations=[{"source": EARLY, "stance": "disputes"}, {"source": LATE}])
    assert known_from(denied, PUBLISHED) == date(2020, 12, 31)
    assert as_known_at(denied, PUBLISHED, date(2011, 3, 1)) is None
    only_denied = alliance("a", "b", citations=[{"source": EARLY, "stance": "disputes"}])
    assert known_from(only_denied, PUBLISHED) is None
    assert as_known_at(only_denied, PUBLISHED, date.max) is None


def test_a_denial_in_print_stays_beside_the_statement() -> None:
    record = alliance("a", "b", citations=[{"source": VAGUE, "stance": "disputes"}, {"source": EARLY}])
    assert [c.source for c in known_at(record, "2011-06-01").citations] == [EARLY]
    assert [c.source for c in known_at(record, "2012-01-01").citations] == [VAGUE, EARLY]


def known_at(record: Alliance, day: str) -> Alliance:
    known = as_known_at(record, PUBLISHED, date.fromisoformat(day))
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("citations", "period", "then"),
    [
        # An end that a book of 2020 tells was unknown in 2011, a start likewise.
        ([{EARLY: "start"}, {LATE: "end"}], "2008/2010-02", "2008/"),
        ([{EARLY: "end"}, {LATE: "start"}], "2008/2010-02", "/2010-02"),
        ([{EARLY: "tie"}, LATE], "2008/2010-02", "/"),
        ([EARLY, {LATE: "end"}], "2008/2010-02", "2008/2010-02"),
        ([EARLY, LATE], "2008/..", "2008/.."),
        ([{EARLY: "start"}, {LATE: "end"}], "../..", "../"),
        # A whole period is two bounds on one date.
        ([{EARLY: "start"}, {LATE: "end"}], "2010", "2010/"),
        ([EARLY], "2010", "2010"),
        # A source without a date was there at no time that anybody can name.
        ([{EARLY: "start"}, {UNDATED: "end"}], "2008/2010-02", "2008/"),
    ],
)
def test_bounds_that_were_learnt_later_are_unknown(
    citations: list[str | dict[str, str]], period: str, then: str
) -> None:
    known = known_at(cited(*citations, period=period), "2011-03-31")
    assert known.period == then
    assert isinstance(known.period, Period)


def test_an_end_learnt_later_does_not_leak_into_an_earlier_view() -> None:
    record = cited({EARLY: "start"}, {LATE: "end"}, period="2008/2010-02")
    asked = Window.of("2010-06")
    then = spell_of(known_at(record, "2011-03-31"), PUBLISHED)
    assert then.working(asked, carry=24)
    assert not spell_of(record, PUBLISHED).possibly(asked)


def test_observations_after_the_day_are_gone() -> None:
    record = cited(EARLY, observed=["2009", "2010-05", "2011-03", "2020-01-01"])
    assert known_at(record, "2011-03-30").observed == ("2009", "2010-05")
    assert known_at(record, "2011-03-31").observed == ("2009", "2010-05", "2011-03")


def test_an_open_end_goes_on_to_the_last_source_in_print() -> None:
    record = cited(EARLY, LATE, period="2008/..")
    assert spell_of(known_at(record, "2011-03-31"), PUBLISHED).end_earliest == date(2010, 5, 1)
    assert spell_of(record, PUBLISHED).end_earliest == date(2020, 1, 1)
    assert spell_of(record, PUBLISHED).seen_last == date(2020, 12, 31)


def test_a_second_source_takes_away_nothing_that_the_first_had_shown() -> None:
    record = cited(EARLY, LATE, period="/..")
    asked = Window.of("2010-05")
    assert spell_of(known_at(record, "2011-03-31"), PUBLISHED).certainly(asked)
    assert spell_of(record, PUBLISHED).certainly(asked)


def test_who_is_cited_for_the_tie_alone_does_not_say_that_it_goes_on() -> None:
    record = cited(EARLY, {LATE: "tie"}, period="2008/..")
    assert spell_of(record, PUBLISHED).end_earliest == date(2010, 5, 1)


def test_a_split_learnt_later_is_kept_without_its_date() -> None:
    split = Split.model_validate(
        {
            "id": "split",
            "source": "b",
            "target": "a",
            "likelihood": "confirmed",
            "period": "2010-02",
            "citations": [{"source": EARLY, "part": "tie"}, {"source": LATE}],
        }
    )
    known = as_known_at(split, PUBLISHED, date(2011, 3, 1))
    assert known is not None
    assert known.period == "/"


def test_what_has_no_dates_is_known_or_not() -> None:
    part = Involvement.model_validate(
        {
            "id": "part",
            "source": "a",
            "target": "event",
            "role": "target",
            "likelihood": "confirmed",
            "citations": [{"source": LATE}],
        }
    )
    assert as_known_at(part, PUBLISHED, date(2019, 1, 1)) is None
    assert as_known_at(part, PUBLISHED, date(2021, 1, 1)) == part


def test_geography_is_common_knowledge() -> None:
    part: Containment = containment("michoacan", "mexico", citations=[{"source": LATE}])
    assert as_known_at(part, PUBLISHED, date(1999, 1, 1)) is part


def test_undated_support_is_told_apart() -> None:
    assert rests_on_undated(cited(UNDATED, LATE), PUBLISHED)
    assert not rests_on_undated(cited(LATE), PUBLISHED)
    denied = alliance("a", "b", citations=[{"source": UNDATED, "stance": "disputes"}, {"source": LATE}])
    assert not rests_on_undated(denied, PUBLISHED)


SOURCES = ("s1", "s2", "s3", "s4")
PUBLICATIONS = st.fixed_dictionaries({source: st.none() | edtf_dates() for source in SOURCES})
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@st.composite
def alliances(draw: st.DrawFn) -> Alliance:
    period = Period(draw(period_texts()))
    start, end = period.start.earliest, period.end.latest
    seen = draw(st.lists(edtf_dates(), max_size=3))
    citations = st.builds(
        Citation, source=st.sampled_from(SOURCES), stance=st.sampled_from(Stance), part=st.sampled_from(Part)
    )
    return alliance(
        "a",
        "b",
        period=period,
        observed=[
            day for day in seen if (not start or day.latest >= start) and (not end or day.earliest <= end)
        ],
        citations=draw(st.lists(citations, min_size=1, max_size=5)),
    )


def in_print(citation: Citation, published: dict[str, EdtfDate | None], day: date) -> bool:
    printed = published[citation.source]
    return printed is not None and printed.latest <= day


@given(alliances(), PUBLICATIONS, DAYS)
def test_nothing_leaks(record: Alliance, published: dict[str, EdtfDate | None], day: date) -> None:
    known = as_known_at(record, published, day)
    printed = [citation for citation in record.citations if in_print(citation, published, day)]
    supporting = {citation.part for citation in printed if citation.stance is Stance.SUPPORTS}
    assert (known is not None) == bool(supporting)
    if known is None:
        return
    assert list(known.citations) == printed
    assert all(seen.latest <= day for seen in known.observed)
    for part, then, now in (
        (Part.START, known.period.start, record.period.start),
        (Part.END, known.period.end, record.period.end),
    ):
        assert then == now if supporting & {Part.WHOLE, part} else then.status is BoundStatus.UNKNOWN


@given(alliances(), PUBLICATIONS, DAYS, DAYS)
def test_knowing_later_loses_nothing_that_was_published(
    record: Alliance, published: dict[str, EdtfDate | None], one: date, other: date
) -> None:
    sooner, later = (as_known_at(record, published, day) for day in sorted((one, other)))
    if sooner is None:
        return
    assert later is not None
    assert set(sooner.citations) <= set(later.citations)
    assert set(sooner.observed) <= set(later.observed)
    for then, now in (
        (sooner.period.start, later.period.start),
        (sooner.period.end, later.period.end),
    ):
        assert then.status is BoundStatus.UNKNOWN or then == now


@given(alliances(), PUBLICATIONS, DAYS)
def test_what_was_known_then_is_a_record_and_all_that_was_known(
    record: Alliance, published: dict[str, EdtfDate | None], day: date
) -> None:
    known = as_known_at(record, published, day)
    if known is not None:
        assert Alliance.model_validate(known.model_dump()) == known
        assert as_known_at(known, published, day) == known


@given(alliances(), PUBLICATIONS)
def test_it_is_known_exactly_from_the_day_on_which_it_is_known(
    record: Alliance, published: dict[str, EdtfDate | None]
) -> None:
    first = known_from(record, published)
    if first is None:
        assert as_known_at(record, published, date.max) is None
    else:
        assert as_known_at(record, published, first) is not None
        assert as_known_at(record, published, date.fromordinal(first.toordinal() - 1)) is None


@given(alliances(), PUBLICATIONS)
def test_the_spell_of_a_record_contradicts_no_stated_bound(
    record: Alliance, published: dict[str, EdtfDate | None]
) -> None:
    spell = spell_of(record, published)
    for least, most in (
        (spell.start_earliest, spell.start_latest),
        (spell.end_earliest, spell.end_latest),
        (spell.start_earliest, spell.end_earliest),
        (spell.start_latest, spell.end_latest),
    ):
        assert least is None or most is None or least <= most
