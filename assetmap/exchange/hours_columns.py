"""A column of opening hours as `when`: hours without a day are those of every day."""

import re

from assetmap.exchange.osm_hours import read_osm_hours
from assetmap.exchange.time_headings import DATE, DAYS, FREQUENCY, OPENING_HOURS, WEEK
from assetmap.exchange.values import short

_HAS_HOURS_ALONE = re.compile(r"\d\d:\d\d[^a-zA-Z]*")


def hours_columns(texts: dict[str, str], notes: list[str]) -> dict[str, str]:
    """The texts with the opening hours as `when`, unless `when` has a column of its own."""
    if OPENING_HOURS not in texts:
        return texts
    rest = dict(texts)
    hours = rest.pop(OPENING_HOURS)
    if "when" in rest:
        if rest["when"] != hours:
            notes.append(f"The opening hours also say “{short(hours)}”; we left them out.")
        return rest
    if _HAS_HOURS_ALONE.fullmatch(hours) and not _says_days(rest):
        read = read_osm_hours(hours, every_day=True)
        if read and read.rules:
            notes.append(f"We took the hours “{short(hours)}” as those of every day.")
            hours = f"Mo-Su {hours}"
    return {**rest, "when": hours}


def _says_days(texts: dict[str, str]) -> bool:
    """Whether another column says on which days."""
    return any(key in (DAYS, DATE, FREQUENCY) or key.startswith(WEEK) for key in texts)
