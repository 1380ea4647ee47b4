"""The question answered as data: promised shapes, one error shape, and one total everywhere."""

import csv
import io
import json
import re
from datetime import date

import pytest

from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.listing import Checked
from assetmap.exchange.formats import FORMATS as FILE_FORMATS
from assetmap.exchange.formats import Format
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker, client_of
from tests.web.inspection import Page

FORMATS = ("/find.json", "/find.geojson", "/find.csv", "/map.json")

# Each wrong parameter, which parameter the answer names, and what it says.
WRONG = {
    "near=RM99+9ZZ": ("near", "We cannot find the postcode RM99 9ZZ."),
    "near=Atlantis": ("near", "We cannot find a place called “Atlantis”."),
    "near=" + "x" * 81: ("near", "Give a postcode, part of one, or a place name."),
    "q=lunch+near+RM99+9ZZ": ("q", "We cannot find the postcode near RM99 9ZZ."),
    "q=???": ("q", "We could not find a word to look for in that."),
    "q=" + "a" * 301: ("q", "That is 301 characters. We read the first 300"),
    "within=3": ("within", "Give a place too, so that we know where to measure from."),
    "within=nan&near=RM18": ("within", "Give the distance in miles, such as 2 or 0.5."),
    "within=0&near=RM18": ("within", "Give a distance between 0 and 500 miles."),
    "category=zz": ("category", "There is no category called “zz”"),
    "kind=club": ("kind", "There is no kind called “club”"),
    "audience=cats": ("audience", "There is no audience called “cats”"),
    "access=step-free,lift": ("access", "There is no access called “lift”"),
    "day=funday": ("day", "There is no day called “funday”"),
    "time=noon": ("time", "There is no time called “noon”"),
    "cost=cheap": ("cost", "There is no cost called “cheap”"),
    "need=cake": ("need", "We do not know the subject “cake”"),
    "age=old": ("age", "Give an age in years, such as 70."),
    "age=121": ("age", "Give an age between 0 and 120."),
    "bbox=1,2,3": ("bbox", "a box is four numbers: west,south,east,north."),
    "bbox=1,52,0,51": ("bbox", "west must be less than east, and south less than north."),
    "bbox=nan,nan,nan,nan": ("bbox", "a box is four numbers"),
    "bbox=0,51,500,52": ("bbox", "west and east are between -180 and 180."),
    "view=grid": ("view", "Show the answer as a list or as a map: view is list or map."),
    "sort=best,near": ("sort", "Sort by best, near or name."),
    "sort=near": ("sort", "Give a place too, to see the nearest first."),
    "page=0": ("page", "Pages are numbered 1, 2, 3 and so on."),
    "page=two": ("page", "Pages are numbered 1, 2, 3 and so on."),
    "per_page=1000": ("per_page", "Show between 1 and 100 on a page."),
    "exact=no": ("exact", "“exact” is yes, or left out."),
    "colour=red": ("colour", "We do not know the filter “colour”"),
}


@pytest.mark.parametrize("path", FORMATS)
@pytest.mark.parametrize("asked", WRONG)
def test_data_refuses_a_wrong_parameter(client: Client, path: str, asked: str) -> None:
    if asked.startswith("view=") and path == "/map.json":
        asked = "bbox=nan,nan,nan,nan"  # its `view` is the box that is seen
    response = client.get(f"{path}?{asked}")
    assert (response.status_code, response.mimetype) == (400, "application/json")
    parameter, message = WRONG[asked]
    assert response.json is not None
    assert set(response.json) == {"error", "message"}
    assert response.json["error"] == parameter
    assert message in response.json["message"]


@pytest.mark.parametrize("asked", WRONG)
def test_page_says_the_same_of_a_wrong_parameter(client: Client, asked: str) -> None:
    page = client.page(f"/find?{asked}" + ("" if "page=" in asked else "&per_page=2"))
    assert WRONG[asked][1] in page.words


def test_data_names_every_mistake(client: Client) -> None:
    response = client.get("/find.json?day=funday&age=old&near=RM18")
    assert response.json == {
        "error": "day",
        "message": "There is no day called “funday”, so we left it out.; "
        "Give an age in years, such as 70.",
    }


