import pytest

from assetmap.domain.times.rrule_parts import check_parts


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU",
        "FREQ=MONTHLY;BYDAY=2TU,-1FR",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=21;COUNT=5",
        "FREQ=DAILY;UNTIL=20260701",
    ],
)
def test_what_every_calendar_reads_alike_is_taken(rule: str) -> None:
    check_parts(rule)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=HOURLY", "by the day, week, month or year"),
        ("BYDAY=MO", "by the day, week, month or year"),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR cannot be used"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL is 1 or more"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL is a whole number"),
        ("FREQ=DAILY;COUNT=0", "COUNT is how many times"),
        ("FREQ=DAILY;COUNT=-3", "COUNT is how many times"),
        ("FREQ=WEEKLY;BYDAY=MO;FREQ=DAILY", "cannot be read"),
        ("FREQ=WEEKLY;BYDAY=MO\nEXDATE:20260101", "cannot be read"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "days of the month"),
        ("FREQ=WEEKLY;BYDAY=2MO", "count weekdays"),
        ("FREQ=DAILY;BYDAY=-1MO", "count weekdays"),
        ("FREQ=MONTHLY;BYSETPOS=1", "needs days to choose from"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20260701", "not both"),
    ],
)
def test_what_calendars_read_each_in_its_own_way_is_refused_in_words(rule: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        check_parts(rule)
