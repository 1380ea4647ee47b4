"""`/find-map.html`: a question's map in one file."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from assetmap.domain.listings.listing import Contact, Precision, Where
from assetmap.domain.place import Point
from tests.factories import a_listing
from tests.static_map.conftest import HOSTILE
from tests.web.conftest import Client, ClientMaker


def cards_in(html: str) -> list[str]:
    match = re.search(r'<script type="application/json" id="texts">(.*?)</script>', html)
    assert match
    return [card["name"] for card in json.loads(match[1])["cards"]]


def test_file_has_the_pins_of_the_question_and_all_of_its_list(client: Client) -> None:
    response = client.get("/find-map.html?q=lunch&near=RM18")
    assert (response.status_code, response.mimetype) == (200, "text/html")
    assert response.headers["Content-Disposition"] == 'attachment; filename="map.html"'
    points = client.data("/map.json?q=lunch&near=RM18")["points"]
    assert sorted(cards_in(response.text)) == sorted(point["name"] for point in points)
    for each in client.data("/find.json?q=lunch&near=RM18&per_page=100")["results"]:
        assert each["name"].replace("'", "&#39;") in response.text
    assert "lunch, near RM18" in response.text
    assert "As at 16 March 2026" in response.text


def test_find_page_leads_to_it(client: Client) -> None:
    page = client.page("/find?q=lunch&day=tue")
    (link,) = [each for each in page.all("a") if each.text == "Map in one file"]
    assert link.get("href") == "/find-map.html?q=lunch&day=tue"


def test_a_mistake_is_said_as_in_other_formats(client: Client) -> None:
    assert client.get("/find-map.html?category=nothing").json["error"] == "category"


def test_hidden_places_and_private_contacts_stay_out(make_client: ClientMaker) -> None:
    hidden = Where(
        Precision.WITHHELD, "Secret House", "9 Hidden Way", "Tilbury", point=Point(51.46, 0.36)
    )
    refuge = a_listing("refuge", where=hidden, private=Contact("Maureen", "01632 960666"))
    html = make_client(refuge).get("/find-map.html").text
    for secret in ("Secret House", "Hidden Way", "Maureen", "960666", "51.46"):
        assert secret not in re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert cards_in(html) == []


@pytest.mark.browser
def test_hostile_names_are_text_in_the_file_without_a_network(
    make_client: Callable[..., Client], browser: Browser, tmp_path: Path
) -> None:
    names = [name for name in HOSTILE if "\u2028" not in name]
    client = make_client(*(a_listing(f"n{n}", name=name) for n, name in enumerate(names)))
    file = tmp_path / "map.html"
    file.write_bytes(client.get("/find-map.html").data)
    page = browser.new_page(offline=True)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-map-ready]", state="attached")
    pins = page.locator(".leaflet-marker-icon[role=button]")
    shown = pins.evaluate_all("pins => pins.map(pin => pin.getAttribute('aria-label'))")
    assert sorted(shown) == sorted(names)
    pins.first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("window.__x") is None
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    page.close()
