"""Reads the short forms that people write, and the words that no spelling may be mended of."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from assetmap.domain.borough.short_forms import ShortForms
from assetmap.domain.text import fold


def read_short_forms(file: Mapping[str, Any]) -> ShortForms:
    """The words in the file. Raises ValueError when it cannot be used."""
    means = {str(short).casefold(): _text(short, full) for short, full in _table(file, "means")}
    right = {
        part
        for group, words in _table(file, "right")
        for part in words_right_in(f"right.{group}", words)
        if part
    }
    return ShortForms(MappingProxyType(means), frozenset(right))


def _table(file: Mapping[str, Any], name: str) -> list[tuple[str, Any]]:
    table = file.get(name, {})
    if not isinstance(table, Mapping):
        raise ValueError(f"[{name}] is no table")
    return list(table.items())


def _text(short: str, full: object) -> str:
    if not isinstance(full, str) or not full.strip() or " " in short:
        raise ValueError(f"means.{short}: give one short form, and the words that it stands for")
    return full


def words_right_in(name: str, words: object) -> list[str]:
    """The folded words of a list called `name` in a file. Raises ValueError when it is none."""
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ValueError(f"{name} is no list of words")
    return [part for word in words for part in fold(word).split()]
