"""Which set of areas counts on a day, and whom a patch names."""

from datetime import date

import pytest

from assetmap.domain.areas.area_set import (
    AreaForm,
    AreaKind,
    AreaSet,
    RoleContact,
    current_set,
    set_id_of,
)


def a_set(
    name: str, first: date, last: date | None = None, kind: AreaKind = AreaKind.WARD
) -> AreaSet:
    return AreaSet(set_id_of(name), name, kind, AreaForm.SHAPES, first, "mark", 1, last)


OLD = a_set("Wards 2002", date(2002, 5, 2), date(2026, 5, 6))
NEW = a_set("Wards 2026", date(2026, 5, 7))
PATCHES = a_set("Patches", date(2020, 1, 1), kind=AreaKind.PATCH)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2002, 5, 1), None),
        (date(2002, 5, 2), OLD),
        (date(2026, 5, 6), OLD),
        (date(2026, 5, 7), NEW),
        (date(2040, 1, 1), NEW),
    ],
)
def test_the_set_of_a_day_is_the_one_whose_days_hold_it(
    day: date, expected: AreaSet | None
) -> None:
    assert current_set([NEW, PATCHES, OLD], AreaKind.WARD, day) == expected


def test_of_several_on_a_day_the_one_that_began_last_is_current() -> None:
    open_ended = a_set("Wards 2015", date(2015, 5, 1))
    day = date(2026, 6, 1)
    assert current_set([NEW, open_ended], AreaKind.WARD, day) == NEW
    assert current_set([open_ended, PATCHES], AreaKind.PATCH, day) == PATCHES
    assert current_set([NEW], AreaKind.AUTHORITY, day) is None


def test_a_set_is_known_by_its_name_however_it_is_written() -> None:
    assert set_id_of("Wards 2026") == set_id_of("  wards,  2026 ") == "wards-2026"
    assert set_id_of("!!") == ""


def test_a_contact_has_a_role_and_a_number_that_rings() -> None:
    contact = RoleContact(phone="01632 960111 (mornings)")
    assert (contact.label, contact.tel) == ("Local area coordinator", "tel:01632960111")
    assert RoleContact("Community connector").label == "Community connector"
    assert not RoleContact()
