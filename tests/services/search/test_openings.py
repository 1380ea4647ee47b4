"""How a door stands now: the same as worked out anew, minute by minute and after a change."""

from datetime import datetime, timedelta

from assetmap.clock import LONDON
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing
from assetmap.domain.times.opening_hours import Opening
from assetmap.services.context import Context
from assetmap.services.search.openings import opening_now
from tests.conftest import ContextMaker
from tests.factories import a_listing

SHORTLY = datetime(2026, 3, 16, 11, 59, 30, tzinfo=LONDON)  # a Monday
NOON = SHORTLY + timedelta(seconds=30)


def hub(hours: str) -> Listing:
    return a_listing("hub", kind=Kind.HUB, when=[hours])


def at(context: Context, now: datetime, listing_id: str = "hub") -> Opening | None:
    snapshot = context.directory_cache.current().snapshot
    position = snapshot.position[listing_id]
    listing = snapshot.rows[position].listing
    found = opening_now(snapshot, position, listing, now)
    assert found == listing.opening(now, snapshot.calendar)
    return found


def test_door_is_known_for_a_minute_and_no_longer(make_context: ContextMaker) -> None:
    context = make_context(hub("Mon 08:00-12:00"), a_listing("club"))
    before = at(context, SHORTLY)
    assert before is not None
    assert before.is_open
    assert at(context, SHORTLY + timedelta(seconds=29)) is before
    closed = at(context, NOON)
    assert closed is not None
    assert not closed.is_open
    assert at(context, NOON, "club") is None


def test_door_of_a_listing_that_was_changed_is_another(make_context: ContextMaker) -> None:
    context = make_context(hub("Mon 08:00-12:00"))
    assert at(context, NOON) == Opening(opens=datetime(2026, 3, 23, 8, tzinfo=LONDON))
    with context.unit_of_work() as uow:
        uow.save_listing(hub("Mon 08:00-14:00"))
    assert at(context, NOON) == Opening(True, datetime(2026, 3, 16, 14, tzinfo=LONDON))
