"""A text in short lines for easy reading: one thought a line, at most twelve words."""

import re

MOST_WORDS = 12
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")
_PAUSES = (",", ";", ":")


def short_lines(text: str, most: int = MOST_WORDS) -> tuple[str, ...]:
    """The text's sentences, each cut at a pause where it is longer than `most` words."""
    lines: list[str] = []
    for sentence in _SENTENCE_ENDS.split(" ".join(text.split())):
        words = sentence.split()
        while words:
            count = _first_line(words, most)
            lines.append(" ".join(words[:count]))
            words = words[count:]
    return tuple(lines)


def first_sentence(text: str) -> str:
    """The first sentence of a text: one thought is enough at a time."""
    return _SENTENCE_ENDS.split(" ".join(text.split()), maxsplit=1)[0]


def _first_line(words: list[str], most: int) -> int:
    """How many of the words stand on the next line: up to a pause, if one is in its later half."""
    if len(words) <= most:
        return len(words)
    for count in range(most, most // 2 - 1, -1):
        if words[count - 1].endswith(_PAUSES) or words[count] in ("and", "but", "or", "–", "-"):
            return count
    return most if len(words) - most > 1 else most - 1
