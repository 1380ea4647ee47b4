"""What the team of a hub does to their hub: the low-risk at once, the rest as a proposal."""

from datetime import date
from typing import Any

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.people.people import Role
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import parse_rules
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.services.listings.proposals import waiting
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.services.colleagues import a_whole_listing
from tests.web.adding_forms import fields_of_form, problems_on
from tests.web.conftest import Client, client_of

AT = "/work/listings/hub/change"


def the_hub(**changes: Any) -> Listing:
    return a_whole_listing("hub", **{"kind": Kind.HUB, "name": "Riverside Hub", **changes})


def team(make_context: ContextMaker, house: Listing, *others: Listing) -> tuple[Context, Client]:
    context = make_context(house, *others)
    hugh = a_person(context, Role.HUB_TEAM, own=("hub",))
    return context, sign_in(client_of(context), context, hugh)


def kept(context: Context, listing_id: str = "hub") -> Listing:
    return load_for_update(context, listing_id).listing


def post(client: Client, address: str, **data: Any) -> int:
    return client.post(address, data={"csrf_token": csrf_token(client), **data}).status_code


def test_news_needs_and_days_that_differ_are_changed_at_once(make_context: ContextMaker) -> None:
    door = parse_rules([f"{day} 09:00-17:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")])
    context, client = team(make_context, the_hub(schedule=Schedule(opening=door)))
    form = fields_of_form(client.page(f"{AT}?part=news"), f"{AT}/live")
    assert sorted(form) == [
        *("changes", "closed_dates", "csrf_token", "needs", "needs_until", "notice"),
    ]
    sent = {
        "notice": "No hot water today",
        "closed_dates": "3 April 2026",
        "changes": "24 December 2026 10am to 1pm",
        "needs": "A driver on Tuesdays",
        "needs_until": "31 July 2026",
    }
    assert post(client, f"{AT}/live", **sent) == 303, client.last and problems_on(client.last)
    listing = kept(context)
    assert (listing.notice, listing.needs) == (sent["notice"], (sent["needs"],))
    assert listing.needs_until == date(2026, 7, 31)
    assert listing.schedule.closed == {date(2026, 4, 3)}
    assert [each.on for each in listing.schedule.changes] == [date(2026, 12, 24)]
    assert waiting(context) == []


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (Kind.SPACE, "free_hours", "Sundays"),
        (Kind.MICRO_ENTERPRISE, "availability", "Two places"),
    ],
)
def test_what_a_kind_has_free_is_changed_at_once(
    make_context: ContextMaker, kind: Kind, field: str, value: str
) -> None:
    context, client = team(make_context, the_hub(kind=kind))
    assert post(client, f"{AT}/live", **{field: value}) == 303
    assert getattr(kept(context), field) == value


def test_planned_hub_is_given_another_day_and_opened(make_context: ContextMaker) -> None:
    house = the_hub(status=Status.PLANNED, opens_on=date(2026, 9, 7))
    context, client = team(make_context, house)
    assert post(client, f"{AT}/live", opens_on="5 October 2026") == 303
    assert (kept(context).opens_on, kept(context).status) == (date(2026, 10, 5), Status.PLANNED)
    page = client.page(f"{AT}?part=news")
    assert "Nobody is told that it is open until you say so. It has opened" in page.words
    assert post(client, f"{AT}/pause") == 409
    assert post(client, f"{AT}/resume") == 303
    assert (kept(context).opens_on, kept(context).status) == (None, Status.PUBLISHED)


def test_hub_that_is_open_is_not_asked_when_it_opens(make_context: ContextMaker) -> None:
    context, client = team(make_context, the_hub())
    assert post(client, f"{AT}/live", opens_on="5 October 2026") == 303
    assert kept(context).opens_on is None
    everything = client.page(f"{AT}?part=all")
    assert "opens_on" not in {each.get("name") for each in everything.all("input")}


def test_hub_is_closed_for_now_and_runs_again(make_context: ContextMaker) -> None:
    context, client = team(make_context, the_hub())
    assert post(client, f"{AT}/pause", why="Painting") == 303
    assert (kept(context).status, kept(context).notice) == (Status.PAUSED, "Painting")
    assert post(client, f"{AT}/resume") == 303
    assert kept(context).status is Status.PUBLISHED


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "Our Hub"},
        {"cost": "£9"},
        {"rooms": "Cellar"},
        {"phone": "01632 960999"},
        {"opening_hours": "Mon 9am to 5pm"},
        {"status": "archived"},
    ],
)
def test_hand_made_form_changes_nothing_else_at_once(
    make_context: ContextMaker, sent: dict[str, str]
) -> None:
    before = the_hub()
    context, client = team(make_context, before)
    post(client, f"{AT}/live", **sent)
    assert kept(context) == before
    assert waiting(context) == []


def test_all_else_waits_for_an_editor(make_context: ContextMaker) -> None:
    context, client = team(make_context, the_hub())
    assert post(client, f"{AT}?part=kind", rooms="Garden room, seats 12") == 303
    assert kept(context).rooms == ()
    (asked,) = waiting(context)
    assert [(each.field, each.after) for each in asked.changes] == [
        ("rooms", ("Garden room, seats 12",))
    ]


@pytest.mark.parametrize("part", ["/live", "/pause", "/resume", "", "?part=what"])
def test_another_hub_is_none_of_theirs(make_context: ContextMaker, part: str) -> None:
    other = a_whole_listing("other", kind=Kind.HUB, name="Other Hub")
    context, client = team(make_context, the_hub(), other)
    sent = {"notice": "Shut", "needs": "Money", "name": "Mine"}
    assert post(client, f"/work/listings/other/change{part}", **sent) == 403
    assert kept(context, "other") == other
    assert waiting(context) == []


def test_they_add_what_goes_on_at_their_hub_and_no_other_kind(make_context: ContextMaker) -> None:
    context, client = team(make_context, the_hub())
    assert post(client, "/work/add", name="Aveley Hub", kind="hub") == 422
    assert client.last is not None
    assert problems_on(client.last) == [
        "Choose a group or activity, a service or a volunteering role at your hub."
    ]
    assert post(client, "/work/add", name="Zebra greeters", kind="volunteering-role") == 303
    drafts = [each.listing for each in context.store.all() if each.listing.status is Status.DRAFT]
    assert [(each.name, each.where) for each in drafts] == [("Zebra greeters", the_hub().where)]
