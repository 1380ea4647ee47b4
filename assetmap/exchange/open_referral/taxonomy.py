"""What services are tagged with: categories, kinds, audiences and access features.

A category that is a service type of the Local Government Association's list names its address as
`term_uri`, by which others know it whatever we call it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing
from assetmap.exchange.open_referral.filled import Record, filled
from assetmap.exchange.open_referral.identifiers import Identifiers

SERVICE_TYPE = "http://id.esd.org.uk/service/"
CATEGORY, KIND, AUDIENCE, ACCESS = TAXONOMIES = ("category", "kind", "audience", "access")
_ABOUT = {
    CATEGORY: ("categories", "What services are about, in two levels."),
    KIND: ("kinds", "What sort of thing each is: a group, a service, a hub, a space and so on."),
    AUDIENCE: ("audiences", "Who services are for."),
    ACCESS: ("access", "What makes services easier to get to or take part in."),
}


class Tag(NamedTuple):
    """A term of a taxonomy, by our own names of both."""

    taxonomy: str
    slug: str


@dataclass(frozen=True)
class Taxonomies:
    """The taxonomies of one borough. `service_types` has numbers of the LGA's list by category."""

    title: str
    words: Vocabulary
    service_types: Mapping[str, int]
    identifiers: Identifiers

    @cached_property
    def all(self) -> Mapping[str, Record]:
        """Each taxonomy by our name of it, without its terms."""
        return {
            name: {
                "id": self.identifiers.of("taxonomy", name),
                "name": f"{self.title}: {label}",
                "description": description,
            }
            for name, (label, description) in _ABOUT.items()
        }

    @cached_property
    def terms(self) -> Mapping[Tag, Record]:
        """Each term by its taxonomy and slug, parents before what stands beneath them."""
        words = self.words
        named = {
            KIND: [(kind.value, kind.label, "") for kind in Kind],
            AUDIENCE: [(term.slug, term.label, term.hint) for term in words.audiences],
            ACCESS: [(term.slug, term.label, term.hint) for term in words.access],
        }
        every = [(CATEGORY, (c.slug, c.label, c.hint)) for c in words.every_category()]
        every += [(name, term) for name in named for term in named[name]]
        return {
            Tag(name, term[0]): self._term(Tag(name, term[0]), *term[1:]) for name, term in every
        }

    def _term(self, tag: Tag, label: str, hint: str) -> Record:
        taxonomy = self.all[tag.taxonomy]
        number = self.service_types.get(tag.slug) if tag.taxonomy == CATEGORY else None
        above, _, below = tag.slug.partition("/")
        return filled(
            {
                "id": self.identifiers.of("taxonomy_term", tag.taxonomy, tag.slug),
                "name": label,
                "description": hint or label,
                "code": tag.slug,
                "parent_id": below and self.identifiers.of("taxonomy_term", tag.taxonomy, above),
                "taxonomy": taxonomy["name"],
                "taxonomy_id": taxonomy["id"],
                "term_uri": f"{SERVICE_TYPE}{number}" if number else "",
                "term": label,
            }
        )

    @cached_property
    def tag_of_term(self) -> Mapping[str, Tag]:
        """Terms by their identifiers."""
        return {term["id"]: tag for tag, term in self.terms.items()}

    @cached_property
    def name_of_taxonomy(self) -> Mapping[str, str]:
        """Our names of taxonomies, by their identifiers."""
        return {taxonomy["id"]: name for name, taxonomy in self.all.items()}

    def taxonomy_with_terms(self, name: str) -> Record:
        """One taxonomy, by our name of it, with all its terms."""
        terms = [term for tag, term in self.terms.items() if tag.taxonomy == name]
        return filled({**self.all[name], "taxonomy_terms": terms})

    def attributes(self, listing: Listing, service_id: str) -> list[Record]:
        """What a service is tagged with, each with its term."""
        return [
            {
                "id": self.identifiers.of("attribute", listing.id, tag.taxonomy, tag.slug),
                "link_id": service_id,
                "link_type": "service",
                "taxonomy_term_id": self.terms[tag]["id"],
                "taxonomy_term": self.terms[tag],
            }
            for tag in tags_of(listing)
            if tag in self.terms
        ]


def tags_of(listing: Listing) -> Iterable[Tag]:
    """The tags of a listing, its categories first; some may be of no term that is left."""
    slugs = (listing.categories, (listing.kind.value,), listing.audience, listing.access)
    for taxonomy, several in zip(TAXONOMIES, slugs, strict=True):
        for slug in dict.fromkeys(several):
            yield Tag(taxonomy, slug)
