"""Calendar files (iCalendar, RFC 5545) that a phone or a computer fetches again and again.

Two fetches give the same bytes while nothing changes: see `calendar_events` for how.
"""

from collections.abc import Iterable

from assetmap.domain.text import one_line
from assetmap.exchange import ical_lines

FETCH_EVERY = "PT12H"  # how often programs are asked to look again
# Written out: made from the clock's own table it would hold for these few months only, and as lists
# of dates older versions of Outlook read it wrongly.
_LONDON = (
    *("BEGIN:VTIMEZONE", "TZID:Europe/London"),
    *("BEGIN:DAYLIGHT", "DTSTART:19960331T010000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
    *("TZNAME:BST", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "END:DAYLIGHT"),
    *("BEGIN:STANDARD", "DTSTART:19961027T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
    *("TZNAME:GMT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "END:STANDARD"),
    "END:VTIMEZONE",
)


def calendar_file(name: str, events: Iterable[bytes]) -> bytes:
    """A calendar of some events, as `calendar_events` writes them; `name` is what it is called."""
    head = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//assetmap//directory//EN"),
        f"X-WR-CALNAME:{ical_lines.text(one_line(name))}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{FETCH_EVERY}",
        f"X-PUBLISHED-TTL:{FETCH_EVERY}",
        *_LONDON,
    )
    return b"".join((ical_lines.file_of(head), *events, ical_lines.file_of(("END:VCALENDAR",))))
