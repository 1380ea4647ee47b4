"""Why a listing answers a question: the words of it that the listing holds, as they were typed,
and the subjects that it has of what was meant.

A reason must be true of the listing: `archery` is none for a cricket club, though `Sport` is.
"""

from collections.abc import Iterator

from assetmap.domain.borough.thesaurus import PhraseMatch
from assetmap.domain.search.results import Understood
from assetmap.domain.text import fold
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import content_words, terms_of
from assetmap.search_index.snapshot import Mask
from assetmap.services.directory_cache import CacheState
from assetmap.services.search.boosts import having
from assetmap.services.search.coverage import WISHING

# Stems of words that listings hold for any reason at all.
_NO_REASONS = frozenset(("out", "about", "peopl", "thing", "time", "day", "help", "good", "need"))
_FROM = 3  # words typed: with one or two it is plain why
_MOST = 4


class Explanations:
    """The reasons for one question, worked out once for all its listings."""

    def __init__(
        self, cached: CacheState, understood: Understood, book: PhraseBook, typed: str
    ) -> None:
        self._cached = cached
        self._reasons: dict[str, Mask] = {}
        # Nobody who tells of danger wants it read back beside a choir.
        if len(typed.split()) < _FROM or understood.is_urgent:
            return
        order = f" {fold(understood.words)} "
        for match in sorted(understood.matches, key=lambda each: order.find(each.phrase)):
            for reason, fits in self._of_match(match):
                self._add(reason, fits)
        said = {word for match in understood.matches for word in match.phrase.split()}
        for word in dict.fromkeys(content_words(understood.terms)):
            if word not in said:
                for term in terms_of(word):
                    if not (book.is_story(term) or term in _NO_REASONS or term in WISHING):
                        self._add(word, cached.text.holding((term,)))
        place = {reason: order.find(f" {fold(reason)} ") for reason in self._reasons}
        # What was typed comes first, in its order, and then the subjects.
        end = len(order)
        ordered = sorted(place, key=lambda each: place[each] if place[each] >= 0 else end)
        self._reasons = {each: self._reasons[each] for each in ordered}

    def of(self, position: int) -> tuple[str, ...]:
        """What of the question the listing at a position of the snapshot fits."""
        fits = [reason for reason, mask in self._reasons.items() if mask[position]]
        return tuple(fits[:_MOST])

    def _of_match(self, match: PhraseMatch) -> Iterator[tuple[str, Mask]]:
        """The phrase for listings that hold its words; for others its subject, or its people."""
        snapshot, concept = self._cached.snapshot, match.concept
        holds = self._cached.text.holding(terms_of(match.phrase))
        yield match.phrase, holds
        rest = ~holds
        for slug in concept.categories:
            fits = rest & having(snapshot, "category", (slug,))
            rest = rest & ~fits
            yield snapshot.words.category[slug].label, fits
        for slug in concept.audience:
            yield snapshot.words.audience[slug].label, rest & having(snapshot, "audience", (slug,))

    def _add(self, reason: str, fits: Mask) -> None:
        earlier = self._reasons.get(reason)
        self._reasons[reason] = fits if earlier is None else earlier | fits
