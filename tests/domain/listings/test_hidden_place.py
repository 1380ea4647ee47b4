import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.listings.hidden_place import (
    HiddenPlace,
    hidden_fields,
    hidden_place,
    with_hidden,
    without_hidden,
)
from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.listings.public_listing import public_where
from assetmap.domain.place import Point
from tests.properties import quick

DOOR = Point(51.46789, 0.36501)
FULL = {
    "venue": "MARK House",
    "address": "9 MARK Street",
    "place": "Tilbury",
    "postcode": "RM18 9ZZ",
    "point": DOOR,
    "authority": "E06000034",
}
words = st.sampled_from(("", "a", "Tilbury"))
points = st.none() | st.builds(Point, st.floats(50, 53), st.floats(-2, 2))
wheres = st.builds(
    Where, st.sampled_from(Precision), words, words, words, words, points, words, words
)


@quick
@given(wheres)
def test_both_parts_together_are_the_whole(where: Where) -> None:
    shown, hidden = without_hidden(where), hidden_place(where)
    assert with_hidden(shown, hidden) == where
    assert without_hidden(shown) == shown
    assert not hidden_place(shown)


@quick
@given(wheres)
def test_public_is_shown_the_same_of_the_whole_and_of_what_is_left(where: Where) -> None:
    assert public_where(without_hidden(where)) == public_where(where)


@pytest.mark.parametrize(
    ("precision", "shown", "hidden"),
    [
        (Precision.VENUE, Where(Precision.VENUE, **FULL), HiddenPlace()),
        (
            Precision.APPROXIMATE,
            Where(
                Precision.APPROXIMATE,
                place="Tilbury",
                point=DOOR.neighbourhood(),
                authority="E06000034",
            ),
            HiddenPlace("MARK House", "9 MARK Street", "", "RM18 9ZZ", DOOR),
        ),
        (
            Precision.AREA,
            Where(Precision.AREA, place="Tilbury", authority="E06000034"),
            HiddenPlace("MARK House", "9 MARK Street", "", "RM18 9ZZ", DOOR),
        ),
        (
            Precision.WITHHELD,
            Where(Precision.WITHHELD, authority="E06000034"),
            HiddenPlace("MARK House", "9 MARK Street", "Tilbury", "RM18 9ZZ", DOOR),
        ),
    ],
)
def test_each_precision_keeps_back_its_own_part(
    precision: Precision, shown: Where, hidden: HiddenPlace
) -> None:
    where = Where(precision, **FULL)
    assert (without_hidden(where), hidden_place(where)) == (shown, hidden)


def test_town_is_hidden_once_an_area_is_named() -> None:
    where = Where(Precision.AREA, place="Tilbury", area_served="Thurrock")
    assert hidden_place(where) == HiddenPlace(place="Tilbury")


def test_hidden_place_says_itself_in_lines() -> None:
    assert hidden_place(Where(Precision.WITHHELD, **FULL)).lines == (
        *("MARK House", "9 MARK Street", "Tilbury", "RM18 9ZZ", "51.46789, 0.36501"),
    )


def test_hidden_fields_of_several_precisions_are_those_of_any() -> None:
    assert hidden_fields([]) == hidden_fields([Precision.VENUE]) == frozenset()
    assert hidden_fields([Precision.VENUE, Precision.AREA]) == {
        *("venue", "address", "postcode", "point", "place")
    }
