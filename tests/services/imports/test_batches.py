"""Batches made, and moved from one state to the next by people who may."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.domain.imports.import_batch import BatchState, ImportBatch
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.people.people import NotAllowed
from assetmap.exchange.incoming import BadFile
from assetmap.services.context import Context
from assetmap.services.imports.batch_files import alone, file_of, imports_folder
from assetmap.services.imports.batches import (
    all_batches,
    bring_in,
    choose,
    drop_batch,
    drop_waiting,
    get_batch,
    read_batch,
    rows_of,
    save_batch,
    start_batch,
    states_going_on,
    take_back,
)
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, VOLUNTEER, by
from tests.services.imports.batches import begun, brought_in
from tests.services.imports.test_applying import NINE


def test_a_batch_knows_its_file(make_context: ContextMaker) -> None:
    context = make_context()
    batch = begun(context, NINE, state=BatchState.UPLOADED)
    assert get_batch(context, batch.id) == batch
    assert (batch.format, batch.rows, batch.by) == ("CSV", 9, EDITOR.id)
    assert batch.id.startswith("20260316-")
    assert file_of(context, batch.id) == NINE.encode()
    assert len(read_batch(context, batch).rows) == 9
    assert [each.id for each in all_batches(context)] == [batch.id]


@pytest.mark.parametrize(
    ("name", "data", "source", "message"),
    [
        ("list.pdf", b"%PDF-1.4", "s", "This is a PDF"),
        ("list.csv", b"", "s", "The file is empty"),
        ("list.csv", NINE.encode(), " ", "Give the source a name"),
        ("list.csv", NINE.encode(), "s" * 101, "at most 100"),
    ],
)
def test_what_can_be_no_list_leaves_nothing(
    make_context: ContextMaker, name: str, data: bytes, source: str, message: str
) -> None:
    context = make_context()
    with pytest.raises(BadFile, match=message):
        start_batch(context, by(EDITOR), name, data, source)
    assert all_batches(context) == []
    assert not imports_folder(context).exists()


def test_a_volunteer_may_do_none_of_it(make_context: ContextMaker) -> None:
    context = make_context()
    batch = begun(context, NINE, state=BatchState.CHECKED)
    actor = by(VOLUNTEER)
    with pytest.raises(NotAllowed):
        start_batch(context, actor, "list.csv", NINE.encode(), "s")
    with pytest.raises(NotAllowed):
        choose(context, actor, batch.id, sheet="", choices=ColumnChoices())
    for act in (bring_in, drop_batch, take_back):
        with pytest.raises(NotAllowed):
            act(context, actor, batch.id)


CHOOSE = "choose"
Act = Callable[[Context, Actor, str], ImportBatch]
# From each state, what people may ask for.
POSSIBLE = {
    BatchState.UPLOADED: {CHOOSE, "drop_batch"},
    BatchState.CHECKING: {CHOOSE, "drop_batch"},
    BatchState.CHECKED: {CHOOSE, "bring_in", "drop_batch"},
    BatchState.APPLYING: {"bring_in", "take_back"},
    BatchState.APPLIED: {"take_back"},
    BatchState.UNDOING: {"take_back"},
    BatchState.UNDONE: {"take_back"},  # it stays so
    BatchState.DROPPED: set[str](),
}


@pytest.mark.parametrize("state", BatchState)
def test_each_state_lets_people_do_what_makes_sense(
    make_context: ContextMaker, state: BatchState
) -> None:
    context = make_context()
    batch = begun(context, NINE, state=state)
    found = {
        name
        for name in ("bring_in", "drop_batch", "take_back", CHOOSE)
        if _can(context, batch, name)
    }
    assert found == POSSIBLE[state]


def _can(context: Context, batch: ImportBatch, name: str) -> bool:
    save_batch(context, batch)
    try:
        if name == CHOOSE:
            choose(context, by(EDITOR), batch.id, sheet="", choices=ColumnChoices())
        else:
            act = {"bring_in": bring_in, "drop_batch": drop_batch, "take_back": take_back}[name]
            act(context, by(EDITOR), batch.id)
    except NotPossible:
        return False
    return True


def test_one_that_is_dropped_leaves_its_name_alone(make_context: ContextMaker) -> None:
    context = make_context()
    batch = begun(context, NINE, state=BatchState.CHECKED)
    drop_batch(context, by(EDITOR), batch.id)
    assert get_batch(context, batch.id).state is BatchState.DROPPED
    assert rows_of(context, batch.id) == []
    with pytest.raises(BadFile):
        file_of(context, batch.id)


def test_one_that_is_not_there_is_not_found(make_context: ContextMaker) -> None:
    with pytest.raises(NotFound):
        get_batch(make_context(), "nothing")


def test_the_states_that_go_on(make_context: ContextMaker) -> None:
    assert set(states_going_on()) == {
        BatchState.CHECKING,
        BatchState.APPLYING,
        BatchState.UNDOING,
    }
    context = make_context()
    assert brought_in(context, NINE).state not in states_going_on()


def test_what_nobody_brought_in_for_a_week_is_dropped_with_its_file(
    make_context: ContextMaker,
) -> None:
    context = make_context(today="2026-03-16")
    waiting = [
        begun(context, NINE, state=each) for each in (BatchState.UPLOADED, BatchState.CHECKED)
    ]
    applied = brought_in(context, NINE)
    assert drop_waiting(make_context(today="2026-03-22")) == 0
    later = make_context(today="2026-03-24")
    assert drop_waiting(later) == 2
    assert {get_batch(later, each.id).state for each in waiting} == {BatchState.DROPPED}
    assert not any((imports_folder(context) / each.id).exists() for each in waiting)
    assert get_batch(later, applied.id).state is BatchState.APPLIED
    assert drop_waiting(later) == 0


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (BatchState.CHECKING, CHOOSE),
        (BatchState.CHECKING, "drop_batch"),
        (BatchState.APPLYING, "take_back"),
    ],
)
def test_what_is_being_worked_on_is_not_turned_round_under_its_worker(
    make_context: ContextMaker, state: BatchState, act: str
) -> None:
    context = make_context()
    batch = begun(context, NINE, state=state)
    with alone(context, batch.id):
        assert not _can(context, batch, act)
        assert get_batch(context, batch.id) == batch
    assert _can(context, batch, act)


@pytest.mark.parametrize(
    ("state", "act"), [(BatchState.APPLYING, bring_in), (BatchState.UNDOING, take_back)]
)
def test_to_ask_for_what_is_going_on_changes_nothing(
    make_context: ContextMaker, state: BatchState, act: Act
) -> None:
    context = make_context()
    batch = save_batch(context, replace(begun(context, NINE, state=state), done=3))
    with alone(context, batch.id):
        assert act(context, by(EDITOR), batch.id) == batch
    assert get_batch(context, batch.id) == batch
