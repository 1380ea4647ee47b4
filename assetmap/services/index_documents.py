"""What the index is told of a listing: public words only."""

from collections.abc import Callable

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.field_type import ListingField
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Kind, Precision
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.search_index.schema import FIELDS as INDEX_FIELDS
from assetmap.search_index.schema import Document, labels_text


def _category_labels(slugs: tuple[str, ...], words: Vocabulary) -> list[str]:
    """The labels of both levels."""
    known = [slug for slug in slugs if slug in words.category]
    return [*(words.category[slug].label for slug in known), *(words.top(s).label for s in known)]


# Fields whose values are slugs: by what words of the vocabulary they are found, instead of those.
SPELLED_OUT: dict[str, Callable[[tuple[str, ...], Vocabulary], list[str]]] = {
    "categories": _category_labels,
    "audience": lambda slugs, words: [
        words.audience[slug].label for slug in slugs if slug in words.audience
    ],
    "kind": lambda slugs, _words: [Kind(slug).label for slug in slugs],
    "access": lambda slugs, words: [
        words.access_feature[slug].label for slug in slugs if slug in words.access_feature
    ],
}


def document_of(listing: PublicListing, words: Vocabulary) -> Document:
    """The index document of a public listing."""
    found: dict[str, list[str]] = {field.name: [] for field in INDEX_FIELDS}
    for field in SEARCHED:
        found[field.searched_in] += _texts(listing, field, words)
    if listing.where.precision is Precision.WITHHELD:
        found["place"] = []
    found["labels"] = list(dict.fromkeys(found["labels"]))
    return Document(listing.id, **{name: labels_text(texts) for name, texts in found.items()})


def _texts(listing: PublicListing, field: ListingField, words: Vocabulary) -> list[str]:
    value = field.read(listing.shown)
    texts = (value,) if isinstance(value, str) else value
    texts = tuple(text for text in texts if text)
    spelled_out = SPELLED_OUT.get(field.name)
    return spelled_out(texts, words) if spelled_out else list(texts)


def _searched() -> tuple[ListingField, ...]:
    """The fields that are searched: what is written out first, then what the vocabulary says."""
    searched = [field for field in FIELDS.values() if field.searched_in]
    written = [field for field in searched if field.name not in SPELLED_OUT]
    return (*written, *(FIELDS[name] for name in SPELLED_OUT if FIELDS[name].searched_in))


SEARCHED = _searched()
