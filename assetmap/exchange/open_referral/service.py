"""A listing as a service of the standard, with everything nested, or at a location."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from assetmap.domain.email import is_email
from assetmap.domain.listings.listing import JOIN_WORDS, Listing, Status
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import fold
from assetmap.domain.times.schedule_words import full_date
from assetmap.exchange.open_referral.contacts import contacts_of, phones_of
from assetmap.exchange.open_referral.feed import Feed
from assetmap.exchange.open_referral.filled import Record, filled, uri_of
from assetmap.exchange.open_referral.identifiers import GEOGRAPHY
from assetmap.exchange.open_referral.location import has_location, location_of
from assetmap.exchange.open_referral.organization import Organization, organization_record
from assetmap.exchange.open_referral.schedules import schedules_of

_STATUS = {
    Status.PUBLISHED: "active",
    Status.PAUSED: "temporarily closed",
    Status.PLANNED: "inactive",
}


def service_of(listing: PublicListing, organization: Organization, feed: Feed) -> Record:
    """A service with all that belongs to it."""
    shown = listing.shown
    service_id, phones = feed.id_of("service", listing.id), phones_of(listing, feed)
    return filled(
        {
            **_itself(listing, organization, feed),
            "phones": phones,
            "schedules": schedules_of(listing, feed),
            "service_areas": _service_areas(listing, feed),
            "service_at_locations": [_placed(listing, feed)] if has_location(listing) else [],
            "languages": _languages(shown, service_id, feed),
            "organization": organization_record(organization),
            "cost_options": _cost_options(shown, service_id, feed),
            "contacts": contacts_of(listing, phones, feed),
            "attributes": feed.taxonomies.attributes(shown, service_id),
        }
    )


def basic_service_of(listing: PublicListing, organization: Organization, feed: Feed) -> Record:
    """A service as lists have it: what there is one of, its organisation among it."""
    itself = _itself(listing, organization, feed)
    return filled({**itself, "organization": organization_record(organization)})


def service_at_location_of(
    listing: PublicListing, organization: Organization, feed: Feed, *, full: bool
) -> Record:
    """A service at its location. It has the service's name and status as well: the profile of 2024
    measured this document by the rules for services.

    Raises ValueError for one without a location.
    """
    placed = _placed(listing, feed)
    if full:
        service = service_of(listing, organization, feed)
        del service["service_at_locations"]
    else:
        service = basic_service_of(listing, organization, feed)
        location = placed["location"]
        placed["location"] = {
            name: value for name, value in location.items() if not isinstance(value, list)
        }
    return {**placed, "name": service["name"], "status": service["status"], "service": service}


def last_modified(listing: PublicListing) -> datetime | None:
    """When a listing was changed last, else when it became public; None when nobody knows."""
    shown = listing.shown
    if shown.changed_at is not None:
        return shown.changed_at.astimezone(UTC)
    on = shown.published_on
    return datetime.combine(on, time(), UTC) if on else None


def stamp(moment: datetime | None) -> str:
    """A moment as the standard has it, in UTC; empty without one."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def _itself(listing: PublicListing, organization: Organization, feed: Feed) -> Record:
    shown, checked_on = listing.shown, listing.shown.checked.on
    email = shown.public.email.strip()
    join = (JOIN_WORDS.get(shown.join, shown.join), shown.join_note)
    return {
        "id": feed.id_of("service", listing.id),
        "organization_id": organization.id,
        "name": shown.name,
        "alternate_name": "; ".join(shown.also_known_as),
        "description": "\n\n".join(_paragraphs(shown)),
        "url": uri_of(shown.public.website),
        "email": email if is_email(email) else "",
        "status": _STATUS[shown.status],
        "application_process": " ".join(dict.fromkeys(filter(None, map(str.strip, join)))),
        "fees": shown.cost.text.strip(),
        "accreditations": shown.regulator,
        "eligibility_description": _eligibility(shown, feed),
        "minimum_age": shown.min_age,
        "maximum_age": shown.max_age,
        "assured_date": checked_on.isoformat() if checked_on else "",
        "assurer_email": feed.borough.help.email if checked_on else "",
        "alert": " ".join(_alerts(shown)),
        "last_modified": stamp(last_modified(listing)),
        "listing_url": f"{feed.site}/listing/{listing.id}",
    }


def _paragraphs(shown: Listing) -> Iterator[str]:
    if shown.summary and not shown.description.startswith(shown.summary):
        yield shown.summary
    if shown.description:
        yield shown.description


def _alerts(shown: Listing) -> Iterator[str]:
    if shown.notice:
        yield shown.notice
    if shown.status is Status.PAUSED and shown.paused_until:
        yield f"Closed for now, until {full_date(shown.paused_until)}."
    if shown.status is Status.PLANNED:
        opens = f" It opens on {full_date(shown.opens_on)}." if shown.opens_on else ""
        yield f"This is planned and not open yet.{opens}"


def _eligibility(shown: Listing, feed: Feed) -> str:
    known = feed.borough.words.audience
    return ", ".join(known[slug].label for slug in shown.audience if slug in known)


def _placed(listing: PublicListing, feed: Feed) -> Record:
    location = location_of(listing, feed)
    return {
        "id": feed.id_of("service_at_location", listing.id),
        "service_id": feed.id_of("service", listing.id),
        "location_id": location["id"],
        "location": location,
    }


def _service_areas(listing: PublicListing, feed: Feed) -> list[Record]:
    """The area that it says it serves, by the council's address where that is the whole borough."""
    served, borough = listing.where.area_served.strip(), feed.borough
    if not served:
        return []
    whole = {fold(name) for name in (borough.name, *borough.whole_area_names)}
    is_whole = fold(served) in whole
    return [
        filled(
            {
                "id": feed.id_of("service_area", listing.id),
                "service_id": feed.id_of("service", listing.id),
                "name": borough.name if is_whole else served,
                "service_area": served,
                "uri": f"{GEOGRAPHY}{borough.authority_code}" if is_whole else "",
            }
        )
    ]


def _languages(shown: Listing, service_id: str, feed: Feed) -> list[Record]:
    return [
        {
            "id": feed.id_of("language", shown.id, fold(name)),
            "service_id": service_id,
            "name": name,
        }
        for name in dict.fromkeys(shown.languages)
    ]


def _cost_options(shown: Listing, service_id: str, feed: Feed) -> list[Record]:
    """The dearest price that the words name, as a number; 0 where they say that it is free."""
    pence, words = shown.cost.pence, shown.cost.text.strip()
    if pence is None or shown.cost.is_time:
        return []
    return [
        {
            "id": feed.id_of("cost_option", shown.id),
            "service_id": service_id,
            "amount": pence / 100 if pence % 100 else pence // 100,
            "amount_description": words,
            "currency": "GBP",
        }
    ]
