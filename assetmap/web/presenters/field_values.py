"""A field's value as people read it: the words behind slugs, one line for each of several."""

from assetmap.domain.borough.borough import Borough
from assetmap.domain.dates import read_date
from assetmap.domain.listings.fields_kinds import CHOICES
from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.listings.listing import JOIN_WORDS, Kind, Status
from assetmap.domain.listings.proposal import Value
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.schedule_text import parse_rule
from assetmap.domain.times.schedule_words import (
    bank_holiday_words,
    change_words,
    full_date,
    rule_lines,
)
from assetmap.web.forms.questions import PRECISIONS

REASON_WORDS = {
    ArchiveReason.CLOSED: "It has closed",
    ArchiveReason.FINISHED: "It has finished: its last date has passed",
    ArchiveReason.MERGED: "It was listed twice",
    ArchiveReason.MOVED: "It has moved out of the area",
    ArchiveReason.OWNER_ASKED: "The people who run it asked us not to list it",
    ArchiveReason.NOT_CONFIRMED: "Nobody could tell us that it still runs",
    ArchiveReason.POLICY: "It does not fit what this directory lists",
    ArchiveReason.REJECTED: "It was not taken up",
}


def field_words(name: str, value: Value, borough: Borough) -> str:
    """The value of a field in words. What has none, such as an old category, stays as it is."""
    texts = _parts(name, value)
    return "\n".join(_word(name, text, borough) for text in texts if text)


def reason_words(because: str) -> str:
    """Why a listing is not listed any more, in words; an unknown reason as it stands."""
    return _FIXED["archived_because"].get(because, because)


def _parts(name: str, value: Value) -> tuple[str, ...]:
    """The audit keeps several texts as one, with semicolons."""
    if not isinstance(value, str):
        return value
    return tuple(value.split("; ")) if name in _SEVERAL else (value,)


def _word(name: str, text: str, borough: Borough) -> str:
    words = borough.words
    match name:
        case "categories" if text in words.category:
            return words.category[text].label
        case "audience" if text in words.audience:
            return words.audience[text].label
        case "access" if text in words.access_feature:
            return words.access_feature[text].label
        case "when" | "opening_hours" | "phone_hours" if rule := parse_rule(text):
            return "".join(rule_lines([rule]))
        case "needs_until" | "closes_on" | "opens_on" if on := read_date(text):
            return full_date(on)
        case "bank_holidays":
            return bank_holiday_words(text)
        case "changes":
            return _change_words(text)
        case "closed_dates" if on := read_date(text):
            return full_date(on)
        case _:
            return _FIXED.get(name, {}).get(text, text)


def _change_words(text: str) -> str:
    try:
        return change_words(parse_change(text))
    except ValueError:  # of an older audit, say
        return text


_SEVERAL = (
    *("opening_hours", "phone_hours", "changes", "closed_dates"),
    *("needs", "exchange", "rooms", "facilities", "former_names"),
    *("categories", "audience", "access", "when", "languages", "also_known_as"),
)
_FIXED: dict[str, dict[str, str]] = {
    "kind": {str(kind): kind.label for kind in Kind},
    "precision": {str(value): words for value, words, _ in PRECISIONS},
    "status": {str(status): status.label for status in Status},
    "join": JOIN_WORDS,
    **CHOICES,
    "archived_because": {str(key): words for key, words in REASON_WORDS.items()},
}
