"""Other people's columns as ours: each conversion looks at a row's texts and gives them changed."""

from collections.abc import Callable

from assetmap.exchange.address_visibility import with_visibility
from assetmap.exchange.coordinate_columns import with_point
from assetmap.exchange.hours_columns import hours_columns
from assetmap.exchange.remote_places import without_remote_places
from assetmap.exchange.session_columns import session_columns
from assetmap.exchange.status_words import status_from_flags
from assetmap.exchange.week_columns import week_columns

Texts = dict[str, str]  # a row's clean texts by field; empty ones are left out
Conversion = Callable[[Texts, list[str]], Texts]

# In the order in which they are made. Each gets the texts and the row's notes, to which it may add;
# it raises CannotTake for a row that cannot be taken in.
CONVERSIONS: tuple[Conversion, ...] = (
    status_from_flags,
    hours_columns,
    week_columns,
    session_columns,
    with_point,
    with_visibility,
    without_remote_places,
)


def converted(texts: Texts, notes: list[str]) -> Texts:
    """A row of somebody else's file in our columns. Raises CannotTake with the reason."""
    for conversion in CONVERSIONS:
        texts = conversion(texts, notes)
    return texts
