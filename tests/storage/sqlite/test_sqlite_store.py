"""What is SQLite's own: the file, its settings, and everything that can be wrong with it."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from assetmap.domain.listings.listing import Contact, Listing
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from assetmap.storage.store import Unavailable
from tests.factories import a_listing
from tests.storage.taken_out import holds_secret, keep_secret, take_out_secret

ROOT = Path(__file__).parents[3]
SECRETS = ("01632 960666", "home@example.org", "https://home.example.org", "Maureen at home")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store's file with two listings in it, one with a private contact."""
    file = tmp_path / "home" / "assetmap.db"
    store = SqliteStore(file)
    with store.transaction() as uow:
        uow.save_listing(a_listing("a", private=Contact(*SECRETS)))
        uow.save_listing(a_listing("b"))
    store.close()
    return file


def ids(file: Path) -> list[str]:
    store = SqliteStore(file)
    try:
        return [record.listing.id for record in store.all()]
    finally:
        store.close()


def put(store: SqliteStore, *listings: Listing) -> None:
    with store.transaction() as uow:
        for listing in listings:
            uow.save_listing(listing)


def in_a_small_disk(home: Path, most: int, *arguments: str) -> tuple[int, str, str]:
    """The command line in a process that may make no file longer than `most` bytes."""
    code = (
        "import resource, sys; most = int(sys.argv[1]);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (most, most));"
        "from assetmap.cli.main import main; main(sys.argv[2:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(most), *arguments],
        env={**os.environ, "ASSETMAP_HOME": str(home)},
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def test_private_contact_stands_in_no_other_table_of_the_file(file: Path) -> None:
    connection = sqlite3.connect(file)
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    ]
    holding = [
        table
        for table in tables
        for row in connection.execute(f"SELECT * FROM {table}")
        if any(secret in str(value) for value in row for secret in SECRETS)
    ]
    listings = connection.execute("SELECT * FROM listings").fetchall()
    connection.close()
    assert holding == ["private_contacts"]
    assert len(listings) == 2


def test_file_is_in_wal_mode_with_foreign_keys_on(
    file: Path, durability: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assetmap.storage.sqlite.connection.DURABILITY", durability)
    store = SqliteStore(file)
    pragmas = ("journal_mode", "foreign_keys", "synchronous")
    found = [store._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    with pytest.raises(sqlite3.IntegrityError):
        store._connection.execute("DELETE FROM listings WHERE id = 'a'")
    store.close()
    assert found == ["wal", 1, 2]


def test_closed_store_leaves_one_file(file: Path) -> None:
    assert [path.name for path in file.parent.iterdir()] == ["assetmap.db"]


@pytest.mark.parametrize("damage", ["text", "header", "middle"])
def test_damaged_file_is_unavailable_and_left_as_it_is(file: Path, damage: str) -> None:
    whole = file.read_bytes()
    hurt = {
        "text": b"this is no database, " * 500,
        "header": b"\x00" * 100 + whole[100:],
        "middle": whole[:4096] + b"\xff" * (len(whole) - 4096),
    }[damage]
    file.write_bytes(hurt)
    with pytest.raises(Unavailable, match=f"^the records in {file} cannot be used: "):
        ids(file)
    assert file.read_bytes() == hurt


def test_damaged_file_is_unavailable_by_every_way_of_reading(file: Path) -> None:
    store = SqliteStore(file)
    store.close()
    store = SqliteStore(file)
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * (file.stat().st_size - 4096))
    for read in (
        store.version,
        lambda: store.get_listing("a"),
        lambda: store.private_contact("a"),
        lambda: store.source_ids("test"),
        store.sources,
        lambda: list(store.all()),
        lambda: list(store.changed_since(0)),
        store.queued,
        store.longest_queued,
        lambda: store.ack(1),
        lambda: store.transaction().__enter__(),
    ):
        with pytest.raises(Unavailable):
            read()
    store.close()


def test_folder_in_place_of_the_file_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "assetmap.db").mkdir()
    with pytest.raises(Unavailable, match="unable to open database file"):
        SqliteStore(tmp_path / "assetmap.db")


def test_data_directory_under_a_regular_file_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable) as caught:
        SqliteStore(tmp_path / "file" / "home" / "assetmap.db")
    assert str(caught.value) == (
        f"cannot make the data directory {tmp_path}/file/home: Not a directory"
    )


