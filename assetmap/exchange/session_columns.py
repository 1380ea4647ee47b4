"""Columns of a session's day, start, end and frequency as one `when`.

A first and a last date, and an interval of weeks that has a first date, are part of the rule. What
no rule can say makes words, such as `Every 3 weeks on Monday, 9:20am to 9:50am`: which weeks?
"""

import re
from dataclasses import replace
from datetime import date

from assetmap.domain.times.rules import (
    WEEKDAYS_OF_RRULE,
    Monthly,
    OnDate,
    Rule,
    SeriesDetails,
    Weekly,
)
from assetmap.domain.times.schedule_text import notation, rule_of_rrule
from assetmap.domain.times.schedule_words import DAY_NAMES, day_words, hours_words, schedule_lines
from assetmap.exchange.frequency import Frequency, read_frequency
from assetmap.exchange.opening_times import read_opening_times
from assetmap.exchange.osm_rules import nth_words
from assetmap.exchange.schedule_reading import read_schedule
from assetmap.exchange.session_cells import SessionCells, read_cells
from assetmap.exchange.time_headings import ENDS, FREQUENCY, SESSION, STARTS, TIME
from assetmap.exchange.values import join_list, short


def session_columns(texts: dict[str, str], notes: list[str]) -> dict[str, str]:
    """The texts with the columns of sessions as `when`, beside what `when` says itself."""
    texts = _without_recurrence_in_when(texts)
    said = {name: texts[name] for name in SESSION if name in texts}
    if not said:
        return texts
    rest = {name: text for name, text in texts.items() if name not in said}
    when = rest.pop("when", "")
    if set(said) == {TIME} and not when:
        return {**rest, "when": said[TIME]}
    cells = read_cells(said, notes)
    frequency = read_frequency(said.get(FREQUENCY, ""))
    if when and read_schedule(when).rules:
        return _beside(rest, when, cells, frequency, notes)
    cells = _without_bare_dates(cells, notes)
    return _alone(rest, when, cells, frequency)


def _without_recurrence_in_when(texts: dict[str, str]) -> dict[str, str]:
    """iCalendar's lines in `when` (`DTSTART:...`, `RRULE:FREQ=...`) put where they belong."""
    when = texts.get("when", "")
    if "FREQ=" not in when or FREQUENCY in texts or read_schedule(when).rules:
        return texts
    rest = {name: text for name, text in texts.items() if name != "when"}
    for name, line in ((STARTS[0], "DTSTART"), (ENDS[0], "DTEND")):
        if match := re.search(rf"{line}[^:\s]*:(\S+)", when):
            rest.setdefault(name, match[1])
    return {**rest, FREQUENCY: when}


def _alone(
    rest: dict[str, str], when: str, cells: SessionCells, frequency: Frequency
) -> dict[str, str]:
    """The session's columns, which `when` may only complete: it says the day, or the hours."""
    for with_when in (
        replace(cells, days=when) if when and not cells.days else None,
        replace(cells, hours=when) if when and not cells.hours else None,
    ):
        if with_when and _rules(with_when, frequency):
            cells, when = with_when, ""
            break
    entries = [*_entries(cells, frequency), *([when] if when else [])]
    if entries:
        rest["when"] = join_list(entries)
    if frequency.terms:
        rest.setdefault("terms", frequency.terms)
    if cells.closed:
        rest.setdefault("closed_dates", cells.closed)
    return rest


def _without_bare_dates(cells: SessionCells, notes: list[str]) -> SessionCells:
    """Dates alone may be of anything, such as when a row was written, so they say no time."""
    dates = [on for on in (cells.on, cells.first, cells.last) if on]
    if not dates or cells.hours or cells.days or cells.has_frequency:
        return cells
    said = " and ".join(_day(on) for on in dates)
    notes.append(f"A date without a day or a time ({said}) was left out.")
    return replace(cells, on=None, first=None, last=None)


def _beside(
    rest: dict[str, str],
    when: str,
    cells: SessionCells,
    frequency: Frequency,
    notes: list[str],
) -> dict[str, str]:
    """`when` says it all; what the other columns say may only take away from it."""
    if (cells.hours or cells.days) and not _says_the_same(when, cells, frequency):
        said = "; ".join(_entries(cells, frequency))
        notes.append(f"Other columns say “{short(said, 200)}”; we left it out.")
    if not _is_every_week(frequency, cells):
        known = read_schedule(when)
        series = (
            () if known.words or cells.exceptions else _as_series(known.rules, frequency, cells)
        )
        if series:
            return {**rest, "when": join_list(notation(rule) for rule in series)}
        usual = "; ".join(schedule_lines(read_schedule(when)))
        often = f"{_how_often(frequency)}: " if _how_often(frequency) else ""
        return {**rest, "when": join_list([f"{often}{usual}{_dates(frequency, cells)}"])}
    return _alone({**rest, "when": when}, "", replace(cells, days="", hours=""), frequency)


def _says_the_same(when: str, cells: SessionCells, frequency: Frequency) -> bool:
    """Whether days and hours, as far as the columns say them, are those of `when`."""
    known = read_schedule(when).rules
    if rules := _rules(cells, frequency):
        return {notation(rule) for rule in rules} == {notation(rule) for rule in known}
    days = {rule.day for rule in read_opening_times(f"{cells.days} 10am-11am").rules}
    hours = {rule.hours for rule in read_opening_times(f"Monday {cells.hours}").rules}
    return (not cells.days or days == {rule.day for rule in known}) and (
        not cells.hours or hours == {rule.hours for rule in known}
    )


