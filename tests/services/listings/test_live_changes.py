from datetime import date

import pytest

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Contact, Status
from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.services.listing_repository import Actor, load_for_update, revisions_of
from assetmap.services.listings.edits import Unreadable, change_live
from tests.conftest import ContextMaker
from tests.factories import a_listing

VOLUNTEER = Actor(Person("v", roles=(Role.VOLUNTEER,)))
LISTING = a_listing(private=Contact(phone="01632 960555"))


def test_a_notice_and_closed_days_are_public_at_once(make_context: ContextMaker) -> None:
    context = make_context(LISTING)
    values = {"notice": "Full this week", "closed_dates": ("2026-04-03",)}
    kept = change_live(context, VOLUNTEER, "knit-club", values)
    assert (kept.notice, kept.schedule.closed) == ("Full this week", {date(2026, 4, 3)})
    assert load_for_update(context, "knit-club").listing == kept
    assert kept.private == Contact(phone="01632 960555")
    assert [(each.what, each.by) for each in revisions_of(context, "knit-club")] == [
        ("taken in", "program"),
        ("changed at once", "v"),
    ]
    assert context.store.queued() == []


@pytest.mark.parametrize("field", ["name", "when", "phone", "private_phone", "precision"])
def test_no_other_field_can_be_changed_at_once(make_context: ContextMaker, field: str) -> None:
    context = make_context(LISTING)
    before = load_for_update(context, "knit-club")
    with pytest.raises(NotPossible):
        change_live(context, VOLUNTEER, "knit-club", {"notice": "N", field: "venue"})
    assert load_for_update(context, "knit-club") == before


def test_a_day_that_cannot_be_read_changes_nothing(make_context: ContextMaker) -> None:
    context = make_context(LISTING)
    before = load_for_update(context, "knit-club")
    with pytest.raises(Unreadable):
        change_live(context, VOLUNTEER, "knit-club", {"notice": "N", "closed_dates": "Easter"})
    assert load_for_update(context, "knit-club") == before


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MANAGER, Role.BROKER, Role.RESIDENT])
def test_who_may_not_is_refused(make_context: ContextMaker, role: Role) -> None:
    context = make_context(LISTING)
    with pytest.raises(NotAllowed):
        change_live(context, Actor(Person("x", roles=(role,))), "knit-club", {"notice": "N"})


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.ARCHIVED])
def test_only_what_is_public_is_changed_at_once(make_context: ContextMaker, status: Status) -> None:
    context = make_context(a_listing(status=status))
    with pytest.raises(NotPossible):
        change_live(context, VOLUNTEER, "knit-club", {"notice": "N"})
