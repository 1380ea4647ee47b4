"""Home, browse, the texts, and the small files beside them."""

import re
from dataclasses import replace

import pytest

from assetmap.basemap import Basemap
from assetmap.domain.borough.borough import Borough
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Kind
from assetmap.web.public.pages import Interval, about_page
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker, client_of
from tests.web.inspection import name_of, words_of


def test_about_page_says_how_often_each_kind_is_checked(client: Client) -> None:
    words = client.page("/about").words
    assert "every 3 months: community hub, volunteering role" in words
    assert "every 12 months: service, place or space" in words
    assert (
        "The check is more than 30 days late, or people told us twice that it may be wrong, "
        "or we rang on 2 days and nobody answered."
    ) in words
    assert "more than 90 days late we leave the listing out" in words
    assert "more than 180 days late we take it off" in words


def test_about_page_follows_the_rules_of_the_borough(borough: Borough) -> None:
    rules = UpkeepRules(months={Kind.HUB: 1}, usual_months=4)
    page = about_page(replace(borough, upkeep=rules))
    others = tuple(kind.label for kind in Kind if kind is not Kind.HUB)
    assert page.intervals == (
        Interval("every month", ("Community hub",)),
        Interval("every 4 months", others),
    )


@pytest.mark.parametrize(
    ("second_failure", "said"),
    [
        (1, "somebody told us that it may be wrong, or we rang and nobody answered"),
        (
            3,
            "people told us 3 times that it may be wrong, or we rang on 3 days and nobody answered",
        ),
    ],
)
def test_about_page_says_how_many_doubts_are_too_many(
    borough: Borough, second_failure: int, said: str
) -> None:
    rules = UpkeepRules(second_failure=second_failure)
    assert about_page(replace(borough, upkeep=rules)).doubts == said


def test_home_has_a_picture_with_words_for_every_need(client: Client, borough: Borough) -> None:
    page = client.page("/")
    tiles = {
        words_of(link): link.get("href")
        for tile in page.by_class("tile")
        for link in tile.iter()
        if name_of(link) == "a"
    }
    wanted = {need.label: f"/find?need={need.slug}" for need in borough.words.needs}
    assert tiles == {**wanted, "Something else": "/browse"}
    for address in tiles.values():
        assert client.get(address or "").status_code == 200


def test_home_pictures_are_hidden_from_screen_readers(client: Client) -> None:
    drawings = client.page("/").all("svg")
    assert drawings
    outer = [each for each in drawings if each.get("class") or each.get("aria-hidden")]
    assert [each for each in outer if each.get("aria-hidden") != "true"] == []


def test_home_counts_equal_what_you_get(client: Client) -> None:
    page = client.page("/")
    for line in page.by_class("subjects")[0]:
        link = next(each for each in line.iter() if name_of(each) == "a")
        count = words_of(line).removeprefix(words_of(link)).strip()
        heading = client.page(link.get("href", "")).h1
        assert count.split()[0] == heading.split()[0]
    assert "342 listings to choose from." in page.words


def test_browse_counts_equal_what_you_get(client: Client, borough: Borough) -> None:
    page = client.page("/browse")
    links = page.links()
    for category in borough.words.every_category():
        assert links[category.label] == f"/find?category={category.slug.replace('/', '%2F')}"
    counted = {words_of(line): line for item in page.by_class("browse__within") for line in item}
    for words, line in list(counted.items())[::7]:
        address = next(e.get("href", "") for e in line.iter() if name_of(e) == "a")
        total = client.data(address.replace("/find?", "/find.json?"))["total"]
        assert re.search(r"([\d,]+) listings?$", words)[1] == f"{total:,}"  # type: ignore[index]


def test_browse_links_every_place(client: Client, borough: Borough) -> None:
    links = client.page("/browse").links()
    assert {place.name for place in borough.places} <= set(links)
    first = borough.places[0].name
    assert links[first] == f"/find?near={first}&sort=near"


@pytest.mark.parametrize("path", ["/about", "/accessibility", "/privacy"])
def test_texts_answer(client: Client, path: str) -> None:
    page = client.page(path)
    assert len(page.words) > 1000


def test_privacy_says_how_long_sheets_and_notes_of_gaps_are_kept(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    context.borough = replace(context.borough, upkeep=UpkeepRules(gap_months=7))
    words = client_of(context).page("/privacy").words
    assert "That is gone after 90 days." in words
    assert "They never note who asked. We keep that for 7 months." in words


def test_privacy_says_who_draws_the_map(client: Client, make_context: ContextMaker) -> None:
    assert "The map is drawn by this website." in client.page("/privacy").words
    context = make_context()
    tiles = Basemap("https://tiles.example.org/{z}/{x}/{y}.png", "© The Example Survey")
    context.config = replace(context.config, basemap=tiles)
    words = client_of(context).page("/privacy").words
    assert "come from another organisation: © The Example Survey" in words


def test_policy_lets_pictures_in_only_from_the_base_map(make_context: ContextMaker) -> None:
    context = make_context()
    tiles = Basemap("https://{s}.tiles.example.org/{z}/{x}/{y}.png", "© The Example Survey")
    context.config = replace(context.config, basemap=tiles)
    policy = client_of(context).get("/").headers["Content-Security-Policy"].split("; ")
    assert "img-src 'self' data: https://*.tiles.example.org" in policy


def test_pages_without_samples_have_no_banner(make_client: ClientMaker) -> None:
    client = make_client(a_listing())
    assert client.page("/").by_class("sample-banner") == []
    assert "Sample" not in client.page("/find").words


def test_borough_css_has_each_category_and_colour(client: Client, borough: Borough) -> None:
    response = client.get("/borough.css")
    assert response.mimetype == "text/css"
    first, *rest = response.text.splitlines()
    assert first == ":root{" + "".join(f"--{n}:{v};" for n, v in borough.colours.items()) + "}"
    assert rest == [
        f".category-{category.slug}{{--category:{category.colour}}}"
        for category in borough.words.categories
    ]
    assert response.headers["Cache-Control"] == "no-cache"  # changed colours show at once
    assert response.headers["ETag"]


def test_robots_may_read_pages_but_not_every_question(client: Client) -> None:
    assert client.get("/robots.txt").text.splitlines() == [
        "User-agent: *",
        "Disallow: /find",
        "Disallow: /map.json",
        "Disallow: /organiser",
        "Disallow: /time-bank/me",
        "Disallow: /work",
        "Disallow: /account",
    ]


def test_static_addresses_change_with_the_file(client: Client) -> None:
    sheets = [e.get("href", "") for e in client.page("/").all("link") if e.get("href")]
    marked = [sheet for sheet in sheets if sheet.startswith("/static/")]
    assert marked
    assert [sheet for sheet in marked if not re.search(r"\?v=[0-9a-f]{10}$", sheet)] == []
    for sheet in marked:
        response = client.get(sheet)
        assert (response.status_code, response.headers["Cache-Control"]) == (
            200,
            "public, max-age=31536000",
        ) or response.status_code == 200


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_pages_are_sent_small(client: Client, encoding: str) -> None:
    response = super(Client, client).open("/find", headers={"Accept-Encoding": encoding})
    assert response.headers["Content-Encoding"] == encoding
    assert len(response.data) < 16_000
