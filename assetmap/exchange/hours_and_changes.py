"""The columns of hours, bank holidays and dates that differ, as they are read from a row."""

from collections.abc import Mapping
from dataclasses import replace

from assetmap.domain.listings.fields import FIELDS, with_fields
from assetmap.domain.listings.listing import Listing
from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule_text import notation
from assetmap.exchange.schedule_reading import read_schedule
from assetmap.exchange.values import short, split_list

_HOURS = ("opening_hours", "phone_hours")
_LINES = (*_HOURS, "changes")


def with_hours_and_changes(
    listing: Listing, texts: Mapping[str, str], notes: list[str], *, own: bool
) -> Listing:
    """The listing with what those columns say. What cannot be read is kept among the words of its
    times, with a note that says why.
    """
    for name in (*_HOURS, "bank_holidays", "changes"):
        if text := texts.get(name, ""):
            listing = _with(listing, name, text, notes, own=own)
    return listing


def _with(listing: Listing, name: str, text: str, notes: list[str], *, own: bool) -> Listing:
    entries = tuple(split_list(text)) if name in _LINES else text
    try:
        return with_fields(listing, {name: entries})
    except ValueError as problem:
        hours = () if own or name not in _HOURS else _loose_hours(text)
        if hours:
            return with_fields(listing, {name: tuple(notation(rule) for rule in hours)})
        notes.append(f"{problem} We kept “{short(text, 300)}” with the times, as words.")
        words = (*listing.schedule.words, f"{FIELDS[name].label}: {text}")
        return replace(listing, schedule=replace(listing.schedule, words=words))


def _loose_hours(text: str) -> tuple[Rule, ...]:
    """Hours in loose words, where all of it is understood."""
    read = read_schedule(text)
    return () if read.words or read.terms else read.rules
