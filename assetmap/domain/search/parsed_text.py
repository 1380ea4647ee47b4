"""What somebody typed as folded words that know where they stood, for the reading of refusals."""

import re
from collections.abc import Iterator

from assetmap.domain.lazy_pattern import AnyPattern
from assetmap.domain.search import refusal_grammar as grammar
from assetmap.domain.search import refusing_clauses as clauses
from assetmap.domain.search.refusal_grammar import Refusing
from assetmap.domain.text import fold

_TOKEN = re.compile(r"[^\s/–—]+|[/–—]")
_OPENS, _CLOSES = re.compile(r"^[\"“‘]*\("), re.compile(r"[.,;:!?)\"”]+$")
_POSSESSIVE = re.compile(r"['’]s$")
_IS = " is"
MARK = ","
_FULL_STOPS = ".?!;"
BREAKS = frozenset((MARK, *clauses.BREAKS))


class ParsedText:
    """Words, folded, with a comma for each mark that parts a sentence; all know where they stood.

    `padded` has a blank before each, and `at` is which word begins at a place of it.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.words: list[str] = []
        self._spans: list[tuple[int, int]] = []
        self._is_short: list[bool] = []  # whether `is` may be written short at its end: "bingo's"
        for token in _TOKEN.finditer(text):
            self._take(token)
        self.padded = "".join(f" {word}" for word in self.words)
        self.at: dict[int, int] = {}
        self.starts: list[int] = []
        place = 0
        for number, word in enumerate(self.words):
            self.at[place] = number
            self.starts.append(place)
            place += len(word) + 1
        self.at[place] = len(self.words)
        self.starts.append(place)

    def has_any(self, *patterns: tuple[Refusing, AnyPattern]) -> bool:
        """Whether any pattern is in the words, an `is` that is written short being one; no word
        says anything of itself.
        """
        if len(self.words) < 2:
            return False
        texts = (self.padded, *(f"{_IS}{self.padded[at:]}" for at in self._short_ends()))
        return any(pattern.search(text) for _, pattern in patterns for text in texts)

    def _short_ends(self) -> Iterator[int]:
        return (self.starts[at + 1] for at, is_short in enumerate(self._is_short) if is_short)

    def _take(self, token: re.Match[str]) -> None:
        """The words of one token; a mark behind it stands at its end."""
        for number, word in enumerate(_words_of(token[0])):
            is_behind = word == MARK and number > 0
            self.words.append(word)
            self._spans.append((token.end(), token.end()) if is_behind else token.span())
            self._is_short.append(bool(_POSSESSIVE.search(_CLOSES.sub("", token[0]))))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where some words stand in the text as it was typed."""
        return self._spans[first][0], self._spans[last - 1][1]

    def typed(self, first: int, last: int) -> str:
        """Some words as they were typed, without the marks around them or an `'s` at the end."""
        start, end = self.span(first, last)
        return _POSSESSIVE.sub("", self._text[start:end].strip(' .,;:!?()"“”‘'))

    def folded(self, first: int, last: int) -> str:
        """Some words, folded."""
        return " ".join(self.words[first:last])

    def ends_sentence(self, word: int) -> bool:
        """Whether a mark ends a sentence rather than parts what is listed."""
        start, end = self._spans[word]
        return start == end and self._text[start - 1] in _FULL_STOPS

    def until(self, pattern: AnyPattern, word: int) -> int | None:
        """The word up to which a pattern matches from a word on."""
        match = pattern.match(self.padded, self.starts[word])
        return self.at[match.end()] if match else None

    def is_until(self, pattern: AnyPattern, last: int) -> int | None:
        """The same from an `is` on that is written short at the end of the word before."""
        if not self._is_short[last - 1] or self.words[last - 1] in grammar.SOMEBODY:
            return None
        match = pattern.match(_IS + self.padded[self.starts[last] :])
        return self.at.get(self.starts[last] + match.end() - len(_IS)) if match else None

    def clause(self, word: int) -> tuple[int, int]:
        """The first word of the clause that a word stands in, and the first behind it."""
        ends = [at for at, each in enumerate(self.words) if each in BREAKS]
        first = max((at + 1 for at in ends if at < word), default=0)
        return first, min((at for at in ends if at > word), default=len(self.words))

    def all_before(self, word: int) -> str:
        """All words that stand before a word."""
        return self.padded[: self.starts[word]]

    def before(self, word: int) -> str:
        """The few words that stand before a word; none before the first."""
        return self.padded[self.starts[max(0, word - grammar.LOOKED_BACK)] : self.starts[word]]


def _words_of(typed: str) -> Iterator[str]:
    if typed == "/":
        yield "or"
        return
    folded = fold(typed)
    if not folded or _OPENS.match(typed):
        yield MARK
    yield from folded.split()
    if folded and _CLOSES.search(typed):
        yield MARK
