"""Whether a running copy is well, and what to do when it is not."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assetmap.bootstrap import open_context
from assetmap.domain.listings.listing import SAMPLE_SOURCE
from assetmap.domain.times.school_terms import SchoolTerms
from assetmap.search_index.schema import Document
from assetmap.services.admin.health import Finding, examine, is_alive
from assetmap.services.admin.street_map import drawn_map_words, street_map_words
from assetmap.services.backup.keys import WAYS_OUT
from tests.conftest import ContextMaker, config_at
from tests.factories import a_listing
from tests.time_bank import the_time_bank


def test_examine_finds_a_good_copy_well(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"), a_listing("b", source=SAMPLE_SOURCE))
    places = len(context.borough.places) + len(context.borough.landmarks)
    assert examine(context)[:3] == [
        Finding("Records", True, "2 listings (1 from sample, 1 from test)"),
        Finding("Index", True, "agrees with the records", "run: assetmap index rebuild"),
        Finding(
            "Places",
            True,
            f"{places} places, each at a live postcode",
            "give those places another postcode in places.toml",
        ),
    ]
    assert examine(context)[3] == Finding(
        *("School terms", True, "known until 2027-07-21", "add the next school year to terms.toml"),
    )
    assert examine(context)[4].says == "invented listings are loaded, and every page says so"
    assert examine(context)[5:] == [
        Finding("Meaning", True, "not installed, which is fine", "run: assetmap meaning install"),
        Finding("Paper", True, "sheets can be taken away as PDF files"),
        Finding("Key", True, "fits the data"),
        Finding("Street map", True, street_map_words(context)),
        Finding("Drawn map", True, drawn_map_words(context)),
        Finding(
            "Every record can be read",
            True,
            "yes",
            "restore them from a backup (docs/operating.md); until then they count as not there",
        ),
    ]


def test_examine_says_where_the_index_differs(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"), a_listing("b"))
    context.index.apply([Document("ghost"), Document("b", "Other")], removed=["a"])
    with context.store.transaction() as uow:
        uow.save_listing(a_listing("c"))
    found = examine(context)[1]
    assert (found.is_well, found.says) == (
        False,
        "2 missing, 1 too many, 1 out of date, 1 waiting",
    )


@pytest.mark.parametrize(
    ("seconds", "says"),
    [
        (0, "0 missing, 0 too many, 1 out of date, 1 waiting"),
        (60, "0 missing, 0 too many, 1 out of date, 1 waiting, the oldest for 1 minute"),
        (7260, "0 missing, 0 too many, 1 out of date, 1 waiting, the oldest for 121 minutes"),
    ],
)
def test_examine_says_how_long_the_oldest_change_waits(
    make_context: ContextMaker, seconds: int, says: str
) -> None:
    context = make_context(a_listing("a"))
    with context.store.transaction() as uow:
        uow.save_listing(a_listing("a", name="Changed"))
    with closing(sqlite3.connect(context.config.database)) as connection, connection:
        connection.execute("UPDATE index_queue SET queued_at = queued_at - ?", (seconds,))
    assert examine(context)[1] == Finding("Index", False, says, "run: assetmap index rebuild")


def test_desk_is_alive_until_its_store_is_damaged(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    assert is_alive(context) is True
    context.store.close()
    context.config.database.write_bytes(b"no database" * 1000)
    assert is_alive(context) is False


@pytest.mark.parametrize(
    ("today", "is_well", "says"),
    [
        ("2027-05-21T09:00", True, "known until 2027-07-21"),
        ("2027-05-22T09:00", False, "known until 2027-07-21"),
        ("2028-01-01T09:00", False, "known until 2027-07-21"),
    ],
)
def test_examine_asks_for_school_terms_in_good_time(
    make_context: ContextMaker, today: str, *, is_well: bool, says: str
) -> None:
    found = examine(make_context(today=today))[3]
    assert (found.what, found.is_well, found.says) == ("School terms", is_well, says)


def test_examine_asks_for_school_terms_where_there_are_none(make_context: ContextMaker) -> None:
    context = make_context()
    context.borough = replace(context.borough, school_terms=SchoolTerms())
    found = examine(context)[3]
    assert not found.is_well
    assert found.says == "none known: groups of term time have no dates"


def test_examine_says_when_the_key_is_not_that_of_the_data(
    own_sample_home: Path, postcode_cache: Path
) -> None:
    config = replace(config_at(own_sample_home, postcode_cache), secret_key="another")
    context = open_context(config, needs_key=False)
    found = {each.what: each for each in examine(context)}["Key"]
    context.close()
    assert found == Finding("Key", False, "missing, or not the key of this data", WAYS_OUT)


def test_examine_names_copies_of_before_upgrades(make_context: ContextMaker) -> None:
    context = make_context()
    copy = context.config.home / "assetmap.db.before-0008"
    copy.touch()
    for day, is_well in ((20, True), (1, False)):
        made = datetime(2026, 2, day, 12, tzinfo=UTC).timestamp()
        os.utime(copy, (made, made))
        found = {each.what: each for each in examine(context)}
        assert found["Copy"] == Finding(
            "Copy",
            is_well,
            f"assetmap.db.before-0008, made before an upgrade on 2026-02-{day:02}",
            f"delete {copy} when all is well",
        )


def test_examine_says_whether_the_ledger_adds_up(make_context: ContextMaker) -> None:
    context = make_context()
    assert "Time bank" not in {each.what for each in examine(context)}
    the_time_bank(context)
    assert examine(context)[-1] == Finding("Time bank", True, "the ledger adds up, 3 entries")
    with closing(sqlite3.connect(context.config.database, isolation_level=None)) as db:
        db.execute("DROP TRIGGER ledger_entries_delete")
    assert examine(context)[-1] == Finding(
        "Time bank",
        False,
        "not as it should be: The rule ledger_entries_delete that guards the ledger was taken out,"
        " changed or added.",
        "run: assetmap time-bank check (docs/operating.md)",
    )
