"""`/work/listings/<id>/check`: a check by any method."""

from dataclasses import replace
from datetime import date

import pytest
from werkzeug.test import TestResponse

from assetmap.domain.checks.check import Check, Method, Outcome
from assetmap.domain.listings.listing import Checked, Status
from assetmap.domain.people.people import Role
from assetmap.domain.validation import Problem
from assetmap.services.checks.checks import checks_of
from assetmap.services.context import Context
from assetmap.web.checks.checks import ReadCheck, TypedCheck, blank_check, read_check
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of


def test_a_blank_form_lacks_both_choices() -> None:
    assert read_check(blank_check(date(2026, 3, 16))) == (
        None,
        (
            Problem("method", "Choose how you made sure."),
            Problem("outcome", "Choose what came of it."),
        ),
    )


def test_a_typed_check_is_read() -> None:
    typed = TypedCheck("phoned", "changed", confirmed=("times",))
    assert read_check(typed) == (ReadCheck(Method.PHONED, Outcome.CHANGED, None), ())
    assert read_check(replace(typed, confirmed=("else",)))[0] is None


OLD = Checked(date(2026, 2, 1), "Thurrock CVS", "visited")
ADDRESS = "/work/listings/knit-club/check"
TYPED = {
    "method": "met",
    "outcome": "all-correct",
    "confirmed": "times",
    "on-day": "16",
    "on-month": "3",
    "on-year": "2026",
}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing(checked=OLD))


@pytest.fixture
def client(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.VOLUNTEER))


def send(client: Client, **fields: str) -> TestResponse:
    data = {"csrf_token": csrf_token(client), **TYPED, **fields}
    return client.post(ADDRESS, data=data)


def errors(client: Client) -> list[tuple[str, str]]:
    """What the summary says, and which field each line leads to."""
    assert client.last is not None
    summary = client.last.by_id("error-summary")
    return [(words_of(li), next((a.get("href", "") for a in li), "")) for li in summary.iter("li")]


def test_the_form_offers_every_method_but_the_organisers(client: Client) -> None:
    page = client.page(ADDRESS)
    assert page.h1 == "Record a check"
    offered = [x.get("value") for x in page.all("input") if x.get("name") == "method"]
    assert offered == [method for method in Method if method is not Method.ORGANISER_LINK]
    assert (
        "Only looking does not count as a check: the date on the page stays as it is." in page.words
    )
    assert [page.by_id(x).get("value") for x in ("on", "on-month", "on-year")] == [
        "16",
        "3",
        "2026",
    ]


def test_a_check_is_kept_and_leads_to_the_listing(context: Context, client: Client) -> None:
    answer = send(client, spoke_to="the chair", note="All fine.\r\nSays hello.")
    assert (answer.status_code, answer.location) == (303, "/work/listings/knit-club")
    (check,) = checks_of(context, "knit-club")
    assert check == Check(
        *(check.id, "knit-club", context.clock.now(), "p-volunteer", Method.MET),
        *(Outcome.ALL_CORRECT, "Thurrock CVS", "the chair", ("times",)),
        "All fine.\nSays hello.",
    )
    words = client.page("/work").words
    assert "Kept: Knit Club is all correct. Next due 16 September 2026." in words


def test_looking_says_that_it_does_not_count(context: Context, client: Client) -> None:
    assert send(client, method="looked").status_code == 303
    words = client.page("/work").words
    assert "Kept. It does not count as a check, so the date on the page stays as it is." in words
    assert context.store.get_listing("knit-club").listing.checked == OLD


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"method": ""}, ("Choose how you made sure.", "#method")),
        ({"method": "organiser-link"}, ("Choose how you made sure.", "#method")),
        ({"outcome": "great"}, ("Choose what came of it.", "#outcome")),
        ({"confirmed": ""}, ("Tick what they told you is right.", "#confirmed")),
        ({"on-day": "x"}, ("Enter a day, a month and a year, as numbers.", "#on")),
        (
            {"on-day": "31", "on-month": "2"},
            ("There is no such date. Look at the day, the month and the year.", "#on"),
        ),
        ({"on-day": "17"}, ("The day of the check must be today or in the past.", "#on")),
        (
            {"on-month": "1", "on-day": "1"},
            ("The day of the check must be within the last 60 days.", "#on"),
        ),
        (
            {"on-month": "1", "on-day": "31"},
            ("It was checked after that, on 1 February 2026: this would change nothing.", "#on"),
        ),
        (
            {"note": "jo@example.org"},
            ("Leave the email address out: we must not keep it here.", "#note"),
        ),
        (
            {"spoke_to": "01632 960999"},
            ("Leave the phone number out: we must not keep it here.", "#spoke_to"),
        ),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(
    context: Context, client: Client, fields: dict[str, str], told: tuple[str, str]
) -> None:
    answer = send(client, **{"spoke_to": "the chair", **fields})
    assert answer.status_code == 400
    assert errors(client) == [told]
    assert client.last is not None
    wanted = {"spoke_to": "the chair", **fields}["spoke_to"]
    assert client.last.by_id("spoke_to").get("value") == wanted
    assert checks_of(context, "knit-club") == []


def test_no_answer_needs_nothing_ticked(context: Context, client: Client) -> None:
    assert send(client, method="visited", outcome="no-answer", confirmed="").status_code == 303
    assert context.store.get_listing("knit-club").listing.checked.unanswered == (date(2026, 3, 16),)


def test_what_is_not_public_is_told(make_context: ContextMaker) -> None:
    context = make_context(a_listing(status=Status.ARCHIVED))
    client = sign_in(client_of(context), context, a_person(context, Role.VOLUNTEER))
    assert send(client).status_code == 409
    assert errors(client) == [("Only a listing that is public can be checked.", "")]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.BROKER])
def test_who_may_not_confirm_is_refused(context: Context, role: Role) -> None:
    client = sign_in(client_of(context), context, a_person(context, role))
    assert client.get(ADDRESS).status_code == 403
    assert send(client).status_code == 403
    assert checks_of(context, "knit-club") == []
