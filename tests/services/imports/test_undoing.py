"""An import undone: the store is what it was, and what people worked with since is kept."""

from dataclasses import replace

import pytest

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.imports.import_batch import BatchState, ImportBatch
from assetmap.domain.imports.import_row import RowUndo
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.proposal import ProposalState
from assetmap.domain.people.people import NotAllowed
from assetmap.services.checks.checks import record_check
from assetmap.services.context import Context
from assetmap.services.imports.applying import apply_batch
from assetmap.services.imports.batch_work import work_on
from assetmap.services.imports.batches import get_batch, rows_of, take_back
from assetmap.services.imports.undoing import undo_batch
from assetmap.services.listing_repository import load_for_update
from assetmap.services.listings.history import add_note
from assetmap.services.listings.proposals import send_back
from assetmap.storage.tables import IMPORT_WRITES, PROPOSALS
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, VOLUNTEER, by
from tests.services.imports.batches import brought_in, tables
from tests.services.imports.files import change, take

HEAD = "id,name,kind,postcode,when,phone,private_phone,precision\n"
ONE = "1,Knit Club,group,RM18 7TB,Tue 10:00-12:00,01632 960101,01632 960901,venue\n"
OTHERS = (
    "2,Purl Club,group,RM17 6SL,Wed 10:00-12:00,,01632 960902,approximate\n3,Choir,group,,,,,\n"
)
FILE = HEAD + ONE + OTHERS
LATER = (
    HEAD
    + ONE.replace("960101", "960102").replace("960901", "960903").replace("venue", "area")
    + "2,Purl Circle,group,RM17 6SL,Wed 10:00-12:00,,,withheld\n4,Walkers,group,RM18 7TB,,,,\n"
)


def undone(context: Context, batch: ImportBatch) -> ImportBatch:
    take_back(context, by(EDITOR), batch.id)
    return work_on(context, batch.id)


def ends(context: Context, batch: ImportBatch) -> list[tuple[str, str, str]]:
    return [(row.name, row.undo, row.undo_why) for row in rows_of(context, batch.id) if row.undo]


@pytest.mark.parametrize("before", ["", HEAD + ONE, FILE], ids=["nothing", "one", "all of them"])
def test_every_table_is_what_it_was(make_context: ContextMaker, before: str) -> None:
    context = make_context()
    if before:
        take(context, before)
    then = tables(context)
    later = make_context(today="2026-03-20")
    batch = brought_in(later, LATER)
    assert batch.state is BatchState.APPLIED
    assert tables(later) != then
    after = undone(later, batch)
    assert after.state is BatchState.UNDONE
    assert tables(later) == then
    assert {end for _, end, _ in ends(later, batch)} == {RowUndo.TAKEN_BACK}
    assert later.store.find(IMPORT_WRITES) == []


def test_the_same_file_afterwards_is_new_again(make_context: ContextMaker) -> None:
    context = make_context()
    first = brought_in(context, FILE)
    undone(context, first)
    again = brought_in(context, FILE)
    assert again.counts == first.counts
    assert again.counts["new"] == 3


def test_undone_twice_does_nothing(make_context: ContextMaker) -> None:
    context = make_context()
    batch = undone(context, brought_in(context, FILE))
    then, version = tables(context), context.store.version()
    assert undone(context, batch) == batch
    assert undo_batch(context, batch) == batch
    assert (tables(context), context.store.version()) == (then, version)


def test_what_somebody_edited_is_kept_and_the_rest_taken_back(make_context: ContextMaker) -> None:
    context = make_context()
    batch = brought_in(context, HEAD + ONE)
    change(context, name="Knit and Natter")
    second = brought_in(context, HEAD + OTHERS, source="other")
    assert ends(context, undone(context, batch)) == [("Knit Club", RowUndo.KEPT, "you edited it")]
    assert ends(context, undone(context, second)) == [
        ("Purl Club", RowUndo.TAKEN_BACK, ""),
        ("Choir", RowUndo.TAKEN_BACK, ""),
    ]
    [left] = context.store.all()
    assert left.listing.name == "Knit and Natter"
    # A later file of the source still knows it, so it does not come in twice.
    assert brought_in(context, HEAD + ONE).counts.get("new") is None


