"""Why a listing answers a question: the words of the question that it fits, as they were typed."""

from assetmap.domain.search.results import Understood
from assetmap.domain.text import fold
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import content_words, terms_of
from assetmap.search_index.snapshot import Mask
from assetmap.services.directory_cache import CacheState
from assetmap.services.search.boosts import having

_FROM = 3  # words typed: with one or two it is plain why
_MOST = 4


class Explanations:
    """The reasons for one question, worked out once for all its listings."""

    def __init__(
        self, cached: CacheState, understood: Understood, book: PhraseBook, typed: str
    ) -> None:
        self._reasons: dict[str, Mask] = {}
        # Nobody who tells of danger wants it read back beside a choir.
        if len(typed.split()) < _FROM or understood.is_urgent:
            return
        snapshot = cached.snapshot
        for match in understood.matches:
            concept = match.concept
            fits = having(snapshot, "category", concept.categories)
            fits = fits | having(snapshot, "audience", concept.audience)
            self._add(match.phrase, fits)
        said = {word for match in understood.matches for word in match.phrase.split()}
        for word in dict.fromkeys(content_words(understood.terms)):
            for term in terms_of(word):
                if not book.is_story(term) and (word in self._reasons or word not in said):
                    self._add(word, cached.text.score(term).matched > 0)
        order = f" {fold(understood.words)} "
        self._reasons = dict(sorted(self._reasons.items(), key=lambda one: order.find(one[0])))

    def of(self, position: int) -> tuple[str, ...]:
        """What of the question the listing at a position of the snapshot fits, as typed."""
        fits = [phrase for phrase, mask in self._reasons.items() if mask[position]]
        return tuple(fits[:_MOST])

    def _add(self, phrase: str, mask: Mask) -> None:
        earlier = self._reasons.get(phrase)
        self._reasons[phrase] = mask if earlier is None else earlier | mask
