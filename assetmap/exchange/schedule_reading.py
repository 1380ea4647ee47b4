"""The text of a `when` cell as a schedule, whichever of the ways of writing it is in."""

import re
from collections.abc import Sequence

from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import parse_rule, parse_schedule
from assetmap.domain.times.times_of_day import NOON
from assetmap.exchange.opening_times import read_opening_times
from assetmap.exchange.osm_hours import plain_words, read_osm_hours
from assetmap.exchange.values import split_list

_ONE_FIGURE = re.compile(r"(?<!\d)\d:\d\d")


def read_schedule(text: str) -> Schedule:
    """A schedule from our notation, OpenStreetMap's `opening_hours` or loose words.

    A text is read whole, or stays words; only in a list with entries of our notation is each entry
    read for itself, and what is not understood is kept as words beside the rules.
    """
    entries = split_list(text)
    in_notation = [_rule(entry) is not None for entry in entries]
    if all(in_notation):
        return parse_schedule(entries)
    whole = "; ".join(entries)
    osm = read_osm_hours(whole)
    if osm and osm.rules:
        return osm
    loose = read_opening_times(whole)
    if loose.rules:
        return loose
    if any(in_notation):
        return _each(entries)
    return osm or Schedule(words=plain_words(whole))


def _each(entries: Sequence[str]) -> Schedule:
    rules: list[Rule] = []
    words: list[str] = []
    terms = ""
    for entry in entries:
        rule = _rule(entry)
        read = Schedule((rule,)) if rule else read_schedule(entry)
        rules += read.rules
        words += read.words
        if read.terms and terms:
            words.append(read.terms)
        terms = terms or read.terms
    return Schedule(tuple(dict.fromkeys(rules)), tuple(dict.fromkeys(words)), terms)


def _rule(entry: str) -> Rule | None:
    """An entry of our notation. `Sat 10:00-4:00` and `Sat 10:00-04:00` are more likely a slip."""
    rule = parse_rule(entry)
    if rule is None or _ONE_FIGURE.search(entry):
        return None
    into_next_day = 0 < rule.hours.end <= rule.hours.start
    return None if into_next_day and rule.hours.start < NOON else rule
