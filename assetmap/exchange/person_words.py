"""Whether a cell looks like the name of a person rather than of a group or a place."""

import re

from assetmap.domain.privacy.pii_filter import GIVEN_NAMES, WORDS_AND_NAMES

_HONORIFIC = r"(?:mr|mrs|ms|miss|mx|dr|rev|revd|cllr|prof|sir|dame)\.?"
_WORD = r"[^\W\d_]+(?:['’.-][^\W\d_]*)*"
_PERSON = re.compile(rf"(?:(?i:{_HONORIFIC})\s+)?{_WORD}(?:\s+{_WORD}){{1,2}}")
_ADDRESSED = re.compile(rf"(?i:{_HONORIFIC})\s+{_WORD}")
_GROUP = re.compile(
    r"\b(?:clubs?|groups?|society|choir|singers|association|trust|centre|hall|church|friends|shed|"
    r"cafe|café|team|league|scouts|guides|brownies|walkers|players|community|project|services?|"
    r"support|lunch|pantry|bank|network|forum|hub|academy|school|gardens?|library|band|theatre|"
    r"dance|yoga|football|united|fc|cic|charity|mosque|temple|allotments?|ramblers|u3a|wi|"
    r"institute|foundation|partnership|council|federation|age|mind|action|volunteers|"
    # where one rings rather than who answers
    r"office|desk|reception|main|ring|call|text|after|before|only|evenings?|mornings?|mobile|home|"
    r"day|night|freephone|landline|helpline|hotline|house|soon|first|to|the|for|or|and|at|of)\b",
    re.IGNORECASE,
)


def looks_like_person(text: str) -> bool:
    """`Jo Smith`, `Mrs A. O'Brien`, `Dr Lee`: two or three words with capitals, none of a group."""
    words = [word for word in text.split() if not is_honorific(word)]
    if speaks_of_group(text) or not all(word[0].isupper() for word in words):
        return False
    return bool(_PERSON.fullmatch(text) or _ADDRESSED.fullmatch(text))


def is_called(text: str) -> bool:
    """`jo`, `Jo S`: up to three words, of which the first is a first name and no other word."""
    words = text.casefold().split()
    return 0 < len(words) <= 3 and words[0] in GIVEN_NAMES and not speaks_of_group(text)


def is_honorific(text: str) -> bool:
    """Whether a text is only `Mrs` or its like."""
    return bool(re.fullmatch(_HONORIFIC, text, re.IGNORECASE))


def speaks_of_group(text: str) -> bool:
    """Whether a word in it is one of groups and places: `club`, `hall`, `singers`."""
    return bool(_GROUP.search(text))


def has_first_name(text: str) -> bool:
    """Whether a text begins with a common first name, or with `Mrs` and its like."""
    first = next(iter(text.casefold().split()), "")
    return is_honorific(first) or first in GIVEN_NAMES or first in WORDS_AND_NAMES
