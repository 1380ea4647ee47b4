"""The call list: what a call's page says, what each press does, and where it leads."""

from datetime import date, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from assetmap.clock import Clock
from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.checks.report import Trouble
from assetmap.domain.checks.website import Answer
from assetmap.domain.listings.listing import Checked, Contact, Precision, Status, Where
from assetmap.domain.people.people import RESIDENT, Person, Role
from assetmap.services.checks.checks import checks_of, record_check
from assetmap.services.checks.reports import report_problem
from assetmap.services.checks.websites import look_at_websites
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.proposals import waiting
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.adding_forms import send
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

LATE = Checked(date(2025, 8, 8), "Thurrock CVS", "spoke to the organiser")
PRIVATE = Contact(phone="01632 960777", email="MARK@example.org", name="MARK-Jean")


def late(listing_id: str, **changes: Any):  # type: ignore[no-untyped-def]
    return a_listing(listing_id, **{"name": f"Club {listing_id}", "checked": LATE, **changes})


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(late("a", private=PRIVATE), late("b"), late("c"))


@pytest.fixture
def volunteer(context: Context) -> Person:
    return a_person(context, Role.VOLUNTEER)


@pytest.fixture
def client(context: Context, volunteer: Person) -> Client:
    return sign_in(client_of(context), context, volunteer)


def press(client: Client, listing_id: str, outcome: str, **fields: str) -> TestResponse:
    data = {"csrf_token": csrf_token(client), "outcome": outcome, **fields}
    return client.post(f"/work/calls/{listing_id}", data=data)


def script(client: Client, listing_id: str) -> list[str]:
    client.page(f"/work/calls/{listing_id}")
    assert client.last is not None
    (script_,) = client.last.by_class("script")
    return [words_of(each) for each in script_.iter("dd")]


def test_the_list_says_why_each_is_on_it(context: Context, client: Client) -> None:
    record_check(context, Actor(RESIDENT_HELPER), "c", Method.PHONED, Outcome.NO_ANSWER)
    report_problem(context, Actor(RESIDENT), "b", Trouble.TIMES_WRONG)
    page = client.page("/work/calls")
    assert page.h1 == "Call list"
    assert [words_of(each) for each in page.by_class("calls__one")] == [
        "Club b Tilbury Overdue 1 report",
        "Club a Tilbury Overdue",
    ]
    assert (
        "2 calls to make today. 1 more was tried today without an answer: try again on another day."
    ) in page.words
    assert page.links()["Start with the first call"] == "/work/calls/b"


RESIDENT_HELPER = Person("p-other", roles=(Role.VOLUNTEER,))


def test_a_call_reads_out_what_we_have(client: Client) -> None:
    greeting = (
        "Hello, I am ringing from Thurrock CVS. We list Club a in the Thurrock Community "
        "Directory. May I check that what we say is right? It takes two minutes."
    )
    assert script(client, "a") == [
        greeting,
        "Are you still running?",
        "Is it still Tuesday, 10am to 12 noon?",
        "Is it still at Dock Road Hall, Tilbury, RM18 7TB?",
        "Is the cost still: £2?",
        "May people still get in touch by 01632 960001?",
    ]
    page = client.page("/work/calls/a")
    assert page.h1 == "Club a"
    assert "Call 1 of 3" in page.words
    assert "Checked by Thurrock CVS on 8 August 2025 – spoke to the organiser" in page.words
    assert page.links()["01632 960001"] == "tel:01632960001"


def test_a_call_about_little_asks_for_the_rest(make_context: ContextMaker) -> None:
    context = make_context(
        late("bare", where=Where(), when=[], cost="", public=Contact()),
        late("secret", where=Where(Precision.WITHHELD, place="Tilbury")),
        late("area", where=Where(Precision.AREA, area_served="Grays")),
    )
    client = sign_in(client_of(context), context, a_person(context, Role.VOLUNTEER))
    assert script(client, "bare")[1:] == [
        "Are you still running?",
        "When is it on? We do not say.",
        "Where is it, or which places do you cover? We do not say.",
        "What does it cost? We do not say.",
        "How may people get in touch with you? We show no number.",
    ]
    page = client.page("/work/calls/bare")
    assert "There is no number to ring" in page.words
    assert "Visit them, or meet them at an event." in page.words
    assert page.by_class("outcomes") == []
    assert "Do not ask where it is: we keep that secret." in script(client, "secret")
    assert "Tilbury" not in client.page("/work/calls/secret").words
    assert "Do you still cover Grays?" in script(client, "area")


