"""OpenStreetMap's `opening_hours` (`Mo-Fr 09:00-17:00; PH off`) as a schedule.

A later rule takes the place of earlier ones on its days, and `off` takes days away, as the notation
says. What our rules cannot say (a season, sunset, a comment) becomes words in plain English; where
such a rule would change what others promise, everything does.
"""

import re
from dataclasses import dataclass, field, replace

from assetmap.domain.times.rules import Hours, Monthly, Rule, Weekly
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_words import DAY_NAMES
from assetmap.exchange.osm_rules import OsmRule, cut_into_rules, rule_words, small_start
from assetmap.exchange.week_table import overlap

_SLOTS = (1, 2, 3, 4, 5)  # the weekday's places in a month
_DAY = 24 * 60
_CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_LOOKS_LIKE_IT = re.compile(
    rf"\b(?:PH|SH)\b|\b(?:{'|'.join(_CODES)})\b(?=\s*[-–,]\s*[A-Z]|\s+(?:\d|off\b))"
)
_IN_ENGLISH = (
    (re.compile(r"\bPH\b"), "bank holidays"),
    (re.compile(r"\bSH\b"), "school holidays"),
    (re.compile(r"\boff$"), "closed"),
    *((re.compile(rf"\b{code}\b"), name) for code, name in zip(_CODES, DAY_NAMES, strict=True)),
)


def read_osm_hours(text: str, every_day: bool = False) -> Schedule | None:
    """A schedule from a text that is wholly in the notation, else None.

    `every_day` takes hours without any day (`06:00-21:00`) for those of every day, as the notation
    does; otherwise they are not read, since a column of other people's may leave the day out.
    """
    rules = cut_into_rules(text)
    if rules is None or not (every_day or all(_says_when(rule) for rule in rules)):
        return None
    week = _Week()
    try:
        for rule in rules:
            week.take(rule)
        return week.schedule()
    except _CannotBeRules:
        return Schedule(words=tuple(dict.fromkeys(rule_words(rule) for rule in rules)))


def plain_words(text: str) -> tuple[str, ...]:
    """A text that could not be read, with what it has of the notation in plain English."""
    if not _LOOKS_LIKE_IT.search(text):
        return (text,)
    return tuple(_plain(part.strip()) for part in re.split(r"[;|]+", text) if part.strip())


def _plain(part: str) -> str:
    if rules := cut_into_rules(part):
        return " and ".join(rule_words(rule) for rule in rules)
    for pattern, words in _IN_ENGLISH:
        part = pattern.sub(words, part)
    return part[:1].upper() + part[1:]


def _says_when(rule: OsmRule) -> bool:
    says = rule.says_days or rule.holidays or rule.season or rule.times == "24 hours"
    return bool(says or rule.joined_by == "||" or not rule.times)


class _CannotBeRules(Exception):
    pass


