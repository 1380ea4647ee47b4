"""The parts of one rule of OpenStreetMap's `opening_hours`: of the year, the week and the day."""

from dataclasses import dataclass

from assetmap.domain.listings.schedule import Hours
from assetmap.domain.listings.schedule_text import hours_words, time_words
from assetmap.exchange.week_table import Days

HOLIDAYS = {"PH": "bank holidays", "SH": "school holidays"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_EVENTS = ("sunrise", "sunset", "dawn", "dusk")
_BRIEF_DAYS = 14
_NOON, _DAY = 12 * 60, 24 * 60


class Unreadable(Exception):
    """A text that is not in the notation, or in a corner of it that is not known here."""


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


class OsmReader:
    """Reads tokens (kind, words) from the left; raises Unreadable where they do not fit."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self.place = 0

    def at_end(self) -> bool:
        """Whether all is read."""
        return self.place >= len(self._tokens)

    def separator(self) -> str:
        """What parts two rules: `;`, `,` or `||`."""
        mark = self._take("between", "mark")
        if mark in (";", ",", "||"):
            return mark
        if mark == "|":  # not of the notation, but councils part two sets of days so
            return ";"
        raise Unreadable

    def next_word(self, ahead: int = 0) -> str:
        """The coming word in small letters; empty when something else comes."""
        kind, words = self._peek(ahead)
        return words.lower() if kind == "word" else ""

    def word(self) -> str:
        """The coming word, taken."""
        return self._take("word")

    def skip(self, mark: str) -> bool:
        """Takes the coming token when it is `mark`."""
        if self._peek()[1].replace("–", "-").replace("—", "-") != mark:
            return False
        self.place += 1
        return True

    def comment(self) -> str:
        """A comment in quote marks, without them; empty when none comes."""
        return self._take("comment").strip('"“”').strip() if self._peek()[0] == "comment" else ""

    # The year

    def season(self) -> tuple[str, bool]:
        """The part of the year in words, and whether it is at most two weeks; empty without."""
        parts: list[str] = []
        brief = True
        while self._season_comes():
            words, is_brief = self._one_season()
            parts.append(words)
            brief = brief and is_brief
            if not (self._peek()[1] == "," and self._season_comes(1)):
                break
            self.skip(",")
        if parts:
            self.skip(":")
        return " and ".join(parts), bool(parts) and brief

    def _season_comes(self, ahead: int = 0) -> bool:
        word = self.next_word(ahead)
        kind, words = self._peek(ahead)
        is_year = kind == "number" and len(words) == 4
        return is_year or word in ("week", "easter") or _month(word) is not None

    def _one_season(self) -> tuple[str, bool]:
        if self.next_word() == "week":
            return self._weeks(), False
        if self.next_word() == "easter":
            self.word()
            return "Easter Sunday", True
        year = self._year()
        if year and _month(self.next_word()) is None:
            last = self._year() if self.skip("-") else ""
            return (f"{year} to {last}" if last else year), False
        return self._dates(year)

    def _dates(self, year: str) -> tuple[str, bool]:
        """`Dec 25`, `Dec 24-26`, `Dec 24-Jan 2`, `Jan-Mar`; a year stands before the month."""
        first, day = self._month_and_day()
        if not self.skip("-"):
            return _date_words(first, day, year), day > 0
        last_year = self._year() or year
        if self._peek()[0] == "number" and day:
            last, last_day = first, int(self._take("number"))
        else:
            last, last_day = self._month_and_day()
        if bool(day) != bool(last_day) or (day and not 1 <= last_day <= 31):
            raise Unreadable
        ends = _date_words(last, last_day, last_year)
        length = last_day - day + 1 + 31 * ((last - first) % 12)
        is_brief = bool(day) and 0 < length <= _BRIEF_DAYS
        if (first, year) == (last, last_year) and day:
            return f"{day} to {ends}", is_brief
        begins = _date_words(first, day, year if year != last_year else "")
        return f"{begins} to {ends}", is_brief and year == last_year

    def _month_and_day(self) -> tuple[int, int]:
        month = _month(self.word().lower())
        if month is None:
            raise Unreadable
        kind, words = self._peek()
        if kind != "number" or len(words) > 2:
            return month, 0
        day = int(self._take("number"))
        if not 1 <= day <= 31:
            raise Unreadable
        return month, day

    def _year(self) -> str:
        kind, words = self._peek()
        return self._take("number") if kind == "number" and len(words) == 4 else ""

    def _weeks(self) -> str:
        self.word()
        first = int(self._take("number"))
        if not self.skip("-"):
            return f"Week {first} of the year"
        last = int(self._take("number"))
        if not self.skip("/"):
            return f"Weeks {first} to {last} of the year"
        if self._take("number") != "2" or first > 2 or last < 52:
            raise Unreadable
        return f"{'Odd' if first % 2 else 'Even'} weeks of the year"

    # The week

    def days(self) -> tuple[Days | None, tuple[str, ...]]:
        """Days, None when none are said, and the holidays among them: `PH`, `SH`."""
        days: Days = []
        holidays: list[str] = []
        while True:
            word = self.next_word()
            if word.upper() in HOLIDAYS:
                holidays.append(self.word().upper())
            elif _weekday(word) is not None:
                days += self._some_days()
            else:
                break
            # `SH Mo` is a Monday in the holidays, which `SH,Mo` is not
            if not (self._peek()[1] == "," and self._day_comes(1)):
                if self._day_comes(0):
                    raise Unreadable
                break
            self.skip(",")
        if days or holidays:
            self.skip(":")
        return days or None, tuple(dict.fromkeys(holidays))

    def _day_comes(self, ahead: int) -> bool:
        word = self.next_word(ahead)
        return word.upper() in HOLIDAYS or _weekday(word) is not None

    def _some_days(self) -> Days:
        first = _weekday(self.word().lower())
        if first is None:
            raise Unreadable
        if self.skip("["):
            return [(nth, first) for nth in self._nths()]
        if not self.skip("-"):
            return [(None, first)]
        last = _weekday(self.word().lower())
        if last is None:
            raise Unreadable
        return [(None, (first + step) % 7) for step in range((last - first) % 7 + 1)]

    def _nths(self) -> list[int]:
        found: list[int] = []
        while True:
            sign = -1 if self.skip("-") else 1
            nth = sign * int(self._take("number"))
            last = int(self._take("number")) if nth > 0 and self.skip("-") else nth
            found += range(nth, last + 1)
            if self.skip("]"):
                break
            if not self.skip(","):
                raise Unreadable
        if not found or not set(found) <= {1, 2, 3, 4, 5, -1}:
            raise Unreadable
        return found

    # The day

    def spans(self) -> list[Span]:
        """The stretches of a day, parted by commas; none when no time is said."""
        found: list[Span] = []
        while self._time_comes(0):
            found.append(self._span())
            if not (self._peek()[1] == "," and self._time_comes(1)):
                break
            self.skip(",")
        return found

    def _time_comes(self, ahead: int) -> bool:
        kind, words = self._peek(ahead)
        return kind == "clock" or words == "(" or self.next_word(ahead) in _EVENTS

    def _span(self) -> Span:
        start, begins = self._time()
        if self.skip("+"):
            return Span(f"from {begins}")
        if not self.skip("-"):
            return Span(f"at {begins}")
        end, ends = self._time()
        words = f"{begins} to {ends}"
        if self.skip("+"):
            return Span(f"{words} or later")
        if start is None or end is None or start >= _DAY or end > 2 * _DAY:
            return Span(words)
        hours = Hours(start, end if end <= _DAY else end - _DAY)
        into_next_day = end > _DAY or end <= start
        if into_next_day and (start < _NOON or hours.minutes == _DAY) and end % _DAY:
            return Span(words)  # from the morning into the next: more likely a slip
        return Span(words) if start == end else Span(hours_words(hours), hours)

    def _time(self) -> tuple[int | None, str]:
        """Minutes since midnight, None for the sun's times; and the time in words."""
        if self._peek()[0] == "clock":
            hour, minute = map(int, self._take("clock").split(":"))
            if hour > 48 or minute > 59:
                raise Unreadable
            return hour * 60 + minute, time_words(hour * 60 + minute)
        in_brackets = self.skip("(")
        event = self.word().lower()
        if event not in _EVENTS:
            raise Unreadable
        if not in_brackets:
            return None, event
        after = self.skip("+")
        if not after and not self.skip("-"):
            raise Unreadable
        hour, minute = map(int, self._take("clock").split(":"))
        if not self.skip(")"):
            raise Unreadable
        return None, f"{_length(hour, minute)} {'after' if after else 'before'} {event}"

    def _peek(self, ahead: int = 0) -> tuple[str, str]:
        at = self.place + ahead
        return self._tokens[at] if at < len(self._tokens) else ("", "")

    def _take(self, *kinds: str) -> str:
        kind, words = self._peek()
        if kind not in kinds:
            raise Unreadable
        self.place += 1
        return words


def _length(hours: int, minutes: int) -> str:
    parts = [f"{hours} hour{'s' if hours != 1 else ''}"] if hours else []
    parts += [f"{minutes} minutes"] if minutes else []
    return " ".join(parts) or "0 minutes"


def _date_words(month: int, day: int, year: str) -> str:
    return " ".join(part for part in (str(day) if day else "", _MONTHS[month - 1], year) if part)


def _month(word: str) -> int | None:
    found = (n for n, name in enumerate(_MONTHS, 1) if word in (name.lower(), name[:3].lower()))
    return next(found, None)


def _weekday(word: str) -> int | None:
    """0 for `mo`, `mon`, `monday`; also `tues`, `weds`, `thurs`."""
    if len(word) < 2 or word in ("thus",):
        return None
    names = (*enumerate(_WEEKDAYS),)
    return next(
        (n for n, name in names if word in (name[:2], name[:3], name[:4], name, name[:5])), None
    )
