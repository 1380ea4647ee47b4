"""Cuts text into the pieces that the model knows, as BERT's uncased WordPiece does."""

import unicodedata
from collections.abc import Iterable

_LONGEST = 100  # characters of a word, beyond which it is not looked at
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs"}


class WordPieces:
    """The model's vocabulary, in the order of its numbers."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Raises KeyError when one of the model's marks is not in the vocabulary."""
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self._numbers["[UNK]"]
        self._ends = (self._numbers["[CLS]"], self._numbers["[SEP]"])

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, text: str, most: int) -> list[int]:
        """The numbers of a text's pieces between the two marks, at most `most` of them in all."""
        found = [number for word in _words(text) for number in self._pieces(word)]
        return [self._ends[0], *found[: most - 2], self._ends[1]]

    def _pieces(self, word: str) -> list[int]:
        """The longest known beginning, then the longest known rest, and so on."""
        found: list[int] = []
        first = 0
        while first < len(word):
            mark = "##" if first else ""
            ends = range(len(word), first, -1)
            last = next((end for end in ends if mark + word[first:end] in self._numbers), 0)
            if not last or len(word) > _LONGEST:
                return [self._unknown]
            found.append(self._numbers[mark + word[first:last]])
            first = last
        return found


def _words(text: str) -> list[str]:
    """Words in small letters without accents; each mark of punctuation is a word of its own."""
    bare = unicodedata.normalize("NFD", "".join(map(_seen, text)).lower())
    kept = (ch for ch in bare if unicodedata.category(ch) != "Mn")
    return "".join(f" {ch} " if _stands_alone(ch) else ch for ch in kept).split()


def _seen(character: str) -> str:
    """A blank for every sort of blank, nothing for what cannot be seen."""
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _UNSEEN or character == "\ufffd" else character


def _stands_alone(character: str) -> bool:
    """Punctuation, each sign of plain ASCII, and the signs of Chinese and Japanese."""
    if character.isascii():
        return not character.isalnum() and character != " "
    return unicodedata.category(character)[0] == "P" or "\u3400" <= character <= "\u9fff"
