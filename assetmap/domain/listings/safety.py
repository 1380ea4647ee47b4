"""Listings whose place could put somebody in danger if it were known."""

import re
from collections.abc import Iterable

# In English, and in the words that people use for it; `safe` alone means road safety and the like.
_REFUGE = re.compile(
    r"\b(?:refuge|sanctuary|safe ?house|women'?s ?aid|domestic (?:abuse|violence)|"
    r"(?:abuse|violence) survivors?|survivors? of (?:abuse|violence|rape|trafficking)|"
    r"honou?r.based (?:abuse|violence)|modern slavery|trafficking|idva|marac|rape crisis)\b",
    re.IGNORECASE,
)
_CATEGORY_PARTS = frozenset(("abuse", "domestic-abuse", "refuge", "refuges", "sanctuary"))


def speaks_of_refuge(name: str, categories: Iterable[str]) -> bool:
    """Whether a name, or a category's slug, speaks of a refuge, domestic abuse or a sanctuary.

    It only suggests that the place be withheld: a person decides.
    """
    parts = {part for slug in categories for part in slug.split("/")}
    plain = name.replace("’", "'")
    return bool(_REFUGE.search(plain)) or not _CATEGORY_PARTS.isdisjoint(parts)
