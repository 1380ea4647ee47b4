"""How to get in touch: the public numbers and the public e-mail address, and nobody's name.

The standard of the UK has no place for a telephone number; that of the world has two, and readers
look in either, so numbers stand in both.
"""

from collections.abc import Sequence

from assetmap.domain.email import is_email
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.phone import PhonePart, phone_parts, spaced
from assetmap.domain.times.schedule_words import rule_lines
from assetmap.exchange.open_referral.feed import Feed
from assetmap.exchange.open_referral.filled import Record, filled


def phones_of(listing: PublicListing, feed: Feed) -> list[Record]:
    """The public numbers that ring, each with the words and hours beside it."""
    parts = phone_parts(listing.shown.public.phone)
    numbers = [part for part in parts if part.tel]
    words = any(part.text.strip(" /,;") for part in parts if not part.tel)
    hours = "; ".join(rule_lines(listing.shown.schedule.phone))
    told = "; ".join(filter(None, (listing.shown.public.phone.strip() if words else "", hours)))
    return [
        filled(
            {
                "id": feed.id_of("phone", listing.id, part.tel),
                "service_id": feed.id_of("service", listing.id),
                "number": _written(part),
                "type": "voice",
                "description": told,
            }
        )
        for part in {part.tel: part for part in numbers}.values()
    ]


def contacts_of(listing: PublicListing, phones: Sequence[Record], feed: Feed) -> list[Record]:
    """One contact with what is public, `phones` among it; none when nothing is."""
    email = listing.shown.public.email.strip()
    contact_id = feed.id_of("contact", listing.id)
    record = filled(
        {
            "email": email if is_email(email) else "",
            "phones": [{**each, "contact_id": contact_id} for each in phones],
        }
    )
    if not record:
        return []
    return [{"id": contact_id, "service_id": feed.id_of("service", listing.id), **record}]


def _written(part: PhonePart) -> str:
    """The number as it was written, or whole where that had lost its nought."""
    dialled = part.tel.removeprefix("tel:")
    figures = "".join(letter for letter in part.text if letter.isdigit())
    is_whole = dialled.removeprefix("+") == figures or "+" in part.text
    return part.text.strip() if is_whole else spaced(dialled)
