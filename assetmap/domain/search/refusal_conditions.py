"""Whether words that can refuse do so where they stand: "I have no garden" refuses nothing."""

from collections.abc import Iterable

from assetmap.domain.lazy_pattern import LazyPattern
from assetmap.domain.search import refusal_grammar as grammar
from assetmap.domain.search.parsed_text import ParsedText
from assetmap.domain.search.refusal_grammar import Refusing

_TELLS, _TELLS_OF_IT = LazyPattern(grammar.TELLS), LazyPattern(grammar.TELLS_OF_IT)
_TELLS_OF_WHOM = LazyPattern(grammar.TELLS_OF_WHOM)
_TAKEN_BACK = LazyPattern(grammar.TAKEN_BACK)
_BESIDE, _HAS_NONE = LazyPattern(grammar.BESIDE), LazyPattern(grammar.HAS_NONE)
_WANTED_MORE, _OF_MANY = LazyPattern(grammar.WANTED_MORE), LazyPattern(grammar.OF_MANY)
_GOES_WITHOUT, _STANDS_THERE = LazyPattern(grammar.GOES_WITHOUT), LazyPattern(grammar.STANDS_THERE)
_ENDS, _ENDS_LOOSELY = LazyPattern(grammar.ENDS), LazyPattern(grammar.ENDS_LOOSELY)
_DONE_TO_WHOM = LazyPattern(grammar.DONE_TO_WHOM)
_CANNOT_ANY_MORE = LazyPattern(grammar.CANNOT_ANY_MORE)
_ASKS_FOR_HELP = LazyPattern(grammar.ASKS_FOR_HELP)


def may_refuse(said: ParsedText, word: int, end: int, sort: Refusing) -> bool:
    """Whether words that may as well tell of somebody refuse where they stand."""
    before = said.before(word)
    if sort in grammar.CAN_BE_TAKEN_BACK and _TAKEN_BACK.search(before):
        return False
    if said.words[word] in grammar.PASSIVES and _DONE_TO_WHOM.search(before):
        return False
    if sort is Refusing.NO:
        return bool(_BESIDE.search(before)) or not _HAS_NONE.search(before)
    if sort is Refusing.RATHER:
        wanted = _OF_MANY if said.words[word] in grammar.BUT else _WANTED_MORE
        return bool(wanted.search(said.all_before(word)))
    if sort is Refusing.WITHOUT:
        return not _GOES_WITHOUT.search(before)
    if sort is Refusing.PLACE and said.words[word] == grammar.OUTSIDE:
        return not _STANDS_THERE.search(before)
    if sort is Refusing.CONTRAST and (not word or _TELLS_OF_WHOM.search(said.all_before(word))):
        return False
    is_not = said.words[word] == "not" and end == word + 1  # "I'm not after bingo" refuses
    if is_not and sort in (Refusing.NOT, Refusing.CHOICE, Refusing.CONTRAST):
        return not _TELLS.search(before) or bool(_TELLS_OF_IT.search(before))
    return True


def is_whole_clause(said: ParsedText, word: int, last: int, sort: Refusing) -> bool:
    """Whether the clause ends behind the things, where it must.

    "But no bingo on Mondays" refuses bingo; "no bingo on Mondays" complains.
    """
    before = said.before(word)
    if sort is Refusing.NO and not (before and _BESIDE.search(before)):
        return said.until(_ENDS, last) is not None
    is_loose = sort in (
        Refusing.NO,
        Refusing.NOT,
        Refusing.WITHOUT,
        Refusing.NOTHING,
    )
    is_not = sort is Refusing.CONTRAST and said.words[word] == "not"
    is_outside = sort is Refusing.PLACE and said.words[word] == grammar.OUTSIDE
    if is_loose or is_not or is_outside:
        return said.until(_ENDS_LOOSELY, last) is not None
    return True


def asks_for_help(words: str, refused: Iterable[tuple[str, str]]) -> bool:
    """Whether a question asks somebody to do a chore rather than refuses it.

    `words` are what is left of it, `refused` the things with the phrases that seem to refuse them.
    """
    are_chores = any(
        thing.lower() in grammar.CHORES and _CANNOT_ANY_MORE.search(ParsedText(phrase).padded)
        for thing, phrase in refused
    )
    return are_chores and _ASKS_FOR_HELP.search(ParsedText(words).padded) is not None
