from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Contact
from assetmap.web.checks.call_page import script_of
from tests.factories import a_listing


def test_the_script_holds_nothing_private(borough: Borough) -> None:
    listing = a_listing(private=Contact("01632 960777", "MARK@example.org", name="MARK"))
    said = str(script_of(listing, borough))
    assert "MARK" not in said
    assert "960777" not in said
