"""A phrase about times cut into its parts: first and last day, place, how often, dates, rest."""

import re
from dataclasses import dataclass, replace
from datetime import date

from assetmap.domain.lazy_pattern import LazyPattern
from assetmap.domain.times.schedule_words import full_date
from assetmap.exchange.date_phrases import DATE, LooseDate, read_loose_date
from assetmap.exchange.phrase_places import cut_out_place, place_ends

NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            *("two second 2nd other", "three third 3rd", "four fourth 4th", "five fifth 5th"),
            *("six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        ),
        start=2,
    )
    for word in words.split()
}
_NUMBER = rf"(?:{'|'.join(NUMBERS)}|\d\d?)"
_RANGE = LazyPattern(
    rf"(?:\b(?:from|running|runs|starting|dates?:?)\s+)?(?P<begins>{DATE})"
    rf"\s*(?:[-–—]|\bto\b|\buntil\b|\btill?\b|\bthrough\b)\s*(?P<until>{DATE})",
    re.IGNORECASE,
)
_BETWEEN = LazyPattern(
    rf"\bbetween\s+(?P<begins>{DATE})\s+and\s+(?P<until>{DATE})",
    re.IGNORECASE,
)
_BEGINS = LazyPattern(
    r"\b(?:from|start(?:s|ing)?|begin(?:s|ning)?|commenc(?:es|ing)|first\s+(?:one|session))"
    rf"(?:\s+(?:on|from))?:?\s+(?P<begins>{DATE})",
    re.IGNORECASE,
)
_UNTIL = LazyPattern(
    r"\b(?:until|till?|up\s+to|end(?:s|ing)?|finish(?:es|ing)|last\s+(?:one|session)|to)"
    rf"(?:\s+on)?:?\s+(?P<until>{DATE})(?:\s+inclusive\b)?",
    re.IGNORECASE,
)
_FOR_WEEKS = LazyPattern(rf"\bfor\s+(?P<n>{_NUMBER})\s+weeks\b", re.IGNORECASE)
_DATE = LazyPattern(DATE, re.IGNORECASE)
_DATES = LazyPattern(rf"(?:\bon\s+)?{DATE}(?:\s*(?:,|&|\band\b)\s*{DATE})*", re.IGNORECASE)
_MONTH_DAY = r"(?:\bon\s+)?(?:\bthe\s+)?\b(\d{1,2})(?:st|nd|rd|th)\b"
_MONTH_DAYS = LazyPattern(
    rf"{_MONTH_DAY}(?:\s*(?:,|and|&)\s*{_MONTH_DAY})?\s+(?:day\s+)?of\s+(?:each|every|the)\s+month\b",
    re.IGNORECASE,
)
_NOT_A_MONTH = r"(?!\s*(?:\w+\s+)?(?:days?|months?)\b)"
_WEEKS = LazyPattern(
    r"\b(?:"
    rf"(?:every|each)\s+(?P<a>{_NUMBER})\s+weeks?(?:\s+on(?:\s+an?)?)?\b"
    rf"|every\s+other(?:\s+week)?\b(?:\s+on\b)?{_NOT_A_MONTH}"
    rf"|alternat(?:e|ing)(?:\s+weeks?)?\b(?:\s+on\b)?{_NOT_A_MONTH}"
    r"|(?:(?:every|once\s+a|each|per)\s+)?fortnight(?:ly)?\b(?:\s+on\b)?"
    rf"|(?P<b>{_NUMBER})[\s-]weekly\b)",
    re.IGNORECASE,
)
_NTH = LazyPattern(
    r"\b(?:every|each)\s+(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last)\b",
    re.IGNORECASE,
)
_OF_MONTH = LazyPattern(r"\bmonth(?:ly)?\b", re.IGNORECASE)
_MORE_NTH = LazyPattern(
    r"\b(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)\b", re.IGNORECASE
)
_MONTHLY = LazyPattern(
    r"\b(?:monthly|once\s+a\s+month|(?:every|each)\s+month)\b[\s,:]*(?:on\b)?(?=.*\b(?:1st|2nd|3rd|4th"
    r"|5th|first|second|third|fourth|fifth|last)\b)",
    re.IGNORECASE,
)
_NOT_IN_HOLIDAYS = LazyPattern(
    r"\b(?:not|except|excluding|excl\.?|closed|no\s+sessions?)\s+(?:(?:in|during|for)\s+)?(?:the\s+)?"
    r"school\s+(?:holidays|hols)\b",
    re.IGNORECASE,
)
_JOINT = LazyPattern(r"^[\s,;.)]*(?:and\b|&)?\s*")
_NOISE = LazyPattern(
    r"\b(?:we|they|it|the\s+group|group)\s+(?=meets?\b|runs?\b|(?:is|are)\s)|\b(?:meets?|meetings?|held"
    r"|runs?|running|takes?\s+place|sessions?|classes|is\s+on|are\s+on)\b(?:\s+(?:is|are)\b)?:?"
    r"|\bat\s+(?=\d|noon|midday)|^drop[\s-]?ins?\b:?",
    re.IGNORECASE,
)


class NotSure(Exception):
    """The words are not understood whole; the message, if any, says what would help."""


