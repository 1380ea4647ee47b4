"""What a served copy stands on, well and not, and what the doctor says to do."""

import shutil
from collections import namedtuple
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assetmap.domain.mail_queue import EmailState, QueuedEmail
from assetmap.services.admin import server_health
from assetmap.services.admin.health import Finding
from assetmap.services.admin.server_health import examine_server
from assetmap.services.backup.last_backup import keep_last_backup
from assetmap.services.checks.upkeep_state import UpkeepState, keep_state
from assetmap.services.context import Context
from assetmap.services.imports.batch_files import note_asked
from assetmap.storage.tables import EMAILS
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.imports.batches import begun


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context(a_listing("a"))
    context.config.home.chmod(0o700)
    return context


def served_at(context: Context, address: str) -> Context:
    context.config = replace(context.config, public_url=address, public_url_given=True)
    return context


def found(context: Context) -> dict[str, Finding]:
    return {each.what: each for each in examine_server(context)}


def trouble(context: Context) -> dict[str, str]:
    return {each.what: each.says for each in examine_server(context) if not each.is_well}


def test_copy_that_is_tried_out_owes_nothing(context: Context) -> None:
    says = {each.what: each.says for each in examine_server(context)}
    assert says.pop("Disk").endswith(" GB free")
    assert says == {
        "Files": "the owner's alone",
        "Integrity": "the records are undamaged",
        "Daily work": "has never run",
        "Letters": "none given up",
        "Imports": "none stopped half-way",
        "Backup": "none was made yet",
        "Public address": "not set: links begin with http://127.0.0.1:8000",
    }
    assert trouble(context) == {}


def test_served_copy_owes_daily_work_and_backups(context: Context) -> None:
    served_at(context, "https://directory.example.org")
    assert trouble(context) == {"Daily work": "has never run", "Backup": "none was made yet"}
    now = context.clock.now()
    keep_state(context.config.home, UpkeepState(ran_at=now - timedelta(hours=49)))
    keep_last_backup(context.config.home, now - timedelta(hours=49))
    assert trouble(context) == {}
    keep_state(context.config.home, UpkeepState(ran_at=now - timedelta(hours=51)))
    keep_last_backup(context.config.home, now - timedelta(hours=51))
    day = (now - timedelta(hours=51)).date().isoformat()
    assert trouble(context) == {
        "Daily work": f"last done on {day}",
        "Backup": f"the newest is of {day}",
    }


def test_daily_work_that_stands_still_is_told_with_its_reason(context: Context) -> None:
    stopped = UpkeepState(stopped_at=context.clock.now(), why=("The clock is wrong.",))
    keep_state(context.config.home, stopped)
    day = context.clock.today().isoformat()
    assert found(context)["Daily work"] == Finding(
        *("Daily work", False, f"stopped on {day}: The clock is wrong."),
        "if all is right: assetmap upkeep run --yes",
    )


@pytest.mark.parametrize(
    ("address", "is_well"),
    [
        ("https://directory.example.org", True),
        ("http://directory.example.org", False),
        ("http://10.0.0.5:8000", False),
        ("http://localhost:8001", True),
        ("http://127.0.0.1:8001", True),
        ("http://[::1]:8001", True),
    ],
)
def test_public_address_without_https_is_for_this_machine_alone(
    context: Context, address: str, *, is_well: bool
) -> None:
    assert found(served_at(context, address))["Public address"].is_well is is_well


def test_disk_that_is_nearly_full_is_told(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    for free, is_well in ((server_health.ROOM_LEAST, True), (server_health.ROOM_LEAST - 1, False)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: usage(0, 0, free))
        finding = found(context)["Disk"]
        assert (finding.is_well, finding.says) == (is_well, "0.5 GB free")


def test_files_that_others_can_read_are_named(context: Context) -> None:
    context.config.database.chmod(0o644)
    assert trouble(context) == {"Files": "not the owner's alone: assetmap.db"}
    context.config.database.chmod(0o600)
    (context.config.home / "mine.txt").touch(0o644)  # what else is kept there is not ours
    assert trouble(context) == {}


def test_files_of_all_machines_that_others_can_read_are_named(
    context: Context, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o700)
    context.config = replace(context.config, shared_folder=shared)
    (shared / "secret.key").touch()
    (shared / "secret.key").chmod(0o644)
    (found,) = [each for each in examine_server(context) if each.what == "Files"]
    assert (found.is_well, found.says) == (False, "not the owner's alone: secret.key")
    assert found.mend.startswith(f"as root: chown -R --reference={shared} {shared}, ")


def test_letters_that_were_given_up_are_counted(context: Context) -> None:
    with context.store.transaction() as uow:
        for number in range(2):
            uow.save(EMAILS, a_letter(context, f"l{number}"))
    assert trouble(context) == {"Letters": "2 could not be delivered"}


def a_letter(context: Context, letter_id: str) -> QueuedEmail:
    now = context.clock.now()
    return QueuedEmail(
        *(letter_id, "x@example.org", "Subject", "Text", "", f"about {letter_id}", now, now),
        state=EmailState.GIVEN_UP,
    )


def test_imports_that_stopped_half_way_are_named(context: Context) -> None:
    batch = begun(context, "name,kind\nWool,group\n")
    assert trouble(context) == {"Imports": f"stopped half-way: {batch.id} (list.csv)"}
    note_asked(context, batch.id)  # somebody is on the way
    assert trouble(context) == {}


def test_damaged_records_are_told(context: Context) -> None:
    with context.store.transaction() as uow:
        for number in range(200):
            uow.save_listing(a_listing(f"x{number}"))
    context.store.close()
    content = bytearray(context.config.database.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    context.config.database.write_bytes(content)
    look = server_health._about_damage(context)
    assert (look.is_well, "damaged" in look.says) == (False, True)
