"""A date out of three boxes."""

from datetime import date

import pytest

from assetmap.web.forms.dates import BadDate, boxes_of, read_boxes, typed_boxes


def test_a_date_goes_there_and_back() -> None:
    on = date(2026, 3, 16)
    assert read_boxes(boxes_of(on)) == on
    assert read_boxes(boxes_of(None)) is None


def test_boxes_hold_what_was_typed() -> None:
    form = {"on-day": " 7 ", "on-month": "x", "on": "no"}
    assert typed_boxes(form, "on") == ("7", "x", "")


@pytest.mark.parametrize(
    "boxes",
    [
        ("7", "", "2026"),
        ("x", "3", "2026"),
        ("-1", "3", "2026"),
        ("٣", "3", "2026"),
        ("30", "2", "2026"),
        ("0", "3", "2026"),
        ("1", "1", "99999"),
        ("1" * 500, "1", "2026"),
    ],
)
def test_what_is_no_date_is_refused(boxes: tuple[str, str, str]) -> None:
    with pytest.raises(BadDate):
        read_boxes(boxes)
