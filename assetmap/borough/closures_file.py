"""Reads the borough's own bank holidays from their TOML file."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from assetmap.borough.entries import read_each


def read_closures(file: Mapping[str, Any]) -> dict[date, str]:
    """The names of the days in the file. Raises KeyError or ValueError when it cannot be used."""
    days: dict[date, str] = {}
    for on, name in read_each(file, "day", _day):
        if on in days:
            raise ValueError(f"the day {on} is there twice")
        days[on] = name
    return days


def _day(entry: Mapping[str, Any]) -> tuple[date, str]:
    on, name = entry["on"], str(entry["name"]).strip()
    if not isinstance(on, date) or isinstance(on, datetime):
        raise ValueError(f"on is {on!r}: give a day such as 2027-05-14, without quotes")
    if not name:
        raise ValueError(f"the day {on} has no name")
    return on, name
