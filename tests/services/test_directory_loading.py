"""The listings of now are the same from the records, from files, and from files and changes."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assetmap.clock import LONDON
from assetmap.domain.listings.listing import Contact, Listing, Precision, Status, Where
from assetmap.search_index.hub_venues import shown_of
from assetmap.search_index.timetable import KeptTimes, Timetable
from assetmap.services import directory_files, directory_loading
from assetmap.services.context import Context
from assetmap.services.directory_files import FOLDER
from assetmap.services.privacy.retention import apply_retention
from assetmap.storage.unreadable import LISTINGS
from tests.conftest import ContextMaker
from tests.factories import GRAYS, TILBURY, a_listing

Damage = Callable[[Path], None]


@pytest.fixture(autouse=True)
def files_from_the_fourth_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory_loading, "MOST_FRESH", 3)


def some_listings() -> Iterator[Listing]:
    """Of every precision and status that is public, and drafts, with all that rows are made of."""
    for number, precision in enumerate(Precision):
        for status in (Status.PUBLISHED, Status.PAUSED, Status.DRAFT):
            yield a_listing(
                f"{precision}-{status}",
                name=f"Club {number}",
                status=status,
                where=Where(precision, "The Hall", point=GRAYS, area_served="Tilbury"),
                languages=("Polish",) if number % 2 else ("Urdu", "Polish"),
                getting_there="Bus 73 stops outside." if number else "",
                steward="somebody",
            )


def put(context: Context, *listings: Listing) -> None:
    with context.unit_of_work() as uow:
        for listing in listings:
            uow.save_listing(listing)


def told(context: Context) -> dict[str, Any]:
    """All that a context knows of the listings of now."""
    cached = context.directory_cache.current()
    return {
        "listings": dict(cached.listings),
        "rows": list(cached.snapshot.rows),
        "ids": list(cached.snapshot.ids),
        "choices": cached.snapshot.choices,
        **{name: repr(array.tolist()) for name, array in cached.snapshot.kept.arrays().items()},
    }


def as_made_anew(context: Context) -> dict[str, Any]:
    """The same of the records alone, without any files."""
    other = directory_files.DirectoryFiles(context.config.home / "nowhere")
    loader = directory_loading.DirectoryLoader(
        context.store, context.gazetteer, context.borough, other, context.clock.today
    )
    every = loader.records(context.store.version())
    shutil.rmtree(context.config.home / "nowhere", ignore_errors=True)
    return {
        "listings": dict(every.listings),
        "rows": list(every.rows),
        **{name: repr(array.tolist()) for name, array in every.kept.arrays().items()},
    }


def same(context: Context) -> bool:
    made, found = as_made_anew(context), told(context)
    wrong = [name for name, value in made.items() if found[name] != value]
    assert wrong == []
    return True


def folders(context: Context) -> list[Path]:
    return sorted(path for path in (context.config.home / FOLDER).iterdir() if path.is_dir())


@pytest.fixture
def filled(make_context: ContextMaker) -> Context:
    context = make_context()
    put(context, *some_listings())
    context.directory_cache.current()
    assert len(folders(context)) == 1
    return context


def test_files_say_what_the_records_do(filled: Context, make_context: ContextMaker) -> None:
    other = make_context()  # another process
    cached = other.directory_cache.current()
    assert isinstance(cached.snapshot.lat, np.ndarray)
    assert told(other) == told(filled)
    assert same(other)


def test_directory_that_is_small_has_no_files(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"), a_listing("b"))
    assert list(told(context)["listings"]) == ["a", "b"]
    assert not (context.config.home / FOLDER).exists()


@pytest.mark.parametrize(
    "changed",
    [
        [a_listing("venue-published", name="Purl")],
        [a_listing("venue-draft", where=Where(Precision.VENUE, point=TILBURY))],
        [a_listing("area-published", status=Status.ARCHIVED)],
        [a_listing("a-new-one"), a_listing("zz-another", languages=("Welsh",))],
        [replace(each, name=f"{each.name} again") for each in some_listings()],
    ],
)
def test_changes_are_taken_in_by_every_process(
    filled: Context, make_context: ContextMaker, changed: list[Listing]
) -> None:
    before = make_context()
    before.directory_cache.current()
    put(filled, *changed)
    after = make_context()
    assert told(before) == told(after) == told(filled)
    assert same(before)


def test_many_small_changes_are_written_to_new_files_behind_the_answers(filled: Context) -> None:
    (first,) = folders(filled)
    for number in range(5):
        put(filled, a_listing(f"new-{number}"))
        filled.directory_cache.current()
    filled.directory_cache.write_files()
    (now,) = folders(filled)
    assert now != first
    put(filled, a_listing("new-5"))
    assert len(told(filled)["listings"]) == len(list(some_listings())) + 6
    assert same(filled)


def _without_a_file(folder: Path) -> None:
    (folder / "snapshot.row.lat.npy").unlink()


def _cut(folder: Path) -> None:
    path = folder / "document.texts.npy"
    path.write_bytes(path.read_bytes()[:-100])


def _without_any(folder: Path) -> None:
    shutil.rmtree(folder)


def _older(folder: Path) -> None:
    """Files that were put back from a copy, of a generation that is gone."""
    mark = folder.name.partition("-")[0]
    folder.rename(folder.with_name(f"{mark}-0-0"))


def _of_another_program(folder: Path) -> None:
    version = folder.name.partition("-")[2]
    folder.rename(folder.with_name(f"0123456789abcdef-{version}"))


@pytest.mark.parametrize(
    "damage", [_without_a_file, _cut, _without_any, _older, _of_another_program]
)
def test_files_that_cannot_be_used_are_made_again(
    filled: Context, make_context: ContextMaker, damage: Damage
) -> None:
    wanted, (folder,) = told(filled), folders(filled)
    damage(folder)
    put(filled, a_listing("zz"))
    wanted = told(filled)
    other = make_context()
    assert told(other) == wanted
    assert same(other)


def test_what_cannot_be_read_is_known_to_those_who_open_files(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    put(context, *some_listings())
    with closing(sqlite3.connect(context.config.database, isolation_level=None)) as connection:
        connection.execute("UPDATE listings SET document = '{' WHERE id = 'venue-published'")
    context.directory_cache.current()
    other = make_context()
    assert "venue-published" not in told(other)["listings"]
    assert [(each.table, each.id) for each in other.store.unreadable()] == [
        (LISTINGS, "venue-published")
    ]
    with closing(sqlite3.connect(context.config.database, isolation_level=None)) as connection:
        document = connection.execute(
            "SELECT document FROM listings WHERE id = 'area-published'"
        ).fetchone()[0]
        mended = document.replace("area-published", "venue-published")
        connection.execute(
            "UPDATE listings SET document = ? WHERE id = 'venue-published'", [mended]
        )
    assert "venue-published" in told(make_context())["listings"]


def test_what_is_deleted_is_in_no_file(filled: Context, make_context: ContextMaker) -> None:
    put(filled, a_listing("secret", name="MARK the name"))
    with filled.unit_of_work() as uow:
        uow.delete_listings(["secret"])
        uow.must_rebuild = True
    written = b"".join(path.read_bytes() for path in (filled.config.home / FOLDER).rglob("*.npy"))
    assert b"MARK" not in written
    assert "secret" not in told(filled)["listings"]
    assert "secret" not in told(make_context())["listings"]
    written = b"".join(path.read_bytes() for path in (filled.config.home / FOLDER).rglob("*.npy"))
    assert written
    assert b"MARK" not in written


def test_files_hold_no_private_contact(filled: Context) -> None:
    contact = Contact(email="MARK@example.org")
    put(filled, *(a_listing(f"p{n}", private=contact) for n in range(5)))
    filled.directory_cache.current()
    filled.directory_cache.write_files()
    assert len(told(filled)["listings"]) == len(list(some_listings())) + 5
    every = [path for path in (filled.config.home / FOLDER).rglob("*") if path.is_file()]
    assert [path.name for path in every if b"MARK" in path.read_bytes()] == []


def test_what_retention_erases_is_in_no_file(filled: Context) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=LONDON)
    contact = Contact(email="MARK@example.org")
    left = a_listing("left", status=Status.CLOSED, public=contact, changed_at=long_ago)
    put(filled, *(replace(left, id=f"left-{n}", source_id=f"left-{n}") for n in range(2)))
    put(filled, a_listing("one"), a_listing("two"))
    filled.directory_cache.current()
    filled.directory_cache.write_files()
    assert holding(filled, b"MARK") != []
    assert apply_retention(filled)["suggested contacts"] == 2
    told(filled)
    filled.directory_cache.write_files()
    assert holding(filled, b"MARK") == []


def holding(context: Context, mark: bytes) -> list[str]:
    files = [path for path in (context.config.home / FOLDER).rglob("*") if path.is_file()]
    return [path.name for path in files if mark in path.read_bytes()]


def test_another_borough_has_files_of_its_own(filled: Context) -> None:
    (before,) = folders(filled)
    filled.take_borough(replace(filled.borough, mark="another"))
    assert len(told(filled)["listings"]) == len(list(some_listings()))
    (now,) = folders(filled)
    assert now.name.partition("-")[0] != before.name.partition("-")[0]


def test_times_of_one_generation_never_go_with_another(make_context: ContextMaker) -> None:
    context = make_context(*(a_listing(f"m{n}", when=["Tue 10:00-12:00"]) for n in range(12)))
    folder = context.config.home / "elsewhere"
    loader = directory_loading.DirectoryLoader(
        *(context.store, context.gazetteer, context.borough),
        directory_files.DirectoryFiles(folder),
        context.clock.today,
    )

    def recalled(known: tuple[int, Timetable | None] | None = None) -> tuple[int, KeptTimes]:
        generation = context.store.version()
        records = loader.records(generation, known)
        times = KeptTimes(shown_of(records.rows), context.borough.calendar, records.timetable)
        times.made(context.clock.today())
        return generation, times

    def as_arrays(times: KeptTimes) -> dict[str, list[int]]:
        made = times.made(context.clock.today())
        return {name: array.tolist() for name, array in made.arrays().items()}

    before = recalled()
    # They come before all others, so that each of those has another position now.
    put(context, *(a_listing(f"a{n}", when=["Wed 9:00-9:30", "Thu 9:00-9:30"]) for n in range(5)))
    now = recalled()
    (first,) = folder.glob("*/times.about.npy")
    loader.write_files(*before)  # by who still has the listings of before
    assert list(folder.glob("*/times.about.npy")) == [first]
    again = recalled((before[0], before[1].timetable))
    assert as_arrays(again[1]) == as_arrays(now[1])
    loader.write_files(*now)
    (written,) = {*folder.glob("*/times.about.npy")} - {first}
    assert np.load(written)[3] == 17  # listings
