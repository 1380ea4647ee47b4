"""Reads the rules of signing in from their TOML file."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from assetmap.domain.people.people import SECOND_FACTOR, STAFF, Role
from assetmap.domain.people.second_factor import SecondFactorRules

_KEYS = {"roles", "from", "grace_days", "by_email", "remember_days"}
_USUAL = SecondFactorRules()


def read_second_factor(file: Mapping[str, Any]) -> SecondFactorRules:
    """The rules of the second factor in the file. Raises ValueError when they cannot be used.

    What is left out is as the program has it. A name that is not known is refused, since a slip
    here would leave a door open.
    """
    rules = file.get("second_factor", {})
    for name in (*(set(file) - {"second_factor"}), *(set(rules) - _KEYS)):
        raise ValueError(f"{name} is no rule of signing in: there are {', '.join(sorted(_KEYS))}")
    by_email = _roles(rules.get("by_email", _USUAL.by_email), "by_email")
    if stricter := [role for role in by_email if role in SECOND_FACTOR]:
        raise ValueError(f"by_email names {stricter[0]}, who always needs an app on a phone")
    return SecondFactorRules(
        roles=_roles(rules.get("roles", _USUAL.roles), "roles"),
        begins=_day(rules.get("from")),
        grace_days=_count(rules.get("grace_days", _USUAL.grace_days), "grace_days", 90),
        by_email=by_email,
        remember_days=_count(rules.get("remember_days", _USUAL.remember_days), "remember_days", 90),
    )


def _roles(value: object, name: str) -> tuple[Role, ...]:
    if not isinstance(value, (list, tuple)):
        raise ValueError(f'{name} is {value!r}: give a list such as ["volunteer"]')
    for role in value:
        if role not in STAFF:
            raise ValueError(f"{name} names {role!r}: the roles are {', '.join(STAFF)}")
    return tuple(role for role in STAFF if role in value)


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        is_day = isinstance(value, date) and not isinstance(value, datetime)
        return value if is_day else date.fromisoformat(value)  # type: ignore[return-value,arg-type]
    except (TypeError, ValueError):
        raise ValueError(f"from is {value!r}: give a day such as 2026-05-01") from None


def _count(value: object, name: str, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(f"{name} is {value!r}: give a whole number of days from 0 to {most}")
    return value