def test_data_refuses_a_page_behind_the_last(client: Client) -> None:
    response = client.get("/find.json?page=1000000000")
    assert (response.status_code, response.json) == (
        400,
        {"error": "page", "message": "There is no page 1000000000: the last is 18."},
    )


QUESTIONS = [
    "",
    "q=lunch",
    "q=memory+loss+lunch&near=RM18",
    "q=dimentia",
    "q=lunch+in+Tilbury",
    "q=zzxqwv",
    "near=RM17+6SL&within=2",
    "near=Thurrock",
    "category=essentials/food&day=tue&cost=upto5&access=step-free",
    "category=meet,active",
    "audience=older&audience=carers",
    "kind=micro-enterprise&sort=name",
    "need=lonely&time=evening",
    "day=sat,sun&time=morning",
    "age=70&cost=free",
    "bbox=0.33,51.45,0.39,51.49",
    "q=choir&exact=yes",
    "older=yes&sort=name",
]


@pytest.mark.parametrize("asked", QUESTIONS)
def test_data_and_page_have_one_total(client: Client, asked: str) -> None:
    heading = client.page(f"/find?{asked}").h1
    said = int(re.sub(r"^We found nothing", "0", heading).split()[0].replace(",", ""))
    document = client.data(f"/find.json?{asked}")
    collection = json.loads(client.get(f"/find.geojson?{asked}").text)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/find.csv?{asked}").text)))
    shown = client.data(f"/map.json?{asked}")
    assert [said, len(collection["features"]), len(rows)] == [document["total"]] * 3
    ids = {feature["id"] for feature in collection["features"]}
    assert {each["id"] for each in document["results"]} <= ids
    placed = {f["id"] for f in collection["features"] if f["geometry"] is not None}
    assert ({point["id"] for point in shown["points"]}, shown["total"]) == (placed, len(placed))


def test_data_leaves_out_what_nobody_confirmed_unless_it_is_asked_for(
    make_client: ClientMaker,
) -> None:
    client = make_client(
        a_listing("due", checked=Checked(date(2025, 9, 10))),
        a_listing("overdue", checked=Checked(date(2025, 8, 8))),
        a_listing("unconfirmed", checked=Checked(date(2025, 6, 1))),
    )
    usual, older = ({"due", "overdue"}, {"due", "overdue", "unconfirmed"})
    for question, wanted in (("", usual), ("older=yes", older)):
        document = client.data(f"/find.json?{question}")
        rows = csv.DictReader(io.StringIO(client.get(f"/find.csv?{question}").text))
        features = json.loads(client.get(f"/find.geojson?{question}").text)["features"]
        points = client.data(f"/map.json?{question}")["points"]
        assert {each["id"] for each in document["results"]} == wanted
        assert document["older"] == (1 if question == "" else 0)
        assert {row["id"] for row in rows} == wanted
        assert {feature["id"] for feature in features} == wanted
        assert {point["id"] for point in points} == wanted
    results = client.data("/find.json?older=yes")["results"]
    assert {each["id"]: each["freshness"] for each in results} == {
        "due": "fresh",  # that it is due is nobody's business but the staff's
        "overdue": "overdue",
        "unconfirmed": "unconfirmed",
    }


