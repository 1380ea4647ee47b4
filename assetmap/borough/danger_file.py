"""Reads the kinds of danger, and the numbers for each, from their TOML file."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assetmap.borough.entries import read_each, read_one
from assetmap.domain.borough.danger import Danger, DangerKind
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.phrase_pattern import PatternReader, PhrasePattern
from assetmap.domain.borough.text_classifier import TextClassifier


def read_danger(
    file: Mapping[str, Any],
    categories: Container[str],
    classifier: TextClassifier | None = None,
    *,
    is_own: bool,
) -> Danger:
    """The danger in the file, with the `classifier` of another.

    Raises KeyError, TypeError or ValueError when it cannot be used.
    In a borough's own file a category that is not there is a slip and refused; the shipped one is
    left to fit whatever categories a borough has.
    """
    patterns = _pattern_reader(file)
    lines = {
        name: read_one(f"line.{name}", entry, help_line)
        for name, entry in file.get("line", {}).items()
    }
    known = _Categories(categories, is_own)
    return Danger(
        kinds=read_each(file, "kind", lambda entry: _kind(entry, lines, patterns, known)),
        harmless=patterns(file.get("harmless", ())),
        may_stand=known.among(file.get("may_stand", ())),
        leave_url=_address(file.get("leave_url", "")),
        classifier=classifier or TextClassifier(),
    )


def help_line(entry: Mapping[str, Any]) -> HelpLine:
    """A number as a file has it. Raises TypeError for a key that is none of a number's."""
    return HelpLine(**{**entry, "kinds": tuple(entry.get("kinds", ()))})


@dataclass(frozen=True)
class _Categories:
    """The categories that there are, and whether one that is not there is a slip."""

    known: Container[str]
    is_own: bool

    def among(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """Those that there are."""
        there = tuple(slug for slug in slugs if slug in self.known)
        missing = [slug for slug in slugs if slug not in self.known]
        if missing and self.is_own:
            raise ValueError(f"there is no category {missing[0]}")
        return there


Patterns = Callable[[Iterable[str]], tuple[PhrasePattern, ...]]


def _pattern_reader(file: Mapping[str, Any]) -> Patterns:
    """What reads patterns with the choices that the file names, and its words that are alike."""
    slots = {name: "|".join(words) for name, words in file.get("slots", {}).items()}
    reader = PatternReader(slots, file.get("alike", {}))
    return lambda texts: tuple(map(reader.read, texts))


def _kind(
    entry: Mapping[str, Any],
    lines: Mapping[str, HelpLine],
    patterns: Patterns,
    known: _Categories,
) -> DangerKind:
    missing = [name for name in entry["lines"] if name not in lines]
    if missing:
        raise ValueError(f"the kind {entry['id']} names a line {missing[0]} that is not there")
    return DangerKind(
        id=entry["id"],
        lines=tuple(lines[name] for name in entry["lines"]),
        concepts=tuple(entry.get("concepts", ())),
        patterns=patterns(entry.get("patterns", ())),
        categories=known.among(entry.get("categories", ())),
        needs=tuple(entry.get("needs", ())),
        listed=known.among(entry.get("listed", ())),
        can_leave=entry.get("can_leave") is True,
    )


def _address(text: str) -> str:
    # Goes into a link as it is.
    if text and not text.startswith("https://"):
        raise ValueError(f"{text!r} is no web address that begins with https://")
    return text
