"""Series by chance, of every kind of rule and with everything that a calendar takes away."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.borough_calendar import BoroughCalendar, Venue
from assetmap.domain.times.dated_changes import DatedChange, parse_change
from assetmap.domain.times.rules import Hours, OnDate, Rule
from assetmap.domain.times.schedule import Schedule, SeriesRecord
from assetmap.domain.times.schedule_text import clock_hours, parse_rule
from assetmap.domain.times.school_terms import SchoolTerm, SchoolTerms

TODAY = date(2026, 3, 16)
TERMS = SchoolTerms(
    (
        SchoolTerm(
            "2025 to 2026",
            *(date(2026, 1, 5), date(2026, 3, 27)),
            (date(2026, 2, 16), date(2026, 2, 20)),
        ),
        SchoolTerm(
            "2025 to 2026",
            *(date(2026, 4, 13), date(2026, 7, 21)),
            (date(2026, 5, 25), date(2026, 5, 29)),
        ),
        SchoolTerm(
            "2026 to 2027",
            *(date(2026, 9, 2), date(2026, 12, 18)),
            (date(2026, 10, 26), date(2026, 10, 30)),
        ),
    )
)
HUB = Schedule(
    bank_holidays="closed",
    closed=frozenset([date(2026, 6, 9), date(2026, 6, 12)]),
    changes=(parse_change("2026-12-21 to 2027-01-03 closed: Christmas"),),
)
CALENDAR = BoroughCalendar(
    TERMS,
    BankHolidays("england", {date(2026, 7, 3): "A day of the borough’s own"}),
    {"the annexe": Venue(HUB)},
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NTH = ("1st", "2nd", "3rd", "4th", "5th", "last")
_RRULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;COUNT=40",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU;WKST=SU",
    "FREQ=WEEKLY;BYDAY=SA;COUNT=30",
    "FREQ=WEEKLY",
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=1SA",
    "FREQ=MONTHLY;BYDAY=1MO,3MO",
    "FREQ=MONTHLY;BYDAY=2TU,4TU;COUNT=25",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=21",
    "FREQ=YEARLY;BYMONTH=12;BYDAY=1SU",
    "FREQ=WEEKLY;BYDAY=WE;BYMONTH=4,5,6,7,8,9",
)
_HOURS = (
    *(Hours(600, 720), Hours(600, 720), Hours(840, 930), Hours(1110, 1260)),
    *(Hours(1320, 120), Hours(90, 150), Hours(0, 1440), Hours(60, 60)),
)


@dataclass(frozen=True)
class Made:
    """A schedule of one series, with its record, and the schedule of the hub it meets in."""

    schedule: Schedule
    venue: Schedule | None


def made(number: int, dice: Random) -> Made:
    """One by chance; most begin in the past."""
    rule = _rule(dice)
    schedule = Schedule(
        (rule,),
        terms=dice.choice(("", "", "", "School term time only", "Closed in August")),
        closed=frozenset(_some_days(rule, dice, dice.choice((0, 0, 2)))),
        changes=tuple(_changes(rule, dice)),
        bank_holidays=dice.choice(("", "closed", "as usual", "11:00-13:00")),
        records=(SeriesRecord(f"r{number}", TODAY - timedelta(days=dice.randrange(0, 900))),),
    )
    return Made(schedule, dice.choice((None, None, HUB)))


def _rule(dice: Random) -> Rule:
    hours = clock_hours(dice.choice(_HOURS))
    begins = TODAY + timedelta(days=dice.randrange(-800, 60))
    day = dice.choice(_DAYS)
    kind = dice.randrange(5)
    pattern = (
        day,
        f"{dice.choice(_NTH)} {day}",
        f"Every {dice.choice((2, 2, 3, 4))} weeks {day}",
        f"RRULE:{dice.choice(_RRULES)}",
        (TODAY + timedelta(days=dice.randrange(-7, 400))).isoformat(),
    )[kind]
    said = f"{pattern} {hours}"
    if kind in (2, 3) or dice.random() < 0.3:
        said += f" from {begins}"
    if dice.random() < 0.3:
        said += f" until {max(begins, TODAY) + timedelta(days=dice.randrange(35, 330))}"
    said += dice.choice(("", "", "", " in term time")) + dice.choice(("", "", " at The Annexe"))
    return parse_rule(said) or _rule(dice)  # one that never falls on any day is no rule


def _some_days(rule: Rule, dice: Random, number: int) -> list[date]:
    near = list(rule.dates(TODAY - timedelta(days=30), TODAY + timedelta(days=420)))
    return dice.sample(near, min(number, len(near)))


def _changes(rule: Rule, dice: Random) -> list[DatedChange]:
    found = []
    for on in _some_days(rule, dice, dice.choice((0, 0, 3, 5))):
        later = on + timedelta(days=dice.randrange(-5, 20))
        start = "" if dice.random() < 0.7 else f" {clock_hours(rule.hours).partition('-')[0]}"
        said = dice.choice(
            (
                f"{on}{start} cancelled: no hall",
                f"{on}{start} moved to {later}",
                f"{on}{start} moved to {later} 14:00-16:00 at The Annexe",
                f"{on}{start} moved 18:00-19:00",
                f"{on}{start} moved at The Annexe",
                f"{on} closed: holidays",
                f"{on} open",
                f"{on} to {on + timedelta(days=12)} closed: holidays",
            )
        )
        found.append(parse_change(said))
    return found


def is_once(rule: Rule) -> bool:
    """Whether it is on one date only."""
    return isinstance(rule, OnDate)
