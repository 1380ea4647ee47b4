"""Reading from a listing's own words whether a bus goes there."""

import pytest

from assetmap.domain.listings.bus import goes_by_bus
from assetmap.domain.listings.listing import Precision, Where
from tests.factories import a_listing


@pytest.mark.parametrize(
    "words",
    [
        "The bus stops right outside.",
        "Buses 5 and 73 stop at the gate",
        "No 5 bus from Grays. No parking.",
        "No. 5 bus stops outside",
        "Next to the bus station, up the ramp.",
        "It isn't far from the bus stop.",
        "The bus stop isn't far.",
        "There are no steps from the bus stop to the door.",
        "The bus stop is right outside, but on Sundays it is only one an hour.",
        "No bus comes this far on a Sunday. On other days the bus stops outside.",
    ],
)
def test_words_that_name_a_bus(words: str) -> None:
    assert goes_by_bus(a_listing(getting_there=words)) is True


@pytest.mark.parametrize(
    "words",
    [
        "No bus comes this far. Ask us about sharing a lift.",
        "You need a car or a lift as there's no evening bus.",
        "There isn’t a bus after six.",
        "We are not on a bus route.",
        "The bus doesn't come down the lane.",
        "Buses no longer stop here.",
        "The bus does not run at night.",
    ],
)
def test_words_that_tell_of_no_bus(words: str) -> None:
    assert goes_by_bus(a_listing(getting_there=words)) is False


@pytest.mark.parametrize(
    "words",
    ["", "Business park, second left.", "Our minibus brings you. The mini bus too.", "By train."],
)
def test_words_that_do_not_say(words: str) -> None:
    assert goes_by_bus(a_listing(getting_there=words, summary="Songs about a bus.")) is None


@pytest.mark.parametrize(
    ("venue", "address", "goes"),
    [("Bus Station Café", "", True), ("Hall", "By the bus stop", True), ("Busby Hall", "", None)],
)
def test_venue_may_name_a_bus(venue: str, address: str, goes: bool | None) -> None:
    where = Where(Precision.VENUE, venue=venue, address=address, place="Grays")
    assert goes_by_bus(a_listing(where=where)) is goes
