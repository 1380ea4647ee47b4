"""`/find-out-about`: every tile, the place that goes along, and more advice on the results."""

from dataclasses import replace

from assetmap.domain.borough.borough import Borough, Link
from assetmap.domain.search.query import Search
from assetmap.web.search.find_page import advice_of
from tests.web.conftest import Client
from tests.web.inspection import words_of


def test_each_tile_has_a_picture_with_words_and_a_label(client: Client, borough: Borough) -> None:
    page = client.page("/find-out-about?near=RM18")
    needs = borough.words.needs
    assert page.h1 == "I would like to find out about…"
    pressed = [(each.get("value"), words_of(each)) for each in page.by_class("tile__press")]
    assert pressed == [(need.slug, need.label) for need in needs]
    pictures = [each.get("aria-label") for each in page.by_class("disc--big")]
    assert pictures == [need.picture for need in needs]
    assert all(pictures)
    assert page.by_id("near").get("value") == "RM18"


def test_pictures_of_the_home_page_have_words_too(client: Client, borough: Borough) -> None:
    page = client.page("/")
    said = [each.get("aria-label") for each in page.by_class("disc--big")]
    assert said[:-1] == [need.picture for need in borough.words.needs]


def test_typed_place_is_only_text(client: Client) -> None:
    page = client.page('/find-out-about?near="><script>alert(1)</script>' + "x" * 200)
    assert page.by_id("near").get("value", "").startswith('"><script>alert(1)</script>xxx')
    assert len(page.by_id("near").get("value", "")) == 80


def test_each_tile_is_an_address_for_good_with_advice_on_its_results(
    client: Client, borough: Borough
) -> None:
    for need in borough.words.needs:
        page = client.page(f"/find?need={need.slug}&near=RM18")
        (advice,) = page.by_class("advice")
        wanted = need.advice_text or borough.advice.text
        assert words_of(advice) == wanted
        assert page.links()[wanted] == (need.advice_url or borough.advice.url)
    assert client.page("/find?q=lunch").by_class("advice") == []


def test_advice_falls_back_on_the_boroughs_own(borough: Borough) -> None:
    lonely, active = Search(need="lonely"), Search(need="active")
    assert advice_of(lonely, borough) == Link(
        "Advice on loneliness on the council's website", "https://example.org/advice/loneliness"
    )
    assert advice_of(active, borough) == borough.advice
    nowhere = replace(borough, advice=Link("", ""))
    assert advice_of(active, nowhere) is None
    assert advice_of(Search(words="lunch"), borough) is None
