"""Copies of the records: whole while somebody writes, and looked into before they are trusted."""

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assetmap.domain.key_check import key_check
from assetmap.storage.sqlite.migrations import NEWEST, names
from assetmap.storage.sqlite.snapshot import (
    RecordsFile,
    copies_before_upgrades,
    copy_records,
    look_into,
    look_into_bytes,
)
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from assetmap.storage.store import Unavailable
from assetmap.storage.tables import KEY_CHECKS
from tests.factories import a_listing
from tests.storage.test_earlier_home import left_at

CHECK = key_check("the key", datetime(2026, 3, 16, tzinfo=UTC))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Records of two listings and the check of a key, whose newest change is in the log alone."""
    store = SqliteStore(tmp_path / "assetmap.db")
    with store.transaction() as uow:
        uow.save_listing(a_listing("a"))
        uow.save(KEY_CHECKS, CHECK)
    with store.transaction() as uow:
        uow.save_listing(a_listing("b"))
    store.close()
    return tmp_path / "assetmap.db"


def test_copy_is_one_file_with_everything_while_somebody_writes(file: Path, tmp_path: Path) -> None:
    writer = SqliteStore(file)
    with writer.transaction() as uow:
        uow.save_listing(a_listing("not yet"))
        copy_records(file, tmp_path / "copy")
    writer.close()
    assert look_into(tmp_path / "copy") == RecordsFile(2, NEWEST, CHECK)
    assert look_into_bytes((tmp_path / "copy").read_bytes(), file) == RecordsFile(2, NEWEST, CHECK)
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy"]
    again = SqliteStore(tmp_path / "copy")
    assert [record.listing.id for record in again.all()] == ["a", "b"]
    again.close()


def test_copy_is_written_over_nothing(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    for target in (other, tmp_path / "nowhere" / "copy"):
        with pytest.raises(Unavailable, match="cannot be written"):
            copy_records(file, target)
    assert other.read_text() == "mine"


def test_copy_of_what_is_no_store_leaves_no_file(tmp_path: Path) -> None:
    bad = tmp_path / "assetmap.db"
    bad.write_text("not a database, and longer than its header would be " * 20)
    with pytest.raises(Unavailable, match="cannot be used"):
        copy_records(bad, tmp_path / "copy")
    assert list(tmp_path.iterdir()) == [bad]


def damage(file: Path) -> None:
    """Overwrite the inside of every page but the first."""
    content = bytearray(file.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page + 8 : page + 200] = b"\xff" * 192
    file.write_bytes(content)


def test_damage_is_seen_and_nothing_written(file: Path, tmp_path: Path) -> None:
    copy_records(file, tmp_path / "copy")
    damage(tmp_path / "copy")
    before = sorted(tmp_path.iterdir())
    for look in (
        lambda: look_into(tmp_path / "copy"),
        lambda: look_into_bytes((tmp_path / "copy").read_bytes(), tmp_path / "copy"),
    ):
        with pytest.raises(Unavailable, match=r"copy (are damaged|cannot be used)"):
            look()
    assert sorted(tmp_path.iterdir()) == before


def test_file_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other")) as other:
        other.execute("CREATE TABLE listings (id TEXT)")
    with pytest.raises(Unavailable, match="does not hold the records"):
        look_into(tmp_path / "other")


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('assetmap', '9999_later', '2027-01-01')"
        )


def test_newer_records_are_refused_in_words_and_left_alone(file: Path) -> None:
    newer(file)
    before = file.read_bytes()
    message = (
        f"the records in {file} were written by a newer version of the program: they have "
        f"9999_later, and this version knows changes up to {NEWEST}. Install that version again, "
        "or restore a backup that was made before the upgrade."
    )
    for refuses in (SqliteStore, look_into):
        with pytest.raises(Unavailable) as refused:
            refuses(file)
        assert str(refused.value) == message
    assert file.read_bytes() == before
    assert copies_before_upgrades(file) == []


def test_new_and_current_records_are_not_copied(file: Path) -> None:
    SqliteStore(file).close()
    assert copies_before_upgrades(file) == []


def test_copy_is_made_before_an_upgrade_and_taken_out_with_erased_data(tmp_path: Path) -> None:
    file = left_at(tmp_path / "home") / "assetmap.db"
    with closing(sqlite3.connect(file)) as then:
        listings = then.execute("SELECT id, document FROM listings ORDER BY id").fetchall()
    for _ in range(2):
        store = SqliteStore(file)
        (copy,) = copies_before_upgrades(file)
        assert list(store.earlier_copies()) == [copy]
        assert (copy.name, stat.S_IMODE(copy.stat().st_mode)) == (
            f"assetmap.db.before-{NEWEST[:4]}",
            0o600,
        )
        with closing(sqlite3.connect(copy)) as kept:
            assert kept.execute("SELECT id, document FROM listings ORDER BY id").fetchall() == (
                listings
            )
        store.close()
    assert look_into(copy).newest in names()
    assert look_into(copy).newest != NEWEST
    store = SqliteStore(file)
    store.scrub()
    store.close()
    assert copies_before_upgrades(file) == []


def test_upgrade_that_cannot_be_copied_is_not_begun(
    tmp_path: Path,
) -> None:
    file = left_at(tmp_path / "home") / "assetmap.db"
    before = look_into(file)
    (tmp_path / "home" / f"assetmap.db.before-{NEWEST[:4]}.part").mkdir()
    with pytest.raises(Unavailable, match=r"before-.* cannot be written"):
        SqliteStore(file)
    assert look_into(file) == before
