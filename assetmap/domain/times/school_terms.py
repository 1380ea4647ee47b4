"""School terms: when they are, and which listings go by them.

A borough gives the dates as data, as far ahead as the council has set them. Outside a term, and
beyond the last one that is known, nothing says that a group of term time is on.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

ONLY = "School terms only: {first} in the holidays"
DIFFERENT = "It may differ in the school holidays: {first}"
NOT_KNOWN = "Term dates not known yet"
RING, ASK = "ring first", "ask first"

_TERM = r"(?:\bterm[\s-]*times?\b|\bterms?\s+only\b|\b(?:school|during|in|each|every)\s+terms?\b)"
_HOLIDAY = r"\bholidays?\b"
_NOT = r"\b(?:not?|never|closed|shut|except|outside|excluding|excl)\b[^.;:]{0,25}?"
_IN_TERMS = re.compile(_TERM)
_IN_HOLIDAYS = re.compile(_HOLIDAY)
_NOT_IN_HOLIDAYS = re.compile(
    rf"{_NOT}{_HOLIDAY}|{_NOT}\boutside\s+(?:of\s+)?(?:school\s+)?terms?\b"
)
_NOT_IN_TERMS = re.compile(_NOT + _TERM)
_ELSEWHEN = re.compile(r"\b(?:bank|public)\s+holidays?\b")
_ALL_YEAR = re.compile(r"\ball\s+year\b|\byear[\s-]+round\b")


@dataclass(frozen=True)
class SchoolTerm:
    """One term: its school year as people write it, its first and last day, and half term."""

    year: str
    first: date
    last: date
    half_term: tuple[date, date] | None = None  # first and last day


@dataclass(frozen=True)
class SchoolTerms:
    """The terms that are known, in order; from where, and when somebody looked there last."""

    terms: tuple[SchoolTerm, ...] = ()
    source: str = ""
    checked: date | None = None

    @cached_property
    def stretches(self) -> tuple[tuple[date, date], ...]:
        """First and last day of each run of term days: a term, or its two halves."""
        found: list[tuple[date, date]] = []
        for term in self.terms:
            if term.half_term is None:
                found.append((term.first, term.last))
                continue
            begins, ends = term.half_term
            found.append((term.first, begins - timedelta(days=1)))
            found.append((ends + timedelta(days=1), term.last))
        return tuple(found)

    def is_on(self, on: date) -> bool:
        """Whether a day is known to lie in a term."""
        return any(first <= on <= last for first, last in self.stretches)

    def are_known_from(self, on: date) -> bool:
        """Whether a day of term is known on that date or later."""
        return self.known_until is not None and on <= self.known_until

    @property
    def known_until(self) -> date | None:
        """The last day of the last term that is known; None without any."""
        return self.terms[-1].last if self.terms else None


@lru_cache(maxsize=1024)  # asked for every hit of every answer, and few words are in use
def goes_by_school_terms(words: str) -> bool:
    """Whether words such as `School term time only` say that the holidays are another matter.

    `March to October` does not, nor `Twelve weeks from September`, nor `School holidays only`.
    """
    said = _ELSEWHEN.sub("", words.casefold())
    if _ALL_YEAR.search(said):
        return False
    without = _NOT_IN_HOLIDAYS.sub("", said)
    return without != said or bool(_IN_TERMS.search(_NOT_IN_TERMS.sub("", without)))


def is_on_holiday(words: str, terms: SchoolTerms, today: date) -> bool:
    """Whether some words go by school terms, and today is not known to lie in one."""
    return goes_by_school_terms(words) and not terms.is_on(today)


def holiday_words(words: str, *, has_phone: bool) -> str:
    """What people are told in the holidays of what goes by school terms, as `words` say."""
    said = _NOT_IN_HOLIDAYS.sub("", _ELSEWHEN.sub("", words.casefold()))
    told = DIFFERENT if _IN_HOLIDAYS.search(said) else ONLY
    return told.format(first=RING if has_phone else ASK)
