"""All public addresses at once: anyone may GET them, two take a form, and no GET keeps anything."""

import hashlib
from pathlib import Path

import pytest
from flask import Flask

from assetmap.app import create_app
from assetmap.services.context import Context
from assetmap.web.framework.sessions import is_staff_path
from tests.conftest import ContextMaker
from tests.web.conftest import Client, client_of

# One working address for each route; a new route has to be added here and to docs/api.md.
ADDRESSES = {
    "/": "/",
    "/find": "/find?q=lunch&near=RM18&day=tue",
    "/find.json": "/find.json?q=lunch",
    "/find.geojson": "/find.geojson?q=lunch",
    "/find.csv": "/find.csv?q=lunch",
    "/find.pdf": "/find.pdf?q=knitting&size=A3",
    "/find-map.html": "/find-map.html?q=lunch",
    "/whats-on": "/whats-on?week-of=2026-03-30&q=lunch",
    "/whats-on.json": "/whats-on.json?when=today",
    "/whats-on.pdf": "/whats-on.pdf?hub=riverside-hub",
    "/listing/<listing_id>": "/listing/riverside-hub",
    "/listing/<listing_id>/wrong": "/listing/riverside-hub/wrong",
    "/listing/<listing_id>/wrong/thanks": "/listing/riverside-hub/wrong/thanks",
    "/find-out-about": "/find-out-about?near=RM18",
    "/embed": "/embed?need=lonely&near=RM18",
    "/embed/listing/<listing_id>": "/embed/listing/riverside-hub",
    "/embed/make": "/embed/make?q=lunch&show=both",
    "/oembed": "/oembed?url=http://localhost/find?q=lunch",
    "/suggest": "/suggest",
    "/ease": "/ease",
    "/ease/thanks": "/ease/thanks",
    "/sheet": "/sheet",
    "/sheet/new": "/sheet/new?id=riverside-hub",
    "/listing/<listing_id>.ics": "/listing/riverside-memory-lunch-club.ics",
    "/hub/<listing_id>.ics": "/hub/riverside-hub.ics",
    "/whats-on.ics": "/whats-on.ics?q=lunch",
    "/whats-on.atom": "/whats-on.atom?q=lunch",
    "/suggest/thanks": "/suggest/thanks",
    "/time-bank/my-account": "/time-bank/my-account",
    "/time-bank/my-account/sent": "/time-bank/my-account/sent",
    "/time-bank": "/time-bank",
    "/time-bank/join": "/time-bank/join",
    "/time-bank/join/thanks": "/time-bank/join/thanks",
    "/browse": "/browse",
    "/who-covers": "/who-covers?near=RM18+7TB",
    "/practice/": "/practice/",
    "/practice/<code>": "/practice/SAMPLE-TILBURY",
    "/practice/<code>/noticeboard.pdf": "/practice/SAMPLE-TILBURY/noticeboard.pdf?size=A4",
    "/conversation": "/conversation?like=company&near=RM18&show=cards",
    "/open-data": "/open-data",
    "/open-data/listings.csv": "/open-data/listings.csv",
    "/open-data/listings.geojson": "/open-data/listings.geojson",
    "/open-data/listings.gpkg": "/open-data/listings.gpkg",
    "/data.json": "/data.json",
    "/changes.atom": "/changes.atom",
    "/about": "/about",
    "/accessibility": "/accessibility",
    "/privacy": "/privacy",
    "/suggest.json": "/suggest.json?q=lunch",
    "/map.json": "/map.json?q=lunch",
    "/basemap.json": "/basemap.json",
    "/map-picture.svg": "/map-picture.svg",
    "/postcodes/<int:x>/<int:y>.json": "/postcodes/4103/2725.json",
    "/healthz": "/healthz",
    "/metrics": "/metrics",
    "/borough.css": "/borough.css",
    "/robots.txt": "/robots.txt",
    "/vendor/leaflet/<path:name>": "/vendor/leaflet/leaflet.js",
    "/static/<path:filename>": "/static/css/site.css",
    "/api": "/api",
    "/api/openapi.json": "/api/openapi.json",
    "/offline": "/offline",
    "/offline/page": "/offline/page",
    "/offline/rules.json": "/offline/rules.json",
    "/pack.json": "/pack.json",
    "/sw.js": "/sw.js",
    "/manifest.webmanifest": "/manifest.webmanifest",
    "/open-referral/": "/open-referral/",
    **{
        f"/open-referral/{name}": f"/open-referral/{name}"
        for name in (
            *("services", "service_at_locations", "organizations"),
            *("taxonomies", "taxonomy_terms"),
        )
    },
}
UNANSWERED = {
    "/tiles/<int:z>/<int:x>/<int:y>": "/tiles/12/2052/1362",  # no MBTiles file is set
    "/sheet/<name>": "/sheet/KITE-0000",  # nobody has kept one
    "/pictures/<name>-<int:size>.webp": "/pictures/none-320.webp",  # the sample has no pictures
    # By ids that nobody has; each has an answer of its own in tests/web/open_referral/.
    "/open-referral/services/<service_id>": "/open-referral/services/none",
    "/open-referral/service_at_locations/<service_at_location_id>": (
        "/open-referral/service_at_locations/none"
    ),
    "/open-referral/organizations/<organization_id>": "/open-referral/organizations/none",
    "/open-referral/taxonomies/<taxonomy_id>": "/open-referral/taxonomies/none",
    "/open-referral/taxonomy_terms/<taxonomy_term_id>": "/open-referral/taxonomy_terms/none",
    "/open-referral/<path:elsewhere>": "/open-referral/none",
}


