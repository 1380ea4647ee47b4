"""`/embed`: results for another site's page, shown by none but those that the borough names."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from assetmap.app import create_app
from assetmap.basemap import Basemap
from assetmap.domain.borough.borough import Borough
from assetmap.services.context import Context
from assetmap.web.search.embed import policy_of
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.colleagues import a_whole_listing

HOSTILE = '<script>alert(1)</script>"&{{ 7*7 }}'


@pytest.fixture
def client(sample_context: Context) -> FlaskClient:
    return create_app(sample_context).test_client(use_cookies=True)


def test_box_has_the_first_five_and_the_way_to_all(client: FlaskClient) -> None:
    html = client.get("/embed?need=lonely&near=RM18").text
    assert html.count("<h2>") == 5
    assert "<h1>Company and friendship near RM18</h1>" in html
    assert 'href="/find?near=RM18&amp;need=lonely" target="_blank" rel="noopener"' in html
    assert "<form" not in html


def test_numbers_for_help_come_before_the_results(client: FlaskClient, borough: Borough) -> None:
    html = client.get("/embed?q=i+want+to+die").text
    (first, *_) = borough.urgent
    assert html.index("Get help now") < html.index(first.phone) < html.index("embed__list")
    assert "Get help now" not in client.get("/embed?q=lunch").text


def test_mended_spelling_is_said(client: FlaskClient) -> None:
    html = client.get("/embed?q=knittng+%3Cb%3E&near=Tilbury").text
    assert "Showing results for <strong>knitting" in html
    assert 'href="/find?q=knittng+%3Cb%3E&amp;near=Tilbury&amp;exact=yes" target="_blank"' in html
    assert "<b>" not in html


def test_nobody_may_show_it_until_the_borough_names_them(client: FlaskClient) -> None:
    response = client.get("/embed?q=lunch")
    policy = response.headers["Content-Security-Policy"].split("; ")
    assert "frame-ancestors 'none'" in policy
    assert set(policy) >= {"default-src 'none'", "script-src 'self'", "form-action 'none'"}


def test_sites_that_are_named_may_and_no_other_page_is_shown_by_them(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_listing())
    context.borough = replace(
        context.borough, embed_hosts=("https://a.example.org", "https://*.b.uk")
    )
    client = create_app(context).test_client()
    policy = client.get("/embed").headers["Content-Security-Policy"].split("; ")
    assert policy[-1] == "frame-ancestors https://a.example.org https://*.b.uk"
    for path in ("/", "/find", "/listing/knit-club", "/account/sign-in", "/embed/nothing"):
        assert "frame-ancestors 'none'" in client.get(path).headers["Content-Security-Policy"]


def test_policy_is_whole() -> None:
    assert policy_of((), Basemap()).endswith("base-uri 'none'; frame-ancestors 'none'")
    assert "unsafe" not in policy_of(("https://a.example.org",), Basemap())


def test_policy_lets_in_the_pictures_of_the_base_map_and_of_nobody_else() -> None:
    tiles = Basemap("https://{s}.tiles.example/{z}/{x}/{y}.png")
    pictures = "img-src 'self' data: https://*.tiles.example"
    assert pictures in policy_of((), tiles).split("; ")
    assert "img-src 'self' data:" in policy_of((), Basemap()).split("; ")


@pytest.mark.parametrize(("show", "items", "maps"), [("map", 5, 1), ("both", 5, 1), ("list", 5, 0)])
def test_box_shows_a_list_a_map_or_both(
    client: FlaskClient, show: str, items: int, maps: int
) -> None:
    html = client.get(f"/embed?q=lunch&near=RM18&show={show}").text
    assert html.count("<h2>") == items
    assert html.count('data-points="/map.json?q=lunch&amp;near=RM18"') == maps
    in_noscript = html.partition("<noscript>")[2].partition("</noscript>")[0]
    assert in_noscript.count("<h2>") == (items if show == "map" else 0)


def test_what_a_box_cannot_show_is_said(client: FlaskClient) -> None:
    response = client.get("/embed?q=lunch&show=song")
    assert response.status_code == 200
    assert "A box can show a list, a map or both." in response.text


def test_box_of_a_listing_has_its_pin_only_where_all_may_see_it(client: FlaskClient) -> None:
    shown = client.get("/embed/listing/riverside-hub")
    assert 'data-lat="' in shown.text
    assert "Ring <a" in shown.text
    assert 'href="/listing/riverside-hub" target="_blank" rel="noopener"' in shown.text
    for hidden in ("blackwater-refuge", "kind-hands-at-home"):
        html = client.get(f"/embed/listing/{hidden}").text
        assert "data-lat" not in html
        assert 'id="map"' not in html
    assert client.get("/embed/listing/nothing").status_code == 404


def test_only_the_map_data_and_scripts_may_be_read_from_a_sandbox(client: FlaskClient) -> None:
    nobody = {"Origin": "null"}
    for path in ("/map.json", "/basemap.json", "/postcodes/4103/2725.json", "/static/js/glyph.js"):
        with client.get(path, headers=nobody) as response:
            assert response.headers["Access-Control-Allow-Origin"] == "*", path
    for kept in ("/map.json", "/static/js/glyph.js?v=1"):
        with client.get(kept) as response:  # a page of our own has no need
            assert "Access-Control-Allow-Origin" not in response.headers
    with client.get("/static/js/glyph.js?v=1", headers=nobody) as response:
        # A phone finds its saved scripts again whoever asks for them.
        assert "Origin" not in response.headers.get("Vary", "")
    for path in ("/", "/find", "/find.json", "/embed", "/oembed", "/account/sign-in", "/sheet"):
        assert "Access-Control-Allow-Origin" not in client.get(path, headers=nobody).headers, path


def test_box_sets_no_cookie_and_may_not_be_indexed(client: FlaskClient) -> None:
    response = client.get("/embed?q=lunch", headers={"Cookie": "staff=x"})
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    assert '<meta name="robots" content="noindex">' in response.text


def test_what_is_wrong_is_told_and_never_an_error(client: FlaskClient) -> None:
    response = client.get("/embed?near=RM99+9ZZ&need=nothing&page=9999&per_page=50")
    assert response.status_code == 200
    assert "We cannot find the postcode RM99 9ZZ." in response.text
    assert "We do not know the subject “nothing”" in response.text


def test_hostile_texts_and_private_contacts_stay_out(make_context: ContextMaker) -> None:
    listing = a_whole_listing(name=HOSTILE, summary=HOSTILE)
    html = (
        create_app(make_context(listing)).test_client().get("/embed", query_string={"q": HOSTILE})
    )
    assert "<script>alert" not in html.text
    assert "960666" not in html.text
    assert "Maureen" not in html.text
