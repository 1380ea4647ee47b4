"""Figures in words: nothing is "None", what is not known "-", and never the one for the other."""

from datetime import date

NONE, NOT_KNOWN, TOO_FEW = "None", "-", "Too few"


def percent(part: float | None) -> str:
    """A part of 1 in whole percent; what is not known, and nothing, each in their own sign."""
    if part is None:
        return NOT_KNOWN
    return "Under 1%" if 0 < part < 0.005 else f"{part:.0%}" if part else NONE


def month_words(month: str) -> str:
    """`March 2026` for `2026-03`."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"
