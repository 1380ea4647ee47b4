"""Sentences read on a Monday, in the shortest form that can be compared."""

from datetime import date

from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.preferences import extract_preferences

MONDAY = date(2026, 3, 16)


def said_of(words: str) -> tuple[str, str]:
    """The wishes in `words` as `sort:values`, or `kin:who`, and the words left over.

    Dates stand behind an `@`, hours as `18:00-`, a cost as `<=300` pence.
    """
    read = extract_preferences(words, MONDAY)
    return " ".join(map(_said, read.preferences)), read.rest


def _said(preference: Preference) -> str:
    kin = preference.label.removeprefix("For your ")
    values = kin if preference.sort is PreferenceKind.KIN else ",".join(preference.values)
    dates = "".join(f"@{on:%m-%d}" for on in preference.dates)
    hours = "-".join(f"{at:%H:%M}" if at else "" for at in (preference.earliest, preference.latest))
    most = "" if preference.most is None else f"<={preference.most}"
    return f"{preference.sort}:{values}{dates}{hours.strip() if hours != '-' else ''}{most}"
