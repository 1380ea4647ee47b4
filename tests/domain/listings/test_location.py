"""Whether a listing has a place, or says that it needs none."""

import pytest

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.listings.location import Remote, lacks_place, remote, remote_from
from assetmap.domain.place import Point
from tests.factories import a_listing

NOWHERE = Where()


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("Online", Remote.ONLINE),
        ("On-line only", Remote.ONLINE),
        ("via Zoom", Remote.ONLINE),
        ("Microsoft Teams", Remote.ONLINE),
        ("Google Meet call", Remote.ONLINE),
        ("Telephone support", Remote.PHONE),
        ("over the phone", Remote.PHONE),
        ("Phone or online", Remote.BOTH),
        ("Book online", None),
        ("Teams of four", None),
        ("Zoom Gym", None),
        ("Grays", None),
        ("", None),
    ],
)
def test_words_that_say_online_or_by_phone(words: str, way: Remote | None) -> None:
    assert remote_from(words) is way


@pytest.mark.parametrize(
    ("join", "note", "way"),
    [
        ("online", "", Remote.ONLINE),
        ("ring-first", "Ask for the link. Online only", Remote.ONLINE),
        ("Telephone support", "", Remote.PHONE),
        ("Telephone", "", None),
        ("email or phone", "", None),
        ("drop-in", "Ring by Monday noon.", None),
    ],
)
def test_a_listing_says_it_under_how_to_join(join: str, note: str, way: Remote | None) -> None:
    assert remote(a_listing(join=join, join_note=note)) is way


@pytest.mark.parametrize(
    ("where", "lacks"),
    [
        (NOWHERE, True),
        (Where(Precision.AREA, address="1 Quay Lane", venue="Quay Hall"), True),
        (Where(Precision.AREA, area_served="Grays"), False),
        (Where(Precision.AREA, postcode="RM17 6SL"), False),
        (Where(Precision.VENUE, place="Grays"), False),
        (Where(Precision.VENUE, point=Point(51.4, 0.3)), False),
        (Where(Precision.WITHHELD), False),
    ],
)
def test_what_is_a_place(where: Where, lacks: bool) -> None:
    assert lacks_place(a_listing(where=where, join="drop-in", join_note="")) is lacks


def test_what_is_online_needs_no_place() -> None:
    assert not lacks_place(a_listing(where=NOWHERE, join="online"))
