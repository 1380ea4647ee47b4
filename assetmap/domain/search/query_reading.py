"""A question read from address parameters; whatever is wrong is said, never dropped unsaid."""

import math
import re
from collections.abc import Collection, Iterable, Mapping

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.place import parse_box
from assetmap.domain.search.facets import choices_of
from assetmap.domain.search.query import (
    PER_PAGE,
    PER_PAGE_MOST,
    SORTS,
    VIEWS,
    WORDS_LONGEST,
    Choices,
    Search,
)
from assetmap.domain.text import one_line
from assetmap.domain.validation import Problem

WITHIN_MOST = 500.0  # miles: about the length of the country
AGE_MOST = 120
NEAR_LONGEST = 80  # characters
PAGE_MOST = 1_000_000_000_000
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid")  # other sites add these to links
_IGNORED = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")  # a sort of wish, or a concept's id
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_IGNORED_MOST = 30


def read_search(
    parameters: Iterable[tuple[str, str]],
    words: Vocabulary,
    choices: Mapping[str, Collection[str]] | None = None,
) -> tuple[Search, list[Problem]]:
    """The question asked, and what was wrong with it (the wrong parts are left out of it).

    `choices` are what each facet offers; left out, those that need no listings to be known.
    """
    reader = _Reader(words, choices_of(words) if choices is None else choices)
    for name, typed in parameters:
        value = one_line(typed).strip()
        if value and not _TRACKING.fullmatch(name):
            reader.take(name, value)
    return Search(**reader.parts), reader.problems  # type: ignore[arg-type]


class _Reader:
    """Takes parameters one by one; keeps the parts of a question and the problems."""

    def __init__(self, words: Vocabulary, choices: Mapping[str, Collection[str]]) -> None:
        self.parts: dict[str, object] = {}
        self.problems: list[Problem] = []
        self._taken: dict[str, str] = {}
        self._words = words
        self._choices = choices

    def take(self, name: str, value: str) -> None:
        """Read one parameter."""
        if name in self._choices:
            self._facet(name, value)
            return
        read = getattr(self, f"_read_{name}", None)
        if read is None:
            name = _short(one_line(name))
            self._say(name, f"We do not know the filter “{name}”, so we left it out.")
            return
        if self._taken.setdefault(name, value) != value:
            self._say(name, f"“{name}” was given twice with different values: we used the first.")
            return
        try:
            read(value)
        except ValueError as error:
            self._say(name, str(error))

    def _say(self, parameter: str, message: str) -> None:
        self.problems.append(Problem(parameter, message))

    def _facet(self, name: str, value: str) -> None:
        known = self._choices[name]
        group: dict[str, None] = {}
        for part in filter(None, (part.strip().casefold() for part in value.split(","))):
            if part in known:
                group[part] = None
            else:
                self._say(name, f"There is no {name} called “{_short(part)}”, so we left it out.")
        earlier: Choices = self.parts.get(name, ())  # type: ignore[assignment]
        if group and tuple(group) not in earlier:
            self.parts[name] = (*earlier, tuple(group))

    def _read_q(self, value: str) -> None:
        self.parts["words"] = value[:WORDS_LONGEST].strip()
        if len(value) > WORDS_LONGEST:
            raise ValueError(
                f"That is {len(value):,} characters. We read the first {WORDS_LONGEST}: "
                "try a few words instead."
            )

    def _read_near(self, value: str) -> None:
        if len(value) > NEAR_LONGEST:
            raise ValueError("Give a postcode, part of one, or a place name.")
        self.parts["near"] = value

    def _read_within(self, value: str) -> None:
        within = _number(value, "Give the distance in miles, such as 2 or 0.5.")
        if not 0 < within <= WITHIN_MOST:
            raise ValueError(f"Give a distance between 0 and {WITHIN_MOST:g} miles.")
        self.parts["within"] = within

    def _read_need(self, value: str) -> None:
        if value not in self._words.need:
            raise ValueError(f"We do not know the subject “{_short(value)}”, so we left it out.")
        self.parts["need"] = value

    def _read_age(self, value: str) -> None:
        age = _whole(value, "Give an age in years, such as 70.")
        if not 0 <= age <= AGE_MOST:
            raise ValueError(f"Give an age between 0 and {AGE_MOST}.")
        self.parts["age"] = age

    def _read_bbox(self, value: str) -> None:
        try:
            self.parts["bbox"] = parse_box(value)
        except ValueError as error:
            raise ValueError(f"We could not use that part of the map: {error}.") from None

    def _read_ward(self, value: str) -> None:
        if not _CODE.fullmatch(value):
            raise ValueError(f"There is no ward “{_short(value)}”, so we left it out.")
        self.parts["ward"] = value

    def _read_sort(self, value: str) -> None:
        if value not in SORTS:
            raise ValueError("Sort by best, near or name.")
        self.parts["sort"] = value

    def _read_view(self, value: str) -> None:
        if value not in VIEWS:
            raise ValueError("Show the answer as a list or as a map: view is list or map.")
        self.parts["view"] = value

    def _read_page(self, value: str) -> None:
        page = _whole(value, "Pages are numbered 1, 2, 3 and so on.")
        if not 1 <= page <= PAGE_MOST:
            raise ValueError("Pages are numbered 1, 2, 3 and so on.")
        self.parts["page"] = page

    def _read_per_page(self, value: str) -> None:
        per_page = _whole(value, f"Show between 1 and {PER_PAGE_MOST} on a page.")
        if not 1 <= per_page <= PER_PAGE_MOST:
            self.parts["per_page"] = PER_PAGE
            raise ValueError(f"Show between 1 and {PER_PAGE_MOST} on a page.")
        self.parts["per_page"] = per_page

    def _read_ignore(self, value: str) -> None:
        named = tuple(dict.fromkeys(filter(None, (part.strip() for part in value.split(",")))))
        wrong = next((name for name in named if not _IGNORED.fullmatch(name)), "")
        if wrong or len(named) > _IGNORED_MOST:
            raise ValueError(
                "“ignore” names what to take as plain words, such as day,time"
                + (
                    f": we do not know “{_short(wrong)}”."
                    if wrong
                    else f", {_IGNORED_MOST} at most."
                )
            )
        self.parts["ignore"] = named

    def _read_older(self, value: str) -> None:
        if value != "yes":
            raise ValueError("“older” is yes, or left out.")
        self.parts["older"] = True

    def _read_exact(self, value: str) -> None:
        if value != "yes":
            raise ValueError("“exact” is yes, or left out.")
        self.parts["exact"] = True


def _short(value: str) -> str:
    return value if len(value) <= 40 else value[:40] + "…"


def _number(value: str, otherwise: str) -> float:
    try:
        number = float(value)
    except ValueError:
        raise ValueError(otherwise) from None
    if not math.isfinite(number):
        raise ValueError(otherwise)
    return number


def _whole(value: str, otherwise: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,15}", value):
        raise ValueError(otherwise)
    return int(value)
