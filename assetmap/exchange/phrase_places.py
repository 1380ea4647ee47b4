"""The places that a phrase about times names (`at St John's Hall`), and where each ends."""

import re

_STOP = (
    r"(?:(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last"
    r"|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:days?)?|every|each|alternate"
    r"|fortnightly|weekly|monthly|from|until|till?|starting|starts|beginning|between|on|in|during"
    r"|except|excluding|term|and|noon|midday)\b|\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m|noon|[-–]|to\b|until\b)"
    r"|\d{1,2}:\d\d)"
)
_PLACE = re.compile(
    r"[,(]?\s*\bat\s+(?P<at>(?!\d|noon\b|midday\b|midnight\b)[^;|()]+?)"
    rf"(?=(?:\s*[,.&]\s*(?:and\s+)?|\s+){_STOP}|\s*[.,)]?\s*(?:$|[;|)]))\)?",
    re.IGNORECASE,
)
_BUILDING = re.compile(
    r"\b(?:library|hall|church|centre|center|hub|school|club|park|caf[ée]|pub|rooms?|theatre|museum"
    r"|surgery|clinic|chapel|mosque|temple|synagogue|garden|annexe|pavilion|studio|college)\b",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"\b(?:or|various|different|other|venues?|homes?|times?|request|appointment|weekends?|end|least"
    r"|moment|same|holidays?|lunchtime|night|day|week|month|not|no|only|but)\b|\d\s*(?:[ap]m|[-–]\s*\d)",
    re.IGNORECASE,
)
_LONGEST = 80


def place_ends(text: str) -> list[int]:
    """Where each place in a text ends."""
    return [match.end() for match in _PLACE.finditer(text)]


def cut_out_place(text: str) -> tuple[str, str | None]:
    """The text without its place, and the place, blank where there is none.

    None where words stand that may be one and are not plain.
    """
    match = _PLACE.search(text)
    if match is None:
        return text, ""
    at = match["at"].strip(" ,.")
    has_capital = any(letter.isupper() for letter in at.removeprefix("The "))
    if len(at) > _LONGEST or _NO_PLACE.search(at) or not (has_capital or _BUILDING.search(at)):
        return text, None
    return f"{text[: match.start()]} {text[match.end() :]}".strip(), at
