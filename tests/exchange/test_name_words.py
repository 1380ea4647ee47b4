import pytest

from assetmap.exchange.name_words import ACCEPTED, is_body, is_spot, name_weight, type_named


@pytest.mark.parametrize(
    "heading",
    [
        *("name", "Title", "site_name", "pharmacy_name", "PropertyName", "community_hub"),
        *("Organisation", "Organization", "Group", "Group name", "Name of group", "Business Name"),
        *("Service name", "TradingAs", "Club", "Activity", "Provider", "Venue", "stop"),
        *("LocationText", "Name of organisation/group", "Club / Society", "DISTNAME", "Charity"),
        *("What is the name of your group?", "Voluntary organisation", "Organisation or Group"),
        *("OrganisationLabel", "Venue name", "Location name", "Youth Club", "School"),
    ],
)
def test_a_heading_can_say_that_it_heads_names(heading: str) -> None:
    assert name_weight(heading) >= ACCEPTED


@pytest.mark.parametrize(
    "heading",
    [
        *("First name", "Surname", "Contact name", "Street name", "StreetName", "ward_name"),
        *("la_name", "area_name", "User name", "Town name", "What is your name?", "File name"),
        *("Name of chair", "Location", "Place", "Postcode", "Notes", "Group type", "Knit Club", ""),
    ],
)
def test_other_headings_say_nothing_of_names(heading: str) -> None:
    assert name_weight(heading) < ACCEPTED


def test_what_is_done_comes_before_who_does_it() -> None:
    order = ["name", "Service name", "Organisation name", "Service", "Organisation", "Venue"]
    weights = [name_weight(heading) for heading in order]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)


def test_some_headings_say_what_each_is() -> None:
    assert type_named("pharmacy_name") == "Pharmacy"
    assert type_named("community_hub") == "Community hub"
    assert type_named("Name of group") == "Group"
    assert [type_named(each) for each in ("Service", "site_name", "Organisation", "")] == [""] * 4


def test_bodies_and_spots_are_told() -> None:
    assert is_body("Group name")
    assert is_body("Organisation")
    assert not is_body("Postcode")
    assert is_spot("stop")
    assert is_spot("LocationText")
    assert not is_spot("Venue")
