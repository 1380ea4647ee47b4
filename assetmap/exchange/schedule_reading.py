"""The text of a `when` cell as a schedule, whichever of the ways of writing it is in."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.domain.times.schedule_words import rule_lines
from assetmap.exchange.opening_times import bank_holidays_apart, read_opening_times
from assetmap.exchange.osm_hours import plain_words, read_osm_hours
from assetmap.exchange.time_phrases import Certain, Either, entry_rule, read_phrase
from assetmap.exchange.values import short, split_list


@lru_cache(maxsize=2048)  # the rows of a file often have the same times
def read_schedule(text: str) -> Schedule:
    """A schedule from our notation, OpenStreetMap's `opening_hours` or loose words.

    A text is read whole, or stays words; only in a list with entries of our notation is each entry
    read for itself, and what is not understood is kept as words beside the rules.
    """
    return bank_holidays_apart(_read(split_list(text)))


def readings_note(words: Iterable[str]) -> str:
    """What words that stay can mean, where that is more than one thing; blank where it is not."""
    return " ".join(filter(None, map(_meanings, words)))


@lru_cache(maxsize=2048)
def _meanings(words: str) -> str:
    reading = read_phrase(words)
    if not isinstance(reading, Either):
        return ""
    lines = dict.fromkeys("; ".join(rule_lines(one.schedule.rules)) for one in reading.readings)
    if len(lines) == 1:
        return f"“{short(words)}” does not say which weeks: give a date on which it is."
    return f"“{short(words)}” can mean: {'; or: '.join(lines)}."


def _read(entries: list[str]) -> Schedule:
    in_notation = [entry_rule(entry) is not None for entry in entries]
    if all(in_notation):
        return parse_schedule(entries)
    whole = "; ".join(entries)
    osm = read_osm_hours(whole)
    if osm and osm.rules:
        return osm
    loose = read_opening_times(whole)
    if loose.rules:
        return loose
    phrase = read_phrase(whole)
    if isinstance(phrase, Certain):
        return phrase.schedule
    if any(in_notation):
        return _each(entries)
    return osm or Schedule(words=plain_words(whole))


def _each(entries: Sequence[str]) -> Schedule:
    rules: list[Rule] = []
    words: list[str] = []
    terms = ""
    holidays: set[str] = set()
    for entry in entries:
        rule = entry_rule(entry)
        read = Schedule((rule,)) if rule else _read([entry])
        rules += read.rules
        words += read.words
        if read.terms and terms:
            words.append(read.terms)
        terms = terms or read.terms
        holidays.update({read.bank_holidays} - {""})
    said = holidays.pop() if len(holidays) == 1 else ""
    return Schedule(
        tuple(dict.fromkeys(rules)), tuple(dict.fromkeys(words)), terms, bank_holidays=said
    )
