import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.place import (
    Box,
    PartPostcode,
    Point,
    Postcode,
    miles,
    parse_box,
    parse_part_postcode,
    parse_postcode,
)
from tests.factories import GRAYS, TILBURY
from tests.properties import quick

POINTS = st.builds(Point, st.floats(49.8, 60.9), st.floats(-8.7, 1.8))
OUTWARDS = st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]?", fullmatch=True)
INWARDS = st.from_regex(r"[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True)


def test_distance_m_is_known_between_two_towns() -> None:
    assert TILBURY.distance_m(GRAYS) == pytest.approx(2821, abs=10)
    assert Point(0, 0).distance_m(Point(0, 180)) == pytest.approx(math.pi * 6_371_008.8)


@quick
@given(POINTS, POINTS)
def test_distance_m_is_the_same_both_ways_and_nothing_to_itself(one: Point, two: Point) -> None:
    assert one.distance_m(two) == pytest.approx(two.distance_m(one))
    assert one.distance_m(one) == 0


def test_miles_are_statute_miles() -> None:
    assert miles(1609.344) == 1


@quick
@given(POINTS)
def test_neighbourhood_is_idempotent_and_within_a_kilometre(point: Point) -> None:
    middle = point.neighbourhood()
    assert middle.neighbourhood() == middle
    assert point.distance_m(middle) < 1000


@quick
@given(POINTS, st.lists(st.tuples(st.floats(-0.9, 0.9), st.floats(-0.9, 0.9)), min_size=20))
def test_neighbourhood_is_the_same_for_every_point_of_its_cell(
    point: Point, steps: list[tuple[float, float]]
) -> None:
    middle = point.neighbourhood()
    half_lat = 0.005
    half_lon = 0.005 / math.cos(math.radians(middle.lat))
    around = [Point(middle.lat + up * half_lat, middle.lon + on * half_lon) for up, on in steps]
    assert {other.neighbourhood() for other in around} == {middle}


def test_neighbourhood_of_a_grid_of_points_gives_few_points_that_hold_many_each() -> None:
    points = [Point(51.45 + n / 2000, 0.30 + m / 2000) for n in range(60) for m in range(60)]
    shown = {point.neighbourhood() for point in points}
    assert len(shown) <= 12
    assert not shown & set(points)


@quick
@given(OUTWARDS, INWARDS, st.sampled_from(["", " ", "  ", "-", "\t", "."]), st.booleans())
def test_parse_postcode_reads_any_spelling_and_its_own_writing(
    outward: str, inward: str, between: str, small: bool
) -> None:
    typed = f" {outward}{between}{inward} "
    postcode = Postcode(outward, inward)
    assert parse_postcode(typed.lower() if small else typed) == postcode
    assert parse_postcode(str(postcode)) == postcode


@pytest.mark.parametrize(
    "text",
    [
        *("", "RM17", "RM17 6", "RM17 6S", "RM17 6SLL", "RM17 6SC", "R 6SL", "RMX 6SL", "17 6SL"),
        *("RM17 6SL x", "' OR 1=1 --", "🎉", "RM١٧ ٦SL", "RM17 6SL" * 2000),
    ],
)
def test_parse_postcode_refuses_what_is_none(text: str) -> None:
    assert parse_postcode(text) is None


@quick
@given(st.text())
def test_parse_postcode_never_fails_and_only_takes_ascii(text: str) -> None:
    postcode = parse_postcode(text)
    assert postcode is None or str(postcode).isascii()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("rm17", PartPostcode("RM17")),
        ("RM17 6", PartPostcode("RM17", "6")),
        ("RM176", PartPostcode("RM17", "6")),
        ("e1", PartPostcode("E1")),
        ("W1A", PartPostcode("W1A")),
        (" RM1 7 ", PartPostcode("RM1", "7")),
        ("RM17 6SL", None),
        ("RM", None),
        ("", None),
        ("RM17 66", None),
        ("🎉", None),
    ],
)
def test_parse_part_postcode_reads_districts_and_sectors(
    text: str, part: PartPostcode | None
) -> None:
    assert parse_part_postcode(text) == part


@quick
@given(OUTWARDS, st.sampled_from(["", *"0123456789"]))
def test_part_postcode_is_read_back_from_its_own_writing(outward: str, sector: str) -> None:
    part = PartPostcode(outward, sector)
    assert parse_part_postcode(str(part)) == part


SIDES = st.tuples(
    st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90)
)


@quick
@given(SIDES.filter(lambda sides: sides[0] < sides[2] and sides[1] < sides[3]))
def test_box_is_read_back_from_its_own_writing(sides: tuple[float, float, float, float]) -> None:
    assert parse_box(str(Box(*sides))) == Box(*sides)


def test_box_is_written_short() -> None:
    assert str(Box(-0.5, 51.0, 0.32381, 51.5)) == "-0.5,51,0.32381,51.5"


FOUR = "a box is four numbers: west,south,east,north"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", FOUR),
        ("1,2,3", FOUR),
        ("1,2,3,4,5", FOUR),
        ("a,b,c,d", FOUR),
        ("0,51,nan,52", FOUR),
        ("0,51,inf,52", FOUR),
        ("0,51,1e999,52", FOUR),
        ("-181,51,1,52", "west and east are between -180 and 180"),
        ("0,-91,1,52", "south and north are between -90 and 90"),
        ("1,51,0,52", "west must be less than east, and south less than north"),
        ("0,52,1,51", "west must be less than east, and south less than north"),
        ("0,51,0,52", "west must be less than east, and south less than north"),
    ],
)
def test_parse_box_refuses_in_plain_words(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        parse_box(text)


def test_parse_box_takes_the_whole_world() -> None:
    assert parse_box("-180,-90,180,90") == Box(-180, -90, 180, 90)
