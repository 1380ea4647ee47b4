"""The values of Open Referral's JSON, as feeds really hold them: null, -1, figures as texts."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from assetmap.domain.dates import read_date
from assetmap.domain.text import clean, fold
from assetmap.exchange.values import AGE_MOST, says_nothing

Item = Mapping[str, Any]

_YEARS = range(1990, 2100)  # others stand for no date: 0001-01-01, 9999-12-31
_NO_EMAIL = re.compile(
    r"@(?:[\w.-]+\.)?(?:invalid|noemail\.\w+)$|^(?:no-?reply|noemail)@", re.IGNORECASE
)
_NO_WEBSITE = frozenset(("example.com", "www.example.com", "localhost"))


def text_of(value: object) -> str:
    """A value as a cell would hold it; what is no single value is empty."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return clean(str(value)) if isinstance(value, (str, int)) else ""


def first_text(item: Item, *keys: str) -> str:
    """The first of some keys under which there is a text that says something."""
    texts = (text_of(item.get(key)) for key in keys)
    return next((text for text in texts if text and not says_nothing(text)), "")


def items_of(item: Item, *keys: str) -> list[Item]:
    """The objects under some keys, of all of them; a single one stands for a list of one."""
    found: list[Item] = []
    for key in keys:
        value = item.get(key)
        every = value if isinstance(value, list) else [value]
        found += [each for each in every if isinstance(each, dict)]
    return found


def item_of(item: Item, *keys: str) -> Item:
    """The first object under some keys; an empty one where there is none."""
    return next(iter(items_of(item, *keys)), {})


def texts_of(item: Item, key: str, *names: str) -> list[str]:
    """The texts of a list of objects (`names` say where in each), or of plain texts; each once."""
    return list(dict.fromkeys(_texts(item.get(key), names)))


def _texts(value: object, names: tuple[str, ...]) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        text = first_text(each, *names) if isinstance(each, dict) else text_of(each)
        if text and not says_nothing(text):
            yield text


def is_true(value: object) -> bool:
    """Whether a value is a yes, however it is written."""
    return fold(text_of(value)) in ("yes", "true", "1", "y")


def is_false(value: object) -> bool:
    """Whether a value is a no; null and a missing one are none."""
    return fold(text_of(value)) in ("no", "false", "0", "n")


def day_of(value: object) -> date | None:
    """A date; None for those that only stand for none."""
    day = read_date(text_of(value))
    return day if day and day.year in _YEARS else None


def age_of(value: object) -> str:
    """An age as a text; empty for -1, 127 and the like, which stand for no limit."""
    text = text_of(value)
    try:
        number = float(text)
    except ValueError:
        return text
    return text if 0 <= number <= AGE_MOST else ""


def email_of(text: str) -> str:
    """An e-mail address; empty for one that only stands for none, as `x@noemail.invalid`."""
    return "" if _NO_EMAIL.search(text) else text


def website_of(text: str) -> str:
    """A web address; empty for one that only stands for none, as `http://www.example.com`."""
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        is_bare = parts.path in ("", "/") and not parts.query
        return "" if is_bare and (parts.hostname or "") in _NO_WEBSITE else text
    except ValueError:
        return text
