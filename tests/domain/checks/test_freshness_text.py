"""What a page says of a listing that nobody has confirmed for too long."""

from datetime import date

import pytest

from assetmap.domain.checks.freshness import Freshness
from assetmap.domain.checks.freshness_text import doubt_words, first_step
from assetmap.domain.listings.listing import Checked, Contact
from tests.factories import a_listing

TODAY = date(2026, 3, 16)
NO_NUMBER = Contact(email="knit@example.org", website="https://knit.example.org")
DOUBTFUL = {Freshness.OVERDUE, Freshness.UNCONFIRMED, Freshness.LAPSED}


@pytest.mark.parametrize("freshness", Freshness)
@pytest.mark.parametrize(
    ("on", "public", "said", "first"),
    [
        (
            date(2025, 8, 1),
            Contact(phone="1"),
            "Not confirmed since August – please ring first",
            "ring first",
        ),
        (
            *(date(2025, 3, 31), Contact(phone="1")),
            *("Not confirmed since March 2025 – please ring first", "ring first"),
        ),
        (
            *(date(2025, 8, 1), NO_NUMBER),
            *("Not confirmed since August – please get in touch first", "get in touch first"),
        ),
        (
            *(date(2025, 8, 1), Contact()),
            *("Not confirmed since August – please get in touch first", "get in touch first"),
        ),
        (None, Contact(phone="1"), "Never checked by us – please ring first", "ring first"),
        (
            *(None, Contact()),
            *("Never checked by us – please get in touch first", "get in touch first"),
        ),
    ],
)
def test_doubt_and_what_it_asks_of_people(
    freshness: Freshness, on: date | None, public: Contact, said: str, first: str
) -> None:
    private = Contact(phone="01632 960555")  # a number that the public has not got
    listing = a_listing(public=public, private=private, checked=Checked(on))
    is_said = bool(said) and freshness in DOUBTFUL
    assert doubt_words(listing, freshness, TODAY) == (said if is_said else "")
    assert first_step(listing, freshness) == (first if is_said else "")
