"""What the map asks for: pins, clusters when there are too many, and the drawn base map."""

import json
from dataclasses import replace

import pytest

from assetmap.domain.listings.listing import Contact, Precision, Status, Where
from assetmap.domain.place import Point
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing
from tests.web.conftest import Client, ClientMaker, client_of


def test_map_json_has_the_promised_shape(make_client: ClientMaker) -> None:
    soft = Where(
        Precision.APPROXIMATE, place="Grays", point=Point(51.4781, 0.3267), authority="E06000034"
    )
    client = make_client(
        a_listing(),
        a_listing("soft", name="Soft Club", where=soft, categories=()),
        a_listing("area", where=Where(Precision.AREA, area_served="Grays")),
        a_listing("withheld", where=Where(Precision.WITHHELD)),
    )
    document = client.data("/map.json")
    categories = document.pop("categories")
    assert categories["create"] == {
        "label": "Make, play and enjoy",
        "colour": "#6b3fa0",
        "icon": "palette",
    }
    points = {point.pop("id"): point for point in document.pop("points")}
    middle = soft.point.neighbourhood()  # type: ignore[union-attr]
    assert points == {
        "knit-club": {
            "name": "Knit Club",
            "url": "/listing/knit-club",
            "lat": 51.46343,
            "lon": 0.35961,
            "category": "create",
            "line": "Crafts and textiles · Dock Road Hall, Tilbury",
            "when": "Tuesday, 10am to 12 noon",
            "cost": "£2",
            "phone": "01632 960001",
        },
        "soft": {
            "name": "Soft Club",
            "url": "/listing/soft",
            "lat": middle.lat,
            "lon": middle.lon,
            "category": "other",
            "line": "Group or activity · Around Grays",
            "soft": True,
            "when": "Tuesday, 10am to 12 noon",
            "cost": "£2",
            "phone": "01632 960001",
        },
    }
    west, south = min(0.35961, middle.lon), min(51.46343, middle.lat)
    east, north = max(0.35961, middle.lon), max(51.46343, middle.lat)
    assert document == {
        "mode": "points",
        "total": 2,
        "bounds": pytest.approx([west, south, east, north]),
        "place": None,
        "clusters": [],
    }


def test_map_json_of_nothing_has_no_bounds(client: Client) -> None:
    document = client.data("/map.json?q=zzxqwv")
    assert (document["total"], document["bounds"], document["points"]) == (0, None, [])


