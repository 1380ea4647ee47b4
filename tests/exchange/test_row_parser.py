from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Contact, Kind, Listing, Precision, Status, Where
from assetmap.domain.place import Point
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.exchange.classification import Classifier
from assetmap.exchange.incoming import Incoming, Refused
from assetmap.exchange.row_parser import read_row


def read(words: Vocabulary, own: bool = False, **texts: str) -> Incoming:
    result = read_row({"name": "Club", "kind": "group", **texts}, Classifier(words), row=2, own=own)
    assert isinstance(result, Incoming), result
    return result


def refusal(words: Vocabulary, **texts: str) -> str:
    result = read_row({"name": "Club", "kind": "group", **texts}, Classifier(words), row=2)
    assert isinstance(result, Refused), result
    return result.reason


def test_a_row_of_the_contract_is_read_whole(words: Vocabulary) -> None:
    found = read(
        words,
        id="a002",
        name="Golden Years  Luncheon Club",
        categories="meet/lunch-clubs; Make, play and enjoy",
        audience="older",
        place="Tilbury",
        lat="51.46043",
        lon="0.36029",
        precision="venue",
        when="Tue 12:00-14:00; 1st Fri 14:00-16:00; ring first",
        cost="£6",
        join="Drop in",
        access="step-free; toilet",
        min_age="60",
        checked_on="03/03/2026",
        steward="Thurrock CVS",
    )
    expected = Listing(
        id="",
        kind=Kind.GROUP,
        name="Golden Years Luncheon Club",
        categories=("meet/lunch-clubs", "create"),
        audience=("older",),
        min_age=60,
        where=Where(Precision.VENUE, place="Tilbury", point=Point(51.46043, 0.36029)),
        schedule=parse_schedule(["Tue 12:00-14:00", "1st Fri 14:00-16:00", "ring first"]),
        cost=found.listing.cost,
        join="drop-in",
        access=("step-free", "toilet"),
        steward="Thurrock CVS",
        source_id="a002",
        checked=replace(found.listing.checked, on=date(2026, 3, 3)),
    )
    notes = ("We kept the times as words: “ring first”.",)
    assert found == Incoming(2, expected, precision_given=True, notes=notes)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("micro-enterprise", Kind.MICRO_ENTERPRISE),
        ("Community hub", Kind.HUB),
        ("timebank-offer", Kind.TIME_BANK_OFFER),
        ("place", Kind.SPACE),
        ("Volunteering Role", Kind.VOLUNTEERING_ROLE),
    ],
)
def test_kinds_are_known_by_value_label_and_older_names(
    words: Vocabulary, text: str, kind: Kind
) -> None:
    assert read(words, kind=text).listing.kind is kind


def test_a_kind_is_guessed_from_the_name_and_said(words: Vocabulary) -> None:
    hub = read(words, kind="", name="Belhus Hub")
    library = read(words, kind="", name="Belhus Hub Library")
    other = read(words, kind="", name="Belhus Pantry")
    kinds = [found.listing.kind for found in (hub, library, other)]
    assert kinds == [Kind.HUB, Kind.SERVICE, Kind.SERVICE]
    assert hub.notes == ("It does not say what kind it is, so we put “Community hub”.",)


def test_a_type_goes_where_its_value_belongs(words: Vocabulary) -> None:
    kept = read(words, kind="", type="Local authority run library", description="Books.")
    assert kept.listing.description == "Books.\n\nType: Local authority run library."
    assert kept.listing.kind is Kind.SERVICE
    both = read(words, kind="Charity", type="Food bank").listing
    assert both.description == "Type: Food bank; Charity."
    assert read(words, kind="", type="Place or space").listing.kind is Kind.SPACE
    assert read(words, type="Lunch clubs and shared meals").listing.categories == (
        "meet/lunch-clubs",
    )


def test_unknown_words_are_left_out_and_noted(words: Vocabulary) -> None:
    found = read(words, categories="meet; nonsense", access="pool-hoist", audience="older; elves")
    assert (found.listing.categories, found.listing.access) == (("meet",), ())
    assert found.notes == (
        "We do not know “elves” for audience, so we left it out.",
        "We do not know “pool-hoist” for access, so we left it out.",
        "We do not know “nonsense” for categories, so we left it out.",
    )


def test_only_four_categories_are_kept(words: Vocabulary) -> None:
    found = read(words, categories="meet; create; learn; places; meet/lunch-clubs")
    assert found.listing.categories == ("meet", "create", "learn", "places")
    assert found.notes == (
        "A listing has at most four categories, so we left out meet/lunch-clubs.",
    )


@pytest.mark.parametrize(
    ("texts", "precision"),
    [
        ({"place": "Tilbury"}, Precision.VENUE),
        ({"postcode": "RM18 7TB"}, Precision.VENUE),
        ({}, Precision.AREA),
        ({"kind": "micro-enterprise", "postcode": "RM18 7TB"}, Precision.AREA),
        ({"kind": "time-bank-offer", "place": "Tilbury"}, Precision.AREA),
        ({"kind": "micro-enterprise", "place": "Tilbury", "precision": "venue"}, Precision.VENUE),
        ({"place": "Tilbury", "precision": "Approximate"}, Precision.APPROXIMATE),
        ({"place": "Tilbury", "precision": "secret"}, Precision.AREA),
    ],
)
def test_precision_is_given_or_follows_from_what_there_is(
    words: Vocabulary, texts: dict[str, str], precision: Precision
) -> None:
    found = read(words, **texts)
    assert found.listing.where.precision is precision
    assert found.precision_given == ("precision" in texts)


