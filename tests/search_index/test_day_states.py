"""What a calendar says of days, for the ways in which schedules go by it."""

from dataclasses import replace
from datetime import date

from assetmap.domain.times.occurrences import State
from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.search_index.day_states import OFF, DayStates
from tests.search_index.timed_listings import calendar_of

FIRST, LAST = date(2026, 4, 3), date(2026, 4, 7)  # Good Friday to the Tuesday, out of term
ON, UNSURE = int(State.ON), int(State.UNSURE)
PLAIN = parse_schedule(["Mon 10:00-12:00"])
(MONDAY,) = PLAIN.rules
(ONCE,) = parse_schedule(["2026-04-03 10:00-12:00"]).rules


def told(schedule: Schedule, rule: Rule = MONDAY, venue: Schedule | None = None) -> list[int]:
    states = DayStates(calendar_of(), FIRST, LAST)
    number = states.number_of(schedule, rule, venue)
    found: list[int] = states.table()[number].tolist()
    return found


def test_states_of_days() -> None:
    assert told(PLAIN) == [UNSURE, ON, ON, UNSURE, ON]
    assert told(replace(PLAIN, bank_holidays="closed")) == [OFF, ON, ON, OFF, ON]
    assert told(replace(PLAIN, bank_holidays="as usual")) == [ON] * 5
    assert told(replace(PLAIN, terms="Term time only")) == [OFF] * 5
    assert told(replace(PLAIN, closed=frozenset([LAST]))) == [UNSURE, ON, ON, UNSURE, OFF]
    in_terms = replace(MONDAY, details=replace(MONDAY.details, in_terms=True))
    assert told(PLAIN, in_terms) == [OFF] * 5
    assert told(replace(PLAIN, bank_holidays="closed"), ONCE) == [ON] * 5


def test_venue_that_is_closed_closes_what_meets_there() -> None:
    hub = replace(PLAIN, bank_holidays="closed", closed=frozenset([date(2026, 4, 5)]))
    assert told(PLAIN, venue=hub) == [OFF, ON, OFF, OFF, ON]
    assert told(PLAIN, venue=PLAIN) == told(PLAIN)


def test_each_way_is_worked_out_once() -> None:
    states, shut = DayStates(calendar_of(), FIRST, LAST), replace(PLAIN, bank_holidays="closed")
    numbers = [states.number_of(each, MONDAY, None) for each in (PLAIN, shut, replace(PLAIN))]
    assert numbers == [0, 1, 0]
    in_terms = replace(MONDAY, details=replace(MONDAY.details, in_terms=True))
    assert [states.number_of(PLAIN, each, None) for each in (in_terms, ONCE)] == [2, 3]
    assert states.number_of(replace(PLAIN, closed=frozenset([LAST])), MONDAY, None) == 4
    assert [states.number_of(PLAIN, MONDAY, each) for each in (shut, PLAIN, shut)] == [5, 6, 5]
    assert states.number_of(replace(PLAIN, terms="Term time only"), MONDAY, None) == 7
    assert states.table().shape == (8, 5)


def test_schedule_that_goes_by_more_than_days() -> None:
    assert DayStates.can_tell(PLAIN)
    assert not DayStates.can_tell(replace(PLAIN, bank_holidays="10:00-14:00"))
