import pytest

from assetmap.domain.listings.staff_note import LONGEST
from assetmap.domain.people.people import NotAllowed, Person
from assetmap.services.listings.staff_notes import add_note, notes_of
from assetmap.storage.store import NotFound
from assetmap.storage.tables import STAFF_NOTES
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.colleagues import BROKER, EDITOR, MANAGER, VOLUNTEER, by


def test_notes_are_kept_the_newest_first(make_context: ContextMaker) -> None:
    context = make_context(a_listing(), a_listing("other"))
    add_note(context, by(VOLUNTEER), "knit-club", " Side door. ")
    add_note(context, by(EDITOR), "knit-club", "Ring at noon.")
    add_note(context, by(EDITOR), "other", "Another.")

    notes = notes_of(context, by(MANAGER), "knit-club")

    assert [(note.by, note.words) for note in notes] == [
        ("edna", "Ring at noon."),
        ("vera", "Side door."),
    ]


@pytest.mark.parametrize("words", ["", " \n ", "x" * (LONGEST + 1)])
def test_note_without_words_or_with_too_many_is_refused(
    make_context: ContextMaker, words: str
) -> None:
    context = make_context(a_listing())
    with pytest.raises(ValueError, match="note"):
        add_note(context, by(VOLUNTEER), "knit-club", words)
    assert context.store.find(STAFF_NOTES) == []


@pytest.mark.parametrize("person", [MANAGER, BROKER])
def test_those_who_may_not_write_are_refused(make_context: ContextMaker, person: Person) -> None:
    with pytest.raises(NotAllowed):
        add_note(make_context(a_listing()), by(person), "knit-club", "x")


def test_those_who_may_not_read_are_refused(make_context: ContextMaker) -> None:
    with pytest.raises(NotAllowed):
        notes_of(make_context(a_listing()), by(BROKER), "knit-club")


def test_note_on_nothing_is_refused(make_context: ContextMaker) -> None:
    with pytest.raises(NotFound):
        add_note(make_context(), by(VOLUNTEER), "none", "x")
