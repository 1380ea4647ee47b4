"""`/work/listings/<id>/dates` and `/work/dates`: who sees them, and what they do."""

import pytest

from assetmap.domain.listings.listing import Kind, Precision, Where
from assetmap.domain.people.people import Role
from assetmap.domain.times.dated_changes import change_notation
from assetmap.web.listings.date_changes import date_changes
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.services.colleagues import a_whole_listing
from tests.web.listings.test_review import Office, send

HOUSE = Where(Precision.VENUE, venue="Riverside Hub", postcode="RM18 7TB", place="Tilbury")
DATES = "/work/listings/lunch/dates"
DATE = f"{DATES}/2026-03-17-1200"


@pytest.fixture
def office(make_context: ContextMaker) -> Office:
    return Office(
        make_context(
            a_whole_listing("hub", name="Riverside Hub", kind=Kind.HUB, where=HOUSE),
            a_whole_listing("lunch", name="Lunch Club", where=HOUSE, when=["Tue 12:00-14:00"]),
            a_whole_listing("chess", name="Chess", when=["Tue 12:00-14:00"]),
        )
    )


def changes(office: Office) -> list[str]:
    schedule = office.context.store.get_listing("lunch").listing.schedule
    return [change_notation(each) for each in schedule.changes]


@pytest.mark.parametrize("role", [Role.HUB_TEAM, Role.VOLUNTEER, Role.EDITOR])
def test_cancelled_moved_and_put_back(office: Office, role: Role) -> None:
    own = ("hub",) if role is Role.HUB_TEAM else ()
    client = office.as_(a_person(office.context, role, id="p-one", own=own))
    assert send(client, f"{DATE}/cancel", why="no hall").status_code == 303
    assert changes(office) == ["2026-03-17 12:00 cancelled: no hall"]
    assert "Cancelled: no hall" in client.page(DATES).words
    assert send(client, f"{DATE}/put-back").status_code == 303
    day = {"on-day": "18", "on-month": "3", "on-year": "2026"}
    hours = {"starts": "12:00", "ends": "14:00", "at": "Riverside Hub"}
    assert send(client, f"{DATE}/move", **day, **hours).status_code == 303
    assert changes(office) == ["2026-03-17 12:00 moved to 2026-03-18 12:00-14:00"]
    late = send(client, f"{DATE}/move", **{**day, "on-day": "1"}, **hours)
    assert late.status_code == 422
    assert "That date has passed." in late.text
    assert date_changes.url_prefix == "/work/listings/<listing_id>/dates"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MANAGER, Role.BROKER])
def test_others_may_not(office: Office, role: Role) -> None:
    client = office.as_(a_person(office.context, role, id="p-one"))
    assert client.get(DATES).status_code == 403
    assert send(client, f"{DATE}/cancel").status_code == 403
    assert changes(office) == []


def test_hubs_list_has_what_meets_there(office: Office) -> None:
    client = office.as_(a_person(office.context, Role.HUB_TEAM, id="p-one", own=("hub",)))
    words = client.page("/work/dates").words
    assert ("Lunch Club" in words, "Chess" in words) == (True, False)
    assert client.get("/work/listings/chess/dates").status_code == 403
