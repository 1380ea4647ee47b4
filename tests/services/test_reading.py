"""One listing by its address, which people print and keep."""

import pytest

from assetmap.domain.listing import Contact, Status
from assetmap.domain.public_listing import public_view
from assetmap.services.reading import Gone, MovedTo, alike, hit_of, read_listing
from assetmap.storage.store import NotFound
from tests.conftest import DeskMaker
from tests.factories import a_listing


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.PLANNED, Status.PAUSED])
def test_public_listing_is_read_without_its_private_side(
    make_desk: DeskMaker, status: Status
) -> None:
    secret = a_listing(status=status, private=Contact(phone="01632 960666"))
    desk = make_desk(secret)
    read = read_listing(desk, "knit-club")
    assert read == public_view(secret)
    assert read.shown.private == Contact()


def test_draft_is_not_found(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing(status=Status.DRAFT))
    with pytest.raises(NotFound, match="knit-club is not public"):
        read_listing(desk, "knit-club")


@pytest.mark.parametrize("listing_id", ["knit", "", "../etc", "KNIT-CLUB", "a" * 10_000])
def test_unknown_id_is_not_found(make_desk: DeskMaker, listing_id: str) -> None:
    with pytest.raises(NotFound):
        read_listing(make_desk(a_listing()), listing_id)


def test_archived_listing_is_gone(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing(status=Status.ARCHIVED))
    with pytest.raises(Gone) as caught:
        read_listing(desk, "knit-club")
    assert caught.value.categories == ("create/crafts",)


@pytest.mark.parametrize("status", [Status.ARCHIVED, Status.PUBLISHED])
def test_merged_listing_has_moved(make_desk: DeskMaker, status: Status) -> None:
    desk = make_desk(a_listing(status=status, merged_into="other"))
    with pytest.raises(MovedTo) as caught:
        read_listing(desk, "knit-club")
    assert caught.value.listing_id == "other"


def test_hit_has_the_next_session(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing())
    hit = hit_of(desk, read_listing(desk, "knit-club"))
    assert (f"{hit.next.start:%Y-%m-%d %H:%M}", hit.outside_borough) == ("2026-03-17 10:00", False)


def test_alike_are_of_the_same_categories(make_desk: DeskMaker) -> None:
    desk = make_desk(
        *(a_listing(f"n{n}") for n in range(5)), a_listing("other", categories=("meet/cafes",))
    )
    assert len(alike(desk, ("create/crafts",))) == 3
    assert [hit.listing.id for hit in alike(desk, ("meet/cafes", "no/such"))] == ["other"]
    assert alike(desk, ("no/such",)) == ()
    assert alike(desk, ()) == ()
