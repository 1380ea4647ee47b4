"""A listing as a service, in lists, whole, and at its location."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from assetmap.domain.listings.listing import Checked, Contact, Precision, Status, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.exchange.open_referral.feed import Feed
from assetmap.exchange.open_referral.organization import Organizations
from assetmap.exchange.open_referral.service import (
    basic_service_of,
    last_modified,
    service_at_location_of,
    service_of,
    stamp,
)
from tests.factories import TILBURY, a_listing
from tests.open_referral_checks import faults


def service(feed: Feed, **changes: Any) -> dict[str, Any]:
    listing = public_view(a_listing(**changes))
    record = service_of(listing, Organizations([listing], feed).of(listing), feed)
    assert list(faults("service", record)) == []
    return record


def test_a_service_says_all_that_is_public_of_it(feed: Feed) -> None:
    record = service(
        feed,
        also_known_as=("Stitchers", "The Needles"),
        min_age=18,
        max_age=99,
        join="book",
        join_note="Ring Tuesdays.",
        languages=("Polish",),
        notice="Not this week.",
        regulator="Care Quality Commission",
        public=Contact("01632 960001", "club@example.org", "https://club.example"),
        changed_at=datetime(2026, 3, 10, 9, 30, tzinfo=UTC),
    )
    single = {name: value for name, value in record.items() if not isinstance(value, (list, dict))}
    assert single == {
        "id": feed.id_of("service", "knit-club"),
        "organization_id": feed.id_of("organization", "listing", "knit-club"),
        "name": "Knit Club",
        "alternate_name": "Stitchers; The Needles",
        "description": "Knitting and talk.\n\nBring your wool. Beginners are shown how.",
        "url": "https://club.example",
        "email": "club@example.org",
        "status": "active",
        "application_process": "Book a place first. Ring Tuesdays.",
        "fees": "£2",
        "accreditations": "Care Quality Commission",
        "eligibility_description": "Older people",
        "minimum_age": 18,
        "maximum_age": 99,
        "assured_date": "2026-03-03",
        "assurer_email": "directory@example.org",
        "alert": "Not this week.",
        "last_modified": "2026-03-10T09:30:00Z",
        "listing_url": "https://directory.example/listing/knit-club",
    }
    assert record.keys() - single.keys() == {
        *("phones", "schedules", "service_at_locations", "languages", "organization"),
        *("cost_options", "contacts", "attributes"),
    }
    assert record["languages"][0]["name"] == "Polish"
    assert record["cost_options"][0]["amount"] == 2


def test_one_that_says_little_has_no_empty_values(feed: Feed) -> None:
    record = service(
        feed,
        summary="",
        description="",
        categories=(),
        audience=(),
        access=(),
        where=Where(Precision.WITHHELD),
        when=[],
        cost="",
        public=Contact(),
        checked=Checked(),
    )
    assert record.keys() == {
        *("id", "organization_id", "name", "status", "listing_url", "organization", "attributes")
    }


@pytest.mark.parametrize(
    ("status", "more", "said"),
    [
        (Status.PUBLISHED, {}, ("active", None)),
        (Status.PAUSED, {}, ("temporarily closed", None)),
        (
            Status.PAUSED,
            {"paused_until": date(2026, 5, 1)},
            ("temporarily closed", "Closed for now, until Friday 1 May 2026."),
        ),
        (
            Status.PLANNED,
            {"opens_on": date(2026, 5, 1)},
            ("inactive", "This is planned and not open yet. It opens on Friday 1 May 2026."),
        ),
    ],
)
def test_states_are_those_of_the_standard(
    feed: Feed, status: Status, more: dict[str, Any], said: tuple[str, str | None]
) -> None:
    record = service(feed, status=status, **more)
    assert (record["status"], record.get("alert")) == said


@pytest.mark.parametrize(
    ("cost", "amount"),
    [
        ("£2", 2),
        ("£2.50 a week, £4 with lunch", 4),
        ("£2.50", 2.5),
        ("free", 0),
        ("1 time credit an hour", None),
        ("ask us", None),
        ("", None),
    ],
)
def test_a_price_is_a_number_where_the_words_name_one(
    feed: Feed, cost: str, amount: float | None
) -> None:
    record = service(feed, cost=cost)
    options = record.get("cost_options", [])
    assert [each["amount"] for each in options] == ([] if amount is None else [amount])
    assert record.get("fees", "") == cost


@pytest.mark.parametrize(
    ("served", "area"),
    [
        (
            "Thurrock-wide",
            {
                "name": "Thurrock",
                "uri": "http://statistics.data.gov.uk/id/statistical-geography/E06000034",
            },
        ),
        ("Grays, Tilbury", {"name": "Grays, Tilbury"}),
    ],
)
def test_the_area_served_is_the_councils_where_it_is_whole(
    feed: Feed, served: str, area: dict[str, str]
) -> None:
    (found,) = service(feed, where=Where(Precision.AREA, area_served=served))["service_areas"]
    known = {"id", "service_id", "service_area"}
    assert {name: value for name, value in found.items() if name not in known} == area
    assert found["service_area"] == served


def test_lists_have_what_there_is_one_of(feed: Feed) -> None:
    listing = public_view(a_listing())
    organization = Organizations([listing], feed).of(listing)
    whole, basic = (make(listing, organization, feed) for make in (service_of, basic_service_of))
    assert basic == {name: value for name, value in whole.items() if not isinstance(value, list)}


@pytest.mark.parametrize("full", [True, False])
def test_a_service_at_its_location_has_both(feed: Feed, full: bool) -> None:
    listing = public_view(a_listing())
    organization = Organizations([listing], feed).of(listing)
    record = service_at_location_of(listing, organization, feed, full=full)
    assert (record["name"], record["status"]) == ("Knit Club", "active")
    assert record["location_id"] == record["location"]["id"]
    assert record["service_id"] == record["service"]["id"]
    assert ("addresses" in record["location"], "schedules" in record["service"]) == (full, full)
    assert list(faults("service_at_location", record)) == []
    assert list(faults("service", record)) == []


def test_its_place_is_told_as_the_public_may_know_it(feed: Feed) -> None:
    where = Where(Precision.AREA, "The Hall", "1 Secret Road", "Grays", "RM17 6SL", TILBURY)
    record = service(feed, where=where)
    assert "service_at_locations" not in record
    assert "Secret" not in str(record)


def test_last_modified_is_in_utc_or_not_said() -> None:
    listing = a_listing(published_on=date(2026, 3, 1))
    changed = replace(listing, changed_at=datetime.fromisoformat("2026-06-01T10:00:00+01:00"))
    stamps = [stamp(last_modified(public_view(each))) for each in (listing, changed, a_listing())]
    assert stamps == ["2026-03-01T00:00:00Z", "2026-06-01T09:00:00Z", ""]
