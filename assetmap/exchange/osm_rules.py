"""OpenStreetMap's `opening_hours` notation cut into its rules, each with its words in English.

The grammar is that of wiki.openstreetmap.org/wiki/Key:opening_hours/specification (0.7.2); days may
also be written out (`Mon`, `Monday`). What is not known here makes the whole text unreadable.
"""

import re
from dataclasses import dataclass

from assetmap.domain.times.rules import Hours
from assetmap.domain.times.schedule_words import DAY_NAMES, day_words
from assetmap.exchange.osm_season import read_season
from assetmap.exchange.osm_selectors import HOLIDAYS, hours_or_words, read_days, read_spans
from assetmap.exchange.osm_tokens import OsmReader, Unreadable, osm_tokens
from assetmap.exchange.week_table import Days

_OPEN, _OFF, _UNKNOWN = "open", "off", "unknown"
_STATES = {"open": _OPEN, "off": _OFF, "closed": _OFF, "unknown": _UNKNOWN}
_STRICT = re.compile(
    r"\b(?:mo|tu|we|th|fr|sa|su)\b|\b(?:PH|SH|off|sunrise|sunset|dawn|dusk)\b|24/7|\|\|",
    re.IGNORECASE,
)
_SHORT_CLOCK = re.compile(r"(?<!\d)\d:\d\d")


@dataclass(frozen=True)
class OsmRule:
    """One rule. `hours` are empty where `times` can only be words."""

    joined_by: str  # what stands before it: `;`, `,` (more times), `||` (where nothing else holds)
    season: str  # the part of the year in words; empty for all of it
    is_brief: bool  # whether that is at most two weeks
    days: Days
    says_days: bool  # otherwise `days` is every day
    holidays: tuple[str, ...]
    in_holidays: bool  # `SH Mo`: only those days that lie in the holidays
    hours: tuple[Hours, ...]
    times: str
    is_open: bool
    is_off: bool
    comment: str


def cut_into_rules(text: str) -> list[OsmRule] | None:
    """The rules of a text in the notation, or None when it is not wholly that.

    Without anything that only this notation has, times of one figure (`2:00-4:00`) are not taken
    for hours of the morning.
    """
    if _SHORT_CLOCK.search(text) and not _STRICT.search(text):
        return None
    tokens = osm_tokens(text)
    if tokens is None:
        return None
    try:
        return _rules(OsmReader(tokens))
    except Unreadable:
        return None


def _rules(reader: OsmReader) -> list[OsmRule]:
    found: list[OsmRule] = []
    joined_by = ";"
    while not reader.at_end():
        found.append(_rule(reader, joined_by))
        if reader.at_end():
            break
        joined_by = reader.separator()
    if not found:
        raise Unreadable
    return found


def _rule(reader: OsmReader, joined_by: str) -> OsmRule:
    begin = reader.place
    always = reader.skip("24/7")
    season, is_brief = ("", False) if always else read_season(reader)
    days, holidays = (None, ()) if always else read_days(reader)
    inside = read_days(reader)[0] if holidays and not days else None
    spans = [] if always else read_spans(reader)
    state = _STATES.get(reader.next_word(), "")
    if state:
        reader.word()
    comment = reader.comment()
    if reader.place == begin:
        raise Unreadable
    hours, times = hours_or_words(spans)
    if always:
        hours, times = (Hours(0, 1440),), "" if state == _OFF else "24 hours"
    return OsmRule(
        joined_by=joined_by,
        season=season,
        is_brief=is_brief,
        days=days or inside or [(None, day) for day in range(7)],
        says_days=bool(days or inside),
        holidays=holidays,
        in_holidays=inside is not None,
        hours=hours,
        times=times,
        is_open=state == _OPEN or (not state and not comment),
        is_off=state == _OFF,
        comment=comment,
    )


def rule_words(rule: OsmRule) -> str:
    """The rule for people: `April to September: Monday to Friday, 9am to 5pm`."""
    who = _who(rule)
    if rule.is_off and not rule.times:
        said = _closed(rule, who)
    else:
        times = f"{rule.times}, closed" if rule.is_off else rule.times
        said = ", ".join(part for part in (who, times) if part)
        said = (
            f"{rule.season}: {small_start(said)}" if rule.season and said else rule.season or said
        )
    if rule.comment:
        said = f"{said} ({rule.comment})" if rule.times or rule.is_off else _joined(said, rule)
    if rule.joined_by == "||":
        return f"At other times: {small_start(said)}"
    return said[:1].upper() + said[1:]


def _joined(said: str, rule: OsmRule) -> str:
    return f"{said}, {rule.comment}" if said else rule.comment


def _closed(rule: OsmRule, who: str) -> str:
    if who and not rule.season:
        only_school = rule.holidays == ("SH",) and not rule.says_days
        return f"Closed {'in the' if only_school else 'on'} {who}"
    if not rule.season:
        return "Closed"
    if who:
        return f"{rule.season}: closed on {who}"
    if " to " in rule.season:
        return f"Closed from {rule.season}"
    return f"Closed {'on' if rule.is_brief else 'in'} {rule.season}"


def _who(rule: OsmRule) -> str:
    holidays = [HOLIDAYS[name] for name in rule.holidays]
    parts = []
    if rule.says_days:
        weekly = sorted({day for nth, day in rule.days if nth is None})
        parts += [day_words(weekly)] if weekly else []
        parts += [nth_words(nth, day) for nth, day in rule.days if nth is not None]
    elif rule.hours and not (holidays or rule.is_brief or rule.comment or rule.joined_by == "||"):
        parts.append("Every day")
    if rule.in_holidays:
        inside = "in the school holidays" if "SH" in rule.holidays else "when it is a bank holiday"
        return f"{' and '.join(parts)} {inside}"
    return " and ".join([*parts, *holidays])


def nth_words(nth: int, day: int) -> str:
    """`the first Tuesday of the month`."""
    names = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
    return f"the {names[nth]} {DAY_NAMES[day]} of the month"


def small_start(words: str) -> str:
    """`words` with a small first letter, unless it is a name."""
    is_name = words.split(" ", maxsplit=1)[0].rstrip(",") in (*DAY_NAMES, "Easter")
    return words if is_name else words[:1].lower() + words[1:]
