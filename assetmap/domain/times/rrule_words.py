"""A rule of RFC 5545 as people say it: `On the 15th of every month`."""

_DAYS = dict(
    zip(
        ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
_NTH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_KNOWN = frozenset(["FREQ", "INTERVAL", "COUNT", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST"])


def rrule_words(rule: str) -> str:
    """The rule in words; one that is too odd for that says that it has dates of its own."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    unit, every = _UNITS.get(parts.get("FREQ", ""), ""), parts.get("INTERVAL", "1")
    if not unit or not set(parts) <= _KNOWN:
        return "On dates of its own"
    try:
        said = _days(parts, unit)
    except (KeyError, ValueError, IndexError):
        return "On dates of its own"
    often = f"every {unit}" if every == "1" else f"every {every} {unit}s"
    words = f"{said} {often}" if said else often
    if parts.get("COUNT"):
        words += f", {parts['COUNT']} times"
    return words[0].upper() + words[1:]


def _days(parts: dict[str, str], unit: str) -> str:
    on = [_weekday(each) for each in parts.get("BYDAY", "").split(",") if each]
    on += [_ordinal(int(each)) for each in parts.get("BYMONTHDAY", "").split(",") if each]
    months = [_MONTHS[int(each) - 1] for each in parts.get("BYMONTH", "").split(",") if each]
    said = f"on {_and(on)}" if on else ""
    if months:
        said += f" in {_and(months)}" if unit == "year" or not said else f" of {_and(months)}"
    return said.strip() + (" of" if unit == "month" and on and not months else "")


def _weekday(each: str) -> str:
    nth, day = each[:-2].lstrip("+"), _DAYS[each[-2:]]
    return f"the {_NTH[nth]} {day}" if nth else day


def _ordinal(number: int) -> str:
    if number < 0:
        return "the last day" if number == -1 else f"the {_suffixed(-number)} last day"
    return f"the {_suffixed(number)}"


def _suffixed(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
    return f"{number}{ending}"


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
