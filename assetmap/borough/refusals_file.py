"""Reads what people refuse, and what they only lack, from its TOML file."""

from collections.abc import Container, Mapping
from typing import Any

from assetmap.domain.borough.refused_things import RefusedThing, RefusedThings
from assetmap.domain.text import fold
from assetmap.domain.times.schedule import TIMES


def read_refusals(
    file: Mapping[str, Any], categories: Container[str], *, is_own: bool
) -> RefusedThings:
    """The things in the file. Raises KeyError, TypeError or ValueError when it cannot be used.

    In a borough's own file a category that is not there is a slip and refused; the shipped one is
    left to fit whatever categories a borough has.
    """
    things = tuple(_thing(entry, categories, is_own=is_own) for entry in file.get("thing", ()))
    said = [phrase for thing in things for phrase in thing.say]
    twice = next((phrase for phrase in said if said.count(phrase) > 1), None)
    if twice:
        raise ValueError(f"two things are called {twice!r}")
    return RefusedThings(
        things,
        never=_words(file, "never"),
        lacked=_words(file, "lacked"),
        feared=_words(file, "feared"),
        contrasted=_words(file, "contrasted"),
        groups=_words(file, "groups"),
        needs=tuple(_listed(file, "needs")),
        wants=tuple(_listed(file, "wants")),
    )


def _thing(entry: Mapping[str, Any], categories: Container[str], *, is_own: bool) -> RefusedThing:
    say, slugs = tuple(map(fold, _listed(entry, "say"))), _listed(entry, "categories")
    if not all(say) or not say:
        raise ValueError("a thing says nothing: give each a list of words under say")
    missing = next((slug for slug in slugs if slug not in categories), None)
    if missing and is_own:
        raise ValueError(f"the thing {say[0]!r} names a category {missing} that is not there")
    words, times = tuple(map(fold, _listed(entry, "words"))), tuple(_listed(entry, "times"))
    if not words and not slugs and not times:
        raise ValueError(f"the thing {say[0]!r} has neither words nor categories nor times")
    unknown = next((each for each in times if each not in TIMES), None)
    if unknown is not None:
        raise ValueError(f"the thing {say[0]!r} has the time {unknown!r}: it is one of {TIMES}")
    there = tuple(slug for slug in slugs if slug in categories)
    is_quality, is_done = (entry.get(name) is True for name in ("quality", "done"))
    return RefusedThing(say, words, there, is_quality=is_quality, is_done=is_done, times=times)


def _words(file: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of single words, folded."""
    words = tuple(map(fold, _listed(file, name)))
    wrong = next((word for word in words if not word or " " in word), None)
    if wrong is not None:
        raise ValueError(f"{name} holds {wrong!r}, which is not one word")
    return words


def _listed(file: Mapping[str, Any], name: str) -> list[str]:
    texts = file.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError(f"{name} is no list of words")
    return texts
