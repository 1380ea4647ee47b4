"""What people write of days and times (`every other Monday 7-9pm from 5 January`) as a reading.

It is read whole or not at all, and nothing is guessed unseen: where words can mean two things, both
are given; where a bare `2-4` is taken as the afternoon, or a day gets its year, that is said.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from assetmap.domain.times.rules import EveryWeeks, Hours, Rule
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import parse_rule
from assetmap.domain.times.schedule_words import full_date, hours_words
from assetmap.domain.times.times_of_day import NOON, TIME, read_clock_time, read_hours
from assetmap.exchange.phrase_parts import (
    NotSure,
    PhraseParts,
    cut_into_parts,
    parts_by_place,
    said_year,
)
from assetmap.exchange.phrase_rules import phrase_schedules
from assetmap.exchange.values import split_list

LONGEST = 400  # characters of one phrase
_PAIR = re.compile(
    rf"(?<![\d:.])({TIME})(\s*(?:[-–—]|\bto\b|\buntil\b|\btill?\b|\band\b)\s*)({TIME})",
    re.IGNORECASE,
)
_ONE_TIME = re.compile(
    r"\b(?:(?:from|at|starts?(?:\s+at)?|starting(?:\s+at)?)\s+)?"
    r"((?:12\s*)?(?:noon|midday)\b|\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
    r"(?:\s+(?:start|onwards?)\b)?",
    re.IGNORECASE,
)
_ONE_FIGURE = re.compile(r"(?<!\d)\d:\d\d")
_NO_END = "We do not know when it ends. With an end, such as 2pm to 3pm, people see the next date."


@dataclass(frozen=True)
class Certain:
    """What the words say, and in sentences what was taken for granted, such as the year."""

    schedule: Schedule
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Either:
    """Two or more things that the words can mean: somebody has to choose."""

    readings: tuple[Certain, ...]


@dataclass(frozen=True)
class Words:
    """What stays words, and what would make it more than that, if anything is known."""

    text: str
    hint: str = ""


Reading = Certain | Either | Words


def read_phrase(text: str, today: date | None = None) -> Reading:
    """What a text about days and times means.

    `today` finds the year of a day without one, and the weeks of what is on every so many weeks
    and does not say from when; without it, as in a file, the first stays words.
    """
    text = " ".join(text.replace("’", "'").split()).strip(" .,;")
    entries = split_list(text)
    rules = [rule for entry in entries if (rule := entry_rule(entry))]
    if rules and len(rules) == len(entries):
        return Certain(Schedule(tuple(rules)))
    if len(text) > LONGEST:
        return Words(text)
    try:
        return _one_of(_readings(text, today))
    except NotSure as problem:
        return Words(text, str(problem) or _hint(text, today))


def entry_rule(entry: str) -> Rule | None:
    """An entry of our notation. `Sat 10:00-4:00` and `Sat 10:00-04:00` are more likely a slip."""
    rule = parse_rule(entry)
    if rule is None or _ONE_FIGURE.search(entry):
        return None
    into_next_day = 0 < rule.hours.end <= rule.hours.start
    return None if into_next_day and rule.hours.start < NOON else rule


def _one_of(readings: tuple[Certain, ...]) -> Reading:
    return readings[0] if len(readings) == 1 else Either(readings)


def _readings(text: str, today: date | None) -> tuple[Certain, ...]:
    try:
        return _of_sentence(text, today)
    except NotSure:
        sentences = [part for part in re.split(r"[;|\n]", text) if part.strip()]
        if len(sentences) < 2:
            raise
    every = [_of_sentence(each.strip(), today) for each in sentences]
    if sum(len(each) > 1 for each in every) > 1:
        raise NotSure("Write each of these on a line of its own.")
    return _combined(every)


def _of_sentence(text: str, today: date | None) -> tuple[Certain, ...]:
    several = parts_by_place(text)
    if len(several) > 1:
        every = [_of_parts(cut_into_parts(each, today), today) for each in several]
        if any(len(each) > 1 for each in every):
            raise NotSure("Write each of these on a line of its own.")
        return _combined(every)
    return _of_parts(cut_into_parts(text, today), today)


def _of_parts(parts: PhraseParts, today: date | None) -> tuple[Certain, ...]:
    pairs = [*_PAIR.finditer(parts.rest)]
    if len(pairs) > 1 and parts.says_more:
        raise NotSure("Write each time on a line of its own.")
    assumed = (*parts.assumed, *_assumed_hours(pairs))
    try:
        found = phrase_schedules(parts, today)
    except NotSure:
        halves = _halves(parts.rest, pairs)
        if not halves:
            raise
        every = [phrase_schedules(replace(parts, rest=rest), today) for rest in halves]
        if any(len(each) > 1 for each in every):
            raise NotSure("Say am or pm.") from None
        found = tuple(chain.from_iterable(every))
    return tuple(Certain(each, (*assumed, *_assumed_dates(parts, each))) for each in found)


def _assumed_dates(parts: PhraseParts, schedule: Schedule) -> Iterator[str]:
    """The years that nobody wrote, and a first day that is not on the weekday."""
    for rule in schedule.rules[:1]:
        details = rule.details
        if parts.begins and details.begins and not parts.begins.has_year:
            yield said_year(parts.begins.text, details.begins)
        if parts.begins and isinstance(rule, EveryWeeks) and rule.first_date != details.begins:
            yield f"We took {full_date(rule.first_date)} as the first."
        if parts.until and details.until and not parts.until.has_year:
            yield said_year(parts.until.text, details.until)


def _halves(rest: str, pairs: list[re.Match[str]]) -> tuple[str, ...]:
    """The text with `am` and with `pm` where one pair of times can mean both."""
    unsure = [pair for pair in pairs if _hours_of(pair) is None and _is_bare(pair)]
    if len(unsure) != 1 or len(pairs) != 1:
        return ()
    (pair,) = unsure
    if pair[1].strip() == pair[3].strip():
        return ()
    made = (f"{pair[1].strip()}{half}-{pair[3].strip()}{half}" for half in ("am", "pm"))
    return tuple(rest[: pair.start()] + each + rest[pair.end() :] for each in made)


def _assumed_hours(pairs: Iterable[re.Match[str]]) -> tuple[str, ...]:
    """`2-4` was taken as 2pm to 4pm."""
    return tuple(
        f"We took “{pair[0].strip()}” as {hours_words(hours)}."
        for pair in pairs
        if _is_bare(pair) and (hours := _hours_of(pair))
    )


def _hours_of(pair: re.Match[str]) -> Hours | None:
    start, end = (read_clock_time("".join(pair[at].lower().split())) for at in (1, 3))
    return read_hours(start, end) if start and end else None


def _is_bare(pair: re.Match[str]) -> bool:
    start, end = (read_clock_time("".join(pair[at].lower().split())) for at in (1, 3))
    return bool(start and end) and not any(
        each and (each.half or each.whole_day) for each in (start, end)
    )


def _combined(every: list[tuple[Certain, ...]]) -> tuple[Certain, ...]:
    """What several sentences say together; one of them may have two readings."""
    made = [Certain(Schedule())]
    for readings in every:
        made = [_joined(one, other) for one in made for other in readings]
    return tuple(made)


def _joined(one: Certain, other: Certain) -> Certain:
    a, b = one.schedule, other.schedule
    if a.bank_holidays and b.bank_holidays and a.bank_holidays != b.bank_holidays:
        raise NotSure
    joined = Schedule(
        tuple(dict.fromkeys((*a.rules, *b.rules))),
        tuple(dict.fromkeys((*a.words, *b.words))),
        bank_holidays=a.bank_holidays or b.bank_holidays,
    )
    return Certain(joined, tuple(dict.fromkeys((*one.assumed, *other.assumed))))


def _hint(text: str, today: date | None) -> str:
    """That the end is missing, where all the rest would be understood with one."""
    if _PAIR.search(text):
        return ""
    times = [*_ONE_TIME.finditer(text)]
    if len(times) != 1:
        return ""
    (at,) = times
    start = read_clock_time("".join(at[1].lower().split()))
    if start is None:
        return ""
    with_end = f"{text[: at.start()]} 10am-11am {text[at.end() :]}"
    try:
        _readings(with_end, today)
    except NotSure:
        return ""
    return _NO_END
