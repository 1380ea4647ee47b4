"""`/changes.atom`: entries with ids of their own, read by their standard, and pages of them."""

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from assetmap.domain.listings.listing import Status
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.services.open_data.public_changes import note_changes
from assetmap.web.open_data import changes_feed
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import Client, client_of

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context(a_listing("a", name="A & <b>"), a_listing("b", status=Status.DRAFT))
    note_changes(context)
    return context


def change(context: Context, listing_id: str, **fields: Any) -> None:
    before = load_for_update(context, listing_id)
    with context.unit_of_work() as uow:
        uow.save_listing(replace(before.listing, **fields))
    note_changes(context)


def feed(client: Client, address: str = "/changes.atom") -> Xml.Element:
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (200, "application/atom+xml")
    return Xml.fromstring(response.data)


def links(element: Xml.Element) -> dict[str, str]:
    return {each.attrib["rel"]: each.attrib["href"] for each in element.findall(f"{ATOM}link")}


def test_each_change_is_an_entry_newest_first(context: Context) -> None:
    change(context, "a", summary="Another summary.")
    change(context, "b", name="Choir", status=Status.PUBLISHED)
    change(context, "b", status=Status.ARCHIVED)
    found = feed(client_of(context))
    site = context.config.public_url
    told = [
        (
            each.findtext(f"{ATOM}title"),
            each.findall(f"{ATOM}category")[0].attrib["term"],
            links(each)["alternate"],
        )
        for each in found.findall(f"{ATOM}entry")
    ]
    assert told == [
        ("A listing was taken off", "closed", f"{site}/listing/b"),
        ("A listing was added", "published", f"{site}/listing/b"),  # by now it is not named
        ("A listing was changed: A & <b>", "changed", f"{site}/listing/a"),
    ]
    assert found.findtext(f"{ATOM}id") == "tag:127.0.0.1,2026-01-01:changes"
    assert found.findtext(f"{ATOM}updated") == "2026-03-16T09:00:00Z"
    assert links(found) == {"self": f"{site}/changes.atom", "alternate": f"{site}/open-data"}


def test_ids_stay_and_are_never_the_same(context: Context) -> None:
    for n in range(3):
        change(context, "a", summary=f"Summary {n}.")
    client = client_of(context)
    ids = [each.findtext(f"{ATOM}id") for each in feed(client).findall(f"{ATOM}entry")]
    assert len({*ids}) == 3
    change(context, "a", name="Another name")
    assert [x.findtext(f"{ATOM}id") for x in feed(client).findall(f"{ATOM}entry")][1:] == ids


def test_long_feed_has_pages(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes_feed, "PER_PAGE", 2)
    for n in range(5):
        change(context, "a", summary=f"Summary {n}.")
    client, site = client_of(context), context.config.public_url
    first = {"first": f"{site}/changes.atom", "last": f"{site}/changes.atom?page=3"}
    found = links(feed(client))
    assert found == {
        **first,
        "self": f"{site}/changes.atom",
        "alternate": f"{site}/open-data",
        "next": f"{site}/changes.atom?page=2",
    }
    counts, address = [], "/changes.atom"
    while address:
        page = feed(client, address)
        counts.append(len(page.findall(f"{ATOM}entry")))
        address = links(page).get("next", "")
    assert counts == [2, 2, 1]
    assert links(feed(client, "/changes.atom?page=2"))["previous"] == f"{site}/changes.atom"


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "99999999999", "²", "9999"])
def test_odd_pages_are_answered(context: Context, page: str) -> None:
    feed(client_of(context), f"/changes.atom?page={page}")


def test_who_has_it_gets_nothing_again(context: Context) -> None:
    client = client_of(context)
    mark = client.get("/changes.atom").headers["ETag"]
    again = client.get("/changes.atom", headers={"If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")
    change(context, "a", summary="Another summary.")
    assert client.get("/changes.atom", headers={"If-None-Match": mark}).status_code == 200
