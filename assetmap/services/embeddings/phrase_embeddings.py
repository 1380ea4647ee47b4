"""The vectors of everyday phrases and of categories' names, as far as they are worked out."""

import hashlib
import re
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.borough.thesaurus import Thesaurus
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.embeddings.pool import cosines, lengths_of
from assetmap.embeddings.vector_file import Small, VectorFile
from assetmap.embeddings.weights import Floats

EACH = 5  # vectors of a listing: of its whole text, and of so many sentences less one
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_SHORT = 3  # letters of a sentence that says nothing


def texts_of(listing: PublicListing) -> list[str]:
    """The whole text, then its name and first sentences; at most EACH."""
    shown = listing.shown
    whole = f"{shown.name}. {shown.summary} {shown.description}"
    sentences = [part for part in _SENTENCE_END.split(shown.description) if len(part) > _SHORT]
    return [whole, shown.name, *sentences][:EACH]


def fingerprint_of(listing: PublicListing, model: str) -> str:
    """Changes when a text of the listing does, or the model: then its vectors are made again."""
    shown = listing.shown
    parts = (model, shown.name, shown.summary, shown.description)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


_CONCEPTS = 5  # concepts that a question may be near to
_NEAR = 0.45  # cosine from which on a phrase is near


@dataclass(frozen=True)
class PhraseEmbeddings:
    """One thesaurus and one vocabulary; `waiting` are the texts that have no vector yet."""

    thesaurus: Thesaurus
    concepts: tuple[str, ...] = ()
    starts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    phrases: Small = field(default_factory=lambda: np.zeros((0, 0), np.int8))
    lengths: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    categories: tuple[str, ...] = ()
    names: Small = field(default_factory=lambda: np.zeros((0, 0), np.int8))
    name_lengths: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    waiting: tuple[str, ...] = ()

    def near(self, vector: Floats) -> tuple[tuple[str, float], ...]:
        """The concepts with a phrase near to a question, nearest first, with the cosine."""
        if not self.concepts:
            return ()
        best = np.maximum.reduceat(cosines(self.phrases, self.lengths, vector), self.starts)
        order = np.argsort(-best, kind="stable")[:_CONCEPTS].tolist()
        return tuple((self.concepts[n], float(best[n])) for n in order if best[n] >= _NEAR)

    def by_category(self, vector: Floats) -> Floats:
        """How near each of `categories` is to a question, and 0 at the end for none of them."""
        found = np.zeros(len(self.categories) + 1, np.float32)
        if self.categories:
            found[:-1] = cosines(self.names, self.name_lengths, vector)
        return found


def read_phrase_embeddings(
    thesaurus: Thesaurus, words: Vocabulary, file: VectorFile
) -> PhraseEmbeddings:
    """The book of what is kept in the file."""
    labels = {slug: category.label for slug, category in words.category.items()}
    wanted = [phrase for concept in thesaurus.concepts for phrase in concept.say]
    kept = file.texts([*wanted, *labels.values()])
    concepts: list[str] = []
    starts: list[int] = []
    rows: list[Small] = []
    for concept in thesaurus.concepts:
        mine = [kept[phrase] for phrase in concept.say if phrase in kept]
        if mine:
            concepts.append(concept.id)
            starts.append(len(rows))
            rows.extend(mine)
    slugs = tuple(slug for slug, label in labels.items() if label in kept)
    phrases = np.array(rows, np.int8)
    names = np.array([kept[labels[slug]] for slug in slugs], np.int8)
    return PhraseEmbeddings(
        thesaurus=thesaurus,
        concepts=tuple(concepts),
        starts=np.array(starts, np.int64),
        phrases=phrases,
        lengths=_lengths(phrases),
        categories=slugs,
        names=names,
        name_lengths=_lengths(names),
        waiting=tuple(t for t in dict.fromkeys([*wanted, *labels.values()]) if t not in kept),
    )


def _lengths(rows: Small) -> Floats:
    return lengths_of(rows) if len(rows) else np.zeros(0, np.float32)
