"""The directory in memory is always that of now, and only what changed is worked out again."""

from assetmap.domain.listings.listing import Listing, Precision, Status, Where
from assetmap.search_index.row import Area
from assetmap.services.context import Desk
from tests.conftest import DeskMaker
from tests.factories import TILBURY, a_listing


def put(desk: Desk, *listings: Listing) -> None:
    with desk.unit_of_work() as uow:
        for listing in listings:
            uow.save_listing(listing)


def names(desk: Desk) -> dict[str, str]:
    return {row.listing.id: row.listing.shown.name for row in desk.memory.now().snapshot.rows}


def area(desk: Desk, where: Where) -> Area:
    put(desk, a_listing(where=where))
    return desk.memory.now().snapshot.rows[0].area


def test_memory_is_the_same_while_nothing_changes(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing())
    assert desk.memory.now() is desk.memory.now()


def test_memory_works_only_changed_listings_out_again(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("a"), a_listing("b"), a_listing("c"))
    before = {row.listing.id: row for row in desk.memory.now().snapshot.rows}
    put(desk, a_listing("b", name="Purl Club"))
    after = {row.listing.id: row for row in desk.memory.now().snapshot.rows}
    assert {listing_id: after[listing_id] is before[listing_id] for listing_id in after} == {
        "a": True,
        "b": False,
        "c": True,
    }
    assert names(desk) == {"a": "Knit Club", "b": "Purl Club", "c": "Knit Club"}


def test_memory_sees_what_another_process_wrote(make_desk: DeskMaker) -> None:
    desk, other = make_desk(a_listing("a")), make_desk()
    assert names(desk) == {"a": "Knit Club"}
    put(other, a_listing("a", name="Purl Club"), a_listing("b"))
    assert names(desk) == {"a": "Purl Club", "b": "Knit Club"}
    assert desk.memory.now().text.score("purl").matched.tolist() == [1, 0]


def test_memory_sees_a_record_before_the_index_has_it(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("b"))
    desk.memory.now()
    with desk.store.transaction() as uow:
        uow.save_listing(a_listing("a"))
    remembered = desk.memory.now()
    assert remembered.snapshot.ids == ["a", "b"]
    assert remembered.text.score("knit").matched.tolist() == [0, 1]  # aligned all the same
    desk.indexer.process_queue()
    assert desk.memory.now().text.score("knit").matched.tolist() == [1, 1]


def test_listing_that_is_archived_disappears(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("a"), a_listing("b"))
    assert names(desk) == {"a": "Knit Club", "b": "Knit Club"}
    put(desk, a_listing("a", status=Status.ARCHIVED))
    assert names(desk) == {"b": "Knit Club"}
    put(desk, a_listing("a"))
    assert names(desk) == {"a": "Knit Club", "b": "Knit Club"}


def test_memory_holds_public_listings_only(make_desk: DeskMaker) -> None:
    desk = make_desk(*(a_listing(str(status), status=status) for status in Status))
    assert list(names(desk)) == ["paused", "planned", "published"]


def test_area_is_the_ground_that_the_words_name(make_desk: DeskMaker) -> None:
    desk = make_desk()
    tilbury, grays = (desk.gazetteer.find(name).point for name in ("Tilbury", "Grays"))
    assert area(desk, Where(Precision.AREA, area_served="Tilbury")) == Area(points=(tilbury,))
    named = area(desk, Where(Precision.AREA, area_served="Tilbury and Grays"))
    assert sorted(named.points, key=str) == sorted((tilbury, grays), key=str)
    assert area(desk, Where(Precision.AREA, area_served="Thurrock")) == Area(whole=True)
    assert area(desk, Where(Precision.AREA, area_served="Grays, Thurrock-wide")) == Area(whole=True)
    assert area(desk, Where(Precision.AREA)) == Area(whole=True)


def test_area_of_a_venue_is_none_unless_it_names_one(make_desk: DeskMaker) -> None:
    desk = make_desk()
    assert area(desk, Where(Precision.VENUE, point=TILBURY)) == Area()
    grays = desk.gazetteer.find("Grays").point
    where = Where(Precision.VENUE, point=TILBURY, area_served="Grays")
    assert area(desk, where) == Area(points=(grays,))


def test_area_of_a_withheld_listing_narrows_nothing_down(make_desk: DeskMaker) -> None:
    where = Where(Precision.WITHHELD, place="Tilbury", point=TILBURY, area_served="Tilbury")
    assert area(make_desk(), where) == Area(whole=True)