def test_the_private_number_is_shown_once_and_logged(context: Context, client: Client) -> None:
    for address in ("/work", "/work/calls", "/work/calls/a", "/work/listings/a/check"):
        text = client.get(address).text
        assert "960777" not in text
        assert "MARK" not in text
    token = csrf_token(client)
    answer = client.post("/work/calls/a/number", data={"csrf_token": token})
    assert answer.status_code == 200
    assert client.last is not None
    (shown,) = client.last.by_class("call__private")
    assert words_of(shown) == (
        "Not for the public Ask for MARK-Jean. 01632 960777 MARK@example.org "
        "It is shown this once. We record that you looked."
    )
    looked = [x.entry.happening for x in context.store.audited(subject="listing:a")]
    assert [(x.by, x.what, x.origin) for x in looked] == [
        ("p-volunteer", "looked at private contact", "screen")
    ]
    assert "960777" not in client.get("/work/calls/a").text
    assert client.get("/work/calls/a/number").status_code == 405


def test_a_coordinator_may_confirm_and_not_see_the_number(context: Context) -> None:
    client = sign_in(client_of(context), context, a_person(context, Role.COORDINATOR))
    page = client.page("/work/calls/a")
    assert "Volunteers and editors can see it." in page.words
    assert "Show the number" not in page.words
    answer = client.post("/work/calls/a/number", data={"csrf_token": csrf_token(client)})
    assert (answer.status_code, "960777" in answer.text) == (403, False)
    refused = [
        x.entry.happening.what for x in context.store.audited(subject="person:p-coordinator")
    ]
    assert refused == ["signed in", "refused: see private contact"]
    assert press(client, "a", "all-correct").status_code == 303
    assert context.store.get_listing("a").listing.checked.on == date(2026, 3, 16)


def test_all_correct_leaves_the_list_and_leads_on(context: Context, client: Client) -> None:
    answer = press(client, "a", "all-correct", spoke_to="the treasurer")
    assert (answer.status_code, answer.location) == (303, "/work/calls/b")
    page = client.page("/work/calls/b")
    assert "Kept: Club a is all correct. Next due 16 September 2026." in page.words
    assert "Call 2 of 3" in page.words
    (check,) = checks_of(context, "a")
    assert (check.spoke_to, check.method, check.by) == (
        *("the treasurer", Method.PHONED, "p-volunteer"),
    )
    assert "Club a" not in client.page("/work/calls").words


def test_no_answer_says_which_try_it_was(make_context: ContextMaker) -> None:
    fresh = Checked(date(2026, 3, 3), "Thurrock CVS", "visited")
    context = make_context(late("a", checked=fresh), today="2026-03-12")
    someone = a_person(context, Role.VOLUNTEER)
    client = sign_in(client_of(context), context, someone)
    assert press(client, "a", "no-answer").location == "/work/calls"
    words = client.page("/work/calls").words
    assert "Kept: no answer from Club a. That was try 1." in words
    later = make_context(today="2026-03-16")
    client = sign_in(client_of(later), later, someone)
    assert "Try 1: 12 March 2026" in client.page("/work/calls/a").words
    press(client, "a", "no-answer")
    page = client.page("/work/calls/a")
    assert (
        "Kept: no answer from Club a. That was try 2. Its page now asks people to ring first."
    ) in page.words
    assert "Tilbury Overdue" in page.words
    assert "Try 1: 12 March 2026 Try 2: 16 March 2026" in page.words


def test_something_changed_opens_the_form_and_counts_when_it_is_sent(
    context: Context, client: Client
) -> None:
    answer = press(client, "a", "changed")
    assert (answer.status_code, answer.location) == (303, "/work/listings/a/change?from=call")
    assert checks_of(context, "a") == []
    assert "Club a" in client.page("/work/calls").words


