"""The figures of one moment."""

import shutil
from dataclasses import replace
from datetime import timedelta

from assetmap.domain.listings.listing import Status
from assetmap.domain.mail_queue import EmailState, QueuedEmail
from assetmap.services.admin.measures import Measures, measures
from assetmap.services.backup.last_backup import keep_last_backup
from assetmap.services.checks.upkeep_state import UpkeepState, keep_state
from assetmap.storage.tables import EMAILS
from tests.conftest import ContextMaker
from tests.factories import a_listing

NONE = dict.fromkeys(Status, 0)


def test_new_directory_has_done_nothing_yet(make_context: ContextMaker) -> None:
    found = measures(make_context())
    assert found == Measures(0, 0, 0, 0, 0, NONE, None, None, found.disk_free)


def test_each_figure_is_of_what_it_says(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"), a_listing("draft", status=Status.DRAFT))
    now, home = context.clock.now(), context.config.home
    letter = QueuedEmail("1", "x@example.org", "Subject", "Text", "", "about", now, now)
    with context.store.transaction() as uow:
        uow.save_listing(a_listing("b"))
        for number, state in enumerate((*[EmailState.WAITING] * 2, EmailState.GIVEN_UP)):
            uow.save(EMAILS, replace(letter, id=str(number), state=state))
    keep_last_backup(home, now - timedelta(hours=3))
    keep_state(home, UpkeepState(ran_at=now - timedelta(days=1)))
    found = measures(context)
    assert found == Measures(
        index_versions_behind=1,
        index_queue=1,
        index_queue_age_s=found.index_queue_age_s,
        letters_waiting=2,
        letters_given_up=1,
        listings={**NONE, Status.PUBLISHED: 2, Status.DRAFT: 1},
        backup_age_s=10_800.0,
        upkeep_age_s=86_400.0,
        disk_free=found.disk_free,
    )
    assert 0 <= found.index_queue_age_s < 60
    assert 0 < found.disk_free <= shutil.disk_usage(home).total
