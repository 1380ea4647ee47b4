"""One soft preference that a sentence names beside what is wanted, and the rule that reads it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PreferenceKind(StrEnum):
    """What a wish is about; also what `ignore` in an address names."""

    DAY = "day"
    TIME = "time"
    COST = "cost"
    AGE = "age"
    ACCESS = "access"
    KIN = "kin"
    LANGUAGE = "language"


@dataclass(frozen=True)
class Preference:
    """One preference: `values` are slugs of the filter of the same name, an age, or nothing.

    `phrase` is what was typed and `label` what its chip says.
    """

    sort: PreferenceKind
    values: tuple[str, ...]
    phrase: str
    label: str


Meant = tuple[tuple[str, ...], str] | None
"""The values and the label of a wish, or None when what was matched is none after all."""
Maker = Callable[[re.Match[str], date], Meant]


@dataclass(frozen=True)
class PreferenceRule:
    """A pattern for wishes of one sort; what `unless_after` finds right before it forbids it."""

    sort: PreferenceKind
    pattern: re.Pattern[str]
    make: Maker
    unless_after: re.Pattern[str] | None

    def cut(self, text: str, today: date, preferences: list[Preference]) -> str:
        """`text` without what the pattern reads, which is added to `wishes`."""

        def read(match: re.Match[str]) -> str:
            if self.unless_after and self.unless_after.search(text[: match.start()]):
                return match[0]
            made = self.make(match, today)
            if made is None:
                return match[0]
            preferences.append(Preference(self.sort, made[0], match[0].strip(" ,"), made[1]))
            return " "

        return " ".join(self.pattern.sub(read, text).split())


def preference_rule(
    sort: PreferenceKind, pattern: str, make: Maker, unless_after: str = ""
) -> PreferenceRule:
    """A rule that takes capitals for small letters."""
    before = re.compile(unless_after, re.IGNORECASE) if unless_after else None
    return PreferenceRule(sort, re.compile(pattern, re.IGNORECASE), make, before)


def always(slugs: tuple[str, ...], label: str) -> Maker:
    """A maker whose wish is the same whatever the words were."""

    def make(_: re.Match[str], __: date) -> Meant:
        return slugs, label

    return make
