"""A data directory that release 0.1 left opens, is read whole, and works.

What fails here stops a borough's own directory after an upgrade. Stored names (of tables, of fields
in documents, values of enums, what the audit says was done) are never changed without a migration.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assetmap.app import create_app
from assetmap.bootstrap import open_context
from assetmap.cli.main import cli
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.hidden_place import HiddenPlace, with_hidden, without_hidden
from assetmap.domain.listings.listing import Contact, Kind
from assetmap.domain.privacy.audit import AuditValue
from assetmap.domain.search.query import Search
from assetmap.services.checks.upkeep_run import plan_day
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.proposals import approve
from assetmap.services.listings.transitions import authors
from assetmap.services.privacy.audit import Proof, prove
from assetmap.services.privacy.do_not_list import refused
from assetmap.services.search.finding import answer
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from assetmap.storage.tables import PEOPLE, PROPOSALS, TABLES, Table
from tests.conftest import config_at
from tests.people import code_of, csrf_token
from tests.storage import home_0_1 as held
from tests.web.conftest import client_of

HOME = Path(__file__).parent / "data" / "home-0.1"
TABLES_OF_THEN = [table for table in TABLES if table.name in held.NOUNS]
LISTING_FIELDS = {
    *("id", "kind", "name", "summary", "description", "also_known_as", "categories", "audience"),
    *("min_age", "max_age", "where", "schedule", "cost", "join", "join_note", "access"),
    *("languages", "first_visit", "getting_there", "time_asked", "skills", "image_alts"),
    *("pictures", "evidence", "notice", "public", "steward", "consent", "source", "source_id"),
    *("status", "merged_into", "archived_because", "paused_until", "checked", "created_at"),
    "changed_at",
}
LAST_DIGEST = "497d273c6a1d91c92c033b9d48eaf9b457914c909067933d2b446b2a71f3e7c8"


def left_at(home: Path) -> Path:
    """The directory as it was left, but for the index and the cache, which may always be away."""
    shutil.copytree(HOME, home, ignore=shutil.ignore_patterns("*.sql"))
    connection = sqlite3.connect(home / "assetmap.db")
    connection.executescript((HOME / "assetmap.sql").read_text(encoding="utf-8"))
    connection.close()
    return home


def opened(home: Path, postcode_cache: Path) -> Context:
    """The directory opened by the program as it is now, with the key that lies in it."""
    return open_context(replace(config_at(home, postcode_cache), secret_key=""))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The directory as it was left."""
    return left_at(tmp_path / "home")


@pytest.fixture
def context(home: Path, postcode_cache: Path) -> Iterator[Context]:
    """The directory as it is opened now."""
    context = opened(home, postcode_cache)
    yield context
    context.close()


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory as it was left, for tests that look into it and open it not."""
    return left_at(tmp_path_factory.mktemp("left") / "home")


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory, postcode_cache: Path) -> Iterator[Context]:
    """The directory as it is opened now, for tests that only read it."""
    context = opened(left_at(tmp_path_factory.mktemp("opened") / "home"), postcode_cache)
    yield context
    context.close()


@pytest.fixture
def client(context: Context) -> FlaskClient:
    """A browser that keeps cookies."""
    return client_of(context).application.test_client(use_cookies=True)


def send(client: FlaskClient, address: str, **data: str) -> TestResponse:
    """Fill in the form at an address and send it."""
    token = csrf_token(client, address.partition("?")[0])
    return client.post(address, data={"csrf_token": token, **data})


def test_every_table_of_then_is_still_one() -> None:
    assert {table.name for table in TABLES_OF_THEN} == set(held.NOUNS)


@pytest.mark.parametrize("table", TABLES_OF_THEN, ids=lambda table: table.name)
def test_every_table_is_read_whole(reading: Context, table: Table[Any]) -> None:
    rows = reading.store.find(table)
    assert rows == held.NOUNS[table.name]
    for row in rows:
        assert reading.store.get(table, table.id_of(row)) == row
        for name, key in table.keys.items():
            assert row in reading.store.find(table, **{name: key(row)})


def test_day_since_when_people_sign_in_is_read(reading: Context) -> None:
    """People compare the same without it."""
    since = {person.id: person.since for person in reading.store.find(PEOPLE)}
    kept = {"p-vera": None, "p-edna": None, "p-hugh": date(2026, 1, 1), "p-left": None}
    assert since == kept


def documents(home: Path, table: str) -> list[dict[str, Any]]:
    """A table's documents as they lie in the file, whatever the program makes of them."""
    connection = sqlite3.connect(home / "assetmap.db")
    rows = connection.execute(f"SELECT document FROM {table}").fetchall()
    connection.close()
    return [json.loads(document) for (document,) in rows]