def _is_every_week(frequency: Frequency, cells: SessionCells) -> bool:
    often = frequency.unit in ("week", "day") and frequency.every == 1
    return often and frequency.is_open_ended and cells.last is None and not cells.exceptions


def _rules(cells: SessionCells, frequency: Frequency) -> tuple[Rule, ...]:
    """The session as rules; none where they would promise more than the columns say."""
    if cells.exceptions:
        return ()
    if cells.on and not cells.days and not frequency.days and not cells.has_frequency:
        read = read_opening_times(f"Monday {cells.hours}")
        return tuple(OnDate(cells.on, rule.hours) for rule in read.rules)
    read = read_opening_times(f"{_days_text(cells, frequency)} {cells.hours}")
    return () if read.words else _as_series(read.rules, frequency, cells)


def _as_series(
    rules: tuple[Rule, ...], frequency: Frequency, cells: SessionCells
) -> tuple[Rule, ...]:
    """Rules of every week or month with how often, first and last date; none if that cannot be."""
    is_weekly = all(isinstance(rule, Weekly) for rule in rules)
    is_monthly = all(isinstance(rule, Monthly) for rule in rules)
    begins, until = cells.first, cells.last or frequency.until
    is_once = frequency.every == 1 and not frequency.times
    fits = {
        "week": is_weekly or (is_once and not cells.has_frequency),
        "month": is_monthly and is_once,
        "day": is_weekly and is_once,
    }
    if not fits.get(frequency.unit, False) or not (is_once or begins):
        return ()
    try:
        details = SeriesDetails(begins, until)
        if is_once:
            return tuple(replace(rule, details=details) for rule in rules)
        return _counted(rules, frequency, details)
    except ValueError:
        return ()


def _counted(
    rules: tuple[Rule, ...], frequency: Frequency, details: SeriesDetails
) -> tuple[Rule, ...]:
    """Every so many weeks, or so many times in all: all of its days count as one."""
    parts = [f"FREQ=WEEKLY;INTERVAL={frequency.every}"]
    parts += [f"COUNT={frequency.times}"] if frequency.times else []
    found = []
    for hours in dict.fromkeys(rule.hours for rule in rules):
        days = ",".join(WEEKDAYS_OF_RRULE[r.weekdays[0]] for r in rules if r.hours == hours)
        found.append(rule_of_rrule(";".join([*parts, f"BYDAY={days}"]), hours, details))
    return tuple(found)


def _days_text(cells: SessionCells, frequency: Frequency) -> str:
    """The days in words that `read_opening_times` reads; empty when nothing says them."""
    if frequency.days:
        return " and ".join(
            DAY_NAMES[day] if nth is None else nth_words(nth, day).removeprefix("the ")
            for nth, day in frequency.days
        )
    if cells.days:
        return cells.days
    if frequency.unit == "day":
        return "Daily"
    start = cells.first or cells.on
    return DAY_NAMES[start.weekday()] if start and cells.has_frequency else ""


def _entries(cells: SessionCells, frequency: Frequency) -> list[str]:
    """The entries of `when`: rules in our notation, else one in words."""
    if rules := _rules(cells, frequency):
        return [notation(rule) for rule in rules]
    words = _in_words(cells, frequency)
    return [words] if words else []


def _in_words(cells: SessionCells, frequency: Frequency) -> str:
    often = _how_often(frequency) if cells.has_frequency else ""
    days = _said_days(_days_text(cells, frequency))
    if cells.on and not days:
        days = _day(cells.on)
    if often and days and days != often:
        link = " on " if frequency.unit else ": "
        often = f"{often}{link}{days}"
    elif days:
        often = days
    hours = _said_hours(cells.hours)
    said = ", ".join(part for part in (often, hours) if part)
    said += _dates(frequency, cells) if said else ""
    if cells.exceptions:
        said += f", except {cells.exceptions}" if said else f"Except {cells.exceptions}"
    return said[:1].upper() + said[1:]


def _how_often(frequency: Frequency) -> str:
    if frequency.unit == "week" and frequency.every == 1:
        return ""
    return frequency.words


def _dates(frequency: Frequency, cells: SessionCells) -> str:
    last = cells.last or frequency.until
    said = f", from {_day(cells.first)}" if cells.first else ""
    said += f", until {_day(last)}" if last else ""
    return said + (f", {frequency.times} times" if frequency.times else "")


def _said_days(text: str) -> str:
    """`mon, wed` as `Monday and Wednesday`, or as it stands when it is not understood."""
    rules = read_opening_times(f"{text} 10am-11am").rules
    if rules and all(isinstance(rule, Weekly) for rule in rules):
        return day_words(sorted({rule.day for rule in rules}))
    return text


def _said_hours(text: str) -> str:
    rules = read_opening_times(f"Monday {text}").rules
    return " and ".join(hours_words(rule.hours) for rule in rules) or text


def _day(on: date | None) -> str:
    return f"{on.day} {on:%B} {on.year}" if on else ""
