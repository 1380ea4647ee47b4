"""What may not be known is nowhere to be found: every public address is fetched and searched."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.domain.listings.listing import Contact, Kind, Listing, Precision, Status, Where
from assetmap.domain.place import Point
from assetmap.services.context import Context
from assetmap.services.search.exporting import listings_of
from assetmap.static_map.standalone import listing_map
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import Client, client_of

# Off the middle of its square kilometre, so that the rounded point cannot be mistaken for it.
HOME = Point(51.478123, 0.321987)
PRIVATE = Contact(
    phone="01632 960777",
    email="private.keeper@secret.example",
    website="https://private-keeper.example",
    name="Philippa Privately",
)
INNER = {
    "venue": "Mrs Hidden's front room",
    "address": "17 Unspoken Lane",
    "postcode": "RM17 6SL",
}
MARKS = (
    *("01632 960777", "01632960777", "private.keeper", "secret.example", "private-keeper"),
    *("Philippa", "Privately"),
)
PLACE_MARKS = (*("Mrs Hidden", "front room", "Unspoken", "RM17 6SL", "RM176SL"),)


def marks_of_point(point: Point) -> tuple[str, ...]:
    """The coordinates as anybody would write them who knows them to 100 metres."""
    lat, lon = f"{point.lat:.3f}", f"{point.lon:.3f}"
    cut = (str(int(point.lat * 1000) / 1000), str(int(point.lon * 1000) / 1000))
    return tuple(dict.fromkeys((lat, lon, *cut)))


def secretive(precision: Precision, **changes: object) -> Listing:
    where = Where(
        precision,
        **INNER,
        place="" if precision is Precision.WITHHELD else "Grays",
        area_served="" if precision is Precision.APPROXIMATE else "Grays and Chafford Hundred",
        point=HOME,
        authority="E06000034",
    )
    return a_listing(
        f"kept-{precision}",
        name=f"Kept {precision.title()}",
        kind=Kind.MICRO_ENTERPRISE,
        where=where,
        private=PRIVATE,
        public=Contact(phone="01632 960123"),
        steward="Steward Unnamed",
        **changes,
    )


KEPT = [
    secretive(Precision.APPROXIMATE),
    secretive(Precision.AREA),
    secretive(Precision.WITHHELD),
    a_listing("open", name="Kept Open", private=PRIVATE, steward="Steward Unnamed"),
    replace(secretive(Precision.AREA), id="draft", source_id="draft", status=Status.DRAFT),
    replace(secretive(Precision.VENUE), id="gone", source_id="gone", status=Status.ARCHIVED),
    a_listing("merged", status=Status.ARCHIVED, merged_into="open", private=PRIVATE),
]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(*KEPT)


def addresses(client: Client) -> Iterator[str]:
    """Every public address that could say something of a listing."""
    yield from ("/", "/browse", "/about", "/accessibility", "/privacy", "/basemap.json")
    yield from (f"/listing/{each.id}" for each in KEPT)
    questions = [
        *("", "q=kept", "q=hidden", "q=unspoken+lane", "q=philippa", "q=01632+960777"),
        *("near=Grays", "near=Grays&within=1&sort=near", "kind=micro-enterprise", "q=steward"),
        *("bbox=0.3219,51.478,0.3221,51.4783", "bbox=0.2,51.4,0.5,51.6", "need=lonely"),
        *("category=create/crafts", "sort=name", "access=step-free", "q=kept&exact=yes"),
    ]
    for path in ("/find", "/find.json", "/find.geojson", "/find.csv", "/map.json"):
        yield from (f"{path}?{question}" for question in questions)
    yield "/map.json?view=0.2,51.4,0.5,51.6&zoom=18"
    yield from (f"/suggest.json?q={typed}" for typed in ("ke", "mrs", "unsp", "phil", "rm17", "st"))


def public_texts(context: Context) -> Iterator[tuple[str, str]]:
    client = client_of(context)
    for address in addresses(client):
        response = client.get(address)
        yield address, response.text + str(response.headers)
    yield (
        "the map in one file",
        listing_map(listings_of(context), context.borough.words, title="Everything"),
    )


def test_private_sides_are_at_no_public_address(
    context: Context, caplog: pytest.LogCaptureFixture
) -> None:
    marks = (*MARKS, *PLACE_MARKS, *marks_of_point(HOME), "Steward Unnamed")
    asked = ("private.keeper", "960777")  # what the questions themselves hold is typed back
    leaks = []
    with caplog.at_level(logging.DEBUG):
        for address, text in public_texts(context):
            plain = text.casefold()
            typed = address.casefold().replace("+", " ")
            leaks += [
                (address, mark)
                for mark in marks
                if mark.casefold() in plain and mark.casefold() not in typed and mark not in asked
                if not (address == "/basemap.json" and mark in marks_of_point(HOME))
            ]
    assert leaks == []
    logged = [mark for mark in marks if mark.casefold() in caplog.text.casefold()]
    assert logged == []


def test_private_sides_were_there_to_leak(context: Context) -> None:
    assert context.store.private_contact("kept-withheld") == PRIVATE
    kept = context.store.hidden_place("kept-withheld")
    assert (kept.point, kept.postcode, kept.address) == (HOME, "RM17 6SL", "17 Unspoken Lane")
    assert context.store.get_listing("kept-withheld").listing.where == Where(
        Precision.WITHHELD, area_served="Grays and Chafford Hundred", authority="E06000034"
    )


def test_private_words_find_nothing(context: Context) -> None:
    client = client_of(context)
    for words in ("philippa", "unspoken lane", "hidden", "01632 960777", "steward unnamed"):
        found = client.get("/find.json", query_string={"q": words, "exact": "yes"}).json or {}
        assert (words, found.get("total", 0)) == (words, 0)


def test_only_open_places_are_measured_and_drawn(context: Context) -> None:
    client = client_of(context)
    results = {
        each["id"]: (each["precision"], each["lat"] is not None, each["distance_m"] is not None)
        for each in client.data("/find.json?near=Grays&sort=near")["results"]
    }
    assert results == {
        "open": ("venue", True, True),
        "kept-approximate": ("approximate", True, True),
        "kept-area": ("area", False, False),
        "kept-withheld": ("withheld", False, False),
    }
    drawn = {point["id"]: point for point in client.data("/map.json")["points"]}
    assert set(drawn) == {"open", "kept-approximate"}
    middle = HOME.neighbourhood()
    assert (drawn["kept-approximate"]["lat"], drawn["kept-approximate"]["lon"]) == (
        middle.lat,
        middle.lon,
    )
    collection = json.loads(client.get("/find.geojson").text)
    shapes = {feature["id"]: feature["geometry"] for feature in collection["features"]}
    assert shapes["kept-area"] is shapes["kept-withheld"] is None


def test_small_box_does_not_give_a_place_away(context: Context) -> None:
    """Boxes drawn ever closer round the private point, or past it, all answer alike."""
    client = client_of(context)
    middle = HOME.neighbourhood()
    around = f"{HOME.lon - 1e-4},{HOME.lat - 1e-4},{HOME.lon + 1e-4},{HOME.lat + 1e-4}"
    beside = f"{middle.lon - 1e-4},{middle.lat - 1e-4},{middle.lon + 1e-4},{middle.lat + 1e-4}"
    found = {
        box: [each["id"] for each in client.data(f"/find.json?bbox={box}")["results"]]
        for box in (around, beside)
    }
    assert found == {around: [], beside: ["kept-approximate"]}


def moved(listing: Listing) -> Listing:
    """The same to the public, with every private thing another."""
    where = listing.where
    nearby = Point(HOME.lat + 0.0009, HOME.lon + 0.0009)
    assert nearby.neighbourhood() == HOME.neighbourhood()
    elsewhere = {
        Precision.VENUE: where.point,
        Precision.APPROXIMATE: nearby,
        Precision.AREA: Point(51.5233, 0.2958),
        Precision.WITHHELD: None,
    }
    if where.precision is not Precision.VENUE:
        where = replace(
            where,
            venue="Elsewhere",
            address="1 Other Road",
            postcode="RM15 6PE",
            point=elsewhere[where.precision],
        )
    private = Contact(phone="01632 960888", email="somebody@else.example", name="Somebody Else")
    return replace(listing, where=where, private=private, steward="Another")


def test_public_addresses_say_the_same_whatever_the_private_sides_are(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    one = make_context(*KEPT, home=tmp_path / "one")
    other = make_context(*(moved(each) for each in KEPT), home=tmp_path / "other")
    one_says, other_says = dict(public_texts(one)), dict(public_texts(other))
    changing = re.compile(r"(ETag|Date): .*")
    differing = [
        address
        for address, text in one_says.items()
        if changing.sub("", text) != changing.sub("", other_says[address])
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("words", "listing_id"),
    [("kind+hands", "kind-hands-at-home"), ("blackwater+refuge", "blackwater-refuge")],
)
def test_sample_listings_of_homes_hold_no_point(
    client: Client, words: str, listing_id: str
) -> None:
    (result,) = [
        each
        for each in client.data(f"/find.json?q={words}&near=Grays")["results"]
        if each["id"] == listing_id
    ]
    keys = ("lat", "lon", "distance_m", "place")
    assert {key: result[key] for key in keys} == {
        "lat": None,
        "lon": None,
        "distance_m": None,
        "place": "",
    }