@pytest.mark.parametrize("table", held.NOUNS)
def test_every_stored_field_holds_something_somewhere(untouched: Path, table: str) -> None:
    """What is empty in every row could be renamed, and nobody would see that it is lost."""
    stored = documents(untouched, table)
    filled = {name for row in stored for name, value in row.items() if value not in ("", None, [])}
    assert filled == set().union(*stored)


def test_every_stored_field_of_a_listing_is_there(untouched: Path) -> None:
    stored = documents(untouched, "listings")
    assert set().union(*stored) == LISTING_FIELDS
    assert set().union(*(row.get("where", {}) for row in stored)) == {
        *("precision", "venue", "address", "place", "postcode", "point", "area_served"),
        "authority",
    }
    assert set().union(*documents(untouched, "private_contacts")) == {
        "phone",
        "email",
        "website",
        "name",
    }


def test_every_listing_is_read_whole(reading: Context) -> None:
    whole = {
        record.listing.id: with_hidden(
            record.listing.where, reading.store.hidden_place(record.listing.id)
        )
        for record in reading.store.all()
    }
    assert whole == {id_: listing.where for id_, listing in held.LISTINGS.items()}
    kept = {record.listing.id: record.listing for record in reading.store.all()}
    assert kept == {
        id_: replace(
            listing,
            where=without_hidden(listing.where),
            published_on=kept[id_].published_on,
        )
        for id_, listing in held.LISTINGS.items()
    }
    upgraded = {x.published_on for x in kept.values() if x.status.is_public}
    assert {x.published_on for x in kept.values() if not x.status.is_public} == {None}
    assert len(upgraded) == 1
    assert date(2026, 11, 28) <= (upgraded.pop() or date.min)
    assert reading.store.private_contacts() == held.PRIVATE
    assert reading.store.sources() == {"cvs": len(held.LISTINGS)}


def test_hidden_places_are_moved_out_of_everything_else(context: Context, home: Path) -> None:
    hidden = context.store.hidden_places()
    assert set(hidden) == {"fixit", "refuge"}
    assert hidden["refuge"] == HiddenPlace(address="9 MARK Street")
    context.close()
    connection = sqlite3.connect(home / "assetmap.db")
    assert connection.execute("DELETE FROM hidden_places").rowcount == 2
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    # The copy from before the upgrade is as it was: it goes when somebody is erased.
    (copy,) = home.glob("assetmap.db.before-*")
    for file in home.rglob("*"):
        if file.is_file() and file != copy:
            assert b"9 MARK Street" not in file.read_bytes(), file


def test_audit_is_whole_and_says_what_it_said(reading: Context) -> None:
    count = len(held.ACTIONS)
    assert prove(reading) == Proof(count, count + 1, LAST_DIGEST, taken_out=1)
    entries = list(reading.store.audited())
    assert [each.entry.happening.what for each in entries] == list(held.ACTIONS)
    assert reading.store.audit_actions() == sorted(held.ACTIONS)
    assert reading.store.audit_totals() == held.TAKEN_OUT
    assert entries[0].values == (
        AuditValue("cost", "£1", held.HOSTILE, f"{0:032x}"),
        AuditValue("private_phone"),  # erased
    )
    assert entries[4].values[1] == (
        AuditValue("private_phone", "01632 960775", "01632 960777", f"{504:032x}")
    )


def test_index_is_made_and_the_queue_is_taken(context: Context) -> None:
    public = {id_ for id_, listing in held.LISTINGS.items() if listing.status.is_public}
    assert context.indexer.compare().agrees
    assert set(context.index.fingerprints()) == public
    assert list(context.store.queued()) == []


def test_what_waited_for_the_index_waits_since_the_upgrade(home: Path) -> None:
    connection = sqlite3.connect(home / "assetmap.db")
    connection.execute("INSERT INTO index_queue (listing_id) VALUES ('knit')")
    connection.commit()
    connection.close()
    before = datetime.now(UTC).replace(microsecond=0)
    store = SqliteStore(home / "assetmap.db")
    longest, version = store.longest_queued(), store.version()
    store.close()
    assert longest is not None
    assert before <= longest.since <= datetime.now(UTC)
    assert longest.version == version


def test_commands_agree(home: Path, postcode_cache: Path) -> None:
    config_at(home, postcode_cache)
    environment = {"ASSETMAP_HOME": str(home), "ASSETMAP_TODAY": "2026-03-16"}
    for command in (["index", "check"], ["audit", "check"], ["upkeep", "run", "--dry-run"]):
        result = CliRunner().invoke(cli, command, env=environment)
        assert (result.exit_code, result.exception) == (0, None), result.output


