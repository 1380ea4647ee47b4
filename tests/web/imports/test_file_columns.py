"""`/work/imports/<id>/columns`: what each column is guessed to be, and what an editor makes it."""

import fcntl

import pytest

from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.domain.imports.import_batch import BatchState
from assetmap.exchange.chosen_columns import CHOOSABLE
from assetmap.services.context import Context
from assetmap.services.imports.batch_files import imports_folder
from assetmap.services.imports.batches import get_batch
from assetmap.storage.tables import IMPORT_ROWS
from assetmap.web.imports.field_choices import FIELD_GROUPS
from tests.conftest import ContextMaker
from tests.exchange.readers.workbooks import workbook
from tests.web.imports.uploading import LIST, NONE, Desk, boxes, desk_of, errors, tally, words
from tests.web.inspection import words_of

NO_NAME = "Wo,Town,Sort\nRM17 6SL,Grays,Walks\nRM16 2JU,Grays,Crafts\nRM18 7TB,Tilbury,Walks\n"


@pytest.fixture
def desk(make_context: ContextMaker) -> Desk:
    return desk_of(make_context())


def choices(context: Context, batch_id: str) -> ColumnChoices:
    return get_batch(context, batch_id).terms.choices


def test_each_column_is_shown_with_cells_and_what_it_is_guessed_to_be(desk: Desk) -> None:
    page = desk.page(desk.send(), "/columns")
    assert page.h1 == "Which column is what?"
    assert "A CSV file with 4 rows. List: clubs." in page.words
    (table,) = page.all("tbody")
    labels = [words_of(each) for each in table.iter() if each.get("scope") == "row"]
    assert labels == ["name", "kind", "Type", "postcode", "when", "phone"]
    assert [words_of(each) for each in page.by_class("samples")][:3] == [
        *("Wool Club Walkers Elsewhere", "group", "Crafts Walks"),
    ]
    assert boxes(page) == {
        **{f"field-{at}": name for at, name in enumerate(labels) if name != "Type"},
        "field-2": "type",
        "text-2-0": "create/crafts",
        "text-2-1": "active/walking",
        "fixed-kind": "",
        "fixed-categories": "",
        "fixed-place": "",
    }


def test_every_field_that_is_offered_can_be_chosen() -> None:
    offered = [name for _, group in FIELD_GROUPS for name, _ in group]
    assert set(offered) - CHOOSABLE == set()
    assert len(offered) == len(set(offered))


def test_what_is_left_as_guessed_is_guessed_again_and_categories_are_kept(desk: Desk) -> None:
    batch_id = desk.send()
    assert desk.choose(batch_id) == (303, f"/work/imports/{batch_id}")
    batch = get_batch(desk.context, batch_id)
    assert (batch.state, desk.asked) == (BatchState.CHECKING, [batch_id])
    assert batch.terms.choices == ColumnChoices(
        categories={"Type": {"Crafts": "create/crafts", "Walks": "active/walking"}}
    )
    assert batch.terms.inside_only is False


def test_what_is_changed_is_read_so(desk: Desk) -> None:
    typed = {"field_5": "", "text_2_0": "", "fixed_cost": "Free", "fixed_place": "Tilbury"}
    batch_id = desk.look(**typed, inside="yes", fixed_kind="group")
    assert choices(desk.context, batch_id) == ColumnChoices(
        {"phone": ""},
        {"Type": {"Crafts": "", "Walks": "active/walking"}},
        {"kind": "group", "place": "Tilbury", "cost": "Free"},
    )
    page = desk.page(batch_id)
    outside = {"Left out, outside the borough": "1"}
    assert tally(page) == {**NONE, "New": "2", "Refused": "1", **outside}
    again = boxes(desk.page(batch_id, "/columns"))
    assert (again["field-5"], again["text-2-0"], again["text-2-1"]) == ("", "", "active/walking")
    assert (again["fixed-place"], again["fixed-kind"]) == ("Tilbury", "group")
    assert "checked" in dict(desk.page(batch_id, "/columns").by_id("inside").attrib)


