"""Schedules for properties."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from assetmap.domain.times.rules import (
    ByRule,
    EveryWeeks,
    Hours,
    Monthly,
    OnDate,
    SeriesDetails,
    Weekly,
)
from assetmap.domain.times.schedule import LONDON, Schedule, Session

HOURS = st.builds(Hours, st.integers(0, 1439), st.integers(0, 1440))
WEEKLY = st.builds(Weekly, st.integers(0, 6), HOURS)
MONTHLY = st.builds(Monthly, st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6), HOURS)
ON_DATE = st.builds(OnDate, st.dates(date(2026, 1, 1), date(2026, 12, 31)), HOURS)
RULES = st.one_of(WEEKLY, MONTHLY, ON_DATE)
# And series with details, of which `sessions_on` knows nothing.
_BEGINS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
_UNTIL = st.one_of(st.none(), st.integers(30, 600))
_PLACES = st.sampled_from(["", "The Annexe", "St John’s Hall (back room)"])
_NAMES = st.sampled_from(["", "Surgery", "Housing surgery"])


def _details(begins: date, days: int | None, *rest: object) -> SeriesDetails:
    return SeriesDetails(begins, days and begins + timedelta(days=days), *rest)  # type: ignore[arg-type]


DETAILS = st.builds(_details, _BEGINS, _UNTIL, st.booleans(), _NAMES, _PLACES)
_RRULES = st.sampled_from(
    [
        *("FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        *("FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;WKST=MO"),
        *("FREQ=DAILY;COUNT=5", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR"),
    ]
)
SERIES = st.one_of(
    st.builds(Weekly, st.integers(0, 6), HOURS, DETAILS),
    st.builds(Monthly, st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6), HOURS, DETAILS),
    st.builds(EveryWeeks, st.integers(2, 9), st.integers(0, 6), HOURS, DETAILS),
    st.builds(
        ByRule, _RRULES, HOURS, st.builds(SeriesDetails, _BEGINS, st.none(), st.booleans(), _NAMES)
    ),
    RULES,
)


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
