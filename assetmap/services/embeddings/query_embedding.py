"""What a model of meaning tells of a question; without one everything works on words alone."""

from typing import Protocol

from assetmap.search_index.text_view import Floats
from assetmap.services.directory_cache import CacheState


class QueryEmbedding(Protocol):
    """How near listings and everyday phrases come to what somebody means."""

    def scores(self, cached: CacheState, words: str) -> Floats | None:
        """For each listing of the snapshot 0 (farthest) to 1 (nearest); None when not ready."""

    def concepts(self, words: str) -> tuple[tuple[str, float], ...]:
        """The ids of the thesaurus's concepts that come nearest, and how near (0 to 1) each is."""
