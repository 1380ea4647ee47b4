"""A column a weekday (`Monday`, `hours_tuesday`, `Wed open` and `Wed close`) as one `when`."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from assetmap.domain.text import fold
from assetmap.domain.times.rules import Hours, Weekly
from assetmap.domain.times.schedule_text import notation
from assetmap.domain.times.schedule_words import DAY_NAMES, day_words, hours_words
from assetmap.exchange.opening_times import read_opening_times
from assetmap.exchange.schedule_reading import read_schedule
from assetmap.exchange.time_headings import BANK_HOLIDAY, WEEK, WeekHeading, read_week_heading
from assetmap.exchange.values import join_list, short
from assetmap.exchange.week_table import closed_words

_CLOSED = ("closed", "shut", "no", "n", "false", "0", "not open", "closed all day")
_TICKED = ("yes", "y", "x", "true", "1", "open", "tick")
_TICKS = frozenset("✓✔☑✅")
_ALL_DAY = Hours(0, 1440)


@dataclass
class _Week:
    """What the columns say, as it is gathered."""

    entries: list[str] = field(default_factory=list)  # of our notation
    words: list[str] = field(default_factory=list)
    ticked: list[int] = field(default_factory=list)
    closed: set[int] = field(default_factory=set)


def week_columns(texts: dict[str, str], notes: list[str]) -> dict[str, str]:
    """The texts with the columns of weekdays as `when`: read day by day, words where not.

    A tick says the day alone, and then `when` may say the hours.
    """
    cells = {key.removeprefix(WEEK): text for key, text in texts.items() if key.startswith(WEEK)}
    if not cells:
        return texts
    rest = {key: text for key, text in texts.items() if not key.startswith(WEEK)}
    week = _Week()
    for names, heading, text in _paired(cells):
        _take(week, names, heading, text, notes)
    when = _with_ticks(week, rest.pop("when", ""))
    if len(week.closed) == len(DAY_NAMES):
        week.words.append("Closed")
    if when and week.entries:
        when = _not_twice(week, when, notes)
    if said := [
        *dict.fromkeys(week.entries),
        *dict.fromkeys(week.words),
        *([when] if when else []),
    ]:
        rest["when"] = join_list(said)
    return rest


def _paired(cells: dict[str, str]) -> list[tuple[str, WeekHeading, str]]:
    """Each cell with its heading, where an opening and a closing time are made one cell."""
    pairs: dict[WeekHeading, list[tuple[bool, str, str]]] = defaultdict(list)
    found: list[tuple[str, WeekHeading, str]] = []
    for name, text in cells.items():
        heading = read_week_heading(name)
        if heading is None:
            continue
        plain = replace(heading, is_start=False, is_end=False)
        if (heading.is_start or heading.is_end) and not _stands_alone(text):
            pairs[plain].append((heading.is_end, name, text))
        else:
            found.append((name, plain, text))
    for plain, ends in pairs.items():
        ends.sort(key=lambda end: end[0])
        names = "” and “".join(name for _, name, _ in ends)
        if [is_end for is_end, _, _ in ends] == [False, True]:
            found.append((names, plain, f"{ends[0][2]} - {ends[1][2]}"))
        else:
            found += [
                (name, plain, f"{'until' if is_end else 'from'} {text}")
                for is_end, name, text in ends
            ]
    return sorted(found, key=lambda each: each[1].days)


def _stands_alone(text: str) -> bool:
    """Whether a cell under `Monday open` says all by itself: `Closed`, `9-5`."""
    return _answer(text) is not None or _hours(text, "") is not None


def _answer(text: str) -> bool | None:
    """True for a tick, False for closed; None when the cell says something else."""
    if text in _TICKS or fold(text) in _TICKED:
        return True
    return False if fold(text) in _CLOSED else None


def _hours(text: str, part: str) -> list[Hours] | None:
    """The hours of one day's cell; None when it is not wholly understood."""
    read = read_opening_times(f"Monday {part} {text}")
    hours = [rule.hours for rule in read.rules if isinstance(rule, Weekly) and rule.day == 0]
    if read.words or read.terms or not hours or len(hours) != len(read.rules):
        return None
    return [_ALL_DAY if (each.start, each.end) == (0, 1439) else each for each in hours]


def _take(week: _Week, names: str, heading: WeekHeading, text: str, notes: list[str]) -> None:
    who = _who(heading)
    answer = _answer(text)
    hours = None if answer is not None else _hours(text, heading.part)
    if heading.days == (BANK_HOLIDAY,):
        week.words += _on_bank_holidays(text, answer, hours)
    elif answer is False:
        week.closed |= set() if heading.part else set(heading.days)
    elif answer and heading.part:
        week.words.append(who)
    elif answer:
        week.ticked += heading.days
    elif hours:
        week.entries += [notation(Weekly(day, each)) for day in heading.days for each in hours]
    else:
        week.words.append(f"{who}: {text}")
        notes.append(
            f"We could not read the times in “{names}”, so we kept them as words: “{short(text)}”."
        )


def _who(heading: WeekHeading) -> str:
    days = day_words(sorted(day for day in heading.days if day != BANK_HOLIDAY))
    return f"{days or 'Bank holidays'} {heading.part}".strip()


def _on_bank_holidays(text: str, answer: bool | None, hours: list[Hours] | None) -> list[str]:
    if answer is not None:
        return ["Open on bank holidays" if answer else closed_words("bank holidays")]
    said = " and ".join(map(hours_words, hours)) if hours else text
    return [f"Bank holidays: {said}"]


def _with_ticks(week: _Week, when: str) -> str:
    """Puts the ticked days to the hours that `when` says; gives what is left of `when`."""
    if not week.ticked:
        return when
    names = day_words(sorted(set(week.ticked)))
    together = read_opening_times(f"{names} {when}" if names != "Every day" else f"Daily {when}")
    if when and together.rules:
        week.entries += [notation(rule) for rule in together.rules]
        week.words += [*together.words, *([together.terms] if together.terms else [])]
        return ""
    week.words.append(names if names == "Every day" else f"On {names}")
    return when


def _not_twice(week: _Week, when: str, notes: list[str]) -> str:
    """What `when` says beside the days' own columns: nothing, where it would say it again."""
    rules = read_schedule(when).rules
    if not rules:
        return when
    if {notation(rule) for rule in rules} != set(week.entries):
        notes.append(
            f"Another column says when it is on, “{short(when)}”. We left it out, because there "
            "is a column for each day."
        )
    return ""