def test_a_wide_place_is_an_area_served(words: Vocabulary) -> None:
    assert read(words, place="Thurrock-wide").listing.where == Where(
        Precision.AREA, area_served="Thurrock-wide"
    )
    assert read(words, place="Widecombe").listing.where.place == "Widecombe"


def test_postcodes_are_put_in_order(words: Vocabulary) -> None:
    def postcode(**texts: str) -> str:
        return read(words, place="Tilbury", **texts).listing.where.postcode

    assert postcode(postcode="rm187tb") == "RM18 7TB"
    assert postcode(postcode="RM18 7TB (side door)") == "RM18 7TB"
    assert postcode(address="Dock Road, Tilbury RM18 7TB") == "RM18 7TB"
    assert postcode(postcode="RM18") == "RM18"
    assert postcode(postcode="nowhere") == ""


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({"name": ""}, "it has no name"),
        ({"name": "x" * 201}, "its name is 201 characters, and the most is 200"),
        (
            {"description": "x" * 20_001},
            "its description is 20,001 characters, and the most is 20,000",
        ),
        ({"lat": "51.5"}, "it has only one of lat and lon: give both or neither"),
        ({"lat": "0", "lon": "0.0"}, "lat and lon are both 0, which is in the sea"),
        (
            {"lat": "0.36", "lon": "51.46"},
            "its lat and lon look as if they were the wrong way round",
        ),
        ({"lat": "91", "lon": "1"}, "lat 91 and lon 1 are not on the map: lat is -90 to 90"),
        ({"lat": "nan", "lon": "1"}, "lat and lon must be plain numbers"),
        ({"lat": "north", "lon": "1"}, "lat “north” and lon “1” must be plain numbers"),
        (
            {"address": "Dock Road"},
            "it has no place: give a postcode, or lat and lon, or a place name",
        ),
        ({"min_age": "60", "max_age": "50"}, "its youngest age 60 is above its oldest age 50"),
    ],
)
def test_a_row_that_cannot_be_taken_in_says_why(
    words: Vocabulary, texts: dict[str, str], reason: str
) -> None:
    assert refusal(words, **texts) == reason


def test_ages_and_dates_that_cannot_be_read_are_noted(words: Vocabulary) -> None:
    found = read(words, min_age="18+", max_age="150", checked_on="31/02/2026", status="asleep")
    assert (found.listing.min_age, found.listing.max_age) == (18, None)
    assert (found.listing.checked.on, found.listing.status) == (None, Status.DRAFT)
    assert found.status_word == "asleep"
    assert found.notes == (
        "“150” is not an age from 0 to 120, so we left out max age.",
        "“31/02/2026” is not a date, so we left out the date of the last check.",
    )


def test_a_contact_column_is_sorted_by_what_it_holds(words: Vocabulary) -> None:
    def contact(text: str, **texts: str) -> Contact:
        return read(words, contact=text, **texts).listing.public

    assert contact("info@example.org\n0161 496 0140") == Contact(
        "0161 496 0140", "info@example.org"
    )
    assert contact("www.example.org") == Contact(website="https://www.example.org")
    assert contact("0161 496 0140 or email hi@example.org") == Contact(
        "0161 496 0140", "hi@example.org"
    )
    assert contact("O1706 960769") == Contact("01706 960769")
    assert contact("Posted soon") == Contact()
    assert read(words, contact="Posted soon").notes == (
        "The contact column says “Posted soon”; we could not use all of it.",
    )
    for hidden in ("https://evil.example@example.org", "//jo@example.org/x", "HTTP://a:b@c.org"):
        assert contact(f"{hidden} 0161 496 0140") == Contact("0161 496 0140")
        assert "we could not use all of it" in read(words, contact=hidden).notes[0]
    assert contact("a@example.org", email="b@example.org") == Contact(email="b@example.org")


@pytest.mark.parametrize(
    ("text", "website"),
    [
        ("example.org/a", "https://example.org/a"),
        ("http://example.org", "http://example.org"),
        ("example.org:8080/a", "https://example.org:8080/a"),
        ("https://evil.example@example.org", ""),
        ("evil.example:x@example.org/a", ""),
        ("https://@example.org", ""),
        ("example.org/@us", "https://example.org/@us"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt://example.org/%0aalert(1)", ""),
        ("data:text/html,x", ""),
        ("https://[bad", ""),
        ('https://example.org/"onclick="x', ""),
        ("ask us", ""),
    ],
)
def test_only_web_addresses_become_links(words: Vocabulary, text: str, website: str) -> None:
    found = read(words, website=text)
    assert found.listing.public.website == website
    assert bool(found.notes) == (not website)


def test_private_contacts_stay_apart(words: Vocabulary) -> None:
    listing = read(
        words, phone="01632 960001", private_phone="01632 960002", private_name="Jo"
    ).listing
    assert (listing.public, listing.private) == (
        Contact("01632 960001"),
        Contact("01632 960002", name="Jo"),
    )


def test_a_summary_that_is_too_long_moves_into_the_description(words: Vocabulary) -> None:
    long = "word " * 40
    listing = read(words, summary=long.strip(), description="More.").listing
    assert (listing.summary, listing.description) == ("", f"{long.strip()}\n\nMore.")


def test_ids_status_and_source_are_restored_only_from_our_own_files(words: Vocabulary) -> None:
    texts = {"id": "knit-club", "source": "sample", "source_id": "a1", "status": "published"}
    ours, theirs = read(words, own=True, **texts).listing, read(words, **texts).listing
    assert (ours.id, ours.source, ours.source_id) == ("knit-club", "sample", "a1")
    assert (theirs.id, theirs.source, theirs.source_id) == ("", "", "knit-club")
    result = read_row({"name": "x", "id": "../x"}, Classifier(words), row=1, own=True)
    assert result == Refused(1, "x", "its id “../x” is not one of ours")
