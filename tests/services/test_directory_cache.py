"""The directory in memory is always that of now, and only what changed is worked out again."""

import gc
import sqlite3
import weakref
from contextlib import closing

from assetmap.app import create_app
from assetmap.domain.listings.listing import Listing, Precision, Status, Where
from assetmap.search_index.row import Area
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing


def put(context: Context, *listings: Listing) -> None:
    with context.unit_of_work() as uow:
        for listing in listings:
            uow.save_listing(listing)


def names(context: Context) -> dict[str, str]:
    return {
        row.listing.id: row.listing.shown.name
        for row in context.directory_cache.current().snapshot.rows
    }


def area(context: Context, where: Where) -> Area:
    put(context, a_listing(where=where))
    return context.directory_cache.current().snapshot.rows[0].area


def test_memory_is_the_same_while_nothing_changes(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    assert context.directory_cache.current() is context.directory_cache.current()


def test_memory_works_only_changed_listings_out_again(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"), a_listing("b"), a_listing("c"))
    before = {row.listing.id: row for row in context.directory_cache.current().snapshot.rows}
    put(context, a_listing("b", name="Purl Club"))
    after = {row.listing.id: row for row in context.directory_cache.current().snapshot.rows}
    assert {listing_id: after[listing_id] is before[listing_id] for listing_id in after} == {
        "a": True,
        "b": False,
        "c": True,
    }
    assert names(context) == {"a": "Knit Club", "b": "Purl Club", "c": "Knit Club"}


def test_memory_sees_what_another_process_wrote(make_context: ContextMaker) -> None:
    context, other = make_context(a_listing("a")), make_context()
    assert names(context) == {"a": "Knit Club"}
    put(other, a_listing("a", name="Purl Club"), a_listing("b"))
    assert names(context) == {"a": "Purl Club", "b": "Knit Club"}
    assert context.directory_cache.current().text.score("purl").matched.tolist() == [1, 0]


def test_memory_sees_a_record_before_the_index_has_it(make_context: ContextMaker) -> None:
    context = make_context(a_listing("b"))
    context.directory_cache.current()
    with context.store.transaction() as uow:
        uow.save_listing(a_listing("a"))
    cached = context.directory_cache.current()
    assert cached.snapshot.ids == ["a", "b"]
    assert cached.text.score("knit").matched.tolist() == [0, 1]  # aligned all the same
    context.indexer.process_queue()
    assert context.directory_cache.current().text.score("knit").matched.tolist() == [1, 1]


def test_listing_that_is_archived_disappears(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"), a_listing("b"))
    assert names(context) == {"a": "Knit Club", "b": "Knit Club"}
    put(context, a_listing("a", status=Status.ARCHIVED))
    assert names(context) == {"b": "Knit Club"}
    put(context, a_listing("a"))
    assert names(context) == {"a": "Knit Club", "b": "Knit Club"}


def test_memory_holds_public_listings_only(make_context: ContextMaker) -> None:
    context = make_context(*(a_listing(str(status), status=status) for status in Status))
    assert list(names(context)) == ["paused", "planned", "published"]


def test_area_is_the_ground_that_the_words_name(make_context: ContextMaker) -> None:
    context = make_context()
    tilbury, grays = (context.gazetteer.find(name).point for name in ("Tilbury", "Grays"))
    assert area(context, Where(Precision.AREA, area_served="Tilbury")) == Area(points=(tilbury,))
    named = area(context, Where(Precision.AREA, area_served="Tilbury and Grays"))
    assert sorted(named.points, key=str) == sorted((tilbury, grays), key=str)
    assert area(context, Where(Precision.AREA, area_served="Thurrock")) == Area(whole=True)
    assert area(context, Where(Precision.AREA, area_served="Grays, Thurrock-wide")) == Area(
        whole=True
    )
    assert area(context, Where(Precision.AREA)) == Area(whole=True)


def test_area_of_a_venue_is_none_unless_it_names_one(make_context: ContextMaker) -> None:
    context = make_context()
    assert area(context, Where(Precision.VENUE, point=TILBURY)) == Area()
    grays = context.gazetteer.find("Grays").point
    where = Where(Precision.VENUE, point=TILBURY, area_served="Grays")
    assert area(context, where) == Area(points=(grays,))


def test_area_of_a_withheld_listing_narrows_nothing_down(make_context: ContextMaker) -> None:
    where = Where(Precision.WITHHELD, place="Tilbury", point=TILBURY, area_served="Tilbury")
    assert area(make_context(), where) == Area(whole=True)


def test_a_generation_that_nobody_uses_any_more_leaves_memory_at_once(
    make_context: ContextMaker,
) -> None:
    """Without waiting until Python looks for circles: at 2,000 listings each is 13 MB."""
    context = make_context(a_listing("a"), a_listing("b"))
    client = create_app(context).test_client()
    gc.collect()
    gc.disable()
    try:
        gone = []
        for name in ("Purl", "Crochet", "Felting"):
            for path in ("/", "/find?q=knti+club", "/find.json?q=gardning", "/suggest.json?q=kn"):
                assert client.get(path).status_code == 200
            assert client.get("/pack.json").status_code == 200
            cached = context.directory_cache.current()
            cached.text.spelling()  # of the listings' words alone, after that with the thesaurus
            assert cached.names.beginning("kn", 1) == [0]
            assert cached.sentences.most_together(0, frozenset(), {"wool": 1.0}) >= 0
            gone += [weakref.ref(each) for each in (cached, cached.text, cached.snapshot)]
            del cached
            put(context, a_listing("b", name=f"{name} Club"))
        context.directory_cache.current()
        assert [ref() for ref in gone] == [None] * 9
    finally:
        gc.enable()


def test_memory_leaves_out_a_listing_that_was_spoilt_meanwhile(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"), a_listing("b"))
    assert set(names(context)) == {"a", "b"}
    with closing(sqlite3.connect(context.config.database, isolation_level=None)) as connection:
        connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'generation'")
        connection.execute(
            "UPDATE listings SET document = '{', generation ="
            " (SELECT value FROM counters WHERE name = 'generation') WHERE id = 'b'"
        )
    assert set(names(context)) == {"a"}
    assert set(context.directory_cache.current().listings) == {"a"}