def test_boroughs_own_rules_are_read(reading: Context) -> None:
    assert reading.borough.upkeep == UpkeepRules(
        months={
            Kind.HUB: 3,
            Kind.VOLUNTEERING_ROLE: 3,
            Kind.GROUP: 6,
            Kind.MICRO_ENTERPRISE: 6,
            Kind.SPACE: 12,
            Kind.SERVICE: 12,
        },
        second_failure=3,
    )
    assert plan_day(reading).steps == {}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search(words="knitting"), ["knit"]),
        (Search(words="yarn bombing"), ["knit"]),  # an everyday word that an editor added
        (Search(kind=(("time-bank-offer",),)), ["lifts"]),
        (Search(words="Tilbury", day=(("tue",),), access=(("step-free",),)), ["knit"]),
    ],
)
def test_search_finds(reading: Context, search: Search, found: list[str]) -> None:
    known = answer(reading, search)
    assert [hit.listing.id for hit in known.hits][: known.total_known] == found


def test_page_shows_a_listing_and_nothing_private(context: Context) -> None:
    client = client_of(context)
    page = client.page("/listing/knit")
    assert page.h1 == "Knit <b>Club</b> & Friends"
    assert "Checked by Thurrock CVS on 3 March 2026 – spoke to the organiser" in page.words
    assert "Last Friday" in page.words
    assert "DBS check (enhanced) seen 2 January 2026" in page.words
    picture = client.get(f"/pictures/{held.PICTURE}-480.webp")
    assert (picture.status_code, picture.mimetype) == (200, "image/webp")
    for listing_id in ("knit", "refuge", "lifts"):
        text = client.get(f"/listing/{listing_id}").text
        assert [each for each in ("MARK", "960777", "960778") if each in text] == []
    assert client.get("/listing/knit-old").location == "/listing/knit"
    assert client.get("/listing/gone").status_code == 410
    assert client.get("/listing/hall").status_code == 404


def test_waiting_proposal_can_be_approved(context: Context) -> None:
    approve(context, Actor(context.store.get(PEOPLE, "p-edna")), "x-cost")
    assert context.store.get_listing("knit").listing.cost.text == "£3 <b>"
    assert context.store.private_contact("knit") == held.PRIVATE["knit"]
    assert context.store.get(PROPOSALS, "x-cost").decided_by == "p-edna"
    assert authors(context, "helper") == {"p-vera"}  # who must not publish it alone
    assert prove(context).broken is None


def test_volunteer_signs_in_with_the_old_password(client: FlaskClient) -> None:
    form = {"email": "vera@example.org", "password": held.PASSWORD, "next": "/work"}
    # Codes are new to her: she is asked whether she wants them now, and can go on without.
    assert send(client, "/account/sign-in", **form).location == "/account/second-factor"
    assert 'href="/work">Not now' in client.get("/account/second-factor").text
    assert client.get("/work").status_code == 200
    for address in ("/work/calls", "/work/listings/knit", "/work/collections"):
        assert client.get(address).status_code == 200


def test_editor_signs_in_with_a_code_of_the_old_phone(
    context: Context, client: FlaskClient
) -> None:
    edna = context.store.get(PEOPLE, "p-edna")
    form = {"email": "edna@example.org", "password": held.PASSWORD, "next": "/work/review"}
    asked = send(client, "/account/sign-in", **form)
    assert send(client, asked.location, code=code_of(context, edna)).location == "/work/review"
    for address in ("/work/review", "/work/audit", "/work/words", "/work/letters", "/work/gaps"):
        assert client.get(address).status_code == 200


def test_organisers_link_works(context: Context) -> None:
    client = create_app(context).test_client()
    page = client.get(f"/organiser/{held.LINK}")
    assert (page.status_code, "Lifts to the surgery" in page.text) == (200, True)
    token = page.text.partition('name="form_token" value="')[2].partition('"')[0]
    data = {"form_token": token, "listing": "lifts"}
    assert client.post(f"/organiser/{held.LINK}/confirm", data=data).status_code == 303
    assert context.store.get_listing("lifts").listing.checked.on == date(2026, 3, 16)
    assert client.get(f"/organiser/{held.LINK}x").status_code == 404


@pytest.mark.parametrize("number", range(4))
def test_sheets_code_opens(context: Context, number: int) -> None:
    page = client_of(context).page(f"/sheet/KITE-482{number}")
    assert "Knit <b>Club</b> & Friends" in page.words
    assert "Lifts to the surgery" in page.words


def test_who_asked_not_to_be_listed_stays_out(context: Context) -> None:
    marks = [
        replace(held.KNIT, id="new", name="The MARK Society"),
        replace(held.KNIT, id="new", private=Contact(phone="+44 1632 960790")),
    ]
    assert [refused(context, listing) for listing in marks] == held.NOUNS["do_not_list"]
    assert refused(context, replace(held.KNIT, id="new")) is None
