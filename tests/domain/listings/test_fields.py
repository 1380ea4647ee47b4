"""Every field of a listing by name: read, written back, compared, and marked for what it is."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.field_type import FIRST_FORM
from assetmap.domain.listings.fields import (
    FACTS,
    FIELDS,
    differences,
    fields_of,
    labels,
    value_words,
    with_fields,
)
from assetmap.domain.listings.fields_kinds import FOR_KINDS
from assetmap.domain.listings.listing import (
    Checked,
    Contact,
    Kind,
    Listing,
    Picture,
    Precision,
    Status,
    Where,
)
from assetmap.domain.listings.proposal import FieldChange, Value
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.place import Point
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.rules import Hours, Weekly
from assetmap.domain.times.schedule import Schedule
from tests.domain.schedules import RULES
from tests.factories import a_listing
from tests.properties import few
from tests.services.colleagues import SECRET, a_whole_listing

BLANK = Listing(id="x", kind=Kind.GROUP, name="")

# Which FIELDS show what of a listing. A new field of a listing has to be named here.
OF_KINDS = tuple(field.name for field in FOR_KINDS)
OF_KINDS_DATES = ("needs_until", "closes_on", "opens_on")
LISTED = ("needs", "exchange", "rooms", "facilities", "former_names")
WORDED = tuple(n for n in OF_KINDS if n not in (*OF_KINDS_DATES, "capacity"))
MONDAYS = Weekly(0, Hours(9 * 60, 17 * 60))
CANCELLED = parse_change("2026-04-07 cancelled")
SHOWN_BY = {
    "kind": {"kind"},
    **{name: {name} for name in ("name", "summary", "description", "also_known_as", "categories")},
    **{name: {name} for name in ("audience", "min_age", "max_age", "cost", "join", "join_note")},
    **{name: {name} for name in ("access", "languages", "first_visit", "getting_there", "skills")},
    **{name: {name} for name in ("time_asked", "pictures", "evidence", "notice", "steward")},
    **{name: {name} for name in ("consent", "status", "merged_into", "archived_because")},
    **{name: {name} for name in ("paused_until", "checked")},
    **{name: {name} for name in OF_KINDS},
    "where": {"precision", "venue", "address", "place", "postcode", "point", "area_served"},
    "schedule": {
        *("when", "terms", "closed_dates"),
        *("opening_hours", "phone_hours", "bank_holidays", "changes"),
    },
    "public": {"contact_name", "phone", "email", "website"},
    "private": {"private_name", "private_phone", "private_email", "private_website"},
}
NOT_SHOWN = {
    "id": "it is for good",
    "image_alts": "words of pictures elsewhere, that only a file brings",
    "source": "where it came from is for good",
    "source_id": "where it came from is for good",
    "published_on": "the history says so",
    "created_at": "the history says so",
    "changed_at": "the history says so",
}
PERSONAL = {
    "consent",
    *("contact_name", "phone", "email"),
    *("private_name", "private_phone", "private_email", "private_website"),
}
PRIVATE = {"private_name", "private_phone", "private_email", "private_website"}
BY_HAND = set(FIELDS) - {
    *("status", "archived_because", "merged_into", "paused_until", "checked", "evidence"),
}

WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")), max_size=12
).map(str.strip)  # fmt: skip
LISTS = st.lists(WORDS.filter(bool), max_size=3, unique=True).map(tuple)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
CONTACTS = st.builds(Contact, WORDS, WORDS, WORDS, WORDS)
LISTINGS = st.builds(
    Listing,
    id=st.just("x"),
    kind=st.sampled_from(Kind),
    **dict.fromkeys(("name", "summary", "description", "join", "join_note", "notice"), WORDS),
    **dict.fromkeys(("first_visit", "getting_there", "time_asked", "skills", "consent"), WORDS),
    **dict.fromkeys(("also_known_as", "categories", "audience", "access", "languages"), LISTS),
    **dict.fromkeys((n for n in WORDED if n not in LISTED), WORDS),
    **dict.fromkeys(LISTED, LISTS),
    **dict.fromkeys(OF_KINDS_DATES, st.none() | st.dates()),
    capacity=st.none() | st.integers(0, 20_000),
    steward=WORDS,
    min_age=st.none() | st.integers(0, 120),
    max_age=st.none() | st.integers(0, 120),
    where=st.builds(
        Where,
        st.sampled_from(Precision),
        *[WORDS] * 4,
        st.none() | st.builds(Point, st.floats(-90, 90), st.floats(-180, 180)),
        WORDS,
    ),
    schedule=st.builds(
        Schedule,
        st.lists(RULES, max_size=3, unique=True).map(tuple),
        st.just(("Ring; for times",)) | st.just(()),
        WORDS,
        st.frozensets(DAYS, max_size=3),
    ),
    cost=WORDS.map(Cost),
    public=CONTACTS,
    private=CONTACTS,
    pictures=st.lists(st.builds(Picture, st.just("a1.webp"), WORDS), max_size=2).map(tuple),
)


def test_every_field_of_a_listing_is_shown_or_named_with_a_reason() -> None:
    names = {field.name for field in fields(Listing)}
    assert SHOWN_BY.keys() | NOT_SHOWN.keys() == names
    assert not SHOWN_BY.keys() & NOT_SHOWN.keys()
    assert set().union(*SHOWN_BY.values()) == set(FIELDS)


def test_every_part_of_where_is_shown_but_the_council() -> None:
    assert {field.name for field in fields(Where)} - SHOWN_BY["where"] == {"authority"}
    assert {field.name for field in fields(Contact)} == {"phone", "email", "website", "name"}


# A listing that differs from `a_whole_listing()` in one place, for every place there is.
CHANGED: dict[str, dict[str, Any]] = {
    **{name: {name: "other"} for name in ("name", "summary", "description", "join", "join_note")},
    **{name: {name: "other"} for name in ("notice", "steward", "consent", "first_visit")},
    **{name: {name: "other"} for name in ("getting_there", "time_asked", "skills")},
    **{name: {name: "other"} for name in ("merged_into", "archived_because")},
    **{name: {name: ("other",)} for name in ("also_known_as", "categories", "audience", "access")},
    "languages": {"languages": ("Welsh",)},
    "kind": {"kind": Kind.HUB},
    "min_age": {"min_age": 18},
    "max_age": {"max_age": 18},
    "status": {"status": Status.PAUSED},
    "paused_until": {"paused_until": date(2026, 4, 1)},
    "cost": {"cost": Cost("£9")},
    "pictures": {"pictures": (Picture("a.webp", "A hall"),)},
    "checked": {"checked": Checked(date(2026, 3, 3), "Thurrock CVS", "visited")},
    "evidence": {"evidence": (Evidence(Proof.INSURANCE, date(2026, 3, 3)),)},
    "precision": {"where": replace(a_listing().where, precision=Precision.AREA)},
    "point": {"where": replace(a_listing().where, point=Point(51.5, 0.3))},
    **{
        name: {"where": replace(a_listing().where, **{name: "other"})}
        for name in ("venue", "address", "place", "postcode", "area_served")
    },
    "when": {"schedule": Schedule(words=("Ring for times",))},
    "terms": {"schedule": replace(a_listing().schedule, terms="In term time")},
    "closed_dates": {"schedule": replace(a_listing().schedule, closed=frozenset([date.max]))},
    **{name: {name: date(2026, 7, 31)} for name in OF_KINDS_DATES},
    **{name: {name: ("other",) if name in LISTED else "other"} for name in WORDED},
    "capacity": {"capacity": 40},
    "opening_hours": {"schedule": replace(a_listing().schedule, opening=(MONDAYS,))},
    "phone_hours": {"schedule": replace(a_listing().schedule, phone=(MONDAYS,))},
    "bank_holidays": {"schedule": replace(a_listing().schedule, bank_holidays="closed")},
    "changes": {"schedule": replace(a_listing().schedule, changes=(CANCELLED,))},
    "contact_name": {"public": replace(a_listing().public, name="other")},
    **{
        name: {"public": replace(a_listing().public, **{name: "other"})}
        for name in ("phone", "email", "website")
    },
    **{
        f"private_{name}": {"private": replace(SECRET, **{name: "other"})}
        for name in ("name", "phone", "email", "website")
    },
}


def test_every_field_has_a_change_to_be_tested_with() -> None:
    assert set(CHANGED) == set(FIELDS)


@pytest.mark.parametrize("name", CHANGED)
def test_differences_see_each_field_by_itself(name: str) -> None:
    before = a_whole_listing()
    after = replace(before, **CHANGED[name])
    found = differences(before, after)
    assert [change.field for change in found] == [name]
    assert found[0] == FieldChange(name, FIELDS[name].read(before), FIELDS[name].read(after))


def test_differences_of_the_same_listing_are_none() -> None:
    assert differences(a_whole_listing(), a_whole_listing()) == ()


def test_doubts_are_no_difference_of_a_field() -> None:
    before = a_whole_listing()
    doubted = replace(before.checked, reported=(date.max,), unanswered=(date.max,))
    assert differences(before, replace(before, checked=doubted)) == ()


def test_evidence_that_holds_longer_is_a_difference() -> None:
    seen = Evidence(Proof.INSURANCE, date(2025, 5, 4), date(2026, 4, 1))
    before = a_whole_listing(evidence=(seen,))
    after = replace(before, evidence=(replace(seen, expires=date(2027, 4, 1)),))
    assert differences(before, after) == (
        FieldChange(
            "evidence",
            ("Insurance certificate seen 4 May 2025, holds until 2026-04-01",),
            ("Insurance certificate seen 4 May 2025, holds until 2027-04-01",),
        ),
    )


@few
@given(LISTINGS)
def test_listing_is_the_same_when_its_own_values_are_typed_again(listing: Listing) -> None:
    values = {name: FIELDS[name].read(listing) for name in BY_HAND}
    assert with_fields(listing, values) == listing


@few
@given(LISTINGS)
def test_every_field_written_into_a_blank_listing_reads_the_same(listing: Listing) -> None:
    values = {name: FIELDS[name].read(listing) for name in BY_HAND}
    assert fields_of(with_fields(BLANK, values)) == fields_of(replace(listing, status=BLANK.status))


@few
@given(LISTINGS, LISTINGS)
def test_differences_applied_lead_from_one_listing_to_the_other(
    one: Listing, other: Listing
) -> None:
    changes = {change.field: change.after for change in differences(one, other)}
    assert fields_of(with_fields(one, changes)) == fields_of(other)


@pytest.mark.parametrize("name", sorted(set(FIELDS) - BY_HAND))
def test_field_that_services_keep_cannot_be_typed(name: str) -> None:
    with pytest.raises(KeyError, match=f"{name} cannot be changed by hand"):
        with_fields(a_listing(), {name: "published"})


@pytest.mark.parametrize("name", ["id", "source", "private", "", "__class__"])
def test_field_that_is_not_there_cannot_be_typed(name: str) -> None:
    with pytest.raises(KeyError):
        with_fields(a_listing(), {name: "x"})


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("kind", "cult", "Choose what sort of thing it is."),
        ("precision", "", "Choose how much of where it is may be shown."),
        ("capacity", "forty", "Write a whole number from 0 to 20,000."),
        ("capacity", "20001", "Write a whole number from 0 to 20,000."),
        ("closes_on", "31 June 2026", "“31 June 2026” is not a date. Write it like 31 July 2026."),
        ("min_age", "ten", "An age is a number from 0 to 120."),
        ("min_age", "-1", "An age is a number from 0 to 120."),
        ("max_age", "121", "An age is a number from 0 to 120."),
        ("max_age", "٣", "An age is a number from 0 to 120."),
        ("max_age", "9" * 5_000, "An age is a number from 0 to 120."),
        ("point", "51.5", "Write the place as two numbers, such as 51.463432, 0.359608."),
        ("point", "51.5, here", "Write the place as two numbers, such as 51.463432, 0.359608."),
        ("point", "91, 0", "The first number is from -90 to 90, the second from -180 to 180."),
        ("point", "nan, 0", "The first number is from -90 to 90, the second from -180 to 180."),
        ("point", "0, inf", "The first number is from -90 to 90, the second from -180 to 180."),
        ("closed_dates", ("2026-12-25", "Boxing Day"), "Write each day as year-month-day"),
        ("closed_dates", "2026-02-30", "Write each day as year-month-day"),
        ("opening_hours", ("Mon 09:00-17:00", "ask"), "Write “ask” as a day and times"),
        ("phone_hours", "Mon 9-17", "Write “Mon 9-17” as a day and times"),
        ("bank_holidays", "perhaps", "Say closed"),
        ("bank_holidays", "25:00-26:00", "Say closed"),
        ("changes", "2026-04-07", "We could not read “2026-04-07”"),
        ("changes", "2026-02-30 cancelled", "There is no such date or time"),
        ("changes", "2026-04-07 moved", "Say where or to when it is moved"),
        ("changes", "2026-04-07 to 2026-04-01 closed", "2026-04-01 comes before 2026-04-07"),
        ("changes", "2026-04-07 to 2026-04-09 cancelled", "A session is cancelled or moved one"),
        (
            "changes",
            tuple(f"2026-01-01 {n // 60:02}:{n % 60:02} cancelled" for n in range(401)),
            "Give at most 400",
        ),
    ],
)
def test_value_that_cannot_be_read_is_refused_in_plain_words(
    name: str, value: Value, message: str
) -> None:
    with pytest.raises(ValueError, match="^" + message.split(",", maxsplit=1)[0]):
        with_fields(a_listing(), {name: value})


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("name", "  Knit  Club ", "Knit  Club"),
        ("also_known_as", "A; B;; A ;", ("A", "B")),
        ("also_known_as", (" A ", "", "A", "B; C"), ("A", "B; C")),
        ("when", "tuesday 9:05-10:00; most Fridays", ("Tue 09:05-10:00", "most Fridays")),
        ("closed_dates", "2026-12-26;2026-12-25", ("2026-12-25", "2026-12-26")),
        (
            "opening_hours",
            "mon 9:00-17:00; TUE 09:00-17:00",
            ("Mon 09:00-17:00", "Tue 09:00-17:00"),
        ),
        ("bank_holidays", " As-Usual ", "as usual"),
        ("bank_holidays", "9:00 - 12:00", "09:00-12:00"),
        (
            "changes",
            ("2026-12-24 Open 10:00-13:00", "2026-04-07  10:00 cancelled:  no hall"),
            ("2026-04-07 10:00 cancelled: no hall", "2026-12-24 open 10:00-13:00"),
        ),
        ("capacity", " 40 ", "40"),
        ("closes_on", "31 July 2026", "2026-07-31"),
        ("needs_until", "31/7/26", "2026-07-31"),
        ("opens_on", "", ""),
        ("min_age", " 7 ", "7"),
        ("min_age", "", ""),
        ("point", " 51.5 ,0.3", "51.500000, 0.300000"),
        ("point", "", ""),
        ("pictures", ("a.webp A hall; a door", " "), ("a.webp A hall; a door",)),
        ("pictures", "", ()),
        ("cost", " £2 ", "£2"),
    ],
)
def test_value_is_read_as_people_type_it(name: str, typed: Value, read: Value) -> None:
    assert FIELDS[name].read(with_fields(a_listing(), {name: typed})) == read


def test_writing_one_field_leaves_every_other_as_it_was() -> None:
    before = a_whole_listing()
    chosen = {"kind", "precision", "point", "min_age", "max_age", "capacity", *OF_KINDS_DATES}
    dated = {"closed_dates", "opening_hours", "phone_hours", "bank_holidays", "changes"}
    for name in BY_HAND - chosen - dated:
        after = with_fields(before, {name: "other"})
        assert [change.field for change in differences(before, after)] == [name]


def test_private_values_are_never_among_those_without_private() -> None:
    listing = a_whole_listing(private=Contact("PHONE-X", "EMAIL-X", "SITE-X", "NAME-X"))
    assert "-X" not in repr(fields_of(listing, private=False))
    assert repr(fields_of(listing)).count("-X") == 4
    other = replace(listing, private=Contact())
    assert differences(listing, other, private=False) == ()
    assert {change.field for change in differences(listing, other)} == PRIVATE


def test_marks_say_what_is_private_personal_and_of_low_risk() -> None:
    assert {name for name, field in FIELDS.items() if field.private} == PRIVATE
    assert {name for name, field in FIELDS.items() if field.personal} == PERSONAL
    low_risk = {name for name, field in FIELDS.items() if field.low_risk}
    assert low_risk == {
        *("notice", "closed_dates", "phone_hours", "bank_holidays", "changes"),
        *("needs", "needs_until", "availability", "opens_on", "free_hours"),
    }


def test_labels_are_words_for_a_form_and_no_two_the_same() -> None:
    every = labels(FIELDS)
    assert len(set(every)) == len(FIELDS)
    assert all(label[0].isupper() and "_" not in label for label in every)
    assert labels(["when", "private_phone"]) == ("Days and times", "Private phone number")


def test_value_words_are_one_line() -> None:
    assert value_words("a") == "a"
    assert value_words(("a", "b")) == "a; b"
    assert value_words(()) == ""


# What a field is not declared for, and why. A new field is declared for all of it or named here.
NOT_ASKED = {
    "pictures": "they have a page of their own",
    **dict.fromkeys(("status", "archived_because", "merged_into"), "staff move it on pages of it"),
    **dict.fromkeys(("paused_until", "checked", "evidence"), "each has a page of its own"),
}
NO_COLUMN = {
    **dict.fromkeys(PRIVATE, "private contacts never go out"),
    "consent": "it is not public, and whom it names never goes out",
    "pictures": "they are files",
    "archived_because": "a listing that is archived never goes out",
}
NOT_FREE = {
    **dict.fromkeys(("kind", "categories", "audience", "access", "precision", "join"), "chosen"),
    **dict.fromkeys(("min_age", "max_age", "point", "closed_dates"), "numbers and dates"),
    **dict.fromkeys(("opening_hours", "phone_hours", "bank_holidays"), "days and times"),
    **dict.fromkeys((*OF_KINDS_DATES, "capacity"), "numbers and dates"),
    **dict.fromkeys(("exchange", "direct_payments", "transfer"), "chosen"),
    **dict.fromkeys(("place", "postcode", "languages"), "a name of a place or a language"),
    **dict.fromkeys(("contact_name", "phone", "email"), "looked through as a contact"),
    **dict.fromkeys(PRIVATE - {"private_website"}, "looked through as a contact"),
    "pictures": "the words of a picture are what it shows",
}
NO_FACT = {
    **dict.fromkeys(("name", "kind", "summary", "categories"), "it stands at the head of a page"),
    "description": "it has a part of the page of its own",
    "also_known_as": "people search by it, and it is not shown",
    **dict.fromkeys(("min_age", "max_age"), "who may come says it"),
    **dict.fromkeys(("venue", "address", "place", "postcode", "area_served"), "where says it"),
    "point": "the map shows it",
    **dict.fromkeys(("terms", "closed_dates", "changes"), "when says it"),
    **dict.fromkeys(("needs", "needs_until"), "it has a part of the page of its own"),
    "opens_on": "it stands above everything else",
    "join_note": "how to join says it",
    "pictures": "they are shown as pictures",
    **dict.fromkeys(("notice", "status", "paused_until"), "it stands above everything else"),
    **dict.fromkeys(("contact_name", "phone", "email", "website"), "how to get in touch says it"),
    **dict.fromkeys(("checked", "evidence"), "it has a line of the page of its own"),
    **dict.fromkeys((*PRIVATE, "steward", "consent"), "it is not public"),
    **dict.fromkeys(("archived_because", "merged_into"), "a listing with it has no page"),
}


def test_every_field_is_declared_for_everything_or_named_with_a_reason() -> None:
    assert {name for name, field in FIELDS.items() if not field.question} == set(NOT_ASKED)
    assert {name for name, field in FIELDS.items() if not field.columns} == set(NO_COLUMN)
    assert {name for name, field in FIELDS.items() if not field.fact} == set(NO_FACT)
    typed = {name for name, field in FIELDS.items() if field.write}
    assert {name for name in typed if not FIELDS[name].is_free} == set(NOT_FREE)


def test_what_is_not_public_is_neither_searched_nor_a_fact() -> None:
    hidden = {name for name, field in FIELDS.items() if field.private} | {"steward", "consent"}
    assert [n for n in hidden if FIELDS[n].searched_in or FIELDS[n].fact] == []
    listing = a_whole_listing(private=Contact("X-1", "X-2", "X-3", "X-4"), steward="X-5")
    shown = public_view(replace(listing, consent="X-6")).shown
    assert {value for name, value in fields_of(shown).items() if name in hidden} == {""}


def test_columns_facts_and_their_places_are_each_there_once() -> None:
    columns = [column for field in FIELDS.values() for column in field.columns]
    assert len({column.name for column in columns}) == len(columns)
    assert [column for column in columns if column.since < FIRST_FORM] == []
    assert [fact.label for _, fact in FACTS] == [
        *(
            "Who it is with",
            "Who may come",
            "Run by",
            "Used to be called",
            "Regulated by",
            "On the register",
        ),
        *("Open", "When", "Phone answered", "Bank holidays", "Where", "Rooms"),
        *("How many people it holds", "What is there", "When you can hire it", "Taking it on"),
        *("What it costs", "Room for somebody new", "Direct payments", "How to join"),
        *("Time asked for", "Skills"),
        *("Training", "Checks needed", "Expenses", "Closes on", "Sharing skills", "Access"),
        *("Languages", "Getting there", "On your first visit"),
    ]
    assert len({fact.position for _, fact in FACTS}) == len(FACTS)