def test_map_json_is_not_sent_twice(client: Client) -> None:
    first = client.get("/map.json?q=lunch")
    again = client.get("/map.json?q=lunch", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/map.json?q=choir", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_map_json_changes_after_a_write(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    client = client_of(context)
    before = client.get("/map.json")
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing("second", name="Second Club"))
    after = client.get("/map.json", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert before.json is not None
    assert after.json is not None
    assert (before.json["total"], after.json["total"]) == (1, 2)


def test_map_json_etags_of_two_directories_are_not_mixed(
    make_context: ContextMaker, tmp_path
) -> None:  # type: ignore[no-untyped-def]
    one = client_of(make_context(a_listing(), home=tmp_path / "one"))
    two = client_of(make_context(a_listing("other", name="Other"), home=tmp_path / "two"))
    etag = one.get("/map.json").headers["ETag"]
    answer = two.get("/map.json", headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert [point["name"] for point in (answer.json or {})["points"]] == ["Other"]


@pytest.fixture
def crowded(make_client: ClientMaker) -> Client:
    """2,025 listings on a grid of 45 by 45, all over the borough."""
    many = []
    for number in range(2025):
        point = Point(51.44 + number // 45 * 0.002, 0.21 + number % 45 * 0.006)
        where = replace(a_listing().where, point=point)
        many.append(a_listing(f"n{number}", name=f"Number {number}", where=where))
    return make_client(*many)


def test_map_json_gathers_more_pins_than_a_phone_likes(crowded: Client) -> None:
    whole = crowded.data("/map.json?zoom=11")
    assert (whole["mode"], whole["total"]) == ("clusters", 2025)
    counted = sum(cluster["count"] for cluster in whole["clusters"]) + len(whole["points"])
    assert counted == 2025
    assert len(whole["clusters"]) < 60
    for cluster in whole["clusters"]:
        west, south, east, north = cluster["bounds"]
        assert (west <= cluster["lon"] <= east, south <= cluster["lat"] <= north) == (True, True)
        assert cluster["count"] > 1

    view = "0.3,51.46,0.35,51.48"
    close = crowded.data(f"/map.json?zoom=18&view={view}")
    assert close["total"] == 2025
    inside = crowded.data(f"/find.json?bbox={view}&per_page=1")["total"]
    assert (close["clusters"], len(close["points"])) == ([], inside)

    few = crowded.data(f"/map.json?zoom=11&bbox={view}")
    assert (few["mode"], few["total"], len(few["points"])) == ("points", inside, inside)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ("view=1,2,3", "view"),
        ("view=nan,nan,nan,nan", "view"),
        ("zoom=23", "zoom"),
        ("zoom=-1", "zoom"),
        ("zoom=²", "zoom"),
        ("zoom=close", "zoom"),
    ],
)
def test_map_json_refuses_a_view_it_cannot_use(client: Client, asked: str, error: str) -> None:
    response = client.get(f"/map.json?{asked}")
    assert (response.status_code, (response.json or {})["error"]) == (400, error)


def test_basemap_json_holds_the_borough(client: Client) -> None:
    response = client.get("/basemap.json")
    document = json.loads(response.data)
    parts = {"outline", "built_up", "water", "rivers", "places", "attribution"}
    assert set(document) == parts
    assert document["outline"]["type"] == document["built_up"]["type"] == "MultiPolygon"
    assert {"name", "lat", "lon"} == set(document["places"][0])
    assert {"Grays", "Tilbury"} <= {place["name"] for place in document["places"]}
    rings = document["outline"]["coordinates"]
    west, east = (f(x for polygon in rings for x, _ in polygon[0]) for f in (min, max))
    assert west < TILBURY.lon < east
    assert "Crown copyright" in document["attribution"]
    assert len(response.data) < 45_000


def test_basemap_json_is_not_sent_twice(client: Client) -> None:
    etag = client.get("/basemap.json").headers["ETag"]
    again = client.get("/basemap.json", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_map_json_changes_once_the_index_has_taken_a_change(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    client = client_of(context)
    with context.store.transaction() as uow:
        uow.save_listing(a_listing("second", description="We play the harpsichord."))
    before = client.get("/map.json?q=harpsichord")  # kept in the store, not yet in the index
    assert before.json["total"] == 0  # type: ignore[index]
    context.indexer.process_queue()
    after = client.get("/map.json?q=harpsichord", headers={"If-None-Match": before.headers["ETag"]})
    assert (after.status_code, after.json["total"]) == (200, 1)  # type: ignore[index]


def test_map_json_says_how_far_each_is_from_the_place(make_client: ClientMaker) -> None:
    withheld = Where(Precision.WITHHELD, place="Tilbury", point=TILBURY)
    client = make_client(a_listing(), a_listing("kept", name="Kept", where=withheld))
    document = client.data("/map.json?near=RM17+6SL")
    assert document["place"] == {"label": "RM17 6SL", "lat": 51.47555, "lon": 0.32381}
    assert [(point["id"], point["distance"]) for point in document["points"]] == [
        ("knit-club", "1.8 miles away")
    ]


def test_map_json_says_what_is_closed_and_what_has_no_times(make_client: ClientMaker) -> None:
    client = make_client(
        a_listing("paused", status=Status.PAUSED),
        a_listing("unsaid", when=[], cost="", public=Contact()),
        a_listing("two", public=Contact("01632 960001 or text 07700 900001")),
        a_listing("often", when=["Mon 10:00-11:00", "Thu 14:00-15:00"]),
    )
    said = {point["id"]: point for point in client.data("/map.json")["points"]}
    assert said["paused"]["when"] == "Closed for now"
    assert said["often"]["when"] == "Monday, 10am to 11am and at other times"
    assert {name: said["unsaid"].get(name) for name in ("when", "cost", "phone")} == {
        "when": "Ask when it is on",
        "cost": None,
        "phone": None,
    }
    assert said["two"]["phone"] == [
        ["01632 960001", "tel:01632960001"],
        [" or text ", ""],
        ["07700 900001", "tel:07700900001"],
    ]


def test_postcodes_of_a_tile(client: Client) -> None:
    response = client.get("/postcodes/4103/2725.json")
    sector = (response.json or {})["RM17 6"]
    assert set(sector) == {"units", "x", "y"}
    assert "FN" in sector["units"]
    again = client.get(
        "/postcodes/4103/2725.json", headers={"If-None-Match": response.headers["ETag"]}
    )
    assert again.status_code == 304
    assert client.data("/postcodes/0/0.json") == {}
    assert client.get("/postcodes/8192/0.json").status_code == 404
