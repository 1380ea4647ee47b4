"""A surgery's page and noticeboard in words, before they are laid out."""

from assetmap.app import create_app
from assetmap.domain.borough.practices import Practice
from assetmap.services.context import Context
from assetmap.services.practices.near_practice import near_practice
from assetmap.web.practices.practice_page import (
    NoticeLine,
    noticeboard_paper,
    practice_page,
    practices_page,
)
from tests.conftest import ContextMaker
from tests.factories import a_listing

PRACTICE = Practice("P1", "Quay Surgery", "RM18 7TB")


def test_paper_says_the_usual_times_and_where_the_page_is(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    with create_app(context).test_request_context():
        near = near_practice(context, PRACTICE)
        now = context.clock.now()
        paper = noticeboard_paper(near, context.borough, now, "https://d.example", "A5")
    assert paper.lines == (
        NoticeLine(
            name="Knit Club",
            summary="Knitting and talk.",
            times=("Tuesday, 10am to 12 noon",),
            where=paper.lines[0].where,
            cost="£2",
            phone="01632 960001",
            checked="Checked by Thurrock CVS on 3 March 2026 – spoke to the organiser",
        ),
    )
    assert paper.lines[0].where.startswith("Dock Road Hall, Tilbury")
    assert (paper.size, paper.address) == ("A4", "d.example/practice/P1")
    assert (paper.printed_on, paper.covers, paper.hub) == ("Printed 16 March 2026", "", None)
    assert paper.square.startswith("<svg")


def page_of(context: Context, *, can_print: bool) -> tuple[str, ...]:
    with create_app(context).test_request_context():
        near = near_practice(context, PRACTICE)
        page = practice_page(near, context.borough, context.clock.now(), can_print=can_print)
    return tuple(size for size, _ in page.papers)


def test_paper_is_offered_where_it_can_be_made_of_something(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    assert (page_of(context, can_print=True), page_of(context, can_print=False)) == (
        *(("A4", "A3"), ()),
    )


def test_the_list_says_when_a_code_is_missing(sample_context: Context) -> None:
    with create_app(sample_context).test_request_context():
        titles = [practices_page((PRACTICE,), each).title for each in ("", "x")]
    assert titles == ["Doctors’ surgeries", "We do not have this surgery"]
