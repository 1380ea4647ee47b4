"""Who covers a place or a listing, and the nearest hub."""

from pathlib import Path

from assetmap.domain.areas.area_set import AreaKind, RoleContact
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Precision, Status, Where
from assetmap.domain.search.query import Search
from assetmap.exchange.answer_json import answer_document
from assetmap.services.areas.importing import import_areas
from assetmap.services.context import Context
from assetmap.services.search.covering import covers_listing, covers_place, nearest_hub
from assetmap.services.search.finding import answer
from assetmap.services.search.reading import read_listing
from tests.area_files import BY, terms, two_patches
from tests.conftest import ContextMaker
from tests.factories import GRAYS, TILBURY, a_listing
from tests.services.areas.test_importing import postcodes


def hub(listing_id: str, **changes: object) -> object:
    return a_listing(listing_id, **{"kind": Kind.HUB, "name": listing_id, **changes})


def patch_of(context: Context, words: str) -> tuple[str, bool] | None:
    found = covers_place(context, context.gazetteer.find(words))
    return (found.patch, found.is_rough) if found else None


def test_a_postcode_is_sure_and_a_town_goes_by_its_middle(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context()
    assert patch_of(context, "RM18 7TB") is None  # no patches yet
    two_patches(context, tmp_path)
    assert patch_of(context, "rm187tb") == ("East patch", False)
    assert patch_of(context, "Grays") == ("West patch", True)
    assert patch_of(context, "RM18") == ("East patch", True)
    assert [patch_of(context, each) for each in ("Thurrock", "M1 1AE", "RM18 9ZZ")] == [None] * 3


def test_postcodes_speak_for_themselves_and_not_for_the_neighbours(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    import_areas(context, BY, postcodes("RM187TB"), terms("Patches", kind=AreaKind.PATCH))
    assert patch_of(context, "RM18 7TB") == ("Tilbury", False)
    assert patch_of(context, "RM17 6SL") is None  # too far from any that is known


def test_find_tells_who_covers_the_place_in_json_too(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context(a_listing(), hub("quay-hub"))
    assert answer_document(answer(context, Search(near="RM18 7TB")))["covers"] is None
    two_patches(context, tmp_path)
    found = answer(context, Search(words="knitting in Grays")).covers
    assert found is not None
    assert (found.place, found.contact) == (
        *("Grays", RoleContact("", "01632 960111", "west@example.org")),
    )
    assert found.line == "Your local area coordinator: West patch, 01632 960111"
    document = answer_document(answer(context, Search(near="RM18 7TB")))["covers"]
    assert document == {
        "place": "RM18 7TB",
        "is_rough": False,
        "patch": "East patch",
        "code": "east-patch",
        "role": "Local area coordinator",
        "phone": "01632 960112",
        "email": None,
        "text": None,
        "hub": {
            "id": "quay-hub",
            "name": "quay-hub",
            "phone": "01632 960001",
            "distance_m": 0,
            "url": "/listing/quay-hub",
        },
    }
    assert answer(context, Search(words="knitting")).covers is None


def test_a_listing_is_covered_where_it_is_shown_to_be(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    both = Where(Precision.AREA, area_served="Grays and Tilbury")
    hidden = Where(Precision.WITHHELD, point=TILBURY)
    context = make_context(a_listing("a"), a_listing("b", where=both), a_listing("c", where=hidden))
    two_patches(context, tmp_path)
    found = [covers_listing(context, read_listing(context, each)) for each in "abc"]
    assert [each.patch if each else None for each in found] == ["East patch", None, None]


def test_the_nearest_hub_is_open_and_checked(make_context: ContextMaker) -> None:
    in_grays = Where(Precision.VENUE, place="Grays", point=GRAYS)
    context = make_context(
        hub("paused", status=Status.PAUSED),
        hub("hidden", where=Where(Precision.APPROXIMATE, point=TILBURY)),
        hub("grays", where=in_grays),
        a_listing("no-hub"),
    )
    found = nearest_hub(context, TILBURY)
    assert found is not None
    assert (found.listing.id, found.distance_m) == ("grays", round(GRAYS.distance_m(TILBURY)))
