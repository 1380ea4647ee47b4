"""Whether a running copy is well, and what to do when it is not."""

from assetmap.domain.listings.listing import SAMPLE_SOURCE
from assetmap.search_index.schema import Document
from assetmap.services.admin.health import Finding, examine, is_alive
from tests.conftest import DeskMaker
from tests.factories import a_listing


def test_examine_finds_a_good_copy_well(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("a"), a_listing("b", source=SAMPLE_SOURCE))
    places = len(desk.borough.places)
    assert examine(desk)[:3] == [
        Finding("Records", True, "2 listings (1 from sample, 1 from test)"),
        Finding("Index", True, "agrees with the records", "run: assetmap index rebuild"),
        Finding(
            "Places",
            True,
            f"{places} places, each at a live postcode",
            "give those places another postcode in places.toml",
        ),
    ]
    assert examine(desk)[3].says == "invented listings are loaded, and every page says so"
    assert examine(desk)[4:] == [
        Finding("Meaning", True, "not installed, which is fine", "run: assetmap meaning install"),
        Finding("Paper", True, "sheets can be taken away as PDF files"),
    ]


def test_examine_says_where_the_index_differs(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("a"), a_listing("b"))
    desk.index.apply([Document("ghost"), Document("b", "Other")], removed=["a"])
    with desk.store.transaction() as uow:
        uow.save_listing(a_listing("c"))
    found = examine(desk)[1]
    assert (found.is_well, found.says) == (
        False,
        "2 missing, 1 too many, 1 out of date, 1 waiting",
    )


def test_desk_is_alive_until_its_store_is_damaged(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing())
    assert is_alive(desk) is True
    desk.store.close()
    desk.config.database.write_bytes(b"no database" * 1000)
    assert is_alive(desk) is False