def test_what_somebody_checked_or_wrote_about_is_kept(make_context: ContextMaker) -> None:
    context = make_context()
    batch = brought_in(context, FILE)
    knit, purl, choir = (row.listing_id for row in rows_of(context, batch.id))
    record_check(context, by(VOLUNTEER), knit, Method.PHONED, Outcome.ALL_CORRECT)
    add_note(context, by(EDITOR), purl, "They move in May.")
    assert ends(context, undone(context, batch)) == [
        ("Knit Club", RowUndo.KEPT, "you edited it"),
        ("Purl Club", RowUndo.KEPT, "somebody wrote a note about it"),
        ("Choir", RowUndo.TAKEN_BACK, ""),
    ]
    assert {record.listing.id for record in context.store.all()} == {knit, purl}
    assert choir not in {knit, purl}


def test_what_a_later_file_changed_is_kept(make_context: ContextMaker) -> None:
    context = make_context()
    batch = brought_in(context, HEAD + ONE)
    brought_in(context, HEAD + ONE.replace("960101", "960104"))
    assert ends(context, undone(context, batch)) == [
        ("Knit Club", RowUndo.KEPT, "a later file changed it")
    ]


def test_what_is_gone_could_not_be_taken_back(make_context: ContextMaker) -> None:
    context = make_context()
    batch = brought_in(context, HEAD + ONE)
    with context.unit_of_work() as uow:
        uow.delete_listings([rows_of(context, batch.id)[0].listing_id])
    assert ends(context, undone(context, batch)) == [
        ("Knit Club", RowUndo.COULD_NOT, "it is no longer there")
    ]


def test_a_request_that_an_editor_decided_on_stays_as_it_is(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, HEAD + ONE)
    change(context, phone="01632 960199")
    then = tables(context)
    batch = brought_in(context, HEAD + ONE.replace("960101", "960105"))
    [asked] = context.store.find(PROPOSALS, state=ProposalState.WAITING)
    assert tables(context) != then
    undone(context, batch)
    assert tables(context) == then
    again = brought_in(context, HEAD + ONE.replace("960101", "960105"))
    [asked] = context.store.find(PROPOSALS, state=ProposalState.WAITING)
    send_back(context, by(EDITOR), asked.id, "It is the old number.")
    undone(context, again)
    assert context.store.get(PROPOSALS, asked.id).state is ProposalState.SENT_BACK


def test_one_that_was_stopped_half_way_is_undone_as_far_as_it_came(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context()
    then = tables(context)
    batch = _stopped_after(context, monkeypatch, 2)
    assert len(list(context.store.all())) == 2
    assert undone(context, batch).counts[RowUndo.TAKEN_BACK] == 2
    assert tables(context) == then


def test_too_late_is_said(make_context: ContextMaker) -> None:
    batch = brought_in(make_context(today="2026-03-16"), FILE)
    with pytest.raises(NotPossible, match="cannot be undone"):
        take_back(make_context(today="2026-04-20"), by(EDITOR), batch.id)


def test_a_volunteer_may_not(make_context: ContextMaker) -> None:
    context = make_context()
    batch = brought_in(context, FILE)
    with pytest.raises(NotAllowed):
        take_back(context, by(VOLUNTEER), batch.id)
    assert get_batch(context, batch.id).state is BatchState.APPLIED


def _stopped_after(context: Context, monkeypatch: pytest.MonkeyPatch, rows: int) -> ImportBatch:
    """A batch in whose second transaction the power goes."""
    from assetmap.services.imports import applying
    from tests.services.imports.batches import begun

    monkeypatch.setattr(applying, "CHUNK", rows)
    batch = begun(context, FILE)
    keep, chunks = applying._keep, []

    def stop_at_the_second(*given: object) -> None:
        chunks.append(given)
        if len(chunks) > 1:
            raise KeyboardInterrupt
        keep(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(applying, "_keep", stop_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        apply_batch(context, batch)
    monkeypatch.undo()
    return replace(get_batch(context, batch.id))


def test_whole_listings_come_back_as_they_were(make_context: ContextMaker) -> None:
    context = make_context()
    take(context, FILE)
    before = [load_for_update(context, each.listing.id).listing for each in context.store.all()]
    undone(context, brought_in(context, LATER))
    after = [load_for_update(context, each.listing.id).listing for each in context.store.all()]
    assert after == before
