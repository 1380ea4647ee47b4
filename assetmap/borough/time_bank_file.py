"""Reads a borough's rules for its time bank from their TOML file."""

from collections.abc import Callable, Mapping
from typing import Any

from assetmap.domain.time_bank.ledger import STEP
from assetmap.domain.time_bank.rules import TimeBankRules

_WELCOME_MOST = 10  # hours, as TB6 of the product's rules has it
_HOURS_MOST = 9_999


def read_time_bank(file: Mapping[str, Any]) -> TimeBankRules:
    """The rules in the file; what is left out is as usual.

    Raises ValueError when they cannot be used. A name that is not known is refused: a slip would
    leave a rule as it was, and nobody would know.
    """
    given = {
        f"{table}.{key}": value
        for table, keys in file.items()
        for key, value in (keys if isinstance(keys, Mapping) else {"": keys}).items()
    }
    for name in given:
        if name not in _KEYS:
            raise ValueError(f"{name} is no rule of a time bank: there are {', '.join(_KEYS)}")
    read = {
        field: make(given[name], name) for name, (field, make) in _KEYS.items() if name in given
    }
    return TimeBankRules(**read)


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name} is {value!r}: give words between quotation marks")
    return value


def _yes_or_no(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{name} is {value!r}: give true or false")
    return value


def _hours(least: int, most: int) -> Callable[[object, str], int]:
    """Reads hours as minutes."""

    def read(value: object, name: str) -> int:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not least <= value <= most:  # type: ignore[operator]
            raise ValueError(f"{name} is {value!r}: give hours from {least:,} to {most:,}")
        minutes = round(value * 60)  # type: ignore[operator]
        if minutes % STEP:
            raise ValueError(f"{name} is {value!r}: give hours in quarters, such as 5 or 2.5")
        return minutes

    return read


def _count(most: int) -> Callable[[object, str], int]:
    def read(value: object, name: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= most:
            raise ValueError(f"{name} is {value!r}: give a whole number from 1 to {most}")
        return value

    return read


_KEYS: dict[str, tuple[str, Callable[[object, str], Any]]] = {
    "time_bank.is_on": ("is_on", _yes_or_no),
    "time_bank.name": ("name", _text),
    "time_bank.pot_name": ("pot_name", _text),
    "time_bank.phone": ("phone", _text),
    "time_bank.email": ("email", _text),
    "time_bank.youngest": ("youngest", _count(99)),
    "hours.welcome": ("welcome", _hours(0, _WELCOME_MOST)),
    "hours.low": ("low", _hours(-_HOURS_MOST, 0)),
    "hours.high": ("high", _hours(0, _HOURS_MOST)),
    **{f"days.{name}": (f"{name}_days", _count(999)) for name in ("item", "release", "link")},
    "days.silent": ("silent_days", _count(999)),
    **{f"least.{name}": (f"{name}_least", _count(99)) for name in ("ward", "people")},
    "concerns.lead": ("lead", _text),
    "concerns.lead_phone": ("lead_phone", _text),
}
