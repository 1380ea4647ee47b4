"""A listing's form: what was typed as the values of fields, and a listing's values as typed.

Adding, proposing a change, an editor's edits and the organiser's page all read and draw through
here: `read_form` for what was sent, `drawn` for what `components/listing_fields.html` shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import CATEGORIES_MOST, SUMMARY_LONGEST, Listing, Precision
from assetmap.domain.listings.opening import opening_rules
from assetmap.domain.listings.proposal import Value
from assetmap.domain.people.people import is_person_id
from assetmap.domain.text import clean
from assetmap.domain.times.schedule_text import parse_rules
from assetmap.domain.validation import Problem
from assetmap.web.forms.hours_answers import (
    HOLIDAY_CHOICES,
    chosen_holidays,
    draw_changes,
    draw_hours,
    read_changes_lines,
    read_holidays,
    read_hours_lines,
)
from assetmap.web.forms.lengths import too_long
from assetmap.web.forms.questions import Choice, FormField, FormGroup, choices_of
from assetmap.web.forms.schedule_rows import DAY_CHOICES, TERMS, WEEKS
from assetmap.web.forms.time_answers import (
    DrawnTimes,
    TimesRead,
    bank_holidays_as_words,
    draw_times,
    is_answered,
    read_times,
)
from assetmap.web.forms.values import Unread, read_point, ticked, typed_point, typed_value

Form = MultiDict[str, str]
HOME = "home"  # the answer to "Is this someone's home?": yes or no
_LINES = {  # the keyboard and the filling-in that help to type a line
    "tel": ("tel", {"autocomplete": "off"}),
    "email": ("email", {"autocomplete": "off", "spellcheck": "false"}),
    "url": ("text", {"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    "age": ("text", {"inputmode": "numeric", "autocomplete": "off"}),
}

_COUNTED = {"data-count": str(SUMMARY_LONGEST)}


@dataclass(frozen=True)
class FormRead:
    """What a form says: `values` by FIELDS name as far as they can be read, and the `problems`."""

    values: dict[str, Value]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class DrawnField:
    """One question with its answer so far, for the macro `listing_field`.

    `value` is the answer of a box to type in, `chosen` the ticked ones. For days and times `times`
    has the answer; for a point `parts` are the two numbers as typed.
    """

    name: str
    control: str
    label: str
    hint: str
    value: str = ""
    chosen: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    times: DrawnTimes | None = None
    parts: tuple[str, str] = ("", "")
    weeks: tuple[tuple[str, str], ...] = WEEKS
    days: tuple[tuple[str, str], ...] = DAY_CHOICES
    terms: tuple[tuple[str, str], ...] = TERMS
    type: str = "text"
    size: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


def read_form(
    form: Form, group: FormGroup, before: Listing | None = None, *, today: date
) -> FormRead:
    """The values of a group's questions that a form answers; those it does not have stay out.

    `before` is the listing as it was, so that what was only sent back in another order counts as
    unchanged. What cannot be read is a problem beside its field, and the rest is read all the same.
    `today` finds the year of a day that was typed without one.
    """
    reading = _FormReading(form, before, today)
    for question in group.fields:
        reading.take(question)
    values, problems = reading.values, reading.problems
    if reading.times and reading.times.bank_holidays:
        _keep_holidays(values, reading.times.bank_holidays)
    if group.asks_home and form.get(HOME) == "yes":
        values["precision"] = Precision.AREA
        values.pop("point", None)
    return FormRead(values, tuple(problems))


def _keep_holidays(values: dict[str, Value], said: str) -> None:
    """What words about times said of bank holidays, where that was not answered by itself."""
    if "bank_holidays" in values:
        values["bank_holidays"] = values["bank_holidays"] or said
    else:
        values["when"] = (*values["when"], bank_holidays_as_words(said))


class _FormReading:
    """A form as it is read, one question after the other: some are read by those before them."""

    def __init__(self, form: Form, before: Listing | None, today: date) -> None:
        self._form, self._before, self._today = form, before, today
        self.values: dict[str, Value] = {}
        self.problems: list[Problem] = []
        self.times: TimesRead | None = None

    def take(self, question: FormField) -> None:
        """Read one question."""
        try:
            value = self._read(question)
            _refuse_long(self._form, question, value, self._before)
            _refuse_words(question, value, self._before)
        except Unread as error:
            value, messages = error.value, error.messages
            self.problems += [Problem(question.name, message) for message in messages]
        if value is not None:
            self.values[question.name] = _as_before(question, value, self._before)

    def _read(self, question: FormField) -> Value | None:
        form, name = self._form, question.name
        if question.control == "times" and is_answered(form):
            self.times = read_times(form, self._had(name), self._today)
            self.problems += self.times.problems
            return self.times.value
        if question.control == "point":
            return read_point(form)
        if name not in form:
            return None
        match question.control:
            case "categories":
                return few_enough(ticked(form, name))
            case "boxes":
                return ticked(form, name)
            case "hours":
                return read_hours_lines(form[name], self._had(name), self._today)
            case "bank-holidays":
                return read_holidays(form)
            case "changes":
                return self._read_changes(name)
        return typed_value(question.control, form[name])

    def _read_changes(self, name: str) -> Value:
        when = self.values.get("when", self._had("when"))
        rules = parse_rules(when)
        opening = self.values.get("opening_hours", self._had("opening_hours"))
        has_door = bool(opening) or bool(self._before and opening_rules(self._before))
        return read_changes_lines(
            self._form[name],
            self._had(name),
            self._today,
            has_door=has_door,
            rules=rules if len(rules) == len(when) else (),  # words may say any other day
        )

    def _had(self, name: str) -> Value:
        return () if self._before is None else FIELDS[name].read(self._before)


def drawn(
    group: FormGroup, listing: Listing, borough: Borough, form: Form | None = None, *, today: date
) -> tuple[DrawnField, ...]:
    """A group's questions with the answers of a form that was sent, or else of the listing.

    `today` is for the next dates of what was written in words.
    """
    return tuple(_drawn(question, listing, borough, form, today) for question in group.fields)


def is_home(listing: Listing, form: Form | None = None) -> str:
    """The answer so far to "Is this someone's home?": `yes`, `no`, or nothing yet."""
    if form is not None and HOME in form:
        return form[HOME]
    where = listing.where
    if where.precision is not Precision.AREA:
        return "no"
    return "yes" if where.area_served or where.place or where.postcode else ""


def _refuse_long(
    form: Form, question: FormField, value: Value | None, before: Listing | None
) -> None:
    """Raises Unread when an answer is longer than fits, unless it was so before."""
    typed = form.get("when-words" if question.control == "times" else question.name, "")
    message = too_long(question.name, question.control, clean(typed))
    if message and (before is None or FIELDS[question.name].read(before) != value):
        raise Unread(message)


def _refuse_words(question: FormField, value: Value | None, before: Listing | None) -> None:
    """Raises Unread for words where a person is asked for, unless they stood there before."""
    if question.control != "person" or not value or is_person_id(str(value)):
        return
    if before is None or FIELDS[question.name].read(before) != value:
        raise Unread("Choose somebody from the list.")


def few_enough(categories: tuple[str, ...]) -> Value:
    """The categories as a value. Raises Unread when a listing may not have so many."""
    if len(categories) > CATEGORIES_MOST:
        raise Unread(f"Choose no more than {CATEGORIES_MOST} categories.")
    return categories


def _as_before(question: FormField, value: Value, before: Listing | None) -> Value:
    """Several values in the order that they had: boxes and rows come back in their own."""
    if before is None or isinstance(value, str) or question.control not in _REORDERED:
        return value
    old = FIELDS[question.name].read(before)
    kept = [each for each in old if each in value]
    if len(kept) < len(old) and kept == [each for each in value if each in old]:
        return value  # a time that was changed keeps its place
    main = value[:1] if question.control == "categories" else ()
    return tuple(dict.fromkeys((*main, *kept, *value)))


_REORDERED = ("boxes", "categories", "times", "hours")


def _drawn(
    question: FormField, listing: Listing, borough: Borough, form: Form | None, today: date
) -> DrawnField:
    value = FIELDS[question.name].read(listing)
    type_, attributes = _LINES.get(question.control, ("text", {}))
    parts: dict[str, Any] = {"value": value if isinstance(value, str) else ""}
    if question.control == "times":
        parts = {"times": draw_times(value, form, today)}
    elif question.control == "point":
        lat, _, lon = str(value).partition(", ")
        parts = {"parts": typed_point(form) if form and "point-lat" in form else (lat, lon)}
    elif question.control == "bank-holidays":
        answer, hours = chosen_holidays(str(value), form)
        parts = {"value": hours, "chosen": (answer,)}
    elif question.control in ("boxes", "categories"):
        chosen = ticked(form, question.name) if form and question.name in form else value
        parts = {"chosen": tuple(chosen)}
    elif form is not None and question.name in form:
        parts = {"value": clean(form[question.name])}
    elif not isinstance(value, str):
        parts = {"value": _lines_of(question, value)}
    is_of_holidays = question.control == "bank-holidays"
    choices = HOLIDAY_CHOICES if is_of_holidays else choices_of(question.name, borough)
    return DrawnField(
        name=question.name,
        control=question.control,
        label=question.label,
        hint=borough.example.written_in(question.hint),
        choices=choices,
        type=type_,
        size=4 if question.control == "age" else None,
        attributes=_COUNTED if question.name == "summary" else attributes,
        **parts,
    )


def _lines_of(question: FormField, value: Value) -> str:
    if question.control == "hours":
        return draw_hours(value)
    if question.control == "changes":
        return draw_changes(value)
    if question.control == "words":
        return ", ".join(value)
    if question.control == "dates":
        days = (date.fromisoformat(each) for each in value)
        return "\n".join(f"{on.day} {on:%B %Y}" for on in days)
    return "\n".join(value)
