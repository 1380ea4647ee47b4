from datetime import date

import pytest

from assetmap.exchange.frequency import Frequency, read_frequency

ASK = Frequency("", words="Ask which weeks")
READ = {
    "": Frequency(),
    "Weekly": Frequency(),
    "daily": Frequency("day", words="Every day"),
    "Fortnightly": Frequency("week", 2, "Every 2 weeks"),
    "every other week": Frequency("week", 2, "Every 2 weeks"),
    "Every 3 weeks": Frequency("week", 3, "Every 3 weeks"),
    "Once a month": Frequency("month", words="Every month"),
    "Weekly (term time only)": Frequency(terms="Term time only"),
    "term-time": Frequency(terms="Term-time"),
    "now and then": Frequency("", words="now and then"),
    "bi-weekly": Frequency("", words="bi-weekly"),  # twice a week, or every other?
    "FREQ=WEEKLY;INTERVAL=3": Frequency("week", 3, "Every 3 weeks"),
    "RRULE:FREQ=WEEKLY;BYDAY=MO,WE": Frequency("week", 1, "Every week", ((None, 0), (None, 2))),
    "FREQ=MONTHLY;BYDAY=1MO,-1FR": Frequency("month", 1, "Every month", ((1, 0), (-1, 4))),
    "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2": Frequency("month", 1, "Every month", ((2, 1),)),
    "FREQ=WEEKLY;UNTIL=20260601T000000Z": Frequency(
        "week", 1, "Every week", until=date(2026, 6, 1)
    ),
    "FREQ=DAILY;COUNT=6": Frequency("day", 1, "Every day", times=6),
    "FREQ=MONTHLY;BYDAY=-2MO": ASK,
    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1": ASK,
    "FREQ=WEEKLY;BYMONTH=3": ASK,
    "FREQ=WEEKLY;INTERVAL=0": ASK,
    "FREQ=SOMETIMES": ASK,
    "FREQ=": ASK,
}


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_words_and_recurrence_rules_are_read(text: str, expected: Frequency) -> None:
    assert read_frequency(text) == expected
