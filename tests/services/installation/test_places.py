"""Which authority a place is of, however it is said."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assetmap.borough.authorities import Authority
from assetmap.borough.files import BadBorough
from assetmap.domain.borough.borough import NamedPlace
from assetmap.places.postcodes import Postcodes
from assetmap.services.installation.places import AllPlaces, PlaceHeard

THURROCK = Authority("thurrock", "Thurrock", "E06000034", "http://thurrock.localhost")
CASTLE_POINT = Authority("castle-point", "Castle Point", "E07000069", "http://cp.localhost")
BASILDON = Authority("basildon", "Basildon", "E07000066", "http://basildon.localhost")
NAMED = {
    "thurrock": (
        NamedPlace("Grays", "RM17 6SL"),
        NamedPlace("South Ockendon", "RM15 6NX", ("Ockendon", "Ock")),
        NamedPlace("Bath", "RM18 7TB"),
    ),
    "castle-point": (NamedPlace("Canvey Island", "SS8 7BE"), NamedPlace("Hadleigh", "SS7 2PP")),
    "basildon": (NamedPlace("Hadleigh", "SS13 1AA"),),
}


def places_of(names: Authority) -> Sequence[NamedPlace]:
    """The places of an authority."""
    return NAMED[names.code]


@pytest.fixture
def places(postcode_cache: Path) -> AllPlaces:
    """The places of three authorities."""
    authorities = (THURROCK, CASTLE_POINT, BASILDON)
    return AllPlaces(authorities, places_of, Postcodes(postcode_cache))


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("rm17 6sl", PlaceHeard("RM17 6SL", (THURROCK,))),
        ("SS7", PlaceHeard("SS7", (CASTLE_POINT,))),
        ("ss7 1", PlaceHeard("SS7 1", (CASTLE_POINT,))),
        ("Grays", PlaceHeard("Grays", (THURROCK,))),
        ("ockendon", PlaceHeard("South Ockendon", (THURROCK,))),
        ("south ockenden", PlaceHeard("South Ockendon", (THURROCK,))),
        ("castle point", PlaceHeard("Castle Point", (CASTLE_POINT,))),
        ("Hadleigh", PlaceHeard("Hadleigh", (CASTLE_POINT, BASILDON))),
        ("bath", PlaceHeard("Bath", (THURROCK,))),
        ("RM99 9ZZ", PlaceHeard("RM99 9ZZ", is_known=False)),
        ("SS0 7AA", PlaceHeard("SS0 7AA", nearest=CASTLE_POINT)),
        ("BL1 1AA", PlaceHeard("BL1 1AA")),
        ("nowhere at all", None),
        ("", None),
    ],
)
def test_what_is_typed_as_a_place(places: AllPlaces, text: str, heard: PlaceHeard | None) -> None:
    assert places.named(text) == heard


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("choir in Grays", PlaceHeard("Grays", (THURROCK,))),
        ("choir grays", PlaceHeard("Grays", (THURROCK,))),
        ("lunch near SS7 1AA please", PlaceHeard("SS7 1AA", (CASTLE_POINT,))),
        ("something on canvey island for mum", PlaceHeard("Canvey Island", (CASTLE_POINT,))),
        ("Hadleigh knitting", PlaceHeard("Hadleigh", (CASTLE_POINT, BASILDON))),
        ("a bath seat", None),  # an everyday word
        ("help in Bath", PlaceHeard("Bath", (THURROCK,))),
        ("Bath", PlaceHeard("Bath", (THURROCK,))),
        ("close to bath", PlaceHeard("Bath", (THURROCK,))),
        ("lunch RM99 9ZZ", PlaceHeard("RM99 9ZZ", is_known=False)),
        ("lunch", None),
    ],
)
def test_what_is_heard_within_words(
    places: AllPlaces, words: str, heard: PlaceHeard | None
) -> None:
    assert places.heard_in(words) == heard


def test_names_are_read_once_and_only_when_asked_for(postcode_cache: Path) -> None:
    asked: list[str] = []

    def read(authority: Authority) -> Sequence[NamedPlace]:
        asked.append(authority.code)
        return NAMED[authority.code]

    places = AllPlaces((THURROCK, BASILDON), read, Postcodes(postcode_cache))
    assert asked == []
    assert [places.heard_in("Grays"), places.named("Hadleigh")] == [
        PlaceHeard("Grays", (THURROCK,)),
        PlaceHeard("Hadleigh", (BASILDON,)),
    ]
    places.read()
    assert asked == ["thurrock", "basildon"]


def test_one_whose_file_is_wrong_is_found_by_its_own_name(
    postcode_cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def read(authority: Authority) -> Sequence[NamedPlace]:
        if authority is BASILDON:
            raise BadBorough("places.toml cannot be used")
        return NAMED[authority.code]

    places = AllPlaces((BASILDON, THURROCK), read, Postcodes(postcode_cache))
    assert places.named("Basildon") == PlaceHeard("Basildon", (BASILDON,))
    assert places.named("Grays") == PlaceHeard("Grays", (THURROCK,))
    assert caplog.messages == [
        "basildon is not found by its places: places.toml cannot be used",
    ]
