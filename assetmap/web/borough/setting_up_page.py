"""The pages of `/work/borough`: every part, one part, an entry of its list, its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assetmap.borough.editing import Path, content_of, value_at
from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.borough_change import BoroughChange
from assetmap.domain.validation import Problem
from assetmap.services.borough.borough_files import digest_of
from assetmap.web.borough.answers import FormField, fields_of
from assetmap.web.borough.differences import Difference
from assetmap.web.borough.form_sections import heading_of
from assetmap.web.borough.parts import PARTS
from assetmap.web.borough.preview import Preview
from assetmap.web.borough.questions import Entries, Part
from assetmap.web.borough.refusal import Refusal
from assetmap.web.formatting import long_date


@dataclass(frozen=True)
class PartLine:
    """A part in the list of all."""

    title: str
    about: str
    url: str


@dataclass(frozen=True)
class PartsPage:
    """`/work/borough`."""

    title: str
    parts: tuple[PartLine, ...]


@dataclass(frozen=True)
class EntryLine:
    """An entry in its part's list; `within` are those beneath it."""

    title: str
    says: str  # a line beneath
    place: str  # `3`, or `3-1` for one beneath
    within: tuple["EntryLine", ...] = ()


@dataclass(frozen=True)
class PartPage:
    """`/work/borough/<part>`, or an entry of its list.

    `digest` tells which text of the file it is made from.
    """

    title: str
    part: Part
    digest: str
    fields: tuple[FormField, ...]
    entries: tuple[EntryLine, ...] = ()
    place: str = ""  # of the entry; empty for the part itself
    is_new: bool = False
    one_within: str = ""  # what may be added beneath the entry
    problems: tuple[Problem, ...] = ()
    refusal: Refusal | None = None
    differences: tuple[Difference, ...] | None = None  # once they were asked for
    preview: Preview | None = None

    def heading(self, field: FormField) -> str:
        """The heading above a field; empty for none."""
        return "" if self.place or self.is_new else heading_of(self.part.slug, field.key)

    @property
    def new_entry(self) -> str:
        """One more entry of the list: `a tile`."""
        return with_article(self.part.entries.one) if self.part.entries else ""

    @property
    def new_within(self) -> str:
        """One more entry beneath this one: `a category within it`."""
        return with_article(self.one_within)


@dataclass(frozen=True)
class VersionLine:
    """One change of the file."""

    number: int
    what: str
    who: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class HistoryPage:
    """`/work/borough/<part>/history`."""

    title: str
    part: Part
    digest: str
    versions: tuple[VersionLine, ...]
    older: int = 0  # changes that are not shown
    refusal: Refusal | None = None


def with_article(noun: str) -> str:
    """`a tile`, `an urgent number`."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def parts_page() -> PartsPage:
    """Every part of the borough."""
    lines = tuple(PartLine(each.title, each.about, f"/work/borough/{each.slug}") for each in PARTS)
    return PartsPage("Your borough", lines)


def part_page(part: Part, text: str, borough: Borough) -> PartPage:
    """A part with what its file says."""
    content = content_of(text)
    fields = fields_of(part.questions, content, borough)
    entries = entry_lines(part.entries, content) if part.entries else ()
    return PartPage(part.title, part, digest_of(text), fields, entries)


def entry_lines(
    entries: Entries, content: Mapping[str, Any], above: str = ""
) -> tuple[EntryLine, ...]:
    """The entries of a list, in their order."""
    found = value_at(content, (entries.key,)) or ()
    return tuple(
        EntryLine(
            title_of(entries, entry),
            _says(entries, entry),
            f"{above}{number}",
            entry_lines(entries.within, entry, f"{above}{number}-") if entries.within else (),
        )
        for number, entry in enumerate(found)
    )


def title_of(entries: Entries, entry: Mapping[str, Any]) -> str:
    """What an entry is called: a day in words."""
    title = entry.get(entries.title)
    if isinstance(title, date):
        return long_date(title)
    return str(title or "") or entries.one.capitalize()


def _says(entries: Entries, entry: Mapping[str, Any]) -> str:
    """What else tells an entry from another: the first answer in words beside its title."""
    others = (each.path for each in entries.questions if each.key != entries.title)
    values = (value_at(entry, path) for path in others)
    return next((str(value) for value in values if isinstance(value, str) and value), "")


def path_of(part: Part, place: str) -> tuple[Path, Entries] | None:
    """Where an entry stands in the file, and what it is; None for a place that no list has."""
    steps = place.split("-")
    entries, path = part.entries, Path()
    for number, step in enumerate(steps):
        if entries is None or not (step.isdecimal() and step.isascii() and len(step) < 5):
            return None
        path += (entries.key, int(step))
        if number < len(steps) - 1:
            entries = entries.within
    return (path, entries) if entries else None


def version_line(change: BoroughChange, name: str, found: tuple[Difference, ...]) -> VersionLine:
    """A change as the history tells it."""
    who = f"{name}, {long_date(change.at.date())}"
    return VersionLine(change.number, change.what, who, found)
