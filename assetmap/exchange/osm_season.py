"""The part of the year in a rule of OpenStreetMap's `opening_hours`, as words."""

from assetmap.exchange.osm_tokens import OsmReader, Unreadable

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_BRIEF_DAYS = 14


def read_season(reader: OsmReader) -> tuple[str, bool]:
    """The part of the year in words, and whether it is at most two weeks; empty without."""
    parts: list[str] = []
    brief = True
    while _season_comes(reader):
        words, is_brief = _one_season(reader)
        parts.append(words)
        brief = brief and is_brief
        if not (reader.peek()[1] == "," and _season_comes(reader, 1)):
            break
        reader.skip(",")
    if parts:
        reader.skip(":")
    return " and ".join(parts), bool(parts) and brief


def _season_comes(reader: OsmReader, ahead: int = 0) -> bool:
    word = reader.next_word(ahead)
    kind, words = reader.peek(ahead)
    is_year = kind == "number" and len(words) == 4
    return is_year or word in ("week", "easter") or _month(word) is not None


def _one_season(reader: OsmReader) -> tuple[str, bool]:
    if reader.next_word() == "week":
        return _weeks(reader), False
    if reader.next_word() == "easter":
        reader.word()
        return "Easter Sunday", True
    year = _year(reader)
    if year and _month(reader.next_word()) is None:
        last = _year(reader) if reader.skip("-") else ""
        return (f"{year} to {last}" if last else year), False
    return _dates(reader, year)


def _dates(reader: OsmReader, year: str) -> tuple[str, bool]:
    """`Dec 25`, `Dec 24-26`, `Dec 24-Jan 2`, `Jan-Mar`; a year stands before the month."""
    first, day = _month_and_day(reader)
    if not reader.skip("-"):
        return _date_words(first, day, year), day > 0
    last_year = _year(reader) or year
    if reader.peek()[0] == "number" and day:
        last, last_day = first, int(reader.take("number"))
    else:
        last, last_day = _month_and_day(reader)
    if bool(day) != bool(last_day) or (day and not 1 <= last_day <= 31):
        raise Unreadable
    ends = _date_words(last, last_day, last_year)
    length = last_day - day + 1 + 31 * ((last - first) % 12)
    is_brief = bool(day) and 0 < length <= _BRIEF_DAYS
    if (first, year) == (last, last_year) and day:
        return f"{day} to {ends}", is_brief
    begins = _date_words(first, day, year if year != last_year else "")
    return f"{begins} to {ends}", is_brief and year == last_year


def _month_and_day(reader: OsmReader) -> tuple[int, int]:
    month = _month(reader.word().lower())
    if month is None:
        raise Unreadable
    kind, words = reader.peek()
    if kind != "number" or len(words) > 2:
        return month, 0
    day = int(reader.take("number"))
    if not 1 <= day <= 31:
        raise Unreadable
    return month, day


def _year(reader: OsmReader) -> str:
    kind, words = reader.peek()
    return reader.take("number") if kind == "number" and len(words) == 4 else ""


def _weeks(reader: OsmReader) -> str:
    reader.word()
    first = int(reader.take("number"))
    if not reader.skip("-"):
        return f"Week {first} of the year"
    last = int(reader.take("number"))
    if not reader.skip("/"):
        return f"Weeks {first} to {last} of the year"
    if reader.take("number") != "2" or first > 2 or last < 52:
        raise Unreadable
    return f"{'Odd' if first % 2 else 'Even'} weeks of the year"


def _date_words(month: int, day: int, year: str) -> str:
    return " ".join(part for part in (str(day) if day else "", _MONTHS[month - 1], year) if part)


def _month(word: str) -> int | None:
    found = (n for n, name in enumerate(_MONTHS, 1) if word in (name.lower(), name[:3].lower()))
    return next(found, None)
