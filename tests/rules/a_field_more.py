"""What a copy of the program does with a field that was declared in three places of it.

`test_one_field_table.py` makes the copy and runs this file inside it; it is no test of the program
itself, so that its name is none that pytest looks for.
"""

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import pytest

import assetmap
from assetmap.app import create_app
from assetmap.bootstrap import open_context
from assetmap.domain.listings.fields import FIELDS, with_fields
from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.search.query import Search
from assetmap.exchange.csv_files import read_csv, write_csv
from assetmap.exchange.geojson_files import read_geojson, write_geojson
from assetmap.exchange.own_csv import MARK
from assetmap.paths import STATIC
from assetmap.services.context import Context
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.row_results import ImportOptions
from assetmap.services.listing_repository import revisions_of
from assetmap.services.listings.drafts import start_draft
from assetmap.services.listings.proposals import approve, propose
from assetmap.services.privacy.erasure import erase
from assetmap.services.privacy.personal_export import export_person
from assetmap.services.search.finding import select
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.colleagues import by
from tests.services.organisers import a_link, due_listing
from tests.services.privacy.test_erasure import BY, change
from tests.web.adding_forms import fields_of_form, send
from tests.web.conftest import client_of
from tests.web.inspection import Page, name_of, words_of
from tests.web.listings.test_review import Office, office

__all__ = ["office"]

NAME, EMAIL = "Zelda Quackenbush", "zelda@quackenbush.example"
NOTE = "Behind the velodrome; ask at the kiosk.\n=Two bays"
LINES = ["Behind the velodrome; ask at the kiosk.", "=Two bays"]
BEFORE = Path(__file__).parents[1] / "exchange" / "data"


@pytest.fixture(scope="session")
def postcode_cache() -> Path:
    """The postcodes that the run outside has built."""
    return Path(os.environ["POSTCODES"])


def noted(listing: Listing, note: str = NOTE) -> Listing:
    """A listing with the new field filled; its attribute is none that type checkers know."""
    return with_fields(listing, {"parking_note": note})


def note_of(listing: Listing) -> object:
    return FIELDS["parking_note"].read(listing)


def organiser_page(context: Context, address: str) -> Page:
    """A page of an organiser's link, whose headers are another's matter."""
    return Page(create_app(context).test_client().get(f"/organiser/{address}").text)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(noted(a_listing()), a_listing("other", name="Other Club"))


def test_it_is_the_copy_that_runs() -> None:
    assert Path(assetmap.__file__).is_relative_to(Path.cwd())


def test_its_form_page_asks_for_it_and_keeps_the_answer(office: Office) -> None:
    draft = start_draft(office.context, by(office.vera), {"name": "Walkers", "kind": "group"})
    address = f"/work/drafts/{draft.id}/joining"
    client = office.as_(office.vera)
    page = client.page(address)
    label = next(each for each in page.all("label") if each.get("for") == "parking_note")
    assert words_of(label) == "Where can people park?"
    assert "Which car park, and what it costs." in page.words
    assert send(client, address, parking_note=NOTE).status_code == 303
    assert fields_of_form(client.page(address))["parking_note"].split("\r\n") == NOTE.split("\r\n")
    kept = office.context.store.get_listing(draft.id).listing
    assert note_of(kept) == NOTE


def test_organisers_are_asked_for_it(make_context: ContextMaker) -> None:
    context = make_context(noted(due_listing()))
    page = organiser_page(context, f"{a_link(context, 'knit-club')}/knit-club/change")
    assert fields_of_form(page)["parking_note"] == NOTE


def test_review_and_history_show_a_change_of_it(office: Office) -> None:
    values = {"parking_note": "Church"}
    approve(
        office.context,
        by(office.edgar),
        propose(office.context, by(office.vera), "knit-club", values).id,
    )
    asked = propose(office.context, by(office.vera), "knit-club", {"parking_note": "Pub"})
    client = office.as_(office.edna)
    page = client.page(f"/work/review/proposals/{asked.id}")
    changed = [words_of(each) for each in page.by_class("change")]
    assert changed == ["Parking From Church To Pub"]
    page = client.page("/work/listings/knit-club/history")
    assert "Parking" in [words_of(each).split(" From ")[0] for each in page.by_class("change")]
    values_kept = [
        (value.field, value.before, value.after)
        for each in office.context.store.audited()
        for value in each.values
        if each.entry.happening.what == "approved a change"
    ]
    assert ("parking_note", "", "Church") in values_kept


