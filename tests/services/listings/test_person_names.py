import pytest

from assetmap.services.listings.person_names import person_name
from assetmap.storage.tables import PEOPLE
from tests.conftest import ContextMaker
from tests.services.colleagues import LEAVER, VOLUNTEER


def test_people_are_called_by_their_names(make_context: ContextMaker) -> None:
    context = make_context()
    with context.store.transaction() as uow:
        uow.save(PEOPLE, VOLUNTEER)
        uow.save(PEOPLE, LEAVER)
    assert person_name(context, "vera") == "Vera Volunteer"
    assert person_name(context, "lena") == "Lena who left"


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("resident", "A resident"),
        ("organiser", "The organiser"),
        ("program", "The directory"),
        ("command-line", "The command line"),
        ("unknown", "Somebody who has left"),
    ],
)
def test_those_without_an_account_are_called_what_they_are(
    make_context: ContextMaker, id_: str, name: str
) -> None:
    assert person_name(make_context(), id_) == name
