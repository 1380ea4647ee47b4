"""The listings of the pack by what is told of them rather than one by one: a tenth less to send.

Texts of one kind stand together, so they pack smaller, and each key is written once.
"""

from collections.abc import Iterable, Mapping
from typing import Any

NOTHING = 0  # in the place of what a listing does not have; what is empty counts as nothing
_EMPTY: tuple[Any, ...] = ("", (), [], {}, NOTHING, None)


def columns_of(listings: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Every key that has something, with the values of all listings in their order."""
    every = list(listings)
    keys = {key: None for each in every for key, value in each.items() if value not in _EMPTY}
    return {key: [_value(each.get(key, NOTHING)) for each in every] for key in keys}


def _value(value: Any) -> Any:
    return NOTHING if value in _EMPTY else value
