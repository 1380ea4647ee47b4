"""Columns whose headings say nothing, known by what stands in their cells.

Only what has a form of its own is known so: a postcode, a phone number, an e-mail address, a web
address, and a day with a time. A column that may be of a person, or of the file itself (who wrote a
row, and when), or one without a heading, is left alone: nothing private goes public by a guess.
"""

import re
from collections.abc import Callable, Container, Sequence
from itertools import islice

from assetmap.domain.email import find_emails
from assetmap.domain.phone import numbers_in
from assetmap.domain.place import parse_postcode
from assetmap.domain.text import clean
from assetmap.exchange.header_mapping import HeaderMapping
from assetmap.exchange.heading_names import CONTACT, MOBILE, OTHER_PHONE
from assetmap.exchange.heading_words import heading_words
from assetmap.exchange.time_headings import TIME_NAMES, WEEK
from assetmap.exchange.values import says_nothing

_LOOKED_AT = 200  # cells of a column; the first ones that hold anything
_FEWEST = 3  # cells: two may be alike by chance
_MOST = 0.6  # the share of them that must have the form
_PHONE_FIGURES = 10  # of a number with its area code
_BESIDE_PHONE = 30  # letters that may stand beside it
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)(?:\?\S*)?$", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b"
    r"|\b(?:daily|every day|weekdays)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b|\b\d{1,2}[.:]\d\d\b|\b\d{1,2}\s?(?:-|–|to)\s?\d{1,2}\b"
    r"|\bnoon\b",
    re.IGNORECASE,
)
_LONGEST_TIME = 120  # letters; more is prose
# Words of headings that are of a person, or of the file: `Chair's mobile`, `Last updated`.
_NOT_OURS = frozenset(
    (
        *("chair", "chairs", "chairman", "chairperson", "secretary", "treasurer", "trustee"),
        *("organiser", "organizer", "leader", "owner", "manager", "worker", "officer", "staff"),
        *("volunteer", "person", "home", "emergency", "personal", "private", "kin", "carer"),
        *("user", "author", "editor", "by", "submitted", "added", "created", "updated", "update"),
        *("modified", "changed", "checked", "verified", "timestamp", "respondent", "your", "my"),
        *("fax", "minicom", "textphone", "id", "uprn", "number", "no", "code", "key", "previous"),
        *("picture", "pictures", "image", "images", "photo", "photos", "logo", "icon", "media"),
        *("map", "maps", "source", "data", "licence", "license", "feed", "api", "admin", "old"),
        *("billing", "invoice", "correspondence", "registered", "head", "office", "former"),
    )
)


def _is_postcode(cell: str) -> bool:
    return parse_postcode(cell) is not None


def _is_phone(cell: str) -> bool:
    numbers = [each for each in numbers_in(cell) if len(each.dialled) >= _PHONE_FIGURES]
    has_code = all(each.dialled.startswith(("0", "+")) and not each.lost for each in numbers)
    beside = sum(ch.isalpha() for ch in cell)
    return bool(numbers) and has_code and beside <= _BESIDE_PHONE


def _is_email(cell: str) -> bool:
    return " " not in cell and find_emails(cell) == [cell.removeprefix("mailto:")]


def _is_website(cell: str) -> bool:
    return bool(_URL.fullmatch(cell)) and not _PICTURE.search(cell)


def _is_when(cell: str) -> bool:
    return len(cell) <= _LONGEST_TIME and bool(_DAY.search(cell) and _TIME.search(cell))


# The field of each form, how people call it, and the fields that say the same.
_FORMS: tuple[tuple[str, str, Callable[[str], bool], frozenset[str]], ...] = (
    ("postcode", "the postcode", _is_postcode, frozenset(("postcode",))),
    ("email", "the email address", _is_email, frozenset(("email", CONTACT))),
    ("website", "the website", _is_website, frozenset(("website", CONTACT))),
    ("phone", "the phone number", _is_phone, frozenset(("phone", MOBILE, OTHER_PHONE, CONTACT))),
    ("when", "days and times", _is_when, frozenset(("when", *TIME_NAMES))),
)
_CALLED = {field: called for field, called, _, _ in _FORMS}


def with_content(
    headings: HeaderMapping, rows: Sequence[Sequence[str]], *, but: Container[int] = ()
) -> HeaderMapping:
    """The headings with the columns that are known by their cells alone, one for each field.

    A field that a heading names already is left to it; so are the columns at the positions `but`.
    """
    taken = {each.position for each in headings.columns}
    free = [
        at
        for at, heading in enumerate(headings.all)
        if heading
        and at not in taken
        and at not in but
        and not _NOT_OURS & set(heading_words(heading))
    ]
    cells = {at: _cells(at, rows) for at in free}
    for field, _, is_one, same in _FORMS:
        if any(_says(each.field, field, same) for each in headings.columns):
            continue
        at = _likeliest(cells, is_one)
        if at is not None:
            del cells[at]
            headings = headings.by_content(at, field)
    return headings


def content_notes(headings: HeaderMapping) -> tuple[str, ...]:
    """What to say of columns that are known by their cells alone."""
    return tuple(
        f"We took “{each.heading}” for {_CALLED[each.field]}, because its cells look like it."
        for each in headings.guessed_by_cells
    )


def _says(name: str, field: str, same: frozenset[str]) -> bool:
    """Whether a column's field says what `field` does: columns of weekdays say when."""
    return name in same or (field == "when" and name.startswith(WEEK))


def _likeliest(cells: dict[int, list[str]], is_one: Callable[[str], bool]) -> int | None:
    shares = {
        at: sum(map(is_one, texts)) / len(texts)
        for at, texts in cells.items()
        if len(texts) >= _FEWEST
    }
    best = max(shares, key=lambda at: (shares[at], -at), default=None)
    return best if best is not None and shares[best] >= _MOST else None


def _cells(at: int, rows: Sequence[Sequence[str]]) -> list[str]:
    texts = (clean(row[at]) for row in rows if at < len(row))
    return list(islice((text for text in texts if text and not says_nothing(text)), _LOOKED_AT))
