"""A change that editors made to the everyday words: a whole concept as it is from now on."""

from dataclasses import dataclass
from datetime import datetime

from assetmap.domain.borough.thesaurus import Concept


@dataclass(frozen=True, slots=True)
class ConceptChange:
    """One version of a concept, new or in place of the shipped one; `is_removed` leaves it out.

    `id` is `CONCEPT:NUMBER`; the highest number of a concept is the one that counts.
    """

    id: str
    concept_id: str
    number: int
    concept: Concept
    by: str
    at: datetime
    is_removed: bool = False
