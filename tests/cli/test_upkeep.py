"""`init`, `index rebuild`, `index check` and `doctor`."""

from pathlib import Path

from assetmap.domain.listings.listing import Status
from assetmap.search_index.schema import Document
from assetmap.search_index.whoosh_index import WhooshIndex
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from tests.cli.conftest import Runner, Said
from tests.factories import a_listing

AGREES = Said(0, "The index agrees with the records\n", "")


def keep(home: Path, *listing_ids: str) -> None:
    store = SqliteStore(home / "assetmap.db")
    with store.transaction() as uow:
        for listing_id in listing_ids:
            uow.save_listing(a_listing(listing_id))
    store.close()


def test_init_makes_the_data_directory(call: Runner, home: Path) -> None:
    assert call("init") == Said(0, f"The data directory is {home}\n", "")
    assert sorted(path.name for path in home.iterdir()) == [
        *("assetmap.db", "cache", "index", "secret.key")
    ]
    assert call("init").status == 0


def test_init_in_a_folder_that_is_not_there_yet(run: Runner, tmp_path: Path) -> None:
    new = tmp_path / "a" / "b"
    assert run("init", at=new) == Said(0, f"The data directory is {new}\n", "")


def test_init_loads_the_sample_once(call: Runner, home: Path) -> None:
    first, second = call("init", "--sample"), call("init", "--sample")
    count = int(first.out.split("Sample listings: ")[1].split()[0])
    assert count > 100
    said = f"The data directory is {home}\nSample listings: "
    assert first == Said(0, f"{said}{count} new, 0 already there\n", "")
    assert second == Said(0, f"{said}0 new, {count} already there\n", "")
    assert call("index", "check") == AGREES


def test_index_check_says_each_difference_and_rebuild_mends_them(call: Runner, home: Path) -> None:
    call("init")
    keep(home, "a", "b", "c")
    assert call("index", "check") == AGREES  # opening takes in what was queued
    index = WhooshIndex(home / "index")
    index.apply([Document("ghost", "Ghost"), Document("b", "Other")], removed=["a"])
    index.close()
    wrong = Said(
        1,
        "a: missing from the index\n"
        "ghost: in the index but not public\n"
        "b: out of date in the index\n"
        "To mend it run: assetmap index rebuild\n",
        "",
    )
    assert call("index", "check") == wrong
    assert call("index", "check") == wrong
    assert call("index", "rebuild") == Said(0, "3 listings indexed\n", "")
    assert call("index", "check") == AGREES


def test_index_check_has_its_exit_status_in_a_process_too(
    call: Runner, run: Runner, home: Path
) -> None:
    assert call("init").status == 0
    index = WhooshIndex(home / "index")
    index.apply([Document("ghost", "Ghost")])
    index.close()
    assert run("index", "check").status == 1
    assert run("doctor").status == 1
    assert call("index", "rebuild").status == 0
    assert run("index", "check") == AGREES
    assert call("doctor").status == 0


def test_doctor_says_how_everything_is(call: Runner, home: Path) -> None:
    call("init")
    keep(home, "a")
    store = SqliteStore(home / "assetmap.db")
    with store.transaction() as uow:
        uow.save_listing(a_listing("draft", source="cvs", status=Status.DRAFT))
    store.close()
    said = call("doctor")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[:2] == [
        "ok   Records: 2 listings (1 from cvs, 1 from test)",
        "ok   Index: agrees with the records",
    ]
    assert [line for line in lines if not line.startswith("ok   ")] == []


def test_doctor_says_what_to_mend(call: Runner, home: Path) -> None:
    (home / "borough").mkdir()
    places = '[[place]]\nname = "Nowhere"\npostcode = "RM99 9ZZ"\n'
    (home / "borough" / "places.toml").write_text(places)
    said = call("doctor")
    assert said.status == 1
    assert (
        "LOOK Places: no postcode found for Nowhere - "
        "give those places another postcode in places.toml"
    ) in said.out.splitlines()
