"""Schedules, hours, dates and sessions as people say them: `Monday to Friday, 9am to 4pm`."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from assetmap.domain.times.dated_changes import ChangeKind, DatedChange
from assetmap.domain.times.rrule_words import rrule_words
from assetmap.domain.times.rules import (
    ByRule,
    EveryWeeks,
    Hours,
    Monthly,
    OnDate,
    Rule,
    SeriesDetails,
    Weekly,
)
from assetmap.domain.times.schedule import LONDON, Schedule, Session
from assetmap.domain.times.schedule_text import read_clock_hours

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NTH_WORDS = {1: "First", 2: "Second", 3: "Third", 4: "Fourth", 5: "Fifth", -1: "Last"}


def schedule_lines(schedule: Schedule) -> list[str]:
    """The series for people, days of the same hours together: `Monday to Friday, 9am to 4pm`."""
    lines = list(rule_lines(schedule.rules))
    lines += schedule.words
    if schedule.terms:
        lines.append(schedule.terms)
    return lines


def usual_lines(schedule: Schedule) -> list[str]:
    """The hours of its door and then its series: `Open: Monday to Friday, 9am to 4pm`."""
    return [*(f"Open: {line}" for line in rule_lines(schedule.opening)), *schedule_lines(schedule)]


def rule_lines(rules: Iterable[Rule]) -> Iterator[str]:
    """Rules for people, those of every week first."""
    rules = tuple(rules)
    weekly = [rule for rule in rules if isinstance(rule, Weekly)]
    for hours, details in dict.fromkeys((rule.hours, rule.details) for rule in weekly):
        days = sorted({r.day for r in weekly if (r.hours, r.details) == (hours, details)})
        yield _line(day_words(days), hours, details)
    for rule in rules:
        if not isinstance(rule, Weekly):
            is_counted = isinstance(rule, (EveryWeeks, ByRule))
            yield _line(_pattern_words(rule), rule.hours, rule.details, is_counted=is_counted)


def _pattern_words(rule: Rule) -> str:
    if isinstance(rule, OnDate):
        return f"{date_words(rule.on)} {rule.on.year}"
    if isinstance(rule, ByRule):
        return rrule_words(rule.rule)
    day = DAY_NAMES[rule.day]
    if isinstance(rule, Monthly):
        return f"{_NTH_WORDS[rule.nth]} {day} of the month"
    if isinstance(rule, EveryWeeks):
        return f"Every other {day}" if rule.weeks == 2 else f"Every {rule.weeks} weeks on {day}"
    return day


def _line(pattern: str, hours: Hours, details: SeriesDetails, *, is_counted: bool = False) -> str:
    name = f"{details.name}: " if details.name else ""
    # Of one whose first date only says what its weeks are counted from, it tells people nothing.
    rest = [
        f"from {full_date(details.begins)}" if details.begins and not is_counted else "",
        f"until {full_date(details.until)}" if details.until else "",
        "in school term time" if details.in_terms else "",
        f"at {details.at}" if details.at else "",
    ]
    return name + ", ".join(filter(None, (pattern, hours_words(hours), *rest)))


def change_words(change: DatedChange) -> str:
    """A change for people: `Tuesday 7 April 2026: cancelled (no hall)`."""
    when = full_date(change.on)
    when += f" to {full_date(change.last)}" if change.last else ""
    when += f", {time_words(change.start)}" if change.start is not None else ""
    said = "moved" if change.kind is ChangeKind.MOVED else change.kind.value
    said += f" to {full_date(change.to)}" if change.to else ""
    said += f", {hours_words(change.hours)}" if change.hours else ""
    said += f", at {change.at}" if change.at else ""
    return f"{when}: {said}" + (f" ({change.why})" if change.why else "")


def day_words(days: list[int]) -> str:
    """Weekdays in order (0 is Monday) as people say them: `Monday to Friday`."""
    if days == list(range(7)):
        return "Every day"
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{DAY_NAMES[days[0]]} to {DAY_NAMES[days[-1]]}"
    names = [DAY_NAMES[day] for day in days]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


@lru_cache(maxsize=2048)  # a page of a week says some two hundred, and few are in use
def hours_words(hours: Hours) -> str:
    """`12 noon to 2pm`; `24 hours` for a whole day from midnight to midnight."""
    if (hours.start, hours.end) == (0, 1440):
        return "24 hours"
    return f"{time_words(hours.start)} to {time_words(hours.end)}"


def time_words(minutes: int) -> str:
    """Minutes since midnight as people say them: `9:30am`, `12 noon`, `midnight`."""
    hour, minute = divmod(minutes % 1440, 60)
    if minute == 0 and hour in (0, 12):
        return "12 noon" if hour else "midnight"
    return f"{hour % 12 or 12}{f':{minute:02}' if minute else ''}{'am' if hour < 12 else 'pm'}"


def bank_holiday_words(said: str) -> str:
    """What a schedule says of bank holidays, as a sentence's part: `Closed`, `10am to 2pm`."""
    hours = read_clock_hours(said)
    return hours_words(hours) if hours else said.capitalize()


def full_date(on: date) -> str:
    """`Tuesday 17 March 2026`."""
    return f"{date_words(on)} {on.year}"


def date_words(on: date) -> str:
    """`Tuesday 17 March`: without the year."""
    return f"{DAY_NAMES[on.weekday()]} {on.day} {on:%B}"


def session_words(session: Session, now: datetime) -> str:
    """`Tuesday 17 March, 12 noon to 2pm`, with `Today` and `Tomorrow` and the year if not this."""
    today = now.astimezone(LONDON).date()
    on = session.start.date()
    named = date_words(on) if on.year == today.year else f"{date_words(on)} {on.year}"
    if session.start <= now.astimezone(UTC) < session.end:
        return f"On now until {time_words(_minutes(session.end))}{besides_words(session)}"
    if on == today:
        named = f"Today, {named}"
    elif on == today + timedelta(days=1):
        named = f"Tomorrow, {named}"
    hours = f"{time_words(_minutes(session.start))} to {time_words(_minutes(session.end))}"
    return f"{named}, {hours}{besides_words(session)}"


def besides_words(session: Session) -> str:
    """Where it is, if not as always, what it is called, and that nobody has said whether it is on:
    ` at The Annexe (Surgery) (Easter Monday: check that it is on)`.
    """
    where = f" at {session.at}" if session.at else ""
    name = f" ({session.name})" if session.name else ""
    unsure = f" ({session.unsure}: check that it is on)" if session.unsure else ""
    return f"{where}{name}{unsure}"


def _minutes(when: datetime) -> int:
    return when.hour * 60 + when.minute
