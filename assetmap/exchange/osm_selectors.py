"""The parts of one rule of OpenStreetMap's `opening_hours`: of the week and of the day."""

from dataclasses import dataclass

from assetmap.domain.times.rules import Hours
from assetmap.domain.times.schedule_words import hours_words, time_words
from assetmap.exchange.osm_tokens import OsmReader, Unreadable
from assetmap.exchange.week_table import Days

HOLIDAYS = {"PH": "bank holidays", "SH": "school holidays"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EVENTS = ("sunrise", "sunset", "dawn", "dusk")
_NOON, _DAY = 12 * 60, 24 * 60


@dataclass(frozen=True)
class Span:
    """A stretch of a day: in words, and as hours where it has two ends on the clock."""

    words: str
    hours: Hours | None = None


def hours_or_words(spans: list[Span]) -> tuple[tuple[Hours, ...], str]:
    """The hours when every stretch has them, else none; and all of them in words."""
    hours = [span.hours for span in spans if span.hours]
    words = " and ".join(span.words for span in spans)
    return (tuple(hours) if len(hours) == len(spans) else ()), words


def read_days(reader: OsmReader) -> tuple[Days | None, tuple[str, ...]]:
    """Days, None when none are said, and the holidays among them: `PH`, `SH`."""
    days: Days = []
    holidays: list[str] = []
    while True:
        word = reader.next_word()
        if word.upper() in HOLIDAYS:
            holidays.append(reader.word().upper())
        elif _weekday(word) is not None:
            days += _some_days(reader)
        else:
            break
        if not (reader.peek()[1] == "," and _day_comes(reader, 1)):
            break  # what follows `SH` without a comma are days in the holidays
        reader.skip(",")
    if days or holidays:
        reader.skip(":")
    return days or None, tuple(dict.fromkeys(holidays))


def _day_comes(reader: OsmReader, ahead: int) -> bool:
    word = reader.next_word(ahead)
    return word.upper() in HOLIDAYS or _weekday(word) is not None


def _some_days(reader: OsmReader) -> Days:
    first = _weekday(reader.word().lower())
    if first is None:
        raise Unreadable
    if reader.skip("["):
        return [(nth, first) for nth in _nths(reader)]
    if not reader.skip("-"):
        return [(None, first)]
    last = _weekday(reader.word().lower())
    if last is None:
        raise Unreadable
    return [(None, (first + step) % 7) for step in range((last - first) % 7 + 1)]


def _nths(reader: OsmReader) -> list[int]:
    found: list[int] = []
    while True:
        sign = -1 if reader.skip("-") else 1
        nth = sign * int(reader.take("number"))
        last = int(reader.take("number")) if nth > 0 and reader.skip("-") else nth
        found += range(nth, last + 1)
        if reader.skip("]"):
            break
        if not reader.skip(","):
            raise Unreadable
    if not found or not set(found) <= {1, 2, 3, 4, 5, -1}:
        raise Unreadable
    return found


def read_spans(reader: OsmReader) -> list[Span]:
    """The stretches of a day, parted by commas; none when no time is said."""
    found: list[Span] = []
    while _time_comes(reader, 0):
        found.append(_span(reader))
        if not (reader.peek()[1] == "," and _time_comes(reader, 1)):
            break
        reader.skip(",")
    return found


def _time_comes(reader: OsmReader, ahead: int) -> bool:
    kind, words = reader.peek(ahead)
    return kind == "clock" or words == "(" or reader.next_word(ahead) in _EVENTS


def _span(reader: OsmReader) -> Span:
    start, begins = _time(reader)
    if reader.skip("+"):
        return Span(f"from {begins}")
    if not reader.skip("-"):
        return Span(f"at {begins}")
    end, ends = _time(reader)
    words = f"{begins} to {ends}"
    if reader.skip("+"):
        return Span(f"{words} or later")
    if start is None or end is None or start >= _DAY or end > 2 * _DAY:
        return Span(words)
    hours = Hours(start, end if end <= _DAY else end - _DAY)
    into_next_day = end > _DAY or end <= start
    if into_next_day and (start < _NOON or hours.minutes == _DAY) and end % _DAY:
        return Span(words)  # from the morning into the next: more likely a slip
    return Span(words) if start == end else Span(hours_words(hours), hours)


def _time(reader: OsmReader) -> tuple[int | None, str]:
    """Minutes since midnight, None for the sun's times; and the time in words."""
    if reader.peek()[0] == "clock":
        hour, minute = map(int, reader.take("clock").split(":"))
        if hour > 48 or minute > 59:
            raise Unreadable
        return hour * 60 + minute, time_words(hour * 60 + minute)
    in_brackets = reader.skip("(")
    event = reader.word().lower()
    if event not in _EVENTS:
        raise Unreadable
    if not in_brackets:
        return None, event
    after = reader.skip("+")
    if not after and not reader.skip("-"):
        raise Unreadable
    hour, minute = map(int, reader.take("clock").split(":"))
    if not reader.skip(")"):
        raise Unreadable
    return None, f"{_length(hour, minute)} {'after' if after else 'before'} {event}"


def _length(hours: int, minutes: int) -> str:
    parts = [f"{hours} hour{'s' if hours != 1 else ''}"] if hours else []
    parts += [f"{minutes} minutes"] if minutes else []
    return " ".join(parts) or "0 minutes"


def _weekday(word: str) -> int | None:
    """0 for `mo`, `mon`, `monday`; also `tues`, `weds`, `thurs`."""
    if len(word) < 2:
        return None
    names = (*enumerate(_WEEKDAYS),)
    return next(
        (n for n, name in names if word in (name[:2], name[:3], name[:4], name, name[:5])), None
    )
