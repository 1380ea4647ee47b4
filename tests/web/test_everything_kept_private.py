"""Every noun and every status at once: what is not meant for the public is at no public door."""

import json
import logging
import time
from collections.abc import Iterator

import pytest

from assetmap.domain.checks.report import Report
from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.proposal import Proposal
from assetmap.exchange.csv_files import write_csv
from assetmap.exchange.geojson_files import write_geojson
from assetmap.services.backup.everything import everything
from assetmap.services.context import Context
from assetmap.services.search.exporting import listings_of
from assetmap.static_map.standalone import listing_map
from assetmap.storage.tables import (
    PROPOSALS,
    REPORTS,
    SUGGESTIONS,
    TABLES,
)
from assetmap.web.framework.public_form_token import issue
from tests.conftest import ContextMaker
from tests.everything import SHOWN, keep_everything, keep_time_bank, marked_listings
from tests.marking import HIDDEN, MARK, marked
from tests.web.conftest import Client, client_of

LISTINGS = marked_listings()


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context(*LISTINGS)
    keep_everything(context)
    keep_time_bank(context)
    return context


def addresses(context: Context) -> Iterator[str]:
    yield from ("/", "/browse", "/about", "/accessibility", "/privacy", "/robots.txt", "/healthz")
    yield from ("/suggest", "/suggest/thanks?reference=S-7K2M9Q", "/borough.css", "/sitemap.xml")
    yield from ("/open-data", "/data.json", "/changes.atom", "/open-data/listings.csv")
    yield "/open-data/listings.geojson"
    yield from ("/pack.json", "/sw.js", "/offline", "/offline/page")
    for listing_id in [*(each.id for each in LISTINGS), "shown-published/../hidden-draft"]:
        yield f"/listing/{listing_id}"
        yield f"/listing/{listing_id}/wrong"
        yield f"/listing/{listing_id}/wrong/thanks?reference=R-7K2M9Q"
    for path in ("/find", "/find.json", "/find.geojson", "/find.csv", "/map.json"):
        for question in ("", "older=yes", f"q={MARK[:3]}+knit", "near=Grays&older=yes&sort=near"):
            yield f"{path}?{question}"
    lists = ("services", "service_at_locations", "organizations", "taxonomy_terms")
    yield from (f"/open-referral/{name}?per_page=100" for name in lists)
    yield from (f"/open-referral/{name}?format=ndjson&full=yes" for name in lists[:3])
    yield "/open-referral/organizations?full_service=yes"
    yield from (f"/open-referral/services?search={typed}" for typed in (MARK, "knit"))
    yield from (f"/suggest.json?q={typed}" for typed in (MARK[:3], MARK, "kn", "hi"))


def texts(context: Context, client: Client) -> Iterator[tuple[str, str]]:
    for address in addresses(context):
        response = client.get(address)
        yield address, response.text + str(response.headers)
    listings = listings_of(context)
    yield "listings.csv", "".join(write_csv(listings))
    yield "listings.geojson", "".join(write_geojson(listings, title="Everything"))
    yield "listings.html", listing_map(listings, context.borough.words, title="Everything")
    for name, content in everything(context):
        is_text = isinstance(content, str)
        yield f"everything.zip: {name}", content if is_text else content.read_text("latin-1")


def leaks(context: Context, client: Client) -> list[str]:
    """The public doors at which a mark comes out, or the place of a home."""
    places = (f"{HIDDEN.lat:.3f}", f"{HIDDEN.lon:.3f}")
    of_members = ("960777", "RM18 7QZ", "RM187QZ")
    return [
        door
        for door, text in texts(context, client)
        if MARK in text.casefold().replace(f"q={MARK}", "").replace(f"“{MARK}”", "")
        or any(place in text for place in (*places, *of_members))
    ]


def test_nothing_private_is_at_a_public_door_or_in_the_log(
    context: Context, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert leaks(context, client_of(context)) == []
    assert MARK not in caplog.text


def test_what_people_tell_us_is_at_no_public_door_or_in_the_log(
    context: Context, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(context)
    key, opened = context.config.secret_key, time.time() - 60
    words = {"words": f"{MARK} words", "contact": f"{MARK}@secret.example"}
    report = {"form_token": issue(key, "report", opened), "trouble": "private", **words}
    missing = {
        "form_token": issue(key, "suggest", opened),
        "name": f"{MARK} Club",
        **words,
        "where": "17 Unspoken Lane RM17 6SL",
        "phone": "01632 960777",
        "what": MARK,
    }
    with caplog.at_level(logging.DEBUG):
        reported = client.post("/listing/shown-published/wrong", data=report)
        suggested = client.post("/suggest", data=missing)
        assert (reported.status_code, suggested.status_code) == (303, 303)
        assert MARK not in str(reported.headers) + str(suggested.headers)
        assert leaks(context, client) == []
        kept = context.store.find(SUGGESTIONS)[-1]
        assert client.get(f"/listing/{kept.listing_id}").status_code == 404
        assert "Unspoken" not in client.get("/find?q=unspoken+lane&near=Grays").text.replace(
            "unspoken lane", ""
        )
    assert MARK not in caplog.text
    assert "960777" not in caplog.text


def test_private_words_find_nothing(context: Context) -> None:
    client = client_of(context)
    found = client.data(f"/find.json?q={MARK}&exact=yes&older=yes")
    assert (found["total"], found["older"]) == (0, 0)
    assert client.data(f"/suggest.json?q={MARK}") == {"names": [], "categories": [], "places": []}


def test_marks_were_there_to_leak(context: Context) -> None:
    """The same search finds every one of them in the records themselves."""
    assert context.store.private_contact("shown-published").phone == f"{MARK} phone"
    assert context.store.get_listing("shown-published").listing.steward == f"{MARK} steward"
    assert context.store.get_listing("shown-published").listing.consent == f"{MARK} consent"
    assert context.store.get_listing("hidden-suggested").listing.name == f"{MARK} name"
    empty = [table.name for table in TABLES if not context.store.find(table)]
    assert empty == []
    (report,) = context.store.find(REPORTS)
    assert report == marked(Report, listing_id="shown-published")
    (proposal,) = context.store.find(PROPOSALS)
    assert proposal.changes[0].after == f"{MARK} proposed"
    assert isinstance(proposal, Proposal)
    assert MARK in json.dumps([str(each) for each in context.store.audited()])


def test_public_listings_were_there_to_be_read(context: Context) -> None:
    client = client_of(context)
    statuses = {each.id: client.get(f"/listing/{each.id}").status_code for each in LISTINGS}
    assert statuses == {
        each.id: 200 if each.status in SHOWN else 410 if each.status is Status.ARCHIVED else 404
        for each in LISTINGS
    }
    assert client.data("/find.json?older=yes")["total"] == len(
        [each for each in LISTINGS if each.status in SHOWN]
    )
