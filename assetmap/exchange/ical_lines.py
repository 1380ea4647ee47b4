"""Lines of iCalendar (RFC 5545): text escaped, long lines folded, dates and times written.

By hand and not by a library: a file of three thousand series is written while somebody waits.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from assetmap.domain.text import clean, one_line
from assetmap.domain.times.occurrences import DAY

FOLD = 75  # octets of a line, its end not counted (RFC 5545, 3.1)
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def text(words: str) -> str:
    """Words as a value of type TEXT, line ends kept and other control characters left out."""
    return clean(words).translate(_ESCAPED)


def file_of(lines: Iterable[str]) -> bytes:
    """Content lines as the bytes of a file or a part of one, each folded and ended."""
    return b"".join(_folded(one_line(line)) for line in lines)


def _folded(line: str) -> bytes:
    whole = line.encode("utf-8", "replace")
    if len(whole) <= FOLD:
        return whole + b"\r\n"
    pieces, start, room = [], 0, FOLD
    while len(whole) - start > room:
        end = start + room
        while whole[end] & 0xC0 == 0x80:  # within a letter of several octets
            end -= 1
        pieces.append(whole[start:end])
        start, room = end, FOLD - 1  # the space that a folded line begins with
    return b"\r\n ".join((*pieces, whole[start:])) + b"\r\n"


def local(moment: int) -> str:
    """A moment on the clock on the wall (see `domain/times/occurrences`): `20260317T100000`."""
    minutes = moment % DAY
    return f"{date.fromordinal(moment // DAY):%Y%m%d}T{minutes // 60:02}{minutes % 60:02}00"


def utc(when: datetime) -> str:
    """An aware time in UTC: `20260317T100000Z`."""
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"
