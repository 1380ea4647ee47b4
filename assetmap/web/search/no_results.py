"""Ways on when nothing was found: older ones, near spellings, a wider area, fewer filters."""

from collections.abc import Iterator
from dataclasses import replace

from assetmap.domain.borough.borough import Borough
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Answer
from assetmap.web.framework.query import address
from assetmap.web.presenters.pages import Suggestion

_WIDER_MILES = 10.0


def suggestions_of(answer: Answer, borough: Borough) -> tuple[Suggestion, ...]:
    """What to try next, likeliest first."""
    return (
        *_older(answer),
        *(
            Suggestion(f"Did you mean “{word}”?", address(Search(words=word)))
            for word in answer.near_spellings
        ),
        *_wider(answer.search),
        *_barer(answer, borough),
        Suggestion("See everything by subject", "/browse"),
    )


def _older(answer: Answer) -> Iterator[Suggestion]:
    """Those that nobody has confirmed for a long time: better than nothing, with a warning."""
    if answer.older:
        words = f"Show {answer.older:,} not confirmed for a long time"
        yield Suggestion(words, address(replace(answer.search, older=True, page=1)))


def _wider(search: Search) -> Iterator[Suggestion]:
    if search.within is not None and search.within < _WIDER_MILES:
        wider = replace(search, within=_WIDER_MILES, page=1)
        yield Suggestion(f"Look up to {_WIDER_MILES:g} miles away", address(wider))
    if search.bbox is not None:
        yield Suggestion("Look outside this part of the map", address(search.without("bbox")))


def _barer(answer: Answer, borough: Borough) -> Iterator[Suggestion]:
    search = answer.search
    bare = Search(words=search.words, near=search.near, older=search.older)
    if bare != replace(search, page=1, per_page=bare.per_page):
        yield Suggestion("Take off the filters", address(bare))
    if search.words and (search.near or answer.understood.place):
        terms = answer.understood.terms or search.words
        wide = f"Look for “{terms}” in all of {borough.name}"
        yield Suggestion(wide, address(Search(words=terms)))
