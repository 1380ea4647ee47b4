"""Reads from its TOML file how people say that they want to give their time."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from assetmap.domain.borough.giving import Giving
from assetmap.domain.borough.phrase_pattern import PhrasePattern, read_pattern


def read_giving(file: Mapping[str, Any], categories: Container[str], *, is_own: bool) -> Giving:
    """The giving in the file. Raises TypeError or ValueError when it cannot be used.

    In a borough's own file a category that is not there is a slip and refused; the shipped one is
    left to fit whatever categories a borough has.
    """
    slots = {name: "|".join(words) for name, words in file.get("slots", {}).items()}
    named = tuple(file.get("categories", ()))
    missing = [slug for slug in named if slug not in categories]
    if missing and is_own:
        raise ValueError(f"categories names {missing[0]}, but there is no category {missing[0]}")
    more = file.get("more", {})
    return Giving(
        categories=tuple(slug for slug in named if slug in categories),
        concepts=tuple(file.get("concepts", ())),
        of_others=_patterns(file.get("of_others", ()), slots),
        says=_patterns(file.get("says", ()), slots),
        asks=_patterns(file.get("asks", ()), slots),
        more_of_others=_patterns(more.get("of_others", ()), slots),
        more_says=_patterns(more.get("says", ()), slots),
        skills=tuple(file.get("skills", ())),
        of_anything=tuple(file.get("of_anything", ())),
    )


def _patterns(texts: Iterable[str], slots: Mapping[str, str]) -> tuple[PhrasePattern, ...]:
    return tuple(read_pattern(text, slots) for text in texts)
