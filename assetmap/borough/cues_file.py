"""Reads the cues from their TOML file: what sentences hint at without naming it."""

from collections.abc import Container, Mapping
from typing import Any

from assetmap.borough.thesaurus_file import read_concepts
from assetmap.domain.borough.thesaurus import Concept


def read_cues(
    file: Mapping[str, Any],
    categories: Container[str],
    audiences: Container[str],
    *,
    is_own: bool,
) -> tuple[Concept, ...]:
    """The cues in the file, by the same rules as concepts. Raises KeyError or ValueError."""
    return read_concepts(file.get("cue", ()), categories, audiences, is_own=is_own)
