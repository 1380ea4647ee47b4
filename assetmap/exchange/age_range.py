"""Ages as other files say them, in one cell: `18-25`, `50+`, `Under 5s`, `All ages`."""

import re

from assetmap.exchange.heading_names import AGES
from assetmap.exchange.values import AGE_MOST, short

_NUMBER = r"(\d{1,3})"
_YEARS = r"(?:\s*(?:years?|yrs?|yo)(?:\s*olds?|\s*of age)?)?(?:['’]?s)?"
_TO = r"\s*(?:-|–|—|to|until|and)\s*"
_ABOVE = r"(?:\+|plus|(?:and|or|&)\s*(?:over|above|older|up|upwards?)|upwards?)"
_BELOW = r"(?:and|or|&)\s*(?:under|below|younger)"
_FROM_TO = re.compile(rf"(?:between\s*)?{_NUMBER}{_YEARS}{_TO}{_NUMBER}{_YEARS}")
_FROM = re.compile(
    rf"{_NUMBER}{_YEARS}\s*{_ABOVE}{_YEARS}|(?:over|from|aged? over|above)\s*(?:the age of\s*)?"
    rf"{_NUMBER}{_YEARS}(?:\s*{_ABOVE})?"
)
_UP_TO = re.compile(rf"{_NUMBER}{_YEARS}\s*{_BELOW}|(?:up to|to|max(?:imum)?)\s*{_NUMBER}{_YEARS}")
_UNDER = re.compile(rf"(?:under|below)\s*(?:the age of\s*)?{_NUMBER}{_YEARS}")
_ALL = re.compile(r"(?:all|any)(?: ages?)?(?: groups?)?(?: welcome)?|everyone|open to all|no limit")
_ADULTS = re.compile(r"adults?(?: only)?")
_ABOUT = re.compile(
    r"^(?:suitable for|for|ages?|aged|people|children|adults?|young people|older people|"
    r"anyone|everyone)\b:?\s+(?=.*\d)|^ages?\b:?\s*|\.$|\s+only$"
)
_BRACKETS = str.maketrans("()", "  ")
_MADE_A_DATE = re.compile(r"\d{1,2}-[A-Za-z]{3}(?:-\d{2,4})?|[A-Za-z]{3}-\d{2}")
_LONGEST = 80  # letters; more is a sentence
_WORDS = re.compile(r"[^\d]+")

DATE_NOTE = "“{text}” under ages was a range that a spreadsheet made a date, so we left it out."
KEPT_NOTE = "We kept the ages as words: “{text}”."
ADULTS_NOTE = "We read “adults” as 18 and over."


def read_ages(texts: dict[str, str], notes: list[str]) -> dict[str, str]:
    """A row's texts with its ages as `min_age` and `max_age`; columns of those names win.

    Words without a figure (`Families`) are whom it is for, if nothing else says so. What cannot
    be read stays words, in the description.
    """
    who = texts.get("eligibility", "")
    text = texts.pop(AGES, "") or (who if any(age_range(who) or ()) else "")
    if text == who:
        texts.pop("eligibility", "")
    if not text or texts.get("min_age") or texts.get("max_age"):
        return texts
    found = age_range(text)
    if found:
        low, high = found
        texts |= {"min_age": str(low)} if low is not None else {}
        texts |= {"max_age": str(high)} if high is not None else {}
        notes += [ADULTS_NOTE] if _ADULTS.fullmatch(_bare(text)) else []
    elif _MADE_A_DATE.fullmatch(text):
        notes.append(DATE_NOTE.format(text=short(text)))
    elif _WORDS.fullmatch(text) and not texts.get("audience"):
        texts["audience"] = text
    else:
        notes.append(KEPT_NOTE.format(text=short(text)))
        texts["description"] = "\n\n".join(
            filter(None, (texts.get("description", ""), f"Ages: {text.rstrip('.')}."))
        )
    return texts


def age_range(text: str) -> tuple[int | None, int | None] | None:
    """The youngest and oldest age in whole years, each None when there is no such limit.

    None when the text says something else, or could be read in two ways. `Under 5` is up to 4.
    """
    if len(text) > _LONGEST:
        return None
    bare = _bare(text)
    low, high = None, None
    if _ALL.fullmatch(bare):
        return None, None
    if _ADULTS.fullmatch(bare):
        return 18, None
    if match := _FROM_TO.fullmatch(bare):
        low, high = int(match[1]), int(match[2])
    elif match := _FROM.fullmatch(bare):
        low = int(match[1] or match[2])
    elif match := _UP_TO.fullmatch(bare):
        high = int(match[1] or match[2])
    elif match := _UNDER.fullmatch(bare):
        high = int(match[1]) - 1
    else:
        return None
    is_right = 0 <= (low or 0) <= (AGE_MOST if high is None else high) <= AGE_MOST
    return (low, high) if is_right else None


def _bare(text: str) -> str:
    bare = " ".join(text.casefold().translate(_BRACKETS).split())
    while (less := _ABOUT.sub("", bare).strip()) != bare and less:
        bare = less
    return bare
