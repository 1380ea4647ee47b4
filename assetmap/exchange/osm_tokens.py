"""OpenStreetMap's `opening_hours` notation cut into tokens, and read from the left."""

import re

_TOKEN = re.compile(
    r"""\s*(?:(?P<comment>"[^"]*"|“[^”]*”)|(?P<always>24/7)|(?P<clock>\d{1,2}:\d\d)(?!\d)
    |(?P<between>\|\|?|;)|(?P<number>\d+)|(?P<word>[A-Za-z]+)|(?P<mark>[-–—,+/()\[\]:]))""",
    re.VERBOSE,
)


class Unreadable(Exception):
    """A text that is not in the notation, or in a corner of it that is not known here."""


class OsmReader:
    """Reads tokens (kind, words) from the left; raises Unreadable where they do not fit."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self.place = 0

    def at_end(self) -> bool:
        """Whether all is read."""
        return self.place >= len(self._tokens)

    def separator(self) -> str:
        """What parts two rules: `;`, `,` or `||`."""
        mark = self.take("between", "mark")
        if mark in (";", ",", "||"):
            return mark
        if mark == "|":  # not of the notation, but councils part two sets of days so
            return ";"
        raise Unreadable

    def next_word(self, ahead: int = 0) -> str:
        """The coming word in small letters; empty when something else comes."""
        kind, words = self.peek(ahead)
        return words.lower() if kind == "word" else ""

    def word(self) -> str:
        """The coming word, taken."""
        return self.take("word")

    def skip(self, mark: str) -> bool:
        """Takes the coming token when it is `mark`."""
        if self.peek()[1].replace("–", "-").replace("—", "-") != mark:
            return False
        self.place += 1
        return True

    def comment(self) -> str:
        """A comment in quote marks, without them; empty when none comes."""
        return self.take("comment").strip('"“”').strip() if self.peek()[0] == "comment" else ""

    def peek(self, ahead: int = 0) -> tuple[str, str]:
        """The kind and words of a coming token; empty at the end."""
        at = self.place + ahead
        return self._tokens[at] if at < len(self._tokens) else ("", "")

    def take(self, *kinds: str) -> str:
        """The words of the coming token, taken; it must be of one of `kinds`."""
        kind, words = self.peek()
        if kind not in kinds:
            raise Unreadable
        self.place += 1
        return words


def osm_tokens(text: str) -> list[tuple[str, str]] | None:
    """The tokens of a text, each with its kind; None when there is something else in it."""
    tokens, at, text = [], 0, text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        kind = match.lastgroup or ""
        tokens.append((kind, match[kind]))
        at = match.end()
    return tokens
