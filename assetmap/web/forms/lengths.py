"""How long an answer of a listing's form may be, and the words when it is longer.

What was typed stays in its box, so nothing is cut off unseen.
"""

from collections.abc import Mapping

from assetmap.domain.listings.listing import SUMMARY_LONGEST
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem

_OF_FIELD = {"name": 150, "summary": SUMMARY_LONGEST, "description": 5_000}
_OF_CONTROL = {
    "text": 2_000,
    "lines": 2_000,
    "words": 1_000,
    "dates": 2_000,
    "times": 2_000,
    "hours": 2_000,
    "changes": 20_000,  # a line for each of as many dates as there may be
    "tel": 100,
    "email": 254,
    "url": 500,
    "age": 10,
}
_LINE = 300
WORDS = 1_000  # of a note to an editor, or to the author of a change


def longest(name: str, control: str) -> int:
    """The most characters of an answer: of its field, or of any field that is asked like it."""
    return _OF_FIELD.get(name) or _OF_CONTROL.get(control, _LINE)


def too_long(name: str, control: str, text: str) -> str:
    """What to say when more was typed than fits; empty when it fits."""
    what = "the sentence" if name == "summary" else "this"
    return _told(text, longest(name, control), what)


def long_words(form: Mapping[str, str], box: str, most: int = WORDS) -> tuple[Problem, ...]:
    """A problem when what was typed beside a listing's fields, to people, is longer than fits."""
    message = _told(clean(form.get(box, "")), most)
    return (Problem(box, message),) if message else ()


def _told(text: str, most: int, what: str = "this") -> str:
    if len(text) <= most:
        return ""
    return f"Make {what} {most:,} characters or fewer. It has {len(text):,}."