def test_find_json_has_the_promised_shape(make_client: ClientMaker) -> None:
    client = make_client(a_listing(), a_listing("unplaced", name="Other", cost=Cost(), when=[]))
    document = client.data("/find.json?q=knit&near=RM18&day=tue&per_page=1")
    facets = document.pop("facets")
    assert document == {
        "query": {"q": "knit", "near": "RM18", "day": "tue", "per_page": "1"},
        "understood": {
            "words": "knit",
            "place": "RM18",
            "lat": pytest.approx(51.4655, abs=1e-3),
            "lon": pytest.approx(0.3649, abs=1e-3),
            "outside_borough": False,
            "mended": None,
            "relaxed": False,
            "short_forms": {},
            "wishes": [],
            "heard": [{"phrase": "knit", "concept": "knit-sew", "categories": ["create/crafts"]}],
            "refused": [],
            "dangers": [],
        },
        "urgent": [],
        "asks_place": False,
        "signposts": [],
        "match": "good",
        "total": 1,
        "total_known": 1,
        "older": 0,
        "page": 1,
        "per_page": 1,
        "pages": 1,
        "results": [
            {
                "id": "knit-club",
                "source": "test",
                "source_id": "knit-club",
                "name": "Knit Club",
                "kind": "group",
                "summary": "Knitting and talk.",
                "categories": ["create/crafts"],
                "audience": ["older"],
                "access": ["step-free"],
                "place": "Tilbury",
                "precision": "venue",
                "area_served": "",
                "lat": 51.463432,
                "lon": 0.359608,
                "distance_m": pytest.approx(430, abs=10),
                "reach": "there",
                "part": "fits",
                "next": "2026-03-17T10:00:00+00:00",
                "next_ends": "2026-03-17T12:00:00+00:00",
                "opening": None,
                "cost": "£2",
                "languages": [],
                "phone": "01632 960001",
                "status": "published",
                "notice": "",
                "paused_until": None,
                "opens_on": None,
                "checked_on": "2026-03-03",
                "freshness": "fresh",
                "needs": [],
                "unknown": [],
                "outside_borough": False,
                "because": [],
                "is_sample": False,
                "url": "/listing/knit-club",
            }
        ],
        "nearest": [],
        "give": None,
        "also_need": [],
        "near_spellings": [],
        "covers": None,
    }
    assert list(facets) == [
        *("category", "kind", "audience", "access", "day", "time"),
        *("open", "cost", "language", "capacity", "transfer"),
        *("direct_payments", "exchange", "training", "expenses", "checks"),
    ]
    assert facets["cost"] == [
        {"value": "free", "label": "Free", "count": 0, "selected": False},
        {"value": "upto5", "label": "Up to £5", "count": 1, "selected": False},
    ]
    assert facets["day"][1] == {"value": "tue", "label": "Tuesday", "count": 1, "selected": True}


def test_find_json_has_null_for_what_is_not_known(make_client: ClientMaker) -> None:
    client = make_client(a_listing(cost=Cost(), when=[], checked=Checked(), access=()))
    (result,) = client.data("/find.json?access=step-free&cost=free")["results"]
    keys = ("distance_m", "next", "next_ends", "checked_on", "cost", "unknown")
    assert {key: result[key] for key in keys} == {
        "distance_m": None,
        "next": None,
        "next_ends": None,
        "checked_on": None,
        "cost": "",
        "unknown": ["access", "cost"],
    }


def test_find_json_repeats_a_repeated_parameter(client: Client) -> None:
    document = client.data("/find.json?access=step-free&access=toilet&category=meet,active")
    assert document["query"] == {"category": "meet,active", "access": ["step-free", "toilet"]}


def test_find_json_pages_hold_everything_once(client: Client) -> None:
    seen: list[str] = []
    for number in range(1, 5):
        document = client.data(f"/find.json?per_page=100&page={number}")
        assert (document["page"], document["pages"], document["total"]) == (number, 4, 342)
        seen += [each["id"] for each in document["results"]]
    assert (len(seen), len(set(seen))) == (342, 342)


@pytest.mark.parametrize("form", FILE_FORMATS, ids=lambda form: form.name)
def test_each_format_has_its_address_and_its_link_and_is_sent_small(
    client: Client, form: Format
) -> None:
    links = client.page("/find?q=lunch").links()
    assert links[form.label] == f"/find.{form.name}?q=lunch"
    response = client.get(links[form.label], headers={"Accept-Encoding": "br"})
    assert (response.status_code, response.mimetype) == (200, form.mimetype)
    assert response.headers["Content-Encoding"] == "br"
    assert ("Content-Disposition" in response.headers) == form.is_attachment


def test_find_csv_is_a_file_to_keep(client: Client) -> None:
    response = client.get("/find.csv?q=lunch")
    assert response.headers["Content-Disposition"] == 'attachment; filename="listings.csv"'
    assert response.content_type == "text/csv; charset=utf-8"


def test_find_geojson_says_what_it_is(client: Client) -> None:
    response = client.get("/find.geojson?q=lunch")
    assert response.content_type.startswith("application/geo+json")
    collection = json.loads(response.text)
    assert (collection["type"], collection["title"]) == (
        "FeatureCollection",
        "Thurrock Community Directory",
    )


