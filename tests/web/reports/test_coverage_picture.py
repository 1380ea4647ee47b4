"""The picture's classes: every figure stands in the one whose words hold it."""

from dataclasses import replace

import pytest

from assetmap.services.reports.coverage import coverage
from assetmap.web.reports.coverage_picture import coverage_picture
from tests.area_files import two_wards
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing

IN_GRAYS = replace(a_listing().where, place="Grays", postcode="RM17 6SL", point=GRAYS)


@pytest.mark.parametrize(
    ("most", "fewer", "legend"),
    [
        (29, 12, [("3", "12 to 17"), ("5", "24 to 29")]),
        (29, 11, [("2", "6 to 11"), ("5", "24 to 29")]),
        (5, 4, [("5", "4 to 5")]),
        (3, 1, [("2", "1"), ("5", "3")]),
        (10, 0, [("none", "None"), ("5", "8 to 10")]),
    ],
)
def test_classes_of_counts(
    make_context: ContextMaker, most: int, fewer: int, legend: list[tuple[str, str]]
) -> None:
    listings = [a_listing(f"t{n}") for n in range(most)]
    listings += [a_listing(f"g{n}", where=IN_GRAYS) for n in range(fewer)]
    context = make_context(*listings)
    two_wards(context)
    picture = coverage_picture(context, coverage(context, "wards"), "venue")
    assert picture
    assert [(line.shade, line.words) for line in picture.legend] == legend


def test_shares_say_from_where_to_where(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    two_wards(context)
    picture = coverage_picture(context, coverage(context, "wards"), "reach")
    assert picture
    assert [line.words for line in picture.legend] == ["None", "11% to 14%"]
    assert coverage_picture(context, coverage(context, "wards"), "rate")
