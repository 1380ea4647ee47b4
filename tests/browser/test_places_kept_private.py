"""Check 12: where somebody lives, or must not be found, is shown nowhere."""

import pytest
from playwright.sync_api import APIRequestContext, expect

from tests.browser.conftest import Visitor
from tests.browser.looking import card, markers, names, search, show_map, wait_for_map

CASES = [
    ("kind-hands-at-home", "Kind Hands at Home", "Covers Grays and Chafford Hundred"),
    ("blackwater-refuge", "Blackwater Refuge", "Location not shown for safety"),
]


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize(("listing_id", "name", "where"), CASES)
def test_listing_says_only_what_may_be_known(
    visitor: Visitor, listing_id: str, name: str, where: str, js: bool
) -> None:
    page = visitor.arrive(f"/listing/{listing_id}", js=js)
    expect(page.get_by_role("main")).to_contain_text(where)
    expect(page.locator("#map")).to_have_count(0)
    source = page.content()
    for mark in ("data-lat", "data-lon", "RM16", "geo:", "maps.google", "openstreetmap"):
        assert mark not in source


@pytest.mark.parametrize(("listing_id", "name", "where"), CASES)
def test_listing_is_in_the_list_and_never_on_the_map(
    visitor: Visitor, listing_id: str, name: str, where: str
) -> None:
    page = visitor.arrive("/find")
    search(page, name)
    shown = card(page, name)
    expect(shown).to_contain_text(where)
    wait_for_map(page)
    for marker in markers(page).all():
        assert name not in (marker.get_attribute("aria-label") or "")
    drawn = page.request.get(f"/map.json?q={name.replace(' ', '+')}").json()
    assert [point for point in drawn["points"] if point["name"] == name] == []


@pytest.mark.parametrize(("listing_id", "name", "where"), CASES)
def test_listing_is_never_measured_or_sorted_by_distance(
    visitor: Visitor, listing_id: str, name: str, where: str
) -> None:
    page = visitor.arrive(f"/find?q={name.replace(' ', '+')}&near=Grays&sort=near", js=False)
    expect(card(page, name)).not_to_contain_text("away")
    orders = []
    for place in ("RM17+6SL", "RM18+7AR", "RM15+5DX"):
        found = page.request.get(f"/find.json?near={place}&sort=near&per_page=100").json()
        numbered = []
        for number in range(1, found["pages"] + 1):
            answer = page.request.get(
                f"/find.json?near={place}&sort=near&per_page=100&page={number}"
            ).json()
            numbered += answer["results"]
        at = [each["id"] for each in numbered].index(listing_id)
        orders.append([each["distance_m"] for each in numbered[at : at + 1]])
        measured = [n for n, each in enumerate(numbered) if each["distance_m"] is not None]
        assert at > max(measured)
    assert orders == [[None]] * 3


def texts(request: APIRequestContext, name: str) -> dict[str, str]:
    asked = name.replace(" ", "+")
    paths = ("/find", "/find.json", "/find.geojson", "/find.csv", "/map.json")
    return {path: request.get(f"{path}?q={asked}&near=Grays").text() for path in paths}


@pytest.mark.parametrize(("listing_id", "name", "where"), CASES)
def test_sources_hold_no_point(visitor: Visitor, listing_id: str, name: str, where: str) -> None:
    page = visitor.arrive("/find")
    for path, text in texts(page.request, name).items():
        if path == "/find.geojson":
            features = page.request.get(f"{path}?q={name.replace(' ', '+')}").json()["features"]
            (mine,) = [each for each in features if each["id"] == listing_id]
            assert mine["geometry"] is None
            assert not {"lat", "lon", "postcode", "address"} & set(mine["properties"])
        if path == "/map.json":
            assert listing_id not in text


def test_neighbourhood_is_a_circle_without_a_door(visitor: Visitor) -> None:
    page = visitor.arrive("/find")
    features = page.request.get("/find.geojson").json()["features"]
    soft = [f for f in features if f["properties"]["precision"] == "approximate"]
    assert len(soft) == 10
    for feature in soft:
        assert not {"address", "postcode", "venue"} & set(feature["properties"])
    page.goto(f"/listing/{soft[0]['id']}")
    page.locator("#map-panel").scroll_into_view_if_needed()
    wait_for_map(page)
    expect(page.locator("#map path.soft-area")).to_have_count(1)
    expect(page.get_by_text("The circle shows the area, not the door.")).to_be_visible()


def test_map_of_everything_holds_only_places_that_may_be_shown(visitor: Visitor) -> None:
    page = visitor.arrive("/find")
    show_map(page)
    drawn = page.request.get("/map.json").json()
    assert drawn["total"] == 254
    hidden = {name for _, name, _ in CASES}
    assert not hidden & {point["name"] for point in drawn["points"]}
    assert names(page)
