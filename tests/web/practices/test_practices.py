"""`/practice/<code>`: its page, the list where a code is not known, and the noticeboard."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of


def test_a_surgery_has_what_is_near_it(client: Client) -> None:
    page = client.page("/practice/SAMPLE-TILBURY")
    assert page.h1 == "Near Dockside Surgery"
    assert len(page.by_class("card")) == 12
    words = words_of(page.all("main")[0])
    assert "Local area coordinator for Tilbury and Chadwell" in words
    assert "The nearest hub is Tilbury Community Hub" in words


def test_its_address_is_found_in_any_case(client: Client) -> None:
    response = client.get("/practice/sample-tilbury")
    assert (response.status_code, response.location) == (301, "/practice/SAMPLE-TILBURY")


def test_a_code_that_is_not_known_leads_to_the_list(client: Client) -> None:
    page = client.page("/practice/F%3Cb%3E", 404)
    words = words_of(page.all("main")[0])
    assert "No surgery has the code “F<b>”. These are the ones we have:" in words
    assert "Dockside Surgery, RM18 7RB" in words
    assert client.get("/practice/none/noticeboard.pdf").status_code == 404


def test_a_size_that_there_is_not_is_refused(client: Client) -> None:
    response = client.get("/practice/SAMPLE-AVELEY/noticeboard.pdf?size=A5")
    told = {"error": "size", "message": "“size” is A4 or A3, or left out."}
    assert (response.status_code, response.json) == (400, told)


def test_without_surgeries_the_list_says_so(make_context: ContextMaker) -> None:
    client = client_of(make_context(a_listing()))
    assert "We have no surgeries yet." in client.get("/practice/").text


@pytest.mark.parametrize(("asked", "width_mm"), [("A4", 210), ("a3", 297), ("", 210)])
def test_the_noticeboard_is_one_page_of_paper(client: Client, asked: str, width_mm: int) -> None:
    response = client.get(f"/practice/SAMPLE-AVELEY/noticeboard.pdf?size={asked}")
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    (page,) = PdfReader(BytesIO(response.data)).pages
    assert round(float(page.mediabox.width) / 72 * 25.4) == width_mm
    words = " ".join(page.extract_text().split())
    assert "What is on near Village Green Practice" in words
    assert "Your local area coordinator: Aveley, Purfleet and Ockendon, 01632 960151." in words
    assert "Printed 16 March 2026." in words
    assert "/practice/SAMPLE-AVELEY" in words
    assert words.count("Checked by") == 12
