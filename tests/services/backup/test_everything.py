"""Everything in open formats: all that is public, and the rest only for whoever may see it."""

import csv
import io
import json
from pathlib import Path

import pytest

from assetmap.domain.listings.listing import Contact, Picture, Status
from assetmap.domain.people.people import COMMAND_LINE, NotAllowed, Person, Role
from assetmap.exchange.csv_files import read_csv
from assetmap.exchange.zip_files import Entry
from assetmap.images.formats import LARGE, SMALL
from assetmap.images.formats import Picture as MadePicture
from assetmap.services.backup.everything import everything, everything_with_private
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.images import folder
from assetmap.services.time_bank.posting import post_gift
from assetmap.storage.tables import ACCOUNTS, TABLES
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person
from tests.time_bank import BY_BROKER, the_time_bank

BY = Actor(COMMAND_LINE, "command line")
PRIVATE = Contact(phone="01632 960777")
BOROUGH_FILES = {
    *(
        "access",
        "audiences",
        "borough",
        "categories",
        "cues",
        "danger",
        "danger_words",
        "giving",
        "needs",
        "places",
    ),
    *(
        "open_referral",
        "practices",
        "refusals",
        "short_forms",
        "signin",
        "signposts",
        "terms",
        "closures",
        "thesaurus",
        "time_bank",
        "upkeep",
        "wishes",
    ),
}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """A public listing and a draft, each with a picture, and somebody of the staff."""
    context = make_context()
    names = [
        folder(context).keep(MadePicture(9, 9, {LARGE: each, SMALL: each})) for each in (b"a", b"b")
    ]
    with context.unit_of_work() as uow:
        for id_, status, name in zip(
            ("a", "draft"), (Status.PUBLISHED, Status.DRAFT), names, strict=True
        ):
            picture = (Picture(name, "=People at a table"),)
            uow.save_listing(a_listing(id_, status=status, pictures=picture, private=PRIVATE))
    a_person(context, Role.EDITOR)
    return context


def texts(entries: list[Entry]) -> dict[str, str]:
    return {
        name: content if isinstance(content, str) else content.read_text("latin-1")
        for name, content in entries
    }


def test_public_export_has_all_that_is_public_and_nothing_else(
    context: Context,
) -> None:
    found = texts(list(everything(context)))
    (name,) = {path.split("/")[1][:20] for path in found if path.startswith("pictures/")}
    assert set(found) == {
        *("README.txt", "listings.csv", "listings.geojson", "everyday-words.json", "pictures.csv"),
        *(f"borough/{each}.toml" for each in BOROUGH_FILES),
        *(f"pictures/{name}-{size}.webp" for size in (LARGE, SMALL)),
    }
    assert [
        row.listing.id
        for row in read_csv(found["listings.csv"].encode(), context.borough.words).rows
    ] == ["a"]
    assert [each["id"] for each in json.loads(found["listings.geojson"])["features"]] == ["a"]
    assert json.loads(found["everyday-words.json"])[0]["id"] == "lonely"
    assert list(csv.reader(io.StringIO(found["pictures.csv"]))) == [
        ["listing", "picture", "alt"],
        ["a", name, "'=People at a table"],
    ]
    assert [name for name, text in found.items() if "960777" in text] == []
    assert "PRIVATE" not in found["README.txt"]
    for file in ("listings.csv", "listings.geojson", "everyday-words.json", "pictures.csv"):
        assert file in found["README.txt"]


def test_boroughs_own_files_stand_in_for_the_shipped_ones(context: Context) -> None:
    own = context.config.borough
    own.mkdir()
    (own / "terms.toml").write_text("# ours")
    (own / "map.geojson").write_text("{}")
    (own / "notes.txt").write_text("not for others")
    found = texts(list(everything(context)))
    assert (found["borough/terms.toml"], found["borough/map.geojson"]) == ("# ours", "{}")
    assert "borough/notes.txt" not in found


def test_private_export_has_the_rest_but_what_lets_somebody_in(context: Context) -> None:
    public = texts(list(everything(context)))
    entries = list(everything_with_private(context, BY))
    assert len({name for name, _ in entries}) == len(entries)
    found = texts(entries)
    assert {name: found[name] for name in public if name != "README.txt"} == {
        name: text for name, text in public.items() if name != "README.txt"
    }
    listings = [json.loads(line) for line in found["private/listings.jsonl"].splitlines()]
    assert [(each["id"], each["private"]["phone"]) for each in listings] == [
        ("a", "01632 960777"),
        ("draft", "01632 960777"),
    ]
    assert sum(name.startswith("pictures/") for name in found) == 4
    assert json.loads(found["private/people.jsonl"])["id"] == "p-editor"
    assert json.loads(found["private/audit.json"]) == []
    kept_back = {"accounts", "sign_ins", "remembered_browsers", "key_checks", "letters"}
    kept_back |= {"webhooks", "webhook_messages", "public_marks", "changes_seen"}
    kept_back |= {"identities", "area_sets", "areas"}  # areas go out as files of their own
    assert {name[8:-6] for name in found if name.endswith(".jsonl")} == {
        *("listings", "ledger_accounts", "ledger_transfers"),
        *({table.name for table in TABLES} - kept_back),
    }
    assert context.store.find(ACCOUNTS)[0].password not in "".join(found.values())
    assert "PRIVATE" in found["README.txt"]


def test_private_export_has_the_ledger(context: Context) -> None:
    one, two, _ = the_time_bank(context)
    with context.unit_of_work() as uow:
        made = post_gift(context, uow, BY_BROKER, one.id, two.id, 15, key="form")
    found = texts(list(everything_with_private(context, BY)))
    accounts = [json.loads(line) for line in found["private/ledger_accounts.jsonl"].splitlines()]
    assert accounts[-1] == {"id": "103", "kind": "group"}
    transfers = [json.loads(line) for line in found["private/ledger_transfers.jsonl"].splitlines()]
    assert len(transfers) == len(context.store.ledger.transfers()) == 4
    assert (transfers[-1]["id"], transfers[-1]["kind"]) == (made.id, "gift")
    assert transfers[-1]["lines"] == [
        {"account": two.id, "minutes": 15},
        {"account": one.id, "minutes": -15},
    ]
    assert [name for name in found if "ledger" in name and not name.startswith("private/")] == []


def test_private_export_is_for_whoever_may_erase(context: Context) -> None:
    with pytest.raises(NotAllowed):
        list(everything_with_private(context, Actor(Person("p-x", roles=(Role.EDITOR,)))))


def test_picture_whose_file_is_gone_is_left_out(context: Context) -> None:
    for path in Path(context.config.pictures).iterdir():
        path.unlink()
    assert [name for name, _ in everything(context) if name.startswith("pictures/")] == []
