"""`assetmap upkeep`: what it says, and that a second run finds nothing to do."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assetmap.bootstrap import open_context
from assetmap.clock import parse_clock
from assetmap.config import Config
from assetmap.domain.listings.listing import Status
from tests.cli.conftest import Runner, Said
from tests.services.organisers import LONG_AGO, checked_on, due_listing

NOTHING = """0 organisers asked about 0 listings
0 listings archived because nobody confirmed it
0 listings closed after the last date
0 listings opened again after a pause
erased because they were old: nothing
0 people written to about what waits for them
0 letters sent, 0 waiting, 0 given up
"""
RANG = checked_on(LONG_AGO, unanswered=(LONG_AGO.replace(month=9), LONG_AGO.replace(month=10)))


@pytest.fixture
def work(home: Path) -> Path:
    """A data directory with two listings to ask about and one that ran out."""
    context = open_context(Config(home=home, secret_key="", clock=parse_clock("2026-03-16")))
    with context.unit_of_work() as uow:
        for listing in (due_listing("one"), due_listing("two"), due_listing("old", checked=RANG)):
            uow.save_listing(listing)
    context.close()
    return home


def files(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "outbox").glob("*.eml"))


def test_run_says_what_it_did_and_does_it_once(run: Runner, work: Path) -> None:
    assert run("upkeep", "run") == Said(
        0,
        "1 organiser asked about 2 listings\n"
        "1 listing archived because nobody confirmed it\n"
        "0 listings closed after the last date\n"
        "0 listings opened again after a pause\n"
        "erased because they were old: nothing\n"
        "0 people written to about what waits for them\n"
        "1 letter sent, 0 waiting, 0 given up\n",
        "",
    )
    assert len(files(work)) == 1
    assert run("upkeep", "run") == Said(0, NOTHING, "")
    assert len(files(work)) == 1


def test_dry_run_says_what_there_is_to_do_and_does_nothing(call: Runner, work: Path) -> None:
    said = Said(
        0,
        "Nothing was changed. There is to do:\n"
        "1 organiser to ask about 2 listings\n"
        "1 listing to be archived because nobody confirmed it\n"
        "0 listings to be closed after the last date\n"
        "0 listings to be opened again after a pause\n"
        "0 people to write to about what waits for them\n"
        "0 letters waiting\n",
        "",
    )
    assert call("upkeep", "run", "--dry-run") == said
    assert call("upkeep", "run", "--dry-run") == said
    assert files(work) == []
    context = open_context(Config(home=work, secret_key="", clock=parse_clock("2026-03-16")))
    assert context.store.get_listing("old").listing.status is Status.PUBLISHED
    assert list(context.store.audited()) == []
    context.close()


def test_letters_wait_while_the_mail_server_is_away_and_are_delivered_later(
    call: Runner, work: Path
) -> None:
    away = {
        "ASSETMAP_MAIL": "smtp://127.0.0.1:9",
        "ASSETMAP_MAIL_FROM": "directory@example.org",
        "ASSETMAP_PUBLIC_URL": "https://directory.example.org",
    }
    assert call("upkeep", "run", **away).out.endswith("0 letters sent, 1 waiting, 0 given up\n")
    assert call("upkeep", "deliver") == Said(0, "0 letters sent, 1 waiting, 0 given up\n", "")
    later = call("upkeep", "deliver", ASSETMAP_TODAY="2026-03-16T09:05")
    assert later == Said(0, "1 letter sent, 0 waiting, 0 given up\n", "")
    [letter] = files(work)
    text = (work / "outbox" / letter).read_text(encoding="utf-8")
    assert "https://directory.example.org/organiser/" in text.replace("=\n", "")


def test_run_stops_and_asks_where_something_looks_wrong(run: Runner, work: Path) -> None:
    assert run("upkeep", "run").status == 0
    said = run("upkeep", "run", ASSETMAP_TODAY="2027-03-16")
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert "more than 60 days before. Nothing was changed." in said.err
    assert said.err.endswith("assetmap upkeep run --yes\n")
    dry = run("upkeep", "run", "--dry-run", ASSETMAP_TODAY="2027-03-16")
    assert (dry.status, "would stop: The clock says 16 March 2027" in dry.out) == (0, True)
    assert run("upkeep", "run", "--yes", ASSETMAP_TODAY="2027-03-16").status == 0


def test_what_was_archived_is_put_back(run: Runner, work: Path) -> None:
    run("upkeep", "run")
    assert run("upkeep", "take-back", "2026-03-16").out == "old: Old\n1 listing to put back\n"
    assert run("upkeep", "take-back", "2026-03-16", "--yes").out == "old: Old\n1 listing put back\n"
    assert run("upkeep", "take-back", "2026-03-16").out == "0 listings to put back\n"


def test_run_says_that_the_ledger_of_the_time_bank_was_meddled_with(
    call: Runner, home: Path
) -> None:
    """TB2: proved each night."""
    assert call("upkeep", "run") == Said(0, NOTHING, "")
    with closing(sqlite3.connect(home / "assetmap.db", isolation_level=None)) as db:
        db.execute("DROP TRIGGER ledger_entries_update")
    said = (
        "The rule ledger_entries_update that guards the ledger was taken out, changed or added.\n"
        "The time bank's ledger is not as it should be: assetmap time-bank check\n"
    )
    assert call("upkeep", "run") == Said(1, NOTHING + said, "")
