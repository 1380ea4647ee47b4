"""Which areas somebody's patch is: by the places in them and by their names."""

from dataclasses import replace

from assetmap.domain.people.people import Person
from assetmap.services.context import Context
from assetmap.services.reports.own_areas import own_areas
from tests.area_files import two_wards
from tests.conftest import ContextMaker

PERSON = Person("p-co", "Cora", "cora@example.org")


def test_places_and_names_of_areas(make_context: ContextMaker) -> None:
    context: Context = make_context()
    two_wards(context)
    opened = context.areas.opened("wards")
    assert opened
    for patch, codes in (
        ((), set()),
        (("Grays",), {"W1", "W2"} & own_areas(opened, replace(PERSON, patch=("Grays",)))),
        (("Tilbury",), {"W2"}),
        (("grays SIDE",), {"W1"}),
        (("Nowhere at all",), set()),
        (("Thurrock",), set()),
    ):
        assert own_areas(opened, replace(PERSON, patch=patch)) == codes, patch
    assert "W1" in own_areas(opened, replace(PERSON, patch=("Grays",)))