def test_suggest_json_offers_names_categories_and_places(client: Client) -> None:
    found = client.data("/suggest.json?q=til")
    assert set(found) == {"names", "categories", "places"}
    assert {"label": "Tilbury", "url": "/find?near=Tilbury"} in found["places"]
    for group in found.values():
        for each in group:
            assert set(each) == {"label", "url"}
            assert client.get(each["url"]).status_code == 200


def test_suggest_json_begins_words_not_only_names(client: Client) -> None:
    names = [each["label"] for each in client.data("/suggest.json?q=memory+l")["names"]]
    assert "Riverside Memory Lunch Club" in names
    labels = [each["label"] for each in client.data("/suggest.json?q=walk")["categories"]]
    assert labels == ["Walking"]


def test_suggest_json_gives_only_places_when_asked(client: Client) -> None:
    found = client.data("/suggest.json?q=gra&only=places")
    assert (found["names"], found["categories"]) == ([], [])
    assert found["places"][0]["label"] == "Grays"


@pytest.mark.parametrize("typed", ["", "t", " ", "%00", "🎉", "?" * 500, "x" * 10_000])
def test_suggest_json_keeps_quiet_about_what_begins_nothing(client: Client, typed: str) -> None:
    found = client.get("/suggest.json", query_string={"q": typed}).json
    assert found == {"names": [], "categories": [], "places": []}


def test_data_addresses_link_back_to_pages(client: Client) -> None:
    for result in client.data("/find.json?q=lunch&per_page=5")["results"]:
        page: Page = client.page(result["url"])
        assert page.h1 == result["name"]


@pytest.mark.parametrize(
    ("asked", "kind", "phones"),
    [
        ("q=my+partner+hits+me", "abuse", ["0808 2000 247", "999", "01632 960999"]),
        ("q=I+can+smell+gas", "gas", ["0800 111 999", "999", "01632 960999"]),
        *(
            (f"q=kill+myself&{more}", "suicide", ["116 123", "111", "85258", "999", "01632 960999"])
            for more in ("exact=yes", "ignore=crisis")
        ),
    ],
)
def test_find_json_gives_the_numbers_when_somebody_may_be_in_danger(
    make_client: ClientMaker, asked: str, kind: str, phones: list[str]
) -> None:
    document = make_client().data(f"/find.json?{asked}")
    assert (document["total"], document["understood"]["dangers"]) == (0, [kind])
    assert [line["phone"] for line in document["urgent"]] == phones


def test_find_json_says_of_each_number_what_it_is_and_how_it_is_reached(
    make_client: ClientMaker,
) -> None:
    lines = make_client().data("/find.json?need=feeling-low")["urgent"]
    assert lines[0] == {
        "text": "Samaritans, to talk to somebody now",
        "phone": "116 123",
        "link": "tel:116123",
        "hours": "free, any time, day or night",
        "more": "",
    }
    assert lines[2]["link"] == "sms:85258?body=SHOUT"


def test_find_json_tells_what_was_understood_and_why(make_client: ClientMaker) -> None:
    client = make_client(a_listing(categories=("create/crafts",), when=["Tue 10:00-12:00"]))
    document = client.data("/find.json?q=my+mum+used+to+love+knitting+on+Tuesdays")
    assert document["understood"]["words"] == "used to love knitting"
    timeless = {"dates": [], "earliest": None, "latest": None, "most_pence": None}
    assert document["understood"]["wishes"] == [
        {"sort": "day", "values": ["tue"], "phrase": "on Tuesdays", "label": "Tuesday", **timeless},
        {"sort": "kin", "values": [], "phrase": "my mum", "label": "For your mum", **timeless},
    ]
    assert document["results"][0]["because"] == ["knitting"]
    assert document["urgent"] == []


def test_a_download_comes_in_pieces(client: Client) -> None:
    for form, begins in (("csv", "id,name,"), ("geojson", '{"type": "FeatureCollection"')):
        answer = client.get(f"/find.{form}?near=Thurrock")
        assert (answer.status_code, answer.content_length) == (200, None)
        assert answer.text.startswith(begins)


def test_downloads_without_end_have_to_wait(make_context: ContextMaker) -> None:
    client = client_of(make_context())
    answers = [client.get("/find.csv").status_code for _ in range(121)]
    assert (set(answers[:120]), answers[120]) == ({200}, 429)
    assert client.get("/find.json").status_code == 200
