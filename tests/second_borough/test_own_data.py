"""What Wexcombe's own files say is what its pages show."""

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.services.context import Context
from tests.web.conftest import Client


def names(client: Client, question: str) -> list[str]:
    return [each["name"] for each in client.data(f"/find.json?{question}&per_page=50")["results"]]


def test_every_listing_came_in_and_lies_in_the_borough(client: Client) -> None:
    found = client.data("/find.json?per_page=50")
    assert found["total"] == 22
    assert "Outside" not in client.page("/find?per_page=50").words


def test_things_are_found_by_its_own_places_and_categories(client: Client) -> None:
    assert set(names(client, "category=shore")) == {"Skiff Crew", "Wrack Line Walkers"}
    assert names(client, "q=sewing+in+Ellerby&within=5")[0] == "Ellerby Patchwork"
    assert set(names(client, "near=Marram&within=2&category=meet")) == {
        "Monday Broth Club",
        "Rope Works Blethers",
        "Term Time Tots",
    }
    assert client.page("/find?q=cards&near=Marram+station").h1.endswith("near Marram station")
    assert "Did you mean" not in client.page("/find?q=skiffs+at+Hexley").words


def test_a_place_of_the_other_borough_is_none_here(client: Client) -> None:
    assert "Grays" not in str(client.data("/suggest.json?q=gra"))
    said = "We cannot find a place called “Tilbury”. Give a postcode, or a town such as Marram or"
    assert said in client.page("/find?near=Tilbury").words


def test_what_is_on_is_its_own(client: Client) -> None:
    days = client.data("/whats-on.json?when=today")["days"]
    assert {each["name"] for day in days for each in day["entries"]} == {
        *("Monday Broth Club", "Rope Works Blethers", "Quiet Hour"),
    }


def test_map_is_of_the_borough(client: Client, sample_context: Context) -> None:
    box = sample_context.postcodes.in_areas(["DG"]).of("S12000006").box()
    assert box
    west, south, east, north = client.data("/map.json?q=")["bounds"]
    assert box.west <= west < east <= box.east
    assert box.south <= south < north <= box.north
    outline = client.data("/basemap.json")["outline"]["coordinates"]
    edge = [corner for polygon in outline for ring in polygon for corner in ring]
    assert all(-5.3 < lon < -2.7 and 54.5 < lat < 55.6 for lon, lat in edge)
    points = client.data("/find.geojson?q=")["features"]
    places = [each["geometry"]["coordinates"] for each in points if each["geometry"]]
    assert len(places) == 19
    assert all(west <= lon <= east and south <= lat <= north for lon, lat in places)


def test_danger_has_its_own_numbers(client: Client) -> None:
    words = client.page("/find?q=I+want+to+die").words
    assert "01632 960598" in words
    assert "01632 960599" in words
    assert "01632 960999" not in words


@pytest.mark.parametrize(
    ("place", "patch"), [("DG1+2JU", "01632 960551"), ("Saltwick", "01632 960552")]
)
def test_who_covers_a_place_comes_from_its_patches(client: Client, place: str, patch: str) -> None:
    assert patch in client.page(f"/who-covers?near={place}").words


def test_signposts_name_its_council(client: Client) -> None:
    page = client.page("/find?q=council+tax")
    assert "Wexcombe Council sends the bill for council tax." in page.words
    assert "https://wexcombe.example/rates" in page.links().values()


def test_hints_name_its_places(client: Client, borough: Borough) -> None:
    assert (borough.example.name, borough.example.postcode) == ("Marram", "DG1 2JU")
    assert "Such as DG1 2JU or Marram." in client.page("/who-covers").words
    assert "near=DG1&" in client.page("/api").words


def test_its_nation_has_its_own_bank_holidays(borough: Borough) -> None:
    assert borough.bank_holidays.nation == "scotland"
    assert list(borough.bank_holidays.added.values()) == ["Wexcombe Fair Day"]
