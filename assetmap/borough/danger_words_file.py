"""Reads the words that speak for danger, and for each kind of it, from their TOML file."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from assetmap.borough.entries import read_each
from assetmap.domain.borough.text_classifier import TextClassifier, WordWeights


def read_danger_words(file: Mapping[str, Any]) -> TextClassifier:
    """The classifier in the file; one that hears nothing where it is empty.

    Raises KeyError, TypeError or ValueError when it cannot be used.
    """
    if not file:
        return TextClassifier()
    kinds = read_each(file, "kind", lambda entry: (str(entry["id"]), _weights(entry)))
    each_word, threshold = int(file["each_word"]), int(file["threshold"])
    return TextClassifier(each_word, threshold, _weights(file), MappingProxyType(dict(kinds)))


def _weights(entry: Mapping[str, Any]) -> WordWeights:
    return WordWeights(int(entry["start"]), MappingProxyType(dict(_read(entry["words"]))))


def _read(lines: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each line is a weight and the words that have it: `21 overdosed, she fell`."""
    for line in lines:
        weight, _, words = line.partition(" ")
        for word in words.split(","):
            yield word.strip(), int(weight)
