"""What a printed week says, before it is laid out; the file itself is in `test_whats_on`."""

from assetmap.app import create_app
from assetmap.domain.search.query import Search
from assetmap.domain.times.days_asked import week_of
from assetmap.services.whats_on.hubs import find_hub
from assetmap.services.whats_on.whats_on import whats_on
from assetmap.web.whats_on.week_paper import WeekPaper, week_paper
from tests.conftest import ContextMaker
from tests.factories import a_listing


def paper_of(make_context: ContextMaker, today: str) -> WeekPaper:
    context = make_context(
        a_listing(), a_listing("eve", name="Eve", when=["Tue 18:00-19:00"]), today=today
    )
    on = context.clock.today()
    found = whats_on(context, Search(), week_of(on, on), find_hub(context, "knit-club"))
    with create_app(context).test_request_context():
        site = "https://d.example"
        return week_paper(found, context.borough, context.clock.now(), site, "A5")


def test_what_is_over_stands_in_its_place_on_paper(make_context: ContextMaker) -> None:
    paper = paper_of(make_context, "2026-03-17T17:00")
    tuesday = paper.days[1]
    assert [each.name for each in tuesday.occurrences] == ["Knit Club", "Eve"]
    assert (tuesday.over, tuesday.words) == ((), "")


def test_paper_says_whose_week_it_is_when_it_was_printed_and_where_it_is_on_line(
    make_context: ContextMaker,
) -> None:
    paper = paper_of(make_context, "2026-03-16")
    assert (paper.title, paper.week) == (
        *("What is on at Knit Club", "Monday 16 March to Sunday 22 March 2026"),
    )
    assert paper.printed_on == "Printed 16 March 2026"
    assert paper.address == "d.example/whats-on?hub=knit-club"
    assert paper.size == "A4"  # what no paper has is the usual one
    assert paper.square.startswith("<svg")
