"""What is planned says when it opens, and once that day has passed that it was to."""

from datetime import date
from typing import Any

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Contact, Listing, Status
from assetmap.domain.listings.planned import late_words, planned_words, was_to_open_on
from tests.factories import a_listing

SEVENTH = date(2026, 9, 7)
LATE = "Was to open on Monday 7 September 2026. Ring to ask whether it has."


def hub(**changes: Any) -> Listing:
    parts: dict[str, Any] = {"kind": Kind.HUB, "status": Status.PLANNED, "opens_on": SEVENTH}
    return a_listing(**{**parts, **changes})


@pytest.mark.parametrize(
    ("today", "words", "was_to"),
    [
        (date(2026, 9, 6), "Planned: opening on Monday 7 September 2026", None),
        (SEVENTH, "Planned: opening on Monday 7 September 2026", SEVENTH),
        (date(2026, 9, 8), LATE, SEVENTH),
        (date(2027, 9, 8), LATE, SEVENTH),
    ],
)
def test_day_comes_and_it_does_not_open_by_itself(
    today: date, words: str, was_to: date | None
) -> None:
    assert planned_words(hub(), today) == words
    assert was_to_open_on(hub(), today) == was_to


def test_without_a_number_one_asks() -> None:
    words = "Was to open on Monday 7 September 2026. Ask whether it has."
    assert late_words(hub(public=Contact(email="a@example.org"))) == words


def test_without_a_day_it_is_only_not_open_yet() -> None:
    assert planned_words(hub(opens_on=None), SEVENTH) == "Planned: not open yet"
    assert was_to_open_on(hub(opens_on=None), SEVENTH) is None
    assert late_words(hub(opens_on=None)) == ""


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.PAUSED])
def test_what_is_not_planned_says_nothing_of_it(status: Status) -> None:
    opened = hub(status=status)
    assert (planned_words(opened, SEVENTH), late_words(opened)) == ("", "")
    assert was_to_open_on(opened, date(2027, 1, 1)) is None
