"""A phone with no signal finds what is needed, and filters roles, as the server does."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.place import Point
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.offline.test_offline_modules import run

FAR = Where(
    Precision.VENUE,
    venue="Old Hall",
    point=Point(51.53, 0.25),
    place="South Ockendon",
    authority="E06000034",
)
ROLE = {"kind": Kind.VOLUNTEERING_ROLE, "categories": ("give/volunteering",)}
LISTINGS = (
    a_listing("lunch", name="Lunch Club", needs=("Piano player", "A driver on Tuesdays")),
    a_listing("choir", name="Choir", needs=("Somebody who plays the piano",), where=FAR),
    a_listing("knit", name="Knit Club", needs=("A bigger room",), needs_until=date(2026, 3, 16)),
    a_listing("over", name="Over", needs=("A driver",), needs_until=date(2026, 3, 15)),
    a_listing("cook", name="Cook", training="A day", expenses="Fares", checks_needed="DBS", **ROLE),
    a_listing("greet", name="Greet", training="None", checks_needed="None", **ROLE),
    a_listing("mentor", name="Mentor", exchange=("teach", "younger"), **ROLE),
    a_listing("shut", name="Shut", training="A day", closes_on=date(2026, 3, 16), **ROLE),
    a_listing("swap", name="Swap", kind=Kind.TIME_BANK_OFFER, exchange=("learn",)),
)
NEEDS = [
    {"need": "give"},
    {"need": "give", "q": "I can drive"},
    {"need": "give", "q": "I drive and play the piano"},
    {"need": "give", "q": "I drive and play the piano", "near": "South Ockendon"},
    {"need": "give", "near": "South Ockendon"},
    {"q": "I've got a spare room to offer"},
    {"q": "I want to help out"},
    {"q": "juggling", "need": "give"},
    {"q": "driver"},
    {"q": "piano"},
    {"need": "lonely"},
    {"near": "Tilbury"},
]
FILTERS = [
    *({"training": "given"}, {"expenses": "paid"}, {"checks": "none"}),
    *({"exchange": "teach"}, {"exchange": "learn"}, {"exchange": "teach,learn"}),
    {"training": "given", "expenses": "paid"},
    {"need": "give", "checks": "none"},
    {"training": "given", "near": "Tilbury"},
]
_ASKED = (
    "const { Search } = await import(`${at}/search.js`);"
    "const search = new Search(given.pack, given.today);"
    "const told = ({ listings, unsaid, needed, alsoNeed }) => ({"
    " ids: listings.map((each) => [each.i, unsaid.get(each)]),"
    " needs: alsoNeed.map((each) => [each.i, needed.get(each)]) });"
    "const asked = (each) => { const of = new URLSearchParams(each); return search.answer({"
    ' q: of.get("q") ?? "", near: of.get("near") ?? "", need: of.get("need") ?? "",'
    " chosen: search.facets.read(of) }); };"
    "console.log(JSON.stringify(given.asked.map((each) => told(asked(each)))));"
)


@pytest.fixture
def client(make_client: ClientMaker) -> Client:
    return make_client(*LISTINGS)


def offline(node: str, client: Client, asked: list[dict[str, str]], today: str) -> Any:
    given = {"pack": client.data("/pack.json"), "asked": asked, "today": today}
    return run(node, _ASKED, given)


def test_what_is_needed_is_found_alike(node: str, client: Client) -> None:
    for asked, told in zip(NEEDS, offline(node, client, NEEDS, "2026-03-16"), strict=True):
        online = client.data(f"/find.json?{urlencode(asked)}")["also_need"]
        assert told["needs"] == [[each["id"], each["needed"]] for each in online], asked


def test_filters_of_ways_to_give_find_alike(node: str, client: Client) -> None:
    wording = {
        "training": "whether training is given",
        "expenses": "whether expenses are paid",
        "checks": "whether checks are needed",
    }
    for asked, told in zip(FILTERS, offline(node, client, FILTERS, "2026-03-16"), strict=True):
        online = client.data(f"/find.json?{urlencode(asked)}")["results"]
        expected = {each["id"]: [wording[name] for name in each["unknown"]] for each in online}
        assert dict(told["ids"]) == expected, asked


def test_what_has_run_out_since_the_phone_was_filled_is_left_out(node: str, client: Client) -> None:
    needs, training = offline(node, client, [NEEDS[0], FILTERS[0]], "2026-03-17")
    assert [each for each, _ in needs["needs"]] == ["choir", "lunch"]
    assert "shut" not in dict(training["ids"])
    assert "cook" in dict(training["ids"])
