"""What was typed into one box, as the value of a field."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from werkzeug.datastructures import MultiDict

from assetmap.domain.dates import read_date
from assetmap.domain.listings.proposal import Value
from assetmap.domain.text import clean
from assetmap.exchange.contact_details import read_email, read_website
from assetmap.exchange.phone_cells import read_phone

Boxes = tuple[str, str, str]  # day, month and year, as typed


_NUMBER_MOST = 10**12  # no page, entry or revision has a greater number


class BadDate(Exception):
    """What was typed is no date; the message is plain words."""


def typed_boxes(form: Mapping[str, str], name: str) -> Boxes:
    """What stands in the three boxes of a date."""
    day, month, year = (form.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year"))
    return day, month, year


def read_boxes(boxes: Boxes) -> date | None:
    """The date in three boxes, or None when all are empty. Raises BadDate."""
    if not any(boxes):
        return None
    if not all(box.isdecimal() and box.isascii() for box in boxes):
        raise BadDate("Enter a day, a month and a year, as numbers.")
    day, month, year = (int(box[:6]) for box in boxes)
    try:
        return date(year, month, day)
    except ValueError:
        raise BadDate("There is no such date. Look at the day, the month and the year.") from None


def read_number(parameters: Mapping[str, str], name: str, otherwise: int = 0) -> int:
    """The whole number in an address or form; `otherwise` where there is none that is sensible."""
    try:
        number = int(parameters.get(name, ""))
    except ValueError:
        return otherwise
    return number if abs(number) < _NUMBER_MOST else otherwise


def boxes_of(on: date | None) -> Boxes:
    """A date as its three boxes show it."""
    return (str(on.day), str(on.month), str(on.year)) if on else ("", "", "")


def ticked(form: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """The ticked boxes; the main one, where it is asked for, comes first."""
    chosen = [value for value in form.getlist(name) if value]
    main = form.get(f"{name}-main", "")
    if main in chosen:
        chosen.insert(0, main)
    return tuple(dict.fromkeys(chosen))


def read_point(form: MultiDict[str, str]) -> Value | None:
    """A point as one text of two numbers; None in a form that has no boxes for it."""
    if "point-lat" not in form and "point-lon" not in form:
        return None
    lat, lon = typed_point(form)
    return f"{lat}, {lon}" if lat or lon else ""


def typed_point(form: MultiDict[str, str]) -> tuple[str, str]:
    """The two numbers as typed; both may have been pasted into the first box."""
    lat, lon = clean(form.get("point-lat", "")), clean(form.get("point-lon", ""))
    if not lon and "," in lat:
        lat, _, lon = (part.strip() for part in lat.partition(","))
    return lat, lon


class Unread(Exception):
    """What cannot be read of an answer; `value` is what can, None when nothing."""

    def __init__(self, *messages: str, value: Value | None = None) -> None:
        super().__init__("; ".join(messages))
        self.messages, self.value = messages, value


def typed_value(control: str, text: str) -> Value:
    """The value of what was typed into the box of a control. Raises Unread."""
    return _READERS.get(control, _read_line)(clean(text))


def _read_line(text: str) -> Value:
    return " ".join(text.split("\n"))


def read_lines(text: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _read_words(text: str) -> Value:
    return tuple(word.strip() for word in re.split(r"[,;\n]", text) if word.strip())


def _read_dates(text: str) -> Value:
    read, wrong = [], []
    for line in read_lines(text):
        on = read_date(line)
        if on is None:
            wrong.append(line)
        else:
            read.append(on.isoformat())
    value = tuple(sorted(set(read)))
    if wrong:
        raise Unread(
            f"Write each day like 25 December 2026. We cannot read “{wrong[0][:40]}”.", value=value
        )
    return value


def _contact(read: Callable[[str, list[str]], str], message: str) -> Callable[[str], Value]:
    def reader(text: str) -> Value:
        line = " ".join(text.split())
        found = read(line, [])
        if line and not found:
            raise Unread(message)
        return found

    return reader


_READERS: dict[str, Callable[[str], Value]] = {
    "text": lambda text: text,
    "lines": read_lines,
    "words": _read_words,
    "dates": _read_dates,
    "tel": _contact(read_phone, "Enter a phone number, such as 01632 960001."),
    "email": _contact(read_email, "Enter an email address, such as name@example.org."),
    "url": _contact(read_website, "Enter a web address, such as www.example.org."),
}