def test_files_hold_it_and_bring_it_back(context: Context) -> None:
    public = public_view(context.store.get_listing("knit-club").listing)
    text = "".join(write_csv([public]))
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    head = list(row)
    assert (head[-1], head.count("parking_note"), MARK in head[:-1]) == ("parking_note", 1, True)
    assert row["parking_note"] == NOTE
    batch = read_csv(text.encode(), context.borough.words)
    assert (note_of(batch.rows[0].listing), batch.own_export) == (NOTE, True)
    text = "".join(write_geojson([public], title="All"))
    assert json.loads(text)["features"][0]["properties"]["parking_note"] == NOTE
    batch = read_geojson(text.encode(), context.borough.words)
    assert note_of(batch.rows[0].listing) == NOTE


def test_a_list_from_elsewhere_may_have_it(context: Context) -> None:
    batch = read_csv(b"name,Parking note\nClub,Free\n", context.borough.words)
    assert (note_of(batch.rows[0].listing), batch.unused_columns) == ("Free", ())


@pytest.mark.parametrize("name", sorted(each.name for each in BEFORE.glob("*.csv")))
def test_exports_of_before_are_ours_and_take_nothing_away(name: str, context: Context) -> None:
    batch = read_csv((BEFORE / name).read_bytes(), context.borough.words)
    assert (batch.own_export, batch.unused_columns) == (True, ())
    ids = ["river-lunch", "bare", "garden-help"]
    assert [each.listing.id for each in batch.rows] == ids
    import_file(context, batch, ImportOptions("elsewhere", publish=True))
    with context.store.transaction() as uow:
        uow.save_listing(noted(context.store.get_listing("bare").listing))
    import_file(context, batch, ImportOptions("elsewhere", publish=True))
    assert {each.listing.id for each in context.store.all()} == {*ids, "knit-club", "other"}
    assert note_of(context.store.get_listing("bare").listing) == NOTE


def test_search_finds_a_word_of_it(context: Context) -> None:
    found = select(context, Search(words="velodrome"))
    assert [each.id for each in found.listings] == ["knit-club"]


def test_its_pages_show_it_under_its_label(make_context: ContextMaker) -> None:
    context = make_context(noted(due_listing()))
    public = client_of(context).page("/listing/knit-club")
    for page in (public, organiser_page(context, a_link(context, "knit-club"))):
        (fact,) = [
            each for each in page.by_class("fact") if words_of(each).startswith("Where to park")
        ]
        assert [words_of(each) for each in fact.iter() if name_of(each) == "p"] == LINES


def test_a_phone_with_no_signal_shows_it_and_finds_it(node: str, context: Context) -> None:
    pack = client_of(context).data("/pack.json")
    script = (
        'import fs from "fs"; const pack = JSON.parse(fs.readFileSync(0));'
        f'const at = "{STATIC}/js/offline";'
        "const { facts } = await import(`${at}/listing-view.js`);"
        "const { Search } = await import(`${at}/search.js`);"
        'const found = new Search(pack, "2026-03-16").answer({ q: "velodrome" }).listings;'
        "console.log(JSON.stringify(found.map((each) => [each.i, facts(each, pack)])));"
    )
    done = subprocess.run(
        [node, "--input-type=module", "-e", script],
        input=json.dumps(pack),
        capture_output=True,
        text=True,
        check=True,
    )
    ((found, facts),) = json.loads(done.stdout)
    assert found == "knit-club"
    assert facts[-1] == ["Where to park", LINES]
    assert facts[:2] == [
        ["Who may come", ["For older people"]],
        ["When", ["Tuesday, 10am to 12 noon"]],
    ]


def test_a_person_named_in_it_is_exported_and_erased(context: Context) -> None:
    zelda = Contact(email=EMAIL, name=NAME)
    change(context, "other", private=zelda)
    change(context, "other", parking_note=f"Ask {NAME}, or write to {EMAIL}.")
    exported = export_person(context, BY, EMAIL)
    assert [(each["where"], each["words"]) for each in exported["texts_that_name_them"]] == [
        ("Parking", f"Ask {NAME}, or write to {EMAIL}.")
    ]
    change(context, "other", parking_note="Ask us.")
    erase(context, BY, EMAIL)
    texts = [note_of(each.listing) for each in revisions_of(context, "other")]
    assert EMAIL not in repr(texts)
    assert f"Ask {NAME}, or write to [erased]." in texts
    assert export_person(context, BY, EMAIL)["history"] == []


def test_it_is_kept_over_a_restart(context: Context) -> None:
    again = open_context(context.config)
    assert note_of(again.store.get_listing("knit-club").listing) == NOTE
    again.close()
