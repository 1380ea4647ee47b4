"""`duplicates`."""

import json
from pathlib import Path

from assetmap.domain.listings.listing import Contact, Status
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from tests.cli.conftest import Runner, Said
from tests.factories import a_listing


def keep(home: Path) -> None:
    store = SqliteStore(home / "assetmap.db")
    with store.transaction() as uow:
        uow.save_listing(a_listing("knit", private=Contact("01632 960666")))
        uow.save_listing(a_listing("twin", name="Knitt Club", status=Status.DRAFT))
        uow.save_listing(
            a_listing("tea", name="Tea Dance", public=Contact(), when=["Fri 9:00-10:00"])
        )
    store.close()


def test_duplicates_lists_the_likely_pairs(call: Runner, home: Path) -> None:
    keep(home)
    said = call("duplicates")
    assert said == Said(
        0,
        "1 likely pair\n"
        "  Knit Club (knit, published)\n"
        "  Knitt Club (twin, draft)\n"
        "    1.00: nearly the same name, same phone number, same place, same day\n",
        "",
    )
    assert call("duplicates", "--at-least", "1.1").status == 2


def test_duplicates_as_json(call: Runner, home: Path) -> None:
    keep(home)
    said = call("duplicates", "--json")
    assert json.loads(said.out) == [
        {
            "listings": [
                {"id": "knit", "name": "Knit Club", "status": "published"},
                {"id": "twin", "name": "Knitt Club", "status": "draft"},
            ],
            "reasons": ["nearly the same name", "same phone number", "same place", "same day"],
            "score": 1.0,
        }
    ]
    assert "960666" not in said.out


def test_duplicates_of_an_empty_directory(call: Runner) -> None:
    assert call("duplicates") == Said(0, "0 likely pairs\n", "")
