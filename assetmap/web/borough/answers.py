"""The answers of a form, read as what goes into the borough's file, and the other way round."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from assetmap.borough.borough_file import plain_colour
from assetmap.borough.editing import Path, value_at
from assetmap.domain.borough.borough import Borough
from assetmap.domain.email import is_email
from assetmap.domain.people.people import STAFF
from assetmap.domain.phone import phone_parts
from assetmap.domain.text import clean
from assetmap.domain.times.bank_holidays import NATIONS
from assetmap.domain.validation import Problem
from assetmap.services.borough.entries import is_picture
from assetmap.services.borough.web_addresses import is_web_address
from assetmap.web.borough.questions import Kind, Question
from assetmap.web.forms.values import BadDate, boxes_of, read_boxes, typed_boxes

Choices = tuple[tuple[str, str], ...]
_MANY = (Kind.CATEGORIES, Kind.DANGERS, Kind.ROLES)
_LONGEST, _LINES_MOST = 2_000, 400  # characters of an answer, and lines of a list
_NUMBER_MOST = 3_650
_HOURS = re.compile(r"[-−]?[0-9]{1,4}(?:\.[0-9]{1,2})?")


class BadAnswer(Exception):
    """What was typed is no answer; the message is plain words."""


@dataclass(frozen=True)
class FormField:
    """A question as the form has it, with what was typed or stands in the file."""

    name: str
    kind: str  # `line`, `text`, `date` ...
    label: str
    hint: str
    value: Any  # words, three boxes of a date, or what is ticked
    choices: Choices = ()
    key: str = ""  # of its question


@dataclass(frozen=True)
class Answers:
    """A form that was sent. `values` may be kept when there are no problems."""

    values: Mapping[Path, Any]
    fields: tuple[FormField, ...]
    problems: tuple[Problem, ...]


def fields_of(
    questions: tuple[Question, ...], content: Mapping[str, Any], borough: Borough
) -> tuple[FormField, ...]:
    """The form with what the file says."""
    return tuple(_field(each, _shown(each, content), borough) for each in questions)


def read_answers(
    questions: tuple[Question, ...],
    form: MultiDict[str, str],
    content: Mapping[str, Any],
    borough: Borough,
) -> Answers:
    """What was sent; what cannot be read is a problem beside its field, and stays as typed.

    `content` is what the file, or the entry, says now.
    """
    values: dict[Path, Any] = {}
    problems: list[Problem] = []
    for each in questions:
        try:
            values[each.path] = _read(each, form, content)
        except (BadAnswer, BadDate) as error:
            problems.append(Problem(name_of(each), str(error)))
    fields = tuple(_field(each, _typed(each, form), borough) for each in questions)
    return Answers(values, fields, tuple(problems))


def name_of(question: Question) -> str:
    """What the field is called in the form, and its id in the page."""
    return question.key.replace(".", "-").replace("_", "-")


def _field(question: Question, value: Any, borough: Borough) -> FormField:
    label = question.label if question.is_needed or question.kind is Kind.YES else _if_any(question)
    choices = choices_of(question, borough)
    kind = question.kind.name.lower()
    return FormField(name_of(question), kind, label, question.hint, value, choices, question.key)


def _if_any(question: Question) -> str:
    return f"{question.label} (optional)"


def choices_of(question: Question, borough: Borough) -> Choices:
    """What can be ticked or chosen: each value with its words."""
    match question.kind:
        case Kind.CATEGORIES:
            return tuple(_category_choices(borough))
        case Kind.DANGERS:
            kinds = [each.id for each in borough.danger.kinds]
            return tuple((each, each.replace("-", " ").capitalize()) for each in kinds)
        case Kind.ROLES:
            return tuple((role.value, role.value.replace("-", " ").capitalize()) for role in STAFF)
        case Kind.ICON:
            return tuple((each, each) for each in sorted(_icons(borough)))
        case Kind.NATION:
            return tuple((each.title(), each.title()) for each in NATIONS)
    return ()


def _icons(borough: Borough) -> set[str]:
    """The pictures that are used already."""
    words = borough.words
    found = {each.icon for each in words.categories}
    return found | {each.icon for each in words.needs} | {each.icon for each in words.likings}


def _category_choices(borough: Borough) -> Iterator[tuple[str, str]]:
    for category in borough.words.categories:
        yield category.slug, category.label
        for each in category.within:
            yield each.slug, f"{category.label}: {each.label}"


def _shown(question: Question, content: Mapping[str, Any]) -> Any:
    value = value_at(content, question.path)
    if question.kind is Kind.DATE:
        return boxes_of(value if isinstance(value, date) else None)
    if question.kind in _MANY:
        return tuple(value or ())
    if question.kind is Kind.LIST:
        return "\n".join(value or ())
    if question.kind is Kind.YES:
        return question.is_usual if value is None else value is True
    return "" if value is None else str(value)


def _typed(question: Question, form: MultiDict[str, str]) -> Any:
    name = name_of(question)
    if question.kind is Kind.DATE:
        return typed_boxes(form, name)
    if question.kind in _MANY:
        return tuple(form.getlist(name))
    if question.kind is Kind.YES:
        return form.get(name) == "yes"
    return form.get(name, "")


def _read(question: Question, form: MultiDict[str, str], content: Mapping[str, Any]) -> Any:
    """The value to keep; None for none. Raises BadAnswer or BadDate."""
    value = _value(question, form)
    if value is question.is_usual and value_at(content, question.path) is None:
        return None  # it goes without saying
    if question.is_needed and value in (None, [], ""):
        raise BadAnswer(_missing(question))
    return value


def _missing(question: Question) -> str:
    first = question.label[0].lower() + question.label[1:]
    if question.kind in _MANY:
        return f"{question.label}: tick one or more."
    return f"Enter {first}."


def _value(question: Question, form: MultiDict[str, str]) -> Any:
    name = name_of(question)
    if question.kind is Kind.DATE:
        return read_boxes(typed_boxes(form, name))
    if question.kind in _MANY:
        return list(form.getlist(name)) or None
    if question.kind is Kind.YES:
        return form.get(name) == "yes"
    text = form.get(name, "").replace("\r\n", "\n")
    if question.kind is Kind.LIST:
        return _lines(text) or None
    words = " ".join(clean(text).split())
    if len(words) > _LONGEST:
        raise BadAnswer(f"This is too long: {_LONGEST:,} characters at most.")
    return _READERS.get(question.kind, str)(words) if words else None


def _lines(text: str) -> list[str]:
    lines = [" ".join(clean(line).split()) for line in text.split("\n")]
    found = [line for line in dict.fromkeys(lines) if line]
    if len(found) > _LINES_MOST:
        raise BadAnswer(f"These are {len(found):,} lines: {_LINES_MOST} at most.")
    if any(len(line) > _LONGEST for line in found):
        raise BadAnswer(f"A line is too long: {_LONGEST:,} characters at most.")
    return found


def _phone(text: str) -> str:
    if not any(part.tel for part in phone_parts(text)):
        raise BadAnswer("Enter a phone number that can be rung, such as 01632 960001.")
    return text


def _email(text: str) -> str:
    if not is_email(text):
        raise BadAnswer("Enter an email address, such as name@example.org.")
    return text


def _url(text: str) -> str:
    if not is_web_address(text):
        raise BadAnswer("Enter a web address that begins with https://")
    return text


def _colour(text: str) -> str:
    try:
        return plain_colour(f"#{text.removeprefix('#').lower()}")
    except ValueError:
        words = "Enter a colour as # and six letters or figures, such as #0b4f6c."
        raise BadAnswer(words) from None


def _number(text: str) -> int:
    if not (text.isdecimal() and text.isascii()) or int(text[:9]) > _NUMBER_MOST:
        raise BadAnswer(f"Enter a whole number from 0 to {_NUMBER_MOST:,}.")
    return int(text)


def _hours(text: str) -> int | float:
    """Hours, as the file has them: `5`, `2.5`, `-10`."""
    if not _HOURS.fullmatch(text):
        raise BadAnswer("Enter hours, such as 5 or 2.5. A minus before it is for hours owed.")
    hours = float(text.replace("−", "-"))
    return int(hours) if hours.is_integer() else hours


def _icon(text: str) -> str:
    if not is_picture(text):
        raise BadAnswer("There is no picture of that name. The names are those of Lucide.")
    return text


_READERS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.URL: _url,
    Kind.COLOUR: _colour,
    Kind.NUMBER: _number,
    Kind.HOURS: _hours,
    Kind.ICON: _icon,
}
