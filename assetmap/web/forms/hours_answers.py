"""The questions about hours, bank holidays and dates that differ, answered in people's words."""

from collections.abc import Iterable, Sequence
from datetime import date

from werkzeug.datastructures import MultiDict

from assetmap.domain.listings.proposal import Value
from assetmap.domain.text import clean
from assetmap.domain.times.borough_calendar import AS_USUAL, CLOSED
from assetmap.domain.times.dated_changes import (
    CHANGES_MOST,
    DatedChange,
    change_notation,
    parse_change,
)
from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule_text import (
    clock_hours,
    notation,
    parse_rules,
    read_clock_hours,
)
from assetmap.domain.times.schedule_words import change_words, full_date, hours_words, rule_lines
from assetmap.exchange.change_phrases import read_change_phrase
from assetmap.exchange.opening_times import read_opening_times
from assetmap.exchange.time_phrases import Certain, Either, read_phrase
from assetmap.web.forms.lengths import too_long
from assetmap.web.forms.questions import Choice
from assetmap.web.forms.values import Unread, read_lines

OTHER_HOURS = "hours"
HOLIDAY_HOURS = "bank_holidays-hours"  # the box beside that answer
HOLIDAY_CHOICES: tuple[Choice, ...] = (
    (CLOSED, "It is closed", ""),
    (AS_USUAL, "It is open as usual", ""),
    (OTHER_HOURS, "It is open at other times", "Say them in the box below."),
    ("", "I do not know", "We tell people to check before they go."),
)
Form = MultiDict[str, str]


def draw_hours(value: Value) -> str:
    """Hours as lines that people read, and that are read back as the same."""
    entries = _entries(value)
    rules = parse_rules(entries)
    lines = [*rule_lines(rules)]
    again: list[Rule] = []
    for line in lines:
        reading = read_phrase(line)
        again += reading.schedule.rules if isinstance(reading, Certain) else ()
    is_same = {notation(rule) for rule in again} == set(entries)
    return "\n".join(lines if is_same else entries)


def read_hours_lines(text: str, before: Value, today: date) -> Value:
    """Lines of hours as entries of the notation. Raises Unread with what can be read."""
    if read_lines(clean(text)) == read_lines(draw_hours(before)):
        return before
    _refuse_long("hours", text)
    read: list[str] = []
    wrong: list[str] = []
    for line in read_lines(clean(text)):
        try:
            read += _hours_of(line, today)
        except ValueError as problem:
            wrong.append(str(problem))
    value = tuple(dict.fromkeys(read))
    if wrong:
        raise Unread(*dict.fromkeys(wrong), value=value)
    return value


def _hours_of(line: str, today: date) -> list[str]:
    reading = read_phrase(line, today)
    shown = f"“{line[:60]}”"
    if isinstance(reading, Either):
        raise ValueError(
            f"{shown} can mean more than one thing. Say am or pm, and from which date if it is "
            "not every week."
        )
    if not isinstance(reading, Certain):
        more = reading.hint or "Write days and times, such as Mon to Fri 9am to 5pm."
        raise ValueError(f"We could not read {shown}. {more}")
    if reading.schedule.bank_holidays or reading.schedule.words:
        raise ValueError(
            f"Write the days and times alone, without the rest of {shown}. There is a question "
            "about bank holidays below."
        )
    return [notation(rule) for rule in reading.schedule.rules]


def chosen_holidays(value: str, form: Form | None) -> tuple[str, str]:
    """Which of the choices about bank holidays stands, and the hours beside it, if any."""
    if form is not None and "bank_holidays" in form:
        return form["bank_holidays"], clean(form.get(HOLIDAY_HOURS, ""))
    hours = read_clock_hours(value)
    return (OTHER_HOURS, hours_words(hours)) if hours else (value, "")


def read_holidays(form: Form) -> Value:
    """The answer about bank holidays as the field has it. Raises Unread."""
    chosen, typed = form["bank_holidays"], " ".join(clean(form.get(HOLIDAY_HOURS, "")).split())
    if chosen != OTHER_HOURS:
        return chosen if chosen in (CLOSED, AS_USUAL) else ""
    rules = read_opening_times(f"Monday {typed}").rules if typed else ()
    if len(rules) != 1:
        raise Unread("Give the times for bank holidays, such as 10am to 2pm.")
    return clock_hours(rules[0].hours)


def draw_changes(value: Value) -> str:
    """Dates that differ as lines that people read, and that are read back as the same."""
    return "\n".join(_change_line(entry) for entry in _entries(value))


def _change_line(entry: str) -> str:
    change = parse_change(entry)
    line = change_words(change)
    try:
        is_same = read_change_phrase(line, change.on, has_door=True) == change
    except ValueError:
        is_same = False
    return line if is_same else entry


def read_changes_lines(
    text: str, before: Value, today: date, *, has_door: bool, rules: Sequence[Rule]
) -> Value:
    """Lines of dates that differ as entries of the notation. Raises Unread with what can be read.

    A session that is cancelled or moved must be one of those that `rules` say.
    """
    lines = read_lines(clean(text))
    if lines == read_lines(draw_changes(before)):
        return before
    _refuse_long("changes", text)
    if len(lines) > CHANGES_MOST:
        raise Unread(f"Give at most {CHANGES_MOST} dates that differ. You gave {len(lines)}.")
    known = dict(zip(read_lines(draw_changes(before)), _entries(before), strict=False))
    read: list[str] = []
    wrong: list[str] = []
    for line in lines:
        if line in known:
            read.append(known[line])
            continue
        try:
            change = read_change_phrase(line, today, has_door=has_door)
            _check_session(change, rules)
        except ValueError as problem:
            wrong.append(str(problem))
        else:
            read.append(change_notation(change))
    value = tuple(dict.fromkeys(read))
    if wrong:
        raise Unread(*dict.fromkeys(wrong[:10]), value=value)
    return value


def _check_session(change: DatedChange, rules: Iterable[Rule]) -> None:
    known = tuple(rules)
    if not change.is_of_sessions or not known:
        return
    if not any(rule.falls_on(change.on) for rule in known):
        raise ValueError(
            f"Nothing is on on {full_date(change.on)}, so nothing can be {change.kind} then."
        )


def _refuse_long(control: str, text: str) -> None:
    if message := too_long("", control, clean(text)):
        raise Unread(message)


def _entries(value: Value) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) and value else tuple(value)
