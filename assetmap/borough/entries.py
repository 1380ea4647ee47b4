"""The entries of a file, read one by one, so that a slip is told with the entry that it is in."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

Made = TypeVar("Made")
_NAMED_BY = ("slug", "id", "code", "name", "year", "text", "label")
_TEXTS = frozenset(
    (
        *("slug", "id", "code", "name", "label", "hint", "icon", "colour", "picture", "text"),
        *("phone", "hours", "email", "emergency", "sms", "url", "postcode", "website", "kind"),
        *("advice_url", "advice_text", "contact", "attribution"),
    )
)
_LISTS = frozenset(
    (
        *("categories", "audience", "say", "but_not", "kin", "ages", "words", "narrower", "kinds"),
        *("aliases", "lines", "concepts", "patterns", "needs", "listed", "within"),
    )
)
_UNKNOWN = re.compile(r"unexpected keyword argument '(\w+)'")
_MISSING = re.compile(r"missing \d+ required positional arguments?: (.+)")


def read_each(
    file: Mapping[str, Any], key: str, read: Callable[[Mapping[str, Any]], Made]
) -> tuple[Made, ...]:
    """What `read` makes of each entry under a key; nothing of a key that is not there.

    Raises ValueError with the name of the entry that cannot be used, or with its number.
    """
    entries = file.get(key, ())
    if not isinstance(entries, Sequence) or not all(isinstance(each, Mapping) for each in entries):
        raise ValueError(f"{key} is no list of entries: begin each with [[{key}]]")
    return tuple(read_one(f"{key} {number}", each, read) for number, each in enumerate(entries, 1))


def read_one(
    name: str, entry: Mapping[str, Any], read: Callable[[Mapping[str, Any]], Made]
) -> Made:
    """What `read` makes of an entry, which is called `name` where it has no name of its own.

    Raises ValueError with its name.
    """
    try:
        _refuse_other_types(entry)
        return read(entry)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        own = next((entry[key] for key in _NAMED_BY if isinstance(entry.get(key), str)), "")
        told, named = what_is_wrong(error), f"{name} ({own})" if own else name
        raise ValueError(told if _says(told, own) else f"{named}: {told}") from error


def _says(told: str, own: str) -> bool:
    """Whether a sentence itself says which entry it is about, and needs no name in front."""
    return len(own) > 2 and re.search(rf"(?<![\w-]){re.escape(own)}(?![\w-])", told) is not None


def what_is_wrong(error: Exception) -> str:
    """An error of reading a file in words, without those of the program."""
    if isinstance(error, KeyError):
        return f"{error.args[0]!r} is missing"
    told = str(error)
    if found := _UNKNOWN.search(told):
        return f"there is nothing called {found[1]!r} in it"
    if found := _MISSING.search(told):
        return f"{found[1]} {'are' if ' and ' in found[1] else 'is'} missing"
    return told


def texts_under(file: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of texts; empty when the key is not there. Raises ValueError."""
    texts = file.get(key, ())
    if not isinstance(texts, (list, tuple)) or not all(isinstance(text, str) for text in texts):
        raise ValueError(f'{key} is {texts!r}: give a list, such as ["one", "two"]')
    return tuple(texts)


def _refuse_other_types(entry: Mapping[str, Any]) -> None:
    for key, value in entry.items():
        if key in _TEXTS and not isinstance(value, str):
            raise ValueError(f'{key} is {value!r}: put it between quotes, such as "{value}"')
        if key in _LISTS and not isinstance(value, (list, tuple)):
            raise ValueError(f'{key} is {value!r}: give a list, such as ["one", "two"]')
