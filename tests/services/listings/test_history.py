"""A listing's history: everything that was done, newest first, of it and of what it took in."""

import pytest

from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.proposal import FieldChange
from assetmap.domain.listings.suggestion import LONGEST
from assetmap.domain.people.people import NotAllowed, Person
from assetmap.services.context import Context
from assetmap.services.listing_repository import revisions_of
from assetmap.services.listings.archiving import merge
from assetmap.services.listings.history import (
    ERASED,
    add_note,
    compare,
    history_of,
    merged_in,
    notes_of,
    person_name,
)
from assetmap.services.listings.proposals import approve, propose
from assetmap.storage.store import NotFound
from assetmap.storage.tables import PEOPLE, STAFF_NOTES
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.colleagues import (
    BROKER,
    EDITOR,
    LEAVER,
    MANAGER,
    VOLUNTEER,
    a_draft_in_review,
    a_whole_listing,
    by,
)


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


def change(context: Context, **values: str) -> None:
    proposal = propose(context, by(VOLUNTEER), "knit-club", values)
    approve(context, by(EDITOR), proposal.id)


def told(context: Context, listing_id: str = "knit-club") -> list[tuple[str, str, int]]:
    steps = history_of(context, by(EDITOR), listing_id)
    return [(step.by, step.what, step.revision) for step in steps]


def test_history_joins_the_audit_and_the_revisions(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    change(context, cost="£3")
    change(context, cost="£4")

    assert told(context) == [
        ("edna", "approved a change", 3),
        ("vera", "proposed a change", 0),
        ("edna", "approved a change", 2),
        ("vera", "proposed a change", 0),
        ("program", "taken in", 1),
    ]


def test_history_of_a_listing_that_nothing_was_done_to_is_empty(make_context: ContextMaker) -> None:
    assert told(make_context(a_listing())) == []


def test_erased_values_are_said_to_be_erased(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    change(context, phone="01632 960876")
    with context.store.transaction() as uow:
        numbers = [each.entry.number for each in context.store.audited()]
        uow.erase_values(numbers, ["phone"])

    assert history_of(context, by(EDITOR), "knit-club")[0].changes == (
        FieldChange("phone", ERASED, ERASED),
    )


def test_history_holds_that_of_listings_merged_in_by_way_of_others(
    make_context: ContextMaker,
) -> None:
    context = make_context(*(a_listing(each, name=each) for each in ("a", "b", "c", "d")))
    merge(context, by(EDITOR), "a", "b")
    merge(context, by(EDITOR), "b", "c")

    assert {each.id for each in merged_in(context, "c")} == {"a", "b"}
    assert {step.listing_id for step in history_of(context, by(EDITOR), "c")} == {"a", "b", "c"}
    assert merged_in(context, "d") == ()


def test_merged_circle_ends(make_context: ContextMaker) -> None:
    gone = {"status": Status.ARCHIVED}
    context = make_context(
        a_listing("a", merged_into="b", **gone), a_listing("b", merged_into="a", **gone)
    )
    assert {each.id for each in merged_in(context, "a")} == {"a", "b"}


def test_first_revision_is_compared_with_nothing(make_context: ContextMaker) -> None:
    context = make_context()
    draft = a_draft_in_review(context)

    found = compare(context, by(EDITOR), draft, 1)

    assert found.newest == len(revisions_of(context, draft))
    assert FieldChange("name", "", "Purl Club") in found.since_before
    assert [each.field for each in found.until_now] == ["status", "checked"]


def test_newest_revision_is_as_the_listing_is_today(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    change(context, cost="£3")
    found = compare(context, by(EDITOR), "knit-club", 2)
    assert found.since_before == (FieldChange("cost", "£2", "£3"),)
    assert found.until_now == ()


def test_history_is_kept_from_those_who_may_not_see_it(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    change(context, cost="£3")
    with pytest.raises(NotAllowed):
        history_of(context, by(BROKER), "knit-club")
    with pytest.raises(NotAllowed):
        compare(context, by(BROKER), "knit-club", 1)


def test_history_of_nothing_is_not_found(make_context: ContextMaker) -> None:
    with pytest.raises(NotFound):
        history_of(make_context(), by(EDITOR), "none")
