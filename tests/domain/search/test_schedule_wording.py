"""What a schedule in words says of days, and that people arrange the time."""

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.search.schedule_wording import is_arranged, worded_slots
from assetmap.domain.times.schedule import DAYS, TIMES, slot_bits
from tests.factories import a_listing


@pytest.mark.parametrize(
    ("kind", "when", "arranged"),
    [
        (Kind.SERVICE, [], True),
        (Kind.MICRO_ENTERPRISE, [], True),
        (Kind.GROUP, [], False),
        (Kind.HUB, [], False),
        (Kind.SERVICE, ["Any day"], True),
        (Kind.SERVICE, ["Ring at any time, day or night"], True),
        (Kind.GROUP, ["Whenever suits you"], True),
        (Kind.SERVICE, ["By appointment"], True),
        (Kind.SERVICE, ["Ring for times"], False),
        (Kind.SERVICE, ["Most afternoons"], False),
        (Kind.SERVICE, ["Tue 10:00-12:00"], False),
        (Kind.SERVICE, ["Tue 10:00-12:00", "or by appointment"], False),
    ],
)
def test_time_that_people_arrange_is_none_of_its_own(
    kind: Kind, when: list[str], arranged: bool
) -> None:
    assert is_arranged(a_listing(kind=kind, when=when)) is arranged


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("Most afternoons", slot_bits(DAYS, ("afternoon",))),
        ("Weekday mornings, before 11", slot_bits(DAYS[:5], ("morning",))),
        ("Some Saturdays", slot_bits(("sat",), TIMES)),
        ("Ring for times", 0),
    ],
)
def test_words_tell_weekdays_and_times_of_day(words: str, slots: int) -> None:
    assert worded_slots(a_listing(when=[words])) == slots
