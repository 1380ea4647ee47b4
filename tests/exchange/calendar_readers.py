"""Two readers of calendars that share no code with ours: what they find in a file of ours.

`recurring-ical-events` comes with the packages for tests. ical.js, which Thunderbird reads with,
is asked where ASSETMAP_TEST_ICALJS names its file `dist/ical.js` (docs/feeds.md).
"""

import json
import subprocess
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import icalendar
import recurring_ical_events

_SCRIPT = Path(__file__).parent / "read_with_icaljs.mjs"


class Found(NamedTuple):
    """One date of a calendar as a reader lists it; the times are those on the wall in London, of
    which there is one an hour of each year that readers take for different moments.
    """

    uid: str
    start: datetime
    end: datetime
    is_cancelled: bool


def by_recurring_ical_events(file: bytes, first: date, last: date) -> list[Found]:
    """What begins on a day from `first` to `last` in London, sorted."""
    calendar = icalendar.Calendar.from_ical(file)
    events = recurring_ical_events.of(calendar).between(first, last + timedelta(days=1))
    found = (
        Found(
            str(event["UID"]),
            event["DTSTART"].dt.replace(tzinfo=None),
            event["DTEND"].dt.replace(tzinfo=None),
            event.get("STATUS") == "CANCELLED",
        )
        for event in events
    )
    return sorted(_within(found, first, last))


def by_icaljs(node: str, icaljs: str, file: bytes, first: date, last: date) -> list[Found]:
    """The same by ical.js."""
    until = (last + timedelta(days=420)).isoformat()
    run = subprocess.run(
        [node, str(_SCRIPT), Path(icaljs).resolve().as_uri(), until],
        input=file,
        capture_output=True,
        check=True,
        timeout=120,
    )
    found = (
        Found(uid, datetime.fromisoformat(start), datetime.fromisoformat(end), cancelled)
        for uid, start, end, cancelled in json.loads(run.stdout)
    )
    return sorted(_within(found, first, last))


def _within(found: Iterator[Found], first: date, last: date) -> Iterator[Found]:
    """A reader also lists what has begun before: that is left out."""
    return (each for each in found if first <= each.start.date() <= last)
