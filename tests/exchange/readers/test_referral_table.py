"""Open Referral's files as listings: each dialect, and the kinds of dirt that feeds really have."""

import json
from typing import Any

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.exchange.files import read_listings
from assetmap.exchange.incoming import IncomingFile
from assetmap.exchange.readers.referral_table import NO_SERVICES, referral_file, referral_table

ORG = {"id": "o", "name": "Org", "description": "Org"}
CLUB = {"id": "a", "name": "Club", "status": "active", "organization": ORG}


def batch(words: Vocabulary, *services: Any, name: str = "feed.json") -> IncomingFile:
    page = {"total_items": 99, "page_number": 0, "contents": services}
    return read_listings(name, json.dumps(page).encode(), words)


def at(**location: Any) -> dict[str, Any]:
    return {"service_at_locations": [{"id": "s", "location": {"id": "L", **location}}]}


DIRT: list[tuple[str, Any]] = [
    ("source_id", ("7", {"id": 7})),
    ("source_id", ("svc 8", {"id": "svc 8"})),
    ("source_id", ("", {"id": None})),
    ("status", (Status.PUBLISHED, {"status": "Active"})),
    ("status", (Status.ARCHIVED, {"status": "closed"})),
    ("status", (Status.PAUSED, {"status": "temporarily closed"})),
    ("status", (Status.DRAFT, {"status": "wibble"})),
    ("website", ("https://www.example.org", {"url": "www.example.org"})),
    ("website", ("", {"url": "javascript:alert(1)"})),
    ("website", ("", {"url": "http://www.example.com"})),
    ("email", ("", {"email": ""})),
    ("email", ("", {"email": "Unknown-1@noemail.invalid"})),
    ("run_by", ("", {"organization": None})),
    ("min_age", (18, {"minimum_age": "18"})),
    ("min_age", (None, {"minimum_age": -1, "maximum_age": -1})),
    ("postcode", ("RM17 6SL", at(addresses=[{"postal_code": "rm176sl"}]))),
    ("when", (2, {"schedules": [{"byday": "Monday,Tue", "opens_at": "10am", "closes_at": "2pm"}]})),
    ("when", (0, {"schedules": [{"freq": "DAILY", "dtstart": "01/09/2026"}]})),
    ("description", ("Hello", {"description": "<script>x()</script><p onclick='x()'>Hello</p>"})),
    ("phone", ("Helpline: 01632 960222", {"contacts": [{"phones": [{"number": None}]}]})),
]


def said(listing: Listing, field: str) -> Any:
    found = {
        "when": len(listing.schedule.rules),
        "postcode": listing.where.postcode,
        "website": listing.public.website,
        "email": listing.public.email,
        "phone": listing.public.phone,
    }
    return found[field] if field in found else getattr(listing, field)


@pytest.mark.parametrize(("field", "expected"), DIRT)
def test_dirt_is_read_or_left_out(words: Vocabulary, field: str, expected: Any) -> None:
    value, changes = expected
    if field == "phone":
        changes = {"contacts": [{"phones": [{"number": None}, {"number": value}]}]}
    (row,) = batch(words, {**CLUB, **changes}).rows
    assert said(row.listing, field) == value


def test_what_can_be_no_listing_is_refused_with_the_reason(words: Vocabulary) -> None:
    services = [{**CLUB, "name": None}, {**CLUB, "name": "x" * 5000}, "no object", 7]
    services += [{**CLUB, "id": "b", **at(latitude=0.32, longitude=51.47)}, CLUB]
    services += [{**CLUB, "id": "c", **at(latitude=51.47, longitude=0.32)}]
    found = batch(words, *services)
    assert [each.reason for each in found.refused] == [
        "it has no name",
        "its name is 5,000 characters, and the most is 200",
        "it is not a service, but something else",
        "it is not a service, but something else",
        "its lat and lon look as if they were the wrong way round",
    ]
    assert [row.row for row in found.rows] == [6, 7]


def test_a_hidden_address_shows_the_neighbourhood_or_only_the_area(words: Vocabulary) -> None:
    place = {"latitude": 51.47, "longitude": 0.32, "postal_code": "RM17 6SL"}
    masked = {**CLUB, "locations": [{**place, "mask_exact_address": True}]}
    unseen = {**CLUB, "id": "b", "locations": [{**place, "visible": False}]}
    open_ = {**CLUB, "id": "c", "locations": [place]}
    found = batch(words, masked, unseen, open_).rows
    assert [row.listing.where.precision for row in found] == [
        *(Precision.APPROXIMATE, Precision.AREA, Precision.VENUE),
    ]


def test_categories_that_we_know_are_taken_and_others_stand_in_words(words: Vocabulary) -> None:
    tags = [{"taxonomy_term": {"name": name}} for name in ("Make, play and enjoy", "Other things")]
    (row,) = batch(words, {**CLUB, "attributes": tags}).rows
    assert row.listing.categories == ("create",)
    assert row.listing.description == "Org\n\nType: Other things."


def test_lines_of_services_come_in_under_any_name(words: Vocabulary) -> None:
    lines = "\n".join(json.dumps({**CLUB, "id": each}) for each in "ab").encode()
    for name in ("feed.ndjson", "feed.json", "feed.txt"):
        rows = read_listings(name, lines, words).rows
        assert [row.listing.source_id for row in rows] == ["a", "b"]


def test_a_page_without_services_says_so() -> None:
    table = referral_table({"empty": True, "contents": []})
    assert (table.rows, table.notes) == ((), (NO_SERVICES,))


def test_letters_of_another_encoding_are_told() -> None:
    data = json.dumps([{**CLUB, "name": "Café"}], ensure_ascii=False).encode("cp1252")
    (row,) = referral_file(data).rows
    assert row.cells[1] == "Café"
    assert row.notes[-1].startswith("The file is not UTF-8")
