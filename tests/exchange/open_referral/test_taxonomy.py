"""Categories, kinds, audiences and access features as taxonomies."""

from assetmap.domain.listings.kinds import Kind
from assetmap.exchange.open_referral.feed import Feed
from assetmap.exchange.open_referral.taxonomy import (
    ACCESS,
    AUDIENCE,
    CATEGORY,
    KIND,
    TAXONOMIES,
    Tag,
    tags_of,
)
from tests.factories import a_listing
from tests.open_referral_checks import faults


def test_there_are_four_each_as_the_standard_says(feed: Feed) -> None:
    taxonomies = feed.taxonomies
    assert tuple(taxonomies.all) == TAXONOMIES
    for name in TAXONOMIES:
        assert list(faults("taxonomy", taxonomies.taxonomy_with_terms(name))) == []
    terms = sum(len(taxonomies.taxonomy_with_terms(name)["taxonomy_terms"]) for name in TAXONOMIES)
    assert terms == len(taxonomies.terms) == len(taxonomies.tag_of_term)


def test_categories_have_two_levels(feed: Feed) -> None:
    terms = feed.taxonomies.terms
    above, below = terms[Tag(CATEGORY, "care")], terms[Tag(CATEGORY, "care/respite")]
    assert "parent_id" not in above
    assert below["parent_id"] == above["id"]
    assert below["code"] == "care/respite"
    assert "term_uri" not in terms[Tag(CATEGORY, "care")]
    assert below["term_uri"] == "http://id.esd.org.uk/service/227"


def test_one_slug_in_two_taxonomies_is_two_terms(feed: Feed) -> None:
    terms = feed.taxonomies.terms
    assert terms[Tag(ACCESS, "dementia-friendly")]["id"] != terms[Tag(AUDIENCE, "dementia")]["id"]
    both = {tag.slug for tag in terms if tag.taxonomy in (AUDIENCE, ACCESS)}
    assert len({terms[tag]["id"] for tag in terms}) == len(terms) > len(both)
    assert {tag.slug for tag in terms if tag.taxonomy == KIND} == {kind.value for kind in Kind}


def test_a_service_is_tagged_with_what_is_known(feed: Feed) -> None:
    listing = a_listing(
        categories=("create/crafts", "gone/away"), audience=("older",), access=("step-free",)
    )
    attributes = feed.taxonomies.attributes(listing, feed.id_of("service", listing.id))
    assert [each["taxonomy_term"]["code"] for each in attributes] == [
        *("create/crafts", "group", "older", "step-free"),
    ]
    assert {each["link_id"] for each in attributes} == {feed.id_of("service", listing.id)}
    assert [fault for each in attributes for fault in faults("attribute", each)] == []
    assert list(tags_of(listing))[1] == Tag(CATEGORY, "gone/away")
