"""Batches worked on by whoever comes first."""

import threading

import pytest

from assetmap.domain.imports.import_batch import BatchState
from assetmap.services.imports.batch_files import alone
from assetmap.services.imports.batch_work import (
    resume_stopped,
    start_work,
    stopped_batches,
    work_on,
)
from assetmap.services.imports.batches import get_batch
from tests.conftest import KEY, ContextMaker
from tests.services.imports.batches import begun
from tests.services.imports.test_applying import NINE


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (BatchState.UPLOADED, BatchState.UPLOADED),
        (BatchState.CHECKING, BatchState.CHECKED),
        (BatchState.APPLYING, BatchState.APPLIED),
        (BatchState.UNDOING, BatchState.UNDONE),
    ],
)
def test_each_goes_on_until_people_are_asked(
    make_context: ContextMaker, state: BatchState, after: BatchState
) -> None:
    context = make_context()
    assert work_on(context, begun(context, NINE, state=state).id).state is after


def test_nothing_is_done_while_another_is_at_it(make_context: ContextMaker) -> None:
    context = make_context()
    batch = begun(context, NINE)
    with alone(context, batch.id):
        assert stopped_batches(context) == []
        assert work_on(context, batch.id).state is BatchState.APPLYING
    assert [each.id for each in stopped_batches(context)] == [batch.id]
    assert [each.state for each in resume_stopped(context)] == [BatchState.APPLIED]
    assert resume_stopped(context) == []


def test_a_process_of_its_own_brings_it_in(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context()
    monkeypatch.setenv("ASSETMAP_SECRET_KEY", KEY)
    batch = begun(context, NINE)
    start_work(context, batch.id)
    [waits] = [each for each in threading.enumerate() if each.name == "import"]
    waits.join(60)
    assert get_batch(context, batch.id).state is BatchState.APPLIED
    assert len(list(context.store.all())) == 9
