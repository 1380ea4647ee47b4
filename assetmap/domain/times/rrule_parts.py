"""Which rules of RFC 5545 are taken: those by days or more that every calendar reads alike."""

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = frozenset(
    ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"]
)


def check_parts(rule: str) -> None:
    """Raises ValueError with a plain sentence for a rule whose parts cannot be used."""
    pairs = [part.partition("=")[::2] for part in rule.split(";")]
    parts = dict(pairs)
    if parts.get("FREQ") not in _FREQUENCIES:
        raise ValueError("A rule repeats by the day, week, month or year (FREQ).")
    if unknown := sorted(set(parts) - _PARTS):
        raise ValueError(f"{', '.join(unknown)} cannot be used in a rule here.")
    if len(parts) != len(pairs) or len(rule.split()) != 1:
        raise ValueError("This rule cannot be read.")
    _check_numbers(parts)
    _check_combination(parts)


def _check_numbers(parts: dict[str, str]) -> None:
    interval, count = parts.get("INTERVAL", "1"), parts.get("COUNT", "1")
    if not interval.isascii() or not interval.isdigit():
        raise ValueError("INTERVAL is a whole number.")
    if not 1 <= int(interval) <= 1000:
        raise ValueError("INTERVAL is 1 or more: every week is 1, every second week is 2.")
    if not (count.isascii() and count.isdigit() and len(count) < 6 and int(count) > 0):
        raise ValueError("COUNT is how many times it is on, 1 or more.")


def _check_combination(parts: dict[str, str]) -> None:
    """RFC 5545, 3.3.10: what may not stand together, since calendars read it differently."""
    if parts["FREQ"] == "WEEKLY" and "BYMONTHDAY" in parts:
        raise ValueError("A rule by the week cannot name days of the month (BYMONTHDAY).")
    is_counted = any(character.isdigit() for character in parts.get("BYDAY", ""))
    if is_counted and parts["FREQ"] not in ("MONTHLY", "YEARLY"):
        raise ValueError("Only a rule by the month or year can count weekdays (BYDAY).")
    if "BYSETPOS" in parts and not any(name in parts for name in ("BYDAY", "BYMONTHDAY")):
        raise ValueError("BYSETPOS needs days to choose from (BYDAY or BYMONTHDAY).")
    if "COUNT" in parts and "UNTIL" in parts:
        raise ValueError("A rule ends after a number of times or on a day, not both.")
