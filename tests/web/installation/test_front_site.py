"""The installation's own site: every authority, a question with a place, and one without."""

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.search_index.schema import Document
from assetmap.services.installation.all_listings import AllListings
from assetmap.services.installation.front import Front
from assetmap.storage.store import Unavailable
from tests.web.installation.conftest import AUTHORITIES, client_of
from tests.web.installation.conftest import Client as FrontClient

HOSTILE = "<script>alert(1)</script> & \"quoted' \u202e"


def keep(listings: AllListings, code: str, *documents: Document) -> None:
    """Have an authority's part of the index be these documents."""
    listings.index().part(code).rebuild(documents)


def test_home_has_the_search_and_every_authority(client: FrontClient) -> None:
    page = client.page("/")
    assert page.h1 == "Find groups, places and people near you"
    assert [each.get("name") for each in page.all("input")] == ["q", "near"]
    (form,) = page.all("form")
    assert (form.get("action"), form.get("method")) == ("/find", "get")
    links = page.links()
    assert links["Thurrock"] == "https://thurrock.example.org/"
    assert links["Castle Point"] == "https://cp.example.org/"


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("q=lunch&near=RM17+6SL", "https://thurrock.example.org/find?q=lunch&near=RM17+6SL"),
        ("q=lunch+near+SS7+1AA", "https://cp.example.org/find?q=lunch+near+SS7+1AA"),
        ("near=grays", "https://thurrock.example.org/find?near=grays"),
        ("q=a%26b%3D&near=grays", "https://thurrock.example.org/find?q=a%26b%3D&near=grays"),
    ],
)
def test_a_place_leads_to_its_authority(client: FrontClient, asked: str, leads_to: str) -> None:
    response = client.get(f"/find?{asked}")
    assert (response.status_code, response.location) == (303, leads_to)
    data = client.get(f"/find.json?{asked}")
    assert (data.status_code, data.location) == (303, leads_to.replace("/find?", "/find.json?"))


def test_a_name_of_several_asks_which_one(client: FrontClient) -> None:
    page = client.page("/find?q=lunch&near=Newtown")
    assert page.h1 == "Which Newtown do you mean?"
    assert "Newtown is a place in 2 areas. Choose the one you mean." in page.words
    assert page.links()["Thurrock"] == "https://thurrock.example.org/find?q=lunch&near=Newtown"
    assert page.links()["Castle Point"] == "https://cp.example.org/find?q=lunch&near=Newtown"
    data = client.get("/find.json?q=lunch&near=Newtown").json
    assert data["authorities"] == [
        {
            "code": code,
            "name": AUTHORITIES[code].name,
            "url": f"{AUTHORITIES[code].public_url}/find.json?q=lunch&near=Newtown",
        }
        for code in ("thurrock", "castle-point")
    ]


def test_a_place_outside_says_so_and_names_the_nearest(client: FrontClient) -> None:
    page = client.page("/find?q=lunch&near=SS0+7AA")
    assert page.h1 == "We do not cover SS0 7AA"
    words = "The nearest area is Castle Point"
    assert page.links()[words] == "https://cp.example.org/find?q=lunch&near=SS0+7AA"
    far = client.page("/find?q=lunch&near=BL1+1AA")
    assert far.h1 == "We do not cover BL1 1AA"
    assert "nearest area" not in far.words
    assert far.links()["See all areas"] == "/#areas"


def test_without_a_place_all_areas_answer(client: FrontClient, listings: AllListings) -> None:
    keep(listings, "thurrock", Document("lunch/1", "Lunch Club", "", "Lunch clubs", "Hot soup."))
    keep(listings, "castle-point")
    page = client.page("/find?q=lunch")
    assert page.h1 == "1 result for “lunch”"
    assert (
        "We looked in all 2 areas and show all that fit. Say a town or postcode to see what is near"
        " you." in page.words
    )
    assert page.links()["Lunch Club"] == "https://thurrock.example.org/listing/lunch%2F1"
    assert "Thurrock · Lunch clubs" in page.words
    assert client.get("/find.json?q=lunch").json == {
        "message": "We looked in all 2 areas and show all that fit. Say a town or postcode to see"
        " what is near you.",
        "total": 1,
        "is_capped": False,
        "areas": 2,
        "results": [
            {
                "id": "lunch/1",
                "name": "Lunch Club",
                "summary": "Hot soup.",
                "place": "",
                "category": "Lunch clubs",
                "authority": {"code": "thurrock", "name": "Thurrock"},
                "url": "https://thurrock.example.org/listing/lunch%2F1",
            }
        ],
        "place": None,
        "authorities": [],
        "nearest": [],
        "urgent": [],
    }


