"""Anybody may say what is wrong and what is missing; machines are thanked and forgotten."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from assetmap.domain.checks.report import ReportState, Trouble
from assetmap.domain.listings.listing import Precision, Status, Where
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.services.open_reports import open_reports
from assetmap.storage.tables import REPORTS, SUGGESTIONS
from assetmap.web.framework.public_form_token import LONGEST, issue
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing
from tests.web.conftest import Client, client_of
from tests.web.inspection import Page, name_of, words_of

WRONG = "/listing/knit-club/wrong"
A_MINUTE = 60.0
PURL = {"name": "Purl Club", "where": "Tilbury"}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing())


@pytest.fixture
def client(context: Context) -> Client:
    return client_of(context)


def token(client: Client, purpose: str, age: float = A_MINUTE) -> str:
    """The token of a form that was opened so many seconds ago."""
    return issue(str(client.application.secret_key), purpose, time.time() - age)


def report(
    client: Client,
    address: str = WRONG,
    age: float = A_MINUTE,
    visitor: str = "127.0.0.1",
    **typed: str,
) -> TestResponse:
    """Send the form about a listing as somebody does who took a minute over it."""
    form = {"form_token": token(client, "report", age), "homepage": "", **typed}
    return client.post(address, data=form, environ_base={"REMOTE_ADDR": visitor})


def suggest(client: Client, age: float = A_MINUTE, **typed: str) -> TestResponse:
    """The same for what is missing."""
    form = {"form_token": token(client, "suggest", age), "homepage": "", **typed}
    return client.post("/suggest", data=form)


def page_of(client: Client) -> Page:
    assert client.last is not None
    return client.last


def problems(page: Page) -> dict[str, str]:
    """The lines of the error summary, and where each leads."""
    (box,) = page.by_class("error-summary")
    return {
        words_of(line): next((e.get("href", "") for e in line.iter() if name_of(e) == "a"), "")
        for line in box.iter()
        if name_of(line) == "li"
    }


def typed_on(page: Page) -> dict[str, str]:
    """What stands in each field of a form, but its token."""
    found: dict[str, str] = {}
    for field in page.elements():
        name, kind = field.get("name", ""), name_of(field)
        if not name or name == "form_token" or kind not in ("input", "textarea"):
            continue
        if field.get("type") == "radio":
            if field.get("checked") is not None:
                found[name] = field.get("value", "")
        else:
            found[name] = (field.text or "") if kind == "textarea" else field.get("value", "")
    return found


# --- What is wrong with a listing ---------------------------------------------------------------


def test_report_form_asks_one_thing_and_offers_two(client: Client) -> None:
    page = client.page(WRONG)
    assert page.h1 == "Tell us what is wrong"
    assert "This is about Knit Club. You do not have to give your name." in page.words
    radios = [each for each in page.all("input") if each.get("type") == "radio"]
    assert [each.get("value") for each in radios] == [str(trouble) for trouble in Trouble]
    labels = {each.get("for"): words_of(each) for each in page.all("label")}
    assert labels["trouble"] == "The number doesn't answer or is wrong"
    assert "we erase it 6 months after we have dealt with this" in page.words
    assert [each for each in page.elements() if each.get("required") is not None] == []
    assert page.links()["Back to Knit Club"] == "/listing/knit-club"


def test_report_form_hides_its_trap_from_people(client: Client) -> None:
    field = client.page(WRONG).by_id("homepage")
    assert (field.get("tabindex"), field.get("autocomplete")) == ("-1", "off")
    (box,) = [
        e for e in page_of(client).elements() if e.get("aria-hidden") == "true" and field in e
    ]
    assert box.get("class") == "visually-hidden"


def test_report_is_kept_and_thanked_for_with_its_reference(
    context: Context, client: Client
) -> None:
    said = report(client, trouble="number-dead", words="Rang twice.\r\nNobody.", contact="me@x.org")
    (kept,) = context.store.find(REPORTS)
    assert (said.status_code, said.headers["Location"]) == (
        303,
        f"{WRONG}/thanks?reference={kept.id}",
    )
    assert (kept.listing_id, kept.trouble, kept.words, kept.contact) == (
        "knit-club",
        Trouble.NUMBER_DEAD,
        "Rang twice.\nNobody.",
        "me@x.org",
    )
    assert (kept.by, kept.state, kept.at) == ("resident", ReportState.OPEN, context.clock.now())
    assert re.fullmatch("R-[2-9A-Z]{6}", kept.id)
    assert context.store.get_listing("knit-club").listing.checked.reported == (
        context.clock.today(),
    )
    page = client.page(said.headers["Location"])
    assert page.h1 == "Thank you for telling us"
    assert f"Your reference is {kept.id}" in page.words
    assert "we do that within 2 working days" in page.words
    assert "we will answer within 5 working days" in page.words
    assert page.links()["Back to Knit Club"] == "/listing/knit-club"
    assert "me@x.org" not in page.words


def test_report_needs_no_more_than_what_is_wrong(context: Context, client: Client) -> None:
    assert report(client, trouble="closed").status_code == 303
    (kept,) = context.store.find(REPORTS)
    assert (kept.trouble, kept.words, kept.contact) == (Trouble.CLOSED, "", "")


def test_report_sent_twice_is_one_report(context: Context, client: Client) -> None:
    form = {"form_token": token(client, "report"), "trouble": "closed", "words": "Boarded up."}
    first, again = client.post(WRONG, data=form), client.post(WRONG, data=form)
    assert first.headers["Location"] == again.headers["Location"]
    assert len(context.store.find(REPORTS)) == 1
    assert len(context.store.get_listing("knit-club").listing.checked.reported) == 1
    client.post(WRONG, data={**form, "trouble": "full"})
    assert len(context.store.find(REPORTS)) == 2


def test_second_visitors_report_warns_the_public(client: Client) -> None:
    assert "Not confirmed" not in client.page("/listing/knit-club").words
    for trouble in ("number-dead", "closed"):
        report(client, trouble=trouble)
        assert "Not confirmed" not in client.page("/listing/knit-club").words
    report(client, trouble="closed", visitor="192.0.2.8")
    said = "Not confirmed since March – please ring first"
    assert said in client.page("/listing/knit-club").words
    assert said in client.page("/find").words


@pytest.mark.parametrize("precision", [Precision.AREA, Precision.WITHHELD])
def test_report_on_a_place_kept_private_works_the_same(
    make_context: ContextMaker, precision: Precision
) -> None:
    where = Where(precision, address="17 Unspoken Lane", postcode="RM17 6SL", point=GRAYS)
    context = make_context(a_listing(where=where))
    client = client_of(context)
    assert "Unspoken" not in client.get(WRONG).text
    assert report(client, trouble="private").status_code == 303
    (kept,) = open_reports(context, "knit-club")
    assert kept.trouble.is_urgent
    assert load_for_update(context, "knit-club").listing.where == where


@pytest.mark.parametrize(
    ("listing", "status"),
    [
        (a_listing("gone", status=Status.ARCHIVED), 410),
        *(
            (a_listing("gone", status=each), 404)
            for each in (Status.DRAFT, Status.SUGGESTED, Status.IN_REVIEW, Status.CLOSED)
        ),
    ],
)
def test_report_on_what_is_not_public_is_refused(
    make_context: ContextMaker, listing: Any, status: int
) -> None:
    context = make_context(listing)
    client = client_of(context)
    for address in ("/listing/gone/wrong", "/listing/gone/wrong/thanks"):
        assert client.get(address).status_code == status
    assert report(client, "/listing/gone/wrong", trouble="closed").status_code == status
    assert report(client, "/listing/never-was/wrong", trouble="closed").status_code == 404
    assert context.store.find(REPORTS) == []


def test_report_on_a_merged_listing_is_about_the_one_that_stayed(
    make_context: ContextMaker,
) -> None:
    old = a_listing("old", name="Old Name", status=Status.ARCHIVED, merged_into="knit-club")
    context = make_context(a_listing(), old)
    client = client_of(context)
    assert "This is about Knit Club." in client.page("/listing/old/wrong").words
    said = report(client, "/listing/old/wrong", trouble="closed")
    assert said.headers["Location"].startswith(WRONG)
    assert [each.listing_id for each in context.store.find(REPORTS)] == ["knit-club"]


# --- Mistakes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, {"Choose what is wrong.": "#trouble"}),
        ({"trouble": "made-up"}, {"Choose what is wrong.": "#trouble"}),
        (
            {"trouble": "other", "words": "x" * 1001},
            {"Use 1,000 characters or fewer: this is 1 too many.": "#words"},
        ),
        (
            {"trouble": "other", "contact": "x" * 250},
            {"Use 200 characters or fewer: this is 50 too many.": "#contact"},
        ),
        (
            {"trouble": "other", "words": "http://a.example www.b.example HTTPS://c.example"},
            {"Please say it without links. We cannot take so many.": "#words"},
        ),
    ],
)
def test_report_with_a_mistake_keeps_what_was_typed(
    context: Context, client: Client, typed: dict[str, str], said: dict[str, str]
) -> None:
    mine = {"words": "Rang twice.", "contact": "me@x.org", **typed}
    assert report(client, **mine).status_code == 400
    page = page_of(client)
    assert problems(page) == said
    kept = {"trouble": typed.get("trouble", ""), **mine, "homepage": ""}
    assert typed_on(page) == {k: v for k, v in kept.items() if k != "trouble" or v in set(Trouble)}
    assert context.store.find(REPORTS) == []
    assert context.store.get_listing("knit-club").listing.checked.reported == ()


def test_report_with_two_links_is_taken(context: Context, client: Client) -> None:
    words = "It says so on https://a.example and on www.b.example"
    assert report(client, trouble="other", words=words).status_code == 303
    assert [each.words for each in context.store.find(REPORTS)] == [words]


def test_report_after_a_mistake_can_be_sent_with_the_same_page(
    context: Context, client: Client
) -> None:
    report(client, words="Boarded up.")
    again = page_of(client)
    (held,) = [e.get("value", "") for e in again.all("input") if e.get("name") == "form_token"]
    said = client.post(WRONG, data={"form_token": held, **typed_on(again), "trouble": "closed"})
    assert said.status_code == 303
    assert [each.words for each in context.store.find(REPORTS)] == ["Boarded up."]


HOSTILE = "<script>alert(1)</script>\x00\x1b[2J\u2028'\" OR 1=1 --\n{{ 7 * 7 }}"


def test_hostile_words_are_only_words(context: Context, client: Client) -> None:
    report(client, words=HOSTILE, contact=HOSTILE)
    shown = typed_on(page_of(client))
    plain = "<script>alert(1)</script>[2J\n'\" OR 1=1 --\n{{ 7 * 7 }}"
    assert shown["words"] == plain
    report(client, trouble="other", words=HOSTILE, contact=HOSTILE)
    (kept,) = context.store.find(REPORTS)
    assert kept.words == plain
    said = suggest(client, name=HOSTILE, where=HOSTILE, what=HOSTILE, website="javascript:alert(1)")
    assert said.status_code == 303
    assert "alert(1)" not in client.get("/find").text


# --- Machines ----------------------------------------------------------------------------------

MACHINES: dict[str, Callable[[Client, str], dict[str, str]]] = {
    "fills in what nobody sees": lambda client, purpose: {
        "form_token": token(client, purpose),
        "homepage": "https://buy.example",
    },
    "is too fast": lambda client, purpose: {"form_token": token(client, purpose, age=1)},
    "does both": lambda client, purpose: {
        "form_token": token(client, purpose, age=0),
        "homepage": "x",
    },
    "fills in what nobody sees, without a token": lambda *_: {"homepage": "x"},
}


@pytest.mark.parametrize("machine", MACHINES)
def test_machine_is_thanked_and_forgotten(context: Context, client: Client, machine: str) -> None:
    before = (context.store.version(), list(context.store.audited()))
    for address, purpose, typed, thanks in (
        (WRONG, "report", {"trouble": "other", "words": "Buy this"}, f"{WRONG}/thanks"),
        ("/suggest", "suggest", {**PURL, "words": "Buy this"}, "/suggest/thanks"),
    ):
        response = client.post(address, data={**typed, **MACHINES[machine](client, purpose)})
        assert response.status_code == 303
        letter = purpose[0].upper()
        assert re.fullmatch(
            rf"{thanks}\?reference={letter}-[2-9A-Z]{{6}}", response.headers["Location"]
        )
        page = client.page(response.headers["Location"])
        assert page.h1 == "Thank you for telling us"
    assert (context.store.version(), list(context.store.audited())) == before
    assert (context.store.find(REPORTS), context.store.find(SUGGESTIONS)) == ([], [])


@pytest.mark.parametrize("purpose", ["", "suggest"])
def test_report_without_its_own_token_is_asked_for_again(
    context: Context, client: Client, purpose: str
) -> None:
    held = token(client, purpose) if purpose else ""
    form = {"form_token": held, "trouble": "closed", "words": "Boarded up."}
    response = client.post(WRONG, data=form)
    assert response.status_code == 400
    page = page_of(client)
    assert problems(page) == {
        "We could not tell that this came from our page. Please send it again.": ""
    }
    assert typed_on(page) == {
        "trouble": "closed",
        "words": "Boarded up.",
        "contact": "",
        "homepage": "",
    }
    assert context.store.find(REPORTS) == []


def test_report_from_yesterday_is_asked_for_again_and_then_taken(
    context: Context, client: Client
) -> None:
    response = report(client, age=LONGEST + 60, trouble="closed", words="Boarded up.")
    assert response.status_code == 400
    page = page_of(client)
    assert problems(page) == {
        "This page had been open for more than a day. Please send it again.": ""
    }
    (held,) = [e.get("value", "") for e in page.all("input") if e.get("name") == "form_token"]
    assert client.post(WRONG, data={"form_token": held, **typed_on(page)}).status_code == 303
    assert [each.words for each in context.store.find(REPORTS)] == ["Boarded up."]


def test_eleventh_report_of_an_hour_is_put_off_and_its_words_kept(
    context: Context, client: Client
) -> None:
    sent = [report(client, trouble="other", words=f"Number {n}").status_code for n in range(10)]
    assert sent == [303] * 10
    response = report(client, trouble="closed", words="The eleventh")
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 3600
    page = page_of(client)
    (said,) = problems(page)
    assert re.fullmatch(
        r"A lot has been sent from where you are\. "
        r"Please try again in .*(minutes|minute|hours), or ring 01632 960100\.",
        said,
    )
    assert typed_on(page)["words"] == "The eleventh"
    assert len(context.store.find(REPORTS)) == 10
    assert report(client, "/listing/never-was/wrong", trouble="closed").status_code == 429
    assert client.get(WRONG).status_code == 200


def test_mistakes_are_not_counted(client: Client) -> None:
    assert {report(client).status_code for _ in range(12)} == {400}
    assert report(client, trouble="closed").status_code == 303


def test_eleventh_suggestion_of_an_hour_is_put_off_and_its_words_kept(client: Client) -> None:
    sent = [suggest(client, **PURL, words=f"Number {n}").status_code for n in range(10)]
    assert sent == [303] * 10
    assert suggest(client, **PURL, words="The eleventh").status_code == 429
    assert typed_on(page_of(client))["words"] == "The eleventh"


# --- What is missing ---------------------------------------------------------------------------


def test_suggestion_is_kept_for_staff_and_thanked_for(context: Context, client: Client) -> None:
    said = suggest(client, **PURL, what="Purling.", phone="01632 960222", contact="me@x.org")
    (kept,) = context.store.find(SUGGESTIONS)
    assert (said.status_code, said.headers["Location"]) == (
        303,
        f"/suggest/thanks?reference={kept.id}",
    )
    listing = context.store.get_listing(kept.listing_id).listing
    assert (listing.name, listing.status) == ("Purl Club", Status.SUGGESTED)
    assert (listing.public.phone, kept.contact) == ("01632 960222", "me@x.org")
    page = client.page(said.headers["Location"])
    assert page.h1 == "Thank you for telling us"
    assert f"Your reference is {kept.id}" in page.words
    assert client.get(f"/listing/{kept.listing_id}").status_code == 404
    assert "Purl" not in client.get("/find?q=knit").text


def test_suggestion_says_what_happens_to_it(client: Client) -> None:
    page = client.page("/suggest")
    assert page.h1 == "Tell us what is missing"
    assert "Before anything is put in the directory we ask the people who run it" in page.words
    assert "6 months after we have decided" in page.words
    assert page.links()["How we look after information"] == "/privacy"


def test_suggestion_with_mistakes_keeps_what_was_typed(context: Context, client: Client) -> None:
    mine = {
        "name": "",
        "where": " ",
        "what": "w" * 501,
        "phone": "01632 960222",
        "email": "e",
        "website": "https://a.example",
        "contact": "me@x.org",
        "words": "http://a.example http://b.example http://c.example",
    }
    assert suggest(client, **mine).status_code == 400
    page = page_of(client)
    assert problems(page) == {
        "Enter what it is called.": "#name",
        "Use 500 characters or fewer: this is 1 too many.": "#what",
        "Say where it is. A town or village is enough.": "#where",
        "Please say it without links. We cannot take so many.": "#words",
    }
    assert typed_on(page) == {**mine, "where": "", "homepage": ""}
    assert context.store.find(SUGGESTIONS) == []


def test_suggestion_is_led_to_from_the_pages_where_it_is_missed(client: Client) -> None:
    assert client.page("/find?q=zzxqwv").links()["Tell us what is missing"] == "/suggest"
    home = client.page("/").links()
    assert home["Add a group we do not have"] == "/suggest"


# --- Thanks ------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [f"{WRONG}/thanks", "/suggest/thanks"])
@pytest.mark.parametrize("made_up", ["", "R-1", "You+have+won", "R-7K2M9Q+or+so", "%3Cb%3E"])
def test_thanks_repeat_no_reference_that_was_made_up(
    client: Client, address: str, made_up: str
) -> None:
    page = client.page(f"{address}?reference={made_up}")
    assert page.by_class("thanks__reference") == []
    assert "won" not in page.words


@pytest.mark.parametrize("address", [WRONG, f"{WRONG}/thanks", "/suggest", "/suggest/thanks"])
def test_pages_for_telling_are_not_for_search_engines(client: Client, address: str) -> None:
    metas = {each.get("name"): each.get("content") for each in client.page(address).all("meta")}
    assert metas["robots"] == "noindex"
