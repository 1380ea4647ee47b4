"""An organiser's link as a browser, a mail scanner and a forger use it."""

import re
import time
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assetmap.app import create_app
from assetmap.clock import Clock
from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.listings.listing import Checked, Contact, Precision, Status
from assetmap.domain.listings.proposal import FieldChange
from assetmap.services.checks.checks import checks_of, record_check
from assetmap.services.context import Context
from assetmap.services.listings.proposals import approve, waiting
from assetmap.services.open_reports import open_reports
from assetmap.storage.tables import DO_NOT_LIST, LINKS
from assetmap.web.framework.public_form_token import issue
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, VOLUNTEER, by
from tests.services.organisers import PAT, a_link, due_listing, letters, link_id

ALL_CLUBS = ("knit-club", "purl-club", "yarn-club")
TODAY = date(2026, 3, 16)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    kim = Contact(email="kim@example.org", phone="01632 960777", name="Kim Private")
    return make_context(*map(due_listing, ALL_CLUBS), due_listing("kims", private=kim))


@pytest.fixture
def client(context: Context) -> FlaskClient:
    return create_app(context).test_client()


def signed(context: Context, token: str, age: float = 60) -> str:
    """A form's signed time as it stands in the page of a link, so many seconds old."""
    purpose = f"organiser {link_id(context, token)}"
    return issue(context.config.secret_key, purpose, time.time() - age)


def send(
    client: FlaskClient, context: Context, token: str, path: str, **data: str | list[str]
) -> TestResponse:
    """Press a button of a page that was read for a minute."""
    form = {"form_token": signed(context, token), **data}
    return client.post(f"/organiser/{token}/{path}", data=form)


def text_of(response: TestResponse) -> str:
    return " ".join(unescape(response.get_data(as_text=True)).split())


def state_of(context: Context) -> object:
    """All that could have been changed."""
    return (
        context.store.version(),
        list(context.store.audited()),
        context.store.find(LINKS),
        letters(context),
    )


def checked(context: Context, listing_id: str) -> Checked:
    return context.store.get_listing(listing_id).listing.checked


CONFIRMED = Checked(TODAY, "Thurrock CVS", "confirmed by the organiser")


def test_page_shows_what_the_public_reads_and_nothing_else(
    context: Context, client: FlaskClient
) -> None:
    response = client.get(f"/organiser/{a_link(context, *ALL_CLUBS[:2])}")
    text = text_of(response)
    assert response.status_code == 200
    assert '<h2 id="name-1">Knit-Club</h2>' in text
    assert "01632 960001" in text
    secrets = ("01632 960555", "Pat Private", "pat@example.org", "said yes", "Yarn-Club", "Kims")
    assert [secret for secret in secrets if secret in text] == []


def test_facts_stand_in_the_order_of_the_public_page(make_context: ContextMaker) -> None:
    listing = due_listing(
        notice="No club on Friday.",
        languages=("English",),
        first_visit="Say hello.\n\nTake a seat.",
        getting_there="By bus.",
        time_asked="An hour",
        skills="Wool",
        description="More than that.",
    )
    context = make_context(listing)
    client = create_app(context).test_client()
    public = re.findall(r"<dt>(.*?)</dt>", client.get("/listing/knit-club").text)
    text = client.get(f"/organiser/{a_link(context, 'knit-club')}").text
    assert public == [
        *("Who may come", "When", "Where", "What it costs", "How to join", "Time asked for"),
        *("Skills", "Access", "Languages", "Getting there", "On your first visit"),
    ]
    assert re.findall(r"<dt>(.*?)</dt>", text) == [
        *("Notice", *public, "Get in touch", "More about it")
    ]
    assert "<dd><p>Say hello.</p><p>Take a seat.</p></dd>" in text


def test_pages_are_kept_from_other_sites_searches_and_caches(
    context: Context, client: FlaskClient
) -> None:
    token = a_link(context, "knit-club")
    for path in ("", "/knit-club/change", "/knit-club/pause", "/knit-club/end", "/thanks"):
        headers = client.get(f"/organiser/{token}{path}").headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert "noindex" in headers["X-Robots-Tag"]
        assert "Set-Cookie" not in headers
    assert client.get("/organiser/wrong").headers["Referrer-Policy"] == "no-referrer"


