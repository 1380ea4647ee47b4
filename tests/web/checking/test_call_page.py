import pytest

from assetmap.domain.borough import Borough
from assetmap.domain.listing import Contact
from assetmap.web.checking.call_page import script_of, tel_link
from tests.factories import a_listing


@pytest.mark.parametrize(
    ("phone", "link"),
    [("01632 960001", "tel:01632960001"), ("+44 1632", "tel:+441632"), ("", ""), ("ask", "")],
)
def test_a_number_is_a_link_when_it_has_figures(phone: str, link: str) -> None:
    assert tel_link(phone) == link


def test_the_script_holds_nothing_private(borough: Borough) -> None:
    listing = a_listing(private=Contact("01632 960777", "MARK@example.org", name="MARK"))
    said = str(script_of(listing, borough))
    assert "MARK" not in said
    assert "960777" not in said
