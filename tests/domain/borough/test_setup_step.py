"""What is remembered of a step comes back from the store as it was."""

from datetime import datetime

from assetmap.clock import LONDON
from assetmap.domain.borough.setup_step import SetupOutcome, SetupStep
from assetmap.storage.tables import SETUP_STEPS
from tests.conftest import ContextMaker


def test_it_is_kept_whole(make_context: ContextMaker) -> None:
    context, at = make_context(), datetime(2026, 3, 16, 9, 0, tzinfo=LONDON)
    step = SetupStep("mail", SetupOutcome.FAILED, at, "mail.example.org:25", "It broke off.")
    with context.unit_of_work() as uow:
        uow.save(SETUP_STEPS, step)
    assert context.store.get(SETUP_STEPS, "mail") == step