@dataclass
class _Week:
    """The weekdays, each with its hours by place in the month; -1 is the last."""

    _hours: dict[int, dict[int, list[Hours]]] = field(
        default_factory=lambda: {day: {} for day in range(7)}
    )
    _words: list[str] = field(default_factory=list)
    _terms: str = ""
    _in_rules: set[int] = field(default_factory=set)  # weekdays that rules spoke of
    _in_words: set[int] = field(default_factory=set)  # weekdays that only words speak of
    _taken: list[OsmRule] = field(default_factory=list)

    def take(self, rule: OsmRule) -> None:
        """One rule more. Raises _CannotBeRules when only words can say all of them together."""
        if rule.joined_by == "||":
            self._words.append(rule_words(rule))
            return
        plain = (rule.is_open and rule.hours) or rule.is_off
        if plain and not rule.season and not rule.comment:
            self._take_as_rules(rule)
        else:
            self._take_as_words(rule)
        self._taken.append(rule)

    def schedule(self) -> Schedule:
        """Everything taken. Raises _CannotBeRules when words would change what rules promise."""
        if self._in_rules & self._in_words:
            raise _CannotBeRules
        rules = self._rules()
        if not rules and (self._terms or not self._words):
            raise _CannotBeRules
        return Schedule(rules, tuple(dict.fromkeys(self._words)), self._terms)

    def _take_as_words(self, rule: OsmRule) -> None:
        if "SH" in rule.holidays:
            raise _CannotBeRules
        self._words.append(rule_words(rule))
        only_holidays = rule.in_holidays or (rule.holidays and not rule.says_days)
        a_day_or_two = rule.season and rule.is_brief and (rule.is_off or rule.hours)
        if not only_holidays and not a_day_or_two:
            self._in_words |= {day for _, day in rule.days}

    def _take_as_rules(self, rule: OsmRule) -> None:
        self._take_holidays(rule)
        if rule.in_holidays or (rule.holidays and not rule.says_days):
            return
        self._refuse_doubtful(rule)
        self._in_rules |= {day for _, day in rule.days}
        for nth, day in rule.days:
            self._put(nth, day, rule)

    def _take_holidays(self, rule: OsmRule) -> None:
        if rule.in_holidays and "PH" in rule.holidays:
            self._words.append(rule_words(rule))
        elif "PH" in rule.holidays:
            said = _of_holidays("bank holidays", rule)
            self._words.append(said[0].upper() + said[1:])
        if "SH" in rule.holidays:
            if self._terms:
                raise _CannotBeRules
            self._terms = _terms(rule)

    def _refuse_doubtful(self, rule: OsmRule) -> None:
        """`Mo 10:00-12:00; Mo 14:00-16:00`: the second time alone, or a slip for both?"""
        for before in self._taken:
            if before.days != rule.days or rule.joined_by != ";":
                continue
            both = before.hours and rule.hours and not rule.is_off and not before.is_off
            if both and not any(overlap(a, b) for a in before.hours for b in rule.hours):
                raise _CannotBeRules

    def _put(self, nth: int | None, day: int, rule: OsmRule) -> None:
        slots = self._hours[day]
        if nth is not None and (nth == -1 or -1 in slots) and slots.keys() - {nth}:
            raise _CannotBeRules  # the last may be the fourth or the fifth
        if nth is None and -1 in slots:
            if rule.joined_by == "," or (rule.is_off and rule.hours):
                raise _CannotBeRules
            slots.clear()
        for slot in _SLOTS if nth is None else (nth,):
            slots[slot] = self._changed(slots.get(slot, []), rule)

    def _changed(self, before: list[Hours], rule: OsmRule) -> list[Hours]:
        if rule.is_off:
            return _without(before, rule.hours) if rule.hours else []
        if rule.joined_by != ",":
            return list(rule.hours)
        if any(overlap(one, other) for one in before for other in rule.hours):
            raise _CannotBeRules
        return [*before, *rule.hours]

    def _rules(self) -> tuple[Rule, ...]:
        found: list[Rule] = []
        for day, slots in self._hours.items():
            weekly = slots.get(1, [])
            if all(slots.get(slot, []) == weekly for slot in _SLOTS):
                found += [Weekly(day, hours) for hours in weekly]
            else:
                found += [Monthly(n, day, h) for n in _SLOTS for h in slots.get(n, [])]
            found += [Monthly(-1, day, hours) for hours in slots.get(-1, [])]
        return tuple(found)


def _of_holidays(name: str, rule: OsmRule) -> str:
    if rule.is_off and not rule.times:
        return f"Closed on {name}"
    return f"{name}: {'closed ' if rule.is_off else ''}{rule.times}"


def _terms(rule: OsmRule) -> str:
    """What the page says of school terms; `goes_by_school_terms` reads it too."""
    if rule.is_off and not (rule.times or rule.in_holidays):
        return "Closed in the school holidays"
    if rule.says_days and not rule.in_holidays:  # the same in the holidays as in term time
        return ""
    said = rule_words(replace(rule, holidays=(), in_holidays=False, joined_by=";"))
    return f"Term time only; in the school holidays: {small_start(said)}"


def _without(before: list[Hours], off: tuple[Hours, ...]) -> list[Hours]:
    """The hours that are left when some are taken out of them."""
    for out in off:
        left: list[Hours] = []
        for hours in before:
            end, out_end = hours.start + hours.minutes, out.start + out.minutes
            if not overlap(hours, out):
                left.append(hours)
                continue
            if hours.start < out.start:
                left.append(Hours(hours.start, out.start))
            if out_end < end:
                left.append(Hours(out_end % _DAY, end if end <= _DAY else end - _DAY))
        before = left
    return before