def test_a_change_that_was_sent_counts_as_a_check_and_leads_on(
    context: Context, client: Client
) -> None:
    address = "/work/listings/a/change?from=call"
    page = f"{address}&part=all"
    answer = send(client, page, address, summary="Knitting, talk and tea.")
    assert (answer.status_code, answer.location) == (303, "/work/calls/a/next")
    assert client.get(answer.location).location == "/work/calls/b"
    (check,) = checks_of(context, "a")
    assert (check.outcome, check.method) == (Outcome.CHANGED, Method.PHONED)
    words = client.page("/work/calls/b").words
    assert "Kept: something has changed at Club a. The check counts once an editor" in words
    assert "Club a" not in client.page("/work/calls").words
    before = context.store.get_listing("a").listing.checked
    assert before.on != context.clock.today()
    (proposal,) = waiting(context)
    assert [change.field for change in proposal.changes] == ["summary"]
    assert proposal.check_id == check.id


@pytest.mark.parametrize(
    ("outcome", "because"), [("closed", "closed"), ("wants-removal", "owner asked")]
)
def test_an_ending_asks_an_editor(
    context: Context, client: Client, outcome: str, because: str
) -> None:
    assert press(client, "a", outcome).location == "/work/calls/b"
    words = client.page("/work/calls/b").words
    assert "Kept: an editor is asked to take Club a off the directory." in words
    assert [(each.listing_id, each.archive_because) for each in waiting(context)] == [
        ("a", because)
    ]
    assert client_of(context).get("/listing/a").status_code == 200


def test_reports_are_read_as_words(context: Context, client: Client) -> None:
    hostile = "<img src=x onerror=alert(1)> it is shut"
    report_problem(context, Actor(RESIDENT), "a", Trouble.CLOSED, hostile)
    page = client.page("/work/calls/a")
    assert f"It has closed (16 March 2026) {hostile}" in page.words


def test_a_name_or_number_is_refused_and_what_was_typed_is_kept(
    context: Context, client: Client
) -> None:
    answer = press(client, "a", "all-correct", spoke_to="Jean 01632 960777")
    assert answer.status_code == 400
    assert client.last is not None
    assert "There is a problem Leave the phone number out" in client.last.words
    assert client.last.by_id("spoke_to").get("value") == "Jean 01632 960777"
    assert checks_of(context, "a") == []


def test_wrong_presses_are_told(
    context: Context, client: Client, make_context: ContextMaker
) -> None:
    for outcome in ("", "burnt-down"):
        assert press(client, "a", outcome).status_code == 400
    assert press(client, "nobody", "all-correct").status_code == 404
    assert client.get("/work/calls/nobody").status_code == 404
    assert client.post("/work/calls/a", data={"outcome": "all-correct"}).status_code == 400
    with context.store.transaction() as uow:
        uow.save_listing(late("gone", status=Status.ARCHIVED))
    assert press(client, "gone", "all-correct").status_code == 409
    assert checks_of(context, "a") == []


def test_a_hub_team_is_refused_for_others(context: Context) -> None:
    client = sign_in(client_of(context), context, a_person(context, Role.HUB_TEAM, own=("a",)))
    assert "Call 1 of 1" in client.page("/work/calls/a").words
    assert client.get("/work/calls/b").status_code == 403
    assert press(client, "b", "all-correct").status_code == 403
    assert checks_of(context, "b") == []


def test_ten_calls_are_ten_page_loads(make_context: ContextMaker) -> None:
    context = make_context(*(late(f"l{number:02}") for number in range(10)))
    client = sign_in(client_of(context), context, a_person(context, Role.VOLUNTEER))
    token = csrf_token(client)  # stands in each page's own form
    address, loads, seen = "/work/calls/l00", 0, []
    while address != "/work/calls":
        page = client.page(address)
        loads += 1
        seen.append(page.h1)
        data = {"csrf_token": token, "outcome": "all-correct"}
        address = client.post(address, data=data).location
    assert loads == 10
    assert seen == [f"Club l{number:02}" for number in range(10)]
    assert "No calls to make today." in client.page(address).words
    due = {context.store.get_listing(f"l{number:02}").listing.checked.on for number in range(10)}
    assert due == {date(2026, 3, 16)}


