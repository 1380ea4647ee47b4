"""Columns of hours, bank holidays and dates that differ; what cannot be read is kept in words."""

import pytest

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Listing
from assetmap.exchange.hours_and_changes import with_hours_and_changes
from tests.factories import a_listing

HOURS = ("Mon 09:00-17:00", "1st Sat 10:00-12:00")


def read(texts: dict[str, str], *, own: bool = True) -> tuple[Listing, list[str]]:
    notes: list[str] = []
    return with_hours_and_changes(a_listing(when=[]), texts, notes, own=own), notes


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("opening_hours", "Mon 09:00-17:00; 1st Sat 10:00-12:00", HOURS),
        ("phone_hours", "Tue 09:00-10:00", ("Tue 09:00-10:00",)),
        ("bank_holidays", "As usual", "as usual"),
        ("changes", "2026-04-07 cancelled: flood\\; mud", ("2026-04-07 cancelled: flood; mud",)),
    ],
)
def test_each_column_is_read_into_its_field(name: str, text: str, value: object) -> None:
    listing, notes = read({name: text})
    assert (FIELDS[name].read(listing), notes) == (value, [])


def test_hours_in_loose_words_are_understood_in_files_of_others() -> None:
    listing, notes = read({"opening_hours": "Mon to Wed 9am-5pm"}, own=False)
    assert FIELDS["opening_hours"].read(listing) == (
        *("Mon 09:00-17:00", "Tue 09:00-17:00", "Wed 09:00-17:00"),
    )
    assert notes == []


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("opening_hours", "whenever Pat is in", "Open: whenever Pat is in"),
        ("bank_holidays", "it depends", "Bank holidays: it depends"),
        ("changes", "2026-02-30 cancelled", "Dates that differ: 2026-02-30 cancelled"),
    ],
)
def test_what_cannot_be_read_is_kept_among_the_words(name: str, text: str, words: str) -> None:
    listing, notes = read({name: text})
    assert listing.schedule.words == (words,)
    assert len(notes) == 1
    assert notes[0].endswith(f"We kept “{text}” with the times, as words.")
    assert not FIELDS[name].read(listing)
