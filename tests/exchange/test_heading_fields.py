import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.exchange.header_mapping import match_headings
from assetmap.exchange.heading_fields import field_of, heading_words


def field(heading: str) -> str:
    return next((column.field for column in match_headings([heading]).columns), "")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Name (needed)", "name"),
        ("1. Post code", "postcode"),
        ("Q3) Telephone", "phone"),
        ("Postcode *", "postcode"),
        ("Venue Postcode", "postcode"),
        ("location_address_1", "address_1"),
        ("Group email", "email"),
        ("Contact email", "email"),
        ("contact:website", "website"),
        ("addr:housenumber", "house_number"),
        ("addr:street", "street"),
        ("@id", "id"),
        ("PostTown", "place"),
        ("Town/City", "place"),
        ("StreetNumber", "house_number"),
        ("Tel 1", "phone"),
        ("Telephone 2", "other_phone"),
        ("AddressLine2", "address_2"),
        ("Disabled access", "wheelchair_access"),
        ("E-mail (public)", "email"),
        ("ChargeAmount", "charge"),
        ("Are you happy for us to publish your details?", "show_listing"),
        ("Is the venue wheelchair accessible?", "wheelchair_access"),
        ("Do you have a hearing loop?", "hearing_loop"),
        ("Accessible toilet for wheelchair users", "accessible_toilet"),
        ("Address (line 2)", "address_2"),
        ("Tel/Mobile", "phone"),
        ("Phone/Email", "contact"),
        ("Website / Facebook", "website"),
        ("Contact name", "private_name"),
        ("Contact person", "private_name"),
        ("Chair", "private_name"),
        ("Organiser", "private_name"),
        ("Phone (not for publication)", "private_phone"),
        ("Private e-mail", "private_email"),
        ("Internal notes", "internal"),
        ("Comments", "internal"),
        ("Admin", "internal"),
        ("Staff notes", "internal"),
        ("Visit notes", "internal"),
        ("Private", "internal"),
        ("Contact address", ""),
        ("Home address", ""),
        ("County", ""),
        ("Favourite colour", ""),
        ("", ""),
        ("(", ""),
    ],
)
def test_headings_are_read_however_they_are_spelled(heading: str, name: str) -> None:
    assert field(heading) == name


def test_the_parts_of_a_heading_are_words() -> None:
    assert heading_words("PropertyName") == ["property", "name"]
    assert heading_words("community_hub") == ["community", "hub"]
    assert heading_words("Name of organisation/group") == ["name", "of", "organisation", "group"]


@given(st.text(max_size=60))
def test_no_heading_is_too_odd(heading: str) -> None:
    rank, name = field_of(heading, {}, own=False)
    assert rank in (0, 1, 2)
    assert isinstance(name, str)
