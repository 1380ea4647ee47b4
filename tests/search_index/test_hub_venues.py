"""A hub among the rows is a place that others meet in, read when somebody asks."""

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Kind, Precision, Where
from assetmap.domain.times.borough_calendar import BoroughCalendar, Venue
from assetmap.search_index.hub_venues import shown_of, with_hubs
from tests.factories import GRAYS, a_listing
from tests.search_index.listings import snapshot_of


def test_hubs_are_venues_by_both_their_names(borough: Borough) -> None:
    house = Where(Precision.VENUE, "The Annexe", postcode="RM17 6SL", point=GRAYS)
    listings = [
        a_listing("club", name="The Club", where=house),
        a_listing("hub", name="Riverside Hub", kind=Kind.HUB, where=house),
        a_listing("near", name="Rough Hub", kind=Kind.HUB, where=Where(Precision.AREA)),
        a_listing("other", name="Riverside HUB", kind=Kind.HUB, where=Where(Precision.VENUE)),
    ]
    snapshot = snapshot_of(borough.words, *listings)
    calendar = with_hubs(BoroughCalendar(), snapshot.kept.row, snapshot.rows)
    hub, last = listings[1], listings[3]
    assert dict(calendar.venues) == {
        "the annexe": Venue(hub.schedule, "RM17 6SL", "hub"),
        "riverside hub": Venue(last.schedule, last.where.postcode, "other"),
    }
    assert len(calendar.venues) == 2
    assert "the club" not in calendar.venues
    shown = shown_of(snapshot.rows)
    assert [shown[0].id, *(each.id for each in shown[2:])] == ["club", "near", "other"]
    assert len(shown) == 4
