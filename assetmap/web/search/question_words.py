"""A question in a few words, as the name of a calendar or feed of its answer."""

from collections.abc import Iterator, Mapping

from assetmap.domain.search.facets import FACETS, Labels
from assetmap.domain.search.query import Search, all_choices
from assetmap.domain.text import one_line

LONGEST = 80  # characters: a list of calendars shows no more


def question_words(search: Search, choices: Mapping[str, Labels]) -> str:
    """`knitting, near RM17, Step-free`; blank for the question of everything."""
    said = ", ".join(_parts(search, choices))
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip(' ,')}…"


def _parts(search: Search, choices: Mapping[str, Labels]) -> Iterator[str]:
    if search.words.strip():
        yield " ".join(one_line(search.words).split())
    if search.near.strip():
        yield f"near {' '.join(one_line(search.near).split())}"
    if search.need:
        yield search.need.replace("-", " ")
    if search.age is not None:
        yield f"age {search.age}"
    for facet in FACETS:
        for value in all_choices(search.choices(facet)):
            yield choices.get(facet, {}).get(value, value)
