"""A refuge's address, from its row to the review and out: who sees it at each door."""

import pytest
from werkzeug.test import TestResponse

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.people.people import Person, Role
from assetmap.domain.place import Point
from assetmap.services.listings.hidden_places import LOOKED
from assetmap.services.listings.proposals import propose
from assetmap.storage.tables import PROPOSALS
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token
from tests.services.colleagues import a_draft, a_whole_listing, by
from tests.web.conftest import Client
from tests.web.inspection import words_of
from tests.web.listings.test_review import Office

MARKS = ("MARK House", "9 MARK Row", "RM18 7TB", "51.4638")
WORK = "/work/listings/knit-club"
DOORS = (
    *(WORK, f"{WORK}/change", f"{WORK}/change?part=where", f"{WORK}/change?part=place"),
    *(f"{WORK}/history", f"{WORK}/history/1", f"{WORK}/check", "/work/calls/knit-club", "/work"),
    *("/work/review", "/work/listings", "/work/audit", f"{WORK}/merge", f"{WORK}/evidence"),
    *("/listing/knit-club", "/find?q=knit", "/find.json?q=knit", "/export.csv"),
)


def where(precision: Precision) -> Where:
    return Where(
        precision,
        venue="MARK House",
        address="9 MARK Row",
        postcode="RM18 7TB",
        point=Point(51.46381, 0.36191),
        area_served="Thurrock",
    )


@pytest.fixture(params=[Precision.WITHHELD, Precision.AREA, Precision.APPROXIMATE])
def office(make_context: ContextMaker, request: pytest.FixtureRequest) -> Office:
    return Office(make_context(a_whole_listing(where=where(request.param))))


def press(client: Client, at: str, **typed: str) -> TestResponse:
    """Send the form at an address."""
    return client.post(at, data={"csrf_token": csrf_token(client), **typed})


def told(office: Office, person: Person, address: str) -> list[str]:
    text = office.as_(person).get(address, follow_redirects=True).text
    return [mark for mark in MARKS if mark in text]


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.RESIDENT, Role.ORGANISER)])
def test_no_page_shows_it_unasked(office: Office, role: Role) -> None:
    person = a_person(office.context, role, id="reader", own=("knit-club",))
    assert {door: found for door in DOORS if (found := told(office, person, door))} == {}


@pytest.mark.parametrize(
    ("role", "may_withheld", "may_home"),
    [
        (Role.EDITOR, True, True),
        (Role.ADMIN, True, True),
        (Role.VOLUNTEER, False, True),
        (Role.COORDINATOR, False, False),
        (Role.MANAGER, False, False),
    ],
)
def test_one_press_shows_it_to_those_who_may(
    office: Office, role: Role, may_withheld: bool, may_home: bool
) -> None:
    precision = office.context.store.get_listing("knit-club").listing.where.precision
    may = may_withheld if precision is Precision.WITHHELD else may_home
    person = a_person(office.context, role, id="reader")
    client = office.as_(person)
    assert ("Show where it is" in client.page(WORK).words) is may
    answer = press(client, f"{WORK}/place")
    assert answer.status_code == (200 if may else 403)
    assert [mark for mark in MARKS if mark in answer.text] == (list(MARKS) if may else [])
    assert office.happened(LOOKED) == ([("reader", LOOKED)] if may else [])


def test_place_is_replaced_unseen(office: Office) -> None:
    cora = a_person(office.context, Role.COORDINATOR, id="cora")
    client = office.as_(cora)
    page = f"{WORK}/change?part=place"
    assert "We do not show the place that is there now" in client.page(page).words
    nothing = press(client, page, venue="", address="", postcode="")
    assert nothing.status_code == 422
    assert "Give the new place" in nothing.text
    sent = press(client, page, venue="", address="1 New Street", postcode="RM17 6SL")
    assert sent.status_code == 303
    (proposal,) = office.context.store.find(PROPOSALS)
    assert "point" not in {change.field for change in proposal.changes}
    review = f"/work/review/proposals/{proposal.id}"
    seen = office.as_(office.edna).page(review).words
    assert "1 New Street" not in seen
    assert "9 MARK Row" not in seen
    shown = press(office.as_(office.edna), f"{review}/place").text
    assert "1 New Street" in shown
    assert office.happened(LOOKED) == [("edna", LOOKED)]


def test_main_form_leaves_what_it_does_not_show(office: Office) -> None:
    before = office.context.store.hidden_place("knit-club")
    client = office.as_(office.vera)
    page = f"{WORK}/change?part=joining"
    assert press(client, page, cost="£3").status_code == 303
    (proposal,) = office.context.store.find(PROPOSALS)
    assert {change.field for change in proposal.all_changes} <= {"cost", "access", "languages"}
    assert office.context.store.hidden_place("knit-club") == before


def test_red_box_says_what_everyone_would_see_and_takes_a_word(
    make_context: ContextMaker,
) -> None:
    office = Office(make_context(a_whole_listing(where=where(Precision.WITHHELD))))
    proposal = propose(office.context, by(office.vera), "knit-club", {"precision": "venue"})
    review = f"/work/review/proposals/{proposal.id}"
    client = office.as_(office.edna)
    client.page(review)
    assert client.last is not None
    (box,) = client.last.by_class("expose")
    assert [mark for mark in MARKS if mark not in words_of(box)] == []
    assert office.happened(LOOKED) == [("edna", LOOKED)]
    refused = press(client, f"{review}/approve", publish_place="yes")
    assert refused.status_code == 422
    assert "type PUBLIC in capital letters" in refused.text
    assert "9 MARK Row" not in office.public.get("/listing/knit-club").text
    assert press(client, f"{review}/approve", publish_place="PUBLIC").status_code == 303
    assert "9 MARK Row" in office.public.get("/listing/knit-club").text


def test_draft_of_a_home_is_seen_by_its_writer_alone(office: Office) -> None:
    cora = a_person(office.context, Role.COORDINATOR, id="cora")
    other = a_person(office.context, Role.COORDINATOR, id="other")
    values = {"precision": "area", "place": "Grays", "area_served": "Grays"}
    draft = a_draft(office.context, cora, **values, postcode="RM18 7TB")
    for part in ("where?is_home=yes", "check"):
        address = f"/work/drafts/{draft}/{part}"
        assert "RM18 7TB" in office.as_(cora).get(address, follow_redirects=True).text
        assert "RM18 7TB" not in office.as_(other).get(address, follow_redirects=True).text
    assert office.happened(LOOKED) == []
    office.as_(office.vera).get(f"/work/drafts/{draft}/check")
    assert office.happened(LOOKED) == [("vera", LOOKED)]
