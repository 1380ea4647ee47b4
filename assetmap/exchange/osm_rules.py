"""OpenStreetMap's `opening_hours` notation cut into its rules, each with its words in English.

The grammar is that of wiki.openstreetmap.org/wiki/Key:opening_hours/specification (0.7.2); days may
also be written out (`Mon`, `Monday`). What is not known here makes the whole text unreadable.
"""

import re
from dataclasses import dataclass

from assetmap.domain.listings.schedule import Hours
from assetmap.domain.listings.schedule_text import DAY_NAMES, day_words
from assetmap.exchange.osm_selectors import HOLIDAYS, OsmReader, Unreadable, hours_or_words
from assetmap.exchange.week_table import Days

_OPEN, _OFF, _UNKNOWN = "open", "off", "unknown"
_STATES = {"open": _OPEN, "off": _OFF, "closed": _OFF, "unknown": _UNKNOWN}
_TOKEN = re.compile(
    r"""\s*(?:(?P<comment>"[^"]*"|“[^”]*”)|(?P<always>24/7)|(?P<clock>\d{1,2}:\d\d)(?!\d)
    |(?P<between>\|\|?|;)|(?P<number>\d+)|(?P<word>[A-Za-z]+)|(?P<mark>[-–—,+/()\[\]:]))""",
    re.VERBOSE,
)
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
    tokens, at, text = [], 0, text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        kind = match.lastgroup or ""
        tokens.append((kind, match[kind]))
        at = match.end()
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
    season, is_brief = ("", False) if always else reader.season()
    days, holidays = (None, ()) if always else reader.days()
    spans = [] if always else reader.spans()
    state = _STATES.get(reader.next_word(), "")
    if state:
        reader.word()
    comment = reader.comment()
    if reader.place == begin:
        raise Unreadable
    hours, times = hours_or_words(spans)
    if always:
        hours, times = (Hours(0, 1440),), "24 hours"
    return OsmRule(
        joined_by=joined_by,
        season=season,
        is_brief=is_brief,
        days=days if days is not None else [(None, day) for day in range(7)],
        says_days=days is not None,
        holidays=holidays,
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
        said = f"{rule.season}: {_small(said)}" if rule.season and said else rule.season or said
    if rule.comment:
        said = f"{said} ({rule.comment})" if rule.times or rule.is_off else _joined(said, rule)
    if rule.joined_by == "||":
        return f"At other times: {_small(said)}"
    return said[:1].upper() + said[1:]


def _joined(said: str, rule: OsmRule) -> str:
    return f"{said}, {rule.comment}" if said else rule.comment


def _closed(rule: OsmRule, who: str) -> str:
    if not rule.season:
        return f"Closed on {who}" if who else "Closed"
    if rule.says_days or rule.holidays:
        return f"{rule.season}: closed on {who}"
    return f"Closed {'on' if rule.season[0].isdigit() else 'in'} {rule.season}"


def _who(rule: OsmRule) -> str:
    parts = []
    if rule.says_days:
        weekly = sorted({day for nth, day in rule.days if nth is None})
        parts += [day_words(weekly)] if weekly else []
        parts += [nth_words(nth, day) for nth, day in rule.days if nth is not None]
    elif not rule.holidays and rule.times and not rule.comment and rule.joined_by != "||":
        parts.append("Every day")
    parts += [HOLIDAYS[name] for name in rule.holidays]
    return " and ".join(parts)


def nth_words(nth: int, day: int) -> str:
    """`first Tuesday of the month`."""
    names = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
    return f"{names[nth]} {DAY_NAMES[day]} of the month"


def _small(words: str) -> str:
    """With a small first letter, unless it is a name."""
    is_name = words.split(" ")[0].rstrip(",") in (*DAY_NAMES, "Easter")
    return words if is_name else words[:1].lower() + words[1:]
