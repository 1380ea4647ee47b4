"""Where things are, on paper and in the text; and that four of them fit on one side."""

import re
from dataclasses import replace
from io import BytesIO
from urllib.parse import unquote

import pypdf
import pytest

from assetmap.app import create_app
from assetmap.domain.handouts.sheet import Format
from assetmap.domain.listings.listing import Precision, Where
from assetmap.services.handouts.sheets import keep_sheet
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing, long_listings
from tests.web.inspection import Page

VENUE = Where(
    Precision.VENUE,
    venue="Dock Road Hall",
    address="14 Dock Road",
    place="Tilbury",
    postcode="RM18 7TB",
    point=GRAYS,
)


@pytest.mark.parametrize(
    ("where", "said", "in_text"),
    [
        (VENUE, "Dock Road Hall, 14 Dock Road, Tilbury RM18 7TB", "Dock Road Hall RM18 7TB"),
        (
            replace(VENUE, address="14 Dock Road, Tilbury, RM18 7TB"),
            "Dock Road Hall, 14 Dock Road, Tilbury, RM18 7TB",
            "Dock Road Hall RM18 7TB",
        ),
        (replace(VENUE, venue=""), "14 Dock Road, Tilbury RM18 7TB", "14 Dock Road RM18 7TB"),
        (
            replace(VENUE, venue="Tilbury Hub", address="", postcode=""),
            "Tilbury Hub",
            "Tilbury Hub Tilbury",
        ),
        (Where(Precision.VENUE), "Ask where", "ask where"),
    ],
)
def test_street_and_postcode_stand_on_paper_and_where_in_the_text(
    make_context: ContextMaker, where: Where, said: str, in_text: str
) -> None:
    context = make_context(a_listing(where=where))
    client = create_app(context).test_client()
    sheet = keep_sheet(context, ["knit-club"], Format.A4)
    for format_ in Format:
        page = Page(client.get(f"/sheet/{sheet.id}?format={format_}").text)
        assert said in page.words, format_
    text = text_of(client.get(f"/sheet/{sheet.id}").text)
    assert f", {in_text}, 01632 960001\n" in text


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        (Precision.APPROXIMATE, "Around Tilbury"),
        (Precision.AREA, "Covers Tilbury"),
        (Precision.WITHHELD, "Location not shown for safety"),
    ],
)
def test_no_street_of_a_hidden_place_leaves_on_paper_or_in_a_text(
    make_context: ContextMaker, precision: Precision, said: str
) -> None:
    secret = Where(
        precision,
        venue="Qxhush House",
        address="9 Qxhush Row",
        place="Tilbury",
        postcode="RM18 7QX",
        area_served="Tilbury" if precision is Precision.AREA else "",
        point=GRAYS,
    )
    context = make_context(a_listing(where=secret))
    client = create_app(context).test_client()
    sheet = keep_sheet(context, ["knit-club"], Format.A4)
    for format_ in Format:
        page = client.get(f"/sheet/{sheet.id}?format={format_}").text
        assert said in Page(page).words, format_
        pdf = pypdf.PdfReader(BytesIO(client.get(f"/sheet/{sheet.id}.pdf?format={format_}").data))
        everything = unquote(page) + " ".join(each.extract_text() for each in pdf.pages)
        for hidden in ("Qxhush", "RM18 7QX", "7QX"):
            assert hidden.lower() not in everything.lower(), (format_, hidden)


def test_text_says_the_street_of_what_is_named_after_its_venue(make_context: ContextMaker) -> None:
    context = make_context(a_listing(name="Coffee at Dock Road Hall", where=VENUE))
    sheet = keep_sheet(context, ["knit-club"], Format.A4)
    text = text_of(create_app(context).test_client().get(f"/sheet/{sheet.id}").text)
    assert text.count("Dock Road Hall") == 1
    assert ", 14 Dock Road RM18 7TB, 01632 960001\n" in text


def text_of(page: str) -> str:
    (text,) = re.findall(r'href="sms:\?&amp;body=([^"]+)"', page)
    return unquote(text)


def test_four_things_with_long_words_fit_on_one_side(make_context: ContextMaker) -> None:
    context = make_context(*long_listings())
    sheet = keep_sheet(context, [f"long-{n}" for n in range(4)], Format.A4)
    client = create_app(context).test_client()
    made = pypdf.PdfReader(BytesIO(client.get(f"/sheet/{sheet.id}.pdf?near=RM18").data))
    assert len(made.pages) == 1
    text = made.pages[0].extract_text()
    for n in range(4):
        assert f"part {n}" in text
    assert "127 Old Station Road" in text
