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
from assetmap.domain.listings.proposal import Value
from assetmap.domain.people.people import is_person_id
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.web.forms.lengths import too_long
from assetmap.web.forms.questions import Choice, FormField, FormGroup, choices_of
from assetmap.web.forms.schedule_rows import (
    DAY_CHOICES,
    WEEKS,
    TimeRow,
    read_row,
    rows_of,
    typed_rows,
    with_spare,
    words_of,
)
from assetmap.web.forms.values import Unread, read_lines, typed_value

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

    `value` is the answer of a box to type in, `chosen` the ticked ones. For times, `rows` are the
    rows and `value` the lines beside them; for a point `parts` are the two numbers as typed.
    """

    name: str
    control: str
    label: str
    hint: str
    value: str = ""
    chosen: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    rows: tuple[TimeRow, ...] = ()
    parts: tuple[str, str] = ("", "")
    weeks: tuple[tuple[str, str], ...] = WEEKS
    days: tuple[tuple[str, str], ...] = DAY_CHOICES
    type: str = "text"
    size: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


def read_form(form: Form, group: FormGroup, before: Listing | None = None) -> FormRead:
    """The values of a group's questions that a form answers; those it does not have stay out.

    `before` is the listing as it was, so that what was only sent back in another order counts as
    unchanged. What cannot be read is a problem beside its field, and the rest is read all the same.
    """
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for question in group.fields:
        try:
            value = _read(form, question)
            _refuse_long(form, question, value, before)
            _refuse_words(question, value, before)
        except Unread as error:
            value, messages = error.value, error.messages
            problems += [Problem(question.name, message) for message in messages]
        if value is not None:
            values[question.name] = _as_before(question, value, before)
    if group.asks_home and form.get(HOME) == "yes":
        values["precision"] = Precision.AREA
        values.pop("point", None)
    return FormRead(values, tuple(problems))


def drawn(
    group: FormGroup, listing: Listing, borough: Borough, form: Form | None = None
) -> tuple[DrawnField, ...]:
    """A group's questions with the answers of a form that was sent, or else of the listing."""
    return tuple(_drawn(question, listing, borough, form) for question in group.fields)


def is_home(listing: Listing, form: Form | None = None) -> str:
    """The answer so far to "Is this someone's home?": `yes`, `no`, or nothing yet."""
    if form is not None and HOME in form:
        return form[HOME]
    where = listing.where
    if where.precision is not Precision.AREA:
        return "no"
    return "yes" if where.area_served or where.place or where.postcode else ""


def _read(form: Form, question: FormField) -> Value | None:
    if question.control == "times":
        return _read_times(form)
    if question.control == "point":
        return _read_point(form)
    if question.name not in form:
        return None
    if question.control == "categories":
        return few_enough(_read_boxes(form, question.name))
    if question.control == "boxes":
        return _read_boxes(form, question.name)
    return typed_value(question.control, form[question.name])


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


def _read_boxes(form: Form, name: str) -> tuple[str, ...]:
    """The ticked boxes; the main one, where it is asked for, comes first."""
    chosen = [value for value in form.getlist(name) if value]
    main = form.get(f"{name}-main", "")
    if main in chosen:
        chosen.insert(0, main)
    return tuple(dict.fromkeys(chosen))


def _read_times(form: Form) -> Value | None:
    if "when-words" not in form and "when-day" not in form:
        return None
    read, wrong = [], []
    for row in typed_rows(form):
        try:
            read.append(read_row(row))
        except ValueError as error:
            wrong.append(str(error))
    words = read_lines(clean(form.get("when-words", "")))
    value = tuple(dict.fromkeys((*read, *words)))
    if wrong:
        raise Unread(*dict.fromkeys(wrong), value=value)
    return value


def _read_point(form: Form) -> Value | None:
    if "point-lat" not in form and "point-lon" not in form:
        return None
    lat, lon = _typed_point(form)
    return f"{lat}, {lon}" if lat or lon else ""


def _typed_point(form: Form) -> tuple[str, str]:
    """The two numbers as typed; both may have been pasted into the first box."""
    lat, lon = clean(form.get("point-lat", "")), clean(form.get("point-lon", ""))
    if not lon and "," in lat:
        lat, _, lon = (part.strip() for part in lat.partition(","))
    return lat, lon


def _as_before(question: FormField, value: Value, before: Listing | None) -> Value:
    """Several values in the order that they had: boxes and rows come back in their own."""
    if before is None or isinstance(value, str) or question.control not in _REORDERED:
        return value
    old = FIELDS[question.name].read(before)
    kept = [each for each in old if each in value]
    main = value[:1] if question.control == "categories" else ()
    return tuple(dict.fromkeys((*main, *kept, *value)))


_REORDERED = ("boxes", "categories", "times")


def _drawn(
    question: FormField, listing: Listing, borough: Borough, form: Form | None
) -> DrawnField:
    value = FIELDS[question.name].read(listing)
    type_, attributes = _LINES.get(question.control, ("text", {}))
    parts: dict[str, Any] = {"value": value if isinstance(value, str) else ""}
    if question.control == "times":
        parts = _drawn_times(value, form)
    elif question.control == "point":
        lat, _, lon = str(value).partition(", ")
        parts = {"parts": _typed_point(form) if form and "point-lat" in form else (lat, lon)}
    elif question.control in ("boxes", "categories"):
        chosen = _read_boxes(form, question.name) if form and question.name in form else value
        parts = {"chosen": tuple(chosen)}
    elif form is not None and question.name in form:
        parts = {"value": form[question.name]}
    elif not isinstance(value, str):
        parts = {"value": _lines_of(question, value)}
    choices = choices_of(question.name, borough)
    return DrawnField(
        name=question.name,
        control=question.control,
        label=question.label,
        hint=question.hint,
        choices=choices,
        type=type_,
        size=4 if question.control == "age" else None,
        attributes=_COUNTED if question.name == "summary" else attributes,
        **parts,
    )


def _drawn_times(value: Value, form: Form | None) -> dict[str, Any]:
    if form is not None and ("when-day" in form or "when-words" in form):
        more = form.get("more") == "when"
        return {
            "rows": with_spare(typed_rows(form), more=more),
            "value": form.get("when-words", ""),
        }
    return {"rows": with_spare(rows_of(value)), "value": "\n".join(words_of(value))}


def _lines_of(question: FormField, value: Value) -> str:
    if question.control == "words":
        return ", ".join(value)
    if question.control == "dates":
        days = (date.fromisoformat(each) for each in value)
        return "\n".join(f"{on.day} {on:%B %Y}" for on in days)
    return "\n".join(value)
