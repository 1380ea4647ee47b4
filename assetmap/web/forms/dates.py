"""A date as three boxes of a form give it."""

from collections.abc import Mapping
from datetime import date

Boxes = tuple[str, str, str]  # day, month and year, as typed


class BadDate(Exception):
    """What was typed is no date; the message is plain words."""


def typed_boxes(form: Mapping[str, str], name: str) -> Boxes:
    """What stands in the three boxes of a date."""
    day, month, year = (form.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year"))
    return day, month, year


def read_boxes(boxes: Boxes) -> date | None:
    """The date in three boxes, or None when all are empty. Raises BadDate."""
    if not any(boxes):
        return None
    if not all(box.isdecimal() and box.isascii() for box in boxes):
        raise BadDate("Enter a day, a month and a year, as numbers.")
    day, month, year = (int(box[:6]) for box in boxes)
    try:
        return date(year, month, day)
    except ValueError:
        raise BadDate("There is no such date. Look at the day, the month and the year.") from None


def boxes_of(on: date | None) -> Boxes:
    """A date as its three boxes show it."""
    return (str(on.day), str(on.month), str(on.year)) if on else ("", "", "")
