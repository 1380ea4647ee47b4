"""The forms in words: what was typed is kept as it was, and what is wrong is said beside it."""

import pytest
from flask import Flask

from assetmap.app import create_app
from assetmap.domain.borough.borough import Borough
from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.web.public.public_forms_page import (
    REPORT_FIELDS,
    SUGGEST_FIELDS,
    ReportPage,
    SuggestPage,
    ThanksPage,
    report_page,
    report_problems,
    suggest_page,
    suggest_problems,
    thanks_page,
    typed_in,
)
from tests.factories import a_listing

NOTHING = dict.fromkeys(SUGGEST_FIELDS, "")
WHOLE = {**NOTHING, "name": "Purl Club", "where": "Tilbury"}


@pytest.fixture(scope="module")
def app(sample_context: Context) -> Flask:
    return create_app(sample_context)


def test_report_page_of_an_empty_form(app: Flask, borough: Borough) -> None:
    with app.test_request_context():
        page = report_page(public_view(a_listing()), borough, "token")
    assert page == ReportPage(
        title="Tell us what is wrong",
        listing_name="Knit Club",
        listing_url="/listing/knit-club",
        action="/listing/knit-club/wrong",
        troubles=tuple((str(trouble), trouble.label) for trouble in Trouble),
        typed={},
        problems=(),
        token="token",
        keep_months=6,
    )


def test_suggest_page_of_a_form_with_a_mistake(app: Flask, borough: Borough) -> None:
    problems = (Problem("name", "Enter what it is called."),)
    with app.test_request_context():
        page = suggest_page(borough, "token", NOTHING, problems)
    assert page == SuggestPage(
        "Tell us what is missing", "/suggest", NOTHING, problems, "token", keep_months=6
    )


@pytest.mark.parametrize(
    ("reference", "shown"), [("R-7K2M9Q", "R-7K2M9Q"), ("r-7k2m9q", ""), ("R-7K2M9Q!", "")]
)
def test_thanks_page_shows_references_alone(borough: Borough, reference: str, shown: str) -> None:
    page = thanks_page(borough, reference, "/find", "Search the directory")
    assert page == ThanksPage(
        "Thank you for telling us",
        shown,
        reply_days=5,
        removal_days=2,
        onward_url="/find",
        onward="Search the directory",
    )


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("  Rang twice. ", "Rang twice."),
        ("one\r\ntwo", "one\ntwo"),
        ("a\x00b\x1bc\u2028d\x85e", "abc\nd\ne"),
        ("Café – £3", "Café – £3"),
    ],
)
def test_typed_words_are_kept_but_for_what_a_page_cannot_hold(sent: str, read: str) -> None:
    typed = typed_in({"words": sent, "other": "left out"}, *REPORT_FIELDS)
    assert typed == {"words": read, "contact": ""}


def test_report_needs_what_is_wrong_and_nothing_else() -> None:
    assert report_problems({"trouble": "full", "words": "", "contact": ""}) == ()
    assert report_problems({"trouble": "", "words": "", "contact": ""}) == (
        Problem("trouble", "Choose what is wrong."),
    )


@pytest.mark.parametrize("name", SUGGEST_FIELDS)
def test_each_box_takes_as_much_as_it_says(name: str) -> None:
    longest = SUGGEST_FIELDS[name].longest
    assert suggest_problems({**WHOLE, name: "x" * longest}) == ()
    assert suggest_problems({**WHOLE, name: "x" * (longest + 2)}) == (
        Problem(name, f"Use {longest:,} characters or fewer: this is 2 too many."),
    )


def test_links_are_counted_over_all_that_is_written_but_their_website() -> None:
    link = "https://a.example"
    two = {**WHOLE, "what": link, "words": "www.b.example", "website": link}
    assert suggest_problems(two) == ()
    assert suggest_problems({**two, "contact": link}) == (
        Problem("words", "Please say it without links. We cannot take so many."),
    )
