"""Reads the everyday words from their TOML file."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from assetmap.borough.entries import read_one
from assetmap.domain.borough.thesaurus import Concept, Thesaurus


def read_thesaurus(
    file: Mapping[str, Any],
    categories: Container[str],
    audiences: Container[str],
    *,
    is_own: bool,
) -> Thesaurus:
    """The thesaurus in the file. Raises KeyError or ValueError when it cannot be used.

    In a borough's own file a slug that is not there is a slip and refused. The shipped one is
    left to fit whatever categories and audiences a borough has: what it has not is left out.
    """
    return Thesaurus(read_concepts(file.get("concept", ()), categories, audiences, is_own=is_own))


def read_concepts(
    entries: Iterable[Mapping[str, Any]],
    categories: Container[str],
    audiences: Container[str],
    *,
    is_own: bool,
) -> tuple[Concept, ...]:
    """The concepts in some entries of a file. Raises KeyError or ValueError."""

    def concept(entry: Mapping[str, Any]) -> Concept:
        return Concept(
            id=entry["id"],
            say=tuple(dict.fromkeys((*entry["say"], *entry.get("narrower", ())))),
            categories=_known(entry, "categories", categories, is_own),
            audience=_known(entry, "audience", audiences, is_own),
            words=tuple(entry.get("words", ())),
            urgent=entry.get("urgent", False) is True,
            narrower=tuple(entry.get("narrower", ())),
        )

    return tuple(read_one(f"entry {at}", entry, concept) for at, entry in enumerate(entries, 1))


def _known(
    entry: Mapping[str, Any], key: str, there: Container[str], is_own: bool
) -> tuple[str, ...]:
    slugs = tuple(entry.get(key, ()))
    missing = [slug for slug in slugs if slug not in there]
    if missing and is_own:
        raise ValueError(f"{entry['id']} names {missing[0]} under {key}, which is not there")
    return tuple(slug for slug in slugs if slug in there)
