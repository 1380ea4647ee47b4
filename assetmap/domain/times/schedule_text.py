"""The notation of series and hours in files, forms and revisions.

`Tue 12:00-14:00`, `1st Fri 14:00-16:00`, `2026-03-17 10:00-12:00`, `Every 2 weeks Tue 10:00-12:00
from 2026-03-17`, or any rule of RFC 5545 by days or more, `RRULE:FREQ=MONTHLY;BYMONTHDAY=15
10:00-12:00 from 2026-01-15`. After the hours each may say `from` and `until` a date, `in term
time`, `called "Surgery"`, and `at` a place of its own, in that order.
"""

import re
from collections.abc import Iterable
from datetime import date

from assetmap.domain.times.rules import (
    PLAIN,
    WEEKDAYS_OF_RRULE,
    ByRule,
    EveryWeeks,
    Hours,
    Monthly,
    OnDate,
    Rule,
    SeriesDetails,
    Weekly,
)
from assetmap.domain.times.schedule import DAYS, Schedule

_NTH = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "last": -1}
_DAY = (
    r"(?:(?:mon|fri|sun)(?:days?)?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?"
    r"|thu(?:rs?(?:days?)?)?|sat(?:urdays?)?)"
)
_DATE = r"\d{4}-\d\d-\d\d"
_HOURS = re.compile(
    r"(?P<h1>\d{1,2}):(?P<m1>[0-5]\d) ?[-–] ?(?P<h2>\d{1,2}):(?P<m2>[0-5]\d)", re.ASCII
)
_RULE = re.compile(
    rf"(?:(?:(?P<nth>1st|2nd|3rd|4th|5th|last) |every (?P<weeks>\d{{1,2}}) weeks )?(?P<day>{_DAY})"
    rf"|(?P<date>{_DATE})|RRULE:(?P<rrule>\S+)) (?P<hours>{_HOURS.pattern})"
    rf"(?: from (?P<begins>{_DATE}))?(?: until (?P<until>{_DATE}))?(?P<terms>,? in term time)?"
    r"(?: called \"(?P<name>[^\"]+)\")?(?: at (?P<at>\S.*))?",
    re.IGNORECASE | re.ASCII,
)
_BY_DAY = re.compile(r"(-?\d)?([A-Z]{2})")


def parse_rule(text: str) -> Rule | None:
    """One entry of the notation as a rule, or None when it is only words."""
    try:
        return read_rule(text)
    except ValueError:
        return None


def read_rule(text: str) -> Rule | None:
    """The same, but raises ValueError with a plain sentence for one in the notation that cannot
    be: a last day before the first, or a rule that never falls on any day.
    """
    match = _RULE.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    hours = _hours(match)
    details = _details(match)
    if match["date"]:
        return OnDate(_date(match["date"]), hours, details)
    if match["rrule"]:
        return rule_of_rrule(match["rrule"].upper(), hours, details)
    day = DAYS.index(match["day"][:3].lower())
    if match["nth"]:
        return Monthly(_NTH[match["nth"].lower()], day, hours, details)
    if match["weeks"] and int(match["weeks"]) != 1:
        return EveryWeeks(int(match["weeks"]), day, hours, details)
    return Weekly(day, hours, details)


def rule_of_rrule(text: str, hours: Hours, details: SeriesDetails) -> Rule:
    """A rule of RFC 5545 as the simplest that says the same; its UNTIL becomes the last day.

    Raises ValueError with a plain sentence for one that cannot be used.
    """
    parts = dict(part.partition("=")[::2] for part in text.split(";") if part)
    if until := parts.pop("UNTIL", ""):
        last = _date(f"{until[:4]}-{until[4:6]}-{until[6:8]}")
        ends = min(last, details.until) if details.until else last
        details = SeriesDetails(details.begins, ends, details.in_terms, details.name, details.at)
    parts.pop("WKST", None) if parts.get("INTERVAL", "1") == "1" else None
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    by_day = _BY_DAY.fullmatch(parts.get("BYDAY", ""))
    if by_day and by_day[2] in WEEKDAYS_OF_RRULE:
        day, nth = WEEKDAYS_OF_RRULE.index(by_day[2]), by_day[1]
        if parts == {"FREQ": "WEEKLY", "BYDAY": by_day[2]}:
            return Weekly(day, hours, details)
        if parts == {"FREQ": "MONTHLY", "BYDAY": by_day[0]} and nth and int(nth) in _NTH.values():
            return Monthly(int(nth), day, hours, details)
        weeks = parts.get("INTERVAL", "")
        every = {"FREQ": "WEEKLY", "BYDAY": by_day[2], "INTERVAL": weeks}
        if parts in (every, {**every, "WKST": "MO"}) and weeks.isdigit() and 2 <= int(weeks) <= 52:
            return EveryWeeks(int(weeks), day, hours, details)
    return ByRule(";".join(f"{name}={value}" for name, value in parts.items()), hours, details)


def parse_rules(entries: Iterable[str]) -> tuple[Rule, ...]:
    """The entries that are rules, in their order."""
    return tuple(rule for entry in entries if (rule := parse_rule(entry)) is not None)


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
    return f"{_pattern(rule)} {clock_hours(rule.hours)}{_details_notation(rule.details)}"


def _pattern(rule: Rule) -> str:
    if isinstance(rule, OnDate):
        return rule.on.isoformat()
    if isinstance(rule, ByRule):
        return f"RRULE:{rule.rule}"
    day = DAYS[rule.day].title()
    if isinstance(rule, Monthly):
        nth = next(word for word, number in _NTH.items() if number == rule.nth)
        return f"{nth.title() if rule.nth == -1 else nth} {day}"
    if isinstance(rule, EveryWeeks):
        return f"Every {rule.weeks} weeks {day}"
    return day


def _details_notation(details: SeriesDetails) -> str:
    if details == PLAIN:
        return ""
    name = details.name.replace('"', "”")
    parts = [
        f"from {details.begins.isoformat()}" if details.begins else "",
        f"until {details.until.isoformat()}" if details.until else "",
        "in term time" if details.in_terms else "",
        f'called "{name}"' if name else "",
        f"at {details.at}" if details.at else "",
    ]
    return "".join(f" {part}" for part in parts if part)


def clock_hours(hours: Hours) -> str:
    """Hours on the clock of 24 hours: `09:00-17:00`."""
    return f"{_clock(hours.start)}-{_clock(hours.end)}"


def read_clock_hours(text: str) -> Hours | None:
    """What `clock_hours` wrote, or None."""
    match = _HOURS.fullmatch(text.strip())
    try:
        return _hours(match) if match else None
    except ValueError:
        return None


def _hours(match: re.Match[str]) -> Hours:
    return Hours(int(match["h1"]) * 60 + int(match["m1"]), int(match["h2"]) * 60 + int(match["m2"]))


def _details(match: re.Match[str]) -> SeriesDetails:
    return SeriesDetails(
        _date(match["begins"]) if match["begins"] else None,
        _date(match["until"]) if match["until"] else None,
        bool(match["terms"]),
        " ".join((match["name"] or "").split()),
        (match["at"] or "").strip(),
    )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"There is no date {text}.") from None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
