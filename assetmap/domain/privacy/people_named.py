"""Whether a text names somebody. Rules of thumb: no rule knows every name, or every place."""

import re
from collections.abc import Iterator

from assetmap.domain.privacy.given_names import GIVEN_NAMES, SURNAMES, WORDS_AND_NAMES
from assetmap.domain.text import fold

# Ms before a small letter is multiple sclerosis, a doctor's surgery is no Dr Surgery.
_TITLED = re.compile(
    r"\b(?i:mr|mrs|mx)\b"
    r"|\b(?:Ms|Miss)\b\.? +[A-Z]"
    r"|\b(?i:dr|sir|rev|reverend|fr|sgt|cllr|prof)\b\.? +(?!Appoint|Surger|Who\b)[A-Z][\w'’-]+"
)
_SAID = re.compile(
    r"\b(?:my|his|her|their|whose) names?(?: is|['’]s)\b|\b(?:he|she|they|who) (?:is|are) called\b"
    r"|\b(?:man|woman|lady|gentleman|girl|boy|client|patient|resident|neighbour)"
    r" (?:called|named)\b",
    re.IGNORECASE,
)
_KIN = (
    r"(?:son|daughter|child|wife|husband|partner|mum|mother|dad|father|nan|nana|gran|granny"
    r"|grandma|grandad|grandson|granddaughter|brother|sister|aunt|auntie|uncle|cousin|niece"
    r"|nephew|friend|neighbour|client|patient|resident|tenant|service user)"
)
_KIN_NAMED = re.compile(
    rf"\b(?i:my|his|her|their|our|your) (?:[a-z]+ ){{0,2}}(?i:{_KIN}) [A-Z][a-z]"
    r"|\b(?:client|patient|tenant|service user) [A-Z]"
)
_INITIAL = re.compile(r"(?<![.\w])[A-DF-MO-RT-VX-Z]\. ?[A-Z][a-z]{2}")  # N. Stifford is a place
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SAINTS = frozenset(("st", "saint", "king", "queen", "prince", "princess"))
_PLACES = frozenset(
    """
    academy avenue church close court crescent drive estate gardens grove hospice hospital lane
    park road school street way
    """.split()  # noqa: SIM905
)
_WELL_KNOWN = re.compile(
    r"\b(?:alexander technique|andy['’]?s man club|harry potter|john lewis|marie curie|mary seacole"
    r"|sue ryder|thomas the tank|williams syndrome)\b",
    re.IGNORECASE,
)
_BEFORE_A_NAME = re.compile(rf"{_KIN}|called|named", re.IGNORECASE)
_FOR_SOMEBODY = frozenset(("for", "with", "about"))
_ON_SOMEBODY = frozenset(("", "in", "is", "needs", "to", "wants", "who"))


def names_somebody(text: str) -> bool:
    """Whether a title, a known name, or words that come before a name stand in a text."""
    text = _WELL_KNOWN.sub("", text)
    if any(rule.search(text) for rule in (_TITLED, _SAID, _KIN_NAMED, _INITIAL)):
        return True
    return any(_is_name(*words) for words in _threes(_WORD.findall(text)))


def _threes(words: list[str]) -> Iterator[tuple[str, str, str]]:
    """Each word between the one before and the one after; empty where there is none."""
    return zip(("", *words), words, (*words[1:], ""), strict=False)


def _is_name(before: str, word: str, after: str) -> bool:
    name = fold(word.removesuffix("'s").removesuffix("’s"))
    if name in GIVEN_NAMES or name in SURNAMES:
        return fold(before) not in _SAINTS and fold(after) not in _PLACES
    if name not in WORDS_AND_NAMES:
        return False
    if _BEFORE_A_NAME.fullmatch(before):
        return True
    return before.lower() in _FOR_SOMEBODY and word.istitle() and after in _ON_SOMEBODY
