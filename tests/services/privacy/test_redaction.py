import pytest

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.proposal import HIDDEN, FieldChange, masked
from assetmap.domain.people.people import Person
from assetmap.services.privacy.redaction import fields_kept_from
from tests.services.colleagues import ADMIN, COORDINATOR, EDITOR, MANAGER, VOLUNTEER

PERSONAL = {
    *("contact_name", "phone", "email", "consent"),
    *("private_name", "private_phone", "private_email", "private_website"),
}


@pytest.mark.parametrize("person", [EDITOR, ADMIN])
def test_nothing_is_hidden_from_editors_and_admins(person: Person) -> None:
    assert fields_kept_from(person, Precision) == frozenset()


@pytest.mark.parametrize("person", [VOLUNTEER, COORDINATOR, MANAGER])
@pytest.mark.parametrize(
    ("precision", "places"),
    [
        (Precision.VENUE, set()),
        (Precision.APPROXIMATE, {"venue", "address", "postcode", "point"}),
        (Precision.AREA, {"venue", "address", "postcode", "point", "place"}),
        (Precision.WITHHELD, {"venue", "address", "postcode", "point", "place"}),
    ],
)
def test_contacts_and_places_kept_back_are_hidden_from_others(
    person: Person, precision: Precision, places: set[str]
) -> None:
    assert fields_kept_from(person, (Precision.VENUE, precision)) == PERSONAL | places


def test_hidden_fields_are_fields() -> None:
    assert fields_kept_from(VOLUNTEER, Precision) <= FIELDS.keys()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (FieldChange("cost", "£1", "£2"), FieldChange("cost", "£1", "£2")),
        (FieldChange("phone", "0163", "0164"), FieldChange("phone", HIDDEN, HIDDEN)),
        (FieldChange("phone", "", "0164"), FieldChange("phone", "", HIDDEN)),
        (FieldChange("phone", "0163", ""), FieldChange("phone", HIDDEN, "")),
    ],
)
def test_masked_change_says_that_there_was_something(
    change: FieldChange, expected: FieldChange
) -> None:
    assert masked(change, fields_kept_from(VOLUNTEER, ())) == expected
