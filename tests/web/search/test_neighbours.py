"""What neighbours list near the border, on the find page and as data."""

from collections.abc import Iterator

import pytest

from assetmap.domain.listings.listing import Precision, Where
from assetmap.web.search.neighbours import HEADING
from tests.border import Border, at_the_border
from tests.conftest import ContextMaker
from tests.web.api.answers import closed, defects
from tests.web.conftest import Client, client_of
from tests.web.inspection import Page, words_of

LUNCH = "q=lunch+club&near=SS17+9LN"
SITE = "http://castle-point.localhost:8000"


@pytest.fixture
def thurrock(lunches: Border) -> Iterator[Client]:
    """The site of an authority whose neighbours have a lunch club each."""
    with lunches.installation.lent("thurrock") as context:
        yield client_of(context)


@pytest.fixture
def bare(border: Border) -> Iterator[Client]:
    """The site of an authority that lists nothing, as a neighbour lists something."""
    border.keep("castle-point", at_the_border("castle-point"))
    with border.installation.lent("thurrock") as context:
        yield client_of(context)


def order(page: Page) -> list[str]:
    """The headings of the results, and the names of their cards, from top to bottom."""
    found = page.by_id("results").iter()
    said = [words_of(each) for each in found if each.tag in ("h1", "h2", "h3")]
    return [each for each in said if each not in ("You asked for", "We understood")]


def test_they_stand_after_the_results_and_lead_to_their_own_site(thurrock: Client) -> None:
    page = thurrock.page(f"/find?{LUNCH}")
    assert order(page)[:4] == [
        *("1 result for “lunch club” near SS17 9LN", "Thurrock lunch club"),
        *(HEADING, "Castle Point lunch club"),
    ]
    (part,) = page.by_class("over-border")
    assert part.get("aria-labelledby") == "over-border-heading"
    said = words_of(part)
    assert "From directories next to ours, within 3 miles of SS17 9LN." in said
    assert "Each opens on its own website." in said
    (card,) = [each for each in part.iter("li") if each.get("class") == "card"]
    assert {each.get("href") for each in card.iter("a")} == {
        f"{SITE}/listing/castle-point",
        "tel:01632960001",
    }
    assert "Kept by Castle Point" in words_of(card)
    assert "1.1 miles away" in words_of(card)
    assert "Outside" not in words_of(card)
    assert (card.get("id"), card.get("data-listing")) == (None, None)


def test_the_distance_that_was_asked_for_is_told(thurrock: Client) -> None:
    (part,) = thurrock.page(f"/find?{LUNCH}&within=1.5").by_class("over-border")
    assert "within 1.5 miles of SS17 9LN" in words_of(part)
    assert thurrock.page(f"/find?{LUNCH}&within=1").by_class("over-border") == []


@pytest.mark.parametrize("asked", ["view=map", "sort=name", "sort=near"])
def test_they_are_on_every_view_of_the_list(thurrock: Client, asked: str) -> None:
    assert len(thurrock.page(f"/find?{LUNCH}&{asked}").by_class("over-border")) == 1


def test_they_are_in_the_part_that_a_script_asks_for(thurrock: Client) -> None:
    answer = thurrock.get(f"/find?{LUNCH}", headers={"X-Fragment": "1"})
    assert answer.text.count("over-border-heading") == 2
    assert answer.text.count(f'href="{SITE}/listing/castle-point"') == 1


def test_they_stand_before_what_covers_other_areas(border: Border) -> None:
    away = Where(Precision.AREA, area_served="Grays")
    border.keep("thurrock", at_the_border("thurrock", "here"))
    border.keep("thurrock", at_the_border("thurrock", "away", name="Meals on wheels", where=away))
    border.keep("castle-point", at_the_border("castle-point"))
    with border.installation.lent("thurrock") as context:
        page = client_of(context).page(f"/find?{LUNCH}")
    assert order(page)[1:6] == [
        *("Thurrock lunch club", HEADING, "Castle Point lunch club"),
        *("Cover other areas – ring to ask", "Meals on wheels"),
    ]


def test_they_come_first_where_the_borough_has_nothing_that_fits(bare: Client) -> None:
    page = bare.page(f"/find?{LUNCH}")
    assert order(page)[:4] == [
        *("We found nothing for “lunch club” near SS17 9LN", HEADING),
        *("Castle Point lunch club", "What you can do next"),
    ]


def test_find_json_has_them_apart(thurrock: Client) -> None:
    found = thurrock.data(f"/find.json?{LUNCH}")
    assert (found["total"], [each["id"] for each in found["results"]]) == (1, ["thurrock"])
    (given,) = found["neighbours"]
    assert given["authority"] == {"code": "castle-point", "name": "Castle Point", "url": SITE}
    (result,) = given["results"]
    assert set(result) == set(found["results"][0])
    assert result["url"] == f"{SITE}/listing/castle-point"
    told = (result["id"], result["distance_m"], result["reach"], result["outside_borough"])
    assert told == ("castle-point", 1734, "there", True)
    assert thurrock.data("/find.json?q=lunch")["neighbours"] == []


def test_the_apis_document_tells_of_them_where_there_are_any(
    thurrock: Client, client: Client
) -> None:
    document = thurrock.data("/api/openapi.json")
    schemas = document["components"]["schemas"]
    found = thurrock.data(f"/find.json?{LUNCH}")
    assert defects(closed(document), "/find.json", found) == []
    alone = client.data("/api/openapi.json")["components"]["schemas"]
    assert "neighbours" in schemas["Answer"]["properties"]
    assert "neighbours" not in alone["Answer"]["properties"]
    assert set(schemas) - set(alone) == {"Neighbour"}


@pytest.mark.parametrize("path", ["find.csv", "find.geojson", "map.json", "embed", "pack.json"])
def test_other_forms_are_of_the_boroughs_own(thurrock: Client, path: str) -> None:
    answer = thurrock.get(f"/{path}" if path == "pack.json" else f"/{path}?{LUNCH}")
    assert answer.status_code == 200
    assert "Thurrock lunch club" in answer.text or path in ("map.json", "pack.json")
    assert "Castle Point" not in answer.text


def test_a_directory_by_itself_says_nothing_of_neighbours(make_context: ContextMaker) -> None:
    alone = client_of(make_context(at_the_border("thurrock")))
    assert "neighbours" not in alone.data(f"/find.json?{LUNCH}")
    assert "over-border" not in alone.get(f"/find?{LUNCH}").text
