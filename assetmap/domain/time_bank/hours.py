"""Minutes in words, and words in minutes."""

import re

from assetmap.domain.time_bank.ledger import BadTransfer

_WRITTEN = (
    re.compile(
        r"(?P<hours>\d{1,5})\s*(?:h|hrs?|hours?)\s*(?:(?P<minutes>\d{1,2})\s*(?:m|mins?|minutes?)?)?"
    ),
    re.compile(r"(?P<minutes>\d{1,4})\s*(?:m|mins?|minutes?)"),
    re.compile(r"(?P<hours>\d{1,5}):(?P<minutes>[0-5]\d)"),
    re.compile(r"(?P<decimal>\d{0,5}[.,]\d{1,2})\s*(?:h|hrs?|hours?)?"),
    re.compile(r"(?P<bare>\d{1,4})"),
)
_HOURS_BELOW = 15  # a bare number below it means hours: nobody gives seven minutes


def in_words(minutes: int) -> str:
    """Minutes as `1 h 30 min`, `2 h`, `45 min`, `0 h`; fewer than nothing as `−2 h`."""
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else ""
    parts = ([f"{hours:,} h"] if hours or not rest else []) + ([f"{rest} min"] if rest else [])
    return sign + " ".join(parts)


def in_long_words(minutes: int) -> str:
    """The same for reading aloud: `1 hour 30 minutes`, `minus 2 hours`."""
    hours, rest = divmod(abs(minutes), 60)
    sign = "minus " if minutes < 0 else ""
    long = _counted(hours, "hour") if hours or not rest else ""
    return sign + " ".join(filter(None, (long, _counted(rest, "minute") if rest else "")))


def minutes_in(text: str) -> int:
    """Minutes as people write them: `1:30`, `1h30`, `1 h 30 min`, `90`, `90 min`, `1.5`, `2`.

    A bare number below 15 is hours and any other minutes, since time goes in quarters of an hour.
    Raises BadTransfer, in plain words, for anything else.
    """
    folded = text.strip().casefold().replace("½", ".5").replace("¼", ".25").replace("¾", ".75")
    found = next(filter(None, (each.fullmatch(folded) for each in _WRITTEN)), None)
    if found is None:
        raise BadTransfer("Write the time like 1:30, 1 h 30 min or 90 minutes.")
    parts = found.groupdict()
    if bare := parts.get("bare"):
        number = int(bare)
        return number * 60 if number < _HOURS_BELOW else number
    if decimal := parts.get("decimal"):
        return round(float(decimal.replace(",", ".")) * 60)
    return int(parts.get("hours") or 0) * 60 + int(parts.get("minutes") or 0)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