def test_more_than_fifty_are_capped_and_said_to_be(
    client: FrontClient, listings: AllListings
) -> None:
    keep(listings, "thurrock", *(Document(f"lunch-{n}", "Lunch") for n in range(51)))
    keep(listings, "castle-point")
    page = client.page("/find?q=lunch")
    assert page.h1 == "50 results for “lunch”"
    assert (
        "We looked in all 2 areas and show the 50 that fit best. Say a town or postcode to see what"
        " is near you." in page.words
    )
    data = client.get("/find.json?q=lunch").json
    assert (data["total"], data["is_capped"], len(data["results"])) == (50, True, 50)


def test_areas_that_cannot_be_searched_are_not_counted(
    client: FrontClient, listings: AllListings
) -> None:
    keep(listings, "thurrock")
    page = client.page("/find?q=lunch")
    assert page.h1 == "We found nothing for “lunch”"
    assert "We looked in 1 of 2 areas, since the others cannot be searched just now," in page.words


def test_where_nothing_is_indexed_a_place_is_asked_for(
    client: FrontClient, front: Front, borough: Borough
) -> None:
    page = client.page("/find?q=lunch")
    assert page.h1 == "Where should we look for “lunch”?"
    assert "We cannot look in all areas just now. Say a town or postcode" in page.words
    without = client_of(Front(AUTHORITIES, front.places, borough, None))
    page = without.page("/find?q=lunch")
    assert "Say a town or postcode, and we look there and nearby." in page.words
    assert "just now" not in page.words
    assert without.get("/find?q=lunch&near=Grays").status_code == 303


def test_danger_is_answered_first_and_with_no_listing(
    client: FrontClient, listings: AllListings
) -> None:
    keep(listings, "thurrock", Document("die", "I want to die"))
    for address in ("/find?q=I+want+to+die", "/find?q=I+want+to+die&near=Newtown"):
        page = client.page(address)
        headings = [each.get("id") for each in page.elements() if each.tag in ("h1", "h2")]
        assert headings[0] == "urgent-heading"
        assert page.links()["116 123"] == "tel:116123"
        assert page.by_class("found") == []
    data = client.get("/find.json?q=I+want+to+die&near=zzqq").json
    assert (data["urgent"][0]["phone"], data["results"]) == ("116 123", [])


def test_what_is_wrong_is_told_beside_its_field(client: FrontClient) -> None:
    page = client.page("/find?q=lunch&near=zzqq")
    assert page.h1 == "Search all areas"
    said = "We do not know a place called “zzqq”. Check the spelling, or give a postcode."
    assert page.links()[said] == "#near"
    assert page.by_id("near").get("aria-invalid") == "true"
    response = client.get("/find.json?q=lunch&near=zzqq")
    assert (response.status_code, response.json) == (400, {"error": "near", "message": said})


def test_nothing_asked_shows_the_form_alone(client: FrontClient) -> None:
    assert client.page("/find").h1 == "Search all areas"


def test_hostile_texts_are_shown_as_they_are(client: FrontClient, listings: AllListings) -> None:
    keep(listings, "thurrock", Document('"><x', f"Lunch {HOSTILE}", summary=HOSTILE, place=HOSTILE))
    page = client.page("/find?q=lunch+%3Cscript%3E%22")
    assert page.words.count("<script>alert(1)</script>") == 3
    assert "javascript" not in "".join(page.links().values())
    typed = client.page("/find?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&near=Newtown")
    assert typed.by_id("q").get("value") == '"><script>alert(1)</script>'


def test_errors_are_pages_in_plain_words_and_data_at_addresses_of_data(
    client: FrontClient, front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.page("/listing/old", 404).h1 == "Page not found"
    assert client.post("/find").headers["Allow"] == "GET, HEAD, OPTIONS"
    assert client.get("/nothing.json").json["error"] == "not-found"
    monkeypatch.setattr(front, "answer", None)
    assert client.page("/find?q=lunch", 500).h1 == "Sorry, something went wrong"


def test_programs_that_watch_are_told_whether_it_serves(client: FrontClient, front: Front) -> None:
    assert client.get("/healthz").json == {"status": "ok"}

    def gone() -> None:
        raise Unavailable("the database cannot be reached")

    front.ask_records = gone
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json == {"status": "failing", "why": ["the database cannot be reached"]}


def test_search_engines_are_told_what_to_leave(client: FrontClient) -> None:
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /find\n"
    (meta,) = [
        each for each in client.page("/find?q=x").all("meta") if each.get("name") == "robots"
    ]
    assert meta.get("content") == "noindex, follow"


def test_files_of_the_pages_are_there(client: FrontClient) -> None:
    page = client.page("/")
    for link in page.all("link"):
        assert client.get(link.get("href", "")).status_code == 200
