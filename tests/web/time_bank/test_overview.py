"""`/time-bank`, and every public door: what people offer, and nothing of who and where."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.people.people import PROGRAM
from assetmap.domain.time_bank.items import ItemState
from assetmap.services.areas.sample_areas import load_sample_areas
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.offer_listings import SOURCE
from assetmap.services.time_bank.posting import post_earlier_hours, post_exchange
from assetmap.services.time_bank.public_offers import refresh
from assetmap.storage.tables import TIME_BANK_ITEMS
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.time_bank import BY_BROKER, confirmed, join, keep_exchange, keep_item
from tests.web.conftest import Client, client_of

COUNTS = {"SAMPLE-09": 4, "SAMPLE-06": 2, "SAMPLE-01": 1, "SAMPLE-11": 3}
SMALL = {"SAMPLE-06": "Grays", "SAMPLE-01": "Aveley"}
OFFERS = sum(COUNTS.values())


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """Ten offers of members in four wards, two of which have too few to be named."""
    context = make_context(a_listing())
    load_sample_areas(context, Actor(PROGRAM))
    for code, number in COUNTS.items():
        member = join(context, name="Quentin Zweig", address="9 Hidden Mews", ward=code)
        for each in range(number):
            title = f"Chutney {len(code)}{each}"
            keep_item(context, member.id, title, category="food", ward=code, days=("Tue",))
    with context.unit_of_work() as uow:
        refresh(context, uow, BY_BROKER)
    return context


@pytest.fixture
def client(context: Context) -> Client:
    return client_of(context)


def test_tb13_counts_are_by_ward_or_elsewhere(client: Client) -> None:
    page = client.page("/time-bank")
    assert "Tilbury 4 offers" in page.words
    assert "Stanford-le-Hope 3 offers" in page.words
    assert "Elsewhere in Thurrock 3 offers" in page.words
    said = "Map of offers by area: Tilbury 4, Stanford-le-Hope 3, elsewhere in Thurrock 3."
    (drawing,) = [each for each in page.all("svg") if each.get("role") == "img"]
    assert drawing.get("aria-label") == said
    counts = re.findall(r'ward-map__count"[^>]*>(\d+)<', client.get("/time-bank").text)
    assert counts == ["4", "3"]


def test_tb13_a_count_opens_as_many_offers(client: Client) -> None:
    answer = client.data("/find.json?kind=time-bank-offer&ward=SAMPLE-09")
    assert answer["total"] == COUNTS["SAMPLE-09"]
    assert client.data("/find.json?kind=time-bank-offer")["total"] == OFFERS


def test_it_says_how_it_works_and_leads_to_the_form(client: Client) -> None:
    page = client.page("/time-bank")
    for words in (
        *("an hour is an hour", "Time credits are not money.", "ask a benefits adviser"),
        *("You have to be 16 or over.", "You start with 5 hours", "We call these references."),
    ):
        assert words in page.words
    assert "/time-bank/join" in page.links().values()
    assert "noindex" not in client.get("/time-bank").text


def test_tb17_figures_stand_there_with_brought_forward_on_its_own(
    client: Client, context: Context
) -> None:
    assert "What we have done together" not in client.page("/time-bank").words
    kept = confirmed(context, keep_exchange(context, "101", "102"))
    with context.unit_of_work() as uow:
        post_exchange(context, uow, BY_BROKER, kept)
        post_earlier_hours(context, uow, BY_BROKER, 13_000 * 60, date(2025, 9, 1))
    words = client.page("/time-bank").words
    assert "Hours exchanged 1 h 30 min" in words
    assert "Hours brought forward 13,000" in words
    assert "Members active in 90 days Fewer than 5" in words


def test_pages_lead_to_it_and_nothing_does_without_a_time_bank(
    client: Client, context: Context
) -> None:
    for address in ("/", "/about", "/find"):
        assert "/time-bank" in client.page(address).links().values()
    off = replace(context.borough.time_bank, is_on=False)
    context.take_borough(replace(context.borough, time_bank=off))
    with context.unit_of_work() as uow:
        refresh(context, uow, BY_BROKER)
    assert client.get("/time-bank").status_code == 404
    for address in ("/", "/about", "/find"):
        assert "/time-bank" not in client.page(address).links().values()
        assert "Thurrock Time Bank" not in client.page(address).words


def public_texts(client: Client, context: Context) -> dict[str, str]:
    """Everything that anybody can fetch about offers, by its address."""
    ids = context.store.source_ids(SOURCE).values()
    kind = "kind=time-bank-offer"
    wards = [f"ward=SAMPLE-{each:02}" for each in range(1, 14)]
    addresses = [
        *("/time-bank", "/changes.atom", "/changes.json", "/pack.json", "/browse", "/map.json"),
        *(f"/listing/{each}" for each in ids),
        *(f"/find.json?{kind}&{ward}" for ward in wards),
        *(f"/{name}?{kind}" for name in ("find", "find.json", "find.csv", "find.geojson")),
        *("/open-data/listings.csv", "/open-data/listings.geojson", "/feed.atom"),
        f"/find?{kind}&view=map",
        *("/open-referral/services", "/data.json", "/api"),
    ]
    answers = {each: client.get(each) for each in addresses}
    return {each: _text(a.data) for each, a in answers.items() if a.status_code == 200}


def _text(data: bytes) -> str:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            data = b"\n".join(file.read(each) for each in file.namelist())
    return data.decode(errors="replace")


def test_tb13_nothing_that_anybody_can_fetch_tells_whose_or_of_which_small_ward(
    client: Client, context: Context
) -> None:
    found = public_texts(client, context)
    assert len(found) > 25
    for address, text in found.items():
        for theirs in ("Quentin", "Zweig", "Hidden Mews", "960501", "ada.lovelock", "RM18 8AB"):
            assert theirs not in text, (address, theirs)
    for code in SMALL:
        assert client.data(f"/find.json?kind=time-bank-offer&ward={code}")["total"] == 0
    rows = client.data("/find.geojson?kind=time-bank-offer")["features"]
    areas = [each["properties"]["area_served"] for each in rows]
    assert sorted(areas) == [*["Stanford-le-Hope"] * 3, *["Thurrock"] * 3, *["Tilbury"] * 4]
    assert {str(each["geometry"]) for each in rows} == {"None"}


def test_tb13_a_ward_that_became_small_is_told_by_no_public_door(
    client: Client, context: Context
) -> None:
    """Once one of three is gone, nothing leads from the two that stay, or from it, to the ward."""
    gone, *left = [each for each in context.store.find(TIME_BANK_ITEMS) if each.ward == "SAMPLE-11"]
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_ITEMS, replace(gone, state=ItemState.CLOSED))
        refresh(context, uow, BY_BROKER)
    for item in (gone, *left):
        answer = client.get(f"/listing/{context.store.get(TIME_BANK_ITEMS, item.id).listing_id}")
        assert answer.status_code == (410 if item is gone else 200)
        assert "Stanford" not in answer.text
    assert client.data("/find.json?kind=time-bank-offer&ward=SAMPLE-11")["total"] == 0
    for address, text in public_texts(client, context).items():
        if "Stanford" in text:
            names = re.findall(r"Chutney \d+", text[: text.index("Stanford")][-300:])
            assert names == [] or address.startswith("/find"), address
