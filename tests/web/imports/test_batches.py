"""`/work/imports/<id>`: looked at, brought in, undone; how far it is, and what each row did."""

import csv
import fcntl
import io
from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.domain.imports.import_batch import BatchState
from assetmap.domain.listings.listing import Status
from assetmap.services.context import Context
from assetmap.services.imports.batch_files import imports_folder
from assetmap.services.imports.batches import get_batch, rows_of, save_batch
from assetmap.services.listings.drafts import save_draft
from tests.conftest import ContextMaker
from tests.services.colleagues import by
from tests.web.imports.uploading import LIST, NONE, Desk, desk_of, rows, tally, words
from tests.web.inspection import Page, name_of, words_of

MAP = Path(__file__).parents[2] / "browser" / "my_map.kml"


@pytest.fixture
def desk(make_context: ContextMaker) -> Desk:
    return desk_of(make_context())


def listings(context: Context) -> dict[str, Status]:
    return {each.listing.name: each.listing.status for each in context.store.all()}


def buttons(page: Page) -> list[str]:
    (main,) = page.all("main")
    return [words_of(each) for each in main.iter() if name_of(each) == "button"]


def test_look_says_what_each_row_would_do_and_changes_nothing(desk: Desk) -> None:
    page = desk.page(desk.look())
    assert page.h1 == "clubs.csv"
    assert tally(page) == {**NONE, "New": "3", "Refused": "1", "Outside the borough": "1"}
    assert rows(page) == [
        "Wool Club Row 2 New",
        "Walkers Row 3 New",
        "Elsewhere Row 4 New Outside the borough",
        "A row without a name Row 5 Refused It has no name.",
    ]
    assert "Ready to be brought in." in page.words
    assert "New ones are drafts, which another editor publishes." in page.words
    assert [words_of(each) for each in page.all("button")][-2:] == [
        "Bring in 3 listings",
        "Drop it",
    ]
    assert page.links()["Change the columns"].endswith("/columns")
    assert "How its columns were read" in page.words
    assert listings(desk.context) == {}


def test_each_count_shows_just_its_rows(desk: Desk) -> None:
    batch_id = desk.look()
    page = desk.page(batch_id)
    (found,) = page.by_class("tally")
    links = {each.get("href", "") for each in found.iter() if each.get("href")}
    shown = {link: rows(desk.client.page(link)) for link in links}
    path = f"/work/imports/{batch_id}?show="
    assert {link: len(each) for link, each in shown.items()} == {
        f"{path}new#rows": 3,
        f"{path}refused#rows": 1,
        f"{path}outside#rows": 1,
    }
    assert "Outside the borough: 1 row" in desk.page(batch_id, "?show=outside").words
    assert len(rows(desk.page(batch_id, "?show=nothing-known"))) == 4


def test_many_rows_stand_on_pages_of_fifty(desk: Desk) -> None:
    text = "name,kind,postcode\n" + "".join(f"Club {at},group,RM17 6SL\n" for at in range(120))
    batch_id = desk.look(text)
    assert len(rows(desk.page(batch_id))) == 50
    last = desk.page(batch_id, "?page=9&show=new")
    assert (len(rows(last)), "Page 3 of 3" in last.words) == (20, True)
    assert last.links()["Previous page"] == f"/work/imports/{batch_id}?show=new&page=2"


def test_bringing_in_makes_drafts_that_lead_to_their_pages(desk: Desk) -> None:
    batch_id = desk.look()
    assert desk.post(f"/work/imports/{batch_id}/bring-in") == (303, f"/work/imports/{batch_id}")
    assert desk.asked == [batch_id]
    desk.work()
    assert set(listings(desk.context).values()) == {Status.DRAFT}
    page = desk.page(batch_id)
    ids = {row.name: row.listing_id for row in rows_of(desk.context, batch_id)}
    assert page.links()["Wool Club"] == f"/work/listings/{ids['Wool Club']}"
    assert "Brought in." in page.words
    assert "Until 15 April 2026" in page.words
    assert not (imports_folder(desk.context) / batch_id).exists()
    desk.client.page(page.links()["Wool Club"])


