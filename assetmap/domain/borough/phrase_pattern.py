"""Patterns of words that a borough's files write, as of danger or of giving, and what they match.

A pattern is words with `*` for any ending (`cut*`), `(one|or another)` for a choice, `{name}` for a
choice that the file names once, `?` behind either for words that may be left out, `!(one|another)`
for words that must not come next (`*ing` there: with any beginning), and `...` for up to seven
words of any kind. In `...!(one|another)` and `...!{name}` none of the seven may be of these, so
that a gap stays within a clause. Parts with ` + ` between them must all be there, in any order and
at any distance. It is matched on folded text (see `fold`), whole words only. A word that the file
says is said otherwise as well (`cant`: `cannot`) stands for both.

Each becomes the source of a regular expression that Python and a browser read alike, so that a
phone hears with no signal what the server hears. It is matched on folded text with a blank before
it; two blanks are a place that nothing reaches across.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from assetmap.domain.text import fold

_ANY = "[^ ]*"
_END = "(?= |$)"
_TOKEN = re.compile(
    r"\.\.\.(?:!\(([^()]*)\)|!\{([a-z-]+)\})?|!?\(([^()]*)\)(\?)?|\{([a-z-]+)\}(\?)?|([^\s(){}|?!]+)"
)


class BadPattern(ValueError):
    """A pattern that cannot be read; the message says which and why."""


class SaidText:
    """A folded text to look for patterns in: `padded` has a blank before it."""

    def __init__(self, folded: str) -> None:
        self.padded = f" {folded}"
        self.words = frozenset(folded.split())
        self.beginnings = frozenset(
            word[:length] for word in self.words for length in range(1, len(word) + 1)
        )


class _Way(NamedTuple):
    """One of the ways of a choice: its `source`, and its first word, folded."""

    source: str
    first: str
    any_beginning: bool
    any_ending: bool


@dataclass(frozen=True)
class _Choice:
    """Some words of which one must be there: the `source` of them, the first words of each, whole
    ones and beginnings of others, and whether one of those may have any beginning.
    """

    source: str
    words: frozenset[str]
    beginnings: frozenset[str]
    is_open: bool

    def is_in(self, said: SaidText) -> bool:
        return not (
            self.words.isdisjoint(said.words) and self.beginnings.isdisjoint(said.beginnings)
        )


@dataclass(frozen=True)
class PhrasePattern:
    """One pattern: the `source` of its regular expression, and what must be there for it.

    Of some three hundred patterns a question has the words of very few, so the others are not
    tried at all.
    """

    source: str
    needs: tuple[_Choice, ...]

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def may_match(self, said: SaidText) -> bool:
        """Whether a text has a word of each part that must be there."""
        return all(need.is_in(said) for need in self.needs)

    def found_in(self, said: SaidText) -> str:
        """The words that it matches; empty without any."""
        found = self._regex.search(said.padded) if self.may_match(said) else None
        return (found[0] or said.padded).strip() if found else ""

    def cut_from(self, said: SaidText) -> SaidText:
        """The text without what it matches, two blanks in its place."""
        if not self.may_match(said):
            return said
        cut, times = self._regex.subn(" ", said.padded)
        return SaidText(cut[1:]) if times else said


Alike = Mapping[str, Sequence[str]]  # a word that patterns write, and how else it is said


class PatternReader:
    """Reads the patterns of one file. `slots` are the choices that it names, as `a|b`.

    A file of danger has a thousand patterns made of the same choices, so each is read once.
    """

    def __init__(self, slots: Mapping[str, str], alike: Alike = MappingProxyType({})) -> None:
        self._slots, self._alike = slots, alike
        self._choices: dict[str, _Choice] = {}

    def read(self, pattern: str) -> PhrasePattern:
        """A pattern of the file. Raises BadPattern."""
        parts = [self._read_part(part, pattern) for part in pattern.split(" + ")]
        needs = tuple(need for _, part_needs in parts for need in part_needs)
        if len(parts) == 1:
            return PhrasePattern(parts[0][0] + _END, needs)
        return PhrasePattern("^" + "".join(f"(?=.*?{part}{_END})" for part, _ in parts), needs)

    def _read_part(self, part: str, pattern: str) -> tuple[str, list[_Choice]]:
        """The source of words that stand in one row, and what of them must be there."""
        sources: list[str] = []
        needs: list[_Choice] = []
        end = 0
        for token in _TOKEN.finditer(part):
            if part[end : token.start()].strip():
                raise BadPattern(f"the pattern {pattern!r} cannot be read")
            end = token.end()
            choice = self._choice_of(token, pattern)
            never = f"(?!(?:{choice.source}){_END})" if choice else ""
            if choice is None or token[0].startswith("..."):
                sources.append(f"(?:{never} [^ ]+){{0,7}}?")
                continue
            if token[0].startswith("!"):
                sources.append(never)
                continue
            left_out = token[0].endswith("?")
            sources.append(f"(?:{choice.source}){'?' if left_out else ''}")
            if not left_out:
                needs.append(_needed(choice, pattern))
        if part[end:].strip() or not needs:
            raise BadPattern(f"the pattern {pattern!r} cannot be read")
        return "".join(sources), needs

    def _choice_of(self, token: re.Match[str], pattern: str) -> _Choice | None:
        """The choice of a token; None for a gap that any words may fill."""
        never, named_never, choice, _, name, _, word = token.groups()
        name = name or named_never
        if name is not None:
            if name not in self._slots:
                raise BadPattern(f"the pattern {pattern!r} names {{{name}}}, which is not there")
            choice = self._slots[name]
        chosen = next((each for each in (word, choice, never) if each is not None), None)
        if chosen is None:
            return None
        if chosen not in self._choices:
            ways = [way for each in chosen.split("|") for way in _ways(each, self._alike)]
            self._choices[chosen] = _choice(ways, pattern)
        return self._choices[chosen]


def read_pattern(
    pattern: str, slots: Mapping[str, str], alike: Alike = MappingProxyType({})
) -> PhrasePattern:
    """One pattern alone, read as PatternReader does. Raises BadPattern."""
    return PatternReader(slots, alike).read(pattern)


def _ways(choice: str, alike: Alike) -> Iterator[str]:
    """A choice, and how else it is said."""
    words = choice.split()
    if alike.keys().isdisjoint(words):  # as most are
        return iter((" ".join(words),))
    return map(" ".join, product(*((word, *alike.get(word, ())) for word in words)))


def _choice(ways: Collection[str], pattern: str) -> _Choice:
    read = set(map(_read_way, ways))
    if None in read:
        bad = next(way for way in ways if _read_way(way) is None)
        raise BadPattern(f"the pattern {pattern!r} has a choice that is no words: {bad!r}")
    choices = [way for way in read if way]
    return _Choice(
        # A longer one before its beginning, in an order that packs small.
        "|".join(sorted((way.source for way in choices), reverse=True)),
        frozenset(way.first for way in choices if not way.any_ending),
        frozenset(way.first for way in choices if way.any_ending),
        any(way.any_beginning for way in choices),
    )


# The same words stand in thousands of choices: each is read once.
@lru_cache(16_384)
def _read_way(text: str) -> _Way | None:
    """The words of a choice; None when there is none, or one that is not just letters."""
    sources: list[str] = []
    ways: list[_Way] = []
    for word in text.split():
        folded = fold(word.strip("*"))
        if not folded or " " in folded:
            return None
        begins, ends = word.startswith("*"), word.endswith("*")
        sources.append(f" {_ANY if begins else ''}{re.escape(folded)}{_ANY if ends else ''}")
        ways.append(_Way("", folded, begins, ends))
    return ways[0]._replace(source="".join(sources)) if ways else None


def _needed(choice: _Choice, pattern: str) -> _Choice:
    if choice.is_open:
        raise BadPattern(f"the pattern {pattern!r} has a word with any beginning out of !(...)")
    return choice
