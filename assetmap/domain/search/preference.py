"""One soft preference that a sentence names beside what is wanted, and the rule that reads it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from assetmap.domain.lazy_pattern import LazyPattern


class PreferenceKind(StrEnum):
    """What a wish is about; also what `ignore` in an address names."""

    DAY = "day"
    TIME = "time"
    HOURS = "hours"
    COST = "cost"
    AGE = "age"
    ACCESS = "access"
    KIN = "kin"
    LANGUAGE = "language"


OF_TIME = (PreferenceKind.DAY, PreferenceKind.TIME, PreferenceKind.HOURS)


@dataclass(frozen=True)
class Preference:
    """One preference: `values` are slugs of the filter of the same name, an age, or nothing.

    `phrase` is what was typed and `label` what its chip says. A day may be meant on certain `dates`
    only (`today`). Hours have no filter, and so no values: a session is to start no sooner than
    `earliest` and to be over by `latest`, by the clock on the wall. Nor has a cost of at most so
    many pence (`most`).
    """

    sort: PreferenceKind
    values: tuple[str, ...]
    phrase: str
    label: str
    dates: tuple[date, ...] = ()
    earliest: time | None = None
    latest: time | None = None
    most: int | None = None


class Meaning(NamedTuple):
    """What the words of a wish mean: the fields of its Preference but the sort and the phrase."""

    values: tuple[str, ...]
    label: str
    dates: tuple[date, ...] = ()
    earliest: time | None = None
    latest: time | None = None
    most: int | None = None


Meant = Meaning | None
"""What is meant, or None when what was matched is no wish after all."""
Maker = Callable[[re.Match[str], date], Meant]


@dataclass(frozen=True)
class PreferenceRule:
    """A pattern for wishes of one sort; what `unless_after` finds right before it forbids it.

    Words that are `kept` stay for the rules behind it and among those looked for: `tonight` is a
    day and a time of day, an `after school club` is after school.
    """

    sort: PreferenceKind
    pattern: LazyPattern
    make: Maker
    unless_after: LazyPattern | None
    kept: bool = False

    def cut(self, text: str, today: date, preferences: list[Preference]) -> str:
        """`text` without what the pattern reads, which is added to `wishes`.

        One blank stands between its words, as in what is given.
        """
        if not self.pattern.search(text):
            return text

        def read(match: re.Match[str]) -> str:
            if self.unless_after and self.unless_after.search(text[: match.start()]):
                return match[0]
            made = self.make(match, today)
            if made is None:
                return match[0]
            phrase = match[0].strip(" ,")
            preferences.append(Preference(sort=self.sort, phrase=phrase, **made._asdict()))
            return match[0] if self.kept else " "

        return " ".join(self.pattern.sub(read, text).split())


def preference_rule(
    sort: PreferenceKind, pattern: str, make: Maker, unless_after: str = "", *, kept: bool = False
) -> PreferenceRule:
    """A rule that takes capitals for small letters."""
    before = LazyPattern(unless_after, re.IGNORECASE) if unless_after else None
    return PreferenceRule(sort, LazyPattern(pattern, re.IGNORECASE), make, before, kept)


@dataclass(frozen=True)
class Always:
    """A maker whose wish is the same whatever the words were."""

    meaning: Meaning

    def __call__(self, _match: re.Match[str], _today: date) -> Meant:
        """The one meaning."""
        return self.meaning


def always(
    values: tuple[str, ...], label: str, earliest: time | None = None, latest: time | None = None
) -> Always:
    """The maker of one wish."""
    return Always(Meaning(values, label, (), earliest, latest))
