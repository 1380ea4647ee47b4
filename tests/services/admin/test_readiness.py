"""What the answer of /healthz is made of."""

import os
import shutil
import sqlite3
from collections import namedtuple
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assetmap.app import create_app
from assetmap.domain.mail_queue import QueuedEmail
from assetmap.services.admin import readiness as module
from assetmap.services.admin.readiness import Readiness, readiness
from assetmap.services.context import Context
from assetmap.storage.tables import EMAILS
from tests.conftest import ContextMaker
from tests.factories import a_listing


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("a"))


def asked(context: Context) -> tuple[int, object]:
    answer = create_app(context).test_client().get("/healthz")
    return answer.status_code, answer.json


def put_letter(context: Context, late: timedelta) -> None:
    now = context.clock.now()
    with context.store.transaction() as uow:
        uow.save(
            EMAILS,
            QueuedEmail("l", "x@example.org", "Subject", "Text", "", "about", now, now - late),
        )


def test_copy_that_is_well_says_no_more_than_that(context: Context) -> None:
    assert readiness(context) == Readiness()
    assert asked(context) == (200, {"status": "ok"})


def test_changes_that_wait_for_the_index_are_counted(context: Context) -> None:
    with context.store.transaction() as uow:
        uow.save_listing(a_listing("b"))
    assert readiness(context) == Readiness(index_changes=1)
    assert asked(context) == (200, {"status": "ok", "behind": {"index_changes": 1}})
    context.indexer.rebuild()
    assert readiness(context) == Readiness()


def queued_for(context: Context, minutes: int) -> None:
    """A change that has waited for the index for so long."""
    with context.store.transaction() as uow:
        uow.save_listing(a_listing("b"))
    with closing(sqlite3.connect(context.config.database)) as connection, connection:
        connection.execute("UPDATE index_queue SET queued_at = queued_at - ?", (60 * minutes,))


def test_change_that_waits_long_for_the_index_is_told_by_its_age(context: Context) -> None:
    queued_for(context, 20)
    found = readiness(context)
    assert found == Readiness(index_changes=1, index_late_s=found.index_late_s)
    assert found.index_late_s // 60 == 20
    status, told = asked(context)
    assert isinstance(told, dict)
    assert (status, told["status"], set(told["behind"])) == (
        *(200, "ok", {"index_changes", "index_late_s"}),
    )


def test_index_that_is_far_behind_is_failing(context: Context) -> None:
    queued_for(context, 31)
    why = ["changes have waited for the index for 31 minutes"]
    assert asked(context) == (503, {"status": "failing", "why": why})
    assert context.indexer.catch_up()
    assert asked(context) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("late", "seconds"),
    [
        (timedelta(hours=-24), 0),  # refused, and to be tried again tomorrow
        (timedelta(minutes=15), 0),
        (timedelta(minutes=16), 960),
    ],
)
def test_letters_are_late_when_nobody_tries_them(
    context: Context, late: timedelta, seconds: int
) -> None:
    put_letter(context, late)
    assert readiness(context) == Readiness(letters_late_s=seconds)
    told = {"status": "ok"} | ({"behind": {"letters_late_s": seconds}} if seconds else {})
    assert asked(context) == (200, told)


FAILING = (503, {"status": "failing", "why": ["the records cannot be written"]})


def test_records_that_cannot_be_written_are_failing(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda place, mode: place != context.config.database)
    assert asked(context) == FAILING


def test_folder_of_all_machines_that_is_gone_is_failing(context: Context, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    context.config = replace(context.config, shared_folder=shared)
    assert readiness(context) == Readiness()
    shared.rmdir()
    assert readiness(context) == Readiness(("the records cannot be written",))


def test_disk_without_room_is_failing(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    free = module.ROOM_LEAST - 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(0, 0, free))
    assert asked(context) == FAILING


def test_damaged_records_are_failing(context: Context) -> None:
    context.store.close()
    context.config.database.write_bytes(b"no database" * 1000)
    assert readiness(context) == Readiness(("the records or the index do not answer",))