def test_row_that_looks_like_another_leads_to_it(desk: Desk) -> None:
    desk.bring_in(name="march.csv")
    batch_id = desk.send(name="april.csv")
    desk.choose(batch_id, source="april")
    desk.work()
    page = desk.page(batch_id, "?show=likely-duplicate")
    [first, *_] = rows(page)
    assert first.startswith("Wool Club Row 2 New Likely duplicate It looks like “Wool")
    assert "Wool Club" not in page.links()  # it is not there yet
    there = page.links()["Look at the one that it is like: Wool Club, row 2"]
    assert "Wool Club" in desk.client.page(there).words


def test_source_that_has_lost_a_public_listing_says_which(desk: Desk) -> None:
    desk.bring_in()
    with desk.context.unit_of_work() as uow:
        for each in list(desk.context.store.all()):
            uow.save_listing(replace(each.listing, status=Status.PUBLISHED))
    batch_id = desk.look("\n".join(each for each in LIST.split("\n") if "Walkers" not in each))
    page = desk.page(batch_id)
    assert "1 public listing of this list is not in the file. It goes on the call" in page.words
    assert tally(page)["The same as before"] == "2"
    assert "No listing would change." in page.words
    assert buttons(page) == ["Note that it is the same", "Drop it"]


def test_undo_asks_first_and_then_takes_everything_back(desk: Desk) -> None:
    batch_id = desk.bring_in()
    page = desk.page(batch_id, "/undo")
    assert page.h1 == "Undo this import?"
    assert "3 new listings go again." in page.words
    assert "changed listing" not in page.words
    assert "This can be done until 15 April 2026." in page.words
    assert desk.post(f"/work/imports/{batch_id}/undo") == (303, f"/work/imports/{batch_id}")
    desk.work()
    assert listings(desk.context) == {}
    assert "Undone: 3 taken back." in desk.page(batch_id).words
    assert tally(desk.page(batch_id)) == {"Taken back": "3"}
    assert "Wool Club" not in desk.page(batch_id).links()
    assert desk.client.get(f"/work/imports/{batch_id}/undo").status_code == 302


def test_what_somebody_edited_since_is_kept_and_named(desk: Desk) -> None:
    batch_id = desk.bring_in()
    wool = next(x.listing_id for x in rows_of(desk.context, batch_id) if x.name == "Wool Club")
    save_draft(desk.context, by(desk.person), wool, {"summary": "Wool and talk."})
    desk.post(f"/work/imports/{batch_id}/undo")
    desk.work()
    page = desk.page(batch_id)
    assert "Undone: 2 taken back, 1 kept." in page.words
    assert "Not taken back Wool Club (you edited it)" in page.words
    assert page.links()["Wool Club"] == f"/work/listings/{wool}"
    assert rows(desk.page(batch_id, "?show=kept")) == ["Wool Club Row 2 Kept: you edited it"]
    assert list(listings(desk.context)) == ["Wool Club"]


def test_import_that_is_too_old_is_not_undone(desk: Desk) -> None:
    batch_id = desk.bring_in()
    batch = get_batch(desk.context, batch_id)
    assert batch.applied_at is not None
    save_batch(desk.context, replace(batch, applied_at=batch.applied_at.replace(year=2025)))
    assert "cannot be undone any more" in desk.page(batch_id).words
    assert desk.client.get(f"/work/imports/{batch_id}/undo").status_code == 302
    assert desk.post(f"/work/imports/{batch_id}/undo")[0] == 409
    assert "is too old" in words(desk.client)


def test_drop_leaves_nothing_but_its_line(desk: Desk) -> None:
    batch_id = desk.look()
    assert desk.post(f"/work/imports/{batch_id}/drop") == (303, "/work/imports")
    page = desk.client.page("/work/imports")
    assert "clubs.csv is dropped. Nothing came in." in page.words
    assert rows_of(desk.context, batch_id) == []
    assert "To have it after all, bring the file again." in desk.page(batch_id).words
    assert desk.post(f"/work/imports/{batch_id}/bring-in")[0] == 409
    assert "This import was dropped. Bring the file again." in words(desk.client)