def test_mail_scanner_that_fetches_everything_changes_nothing(
    context: Context, client: FlaskClient
) -> None:
    token = a_link(context, *ALL_CLUBS)
    before = state_of(context)
    paths = ["", "/thanks?did=confirmed"]
    paths += [f"/{id_}/{what}" for id_ in ALL_CLUBS for what in ("change", "pause", "end")]
    for _ in range(3):
        for path in paths:
            assert client.get(f"/organiser/{token}{path}").status_code == 200
            assert client.head(f"/organiser/{token}{path}").status_code == 200
        assert client.get(f"/organiser/{token}/confirm").status_code == 405
    assert state_of(context) == before


@pytest.mark.parametrize("form_token", ["", "forged", "other", "old"])
def test_answer_without_the_forms_own_time_changes_nothing(
    context: Context, client: FlaskClient, form_token: str
) -> None:
    token = a_link(context, "knit-club")
    other = issue(context.config.secret_key, "report", time.time() - 60)
    sent = {
        "other": other,
        "old": signed(context, token, 25 * 60 * 60),
    }.get(form_token, form_token)
    before = state_of(context)
    for path, data in (
        ("confirm", {"listing": "knit-club"}),
        ("knit-club/change", {"cost": "£3"}),
        ("knit-club/pause", {}),
        ("knit-club/end", {"why": "closed"}),
    ):
        response = client.post(f"/organiser/{token}/{path}", data={"form_token": sent, **data})
        assert response.status_code == 400
        assert "There is a problem" in text_of(response)
    assert state_of(context) == before


