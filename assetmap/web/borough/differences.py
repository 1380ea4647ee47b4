"""What differs between two texts of a borough's file, in the words of the form that asks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assetmap.borough.editing import content_of, value_at
from assetmap.domain.borough.borough import Borough
from assetmap.services.borough.borough_files import differences, entry_name
from assetmap.web.borough.answers import choices_of
from assetmap.web.borough.parts import PARTS
from assetmap.web.borough.questions import Entries, Kind, Question
from assetmap.web.formatting import long_date

_SLUG = "Its name in web addresses"


@dataclass(frozen=True)
class Difference:
    """What one place in the file says, before and after. `colours` are those of the two, if any."""

    place: str  # `Their phone number`, or `Company and chat: What the tile says`
    before: str
    after: str
    colours: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class _Asked:
    """What a place in the file is on the form."""

    label: str
    question: Question | None = None


def difference_lines(
    file: str, before: str, after: str, borough: Borough
) -> tuple[Difference, ...]:
    """Each place that differs, as the form calls it. Raises ValueError when a text is no TOML."""
    places: dict[str, _Asked] = {}
    for content in (content_of(after), content_of(before)):  # called as it was, where it was
        places |= dict(_places(file, content))
    found = differences(before, after)
    return tuple(
        _line(places.get(key) or _Asked(key), was, now, borough)
        for key, (was, now) in found.items()
    )


def _line(asked: _Asked, was: str, now: str, borough: Borough) -> Difference:
    question = asked.question
    if question is None:
        return Difference(asked.label, was, now)
    colours = (was, now) if question.kind is Kind.COLOUR else ("", "")
    return Difference(
        asked.label, _said(question, was, borough), _said(question, now, borough), colours
    )


def _said(question: Question, text: str, borough: Borough) -> str:
    """A value as the form shows it: labels of what is ticked, days in words."""
    if question.kind is Kind.DATE and text:
        return _day(text)
    words = dict(choices_of(question, borough))
    return "\n".join(words.get(line, line) for line in text.split("\n")) if words else text


def _day(text: str) -> str:
    try:
        return long_date(date.fromisoformat(text))
    except ValueError:
        return text


def _places(file: str, content: Mapping[str, Any]) -> Iterator[tuple[str, _Asked]]:
    for part in (each for each in PARTS if each.file == file):
        for question in part.questions:
            yield question.key, _Asked(question.label, question)
        if part.entries:
            yield from _of_entries(part.entries, content, "", "")


def _of_entries(
    entries: Entries, content: Mapping[str, Any], path: str, above: str
) -> Iterator[tuple[str, _Asked]]:
    for number, entry in enumerate(value_at(content, (entries.key,)) or (), start=1):
        here = f"{path}{entries.key}.{entry_name(entry, number)}."
        title = f"{above}{entry.get(entries.title, entries.one.capitalize())}"
        for question in entries.questions:
            yield f"{here}{question.key}", _Asked(f"{title}: {question.label}", question)
        if entries.slug:
            yield f"{here}{entries.slug}", _Asked(f"{title}: {_SLUG}")
        if entries.within:
            yield from _of_entries(entries.within, entry, here, f"{title}: ")