@dataclass(frozen=True)
class PhraseParts:
    """The parts of one sentence. `rest` holds the days and hours; `weeks` is 0 where it is not
    every so many, `nth` the place in `every second Wednesday`, which may also count weeks.
    """

    rest: str
    begins: LooseDate | None = None
    until: LooseDate | None = None
    for_weeks: int = 0
    weeks: int = 0
    nth: int = 0
    at: str = ""
    dates: tuple[date, ...] = ()
    month_days: tuple[int, ...] = ()
    assumed: tuple[str, ...] = ()

    @property
    def says_more(self) -> bool:
        """Whether it says more than days and hours, which may be of one of several alone."""
        return bool(self.begins or self.until or self.at or self.weeks or self.nth)


def parts_by_place(text: str) -> list[str]:
    """The sentence cut after each of its places, where it has several of them.

    Hours that come last hold for every part: `1st Tue at the Hall and 3rd Tue at the Library, 2-4`.
    """
    ends = place_ends(text)
    if len(ends) < 2:
        return [text]
    starts = [0, *ends[:-1]]
    tail = text[ends[-1] :]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return [f"{_JOINT.sub('', piece)} {tail}" for piece in pieces]


def cut_into_parts(text: str, today: date | None) -> PhraseParts:
    """The parts of one sentence. Raises NotSure where one of them cannot be."""
    rest, at = cut_out_place(text)
    if at is None:
        raise NotSure
    parts = PhraseParts(_NOT_IN_HOLIDAYS.sub(" term time only ", rest), at=at)
    try:
        parts = _first_and_last(_month_days(parts), today)
        parts = _single_dates(parts, today)
    except ValueError as problem:
        raise NotSure(str(problem)) from None
    return _how_often(replace(parts, rest=_MONTHLY.sub(" ", _NOISE.sub(" ", parts.rest))))


def _month_days(parts: PhraseParts) -> PhraseParts:
    match = _MONTH_DAYS.search(parts.rest)
    if match is None:
        return parts
    days = tuple(int(day) for day in match.groups() if day)
    if not all(1 <= day <= 31 for day in days):
        raise ValueError(f"There is no {match[1]}th of a month.")
    return replace(parts, rest=_without(parts.rest, match), month_days=days)


def _first_and_last(parts: PhraseParts, today: date | None) -> PhraseParts:
    for pattern in (_BETWEEN, _RANGE, _BEGINS, _UNTIL):
        if match := pattern.search(parts.rest):
            said = match.groupdict()
            begins, until = said.get("begins"), said.get("until")
            if (begins and parts.begins) or (until and parts.until):
                raise NotSure
            parts = replace(
                parts,
                rest=_without(parts.rest, match),
                begins=read_loose_date(begins, today) if begins else parts.begins,
                until=read_loose_date(until, today) if until else parts.until,
            )
    if match := _FOR_WEEKS.search(parts.rest):
        if parts.until or not parts.begins:
            raise NotSure
        weeks = _number(match["n"])
        parts = replace(parts, rest=_without(parts.rest, match), for_weeks=weeks)
    return parts


def _single_dates(parts: PhraseParts, today: date | None) -> PhraseParts:
    match = _DATES.search(parts.rest)
    if match is None:
        return parts
    found = [read_loose_date(text, today) for text in _DATE.findall(match[0])]
    days = _in_one_run(found, today)
    assumed = tuple(
        said_year(each.text, on) for each, on in zip(found, days, strict=True) if not each.has_year
    )
    rest = _without(parts.rest, match)
    return replace(parts, rest=rest, dates=days, assumed=(*parts.assumed, *assumed))


def _in_one_run(found: list[LooseDate], today: date | None) -> tuple[date, ...]:
    """The days of several dates: a list that has begun goes on, and is not of two years."""
    if today is None:
        return tuple(each.days[0] for each in found)
    near = tuple(each.nearest(today) for each in found)
    has_begun = len(near) > 1 and near[-1] >= today and list(near) == sorted(near)
    return near if has_begun else tuple(each.coming(today) for each in found)


def said_year(text: str, on: date) -> str:
    """`5 January` was taken as Monday 5 January 2026."""
    return f"We took “{text.strip()}” as {full_date(on)}."


def _how_often(parts: PhraseParts) -> PhraseParts:
    if match := _WEEKS.search(parts.rest):
        number = match["a"] or match["b"]
        weeks = _number(number) if number else 2
        if not 2 <= weeks <= 12:
            raise NotSure
        return replace(parts, rest=_without(parts.rest, match), weeks=weeks)
    match = _NTH.search(parts.rest)
    if match is None:
        return parts
    rest = parts.rest[: match.start()] + match["nth"] + parts.rest[match.end() :]
    is_of_month = _OF_MONTH.search(rest) or len(_MORE_NTH.findall(rest)) > 1
    nth = NUMBERS.get(match["nth"].lower(), 0)
    if is_of_month or not 2 <= nth <= 4:
        return replace(parts, rest=rest)
    return replace(parts, rest=_without(parts.rest, match), nth=nth)


def _number(word: str) -> int:
    return NUMBERS.get(word.lower()) or int(word)


def _without(text: str, match: re.Match[str]) -> str:
    """The text without what was found, and without a comma more than it had."""
    before, after = text[: match.start()].rstrip(" ,"), text[match.end() :].lstrip(" ,")
    return f"{before} {after}".strip(" ,;:")
