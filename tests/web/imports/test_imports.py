"""`/work/imports`: the list of files, and the page that takes one."""

import io

import pytest

from assetmap.domain.imports.import_batch import BatchState
from assetmap.domain.people.people import Role
from assetmap.exchange.readable import READABLE
from assetmap.services.context import Context
from assetmap.services.imports.batch_files import imports_folder
from assetmap.services.imports.batches import all_batches, get_batch, save_batch
from assetmap.web.imports.imports import file_name
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import csrf_token
from tests.web.imports.uploading import LIST, Desk, desk_of, errors, words
from tests.web.inspection import words_of

HOSTILE = "<script>alert(1)</script> \"' {{ 7*7 }}"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("knit", name="Knit Club", source="Old list", source_id="1"))


@pytest.fixture
def desk(context: Context) -> Desk:
    return desk_of(context)


def test_file_is_kept_and_leads_to_its_columns(desk: Desk) -> None:
    status, to = desk.upload(LIST, "/Lists/clubs.csv", "Thurrock CVS")
    [batch] = all_batches(desk.context)
    assert (status, to) == (303, f"/work/imports/{batch.id}/columns")
    assert (batch.file_name, batch.source, batch.by, batch.origin, batch.state, batch.rows) == (
        *("clubs.csv", "Thurrock CVS", "p-editor", "screen", BatchState.UPLOADED, 4),
    )
    assert (imports_folder(desk.context) / batch.id / "file").read_bytes() == LIST.encode()
    assert desk.asked == []
    assert len(list(desk.context.store.all())) == 1


def test_source_is_the_files_name_where_none_is_typed(desk: Desk) -> None:
    batch_id = desk.send(name="lunch clubs 2026.csv")
    assert get_batch(desk.context, batch_id).source == "lunch clubs 2026"


@pytest.mark.parametrize(
    ("text", "name", "source", "message"),
    [
        (b"", "clubs.csv", "CVS", "The file is empty."),
        (b"\x89PNG", "map.docx", "CVS", ""),
        (b"{", "map.geojson", "CVS", ""),
        (b"name\nA", "", "CVS", "Choose a file."),
        (b"name\nA", "a.csv", "x" * 101, "Whose list it is may have at most 100 characters."),
        (b"name\nA", "a.csv", "local", "“local” is what was typed in here. Give the list another"),
    ],
)
def test_file_that_cannot_be_taken_is_told_beside_its_box(
    desk: Desk, text: bytes, name: str, source: str, message: str
) -> None:
    assert desk.upload(text, name, source)[0] == 422
    [said] = errors(desk.client)
    assert message in said
    assert "Traceback" not in said
    assert not said.startswith(f"{name}:") or not name
    assert desk.client.last is not None
    assert desk.client.last.by_id("source").get("value") == source
    assert all_batches(desk.context) == []


def test_file_that_is_too_large_is_told_in_words(desk: Desk) -> None:
    too_much = io.BytesIO(b"x" * 1024)
    data = {"csrf_token": csrf_token(desk.client), "file": (too_much, "a.csv")}
    answer = desk.client.post(
        "/work/imports/new", data=data, environ_overrides={"CONTENT_LENGTH": str(200 * 2**20)}
    )
    assert (answer.status_code, answer.location) == (303, "/work/imports/new?large=yes")
    desk.client.page(answer.location)
    assert errors(desk.client) == ["This file is too large. The most is 100 MB. Bring it in parts."]


def test_only_this_page_takes_more_than_others(desk: Desk) -> None:
    large = f"name,postcode\n{'A Club,RM17 6SL' + chr(10) * 1}" + "B Club,RM17 6SL\n" * 10_000
    assert desk.upload(large, "large.csv")[0] == 303
    assert desk.post("/work/imports/x/drop", filler="x" * 200_000)[0] == 413


def test_known_sources_are_offered_and_not_what_was_typed_in_here(desk: Desk) -> None:
    page = desk.client.page("/work/imports/new")
    assert [each.get("value") for each in page.all("option")] == ["Old list"]
    assert "untick “Keep data up to date”" in page.words
    assert "We can read spreadsheets, map files, CSV files, " in page.words
    assert all(
        each.label.casefold() in page.words.casefold() for each in READABLE if each.is_offered
    )
    assert "leads" not in page.words
    assert "No more than 100 MB." in page.words


