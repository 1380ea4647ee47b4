"""Loose words about opening times cut into tokens: days, times, and the small words between."""

import re

from assetmap.domain.lazy_pattern import LazyPattern
from assetmap.domain.times.times_of_day import TIME

_DAY = (
    r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?:['’]?s)?\b"
    r"|(?:mo|tu|we|th|fr|sa|su)\b"
)
_HOLIDAY = (
    r"(?:bank|public)\s+(?:holidays?|hols?)\b|(?:PH|BH)s?\b|christmas\s+(?:day|eve)\b|boxing\s+day\b"
    r"|new\s+year['’]?s?\s+(?:day|eve)\b|good\s+friday\b|easter\s+(?:sunday|monday)\b"
)
_TERMS = (
    r"(?:during|in)?\s*(?:school\s+)?term[\s-]?time(?:\s+only)?\b"
    r"|(?:during|in)?\s*school\s+terms?(?:\s+only)?\b"
)
# In the order in which they are tried at each place of the text.
_TOKEN = LazyPattern(
    rf"""[\s()]*(?:
      (?P<nth>(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)\b)
    | (?P<terms>{_TERMS})
    | (?P<holiday>{_HOLIDAY})
    | (?P<always>(?:open\s+)?24\s?/\s?7\b)
    | (?P<all_day>(?:all\s+day\s*,?\s*)?24\s?-?(?:hours?|hrs?)\b
        (?:\s+(?:a|per|each|every)\s+day\b)?)
    | (?P<days>(?:daily|every\s?day|(?:7|seven)\sdays(?:\s(?:a|per)\sweek)?|week\s?days?
        |week\s?ends?|m\s?[-–]\s?f)\b)
    | (?P<weekly>(?:weekly|(?:every|each|once\s+a)\s+week)\b)
    | (?P<opening>(?:we(?:\s+are|['’]re)\s+)?open(?:ing)?(?:\s+(?:times|hours))?(?:\s+are)?\b)
    | (?P<day>{_DAY})
    | (?P<part>(?:mornings?|afternoons?|evenings?)\b)
    | (?P<month>(?:of|in)\s+(?:the|each|every)?\s*month\b|monthly\b)
    | (?P<every>(?:every|each)\b)
    | (?P<except>(?:except(?:ing)?|excluding|excl?\b\.?|but\s+not|apart\s+from|other\s+than
        |not(?!\s+open))\b(?:\s+for)?(?:\s+on\b)?)
    | (?P<closed>(?:closed|shut|not\s+open)\b(?:\s+(?:on|all\s+day)\b)?)
    | (?P<including>(?:including|incl?\b\.?))
    | (?P<between>between\b)
    | (?P<ring>(?:please\s+)?(?:ring|call|phone|telephone)\b
        (?:\s+(?:us|first|ahead|beforehand)\b)*)
    | (?P<noise>(?:on\s+the|on|from|only|inclusive|hours|hrs|o['’]?clock|the
        |all\s+year(?:\s+round)?)\b)
    | (?P<time>{TIME})
    | (?P<to>[-–—−]|(?:to|until|till?|through|thru)\b)
    | (?P<and>[&+/]|and\b)
    | (?P<stop>[,;:.|\n])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_SECONDS = re.compile(r"\b(\d{1,2}:[0-5]\d):00\b")
_MIDDAY = re.compile(r"\bmid[-\s](day|night)\b", re.IGNORECASE)
_END = re.compile(r"[\s()]*$")

Token = tuple[str, str]  # its kind, and the words as written


def cut_into_tokens(text: str) -> list[Token] | None:
    """The tokens of a text, words that say nothing more left out; None when one is not known."""
    text = _MIDDAY.sub(r"mid\1", _SECONDS.sub(r"\1", text))
    found: list[Token] = []
    at = 0
    while not _END.match(text, at):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        kind = next(name for name, value in match.groupdict().items() if value is not None)
        if kind not in ("noise", "opening", "weekly"):
            found.append((kind, match[kind]))
        at = match.end()
    return found
