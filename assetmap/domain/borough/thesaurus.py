"""The thesaurus: what people say, what it means in the directory, and how editors change it.

A borough's own content, never code: `my nan's on her own` points at befriending, `the bailiffs
have sent a letter` at money advice.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Concept:
    """One thing that people mean. `say` are their phrases for it, `words` those listings use.

    `urgent` ones put the numbers for help above every result. `narrower` are those of `say` that
    name one particular thing of many that the concept is about (judo, for sport): a listing that
    has the subject and not that thing comes near what was asked, and does not answer it.
    """

    id: str
    say: tuple[str, ...]
    categories: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    urgent: bool = False
    narrower: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thesaurus:
    """All concepts of a borough. `cues` are concepts that sentences hint at without naming them."""

    concepts: tuple[Concept, ...] = ()
    cues: tuple[Concept, ...] = ()


@dataclass(frozen=True)
class PhraseMatch:
    """A phrase that stood in a question, as typed, and the concept that it is a phrase of."""

    phrase: str
    concept: Concept
    is_narrower: bool = False  # it names one particular thing of what the concept is about


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
