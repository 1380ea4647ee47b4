"""What is compared of a listing, and that only changed ones are worked out again."""

from dataclasses import replace
from typing import Any

from assetmap.domain.borough.borough import Borough
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Contact, Kind, Listing, Precision, Status, Where
from assetmap.search_index.listing_arrays import ListingArrays
from assetmap.search_index.listing_columns import ListingEntry
from assetmap.services.every_listing import EveryListing
from assetmap.services.match_features import MatchFeatureCache
from tests.factories import GRAYS, TILBURY, a_listing


def every(*listings: Listing) -> EveryListing:
    arrays = ListingArrays.of([ListingEntry.of(each, UpkeepRules()) for each in listings])
    by_id = {each.id: each for each in listings}
    return EveryListing(list(by_id), arrays, by_id)


def test_likeness_leaves_out_places_and_little_words(borough: Borough) -> None:
    name = "The South Ockendon and Tilbury Knitters of Thurrock"
    found = MatchFeatureCache(borough).of(
        a_listing(name=name, also_known_as=("Knitters", "Purlers"))
    )
    assert (found.names, found.places) == (
        ("knitters", "purlers"),
        {"south ockendon", "tilbury", "thurrock"},
    )


def test_name_that_is_all_places_stays_whole(borough: Borough) -> None:
    assert MatchFeatureCache(borough).of(a_listing(name="The Grays")).names == ("the grays",)
    assert MatchFeatureCache(borough).of(a_listing(name="")).names == ()


def test_likeness_has_days_and_contacts_and_no_private_ones(borough: Borough) -> None:
    private = Contact("01632 960666")
    found = MatchFeatureCache(borough).of(
        a_listing(when=["Tue 10:00-12:00", "1st Thu 9:30-10:00"], private=private)
    )
    assert (found.days, found.times) == ({1, 3}, {(1, 600), (3, 570)})
    assert found.contacts == (("phone", "01632960001"),)


def test_point_that_may_not_be_known_is_left_out(borough: Borough) -> None:
    for precision in Precision:
        found = MatchFeatureCache(borough).of(a_listing(where=Where(precision, point=TILBURY)))
        assert (found.point is None) == (precision is not Precision.VENUE)


def test_lookup_works_only_changed_listings_out_again(borough: Borough) -> None:
    likenesses = MatchFeatureCache(borough)
    one, two = a_listing("a"), a_listing("b")
    closed = a_listing("c", status=Status.CLOSED)
    directory = every(one, two, closed)
    first = likenesses.lookup(directory)
    assert likenesses.lookup(directory) is first
    assert [each.listing_id for each in first.all] == ["a", "b"]
    second = likenesses.lookup(every(one, replace(two, name="Purl Club"), closed))
    assert second.all[0] is first.all[0]
    assert second.names.like("purl club") == {1: 100.0}
    assert dict(second.by_contact) == {("phone", "01632960001"): (0, 1)}


def test_lookup_notices_whatever_duplicates_are_found_by(borough: Borough) -> None:
    one = a_listing("a")
    changes: dict[str, Any] = {
        "name": "Purl Club",
        "also_known_as": ("Purlers",),
        "former_names": ("Stitchers",),
        "categories": ("eat/lunch",),
        "kind": Kind.TIME_BANK_OFFER,
        "where": Where(Precision.VENUE, point=GRAYS),
        "public": Contact("01632 960002"),
        "when": ["Wed 10:00-12:00"],
    }
    likenesses = MatchFeatureCache(borough)
    for field, value in changes.items():
        other = a_listing("a", **{field: value})
        found = [likenesses.lookup(every(each)).all[0] for each in (one, other, one)]
        assert found == [likenesses.of(one), likenesses.of(other), likenesses.of(one)]
        assert found[0] != found[1]
