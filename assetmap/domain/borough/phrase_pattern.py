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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from types import MappingProxyType

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


@dataclass(frozen=True)
class _Choice:
    """The first words of a part that must be there: whole ones, and beginnings of others."""

    words: frozenset[str]
    beginnings: frozenset[str]

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


def read_pattern(
    pattern: str, slots: Mapping[str, str], alike: Alike = MappingProxyType({})
) -> PhrasePattern:
    """A pattern of the file; `slots` are the choices that the file names, as `a|b`.

    Raises BadPattern.
    """
    parts = [_read_part(part, pattern, slots, alike) for part in pattern.split(" + ")]
    needs = tuple(need for _, part_needs in parts for need in part_needs)
    if len(parts) == 1:
        return PhrasePattern(parts[0][0] + _END, needs)
    return PhrasePattern("^" + "".join(f"(?=.*?{part}{_END})" for part, _ in parts), needs)


def _read_part(
    part: str, pattern: str, slots: Mapping[str, str], alike: Alike
) -> tuple[str, list[_Choice]]:
    """The source of words that stand in one row, and what of them must be there."""
    sources: list[str] = []
    needs: list[_Choice] = []
    end = 0
    for token in _TOKEN.finditer(part):
        if part[end : token.start()].strip():
            raise BadPattern(f"the pattern {pattern!r} cannot be read")
        end = token.end()
        choices = tuple(
            _words(way, pattern)
            for choice in _choices(token, pattern, slots)
            for way in _ways(choice, alike)
        )
        never = f"(?!(?:{_any_of(choices)}){_END})" if choices else ""
        if token[0].startswith("..."):
            sources.append(f"(?:{never} [^ ]+){{0,7}}?")
            continue
        if token[0].startswith("!"):
            sources.append(never)
            continue
        left_out = token[0].endswith("?")
        sources.append(f"(?:{_any_of(choices)}){'?' if left_out else ''}")
        if not left_out:
            needs.append(_needed(choices, pattern))
    if part[end:].strip() or not needs:
        raise BadPattern(f"the pattern {pattern!r} cannot be read")
    return "".join(sources), needs


Words = tuple[tuple[str, bool, bool], ...]  # each folded; whether any beginning, any ending will do


def _choices(token: re.Match[str], pattern: str, slots: Mapping[str, str]) -> list[str]:
    never, named_never, choice, _, name, _, word = token.groups()
    name = name or named_never
    if name is not None:
        if name not in slots:
            raise BadPattern(f"the pattern {pattern!r} names {{{name}}}, which is not there")
        choice = slots[name]
    chosen = next((each for each in (word, choice, never) if each is not None), None)
    return [] if chosen is None else chosen.split("|")


def _ways(choice: str, alike: Alike) -> Iterator[str]:
    """A choice, and how else it is said."""
    words = choice.split()
    if alike.keys().isdisjoint(words):  # as most are
        return iter((" ".join(words),))
    return map(" ".join, product(*((word, *alike.get(word, ())) for word in words)))


def _words(text: str, pattern: str) -> Words:
    words = _read_words(text)
    if not words or not all(word and " " not in word for word, _, _ in words):
        raise BadPattern(f"the pattern {pattern!r} has a choice that is no words: {text!r}")
    return words


# A borough's files have a choice in hundreds of patterns: each is read once.
@lru_cache(4096)
def _read_words(text: str) -> Words:
    return tuple(
        (fold(word.strip("*")), word.startswith("*"), word.endswith("*")) for word in text.split()
    )


@lru_cache(1024)
def _any_of(choices: tuple[Words, ...]) -> str:
    """Each choice once, a longer one before its beginning, in an order that packs small."""
    return "|".join(sorted(set(map(_source, choices)), reverse=True))


@lru_cache(4096)
def _source(words: Words) -> str:
    return "".join(
        f" {_ANY if any_beginning else ''}{re.escape(word)}{_ANY if any_ending else ''}"
        for word, any_beginning, any_ending in words
    )


def _needed(choices: tuple[Words, ...], pattern: str) -> _Choice:
    firsts = [choice[0] for choice in choices]
    if any(any_beginning for _, any_beginning, _ in firsts):
        raise BadPattern(f"the pattern {pattern!r} has a word with any beginning out of !(...)")
    return _Choice(
        frozenset(word for word, _, any_ending in firsts if not any_ending),
        frozenset(word for word, _, any_ending in firsts if any_ending),
    )
