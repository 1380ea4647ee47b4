"""All addresses at once: anyone may GET them, nobody may do anything else, and nothing is kept."""

import hashlib
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from assetmap.app import create_app
from assetmap.services.desk import Desk
from tests.conftest import DeskMaker
from tests.web.conftest import Client, client_of

# One working address for each route; a new route has to be added here and to the README.
ADDRESSES = {
    "/": "/",
    "/find": "/find?q=lunch&near=RM18&day=tue",
    "/find.json": "/find.json?q=lunch",
    "/find.geojson": "/find.geojson?q=lunch",
    "/find.csv": "/find.csv?q=lunch",
    "/listing/<listing_id>": "/listing/riverside-hub",
    "/browse": "/browse",
    "/about": "/about",
    "/accessibility": "/accessibility",
    "/privacy": "/privacy",
    "/suggest.json": "/suggest.json?q=lunch",
    "/map.json": "/map.json?q=lunch",
    "/basemap.json": "/basemap.json",
    "/healthz": "/healthz",
    "/borough.css": "/borough.css",
    "/robots.txt": "/robots.txt",
    "/vendor/leaflet/<path:name>": "/vendor/leaflet/leaflet.js",
    "/static/<path:filename>": "/static/css/site.css",
}
UNANSWERED = {"/tiles/<int:z>/<int:x>/<int:y>": "/tiles/12/2052/1362"}  # no MBTiles file is set


def rules(app: Flask) -> dict[str, Rule]:
    return {rule.rule: rule for rule in app.url_map.iter_rules()}


def test_every_route_is_known(client: Client) -> None:
    assert set(rules(client.application)) == {*ADDRESSES, *UNANSWERED}


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_every_route_answers_get_without_a_cookie(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_routes_without_a_file_answer_404(client: Client) -> None:
    assert [client.get(each).status_code for each in UNANSWERED.values()] == [404]


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_no_route_takes_anything_but_get(client: Client, address: str) -> None:
    methods = ("POST", "PUT", "PATCH", "DELETE")
    answers = {method: client.open(address, method=method).status_code for method in methods}
    assert answers == dict.fromkeys(methods, 405)


def test_routes_do_not_offer_other_methods(client: Client) -> None:
    offered = {rule.rule: rule.methods for rule in client.application.url_map.iter_rules()}
    assert set(map(frozenset, offered.values())) == {frozenset({"GET", "HEAD", "OPTIONS"})}


def files_of(home: Path) -> dict[str, str]:
    """Every file of a data directory but the cache, with a mark of its contents."""
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


def test_no_get_writes(make_desk: DeskMaker, own_sample_home: Path) -> None:
    desk: Desk = make_desk(home=own_sample_home)
    client = client_of(desk)
    before = (desk.store.generation(), desk.index.generation(), files_of(own_sample_home))
    for address in (*ADDRESSES.values(), *UNANSWERED.values(), "/nothing", "/find?q=dimentia"):
        client.get(address)
    after = (desk.store.generation(), desk.index.generation(), files_of(own_sample_home))
    assert after == before
    assert before[2].keys() >= {"assetmap.db"}


def test_app_opens_nothing_to_other_sites(sample_desk: Desk) -> None:
    response = create_app(sample_desk).test_client().get("/find.json")
    assert "Access-Control-Allow-Origin" not in response.headers