def test_file_without_names_shows_its_columns_and_says_what_is_missing(desk: Desk) -> None:
    batch_id = desk.send(NO_NAME)
    page = desk.page(batch_id, "/columns")
    assert "None of the headings says which column holds the names." in page.words
    assert page.links()[errors(desk.client)[0]] == "#field-0"
    assert boxes(page)["field-0"] == "postcode"
    assert "Guessed, because its cells look like it." in page.words
    assert desk.choose(batch_id)[0] == 422
    assert errors(desk.client) == ["Choose the column that holds the names."]
    assert get_batch(desk.context, batch_id).state is BatchState.UPLOADED
    assert desk.choose(batch_id, field_2="name")[0] == 303
    desk.work()
    assert tally(desk.page(batch_id))["New"] == "3"
    assert "We took “Wo” for the postcode, because its cells look like it." in words(desk.client)


def test_same_list_again_is_read_as_last_time(desk: Desk) -> None:
    desk.look(field_5="", text_2_0="give/repair", name="clubs.csv")
    page = desk.page(desk.send(LIST + "New one,group,Choirs,RM17 6SL,,\n"), "/columns")
    assert "As last time: the choices are those of the file before." in page.words
    found = boxes(page)
    assert (found["field-5"], found["text-2-0"], found["text-2-1"]) == (
        *("", "give/repair", "active/walking"),
    )
    assert found["text-2-2"] == "create/music"  # which was not there last time


def test_other_headings_are_not_read_as_last_time(desk: Desk) -> None:
    desk.look(field_5="")
    page = desk.page(desk.send(LIST.replace("phone", "Phones")), "/columns")
    assert "As last time" not in page.words
    assert boxes(page)["field-5"] == "phone"


def test_file_like_one_of_another_source_asks_which_list_it_is(desk: Desk) -> None:
    desk.bring_in(name="march.csv")
    batch_id = desk.send(name="april.csv")
    page = desk.page(batch_id, "/columns")
    assert "A file with the same headings came before. Which list is this?" in page.words
    assert desk.choose(batch_id)[0] == 422
    assert errors(desk.client) == ["Choose which list it is."]
    assert desk.choose(batch_id, source="some other")[0] == 422
    assert desk.choose(batch_id, source="march")[0] == 303
    desk.work()
    batch = get_batch(desk.context, batch_id)
    assert (batch.source, batch.counts) == ("march", {"same": 3, "refused": 1, "outside": 1})


def test_it_may_be_another_list_all_the_same(desk: Desk) -> None:
    desk.bring_in(name="march.csv")
    batch_id = desk.send(name="april.csv")
    assert desk.choose(batch_id, source="april")[0] == 303
    desk.work()
    batch = get_batch(desk.context, batch_id)
    assert (batch.source, batch.counts["new"], batch.counts["likely duplicate"]) == ("april", 3, 3)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"fixed_kind": "castle"}, "Choose from the list."),
        ({"fixed_categories": "none/such"}, "Choose from the list."),
        ({"fixed_place": "Atlantis"}, "Choose from the list."),
        ({"fixed_cost": "x" * 101}, "The cost may have at most 100 characters."),
        ({"field_0": ""}, "Choose the column that holds the names."),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(
    desk: Desk, typed: dict[str, str], message: str
) -> None:
    batch_id = desk.send()
    assert desk.choose(batch_id, **{"field_4": "", **typed})[0] == 422
    assert errors(desk.client) == [message]
    assert desk.client.last is not None
    assert boxes(desk.client.last)["field-4"] == ""
    assert get_batch(desk.context, batch_id).state is BatchState.UPLOADED