def test_steps_out_of_their_order_are_refused_in_words(desk: Desk) -> None:
    batch_id = desk.send()
    assert desk.client.get(f"/work/imports/{batch_id}").location.endswith("/columns")
    assert desk.post(f"/work/imports/{batch_id}/bring-in")[0] == 409
    assert "Look at what would happen first." in words(desk.client)
    assert desk.post(f"/work/imports/{batch_id}/undo")[0] == 409
    assert desk.post(f"/work/imports/{batch_id}/go-on")[0] == 303
    assert desk.asked == []
    brought = desk.bring_in()
    assert desk.post(f"/work/imports/{brought}/drop")[0] == 409
    assert "This import has been brought in already." in words(desk.client)


def test_page_loads_itself_again_only_while_somebody_works(desk: Desk) -> None:
    batch_id = desk.send()
    desk.choose(batch_id)
    path = f"/work/imports/{batch_id}"
    answer = desk.client.get(path)
    assert answer.headers["Refresh"] == "4"
    assert "Looking at the rows You can close this page" in words(desk.client)
    assert "Refresh" not in desk.client.get(f"{path}?still=yes").headers
    desk.work()
    assert "Refresh" not in desk.client.get(path).headers
    batch = get_batch(desk.context, batch_id)
    save_batch(desk.context, replace(batch, state=BatchState.APPLYING, rows=1_115, done=500))
    (imports_folder(desk.context) / batch_id / "asked").unlink()
    with (imports_folder(desk.context) / batch_id / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        page = desk.page(batch_id)
    assert "Bringing it in: 500 of 1,115 rows" in page.words
    (progress,) = page.all("progress")
    assert (progress.get("value"), progress.get("max")) == ("500", "1115")


def test_import_that_stopped_half_way_goes_on_or_is_undone(desk: Desk) -> None:
    batch_id = desk.look()
    batch = get_batch(desk.context, batch_id)
    save_batch(desk.context, replace(batch, state=BatchState.APPLYING))
    (imports_folder(desk.context) / batch_id / "asked").unlink()
    answer = desk.client.get(f"/work/imports/{batch_id}")
    assert "Refresh" not in answer.headers
    assert "This import stopped half-way." in words(desk.client)
    assert desk.page(batch_id).links()["Undo this import"].endswith("/undo")
    assert desk.post(f"/work/imports/{batch_id}/go-on")[0] == 303
    assert "Refresh" in desk.client.get(f"/work/imports/{batch_id}").headers  # it is on its way
    desk.work()
    assert len(listings(desk.context)) == 3


def test_row_placed_by_its_postcode_says_so(desk: Desk) -> None:
    batch_id = desk.look(MAP.read_bytes(), "map.kml")
    page = desk.page(batch_id)
    assert tally(page)["Placed by its postcode"] == "1"
    assert len(rows(desk.page(batch_id, "?show=placed-by-its-postcode"))) == 1


def test_rows_as_csv_run_no_formula(desk: Desk) -> None:
    batch_id = desk.bring_in(LIST.replace("Wool Club", "=HYPERLINK(1)"))
    answer = desk.client.get(f"/work/imports/{batch_id}/rows.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="import-{batch_id}.csv"'
    head, first, *others = csv.reader(io.StringIO(answer.text))
    ids = {row.number: row.listing_id for row in rows_of(desk.context, batch_id)}
    assert head == ["row", "name", "outcome", "notes", "reasons", "listing", "undone", "why"]
    assert first == ["2", "'=HYPERLINK(1)", "New", "", "", ids[2], "", ""]
    assert [each[0] for each in others] == ["3", "4", "5"]
    some = desk.client.get(f"/work/imports/{batch_id}/rows.csv?show=refused").text
    assert len(some.splitlines()) == 2
