"""What a question refuses: "not a gym", "anything but bingo", "she can't stand crowds".

Only the shape of a refusal is read here; whether the thing refused is one that listings are, and
no thing that somebody lacks ("no internet"), is decided with the thesaurus and the index.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_STRAIGHT = str.maketrans("’‘`´", "''''")
# Words that say that somebody does not want a thing, whatever it is.
_UNWANTED = "|".join(
    (
        r"(?:anything|everything|something|anywhere) (?:but|except|other than)",
        r"(?:anything|something|anywhere) that(?:'s| is)(?:n't| not)",
        r"other than|except(?: for)?|apart from",
        r"as long as it(?:'s| is)(?:n't| not)",
        r"hat(?:e|es|ed|ing)|detests?|loathes?|dislikes?",
        r"can(?:'?t|not) (?:stand|bear|abide|do with|be doing with)",
        r"do(?:es)?(?:n'?t| not) (?:like|want|fancy|enjoy|care for)",
        r"not (?:into|keen on|interested in|fond of|a fan of|bothered about|up for|one for)",
        r"won'?t (?:do|go to|have|eat|touch|set foot in)|never liked",
        r"declines|refuses|put off by|allerg(?:ic|y) to",
        r"not(?= (?:a|an|the|another|any|in a)\b)|avoid(?:s|ing)?|steer clear of",
        r"nothing (?:to do with|involving|with)",
    )
)
# Words that may as well say that somebody lacks a thing, or is not something.
_LACKING = r"no|not(?! (?:a|an|the|another|any|in a)\b)|without|nothing|isn'?t|aren'?t"
_TRIGGER = re.compile(rf"\b(?:(?P<unwanted>{_UNWANTED})|(?P<lacking>{_LACKING}))\s+", re.IGNORECASE)
_FILLING = re.compile(
    r"(?:(?:a|an|the|any|another|more|all|that|those|these|too|very|in|at|going|to|into|of|some|"
    r"being|having|doing|just|really|anything|kind|sort|lot|lots|with)\s+)*",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,.;:!?()]|\b(?:but|just|please|so|because|cos|if|though|near|around|by|for|on|when|where|who|"
    r"which|is|are|was|were|can|could|would|and|or|nor|in|at|to|with|from|that|i|we|he|she|they|it|"
    r"my|her|his|our|their|please|thanks|maybe|preferably|something|somewhere)\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\s*(?:,|\bor\b|\bnor\b|\band\b|/)\s*(?:no\s+|any\s+|a\s+)?", re.IGNORECASE)
# "No" refuses a thing beside another one that is wanted, or at the end: "tea but no bingo", "no
# yoga please". In the middle it tells of somebody: "I have no garden and would love one".
_CONTRAST = re.compile(
    r"(?:^|[,;.–-]|\b(?:but|just|and|though|only|definitely|absolutely))\s*$", re.IGNORECASE
)
_AT_END = re.compile(r"\s*(?:[.!?]|please\b|thanks?\b|thank you\b)*\s*$", re.IGNORECASE)
_LONGEST = 3  # words of a thing that is refused


@dataclass(frozen=True)
class Refusal:
    """A thing that a question refuses, as typed, and the whole phrase that says so."""

    what: str
    phrase: str


def extract_refusals(
    words: str, is_thing: Callable[[str], bool], is_lacked: Callable[[str], bool]
) -> tuple[tuple[Refusal, ...], str]:
    """The refusals in `words`, and the words without them.

    `is_thing` tells whether listings can be that; `is_lacked` whether it is what people lack, so
    that "no" and "without" before it refuse nothing.
    """
    words = " ".join(words.translate(_STRAIGHT).split())
    found: list[Refusal] = []
    at = 0
    while match := _TRIGGER.search(words, at):
        things, end = _things(words, match.end(), is_thing)
        lacking = match["lacking"] is not None
        is_contrast = _CONTRAST.search(words[: match.start()]) or _AT_END.match(words, end)
        if not things or (lacking and (not is_contrast or any(is_lacked(each) for each in things))):
            at = match.end()
            continue
        phrase = words[match.start() : end]
        found += [Refusal(thing, phrase) for thing in things]
        words = f"{words[: match.start()].rstrip(' ,')} {words[end:].lstrip(' ,')}".strip()
        at = match.start()
    return tuple(found), words


def _things(words: str, start: int, is_thing: Callable[[str], bool]) -> tuple[list[str], int]:
    """The things named from `start` on, one or several (`bingo or cards`), and where they end."""
    found: list[str] = []
    end = start
    while True:
        filling = _FILLING.match(words, start)
        start = filling.end() if filling else start
        thing, stop = _thing(words, start, is_thing)
        if not thing:
            return found, end
        found.append(thing)
        end = stop
        more = _OR.match(words, end)
        if more is None:
            return found, end
        start = more.end()


def _thing(words: str, start: int, is_thing: Callable[[str], bool]) -> tuple[str, int]:
    """The longest thing that begins at `start`; empty when there is none."""
    ending = _ENDS.search(words, start)
    rest = words[start : ending.start() if ending else len(words)]
    tokens = list(re.finditer(r"\S+", rest))[:_LONGEST]
    for count in range(len(tokens), 0, -1):
        text = rest[: tokens[count - 1].end()]
        if is_thing(text):
            return text, start + len(text)
    return "", start
