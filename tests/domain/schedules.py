"""Schedules for properties."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from assetmap.domain.times.rules import Hours, Monthly, OnDate, Weekly
from assetmap.domain.times.schedule import LONDON, Schedule, Session

HOURS = st.builds(Hours, st.integers(0, 1439), st.integers(0, 1440))
WEEKLY = st.builds(Weekly, st.integers(0, 6), HOURS)
MONTHLY = st.builds(Monthly, st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6), HOURS)
ON_DATE = st.builds(OnDate, st.dates(date(2026, 1, 1), date(2026, 12, 31)), HOURS)
RULES = st.one_of(WEEKLY, MONTHLY, ON_DATE)


def sessions_on(schedule: Schedule, on: date) -> list[Session]:
    """What starts on a date, worked out rule by rule on the clock on the wall."""
    found = []
    for rule in schedule.rules if on not in schedule.closed else ():
        if rule.falls_on(on):
            start, end = rule.hours.start, rule.hours.end
            until = on + timedelta(days=1) if end <= start or end == 1440 else on
            begins = datetime.combine(on, time(start // 60, start % 60), LONDON)
            ends = datetime.combine(until, time(end % 1440 // 60, end % 60), LONDON)
            found.append(Session(begins, ends))
    return found