def test_field_that_is_not_offered_is_not_taken(desk: Desk) -> None:
    batch_id = desk.send()
    assert desk.choose(batch_id, field_5="source_id", text_2_0="none/such")[0] == 303
    assert choices(desk.context, batch_id) == ColumnChoices(
        categories={"Type": {"Crafts": "", "Walks": "active/walking"}}
    )


def test_columns_that_are_not_for_everyone_say_so(desk: Desk) -> None:
    page = desk.page(desk.send("name,Notes\nA Club,ring Sue\n"), "/columns")
    assert "It may not be meant for everyone, so it is not used." in page.words
    assert boxes(page)["field-1"] == ""


def test_column_with_too_many_texts_does_not_sort(desk: Desk) -> None:
    rows = "".join(f"Club {at},Sort {at}\n" for at in range(61))
    page = desk.page(desk.send(f"name,Type\n{rows}"), "/columns")
    assert not [name for name in boxes(page) if name.startswith("text-")]


def test_colours_are_shown_and_not_guessed(desk: Desk) -> None:
    page = desk.page(desk.send("name,Colour\nA Club,blue\nB Club,red\n"), "/columns")
    assert [value for name, value in boxes(page).items() if name.startswith("text-")] == ["", ""]


def test_our_own_file_has_no_columns_to_choose(desk: Desk) -> None:
    desk.bring_in()
    exported = desk.client.get("/find.csv").text
    page = desk.page(desk.send(exported, "find.csv"), "/columns")
    assert "A directory like this one wrote this file" in page.words
    assert boxes(page) == {}


def test_file_that_is_gone_says_what_to_do(desk: Desk) -> None:
    batch_id = desk.send()
    (imports_folder(desk.context) / batch_id / "file").unlink()
    assert desk.client.get(f"/work/imports/{batch_id}/columns").status_code == 422
    assert "The file is no longer there. Bring it again." in words(desk.client)
    assert desk.post(f"/work/imports/{batch_id}/drop")[0] == 303


def test_while_it_is_looked_at_nothing_can_be_chosen(desk: Desk) -> None:
    batch_id = desk.send()
    desk.choose(batch_id)
    with (imports_folder(desk.context) / batch_id / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        path = f"/work/imports/{batch_id}/columns"
        assert desk.client.get(path).location == f"/work/imports/{batch_id}"
        assert desk.post(path) == (303, f"/work/imports/{batch_id}")
    assert desk.context.store.find(IMPORT_ROWS, batch=batch_id) == []


def test_once_it_is_in_nothing_can_be_chosen(desk: Desk) -> None:
    batch_id = desk.bring_in()
    path = f"/work/imports/{batch_id}/columns"
    assert desk.client.get(path).location == f"/work/imports/{batch_id}"
    assert desk.post(path) == (303, f"/work/imports/{batch_id}")
    assert get_batch(desk.context, batch_id).state is BatchState.APPLIED


def test_sheet_is_chosen_by_its_name_and_hidden_ones_say_so(desk: Desk) -> None:
    head = ["name", "kind", "postcode"]
    data = workbook(
        {"Clubs": [head, ["Wool Club", "group", "RM17 6SL"]], "Old": [head, ["Gone", "group", ""]]},
        hidden=["Old"],
    )
    batch_id = desk.send(data, "lists.xlsx")
    page = desk.page(batch_id, "/columns")
    assert "A spreadsheet with 1 row." in page.words
    choice = page.by_id("sheet-choice")
    assert [words_of(each) for each in choice] == ["Clubs (2 rows)", "Old (2 rows, hidden)"]
    other = desk.page(batch_id, "/columns?sheet=Old")
    assert words_of(other.by_class("samples")[0]) == "Gone"
    assert desk.client.get(f"/work/imports/{batch_id}/columns?sheet=None").status_code == 422
    assert desk.choose(batch_id, sheet="Old")[0] == 303
    desk.work()
    assert get_batch(desk.context, batch_id).terms.sheet == "Old"
    assert "Gone" in desk.page(batch_id).words
