import pytest

from assetmap.domain.listings.staff_note import LONGEST
from assetmap.domain.people.people import NotAllowed, Person
from assetmap.services.listings.staff_notes import add_note, notes_of
from assetmap.storage.store import NotFound
from assetmap.storage.tables import STAFF_NOTES
from tests.conftest import DeskMaker
from tests.factories import a_listing
from tests.services.colleagues import BROKER, EDITOR, MANAGER, VOLUNTEER, by


def test_notes_are_kept_the_newest_first(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing(), a_listing("other"))
    add_note(desk, by(VOLUNTEER), "knit-club", " Side door. ")
    add_note(desk, by(EDITOR), "knit-club", "Ring at noon.")
    add_note(desk, by(EDITOR), "other", "Another.")

    notes = notes_of(desk, by(MANAGER), "knit-club")

    assert [(note.by, note.words) for note in notes] == [
        ("edna", "Ring at noon."),
        ("vera", "Side door."),
    ]


@pytest.mark.parametrize("words", ["", " \n ", "x" * (LONGEST + 1)])
def test_note_without_words_or_with_too_many_is_refused(make_desk: DeskMaker, words: str) -> None:
    desk = make_desk(a_listing())
    with pytest.raises(ValueError, match="note"):
        add_note(desk, by(VOLUNTEER), "knit-club", words)
    assert desk.store.find(STAFF_NOTES) == []


@pytest.mark.parametrize("person", [MANAGER, BROKER])
def test_those_who_may_not_write_are_refused(make_desk: DeskMaker, person: Person) -> None:
    with pytest.raises(NotAllowed):
        add_note(make_desk(a_listing()), by(person), "knit-club", "x")


def test_those_who_may_not_read_are_refused(make_desk: DeskMaker) -> None:
    with pytest.raises(NotAllowed):
        notes_of(make_desk(a_listing()), by(BROKER), "knit-club")


def test_note_on_nothing_is_refused(make_desk: DeskMaker) -> None:
    with pytest.raises(NotFound):
        add_note(make_desk(), by(VOLUNTEER), "none", "x")
