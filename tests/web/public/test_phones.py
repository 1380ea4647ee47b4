"""Phones of a file, from the cell to the pages: each number rings, the text stays one text."""

import pytest

from assetmap.exchange.csv_files import read_csv
from assetmap.services.context import Context
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.row_results import ImportOptions
from tests.conftest import ContextMaker
from tests.web.conftest import client_of
from tests.web.inspection import Page, name_of, words_of

NAMES = [("01632 960105", "01632960105"), ("07700 900105", "07700900105")]


def imported(context: Context, phone: str) -> list[str]:
    """Have a file's one row published; gives its notes."""
    text = (
        f'name,kind,postcode,phone,when\nTide Table Club,group,RM18 7TB,"{phone}",Tue 10:00-12:00\n'
    )
    batch = read_csv(text.encode(), context.borough.words)
    report = import_file(context, batch, ImportOptions("s", publish=True))
    assert report.new == 1
    return [note.text for note in report.notes]


def rings(page: Page, part: str) -> list[tuple[str, str]]:
    """What is a number in the first part of a page with this class, and what it rings."""
    links = (each for each in page.by_class(part)[0].iter() if name_of(each) == "a")
    return [
        (words_of(each), each.get("href", "").removeprefix("tel:"))
        for each in links
        if each.get("href", "").startswith("tel:")
    ]


@pytest.mark.parametrize(
    ("cell", "text", "links", "notes"),
    [
        (
            "01632 960105 / 07700 900105",
            "01632 960105 / 07700 900105",
            [("01632 960105", "01632960105"), ("07700 900105", "07700900105")],
            [],
        ),
        (
            "4.41632960104E+11",
            "",
            [],
            [
                (
                    "The phone number “4.41632960104E+11” was cut short by a spreadsheet, so we "
                    "left it out. Make the column text, and type the number again."
                )
            ],
        ),
        (
            "1632960103",
            "01632960103",
            [("01632960103", "01632960103")],
            ["The phone number 1632960103 had lost the 0 from its front: we put it back."],
        ),
        (
            "1632 960103",
            "01632 960103",
            [("01632 960103", "01632960103")],
            ["The phone number 1632 960103 had lost the 0 from its front: we put it back."],
        ),
        (
            "441632960103",
            "+44 1632 960103",
            [("+44 1632 960103", "+441632960103")],
            ["We read the phone number 441632960103 as +44 1632 960103."],
        ),
        (
            "+44 (0)1632 960103 ext 23 (Pat, after 6pm)",
            "+44 (0)1632 960103 ext 23 (Pat, after 6pm)",
            [("+44 (0)1632 960103", "+441632960103")],
            [],
        ),
        (
            "01632 960103 pat@example.org",
            "01632 960103",
            [("01632 960103", "01632960103")],
            ["The phone column says pat@example.org, so we put it under e-mail."],
        ),
    ],
)
def test_phone_of_a_file_is_one_text_whose_numbers_ring(
    make_context: ContextMaker,
    cell: str,
    text: str,
    links: list[tuple[str, str]],
    notes: list[str],
) -> None:
    context = make_context()
    assert imported(context, cell) == notes
    client = client_of(context)
    (found,) = client.data("/find.json?q=tide")["results"]
    assert found["phone"] == text
    page = client.page(f"/listing/{found['id']}")
    help_line = [(context.borough.help.phone, context.borough.help.phone.replace(" ", ""))]
    assert rings(page, "panel--contact") == (links or ([] if "@" in cell else help_line))
    assert text in page.words


def test_each_number_is_a_link_wherever_a_phone_is_shown(make_context: ContextMaker) -> None:
    context = make_context()
    imported(context, "01632 960105 or 07700 900105 (Sue)")
    client = client_of(context)
    (found,) = client.data("/find.json?q=tide")["results"]
    for address, part in (
        (f"/listing/{found['id']}", "panel--contact"),
        ("/conversation?near=Tilbury&q=tide&show=cards", "option-card"),
        (f"/sheet/new?id={found['id']}", "item"),
    ):
        page = client.page(address)
        assert rings(page, part) == NAMES, address
        assert "01632 960105 or 07700 900105 (Sue)" in page.words
