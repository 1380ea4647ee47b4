from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Contact
from assetmap.web.checks.call_page import script_of
from tests.factories import a_listing


def test_the_script_holds_nothing_private(borough: Borough) -> None:
    listing = a_listing(private=Contact("01632 960777", "MARK@example.org", name="MARK"))
    said = str(script_of(listing, borough))
    assert "MARK" not in said
    assert "960777" not in said


def test_the_script_asks_whether_what_they_need_is_still_needed(borough: Borough) -> None:
    asked = dict(script_of(a_listing(needs=("A driver", "A room")), borough))
    assert asked["Needs"] == "Do you still need this: A driver; A room?"
    assert "Needs" not in dict(script_of(a_listing(), borough))
