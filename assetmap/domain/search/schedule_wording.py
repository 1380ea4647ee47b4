"""What a schedule in words says of when a thing is on: `Weekday mornings`, `On a day to suit you`.

No rule can say it, so nothing of it has a date. It tells the days all the same, or that people
arrange the time.
"""

import re
from datetime import date
from functools import lru_cache

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing
from assetmap.domain.search.preference import PreferenceKind
from assetmap.domain.search.preferences import extract_preferences
from assetmap.domain.times.schedule import DAYS, TIMES, slot_bits

# People come to these when they are on; whatever else says no times is had on request.
_MEET = (Kind.GROUP, Kind.HUB)
_ARRANGED = re.compile(
    r"\b(?:any ?(?:time|day)|every ?day|daily|whenever|when ?ever|suits?|to suit|arrange\w*"
    r"|appointments?|on request|on demand|flexible|agreed?|24 hours|24/7|all day|day (?:and|or)"
    r" night|when (?:you|they|it'?s) need\w*|as needed)\b",
    re.IGNORECASE,
)


def is_arranged(listing: Listing) -> bool:
    """Whether it has no times of its own, so that no day or hour rules it out, as of a lift."""
    schedule = listing.schedule
    if schedule.rules:
        return False
    if schedule.words:
        return any(_ARRANGED.search(words) for words in schedule.words)
    return listing.kind not in _MEET


def worded_slots(listing: Listing) -> int:
    """The weekdays and times of day that a schedule in words speaks of, as `Schedule.slots`."""
    slots = 0
    for words in listing.schedule.words:
        slots |= _slots(words)
    return slots


@lru_cache(maxsize=4096)  # read once for each generation of the listings
def _slots(words: str) -> int:
    said = extract_preferences(words, date.min).preferences
    days = {day for each in said if each.sort is PreferenceKind.DAY for day in each.values}
    times = {time for each in said if each.sort is PreferenceKind.TIME for time in each.values}
    return slot_bits(days or DAYS, times or TIMES) if days or times else 0
