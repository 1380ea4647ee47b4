"""Numbers and addresses, and nobody's name."""

import pytest

from assetmap.domain.listings.listing import Contact
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.times.schedule_text import parse_rules, parse_schedule
from assetmap.exchange.open_referral.contacts import contacts_of, phones_of
from assetmap.exchange.open_referral.feed import Feed
from tests.factories import a_listing
from tests.open_referral_checks import faults


@pytest.mark.parametrize(
    ("text", "numbers", "described"),
    [
        ("01632 960001", ["01632 960001"], False),
        ("01632 960001 / 01632 960002", ["01632 960001", "01632 960002"], False),
        ("01632 960001 (mornings)", ["01632 960001"], True),
        ("+44 1632 960001", ["+44 1632 960001"], False),
        ("1632 960001", ["+44 1632 960001"], False),
        ("116 123", ["116 123"], False),
        ("01632 960001, fax 01632 960009", ["01632 960001"], True),
        ("01632 960001 or 01632960001", ["01632960001"], True),
        ("ask at the desk", [], False),
        ("", [], False),
    ],
)
def test_each_number_that_rings_is_a_phone(
    feed: Feed, text: str, numbers: list[str], described: bool
) -> None:
    phones = phones_of(public_view(a_listing(public=Contact(phone=text))), feed)
    assert [each["number"] for each in phones] == numbers
    assert [each.get("description") for each in phones] == [text if described else None] * len(
        numbers
    )
    assert [fault for each in phones for fault in faults("phone", each)] == []
    assert len({each["id"] for each in phones}) == len(phones)


def test_hours_of_the_telephone_stand_with_it(feed: Feed) -> None:
    schedule = parse_schedule(["Tue 10:00-12:00"])
    listing = a_listing(schedule=schedule.__class__(phone=parse_rules(["Mon 09:00-17:00"])))
    assert phones_of(public_view(listing), feed)[0]["description"] == "Monday, 9am to 5pm"


def test_a_contact_has_what_is_public_without_a_name(feed: Feed) -> None:
    public = Contact("01632 960001", "club@example.org", "https://club.example", "Ann Lee")
    private = Contact("01632 960777", "ann@secret.example", "", "Ann Lee")
    listing = public_view(a_listing(public=public, private=private))
    contact_id, service_id = feed.id_of("contact", "knit-club"), feed.id_of("service", "knit-club")
    (phone,) = phones_of(listing, feed)
    assert contacts_of(listing, [phone], feed) == [
        {
            "id": contact_id,
            "service_id": service_id,
            "email": "club@example.org",
            "phones": [{**phone, "contact_id": contact_id}],
        }
    ]


@pytest.mark.parametrize("public", [Contact(), Contact(name="Ann Lee"), Contact(email="ask Ann")])
def test_without_a_number_or_address_there_is_no_contact(feed: Feed, public: Contact) -> None:
    assert contacts_of(public_view(a_listing(public=public)), [], feed) == []
