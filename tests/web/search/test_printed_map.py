"""`/find.pdf`: the answer as a printed map; its numbers are those of its list."""

import re
from io import BytesIO

import pypdf
import pytest

from assetmap.domain.listings.listing import Contact, Precision, Where
from assetmap.domain.place import Point
from assetmap.pdf import document
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker

SPOT = Point(51.46, 0.36)


def pdf_at(client: Client, address: str) -> pypdf.PdfReader:
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (200, "application/pdf"), response.text
    return pypdf.PdfReader(BytesIO(response.data))


def words_of(pdf: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize(
    ("asked", "sides"),
    [
        ("", (595, 842)),
        ("&size=a3", (842, 1191)),
        ("&orientation=landscape", (842, 595)),
        ("&size=A3&orientation=landscape&letters=large", (1191, 842)),
        ("&size=A9&orientation=up&letters=huge", (595, 842)),
    ],
)
def test_paper_is_as_asked_and_has_every_listing_of_the_answer(
    client: Client, asked: str, sides: tuple[int, int]
) -> None:
    pdf = pdf_at(client, f"/find.pdf?q=lunch&near=RM18{asked}")
    assert tuple(round(float(side)) for side in pdf.pages[0].mediabox[2:]) == sides
    text = words_of(pdf)
    listings = client.data("/find.json?q=lunch&near=RM18&per_page=100")["results"]
    assert listings
    for each in listings:
        assert each["name"] in text
    assert "Printed 16 March 2026" in text
    assert "/find?q=lunch&near=RM18" in text.replace(" ", "")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_hidden_places_are_on_no_map_and_are_listed_without_their_place(
    make_client: ClientMaker,
) -> None:
    client = make_client(
        a_listing("seen"),
        a_listing(
            "refuge",
            name="Refuge",
            where=Where(
                Precision.WITHHELD,
                "Secret House",
                "9 Hidden Way",
                "Tilbury",
                point=Point(51.46, 0.36),
            ),
            private=Contact("Maureen", "01632 960666"),
        ),
        a_listing("van", name="Van", where=Where(Precision.AREA, area_served="Grays")),
    )
    text = words_of(pdf_at(client, "/find.pdf"))
    before, after = text.split("Not on the map")
    assert "Refuge" not in before
    assert "Refuge" in after
    assert "Location not shown for safety" in after
    assert "Covers Grays" in after
    for secret in ("Secret House", "Hidden Way", "Maureen", "960666"):
        assert secret not in text


def test_a_neighbourhood_is_a_ring_and_says_to_ring(make_client: ClientMaker) -> None:
    soft = Where(Precision.APPROXIMATE, "Kitchen", "3 Own Road", "Tilbury", point=SPOT)
    text = words_of(pdf_at(make_client(a_listing("home", where=soft)), "/find.pdf"))
    assert "somewhere in that circle" in text
    assert "Around Tilbury" in text
    assert "Own Road" not in text


def test_what_is_too_much_for_one_map_is_said(make_client: ClientMaker) -> None:
    many = [a_listing(f"n{number}", name=f"Group {number:03}") for number in range(103)]
    text = words_of(pdf_at(make_client(*many), "/find.pdf?size=A3"))
    assert "This map has the first 100 of 103." in text
    assert len(set(re.findall(r"Group \d{3}", text))) == 100
    assert "1–100" in text


def test_what_is_far_away_does_not_shrink_the_map(make_client: ClientMaker) -> None:
    far = Where(Precision.VENUE, venue="Pier", place="Brighton", point=Point(50.82, -0.14))
    text = words_of(
        pdf_at(make_client(a_listing(), a_listing("sea", name="Sea", where=far)), "/find.pdf")
    )
    assert "Further away than this map" in text
    assert "2 miles" not in text.split("On the map")[0]


def test_hostile_names_are_text_and_load_nothing(make_client: ClientMaker) -> None:
    name = '</svg><img src="file:///etc/passwd"><script>${1}</script>\\'
    client = make_client(a_listing(name=name, summary=name))
    text = words_of(pdf_at(client, "/find.pdf"))
    assert "".join(name.split()) in "".join(text.split())
    assert "root:" not in text


def test_list_beside_a_map_is_not_underneath_it(make_client: ClientMaker) -> None:
    pdf = pdf_at(make_client(a_listing(name="Knit Club")), "/find.pdf?orientation=landscape")
    (page,) = pdf.pages
    found: list[float] = []

    def look(text: str, place: list[float], at: list[float], *_: object) -> None:
        if "Knit" in text:
            found.append(at[4] * place[0] + place[4])

    page.extract_text(visitor_text=look)
    assert found
    assert min(found) > 842 * 0.6


def test_nothing_found_is_the_borough_and_whom_to_ring(client: Client) -> None:
    text = words_of(pdf_at(client, "/find.pdf?q=zzxqwv"))
    assert "We found nothing for this. Ring" in text


def test_a_mistake_in_the_question_is_said_as_in_other_formats(client: Client) -> None:
    response = client.get("/find.pdf?category=nothing")
    assert response.status_code == 400
    assert response.json["error"] == "category"


def test_without_the_library_the_find_page_is_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise document.NoPdf("none")

    monkeypatch.setattr(document, "_weasyprint", missing)
    response = client.get("/find.pdf?q=lunch&size=A3")
    assert (response.status_code, response.location) == (302, "/find?q=lunch")


def test_when_many_ask_at_once_they_are_told_to_wait(client: Client) -> None:
    for _ in range(2):
        assert document._ROOM.acquire(blocking=False)
    try:
        response = client.get("/find.pdf?q=lunch")
    finally:
        document._ROOM.release(2)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
