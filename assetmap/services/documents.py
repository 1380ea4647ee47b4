"""What the index is told of a listing: public words only."""

from assetmap.domain.listing import Precision
from assetmap.domain.public_listing import PublicListing
from assetmap.domain.vocabulary import Vocabulary
from assetmap.index.schema import Document, labels_text


def document_of(listing: PublicListing, words: Vocabulary) -> Document:
    """The index document of a public listing."""
    shown = listing.shown
    categories = [words.category[slug].label for slug in shown.categories if slug in words.category]
    tops = [words.top(slug).label for slug in shown.categories if slug in words.category]
    audiences = [words.audience[slug].label for slug in shown.audience if slug in words.audience]
    access = [
        words.access_feature[slug].label for slug in shown.access if slug in words.access_feature
    ]
    where = shown.where
    place = [where.venue, where.address, where.place, where.postcode, where.area_served]
    return Document(
        id=shown.id,
        name=shown.name,
        also_known_as=labels_text(shown.also_known_as),
        labels=labels_text(dict.fromkeys([*categories, *tops, *audiences, shown.kind.label])),
        summary=shown.summary,
        text=labels_text([shown.description, shown.first_visit, shown.skills, *access]),
        place=labels_text(place if where.precision is not Precision.WITHHELD else []),
    )
