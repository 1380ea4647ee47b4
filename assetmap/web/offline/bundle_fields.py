"""A listing's fields in the pack: under which keys they stand, which are shown, which are searched.

A field that is shown or searched and has no short key here stands under its own name, as it is.
"""

from collections.abc import Iterable
from typing import Any

from assetmap.domain.listings.fields import FACTS, FIELDS
from assetmap.domain.listings.listing import Listing
from assetmap.services.index_documents import SEARCHED
from assetmap.web.presenters.pages import ShownFact

_KEYS = {
    "name": "n",
    "summary": "s",
    "description": "d",
    "kind": "k",
    "categories": "c",
    "also_known_as": "a",
    "audience": "w",
    "access": "x11y",
    "languages": "l",
    "first_visit": "f",
    "getting_there": "g",
    "time_asked": "ta",
    "skills": "sk",
    **dict.fromkeys(("venue", "address", "place", "postcode", "area_served"), "p"),
}
# What a page says of these is more than their value, and stands beside it.
_TOLD = {
    "audience": "who",
    "when": "t",
    "precision": "wl",
    "cost": "co",
    "join": "j",
    **{name: name for name in ("opening_hours", "phone_hours", "bank_holidays")},
    **{name: name for name in ("closes_on", "exchange", "direct_payments", "transfer")},
}
# Of slugs: the key of the document that has their words.
_WORDS = {"categories": "categories", "audience": "audiences", "kind": "kinds", "access": "access"}
# `pack_document` writes these: cut short, or several in one.
_MADE = {"description", *(name for name, key in _KEYS.items() if key == "p")}
_JOINED = {"languages", "cost"}  # one text of one line, which others of its modules read
_CARRIED = tuple(
    field
    for field in FIELDS.values()
    if (field.searched_in or field.fact) and field.name not in _MADE
)


def carried(shown: Listing, facts: Iterable[ShownFact]) -> dict[str, Any]:
    """The fields that are searched or shown, by key."""
    lines = {fact.field: fact.lines for fact in facts}
    found: dict[str, Any] = {}
    for field in _CARRIED:
        if field.searched_in or field.name not in _TOLD:
            found[key_of(field.name)] = field.read(shown)
        if field.name in _TOLD:
            found[_TOLD[field.name]] = lines.get(field.name, ())
    for name in _JOINED:
        found[_TOLD.get(name) or key_of(name)] = "".join(lines.get(name, ()))
    return found


def facts_by_key() -> list[list[str]]:
    """The facts in their order: label, the key of their lines, and of slugs that of their words."""
    return [
        [fact.label, _TOLD[field.name]]
        if field.name in _TOLD
        else [fact.label, key_of(field.name), *_words(field.name)]
        for field, fact in FACTS
    ]


def texts_by_key() -> list[list[str]]:
    """What is searched: the field of the index, the key of the text, and of slugs that of words."""
    found = ((field.searched_in, key_of(field.name), *_words(field.name)) for field in SEARCHED)
    return [list(each) for each in dict.fromkeys(found)]


def key_of(name: str) -> str:
    """Under which key of a listing in the bundle a field stands."""
    return _KEYS.get(name, name)


def _words(name: str) -> tuple[str, ...]:
    return (_WORDS[name],) if name in _WORDS else ()