def test_the_whole_borough_stays_chosen_from_call_to_call(make_context: ContextMaker) -> None:
    grays = Where(Precision.AREA, area_served="Grays")
    context = make_context(late("g1", where=grays), late("g2", where=grays), late("t"))
    client = sign_in(
        client_of(context), context, a_person(context, Role.VOLUNTEER, patch=("Tilbury",))
    )
    assert "Call 1 of 1" in client.page("/work/calls/t").words
    assert "Call 1 of 3" in client.page("/work/calls/g1?all=yes").words
    data = {"csrf_token": csrf_token(client), "outcome": "no-answer"}
    answer = client.post("/work/calls/g1?all=yes", data=data)
    assert answer.location == "/work/calls/g2?all=yes"
    assert client.get("/work/calls/g2/next?all=yes").location == "/work/calls/t?all=yes"
    data["outcome"] = "all-correct"
    assert client.post("/work/calls/t", data=data).location == "/work/calls"
    assert "Your patch is done. Help with all of the borough" in client.page("/work/calls").words


def undo_address(client: Client) -> str:
    """Where the page that was fetched last takes a check back."""
    assert client.last is not None
    forms = (form.get("action") or "" for form in client.last.all("form"))
    return next((action for action in forms if "/undo" in action), "")


def test_all_correct_can_be_taken_back_on_the_page_after_it(
    context: Context, client: Client
) -> None:
    answer = press(client, "a", "all-correct")
    page = client.page(answer.location)
    assert page.h1 == "Club b"
    assert "Kept: Club a is all correct." in page.words
    assert "Was that a slip? You can take it back for one minute. Undo" in page.words
    (check,) = checks_of(context, "a")
    address = undo_address(client)
    assert address == f"/work/listings/a/check/{check.id}/undo?from=call"

    answer = client.post(address, data={"csrf_token": csrf_token(client)})

    assert (answer.status_code, answer.location) == (303, "/work/calls/a")
    page = client.page("/work/calls/a")
    assert "Taken back. The listing is as it was before you pressed" in page.words
    assert "Call 1 of 3" in page.words
    assert "Checked by Thurrock CVS on 8 August 2025" in page.words
    assert undo_address(client) == ""
    again = client.post(address, data={"csrf_token": csrf_token(client)})
    assert again.status_code == 409
    assert "This check is taken back already." in again.text


def test_only_all_correct_offers_to_be_taken_back_and_only_once(client: Client) -> None:
    client.page(press(client, "a", "no-answer").location)
    assert undo_address(client) == ""
    client.page(press(client, "b", "all-correct").location)
    assert undo_address(client) != ""
    client.page("/work/calls")
    assert undo_address(client) == ""


def test_after_the_minute_it_is_refused_in_plain_words(context: Context, client: Client) -> None:
    client.page(press(client, "a", "all-correct").location)
    address = undo_address(client)
    context.clock = Clock(context.clock.now() + timedelta(seconds=61))
    answer = client.post(address, data={"csrf_token": csrf_token(client)})
    assert answer.status_code == 409
    assert "A check can be taken back for one minute, and that is over." in answer.text
    assert len(checks_of(context, "a")) == 1


def test_check_of_somebody_else_cannot_be_taken_back(context: Context, client: Client) -> None:
    press(client, "a", "all-correct")
    (check,) = checks_of(context, "a")
    other = sign_in(client_of(context), context, a_person(context, Role.EDITOR))
    data = {"csrf_token": csrf_token(other)}
    assert other.post(f"/work/listings/a/check/{check.id}/undo", data=data).status_code == 403
    assert len(checks_of(context, "a")) == 1


def test_website_that_does_not_answer_is_said_on_the_list_and_at_the_call(
    make_context: ContextMaker,
) -> None:
    lately = Checked(date(2026, 3, 10), "Thurrock CVS", "spoke to the organiser")
    public = Contact("01632 960001", website="https://club.example.org")
    context = make_context(a_listing("a", name="Club a", public=public, checked=lately))
    client = sign_in(client_of(context), context, a_person(context, Role.VOLUNTEER))
    assert client.page("/work/calls").by_class("calls__one") == []
    look_at_websites(context, lambda _: Answer.NO_NAME)
    (line,) = client.page("/work/calls").by_class("calls__one")
    says = "Its website does not answer (16 March 2026)"
    assert words_of(line) == f"Club a Tilbury Due on 10 September 2026 {says}"
    (about,) = client.page("/work/calls/a").by_class("call__about")
    assert words_of(about) == f"Tilbury Due on 10 September 2026 {says}"