# The forms that anybody may send; each other address takes GET alone.
POSTED = {
    *("/listing/<listing_id>/wrong", "/suggest", "/sheet"),
    *("/time-bank/join", "/time-bank/my-account", "/ease"),
}
# By a signed link in a letter: those have tests of their own.
BY_LINK = ("/organiser/", "/time-bank/me/")


@pytest.fixture(autouse=True, scope="module")
def nothing_counted_so_far(sample_context: Context) -> None:
    """The client is everybody's: what other tests fetched within the minute must not count here."""
    (sample_context.config.home / "hits.db").unlink(missing_ok=True)


def methods(app: Flask) -> dict[str, set[str]]:
    """What each public address takes; those of staff are walked in `test_access.py`."""
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        if not is_staff_path(rule.rule) and not rule.rule.startswith(BY_LINK):
            found.setdefault(rule.rule, set()).update(rule.methods or ())
    return found


def test_every_route_is_known(client: Client) -> None:
    assert set(methods(client.application)) == {*ADDRESSES, *UNANSWERED}


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_every_route_answers_get_without_a_cookie(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_routes_without_a_file_answer_404(client: Client) -> None:
    assert {client.get(each).status_code for each in UNANSWERED.values()} == {404}


@pytest.mark.parametrize("route", ADDRESSES)
def test_no_route_takes_more_than_it_should(client: Client, route: str) -> None:
    refused = ("PUT", "PATCH", "DELETE") if route in POSTED else ("POST", "PUT", "PATCH", "DELETE")
    answers = {each: client.open(ADDRESSES[route], method=each).status_code for each in refused}
    assert answers == dict.fromkeys(refused, 405)


@pytest.mark.parametrize("route", sorted(POSTED))
def test_forms_without_anything_in_them_change_nothing(client: Client, route: str) -> None:
    assert client.post(ADDRESSES[route]).status_code == 400


def test_routes_do_not_offer_other_methods(client: Client) -> None:
    reading = {"GET", "HEAD", "OPTIONS"}
    assert methods(client.application) == {
        route: reading | ({"POST"} if route in POSTED else set())
        for route in (*ADDRESSES, *UNANSWERED)
    }


def files_of(home: Path) -> dict[str, str]:
    """Every file of a data directory but the cache, with a mark of its contents.

    Wrong codes are counted (`hits.db`), so that nobody can try them all.
    """
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal", "hits.db"))
    }


def test_no_get_writes(make_context: ContextMaker, own_sample_home: Path) -> None:
    context: Context = make_context(home=own_sample_home)
    client = client_of(context)
    for made_once in ("/pack.json", "/open-data/listings.gpkg"):  # when first asked for, then kept
        client.get(ADDRESSES[made_once])
    before = (context.store.version(), context.index.version(), files_of(own_sample_home))
    for address in (*ADDRESSES.values(), *UNANSWERED.values(), "/nothing", "/find?q=dimentia"):
        client.get(address)
    after = (context.store.version(), context.index.version(), files_of(own_sample_home))
    assert after == before
    assert before[2].keys() >= {"assetmap.db"}


def test_app_opens_nothing_to_other_sites(sample_context: Context) -> None:
    response = create_app(sample_context).test_client().get("/find.json")
    assert "Access-Control-Allow-Origin" not in response.headers
