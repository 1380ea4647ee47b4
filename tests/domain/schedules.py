"""Schedules for properties."""

from datetime import date

from hypothesis import strategies as st

from assetmap.domain.schedule import Hours, Monthly, OnDate, Weekly

HOURS = st.builds(Hours, st.integers(0, 1439), st.integers(0, 1440))
WEEKLY = st.builds(Weekly, st.integers(0, 6), HOURS)
MONTHLY = st.builds(Monthly, st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6), HOURS)
ON_DATE = st.builds(OnDate, st.dates(date(2026, 1, 1), date(2026, 12, 31)), HOURS)
RULES = st.one_of(WEEKLY, MONTHLY, ON_DATE)
