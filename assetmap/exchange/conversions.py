"""Other people's columns as ours: each conversion looks at a row's texts and gives them changed."""

from collections.abc import Callable

from assetmap.exchange.access_columns import read_features
from assetmap.exchange.address_parts import join_address
from assetmap.exchange.age_range import read_ages
from assetmap.exchange.contact_columns import join_contacts
from assetmap.exchange.cost_cells import read_cost
from assetmap.exchange.described_columns import add_sentences, name_osm_kind
from assetmap.exchange.language_lists import part_languages
from assetmap.exchange.private_columns import keep_private

Texts = dict[str, str]  # a row's clean texts by field; empty ones are left out
Conversion = Callable[[Texts, list[str]], Texts]

# In the order in which they are made. Each gets the texts and the row's notes, to which it may add;
# it raises CannotTake for a row that cannot be taken in.
CONVERSIONS: tuple[Conversion, ...] = (
    keep_private,  # before anything makes public text of what is not for everyone
    join_contacts,
    join_address,
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
