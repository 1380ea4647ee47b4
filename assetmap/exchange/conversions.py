"""Other people's columns as ours: each conversion looks at a row's texts and gives them changed."""

from collections.abc import Callable

from assetmap.exchange.access_columns import read_features
from assetmap.exchange.address_parts import join_address
from assetmap.exchange.address_visibility import with_visibility
from assetmap.exchange.age_range import read_ages
from assetmap.exchange.contact_columns import join_contacts
from assetmap.exchange.coordinate_columns import with_point
from assetmap.exchange.cost_cells import read_cost
from assetmap.exchange.described_columns import add_sentences, name_osm_kind
from assetmap.exchange.hours_columns import hours_columns
from assetmap.exchange.language_lists import part_languages
from assetmap.exchange.private_columns import keep_private
from assetmap.exchange.remote_places import without_remote_places
from assetmap.exchange.session_columns import session_columns
from assetmap.exchange.status_words import status_from_flags
from assetmap.exchange.week_columns import week_columns

Texts = dict[str, str]  # a row's clean texts by field; empty ones are left out
Conversion = Callable[[Texts, list[str]], Texts]

# In the order in which they are made. Each gets the texts and the row's notes, to which it may add;
# it raises CannotTake for a row that cannot be taken in.
CONVERSIONS: tuple[Conversion, ...] = (
    keep_private,  # before anything makes public text of what is not for everyone
    status_from_flags,
    join_contacts,
    hours_columns,
    week_columns,
    session_columns,
    join_address,  # before a point is looked for at the end of an address
    with_point,
    with_visibility,
    without_remote_places,
    name_osm_kind,
    read_ages,
    read_features,
    read_cost,
    part_languages,
    add_sentences,
)


def converted(texts: Texts, notes: list[str]) -> Texts:
    """A row of somebody else's file in our columns. Raises CannotTake with the reason."""
    for conversion in CONVERSIONS:
        texts = conversion(texts, notes)
    return texts
