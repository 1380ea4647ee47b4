"""What leaves the directory is the public side of the whole answer."""

from assetmap.domain.listings.listing import Contact, Status
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.search.query import Search
from assetmap.services.search.exporting import listings_of
from assetmap.services.search.selection import select
from tests.conftest import ContextMaker
from tests.factories import a_listing


def test_everything_public_is_exported_by_id(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("b", private=Contact(phone="01632 960666")),
        a_listing("a"),
        a_listing("draft", status=Status.DRAFT),
        a_listing("old", status=Status.ARCHIVED),
    )
    assert listings_of(context) == (public_view(a_listing("a")), public_view(a_listing("b")))


def test_answer_is_exported_whole_in_its_order(make_context: ContextMaker) -> None:
    context = make_context(
        *(a_listing(f"n{n:02}", name=f"Knit {n:02}") for n in range(30)),
        a_listing("other", name="Chess", summary="", description="", categories=("create/games",)),
    )
    found = select(context, Search(words="knit", sort="name", page=2, per_page=5)).listings
    assert [each.id for each in found] == [f"n{n:02}" for n in range(30)]
