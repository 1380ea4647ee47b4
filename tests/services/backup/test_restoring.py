"""A backup comes back whole or not at all: see tests/cli/test_restore.py for the command."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.bootstrap import open_context, opened_store, take_records
from assetmap.config import Config
from assetmap.services.backup import backing_up, restoring
from assetmap.services.backup.backing_up import KeyWish, back_up
from assetmap.services.backup.keys import KeyRefused
from assetmap.services.backup.restoring import KeyFound, KeySource, check_backup, restore
from assetmap.storage.backup.manifest import BadBackup
from assetmap.storage.sqlite.snapshot import look_into
from assetmap.storage.store import Unavailable
from tests.conftest import KEY, ContextMaker
from tests.factories import a_listing
from tests.storage.sqlite.test_snapshot import damage, newer
from tests.time_bank import the_time_bank


@pytest.fixture
def config(make_context: ContextMaker) -> Config:
    """A directory with a listing and a borough file."""
    context = make_context(a_listing("a"))
    (context.config.borough / "old").mkdir(parents=True)
    (context.config.borough / "old" / "notes").write_text("notes")
    return context.config


@pytest.fixture
def file(config: Config, tmp_path: Path) -> Path:
    """A backup of it, and its key in `key`."""
    with opened_store(config) as store:
        back_up(config, store, tmp_path / "b.zip", KeyWish(tmp_path / "key"))
    return tmp_path / "b.zip"


@pytest.fixture
def new(config: Config, tmp_path: Path) -> Config:
    """The settings on another machine."""
    return replace(config, home=tmp_path / "far" / "away", secret_key="")


def test_directory_comes_back(file: Path, config: Config, new: Config) -> None:
    done = restore(new, file, KeySource(file.with_name("key")), take_records)
    assert (done.key, done.manifest.listings) == (KeyFound.GIVEN, 1)
    assert sorted(path.name for path in new.home.iterdir()) == [
        *("assetmap.db", "borough", "secret.key"),
    ]
    assert (new.borough / "old" / "notes").read_text() == "notes"
    again, original = open_context(new), open_context(config)
    assert list(again.store.all()) == list(original.store.all())
    assert again.config.secret_key == KEY
    assert again.indexer.compare().agrees
    original.close()
    again.close()


def test_the_ledger_comes_back_and_is_guarded_again(
    config: Config, new: Config, tmp_path: Path
) -> None:
    """TB2: a restored copy refuses what the original does."""
    original = open_context(config)
    the_time_bank(original)
    transfers, balances = original.store.ledger.transfers(), original.store.ledger.balances()
    original.close()
    with opened_store(config) as store:
        back_up(config, store, tmp_path / "bank.zip", KeyWish(tmp_path / "bank.key"))
    restore(new, tmp_path / "bank.zip", KeySource(tmp_path / "bank.key"), take_records)
    again = open_context(new)
    assert (again.store.ledger.transfers(), again.store.ledger.balances()) == (transfers, balances)
    assert again.store.ledger.faults() == []
    again.close()
    with closing(sqlite3.connect(new.database, isolation_level=None)) as db:
        for table in ("ledger_accounts", "ledger_transfers", "ledger_entries"):
            for attack in (f"UPDATE {table} SET rowid = 1", f"DELETE FROM {table}",
                           f"REPLACE INTO {table} SELECT * FROM {table}"):  # fmt: skip
                with pytest.raises(sqlite3.Error):
                    db.execute(attack)


def test_empty_directory_stays_the_same_one(file: Path, new: Config) -> None:
    new.home.mkdir(parents=True)
    before = new.home.stat().st_ino  # a disk of its own cannot be replaced
    restore(new, file, KeySource(), take_records)
    assert new.home.stat().st_ino == before


@pytest.mark.parametrize("is_there", [False, True])
def test_restore_that_fails_in_its_last_step_leaves_the_directory_as_it_was(
    file: Path, new: Config, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    if is_there:
        new.home.mkdir(parents=True)
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name == "borough":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(restoring.Path, "rename", full)
    with pytest.raises(BadBackup, match="No space left on device; nothing was restored"):
        restore(new, file, KeySource(file.with_name("key")), take_records)
    assert new.home.exists() == is_there
    assert not is_there or list(new.home.iterdir()) == []


def test_key_of_something_else_is_refused_before_anything_is_left(
    file: Path, new: Config, tmp_path: Path
) -> None:
    (tmp_path / "other").write_text("x" * 64)
    for settings, source, message in (
        (new, KeySource(tmp_path / "other"), "is not the key that this data was written with"),
        (new, KeySource(tmp_path / "gone"), "cannot be used"),
        (replace(new, secret_key="x"), KeySource(), "ASSETMAP_SECRET_KEY is not the key"),
        (replace(new, secret_key="x"), KeySource(file.with_name("key")), "is set to another key"),
    ):
        with pytest.raises(Unavailable, match=message):
            restore(settings, file, source, take_records)
        with pytest.raises(Unavailable, match=message):
            check_backup(file, source, settings.secret_key)
        assert not new.home.parent.exists()


@pytest.mark.parametrize("spoil", [damage, newer])
def test_damaged_and_newer_records_are_refused_though_the_checksums_are_right(
    config: Config,
    new: Config,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path], None],
) -> None:
    with opened_store(config) as store, monkeypatch.context() as patch:
        whole, copy_to = look_into(config.database), store.copy_to

        def spoiled(path: Path) -> None:
            copy_to(path)
            spoil(path)

        patch.setattr(store, "copy_to", spoiled)
        patch.setattr(backing_up, "look_into", lambda *_: whole)
        back_up(config, store, tmp_path / "bad.zip")
    with pytest.raises(Unavailable, match=r"damaged|cannot be used|newer version"):
        restore(new, tmp_path / "bad.zip", KeySource(), take_records)
    with pytest.raises(Unavailable, match=r"damaged|cannot be used|newer version"):
        check_backup(tmp_path / "bad.zip", KeySource(), "")
    assert not new.home.parent.exists()


def test_key_is_refused_as_such(file: Path, new: Config) -> None:
    with pytest.raises(KeyRefused):
        check_backup(file, KeySource(), "another")
    assert check_backup(file, KeySource(), KEY).key is KeyFound.IN_SETTINGS
    assert check_backup(file, KeySource(is_lost=True), "").key is KeyFound.TO_BE_NEW
    assert not new.home.exists()