def test_file_that_may_grow_no_more_keeps_nothing_of_the_transaction(file: Path) -> None:
    store = SqliteStore(file)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    many = [a_listing(f"many-{number}", description="long " * 100) for number in range(200)]
    with pytest.raises(Unavailable, match="database or disk is full"):
        put(store, *many)
    assert [record.listing.id for record in store.all()] == ["a", "b"]
    assert (store.version(), [row.listing_id for row in store.queued()]) == (1, ["a", "b"])
    store._connection.execute("PRAGMA max_page_count = 100000")
    with store.transaction() as uow:
        uow.save_listing(a_listing("c"))
    store.close()
    assert ids(file) == ["a", "b", "c"]


@pytest.mark.parametrize("most", [0, 4_000, 40_000, 120_000])
def test_full_disk_refuses_in_one_line_and_keeps_nothing_by_halves(
    tmp_path: Path, postcode_cache: Path, most: int
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").symlink_to(postcode_cache)
    status, _, said = in_a_small_disk(home, most, "init", "--sample")
    assert (status, said.count("\n")) == (2, 1)
    assert said.startswith(f"assetmap: the records in {home}/assetmap.db cannot be used: ")
    store = SqliteStore(home / "assetmap.db")
    assert (list(store.all()), store.version(), list(store.queued())) == ([], 0, [])
    with store.transaction() as uow:
        uow.save_listing(a_listing())
    store.close()
    assert ids(home / "assetmap.db") == ["knit-club"]


def test_disk_that_is_full_for_the_index_keeps_the_records_and_their_queue(
    tmp_path: Path, postcode_cache: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").symlink_to(postcode_cache)
    assert in_a_small_disk(home, 10**9, "init")[0] == 0
    rows = "\n".join(
        f"Group {n},RM17 6SL,{' '.join(f'word{n}x{k}' for k in range(60))}" for n in range(150)
    )
    (tmp_path / "many.csv").write_text(f"name,postcode,description\n{rows}\n")
    # Enough for the records, too little for the index, which spells out every word once more.
    status, _, said = in_a_small_disk(
        home, 700_000, "import", str(tmp_path / "many.csv"), "--publish"
    )
    assert (status, said) == (
        0,  # the records are kept, so the import went well
        (
            "the index is behind the records and is tried again: "
            f"the index in {home}/index cannot be written (File too large); "
            "the records are kept and go into it the next time\n"
        ),
    )
    store = SqliteStore(home / "assetmap.db")
    assert (len(list(store.all())), len(store.queued())) == (150, 150)
    store.close()
    status, said, _ = in_a_small_disk(home, 10**9, "index", "check")
    assert (status, said) == (0, "The index agrees with the records\n")


def test_read_only_file_can_be_read_and_not_written(file: Path, tmp_path: Path) -> None:
    """Root may write anything, so the file is opened through SQLite's own read-only mode."""
    store = SqliteStore(file)
    store._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(Unavailable, match="attempt to write a readonly database"):
        put(store, a_listing("c"))
    assert [record.listing.id for record in store.all()] == ["a", "b"]
    store.close()
    copy = shutil.copy(file, tmp_path / "copy.db")
    assert ids(Path(copy)) == ["a", "b"]


def test_what_changed_is_found_without_going_through_what_did_not(tmp_path: Path) -> None:
    """Every process asks after each write: SQLite looked at all listings by id in search of one."""

    def work(store: SqliteStore, generation: int) -> tuple[list[str], int]:
        """What changed, and how many steps of its own machine SQLite took."""
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        connection = store._connection.raw  # SQLite counts for a connection alone
        connection.set_progress_handler(count, 1)
        found = [each.listing.id for each in store.changed_since(generation, most=201)]
        connection.set_progress_handler(None, 1)
        return found, steps

    taken = []
    for size in (10, 300):
        store = SqliteStore(tmp_path / f"{size}.db")
        put(store, *(a_listing(f"n-{number:03}") for number in range(size)))
        put(store, a_listing("n-004"), a_listing("n-002"))
        found, steps = work(store, store.version() - 1)
        assert found == ["n-002", "n-004"]
        taken.append(steps)
        store.close()
    assert taken[1] <= taken[0] + 10


def test_scrubbed_file_holds_nothing_that_was_taken_out(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "assetmap.db")
    keep_secret(store)
    assert holds_secret(tmp_path)
    take_out_secret(store)
    assert not holds_secret(tmp_path)
    store.close()
