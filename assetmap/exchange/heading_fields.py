"""Which field one heading of somebody else's file is, however it is spelled."""

import re
from collections.abc import Mapping
from functools import lru_cache

from assetmap.domain.text import fold
from assetmap.exchange.heading_names import (
    CONTACT,
    GATHERED,
    INTERNAL,
    MOBILE,
    OTHER_NAMES,
    OTHER_PHONE,
    OWNED,
    OWNED_BY_CONTACT,
    OWNERS,
    PRIVATE_PHRASES,
    PRIVATE_WORDS,
    SHOW_LISTING,
    TYPE,
)

_PRIVATE = {
    **dict.fromkeys(("phone", MOBILE, OTHER_PHONE), "private_phone"),
    "email": "private_email",
    "contact_name": "private_name",
    "private_name": "private_name",
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9]\b)")
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NUMBERING = re.compile(r"^\W*(?:q(?:uestion)?\s*)?\d{1,2}\s*[.):]\s+", re.IGNORECASE)
# `Are you happy for us to publish your details?`
_CONSENT = re.compile(
    r"\b(?:happy|ok|okay|consent|permission|agree|can we|may we|should we|allowed|allow)\b"
    r".*\b(?:publish|published|share|shared|public|publicly|website|online|directory|listed)\b"
)
# `Is the venue wheelchair accessible?`: the words that tell what is asked, the closest first.
_ASKED = (
    (r"\b(?:disabled|accessible|wheelchair)\b.*\b(?:toilets?|wc|loos?)\b", "accessible_toilet"),
    (r"\bbaby chang", "baby_changing"),
    (r"\bchanging places?\b", "changing_place"),
    (r"\b(?:hearing|induction) loop\b", "hearing_loop"),
    (r"\b(?:wheelchair|step free)\b|\b(?:disabled|level) access\b", "wheelchair_access"),
)
_REMARKS = frozenset(("notes", "comments", "remarks"))


def key(heading: str) -> str:
    """A heading as it is looked up: `Post Code`, `post_code` and `PostCode` are one."""
    return fold(heading).replace(" ", "")


_ALIASES = {
    key(alias): name for name, aliases in OTHER_NAMES.items() for alias in aliases.split(", ")
}
# In our own files a column that somebody added is never part of another field.
_OWN_ALIASES = {
    alias: name
    for alias, name in _ALIASES.items()
    if name in (TYPE, CONTACT) or not (name in GATHERED or name.startswith("private_"))
}
_OWNERS = frozenset(map(key, OWNERS))


@lru_cache(maxsize=1_024)
def known_as(text: str) -> str:
    """The column that a text would head, as one of the other names in our table; else empty."""
    return _ALIASES.get(key(text), "")


def heading_words(heading: str) -> list[str]:
    """The words of a heading, folded; `PropertyName` and `property_name` are both two."""
    return fold(_CAMEL.sub(" ", heading)).split()


def field_of(heading: str, exact: Mapping[str, str], own: bool) -> tuple[int, str]:
    """How surely a heading names a field (0 is surest), and which; an empty one when none.

    `exact` are the names that are ours, by `key`. In our `own` files little else is believed.
    """
    aliases = _OWN_ALIASES if own else _ALIASES
    if name := exact.get(key(heading), ""):
        return 0, name
    if not own and (name := _kept_private(heading)):
        return 1, name
    if name := aliases.get(key(heading), ""):
        return 1, name
    return 2, "" if own else _loosely(heading, exact)


def _kept_private(heading: str) -> str:
    """What a heading is that says itself that it is not for everyone; empty when it does not."""
    words = heading_words(heading)
    text = " ".join(words)
    if not (PRIVATE_WORDS & set(words) or any(phrase in text for phrase in PRIVATE_PHRASES)):
        return ""
    for phrase in PRIVATE_PHRASES:
        text = text.replace(phrase, " ")
    rest = "".join(word for word in text.split() if word not in PRIVATE_WORDS)
    name = _ALIASES.get(rest, rest)
    return _PRIVATE.get(name, INTERNAL)


def _loosely(heading: str, exact: Mapping[str, str]) -> str:
    """The field of a heading without its number, its brackets, or whose it is."""
    bare = _NUMBERING.sub("", _IN_BRACKETS.sub(" ", heading))
    words = heading_words(bare)
    names = {**_ALIASES, **exact}
    if name := names.get("".join(words), ""):
        return name
    for at, word in enumerate(words[:-1]):
        if word not in _OWNERS:
            break
        name = names.get("".join(words[at + 1 :]), "")
        if name in (OWNED_BY_CONTACT if "contact" in words[: at + 1] else OWNED):
            return name
    text = " ".join(heading_words(heading))
    if _CONSENT.search(text):
        return SHOW_LISTING
    if name := next((name for words, name in _ASKED if re.search(words, text)), ""):
        return name
    return INTERNAL if words and words[-1] in _REMARKS else ""