def test_who_presses_at_once_is_taken_at_their_word(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club")
    data = {"form_token": signed(context, token, 0), "listing": "knit-club"}
    assert client.post(f"/organiser/{token}/confirm", data=data).status_code == 303
    assert checked(context, "knit-club") == CONFIRMED


def test_everything_is_still_correct(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club")
    response = send(client, context, token, "confirm", listing="knit-club")
    assert response.status_code == 303
    assert "you confirmed it today" in text_of(client.get(response.location))
    assert checked(context, "knit-club") == CONFIRMED
    assert [(check.method, check.by) for check in checks_of(context, "knit-club")] == [
        (Method.ORGANISER_LINK, "organiser")
    ]
    page = text_of(client.get("/listing/knit-club"))
    assert "Checked by Thurrock CVS on 16 March 2026 – confirmed by the organiser" in page
    assert [checked(context, other).on for other in ("purl-club", "kims")] == [
        date(2025, 9, 20)
    ] * 2


def test_one_button_confirms_all(context: Context, client: FlaskClient) -> None:
    token = a_link(context, *ALL_CLUBS)
    assert "Everything is still correct for all 3" in text_of(client.get(f"/organiser/{token}"))
    send(client, context, token, "confirm", listing=list(ALL_CLUBS))
    assert [checked(context, listing_id) for listing_id in ALL_CLUBS] == [CONFIRMED] * 3
    assert client.get(f"/organiser/{token}").status_code == 410


def test_link_works_once_for_each_listing(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club", "purl-club")
    form_token = signed(context, token)
    thanks = send(client, context, token, "confirm", listing="knit-club")
    assert "one more listing of yours" in text_of(client.get(thanks.location))
    page = text_of(client.get(f"/organiser/{token}"))
    assert "Purl-Club" in page
    assert "Knit-Club" not in page
    before = state_of(context)
    again = send(client, context, token, "confirm", listing="knit-club")
    assert (again.status_code, state_of(context)) == (404, before)
    send(client, context, token, "confirm", listing="purl-club")
    before = state_of(context)
    data = {"form_token": form_token, "listing": "purl-club"}
    used = client.post(f"/organiser/{token}/confirm", data=data)
    assert (used.status_code, state_of(context)) == (410, before)
    assert "This link has been used" in text_of(used)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("confirm", {"listing": "kims"}),
        ("confirm", {"listing": ["knit-club", "kims"]}),
        ("confirm", {"listing": "nothing"}),
        ("kims/change", {"cost": "£3"}),
        ("kims/pause", {}),
        ("kims/end", {"why": "removal"}),
        ("nothing/end", {"why": "removal"}),
    ],
)
def test_another_organisers_listing_cannot_be_touched(
    context: Context, client: FlaskClient, path: str, data: dict[str, str | list[str]]
) -> None:
    token = a_link(context, "knit-club")
    before = state_of(context)
    assert send(client, context, token, path, **data).status_code == 404
    assert state_of(context) == before
    if "/" in path:
        response = client.get(f"/organiser/{token}/{path}")
        assert response.status_code == 404
        assert "Kim" not in text_of(response)


def test_wrong_and_tampered_links_are_not_found(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club")
    for wrong in ("x", token[:-2], token.swapcase(), f"{token}x", "%00", "é" * 50):
        response = client.get(f"/organiser/{wrong}")
        assert response.status_code == 404
        assert "This link does not work" in text_of(response)
        assert client.post(f"/organiser/{wrong}/confirm").status_code == 404
    assert client.post("/organiser/x/new-link").status_code == 404


def test_expired_link_says_so_and_a_new_one_can_be_had(
    context: Context, client: FlaskClient
) -> None:
    token = a_link(context, "knit-club")
    link = link_id(context, token)
    context.clock = Clock(context.clock.now() + timedelta(days=30))
    response = client.get(f"/organiser/{token}")
    assert response.status_code == 410
    assert "our links work for 30 days only" in text_of(response)
    form_token = issue(context.config.secret_key, f"new link {link}", time.time() - 60)
    address = f"/organiser/{token}/new-link"
    said = [client.post(address, data={"form_token": form_token}) for _ in range(2)]
    assert "We have sent you a new link" in text_of(said[0])
    assert "today already" in text_of(said[1])
    [letter] = letters(context)
    assert letter.to == "pat@example.org"
    assert "pat@example.org" not in text_of(said[0])


def test_new_link_is_not_sent_without_the_forms_own_time(
    context: Context, client: FlaskClient
) -> None:
    token = a_link(context, "knit-club")
    context.clock = Clock(context.clock.now() + timedelta(days=30))
    assert client.post(f"/organiser/{token}/new-link").status_code == 303
    assert letters(context) == []


def test_outdated_link_says_so(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club")
    record_check(context, by(VOLUNTEER), "knit-club", Method.PHONED, Outcome.ALL_CORRECT)
    response = client.get(f"/organiser/{token}")
    assert response.status_code == 410
    assert "Something has changed since we wrote to you" in text_of(response)


def test_clock_that_jumps_back_lets_nobody_in_twice(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club")
    send(client, context, token, "confirm", listing="knit-club")
    context.clock = Clock(context.clock.now() - timedelta(days=200))
    assert client.get(f"/organiser/{token}").status_code == 410


def test_change_waits_for_an_editor(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club")
    form = {"cost": "£3", "private_phone": "01632 960888", "words": "From April on."}
    response = send(client, context, token, "knit-club/change", **form)
    assert response.status_code == 303
    assert "within 2 working days" in text_of(client.get(response.location))
    [proposal] = waiting(context)
    assert (proposal.by, proposal.note) == ("organiser", "From April on.")
    assert proposal.changes == (FieldChange("cost", "£2", "£3"),)
    assert proposal.private_changes == (
        FieldChange("private_phone", "01632 960555", "01632 960888"),
    )
    assert context.store.get_listing("knit-club").listing.cost.text == "£2"
    assert client.get(f"/organiser/{token}").status_code == 410
    approve(context, by(EDITOR), proposal.id)
    assert context.store.get_listing("knit-club").listing.cost.text == "£3"
    assert context.store.private_contact("knit-club") == replace(PAT, phone="01632 960888")


def test_form_of_a_change_shows_the_organisers_own_private_contact(
    context: Context, client: FlaskClient
) -> None:
    text = text_of(client.get(f"/organiser/{a_link(context, 'knit-club')}/knit-club/change"))
    assert 'value="01632 960555"' in text
    assert "01632 960777" not in text
    assert "said yes" not in text


def test_form_of_a_change_does_not_tell_a_withheld_place(make_context: ContextMaker) -> None:
    where = replace(due_listing().where, precision=Precision.WITHHELD)
    context = make_context(due_listing(where=where))
    client, token = create_app(context).test_client(), a_link(context, "knit-club")
    for path in ("", "/knit-club/change"):
        text = text_of(client.get(f"/organiser/{token}{path}"))
        assert [secret for secret in ("RM18 7TB", "Dock Road", "51.46") if secret in text] == []
    send(client, context, token, "knit-club/change", cost="£3", postcode="RM17 6SL")
    [proposal] = waiting(context)
    assert [change.field for change in proposal.changes] == ["cost"]


def test_change_in_own_words_becomes_a_report(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club")
    response = send(client, context, token, "knit-club/change", words="We moved to the library.")
    assert response.status_code == 303
    [report] = open_reports(context)
    assert (report.listing_id, report.by, report.words) == (
        "knit-club",
        "organiser",
        "We moved to the library.",
    )


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({}, "You have not changed anything yet"),
        ({"email": "not an address"}, "Enter an email address"),
        ({"name": ""}, "Enter the name"),
        ({"cost": "", "phone": "", "email": "", "website": ""}, "Enter the cost"),
    ],
)
def test_change_with_a_mistake_keeps_what_was_typed(
    context: Context, client: FlaskClient, form: dict[str, str], message: str
) -> None:
    token = a_link(context, "knit-club")
    typed = {**form, "getting_there": "Bus <66> & walk"}
    response = send(client, context, token, "knit-club/change", **(typed if form else {}))
    html = response.get_data(as_text=True)
    assert response.status_code == 400
    assert message in text_of(response)
    assert ("Bus &lt;66&gt; &amp; walk" in html) == bool(form)
    assert waiting(context) == []
    assert client.get(f"/organiser/{token}").status_code == 200


def test_another_row_of_times_can_be_asked_for(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club")
    before = state_of(context)
    response = send(client, context, token, "knit-club/change", more="when", cost="£9")
    assert response.status_code == 200
    assert 'value="£9"' in response.get_data(as_text=True)
    assert state_of(context) == before


def test_closed_for_now_is_public_at_once(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club")
    until = {"until-day": "27", "until-month": "4", "until-year": "2026"}
    send(client, context, token, "knit-club/pause", **until, notice="The hall is being painted.")
    listing = context.store.get_listing("knit-club").listing
    assert (listing.status, listing.paused_until, listing.notice, listing.checked) == (
        Status.PAUSED,
        date(2026, 4, 27),
        "The hall is being painted.",
        CONFIRMED,
    )
    assert "Closed for now" in text_of(client.get("/listing/knit-club"))
    assert client.get(f"/organiser/{token}").status_code == 410


@pytest.mark.parametrize(
    ("day", "message"),
    [("32", "There is no such date"), ("x", "Enter a day"), ("16", "must be in the future")],
)
def test_bad_day_of_opening_again_is_told(
    context: Context, client: FlaskClient, day: str, message: str
) -> None:
    token = a_link(context, "knit-club")
    until = {"until-day": day, "until-month": "3", "until-year": "2026"}
    response = send(client, context, token, "knit-club/pause", **until, notice="Paint")
    assert response.status_code == 400
    assert message in text_of(response)
    assert 'value="Paint"' in response.get_data(as_text=True)
    assert context.store.get_listing("knit-club").listing.status is Status.PUBLISHED


def test_listing_that_was_closed_for_now_can_run_again(
    make_context: ContextMaker,
) -> None:
    context = make_context(due_listing(status=Status.PAUSED, paused_until=date(2026, 5, 1)))
    client, token = create_app(context).test_client(), a_link(context, "knit-club")
    assert "It is running again" in text_of(client.get(f"/organiser/{token}"))
    response = send(client, context, token, "knit-club/pause")
    assert "running again" in text_of(client.get(response.location))
    listing = context.store.get_listing("knit-club").listing
    assert (listing.status, listing.paused_until) == (Status.PUBLISHED, None)


def test_what_is_planned_is_open_once_its_organiser_says_so(make_context: ContextMaker) -> None:
    planned = due_listing(status=Status.PLANNED, opens_on=date(2026, 4, 1))
    context = make_context(planned)
    client, token = create_app(context).test_client(), a_link(context, "knit-club")
    said = text_of(client.get(f"/organiser/{token}"))
    assert "It has opened" in said
    assert "Closed for now" not in said
    said = text_of(client.get(f"/organiser/{token}/knit-club/pause"))
    assert "It says that it is only planned." in said
    assert send(client, context, token, "knit-club/pause").status_code == 303
    kept = context.store.get_listing("knit-club").listing
    assert (kept.status, kept.opens_on) == (Status.PUBLISHED, None)


def test_removal_is_done_by_an_editor_and_for_good(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club")
    response = send(client, context, token, "knit-club/end", why="removal")
    assert "We will take it off" in text_of(client.get(response.location))
    [proposal] = waiting(context)
    assert (proposal.by, proposal.archive_because) == ("organiser", "owner asked")
    assert client.get("/listing/knit-club").status_code == 200
    approve(context, by(EDITOR), proposal.id)
    gone = client.get("/listing/knit-club")
    assert gone.status_code == 410
    assert "asked us not to list it" in text_of(gone)
    assert [entry.name for entry in context.store.find(DO_NOT_LIST)] == ["knit club"]
    for address in ("/find.csv", "/find.geojson", "/find.json?per_page=100"):
        assert "knit-club" not in client.get(address).get_data(as_text=True)
        assert "purl-club" in client.get(address).get_data(as_text=True)


def test_listing_that_has_closed_is_archived_by_an_editor(
    context: Context, client: FlaskClient
) -> None:
    send(client, context, a_link(context, "knit-club"), "knit-club/end", why="closed")
    assert [proposal.archive_because for proposal in waiting(context)] == ["closed"]
    assert checked(context, "knit-club").on == date(2025, 9, 20)


def test_end_needs_a_reason(context: Context, client: FlaskClient) -> None:
    token = a_link(context, "knit-club")
    for why in ({}, {"why": "because"}):
        response = send(client, context, token, "knit-club/end", **why)
        assert response.status_code == 400
        assert '<a href="#why">Choose why it should be taken off.</a>' in text_of(response)
    assert waiting(context) == []


def test_hostile_words_are_shown_as_words(make_context: ContextMaker) -> None:
    bad = "<script>alert(1)</script>"
    listing = due_listing(name=bad, summary=bad, first_visit=bad, notice=bad, description=bad)
    context = make_context(listing)
    client, token = create_app(context).test_client(), a_link(context, "knit-club")
    for path in ("", "/knit-club/change", "/knit-club/pause", "/knit-club/end"):
        assert bad not in client.get(f"/organiser/{token}{path}").get_data(as_text=True)


def test_what_was_confirmed_by_mistake_can_be_taken_back(
    context: Context, client: FlaskClient
) -> None:
    token = a_link(context, "knit-club", "purl-club")
    was = context.store.get_listing("knit-club").listing.checked
    answer = send(client, context, token, "confirm", listing=["knit-club", "purl-club"])
    page = client.get(answer.location).get_data(as_text=True)
    (form_token,) = re.findall(r'name="form_token" value="([^"]+)"', page)
    assert f'action="/organiser/{token}/undo"' in page

    forged = client.post(f"/organiser/{token}/undo", data={"form_token": "x"})
    assert len(checks_of(context, "knit-club")) == 1
    assert forged.status_code == 303
    undone = client.post(f"/organiser/{token}/undo", data={"form_token": form_token})

    text = text_of(client.get(undone.location))
    assert "Taken back" in text
    assert "We are still waiting to hear about 2 more listings of yours." in text
    assert "Undo" not in text
    assert context.store.get_listing("knit-club").listing.checked == was
    assert client.get(f"/organiser/{token}").status_code == 200  # the link works again
    again = client.post(f"/organiser/{token}/undo", data={"form_token": form_token})
    assert again.status_code == 409
    assert "An answer can be taken back for one minute, and that is over." in text_of(again)


OVER = "People no longer see what you also need"


def test_what_they_need_is_listed_and_confirmed_with_the_rest(make_context: ContextMaker) -> None:
    needs = {"needs": ("A driver",), "needs_until": date(2026, 3, 1)}
    checked = Checked(date(2025, 9, 1), "Thurrock CVS", "visited")
    context = make_context(due_listing(**needs, checked=checked))
    client, token = create_app(context).test_client(), a_link(context, "knit-club")
    shown = text_of(client.get(f"/organiser/{token}"))
    assert "They also need</dt> <dd><p>A driver</p>" in shown
    assert OVER in shown
    assert "A driver" not in text_of(client.get("/listing/knit-club"))
    send(client, context, token, "confirm", listing="knit-club")
    assert "A driver" in text_of(client.get("/listing/knit-club"))


def test_what_is_still_needed_is_asked_for_without_alarm(make_context: ContextMaker) -> None:
    needs = {"needs": ("A driver",), "needs_until": date(2026, 5, 1)}
    context = make_context(due_listing(**needs), due_listing("other"))
    client = create_app(context).test_client()
    shown = text_of(client.get(f"/organiser/{a_link(context, 'knit-club')}"))
    assert "Do you still need what it says under “They also need”?" in shown
    assert OVER not in shown
    assert "They also need" not in text_of(client.get(f"/organiser/{a_link(context, 'other')}"))
