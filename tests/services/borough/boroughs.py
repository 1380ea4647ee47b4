"""Boroughs that differ in one thing from the shipped one, as an admin's change makes them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assetmap.domain.borough.borough import Borough, NamedPlace
from assetmap.domain.borough.vocabulary import Category


def with_words(borough: Borough, **changes: Any) -> Borough:
    """The borough with some of its vocabulary changed."""
    return replace(borough, words=replace(borough.words, **changes))


def with_categories(borough: Borough, change: Callable[[Category], Category | None]) -> Borough:
    """The borough with each category, of both levels, as `change` makes it; None takes it out."""
    tops = []
    for top in borough.words.categories:
        if (kept := change(top)) is not None:
            within = tuple(each for each in map(change, top.within) if each is not None)
            tops.append(replace(kept, within=within))
    return with_words(borough, categories=tuple(tops))


def without_category(borough: Borough, slug: str) -> Borough:
    """The borough without a category, and what stands within it."""
    return with_categories(borough, lambda each: None if each.slug == slug else each)


def with_category(borough: Borough, slug: str, /, **changes: Any) -> Borough:
    """The borough with something of one category changed."""
    return with_categories(
        borough, lambda each: replace(each, **changes) if each.slug == slug else each
    )


def with_places(borough: Borough, change: Callable[[NamedPlace], NamedPlace | None]) -> Borough:
    """The borough with each town as `change` makes it; None takes it out."""
    places = tuple(each for each in map(change, borough.places) if each is not None)
    return replace(borough, places=places)


def without_place(borough: Borough, name: str) -> Borough:
    """The borough without a town."""
    return with_places(borough, lambda each: None if each.name == name else each)


def with_colours(borough: Borough, **colours: str) -> Borough:
    """The borough with some colours of its own; `brand_text` is `brand-text`."""
    named = {name.replace("_", "-"): colour for name, colour in colours.items()}
    return replace(borough, colours={**borough.colours, **named})
