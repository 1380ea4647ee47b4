"""Spreadsheets of every kind that people make, and those that are meant to harm."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.times.schedule_text import notation
from assetmap.exchange.csv_files import COLUMNS, read_csv, write_csv
from assetmap.exchange.csv_rows import rows as csv_rows
from assetmap.exchange.files import ReadOptions, read_listings, table_of
from assetmap.exchange.incoming import BadFile, IncomingFile, Refused
from assetmap.exchange.readers.excel_files import excel_table, is_workbook
from assetmap.exchange.readers.plain_lines import DAMAGED, PASSWORD, TOO_MUCH
from assetmap.exchange.table import SheetName
from tests.exchange.readers.workbooks import (
    ERROR,
    column,
    open_document,
    open_document_of,
    page,
    phone,
    text_cell,
    workbook,
    workbook_of,
)

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADINGS = ("Name", "Postcode", "Phone")
QUAY = ("Quay Choir", "RM17 6SL", "01632 960101")
TEA = ("Tea and Talk", "RM18 7TB", "01632 960102")


def read(data: bytes, words: Vocabulary, sheet: str = "") -> IncomingFile:
    return read_listings("list.xlsx", data, words, ReadOptions(sheet))


def names(batch: IncomingFile) -> list[tuple[int, str]]:
    return [(each.row, each.listing.name) for each in batch.rows]


def refusal(data: bytes, sheet: str = "", name: str = "list.xlsx") -> str:
    with pytest.raises(BadFile) as raised:
        table_of(name, data, sheet)
    message = str(raised.value)
    assert "\n" not in message
    return message.removeprefix(f"{name}: ")


def test_a_sheet_is_a_list(words: Vocabulary) -> None:
    batch = read(workbook({"Groups": [HEADINGS, QUAY, (), TEA]}), words)
    assert names(batch) == [(2, "Quay Choir"), (4, "Tea and Talk")]
    assert (batch.refused, batch.skipped, batch.notes) == ((), (), ())


def test_cells_are_read_as_a_person_sees_them() -> None:
    cells = (
        *("Quay", 3.5, 4.0, 0.1 + 0.2, True, False, date(2026, 3, 16)),
        *(datetime(2026, 3, 16, 10, 30), time(10, 30), phone(1632960101), ERROR, 51.478),
    )
    table = excel_table(workbook({"A": [("Name", *[f"H{at}" for at in range(11)]), cells]}))
    assert table.rows[0].cells == (
        *("Quay", "3.5", "4", "0.3", "yes", "no", "2026-03-16"),
        *("2026-03-16 10:30", "10:30", "1632960101", "", "51.478"),
    )
    assert table.notes == (
        "A formula in the workbook gives an error such as #N/A: we read such cells as blank.",
    )


def test_a_phone_kept_as_a_number_gets_its_nought_back(words: Vocabulary) -> None:
    rows = [HEADINGS, ("Quay Choir", "RM17 6SL", phone(1632960101))]
    (incoming,) = read(workbook({"Groups": rows}), words).rows
    assert incoming.listing.public.phone == "01632960101"
    assert incoming.notes[-1] == (
        "The phone number 1632960101 had lost the 0 from its front: we put it back."
    )


def test_a_bare_figure_under_cost_is_pounds(words: Vocabulary) -> None:
    rows = [("Name", "Postcode", "Cost"), ("Quay Choir", "RM17 6SL", 3.5)]
    (incoming,) = read(workbook({"Groups": rows}), words).rows
    assert incoming.listing.cost.text == "£3.50"


def test_days_and_times_of_cells_are_read(words: Vocabulary) -> None:
    rows = [
        ("Name", "Postcode", "Day", "Start", "End"),
        ("Quay Choir", "RM17 6SL", "Tuesday", time(10, 0), time(11, 30)),
    ]
    (incoming,) = read(workbook({"Groups": rows}), words).rows
    assert [notation(rule) for rule in incoming.listing.schedule.rules] == ["Tue 10:00-11:30"]


def test_headings_stand_below_a_title_and_in_two_rows() -> None:
    rows = [
        ("Groups in Grays",),
        (),
        ("Organisation", "Contact", None, "Venue", None),
        (None, "Name", "Telephone", "Town", "Postcode"),
        ("Quay Choir", "Jo Smith", "01632 960101", "Grays", "RM17 6SL"),
    ]
    data = workbook({"Groups": rows}, merged=["A1:E1", "A3:A4", "B3:C3", "D3:E3"])
    table = excel_table(data)
    assert table.headings == ("Organisation", "Contact Name", "Telephone", "Town", "Postcode")
    assert table.notes == ("The headings are in rows 3 and 4. Above stands “Groups in Grays”.",)
    assert [row.number for row in table.rows] == [5]


def test_a_merged_cell_across_a_row_heads_a_section(words: Vocabulary) -> None:
    rows = [HEADINGS, ("Weekly in Tilbury",), QUAY, ("Once a month",), TEA, ("As of May",)]
    data = workbook({"Groups": rows}, merged=["A2:C2", "A4:C4", "A6:C6"])
    batch = read(data, words)
    assert names(batch) == [(3, "Quay Choir"), (5, "Tea and Talk")]
    assert batch.skipped == (
        Refused(2, "Weekly in Tilbury", "it is the heading of a section"),
        Refused(4, "Once a month", "it is the heading of a section"),
        Refused(6, "As of May", "it is a remark below the list"),
    )


def test_a_merged_cell_down_several_rows_counts_for_each() -> None:
    rows = [("Type", *HEADINGS), ("Choir", *QUAY), (None, *TEA), (), ("Tea", *QUAY), (None, *TEA)]
    table = excel_table(workbook({"Groups": rows}, merged=["A2:A4", "A5:A1048576"]))
    assert [(row.number, row.cells[0]) for row in table.rows] == [
        *((2, "Choir"), (3, "Choir"), (5, "Tea"), (6, "Tea")),
    ]
    assert table.notes == ("Merged cells count for each of their rows: “Choir”, “Tea”.",)


def test_the_first_sheet_that_is_seen_and_has_names_is_read() -> None:
    sheets = {
        "Old": [HEADINGS, ("Gone", "RM17 6SL", "")],
        "Notes": [("Ring Jo before noon",), ("and 3 more",)],
        "Groups": [HEADINGS, QUAY],
        "Sheet4": [],
    }
    data = workbook(sheets, hidden=["Old"])
    table = excel_table(data)
    assert (table.sheet, table.notes) == (
        "Groups",
        ("We read the sheet “Groups”. Others: “Old” (hidden), “Notes”.",),
    )
    assert table.sheets == (
        SheetName("Old", 2, is_hidden=True),
        SheetName("Notes", 2),
        SheetName("Groups", 2),
        SheetName("Sheet4", 0),
    )
    assert excel_table(data, " OLD ").rows[0].cells == ("Gone", "RM17 6SL", "")
    assert refusal(data, "Group") == (
        "It has no sheet “Group”. It has “Old” (hidden), “Notes”, “Groups”, “Sheet4”."
    )
    assert refusal(data, "Sheet4") == "The sheet “Sheet4” is empty."
    assert "We read the sheet “Notes”." in refusal(data, "Notes")


def test_a_book_whose_sheets_are_empty_or_hidden_says_so() -> None:
    assert refusal(workbook({"A": [], "B": []})) == "It is empty."
    hidden = workbook({"A": [HEADINGS, QUAY], "B": []}, hidden=["A"])
    assert refusal(hidden) == "It is empty. Hidden are “A” (hidden): unhide what we should read."


def test_a_list_that_begins_further_in_is_read() -> None:
    rows = [(), (), (None, None, *HEADINGS), (None, None, *QUAY, None, "a remark")]
    table = excel_table(workbook({"Groups": rows}))
    assert table.headings == ("", "", *HEADINGS, "", "")
    assert [(row.number, row.cells) for row in table.rows] == [(4, ("", "", *QUAY, "", "a remark"))]


def test_an_open_document_is_read(words: Vocabulary) -> None:
    data = open_document([HEADINGS, QUAY])
    assert names(read_listings("list.ods", data, words)) == [(2, "Quay Choir")]


def test_our_own_export_saved_as_a_workbook_is_our_own(words: Vocabulary, full: Listing) -> None:
    text = "".join(write_csv([public_view(full)]))
    table = [row.cells for row in csv_rows(text, ",")]
    at = COLUMNS.index("assetmap_csv")
    row = [float(cell) if i == at or cell == "60" else cell for i, cell in enumerate(table[1])]
    data = workbook({"export": [table[0], row]})
    assert read(data, words).own_export
    assert read(data, words) == read_csv(text.encode(), words)


@pytest.mark.parametrize("name", ["list.csv", "list.xls", "list.geojson", "list"])
def test_a_workbook_is_known_whatever_it_is_called(name: str) -> None:
    assert len(table_of(name, workbook({"Groups": [HEADINGS, QUAY]})).rows) == 1


def test_a_text_that_is_called_a_workbook_is_read_as_a_text() -> None:
    assert table_of("list.xls", b"Name\tPostcode\nQuay\tRM17 6SL\n").rows[0].cells[0] == "Quay"
    assert refusal(b"<html><table></table></html>").startswith("This is a web page.")


def test_no_workbooks_are_not_taken_for_one() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", "<x/>")
    assert not is_workbook(out.getvalue())
    assert not is_workbook(b"PK\x03\x04broken")
    word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    assert not is_workbook(word)
    assert refusal(word, name="list.csv").startswith("This is a document.")


def test_a_workbook_with_a_password_says_so() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert refusal(locked) == PASSWORD


def test_damage_is_one_plain_line() -> None:
    whole = workbook({"Groups": [HEADINGS, QUAY]})
    assert refusal(whole[:-40]) == DAMAGED
    assert refusal(whole[:200]) == DAMAGED
    assert refusal(OLD + "Workbook\0".encode("utf-16-le")) == DAMAGED
    assert refusal(workbook_of(["<worksheet><sheetData><row"])) == DAMAGED


def test_a_cell_in_the_last_corner_is_refused_and_harms_nobody() -> None:
    for last, number in (("XFD1048576", 1048576), ("ZZZZ4000000000", 4000000000)):
        rows = f'<row r="1">{text_cell("A1", "Name")}</row>'
        far = f'<row r="{number}">{text_cell(last, "x")}</row>'
        assert refusal(workbook_of([page(rows + far)])) == TOO_MUCH
    far = (
        "<table:table-row table:number-rows-repeated='1048576'>"
        "<table:table-cell office:value-type='string' table:number-columns-repeated='16384'>"
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    )
    odd = open_document_of(f"<table:table table:name='A'>{far}</table:table>")
    assert refusal(odd, name="a.ods") == TOO_MUCH


def test_a_million_formatted_rows_are_no_rows() -> None:
    blank = "".join(f'<row r="{at}"><c r="A{at}" s="1"/></row>' for at in range(3, 1_048_577))
    first = f'<row r="1">{text_cell("A1", "Name")}</row><row r="2">{text_cell("A2", "Quay")}</row>'
    table = excel_table(workbook_of([page(first + blank)]))
    assert ([row.cells for row in table.rows], table.sheets[0].rows) == ([("Quay",)], 2)


def test_all_columns_that_a_sheet_can_have_are_too_many() -> None:
    cells = [text_cell(f"{column(at)}1", f"h{at}") for at in range(16_384)]
    data = workbook_of([page(f'<row r="1">{"".join(cells)}</row>')])
    assert refusal(data).startswith("It has 16,384 columns, and we read at most 2,000.")


def test_a_cell_of_100_mb_is_a_row_refused(words: Vocabulary) -> None:
    rows = [text_cell("A1", "Name"), text_cell("A2", "Quay"), text_cell("A3", "x" * 100_000_000)]
    made = "".join(f'<row r="{at}">{each}</row>' for at, each in enumerate(rows, start=1))
    batch = read(workbook_of([page(made)]), words)
    assert names(batch) == [(2, "Quay")]
    assert [each.reason for each in batch.refused] == [
        "one of its cells has more than 200,000 characters"
    ]


def test_what_unpacks_to_far_too_much_is_refused_unopened() -> None:
    data = workbook_of([page(f"<!--{' ' * 210_000_000}-->")])
    assert len(data) < 1_000_000
    assert refusal(data).startswith("Unpacked it has more than 200 MB")


def test_xml_with_entities_of_its_own_is_refused() -> None:
    hostile = '<!DOCTYPE x [<!ENTITY a "lol">]>' + page(f'<row r="1">{text_cell("A1", "x")}</row>')
    assert refusal(workbook_of([hostile])).startswith("It holds XML with a document type")


def test_a_name_that_leads_out_of_the_folder_is_never_followed(tmp_path: Path) -> None:
    data = io.BytesIO(workbook({"Groups": [HEADINGS, QUAY]}))
    with zipfile.ZipFile(data, "a") as file:
        file.writestr("../../x.xml", "<x/>")
    assert len(excel_table(data.getvalue()).rows) == 1
    assert list(tmp_path.iterdir()) == []
