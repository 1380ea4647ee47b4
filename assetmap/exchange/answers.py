"""Cells that answer yes or no, in the ways that people write it."""

import re

_YES = frozenset(
    (
        *("yes", "y", "true", "1", "1.0", "tick", "✓", "✔", "☑", "full", "fully", "available"),
        *("designated", "yes please", "provided"),
    )
)
_NO = frozenset(
    ("no", "n", "false", "0", "0.0", "✗", "✘", "❌", "not available", "not provided", "never")
)
_BEGINS_YES = re.compile(r"(?:yes|y)\b[\s,.:;–—(-]", re.IGNORECASE)


def read_answer(text: str) -> bool | None:
    """Yes, no, or None where it says something else; an `x` may mean either."""
    word = text.strip(" .!").casefold()
    if word in _YES:
        return True
    return False if word in _NO else None


def begins_with_yes(text: str) -> bool:
    """Whether a yes stands in front of more words: `Yes, by the side door`."""
    return bool(_BEGINS_YES.match(text))
