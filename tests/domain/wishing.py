"""Sentences read on a Monday, in the shortest form that can be compared."""

from datetime import date

from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.preferences import extract_preferences

MONDAY = date(2026, 3, 16)


def said_of(words: str) -> tuple[str, str]:
    """The wishes in `words` as `sort:values`, or `kin:who`, and the words left over."""
    read = extract_preferences(words, MONDAY)
    return " ".join(map(_said, read.wishes)), read.rest


def _said(wish: Preference) -> str:
    kin = wish.label.removeprefix("For your ")
    return f"{wish.sort}:{kin if wish.sort is PreferenceKind.KIN else ','.join(wish.values)}"
