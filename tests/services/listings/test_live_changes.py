from datetime import date

import pytest

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Contact, Status
from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.services.listing_repository import By, revisions_of, whole
from assetmap.services.listings.edits import Unreadable
from assetmap.services.listings.live_changes import change_live
from tests.conftest import DeskMaker
from tests.factories import a_listing

VOLUNTEER = By(Person("v", roles=(Role.VOLUNTEER,)))
LISTING = a_listing(private=Contact(phone="01632 960555"))


def test_a_notice_and_closed_days_are_public_at_once(make_desk: DeskMaker) -> None:
    desk = make_desk(LISTING)
    values = {"notice": "Full this week", "closed_dates": ("2026-04-03",)}
    kept = change_live(desk, VOLUNTEER, "knit-club", values)
    assert (kept.notice, kept.schedule.closed) == ("Full this week", {date(2026, 4, 3)})
    assert whole(desk, "knit-club").listing == kept
    assert kept.private == Contact(phone="01632 960555")
    assert [(each.what, each.by) for each in revisions_of(desk, "knit-club")] == [
        ("taken in", "program"),
        ("changed at once", "v"),
    ]
    assert desk.store.queued() == []


@pytest.mark.parametrize("field", ["name", "when", "phone", "private_phone", "precision"])
def test_no_other_field_can_be_changed_at_once(make_desk: DeskMaker, field: str) -> None:
    desk = make_desk(LISTING)
    before = whole(desk, "knit-club")
    with pytest.raises(NotPossible):
        change_live(desk, VOLUNTEER, "knit-club", {"notice": "N", field: "venue"})
    assert whole(desk, "knit-club") == before


def test_a_day_that_cannot_be_read_changes_nothing(make_desk: DeskMaker) -> None:
    desk = make_desk(LISTING)
    before = whole(desk, "knit-club")
    with pytest.raises(Unreadable):
        change_live(desk, VOLUNTEER, "knit-club", {"notice": "N", "closed_dates": "Easter"})
    assert whole(desk, "knit-club") == before


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MANAGER, Role.BROKER, Role.RESIDENT])
def test_who_may_not_is_refused(make_desk: DeskMaker, role: Role) -> None:
    desk = make_desk(LISTING)
    with pytest.raises(NotAllowed):
        change_live(desk, By(Person("x", roles=(role,))), "knit-club", {"notice": "N"})


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.ARCHIVED])
def test_only_what_is_public_is_changed_at_once(make_desk: DeskMaker, status: Status) -> None:
    desk = make_desk(a_listing(status=status))
    with pytest.raises(NotPossible):
        change_live(desk, VOLUNTEER, "knit-club", {"notice": "N"})
