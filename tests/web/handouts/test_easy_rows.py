"""Easy read: a picture and a short line for what, when, where, the cost and whom to ring."""

import pytest

from assetmap.app import create_app
from assetmap.domain.handouts.sheet import Format
from assetmap.domain.listings.listing import Contact, Kind
from assetmap.services.handouts.sheets import keep_sheet
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.inspection import Page, name_of, words_of

EASY = "/sheet/new?id=knit-club&format=easy"
PICTURES = [
    *("Crafts and textiles", "A calendar", "A pin in a map", "Footprints", "A pound sign"),
    *("A phone", "An open door", "Checked"),
]


def easy_rows_of(page: Page) -> list[tuple[str, ...]]:
    """What each row of the easy items says: its label, then its lines."""
    labels = [words_of(each) for each in page.by_class("easy__label")]
    lines = [[words_of(line) for line in row.iter("p")] for row in page.by_class("easy__row")]
    return [(label, *said) for label, said in zip(labels, lines, strict=True)]


def pictures_of(page: Page) -> list[str]:
    pictures = (each for row in page.by_class("easy__picture") for each in row.iter())
    return [words_of(each) for each in pictures if name_of(each) == "title"]


def test_easy_read_has_a_picture_and_a_short_line_for_each_thing(
    make_context: ContextMaker,
) -> None:
    context = make_context(
        a_listing(first_visit="Pat meets you at the door.", getting_there="Bus 73 stops outside.")
    )
    sheet = keep_sheet(context, ["knit-club"], Format.EASY)
    page = Page(create_app(context).test_client().get(f"/sheet/{sheet.id}?near=RM17").text)
    rows = easy_rows_of(page)
    far = rows[3][1]
    assert far.startswith("About")
    assert rows == [
        ("What", "Knitting and talk."),
        ("When", "Tuesday 17 March, 10am to 12 noon"),
        ("Where", "Dock Road Hall, Tilbury RM18 7TB"),
        ("Getting there", far, "Bus 73 stops outside."),
        ("Cost", "It costs £2."),
        ("Who to ring", "Ring 01632 960001"),
        ("Your first visit", "Pat meets you at the door."),
        ("Checked", "Checked on 3 March 2026."),
    ]
    lines = [line for row in rows for line in row[1:]]
    assert max(len(line.split()) for line in lines) <= 12
    assert len(page.by_class("easy__picture")) == len(rows)
    assert pictures_of(page) == PICTURES


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        ("Free", "It is free."),
        ("£4", "It costs £4."),
        ("£1.50 a session", "It costs £1.50 a session."),
        ("", "Ask about the cost."),
        ("Pay what you can", "Pay what you can."),
        ("1 time credit an hour", "1 time credit an hour."),
    ],
)
def test_easy_read_says_the_cost_as_a_sentence(
    make_context: ContextMaker, cost: str, said: str
) -> None:
    context = make_context(a_listing(cost=cost))
    page = Page(create_app(context).test_client().get(EASY).text)
    assert ("Cost", said) in easy_rows_of(page)


def test_easy_read_says_whom_to_ask_for_and_what_to_look_out_for(
    make_context: ContextMaker,
) -> None:
    asked = Contact(phone="01632 960001", name="Jean")
    context = make_context(
        a_listing(public=asked, notice="The lift is broken.", summary="We knit. We also talk.")
    )
    rows = easy_rows_of(Page(create_app(context).test_client().get(EASY).text))
    assert rows[0] == ("Look out", "The lift is broken.")
    assert ("What", "We knit.") in rows
    assert ("Who to ring", "Ask for Jean.", "Ring 01632 960001") in rows


def test_help_for_an_hour_is_no_duty_on_paper(make_context: ContextMaker) -> None:
    offer = a_listing(kind=Kind.TIME_BANK_OFFER, cost="1 time credit an hour")
    client = create_app(make_context(offer)).test_client()
    for format_ in Format:
        page = client.get(f"/sheet/new?id=knit-club&format={format_}").text
        assert "They give an hour; you could give one back" in page.replace("</p>\n      <p>", " ")
        assert "time credit" not in page
