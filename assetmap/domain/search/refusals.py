"""The things that a question refuses: "not a gym", "anything but bingo", "she can't stand crowds".

Only where a refusal stands is read here; whether the words behind it are a thing that listings can
be is for the caller to say.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from assetmap.domain.lazy_pattern import LazyPattern
from assetmap.domain.place import Point
from assetmap.domain.search import refusal_grammar as grammar
from assetmap.domain.search import refusing_clauses as clauses
from assetmap.domain.search.parsed_text import BREAKS, MARK, ParsedText
from assetmap.domain.search.refusal_conditions import is_whole_clause, may_refuse
from assetmap.domain.search.refusal_endings import BEHIND
from assetmap.domain.search.refusal_grammar import Refusing
from assetmap.domain.search.refusal_triggers import TRIGGERS

IsThing = Callable[[str, Refusing], bool]

_TRIGGERS = tuple((sort, LazyPattern(source)) for sort, source in TRIGGERS)
_BEHIND = tuple((sort, LazyPattern(source)) for sort, source in BEHIND)
_FILLED, _BARE = LazyPattern(grammar.FILLED), LazyPattern(grammar.BARE)
_JOINED, _LISTED = LazyPattern(grammar.JOINED), LazyPattern(grammar.LISTED)
_WANTED_INSTEAD, _PLEASE = LazyPattern(grammar.WANTED_INSTEAD), LazyPattern(grammar.PLEASE)
_INSTEAD_OF, _CLOSED = LazyPattern(grammar.INSTEAD_OF), LazyPattern(grammar.CLOSED)
_WANTED = LazyPattern(grammar.WANTED)
_SAYS_NO, _IS_AWFUL = LazyPattern(clauses.BEFORE), LazyPattern(clauses.BEHIND_IT)
_EXCUSED, _MAY_SAY_NO = LazyPattern(clauses.EXCUSED), LazyPattern(clauses.MAY_SAY_NO)


@dataclass(frozen=True)
class Refusal:
    """A thing that a question refuses, as typed, and the whole phrase that says so.

    `is_anywhere` when it must not even be mentioned: what somebody is afraid of or allergic to, and
    what must be no part of anything ("nothing with karaoke"). `point` is where it is when it is a
    place ("anywhere but Tilbury").
    """

    what: str
    phrase: str
    is_anywhere: bool = False
    point: Point | None = None


@dataclass(frozen=True)
class _Found:
    """Some things by their first and last word, and the stretch of words that refuses them."""

    sort: Refusing
    things: tuple[tuple[int, int], ...]
    first: int
    last: int


def extract_refusals(
    words: str,
    is_thing: IsThing,
    idioms: Collection[str] = (),
    refusing: Callable[[Collection[str], str, Refusing], bool] = lambda *_: False,
    is_of_a_sort: IsThing = lambda *_: False,
) -> tuple[tuple[Refusal, ...], str]:
    """The refusals in some words, and what is left without them.

    `is_thing` is given folded words and what sort of words refuse them; `is_of_a_sort` tells the
    same of a thing with a word before it (`folk singing`). `idioms` are folded
    phrases that mean something of their own: "can't go out" refuses nothing. Where
    `refusing` says so of those that stand around a thing, it is refused and they stay: "no men".
    """
    said = ParsedText(words)
    if not (said.has_any(*_TRIGGERS, *_BEHIND) or _MAY_SAY_NO.search(said.padded)):
        return (), words  # so most questions are not looked at word by word
    refusals: list[Refusal] = []
    left, at = [], 0
    for found in _all_in(said, is_thing, is_of_a_sort):
        own = [
            idiom for idiom in idioms if f" {said.folded(found.first, found.last)} " in f" {idiom} "
        ]
        if own and not refusing(own, " ".join(said.words[slice(*found.things[0])]), found.sort):
            continue
        phrase = said.typed(found.first, found.last)
        refusals += [
            Refusal(said.typed(*thing), phrase, _is_anywhere(said, found)) for thing in found.things
        ]
        if own:
            continue
        start, end = said.span(found.first, found.last)
        left.append(words[at:start].rstrip(" ,"))
        at = end
    if not refusals:
        return (), words
    left.append(words[at:].lstrip(" ,"))
    return tuple(refusals), " ".join(filter(None, left)).strip()


def _is_anywhere(said: ParsedText, found: _Found) -> bool:
    """Whether the things must not even be a part of something else."""
    between = said.words[found.first : found.things[0][0]]
    return found.sort is Refusing.FEAR or not grammar.PART_OF.isdisjoint(between)


def _all_in(said: ParsedText, is_thing: IsThing, is_of_a_sort: IsThing) -> Iterator[_Found]:
    """Every refusal, in the order in which they stand; none within another."""
    word, is_excused = 0, bool(_EXCUSED.search(said.padded))
    while word < len(said.words):
        found = _behind(said, word, is_thing) or _before(said, word, is_thing, is_of_a_sort)
        if found is None and not is_excused:
            found = _in_clause(said, word, is_thing)
        if found is not None:
            yield found
        word = found.last if found is not None else word + 1


def _before(said: ParsedText, word: int, is_thing: IsThing, is_of_a_sort: IsThing) -> _Found | None:
    """What words that refuse, from this word on, refuse behind them."""
    for sort, pattern in _TRIGGERS:
        end = said.until(pattern, word)
        if end is None or not may_refuse(said, word, end, sort):
            continue
        things = _things(said, end, sort, is_thing)
        things = things or _of_a_sort(said, end, sort, is_thing, is_of_a_sort)
        last = _last_of(said, word, things[-1][1], sort) if things else None
        if last is not None:
            return _Found(sort, things, word, last)
    return None


def _last_of(said: ParsedText, word: int, last: int, sort: Refusing) -> int | None:
    """Where a refusal ends; none when it goes on. One more word may be of the thing where it is set
    against something: "but not a church lunch".
    """
    if is_whole_clause(said, word, last, sort):
        return last
    goes_on = last < len(said.words) and sort is Refusing.CONTRAST
    return last + 1 if goes_on and is_whole_clause(said, word, last + 1, sort) else None


def _behind(said: ParsedText, word: int, is_thing: IsThing, further: int = 0) -> _Found | None:
    """The things that begin at this word and are refused by what stands behind them.

    `further` is how many others of which it is said stand before.
    """
    for last in range(min(word + grammar.LONGEST, len(said.words)), word, -1):
        words = said.words[word:last]
        if MARK in words:
            continue
        for sort, pattern in _BEHIND:
            end = said.until(pattern, last)
            if end is not None and is_thing(" ".join(words), sort):
                return _Found(sort, ((word, last),), word, end)
            end = said.is_until(pattern, last)
            if end is not None and is_thing(" ".join(words).removesuffix("s"), sort):
                return _Found(sort, ((word, last),), word, end)
    return _all_behind(said, word, is_thing, further) if further < grammar.SEVERAL else None


def _all_behind(said: ParsedText, word: int, is_thing: IsThing, before: int) -> _Found | None:
    """Several things of which that is said: "yoga, pilates and tai chi are not for me".

    Commas alone join them only at the beginning: elsewhere what stands before may be wanted.
    """
    if _WANTED.search(said.before(word)):
        return None
    for last in range(min(word + grammar.LONGEST, len(said.words)), word, -1):
        next_one = said.until(_JOINED, last)
        if next_one is None and (before or not word):
            next_one = said.until(_LISTED, last)
        if next_one in (None, len(said.words)) or MARK in said.words[word:last]:
            continue
        found = _behind(said, next_one, is_thing, before + 1)
        found = found or _in_clause(said, next_one, is_thing)
        if found is None or _after(said, found) not in grammar.OF_SEVERAL:
            continue
        if is_thing(" ".join(said.words[word:last]), found.sort):
            return _Found(found.sort, ((word, last), *found.things), word, found.last)
    return None


def _after(said: ParsedText, found: _Found) -> str:
    """The word behind the last of some things; empty behind the last of all."""
    last = found.things[-1][1]
    return said.words[last] if last < len(said.words) else ""


def _things(
    said: ParsedText, word: int, sort: Refusing, is_thing: IsThing
) -> tuple[tuple[int, int], ...]:
    """The things named from a word on: `bingo`, `bingo or bowls`, `bingo, bowls or church`.

    What stands behind a comma is wanted instead where the words around the list say so.
    """
    found: list[tuple[int, int]] = []
    start, sure, parted, is_joined = word, 0, 0, True  # commas count once the list ends with "or"
    while thing := _thing(said, word, sort, is_thing):
        found.append(thing)
        sure = len(found) if is_joined else sure
        if thing[1] < len(said.words) and said.ends_sentence(thing[1]):
            break
        is_ended = is_joined and len(found) > 1
        further = _joined(said, thing, is_listed=parted > 0)
        is_joined = further is not None
        if further is None:
            further = _listed(said, thing, is_ended=is_ended)
        if further is None:
            break
        parted = parted or (0 if is_joined else len(found))
        word = further
    is_wanted = parted and _is_wanted_instead(said, start, found[-1][1], sort)
    return tuple(found[: parted if is_wanted else sure])


def _joined(said: ParsedText, thing: tuple[int, int], *, is_listed: bool) -> int | None:
    """Where the next of several things begins that an "or" or "and" joins to one.

    Behind a mark "and" begins anew, but for the last of a list: "not bingo, and art".
    """
    last = thing[1]
    further = said.until(_JOINED, last)
    begins_anew = said.words[last : last + 2] == [MARK, "and"] and further == last + 2
    return None if begins_anew and not is_listed else further


def _listed(said: ParsedText, thing: tuple[int, int], *, is_ended: bool) -> int | None:
    """Where the next of several things begins that a mark alone parts from one; none behind an
    ended list, unless it is refused itself, or behind what somebody is: "I'm not sporty, choir".
    """
    further = said.until(_LISTED, thing[1])
    if further is None or said.words[further - 1] != MARK:
        return further
    is_of_somebody = said.words[thing[0]] in grammar.OF_SOMEBODY
    return None if is_ended or is_of_somebody else further


def _is_wanted_instead(said: ParsedText, start: int, last: int, sort: Refusing) -> bool:
    """Whether the words around a list say that what stands behind its first mark is wanted."""
    if sort is Refusing.DISLIKE and said.until(_PLEASE, last) is not None:
        return True
    if said.until(_WANTED_INSTEAD, last) is not None:
        return True
    is_all = said.until(_CLOSED, last) is not None
    return is_all and _INSTEAD_OF.search(said.all_before(start)) is not None


def _thing(
    said: ParsedText, word: int, sort: Refusing, is_thing: IsThing
) -> tuple[int, int] | None:
    """The longest thing of several words from a word on (`by phone`); else the longest behind words
    that only fill (`a gym`), else one word.
    """
    bare, filled = said.until(_BARE, word) or word, said.until(_FILLED, word) or word
    for first, least in ((bare, 2), (filled, 1), (word, 1)):
        most = min(first + grammar.LONGEST, len(said.words))
        for last in range(most, first + least - 1, -1):
            words = said.words[first:last]
            if MARK not in words and is_thing(" ".join(words), sort):
                return first, last
    return None


def _of_a_sort(
    said: ParsedText, word: int, sort: Refusing, is_thing: IsThing, is_of_a_sort: IsThing
) -> tuple[tuple[int, int], ...]:
    """A thing with a word before it that says of what sort, where none stands alone."""
    first = said.until(_FILLED, word) or word
    words = said.words[first : first + 2]
    is_it = MARK not in words and is_of_a_sort(" ".join(words), sort)
    if not is_it:
        return ()
    joined = said.until(_JOINED, first + 2)
    more = () if joined is None else _things(said, joined, sort, is_thing)
    return ((first, first + 2), *more)


def _in_clause(said: ParsedText, word: int, is_thing: IsThing) -> _Found | None:
    """A thing from this word on to which its clause says no in words of its own."""
    if said.words[word] in BREAKS:
        return None
    first, end = said.clause(word)
    before = said.padded[said.starts[first] : said.starts[word]]
    for last in range(min(word + grammar.LONGEST, end), word, -1):
        if not is_thing(" ".join(said.words[word:last]), Refusing.CLAUSE):
            continue
        things = ((word, last),)
        if no := _SAYS_NO.search(before):
            return _Found(Refusing.CLAUSE, things, said.at[said.starts[first] + no.start()], last)
        if awful := _IS_AWFUL.search(said.padded[said.starts[last] : said.starts[end]]):
            behind = said.at[said.starts[last] + awful.end()]
            return _Found(Refusing.CLAUSE, things, word, behind)
        return None
    return None
