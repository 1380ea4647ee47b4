"""The rule of what a file may change, over every field that a form writes."""

from datetime import UTC, datetime, timedelta

import pytest

from assetmap.domain.listings.fields import FIELDS, with_fields
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Value
from assetmap.domain.listings.source_merge import merged_row, spoken_of
from assetmap.domain.listings.source_row import CHANGEABLE, first_row
from tests.factories import a_listing

NOW = datetime(2026, 3, 16, 10, tzinfo=UTC)
OTHERS: dict[str, tuple[Value, Value]] = {
    "kind": ("service", "hub"),
    "categories": (("food/lunch-clubs",), ("active/walking",)),
    "audience": (("everyone",), ("carers",)),
    "min_age": ("18", "50"),
    "max_age": ("80", "90"),
    "precision": ("approximate", "area"),
    "point": ("51.470000, 0.350000", "51.480000, 0.340000"),
    "when": (("Wed 14:00-16:00",), ("Thu 09:00-10:00",)),
    "closed_dates": (("2026-12-25",), ("2026-12-26",)),
    "opening_hours": (("Mon 09:00-17:00",), ("Mon 09:00-16:00",)),
    "phone_hours": (("Mon 09:00-17:00",), ("Mon 09:00-16:00",)),
    "bank_holidays": ("closed", "as usual"),
    "changes": (("2026-04-07 cancelled",), ("2026-04-14 cancelled",)),
    **dict.fromkeys(("needs_until", "closes_on", "opens_on"), ("2026-07-31", "2026-08-31")),
    "capacity": ("40", "60"),
    "pictures": (("a.webp A hall",), ("b.webp A door",)),
}
CASES = [(name, *OTHERS.get(name, ("one", "two"))) for name in sorted(CHANGEABLE)]


def changed(listing: Listing, name: str, value: Value) -> Listing:
    return with_fields(listing, {name: value})


@pytest.mark.parametrize(("name", "one", "two"), CASES)
def test_field_by_field(name: str, one: Value, two: Value) -> None:
    first = a_listing()
    row = first_row("s", "k", first, NOW)
    said_anew, by_people = changed(first, name, one), changed(first, name, two)
    read = FIELDS[name].read

    same = merged_row(by_people, first, row, {name})
    assert (same.after, same.taken, same.kept) == (by_people, (), ())

    taken = merged_row(first, said_anew, row, {name})
    assert (read(taken.after), taken.kept) == (read(said_anew), ())

    silent = merged_row(first, said_anew, row, set())
    assert (silent.after, silent.taken, silent.kept) == (first, (), ())

    kept = merged_row(by_people, said_anew, row, {name})
    assert kept.after == by_people
    assert [(each.before, each.after) for each in kept.kept if each.field == name] == [
        (read(by_people), read(said_anew))
    ]

    agreed = merged_row(said_anew, said_anew, row, {name})
    assert (agreed.after, agreed.kept) == (said_anew, ())


@pytest.mark.parametrize(("since", "is_kept"), [(-1, False), (0, True), (1, True)])
def test_confirmed_since(since: int, is_kept: bool) -> None:
    first = a_listing()
    row = first_row("s", "k", first, NOW)
    given = changed(first, "phone", "01632 960102")
    at = NOW + timedelta(days=since)
    found = merged_row(first, given, row, {"phone"}, confirmed_at=at)
    assert bool(found.kept) is is_kept
    later = row.saying({"phone": "01632 960102"}, NOW + timedelta(days=9))
    again = merged_row(
        given, changed(first, "phone", "01632 960103"), later, {"phone"}, confirmed_at=at
    )
    assert (again.taken, again.kept) == (("phone",), ())


def test_where_it_is_follows_from_any_part_of_it() -> None:
    assert spoken_of({"phone", "status"}) == {"phone"}
    assert spoken_of({"postcode"}) == {"postcode", "place", "point", "precision"}


def test_row_says_what_it_was_told_and_tells_values_apart() -> None:
    row = first_row("s", "k", a_listing(cost="£2"), NOW)
    assert row.has_said("cost", "£2")
    assert not row.has_said("cost", "")
    assert row.has_said("notice", "")
    assert not row.has_said("cost", "01632 960001")
    assert not row.has_said("categories", ("create", "crafts"))
    blank = row.saying({"cost": ""}, NOW)
    assert (blank.has_said("cost", ""), "cost" in blank.digests) == (True, False)
    other = first_row("s", "k", a_listing(cost="£2"), NOW)
    assert other.digests["cost"] != row.digests["cost"]
