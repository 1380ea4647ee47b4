"""What a note about a need must not hold: whoever it is about, and where and how to find them.

Rules of thumb, so that a slip of the pen is told at once; they cannot know every name. What they
let through, an editor takes out by hand.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from assetmap.domain.place import parse_postcode
from assetmap.domain.privacy.people_named import names_somebody

_EMAIL = re.compile(
    r"\w@|(?:^|\s)@\w{3}|\w ?[([]at[)\]] ?\w|\bdot (?:com|org|net|co|uk)\b", re.IGNORECASE
)
_PART = r"[\s()./–-]{0,2}"  # between two figures of one number
_PHONE = re.compile(
    rf"(?<![\d£.])(?:\+|\(?0)(?:{_PART}\d){{8,}}"  # with its code
    r"|(?<![\d£.,])\d{6,}"  # of the town
    r"|(?<![\d£.,])\d{3} \d{3}(?:\d| \d{3})?(?!\d)"
    r"|(?<!\d)\d{3,5}[ .-]\d{3}[ .-]\d{3,4}(?!\d)"
)
_NHS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_INSURANCE = re.compile(r"\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b", re.IGNORECASE)
_CASE = re.compile(
    r"\b(?:case|ref|reference|client|patient|id)\.? ?(?:no\.?|number|#)? ?:? ?\d{3,}", re.IGNORECASE
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_BORN = re.compile(
    r"\b(?:born (?:in|on|\d)|d\.?o\.?b\b|date of birth|birthday (?:is|was|on)\b)", re.IGNORECASE
)
_DAY = re.compile(
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(\d{4}|\d{2})\b"
    rf"|\b{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?,? ((?:19|20)\d\d)\b"
    r"|\b((?:19|20)\d\d)-\d\d-\d\d\b",
    re.IGNORECASE,
)
_ROAD = r"(?:road|rd|avenue|ave|lane|ln|crescent|terrace|grove|mews|close(?! (?:to|by|together)))"
_STREET = r"(?:Street|St|Drive|Way|Court|Gardens?|Place|Walk|Hill|Square|Green|Row|Rise|View|Park)"
_NOT_STREET = r"(?:at|by|for|from|in|of|old|olds|on|or|people|the|to|with|year|years)\b"
_ADDRESS = re.compile(
    rf"\b\d{{1,4}}[a-z]?,? (?:(?!{_NOT_STREET})[a-z'’-]+ ){{1,3}}{_ROAD}\b"
    rf"|\b\d{{1,4}}[a-z]?,? (?!(?-i:Hour|Mile|Minute|Year))(?-i:[A-Z][\w'’-]+ ){{1,3}}"
    rf"(?-i:{_STREET})\b"
    r"|\b(?:flat|apartment|caravan|bungalow) (?:no\.? ?|number )?\d+[a-z]?\b(?! bed)"
    r"|\b(?:at|of|in|from|lives?|living) (?:at )?(?:number|no\.?) ?\d{1,4}\b(?! bus| stop)"
    r"|\b(?:lives|living) (?:at|in) \d",
    re.IGNORECASE,
)

NAME = "This looks like a person’s name. Say what is missing, never who needs it."
PHONE = "This looks like a phone number. Leave it out: this list is about what is missing."
NHS = "This looks like an NHS number. Leave it out: nothing about a person is kept here."
INSURANCE = "This looks like a National Insurance number. Leave it out."
CASE = "This looks like a case number. Leave it out: nothing about a person is kept here."
EMAIL = "This looks like an email address. Leave it out: this list is about what is missing."
POSTCODE = "This is a whole postcode, which can point to one home. Give the town, or just RM18."
BIRTH = "This looks like a date of birth. An age group is enough, such as “over 70”."
ADDRESS = "This looks like a house address. The town or village is enough."


def refusals(text: str, year: int) -> tuple[str, ...]:
    """Why a note cannot be kept, a sentence for each reason; none when it can.

    `year` is the one that it is: a day of it, or of a later one, is when something is to be.
    """
    return tuple(_reasons(text, year))


def _reasons(text: str, year: int) -> Iterator[str]:
    if _EMAIL.search(text):
        yield EMAIL
    if _has_postcode(text):
        yield POSTCODE
    if _BORN.search(text) or _has_past_day(text, year):
        yield BIRTH
    elif _NHS.search(text):
        yield NHS
    elif _PHONE.search(text):
        yield PHONE
    elif _CASE.search(text):
        yield CASE
    if _INSURANCE.search(text):
        yield INSURANCE
    if _ADDRESS.search(text):
        yield ADDRESS
    if names_somebody(text):
        yield NAME


def _has_past_day(text: str, year: int) -> bool:
    """Whether a whole date before this year is in a text; of two figures, any year may be past."""
    return any(
        len(written) == 2 or int(written) < year
        for found in _DAY.findall(text)
        for written in found
        if written
    )


def _has_postcode(text: str) -> bool:
    pieces = re.findall(r"[A-Za-z0-9]+", text)
    pairs = map("".join, pairwise(pieces))
    threes = map("".join, zip(pieces, pieces[1:], pieces[2:], strict=False))
    return any(parse_postcode(piece) is not None for piece in (*pieces, *pairs, *threes))