def test_list_says_of_each_file_how_far_it_is(desk: Desk) -> None:
    assert "None so far." in desk.client.page("/work/imports").words
    first = desk.bring_in(name="first.csv")
    desk.send(name="second.csv")
    page = desk.client.page("/work/imports")
    listed = page.words
    assert listed.index("second.csv") < listed.index("first.csv")
    assert "Its columns are still to be chosen" in listed
    assert "Brought in: 3 new and 1 refused first. Edna, 16 March 2026, 09:00" in listed
    assert page.links()["first.csv"] == f"/work/imports/{first}"
    assert page.by_class("notice--warn") == []


def test_what_stopped_half_way_stands_on_top_and_among_what_waits(desk: Desk) -> None:
    batch_id = desk.look()
    batch = get_batch(desk.context, batch_id)
    (imports_folder(desk.context) / batch_id / "asked").unlink()
    save_batch(desk.context, batch.__class__(**{**vars(batch), "state": BatchState.APPLYING}))
    page = desk.client.page("/work/imports")
    [notice] = page.by_class("notice--warn")
    said = "Stopped half-way clubs.csv Stopped while it was being brought in: 3 new"
    assert said in words_of(notice)
    assert "None so far." not in page.words
    home = desk.client.page("/work")
    assert home.links()["1 import stopped half-way"] == "/work/imports"
    assert home.links()["Files brought in"] == "/work/imports"
    desk.post(f"/work/imports/{batch_id}/go-on")
    assert desk.asked == [batch_id]
    assert "1 import stopped half-way" not in desk.client.page("/work").links()


def test_names_and_sources_are_text_wherever_they_stand(desk: Desk) -> None:
    text = LIST.replace("Wool Club", HOSTILE.replace('"', "")).replace("Crafts", HOSTILE[:25])
    batch_id = desk.send(text, "<b>alert(1) {{ 7*7 }}.csv", HOSTILE)
    for path in ("", f"/{batch_id}/columns", "/new"):
        html = desk.client.get(f"/work/imports{path}").text
        assert "<script>alert" not in html
        assert "<b>" not in html
    assert desk.choose(batch_id)[0] == 303
    desk.work()
    html = desk.client.get(f"/work/imports/{batch_id}").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "{{ 7*7 }}" in words(desk.client)


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("clubs.csv", "clubs.csv"),
        ("../../etc/clubs.csv", "clubs.csv"),
        ("C:\\x\\clubs.csv", "clubs.csv"),
        ("/", ""),
        ("x" * 200 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_files_name_has_no_folder_and_keeps_its_end(sent: str, name: str) -> None:
    assert file_name(sent) == name


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.COORDINATOR, Role.MANAGER, Role.HUB_TEAM])
def test_others_bring_nothing_in(desk: Desk, role: Role) -> None:
    batch_id = desk.send()
    other = desk_of(desk.context, role)
    for path in ("", "/new", f"/{batch_id}", f"/{batch_id}/columns", f"/{batch_id}/rows.csv"):
        assert other.client.get(f"/work/imports{path}").status_code == 403, path
    for path in ("/new", *(f"/{batch_id}/{each}" for each in ("columns", "bring-in", "undo"))):
        assert other.post(f"/work/imports{path}")[0] == 403, path
    assert other.post(f"/work/imports/{batch_id}/drop")[0] == 403
    assert other.post(f"/work/imports/{batch_id}/go-on")[0] == 403
    home = other.client.get("/work").text  # a hub's team without a hub has none
    assert "Files brought in" not in home
    assert get_batch(desk.context, batch_id).state is BatchState.UPLOADED


def test_forms_need_their_token(desk: Desk) -> None:
    batch_id = desk.send()
    assert desk.client.post("/work/imports/new").status_code == 400
    assert desk.client.post(f"/work/imports/{batch_id}/drop").status_code == 400


def test_unknown_import_is_not_found(desk: Desk) -> None:
    for path in ("", "/columns", "/rows.csv", "/undo"):
        assert desk.client.get(f"/work/imports/none{path}").status_code == 404
    for path in ("/columns", "/bring-in", "/undo", "/drop", "/go-on"):
        assert desk.post(f"/work/imports/none{path}")[0] == 404
