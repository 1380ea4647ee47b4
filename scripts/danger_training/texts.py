"""The texts that are learned from: questions of danger with their kinds, and all others."""

import re
from collections.abc import Iterator
from functools import cache

from assetmap.borough.files import read_borough
from assetmap.domain.listings.listing import Listing
from assetmap.domain.text import fold
from assetmap.exchange.files import read_file
from assetmap.paths import BOROUGH, SAMPLE
from scripts.quality_check.own_sets import items

# In which nobody is in danger. Those of `test` are kept for measuring.
_OTHERS = (
    *("harmless", "ordinary", "answerable", "refusal_guards", "refusals", "heard_refusals"),
    *("askers", "givers", "no_fit"),
)
# What the writers of the questions called a kind, by the id that it has in danger.toml.
_KINDS = {
    "suicide": ("suicide", "in mental crisis"),
    "self-harm": ("self-harm",),
    "abuse": ("abuse", "domestic abuse", "coercive control", "sexual assault", "elder abuse"),
    "exploitation": ("exploitation", "exploitation or cuckooing or county lines", "trafficking"),
    "forced-marriage": ("forced-marriage", "forced marriage or honour", "FGM"),
    "overdose": ("overdose", "overdose or poisoning"),
    "heart": ("heart",),
    "stroke": ("stroke",),
    "gas": ("gas", "gas or carbon monoxide"),
    "child": ("child", "child abuse or neglect"),
    "neighbour": ("neighbour", "neighbour not answering or fallen"),
    "emergency": (
        *("stalking or being followed", "threatened or attacked", "breathing or choking"),
        *("bleeding or injury or burns", "fits or collapse or baby not waking", "missing person"),
        *("fire or flood or drowning", "birth or pregnancy emergency"),
    ),
}
# Towns that the shipped borough's files do not name, and what they are called in part.
_NEAR = ("essex", "thurrock", "basildon", "stifford", "ockendon", "stanford le hope", "romford")
_POSTCODE = re.compile(r"\b(?:[a-z]{1,2}\d{1,2}[a-z]?)(?: \d[a-z]{2})?\b")
_ID_OF = {written: kind for kind, names in _KINDS.items() for written in names}


def dangerous() -> tuple[str, ...]:
    """Questions of somebody in danger."""
    return tuple(each.text for each in items("danger") if each.split != "test")


def dangerous_of_a_kind() -> Iterator[tuple[str, str]]:
    """Those of which somebody said what kind it is, with its id."""
    for each in items("danger"):
        if each.split != "test" and each.kind in _ID_OF:
            yield each.text, _ID_OF[each.kind]


def others() -> tuple[str, ...]:
    """Questions in which nobody is, and what listings say of themselves."""
    asked = (each.text for name in _OTHERS for each in items(name) if each.split != "test")
    calm = _calm_listings()
    told = (
        each.text
        for each in items("sentences")
        if each.split != "test" and all(id_ in calm for id_ in each.best)
    )
    of_listings = (text for listing in calm.values() for text in (listing.name, listing.summary))
    return (*asked, *told, *of_listings)


def _calm_listings() -> dict[str, Listing]:
    """The sample's listings by their id, but those with which numbers stand in any case."""
    borough = read_borough(BOROUGH, BOROUGH, instead={"danger_words": ""})
    listed = {slug for kind in borough.danger.kinds for slug in kind.listed}
    rows = read_file(SAMPLE, borough.words).rows
    return {
        row.listing.id: row.listing for row in rows if listed.isdisjoint(row.listing.categories)
    }


@cache
def _places() -> re.Pattern[str]:
    borough = read_borough(BOROUGH, BOROUGH, instead={"danger_words": ""})
    places = (*borough.places, *borough.landmarks)
    names = {fold(name) for each in places for name in (each.name, *each.aliases)}
    longest_first = sorted({*names, *_NEAR} - {""}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def without_places(text: str) -> str:
    """A text, folded, without the names of places and postcodes: the words are for any borough."""
    return " ".join(_POSTCODE.sub(" ", _places().sub(" ", fold(text))).split())
