"""What a draft and a published listing must say, each gap beside its field."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Checked, Contact, Listing, Picture, Precision, Where
from assetmap.domain.listings.requirements import (
    MissingField,
    alt_text_problem,
    completeness,
    missing_for_draft,
    missing_for_publishing,
)
from assetmap.domain.times.schedule import Schedule
from tests.factories import TILBURY, a_listing
from tests.services.colleagues import a_whole_listing

A_FILE = "This looks like the name of a file. Say what the picture shows."
NOT_OF = "Leave out “picture of” or “photo of”, and just say what it shows."
MORE = "Say a little more about what the picture shows: 5 letters or more."


@pytest.mark.parametrize(
    "text",
    [
        "Eight people round a table with knitting",
        "The front door of Riverside Hub, with a ramp",
        "A child paints a picture of a boat",
        "Picture framing class",
        "Photography club by the river",
        "Room 4 at the library",
        "Under 11s",
        "Hall 2",
        "Chór śpiewa w kościele",
        "老人会のお茶会",
        "Choir",
        "x" * 200,
    ],
)
def test_words_that_say_what_is_there_are_good(text: str) -> None:
    assert alt_text_problem(text) == ""
    assert alt_text_problem(f"  {text}\n") == ""


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_none_is_asked_for(text: str) -> None:
    assert alt_text_problem(text) == "Say what the picture shows, for people who cannot see it."


@pytest.mark.parametrize("text", ["Hall", "12345,", ".....", "🎉🎉🎉🎉🎉", "a  b"])
def test_too_little_is_asked_for_more(text: str) -> None:
    assert alt_text_problem(text) == MORE


def test_too_much_says_how_much_it_is() -> None:
    assert alt_text_problem("x" * 201) == "Use 200 letters or fewer. You have used 201."


@pytest.mark.parametrize(
    "text",
    [
        "IMG_1234.jpg",
        "IMG_1234",
        "img-0042.HEIC",
        "DSC00042",
        "DSCN0042 (2).JPG",
        "PXL_20260316_101530.jpg",
        "20260316_101530",
        "image1",
        "photo 3",
        "WhatsApp Image 2026-03-16 at 10.15.30",
        "Screenshot 2026-03-16",
        "lunch club final.png",
    ],
)
def test_the_name_of_a_file_is_no_description(text: str) -> None:
    assert alt_text_problem(text) == A_FILE


@pytest.mark.parametrize(
    "text",
    [
        "Image of the hall",
        "image of the hall",
        "A picture of the hall",
        "This is a photo of the hall",
        "Photograph showing the hall",
        "Photos of the hall",
    ],
)
def test_what_a_screen_reader_says_already_is_left_out(text: str) -> None:
    assert alt_text_problem(text) == NOT_OF


WHOLE = a_whole_listing()
BLANK = Listing(id="blank", kind=WHOLE.kind, name="")


def gaps(listing: Listing) -> list[str]:
    return [gap.field for gap in missing_for_publishing(listing)]


def test_draft_needs_a_name_a_place_and_one_way_in_only() -> None:
    assert missing_for_draft(BLANK) == (
        MissingField("name", "Enter the name."),
        MissingField("place", "Enter a postcode, a town or village, or the area it covers."),
        MissingField("phone", "Enter one way to get in touch: a phone number, email or website."),
    )
    small = replace(BLANK, name="Chat", where=Where(place="Tilbury"), public=Contact(phone="1"))
    assert missing_for_draft(small) == ()


@pytest.mark.parametrize(
    "where",
    [
        Where(area_served="All of Grays"),
        Where(place="Tilbury"),
        Where(postcode="RM18 7TB"),
        Where(point=TILBURY),
        Where(Precision.WITHHELD),
    ],
)
def test_draft_is_somewhere_however_little_is_known(where: Where) -> None:
    assert missing_for_draft(replace(WHOLE, where=where)) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"public": Contact(phone="1")},
        {"public": Contact(email="a@example.org")},
        {"public": Contact(website="https://example.org")},
        {"private": Contact(phone="1")},
        {"private": Contact(email="a@example.org")},
        {"join": "drop-in"},
    ],
)
def test_draft_can_be_reached_in_any_one_way(changes: dict[str, Any]) -> None:
    unreachable = replace(WHOLE, public=Contact(), private=Contact(), join="")
    assert missing_for_draft(unreachable) != ()
    assert missing_for_draft(replace(unreachable, **changes)) == ()


@pytest.mark.parametrize("contact", [Contact(), Contact(name="Maureen")])
def test_name_alone_is_no_way_in(contact: Contact) -> None:
    assert gaps(replace(WHOLE, public=contact, private=contact, join="ask")) == ["phone"]


def test_published_listing_that_is_whole_lacks_nothing() -> None:
    assert missing_for_publishing(WHOLE) == ()


def test_blank_listing_lacks_everything_in_the_order_of_the_form() -> None:
    assert gaps(BLANK) == [
        *("name", "place"),
        *("summary", "description", "categories", "audience", "postcode", "when", "cost"),
        *("join", "phone", "steward", "consent", "checked"),
    ]


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        ({"name": "  "}, "name"),
        ({"summary": " "}, "summary"),
        ({"summary": "x" * 141}, "summary"),
        ({"description": ""}, "description"),
        ({"categories": ()}, "categories"),
        ({"categories": ("a", "b", "c", "d", "e")}, "categories"),
        ({"audience": ()}, "audience"),
        ({"min_age": 60, "max_age": 59}, "max_age"),
        ({"where": Where(Precision.VENUE, place="Tilbury")}, "postcode"),
        ({"where": Where(Precision.APPROXIMATE, place="Tilbury")}, "postcode"),
        ({"where": Where(Precision.AREA, postcode="RM18 7TB")}, "postcode"),
        ({"schedule": Schedule(terms="In term time")}, "when"),
        ({"cost": Cost(" ")}, "cost"),
        ({"join": ""}, "join"),
        ({"steward": " "}, "steward"),
        ({"consent": ""}, "consent"),
        ({"checked": Checked(reported=(date(2026, 3, 3),))}, "checked"),
    ],
)
def test_each_gap_is_named_beside_its_field(changes: dict[str, Any], gap: str) -> None:
    assert gaps(replace(WHOLE, **changes)) == [gap]


@pytest.mark.parametrize(
    "changes",
    [
        {"summary": "x" * 140},
        {"categories": ("a", "b", "c", "d")},
        {"min_age": 60, "max_age": 60},
        {"where": Where(Precision.AREA, area_served="Grays")},
        {"where": Where(Precision.AREA, place="Grays")},
        {"where": Where(Precision.WITHHELD)},
        {"schedule": Schedule(words=("Ring for times",))},
        {"public": Contact()},  # they just turn up
    ],
)
def test_what_may_be_unknown_is_no_gap(changes: dict[str, Any]) -> None:
    assert gaps(replace(WHOLE, **changes)) == []


def test_every_gap_belongs_to_a_field_of_the_form() -> None:
    assert {gap.field for gap in missing_for_publishing(BLANK)} <= FIELDS.keys()


def test_completeness_goes_from_nothing_to_a_hundred() -> None:
    full = replace(
        WHOLE,
        getting_there="Bus 66.",
        first_visit="Ask for Jo.",
        languages=("English",),
        pictures=(Picture("a.webp", "A hall"),),
        min_age=50,
    )
    assert (completeness(full), completeness(replace(full, min_age=None, max_age=60))) == (100, 100)
    assert completeness(BLANK) < completeness(a_listing()) < completeness(WHOLE) < 100
