"""What every record of the feed needs."""

from dataclasses import replace

from assetmap.exchange.open_referral.feed import Feed
from assetmap.exchange.open_referral.taxonomy import Tag


def test_identifiers_are_of_the_borough(feed: Feed) -> None:
    moved = replace(feed, site="https://elsewhere.example")
    neighbour = replace(feed, borough=replace(feed.borough, authority_code="E07000066"))
    assert feed.id_of("service", "hub") == moved.id_of("service", "hub")
    assert feed.id_of("service", "hub") != neighbour.id_of("service", "hub")


def test_taxonomies_are_of_the_borough(feed: Feed) -> None:
    term = feed.taxonomies.terms[Tag("category", "care/young-carers")]
    assert (term["name"], term["term_uri"]) == (
        "Young carers",
        "http://id.esd.org.uk/service/300",
    )
