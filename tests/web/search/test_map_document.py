"""What `/map.json` says of the places found, of one listing each way it may be."""

import json
from dataclasses import replace
from typing import Any

import pytest

from assetmap.domain.listings.listing import Contact, Listing, Precision, Status, Where
from assetmap.domain.place import Box, Point
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import PlaceMatch
from assetmap.search_index.clusters import Cluster
from assetmap.services.context import Context
from assetmap.services.search.map_points import MapPoints, map_points
from assetmap.web.framework.request_context import KEY
from assetmap.web.presenters.cards import NO_TIMES
from assetmap.web.search.map_document import map_document
from tests.factories import GRAYS, TILBURY, a_listing
from tests.web.conftest import Client, ClientMaker

HOSTILE = "<script>alert(1)</script> \"' {{ 7*7 }}"


def document(client: Client, found: MapPoints | None = None) -> dict[str, Any]:
    """The document of what was found, or of everything there is."""
    context: Context = client.application.extensions[KEY]
    with client.application.test_request_context():
        drawn = map_document(context, found or map_points(context, Search(), None, 12))
    assert json.loads(json.dumps(drawn)) == drawn
    return drawn


def point_of(make_client: ClientMaker, listing: Listing) -> dict[str, Any]:
    (point,) = document(make_client(listing))["points"]
    assert isinstance(point, dict)
    return point


def test_nothing_found_has_no_sides_and_every_category(make_client: ClientMaker) -> None:
    client = make_client(a_listing())
    drawn = document(client, MapPoints(0, None, ()))
    words = client.application.extensions[KEY].borough.words
    assert set(drawn.pop("categories")) == {each.slug for each in words.categories}
    assert drawn == {
        "mode": "points",
        "total": 0,
        "bounds": None,
        "place": None,
        "points": [],
        "clusters": [],
    }


def test_clusters_and_the_place_are_rounded_to_what_a_map_can_show(
    make_client: ClientMaker,
) -> None:
    box = Box(0.3000001, 51.4, 0.4, 51.5000049)
    many = Cluster(TILBURY.lat + 1e-7, TILBURY.lon, 7, box, None)
    place = PlaceMatch("Grays", replace(GRAYS, lat=51.4755512))
    drawn = document(
        make_client(a_listing()), MapPoints(7, box, (), (many,), clustered=True, place=place)
    )
    sides = [0.3, 51.4, 0.4, 51.5]
    assert (drawn["mode"], drawn["total"], drawn["bounds"]) == ("clusters", 7, sides)
    assert drawn["place"] == {"label": "Grays", "lat": 51.47555, "lon": 0.32381}
    assert drawn["clusters"] == [{"lat": 51.46343, "lon": 0.35961, "count": 7, "bounds": sides}]


@pytest.mark.parametrize("place", [PlaceMatch("Thurrock", None, whole_area=True), None])
def test_place_without_a_point_is_none(make_client: ClientMaker, place: PlaceMatch | None) -> None:
    assert document(make_client(a_listing()), MapPoints(0, None, (), place=place))["place"] is None


def test_point_says_all_that_a_popup_shows(make_client: ClientMaker) -> None:
    client = make_client(a_listing())
    context: Context = client.application.extensions[KEY]
    found = replace(map_points(context, Search(), None, 12), metres={"knit-club": 1609})
    assert document(client, found)["points"] == [
        {
            "id": "knit-club",
            "name": "Knit Club",
            "url": "/listing/knit-club",
            "lat": 51.46343,
            "lon": 0.35961,
            "category": "create",
            "line": "Crafts and textiles · Dock Road Hall, Tilbury",
            "when": "Tuesday, 10am to 12 noon",
            "cost": "£2",
            "distance": "1 mile away",
            "phone": "01632 960001",
        }
    ]


def test_point_leaves_out_what_is_not_known(make_client: ClientMaker) -> None:
    bare = a_listing(public=Contact(), cost=" ", when=[], categories=())
    point = point_of(make_client, bare)
    assert set(point) == {"id", "name", "url", "lat", "lon", "category", "line", "when"}
    assert (point["category"], point["when"]) == ("other", NO_TIMES)


@pytest.mark.parametrize(
    ("phone", "told"),
    [
        ("01632 960001", "01632 960001"),
        (
            "01632 960001 or 07700 900001 (Sue)",
            [
                ["01632 960001", "tel:01632960001"],
                [" or ", ""],
                ["07700 900001", "tel:07700900001"],
                [" (Sue)", ""],
            ],
        ),
        ("ask at the bar", [["ask at the bar", ""]]),
        (HOSTILE, [[HOSTILE, ""]]),
    ],
)
def test_phone_is_plain_or_in_parts(make_client: ClientMaker, phone: str, told: object) -> None:
    assert point_of(make_client, a_listing(public=Contact(phone=phone)))["phone"] == told


def test_what_is_closed_for_now_says_so_in_place_of_its_times(make_client: ClientMaker) -> None:
    paused = point_of(make_client, a_listing(status=Status.PAUSED))
    assert paused["when"] == "Closed for now"


def test_neighbourhood_is_marked_and_its_true_point_kept_back(make_client: ClientMaker) -> None:
    exact = Point(51.4781, 0.3267)
    where = Where(Precision.APPROXIMATE, place="Grays", point=exact, authority="E06000034")
    point = point_of(make_client, a_listing(where=where))
    middle = exact.neighbourhood()
    assert (point["soft"], point["lat"], point["lon"]) == (True, middle.lat, middle.lon)
    assert (point["lat"], point["lon"]) != (exact.lat, exact.lon)


def test_hostile_name_stays_text(make_client: ClientMaker) -> None:
    assert point_of(make_client, a_listing(name=HOSTILE))["name"] == HOSTILE
