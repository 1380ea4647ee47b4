"""One listing by its address, which people print and keep."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from assetmap.domain.listings.listing import Checked, Contact, Precision, Status, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.search.query import Search
from assetmap.services.listings.archiving import archive
from assetmap.services.search.finding import answer
from assetmap.services.search.reading import Gone, MovedTo, alike, hit_of, read_listing
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.factories import GRAYS, TILBURY, a_listing
from tests.services.colleagues import EDITOR, a_draft, by


def gone(**changes: Any) -> Gone:
    """A listing that was taken off."""
    return Gone(a_listing("gone", status=Status.ARCHIVED, **changes))


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.PLANNED, Status.PAUSED])
def test_public_listing_is_read_without_its_private_side(
    make_context: ContextMaker, status: Status
) -> None:
    secret = a_listing(status=status, private=Contact(phone="01632 960666"))
    context = make_context(secret)
    read = read_listing(context, "knit-club")
    assert read == public_view(secret)
    assert read.shown.private == Contact()


@pytest.mark.parametrize(
    "status", [Status.SUGGESTED, Status.DRAFT, Status.IN_REVIEW, Status.CLOSED]
)
def test_listing_that_never_was_public_is_not_found(
    make_context: ContextMaker, status: Status
) -> None:
    context = make_context(a_listing(status=status))
    with pytest.raises(NotFound, match="knit-club is not public"):
        read_listing(context, "knit-club")


@pytest.mark.parametrize("listing_id", ["knit", "", "../etc", "KNIT-CLUB", "a" * 10_000])
def test_unknown_id_is_not_found(make_context: ContextMaker, listing_id: str) -> None:
    with pytest.raises(NotFound):
        read_listing(make_context(a_listing()), listing_id)


def test_archived_listing_is_gone(make_context: ContextMaker) -> None:
    context = make_context(a_listing(status=Status.ARCHIVED))
    with pytest.raises(Gone) as caught:
        read_listing(context, "knit-club")
    assert caught.value.categories == ("create/crafts",)


@pytest.mark.parametrize("status", [Status.ARCHIVED, Status.PUBLISHED])
def test_merged_listing_has_moved(make_context: ContextMaker, status: Status) -> None:
    context = make_context(a_listing(status=status, merged_into="other"), a_listing("other"))
    with pytest.raises(MovedTo) as caught:
        read_listing(context, "knit-club")
    assert caught.value.listing_id == "other"


def test_a_name_of_before_leads_to_what_it_is_called_now(make_context: ContextMaker) -> None:
    """As the address of a listing whose service was handed on, or as people guess it."""
    context = make_context(
        a_listing("shared-lives", former_names=("Family Placement", "Careline")),
        a_listing("falls-line", former_names=("Careline",)),
        a_listing("draft", former_names=("Not Yet",), status=Status.DRAFT),
    )
    with pytest.raises(MovedTo) as caught:
        read_listing(context, "family-placement")
    assert caught.value.listing_id == "shared-lives"
    for doubtful in ("careline", "not-yet"):
        with pytest.raises(NotFound):
            read_listing(context, doubtful)


def test_hit_has_the_next_session(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    hit = hit_of(context, read_listing(context, "knit-club"))
    assert (f"{hit.next.start:%Y-%m-%d %H:%M}", hit.outside_borough) == ("2026-03-17 10:00", False)


def test_alike_are_of_the_same_categories(make_context: ContextMaker) -> None:
    context = make_context(
        *(a_listing(f"n{n}") for n in range(5)), a_listing("other", categories=("meet/cafes",))
    )
    assert len(alike(context, gone())) == 3
    about_cafes = gone(categories=("meet/cafes", "no/such"))
    assert [hit.listing.id for hit in alike(context, about_cafes)] == ["other"]
    assert alike(context, gone(categories=("no/such",))) == ()
    assert alike(context, gone(categories=())) == ()


def test_alike_are_the_nearest_to_where_it_was(make_context: ContextMaker) -> None:
    somewhere = Where(Precision.AREA, area_served="Grays")
    context = make_context(
        a_listing("area", where=somewhere, checked=Checked(date(2026, 3, 15))),
        a_listing("far", where=Where(Precision.VENUE, venue="Far", point=GRAYS)),
        a_listing("near", checked=Checked(date(2025, 10, 1))),
    )
    assert [hit.listing.id for hit in alike(context, gone())] == ["near", "far", "area"]
    assert [hit.distance_m for hit in alike(context, gone())] == [None] * 3


@pytest.mark.parametrize("precision", [Precision.APPROXIMATE, Precision.AREA, Precision.WITHHELD])
def test_gone_listing_of_a_place_kept_private_is_not_measured_from(precision: Precision) -> None:
    where = Where(precision, place="Tilbury", point=TILBURY)
    assert gone(where=where).point is None
    assert gone().point == TILBURY


def test_gone_listing_says_since_when_and_why() -> None:
    changed = datetime(2026, 3, 1, 12, tzinfo=UTC)
    error = gone(archived_because="owner asked", changed_at=changed)
    assert (error.because, error.since) == ("owner asked", date(2026, 3, 1))
    assert gone().since is None


def test_draft_that_was_archived_was_never_there(make_context: ContextMaker) -> None:
    context = make_context()
    draft = a_draft(context)
    archive(context, by(EDITOR), draft, "policy")
    with pytest.raises(NotFound, match="is not public"):
        read_listing(context, draft)


def test_listing_that_was_public_once_is_gone(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    archive(context, by(EDITOR), "knit-club", "closed")
    with pytest.raises(Gone):
        read_listing(context, "knit-club")


def test_paused_listing_has_no_next(make_context: ContextMaker) -> None:
    context = make_context(a_listing(status=Status.PAUSED), a_listing("runs"))
    paused, runs = (hit_of(context, read_listing(context, x)) for x in ("knit-club", "runs"))
    assert paused.next is None
    assert runs.next is not None
    assert {hit.listing.id: hit.next is None for hit in answer(context, Search()).hits} == {
        "knit-club": True,
        "runs": False,
    }
