"""The model's forward pass: BERT's encoder in numpy, its last layer's mean made one long.

Sources: Devlin et al. 2018 (arXiv:1810.04805) for the encoder, Abramowitz and Stegun 7.1.26 for
the error function (within 2e-7). Texts of the same length are worked out together, so that none
is padded and nothing has to be masked.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.embeddings.weights import SCALE, Array, BadWeights, Floats, row, table

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


VOCABULARY = "vocabulary"  # the name of the pieces, a line each, among the weights
LONGEST = 256  # pieces of a text that are looked at, as the model was trained
_WORDS = "embeddings.word_embeddings.weight"
_HEAD = 32  # numbers of one head of attention
_TOGETHER = 2_048  # pieces that are worked out at once: beyond it nothing is gained
_ERF = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)


@dataclass(frozen=True)
class _Layer:
    """One layer's tables, turned so that a row of input stands on the left."""

    asked: Floats
    asked_bias: Floats
    said: Floats
    said_bias: Floats
    said_norm: tuple[Floats, Floats]
    wide: Floats
    wide_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    narrow_norm: tuple[Floats, Floats]


class Model:
    """Gives the vectors of texts. Safe to use from several threads."""

    def __init__(self, kept: Mapping[str, Array]) -> None:
        """`kept` as `weights.made_small` makes them, with VOCABULARY. Raises BadWeights."""
        try:
            self._pieces = WordPieces(kept[VOCABULARY].tobytes().decode().splitlines())
            words = kept[_WORDS].copy()  # so that the file's other bytes can be let go
            self._words, self._scales = words, row(kept, _WORDS + SCALE)
            places = table(kept, "embeddings.position_embeddings.weight")
            self._places = places + table(kept, "embeddings.token_type_embeddings.weight")[0]
            self._norm = _norm(kept, "embeddings.LayerNorm")
            depth = len([name for name in kept if name.endswith("intermediate.dense.bias")])
            self._layers = [_layer(kept, f"encoder.layer.{number}.") for number in range(depth)]
        except KeyError as error:
            raise BadWeights(f"the weights have no {error.args[0]}") from error
        if len(self._pieces) != len(words):
            raise BadWeights(f"{len(self._pieces)} pieces, but weights for {len(words)}")

    @property
    def size(self) -> int:
        """How many numbers a vector has."""
        return int(self._places.shape[1])

    def vectors(self, texts: Sequence[str]) -> Floats:
        """A row for each text, each one long."""
        found = np.empty((len(texts), self.size), np.float32)
        by_length: dict[int, list[tuple[int, list[int]]]] = {}
        for position, text in enumerate(texts):
            numbers = self._pieces.numbers(text, min(LONGEST, len(self._places)))
            by_length.setdefault(len(numbers), []).append((position, numbers))
        for length, rows in by_length.items():
            step = max(1, _TOGETHER // length)
            for first in range(0, len(rows), step):
                part = rows[first : first + step]
                positions = [position for position, _ in part]
                found[positions] = self._encoded(np.array([numbers for _, numbers in part]))
        return found

    def _encoded(self, numbers: NDArray[np.int64]) -> Floats:
        known = self._words[numbers].astype(np.float32) * self._scales[numbers]
        x = _level(known + self._places[: numbers.shape[1]], self._norm)
        for layer in self._layers:
            x = _level(x + _attention(x, layer) @ layer.said + layer.said_bias, layer.said_norm)
            wide = _gelu(x @ layer.wide + layer.wide_bias)
            x = _level(x + wide @ layer.narrow + layer.narrow_bias, layer.narrow_norm)
        mean: Floats = x.mean(axis=1)
        one_long: Floats = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return one_long


def _attention(x: Floats, layer: _Layer) -> Floats:
    rows, length, size = x.shape
    asked = (x @ layer.asked + layer.asked_bias).reshape(rows, length, 3, size // _HEAD, _HEAD)
    query, key, value = asked.transpose(2, 0, 3, 1, 4)
    weight = query @ key.swapaxes(-1, -2) / np.float32(np.sqrt(_HEAD))
    weight = np.exp(weight - weight.max(axis=-1, keepdims=True))
    weight /= weight.sum(axis=-1, keepdims=True)
    mixed: Floats = (weight @ value).swapaxes(1, 2).reshape(rows, length, size)
    return mixed


def _level(x: Floats, norm: tuple[Floats, Floats]) -> Floats:
    x = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt(np.square(x).mean(axis=-1, keepdims=True) + np.float32(1e-12))
    levelled: Floats = x / spread * norm[0] + norm[1]
    return levelled


def _gelu(x: Floats) -> Floats:
    z = np.abs(x) * np.float32(np.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    tail: Floats = np.full_like(z, _ERF[0])
    for factor in _ERF[1:]:
        tail = np.asarray(tail * t + factor, np.float32)
    erf = np.copysign(1 - tail * t * np.exp(-z * z), x)
    curved: Floats = np.float32(0.5) * x * (1 + erf)
    return curved


def _norm(kept: Mapping[str, Array], name: str) -> tuple[Floats, Floats]:
    return row(kept, f"{name}.weight"), row(kept, f"{name}.bias")


def _turned(kept: Mapping[str, Array], *names: str) -> Floats:
    tables = [table(kept, f"{name}.weight") for name in names]
    return np.ascontiguousarray(np.concatenate(tables).T)


def _layer(kept: Mapping[str, Array], at: str) -> _Layer:
    asked = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
    said, wide, narrow = f"{at}attention.output", f"{at}intermediate", f"{at}output"
    return _Layer(
        asked=_turned(kept, *asked),
        asked_bias=np.concatenate([row(kept, f"{name}.bias") for name in asked]),
        said=_turned(kept, f"{said}.dense"),
        said_bias=row(kept, f"{said}.dense.bias"),
        said_norm=_norm(kept, f"{said}.LayerNorm"),
        wide=_turned(kept, f"{wide}.dense"),
        wide_bias=row(kept, f"{wide}.dense.bias"),
        narrow=_turned(kept, f"{narrow}.dense"),
        narrow_bias=row(kept, f"{narrow}.dense.bias"),
        narrow_norm=_norm(kept, f"{narrow}.LayerNorm"),
    )
