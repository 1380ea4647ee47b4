"""The schedule notation of files (`Tue 12:00-14:00`, `1st Fri 14:00-16:00`) and plain words."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from assetmap.domain.times.schedule import (
    DAYS,
    LONDON,
    Hours,
    Monthly,
    OnDate,
    Rule,
    Schedule,
    Session,
    Weekly,
)

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NTH = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "last": -1}
_NTH_WORDS = {1: "First", 2: "Second", 3: "Third", 4: "Fourth", 5: "Fifth", -1: "Last"}
_DAY = (
    r"(?:(?:mon|fri|sun)(?:days?)?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?"
    r"|thu(?:rs?(?:days?)?)?|sat(?:urdays?)?)"
)
_RULE = re.compile(
    rf"(?:(?P<nth>1st|2nd|3rd|4th|5th|last) )?(?:(?P<day>{_DAY})|(?P<date>\d{{4}}-\d\d-\d\d)) "
    r"(?P<h1>\d{1,2}):(?P<m1>[0-5]\d) ?[-–] ?(?P<h2>\d{1,2}):(?P<m2>[0-5]\d)",
    re.IGNORECASE | re.ASCII,
)


def parse_rule(text: str) -> Rule | None:
    """One entry of the notation as a rule, or None when it is only words."""
    match = _RULE.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    try:
        hours = Hours(
            int(match["h1"]) * 60 + int(match["m1"]), int(match["h2"]) * 60 + int(match["m2"])
        )
        if match["date"]:
            return None if match["nth"] else OnDate(date.fromisoformat(match["date"]), hours)
    except ValueError:
        return None
    day = DAYS.index(match["day"][:3].lower())
    if match["nth"]:
        return Monthly(_NTH[match["nth"].lower()], day, hours)
    return Weekly(day, hours)


def parse_schedule(
    entries: Iterable[str], terms: str = "", closed: Iterable[date] = ()
) -> Schedule:
    """A schedule from entries; what cannot be read as a rule is kept as words."""
    rules, words = [], []
    for entry in entries:
        rule = parse_rule(entry)
        if rule is not None:
            rules.append(rule)
        elif entry.strip():
            words.append(entry.strip())
    return Schedule(tuple(rules), tuple(words), terms.strip(), frozenset(closed))


def notation(rule: Rule) -> str:
    """A rule as the notation writes it: what `parse_rule` reads back."""
    hours = f"{_clock(rule.hours.start)}-{_clock(rule.hours.end)}"
    if isinstance(rule, OnDate):
        return f"{rule.on.isoformat()} {hours}"
    day = DAYS[rule.day].title()
    if isinstance(rule, Monthly):
        nth = next(word for word, number in _NTH.items() if number == rule.nth)
        return f"{nth.title() if rule.nth == -1 else nth} {day} {hours}"
    return f"{day} {hours}"


def schedule_lines(schedule: Schedule) -> list[str]:
    """The schedule for people, days of the same hours together: `Monday to Friday, 9am to 4pm`."""
    lines = []
    weekly = [rule for rule in schedule.rules if isinstance(rule, Weekly)]
    for hours in dict.fromkeys(rule.hours for rule in weekly):
        days = sorted({rule.day for rule in weekly if rule.hours == hours})
        lines.append(f"{day_words(days)}, {hours_words(hours)}")
    for rule in schedule.rules:
        if isinstance(rule, Monthly):
            day = f"{_NTH_WORDS[rule.nth]} {DAY_NAMES[rule.day]} of the month"
            lines.append(f"{day}, {hours_words(rule.hours)}")
        elif isinstance(rule, OnDate):
            lines.append(f"{date_words(rule.on)} {rule.on.year}, {hours_words(rule.hours)}")
    lines += schedule.words
    if schedule.terms:
        lines.append(schedule.terms)
    return lines


def day_words(days: list[int]) -> str:
    """Weekdays in order (0 is Monday) as people say them: `Monday to Friday`."""
    if days == list(range(7)):
        return "Every day"
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{DAY_NAMES[days[0]]} to {DAY_NAMES[days[-1]]}"
    names = [DAY_NAMES[day] for day in days]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


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


def date_words(on: date) -> str:
    """`Tuesday 17 March`: without the year."""
    return f"{DAY_NAMES[on.weekday()]} {on.day} {on:%B}"


def session_words(session: Session, now: datetime) -> str:
    """`Tuesday 17 March, 12 noon to 2pm`, with `Today` and `Tomorrow` and the year if not this."""
    today = now.astimezone(LONDON).date()
    on = session.start.date()
    named = date_words(on) if on.year == today.year else f"{date_words(on)} {on.year}"
    if session.start <= now.astimezone(UTC) < session.end:
        return f"On now until {time_words(_minutes(session.end))}"
    if on == today:
        named = f"Today, {named}"
    elif on == today + timedelta(days=1):
        named = f"Tomorrow, {named}"
    return f"{named}, {time_words(_minutes(session.start))} to {time_words(_minutes(session.end))}"


def _minutes(when: datetime) -> int:
    return when.hour * 60 + when.minute


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
