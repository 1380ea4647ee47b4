"""The map as a view: the same question and the same list, in an address of its own."""

from urllib.parse import quote

import pytest

from tests.web.conftest import Client
from tests.web.inspection import Page, words_of


def ids(page: Page) -> list[str]:
    """The listings of the list, in its order."""
    cards = page.by_class("card")
    return [card.get("data-listing") or "" for card in cards]


def views(page: Page) -> dict[str, str]:
    """The two ways to see the question."""
    switch = [each for each in page.all("a") if each.get("data-view")]
    return {each.get("data-view") or "": each.get("href") or "" for each in switch}


def test_map_view_answers_as_the_list_does(client: Client) -> None:
    question = "q=lunch&near=Tilbury&day=tue"
    as_list, as_map = client.page(f"/find?{question}"), client.page(f"/find?{question}&view=map")
    assert ids(as_map) == ids(as_list) != []
    assert as_map.h1 == as_list.h1
    ways = {"list": f"/find?{question}", "map": f"/find?{question}&view=map"}
    assert views(as_list) == views(as_map) == ways


def test_view_is_kept_by_every_way_on(client: Client) -> None:
    page = client.page("/find?q=lunch&near=Tilbury&day=tue&view=map&per_page=5")
    links = [each.get("href") or "" for each in page.all("a")]
    onward = [href for href in links if href.startswith("/find?") and "q=" in href]
    lost = [href for href in onward if "view=map" not in href]
    assert lost == ["/find?q=lunch&near=Tilbury&day=tue&per_page=5"]  # the way to the list
    assert len(onward) > 3
    hidden = {e.get("name"): e.get("value") for e in page.elements() if e.get("type") == "hidden"}
    assert hidden["view"] == "map"


def test_data_is_the_same_in_either_view(client: Client) -> None:
    as_map, as_list = (
        client.data(f"/find.json?q=lunch{view}") for view in ("&view=map", "&view=list")
    )
    assert as_map.pop("query") == {"q": "lunch", "view": "map"}
    assert as_list.pop("query") == {"q": "lunch"}
    assert as_map == as_list
    page = client.page("/find?q=lunch&view=map")
    downloads = [href for href in page.links().values() if href.startswith("/find.")]
    data, papers = downloads[:3], downloads[3:]
    assert data == ["/find.csv?q=lunch", "/find.geojson?q=lunch", "/find.json?q=lunch"]
    assert {href.partition("&")[0] for href in papers} == {"/find.pdf?q=lunch"}


def test_pins_of_the_map_view_are_of_every_part_of_the_map(client: Client) -> None:
    """So that there are some wherever it is moved; the list is of the part in view."""
    part = "bbox=0.3,51.45,0.4,51.5"
    beside = client.page(f"/find?q=lunch&{part}")
    assert beside.by_id("map").get("data-points") == f"/map.json?q=lunch&{quote(part, safe='=')}"
    whole = client.page(f"/find?q=lunch&{part}&view=map")
    assert whole.by_id("map").get("data-points") == "/map.json?q=lunch"
    assert ids(whole) == ids(beside)


@pytest.mark.parametrize("view", ["grid", "MAP", "map,list"])
def test_view_that_is_none_is_told_and_left_out(client: Client, view: str) -> None:
    says = "Show the answer as a list or as a map: view is list or map."
    page = client.page(f"/find?q=lunch&view={view}")
    assert says in page.words
    answer = client.get(f"/find.json?q=lunch&view={view}")
    assert (answer.status_code, answer.json) == (400, {"error": "view", "message": says})


def test_menu_leads_to_the_map_and_says_where_one_is(client: Client) -> None:
    for address, current in (("/", []), ("/find?view=map", ["Map"]), ("/find?q=tea", ["Find"])):
        page = client.page(address)
        menu = [each for each in page.all("a") if not each.get("data-view")]
        assert "/find?view=map" in [each.get("href") for each in menu]
        assert [words_of(each) for each in menu if each.get("aria-current")] == current, address


def test_view_without_a_map_still_has_the_list(client: Client) -> None:
    assert client.page("/find?q=zzxqwv&view=map").h1.startswith("We found nothing")
    page = client.page("/find?near=RM99+9ZZ&view=map")
    assert page.by_id("question").get("open") is not None
    assert page.by_id("error-summary")
