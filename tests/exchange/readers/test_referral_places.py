"""Where a service is: locations of every version, hidden ones, those that are only for post."""

from collections.abc import Mapping

from assetmap.exchange.readers.referral_places import POSTAL_NOTE, Place, place_cells, places_of

ADDRESS = {"address_1": " 1 Example Street,", "address_2": "Old Town", "city": "Grays"}
WITH_CODE = {**ADDRESS, "postal_code": "RM17 6SL", "address_type": "physical"}


def cells(location: Mapping[str, object], notes: list[str] | None = None) -> dict[str, str]:
    found = place_cells(Place(location, {}), [] if notes is None else notes)
    return {name: text for name, text in found.items() if text}


def test_location_of_version_3() -> None:
    location = {
        "id": "L",
        "location_type": "physical",
        "name": "Hall",
        "latitude": "51.4779",
        "longitude": 0.3229,
        "transportation": "Bus 22",
        "addresses": [{"city": "Post Town", "address_type": "postal"}, WITH_CODE],
        "accessibility": [
            {"accessibility": "Hearing loop", "details": "Ask"},
            {"description": "Ramp at the side door."},
        ],
    }
    assert cells(location) == {
        "venue": "Hall",
        "address": "1 Example Street, Old Town",
        "place": "Grays",
        "postcode": "RM17 6SL",
        "lat": "51.4779",
        "lon": "0.3229",
        "getting_there": "Bus 22",
        "access": "Hearing loop",
        "accessibilities": "Ramp at the side door",
    }


def test_location_of_version_1_and_of_outpost() -> None:
    one = {"name": "Library", "physical_addresses": [WITH_CODE]}
    assert cells(one)["postcode"] == "RM17 6SL"
    outpost = {
        **WITH_CODE,
        "geometry": {"type": "Point", "coordinates": [0.36, 51.51]},
        "accessibilities": [{"name": "Car parking"}],
        "mask_exact_address": True,
    }
    found = cells(outpost)
    assert (found["lat"], found["lon"], found["access"]) == ("51.51", "0.36", "Car parking")
    assert found["mask_exact_address"] == "yes"
    assert cells({**outpost, "mask_exact_address": None})["mask_exact_address"] == "no"
    assert cells({**WITH_CODE, "visible": False})["location_visible"] == "no"


def test_an_address_for_post_gives_the_town_alone() -> None:
    notes: list[str] = []
    postal = {"location_type": "postal", "latitude": 51.4, "longitude": 0.3, "addresses": [ADDRESS]}
    assert cells(postal, notes) == {"place": "Grays"}
    assert notes == [POSTAL_NOTE]


def test_a_place_that_is_none_is_online() -> None:
    assert cells({"location_type": "virtual", "name": "Zoom"}) == {"place": "Online"}


def test_locations_that_say_nothing_are_none() -> None:
    service = {
        "service_at_locations": [
            {"id": "s1", "location": {"id": "L1", "name": "Hall"}},
            {"id": "s2", "location": {"id": "L1", "name": "Hall"}},
            {"id": "s3", "location": None},
            {"id": "s4", "location": {"id": "L4", "location_type": "physical"}},
            {"id": "s5", "name": "Bare Hall"},
        ],
        "locations": [{"id": 9, "postal_code": "RM16 3ES"}, {}],
    }
    assert [place.id for place in places_of(service)] == ["L1", "s5", "9"]
    assert places_of({"locations": []}) == []


def test_a_point_that_is_nowhere_is_left_out_and_the_address_stays() -> None:
    notes: list[str] = []
    found = cells({"latitude": 100, "longitude": 101, "addresses": [WITH_CODE]}, notes)
    assert (found.get("lat"), found["postcode"]) == (None, "RM17 6SL")
    assert notes == ["Its point, 100 and 101, is nowhere on the map, so we left it out."]
    assert cells({"latitude": 0.3, "longitude": 51.4})["lat"] == "0.3"
    assert cells({"latitude": "N 51", "longitude": "0.3"})["lat"] == "N 51"


def test_a_first_line_that_only_says_the_house_or_town_once_more_is_passed_over() -> None:
    address = {"city": "Grays", "postal_code": "RM17 6SL"}
    said = [
        cells({"name": "Quay Hall", "addresses": [{**address, "address_1": line}]}).get("address")
        for line in ("Quay Hall", "Grays", "1 High Street")
    ]
    assert [line or "" for line in said] == ["", "", "1 High Street"]
