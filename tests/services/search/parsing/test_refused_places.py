"""Places that nobody wants to go to: named, without their words, and never in danger."""

import pytest

from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.refused_places import read_refused_places


def read(context: Context, words: str, *, danger: bool = False, **asked: object) -> ParsedQuery:
    search = Search(words=words, **asked)  # type: ignore[arg-type]
    before = ParsedQuery(search, words, words)
    return read_refused_places(before, context.gazetteer, is_danger=lambda _: danger)


def refused(query: ParsedQuery) -> list[str]:
    return [each.what for each in query.refusals]


@pytest.mark.parametrize(
    ("words", "places", "left"),
    [
        ("tea and chat, anywhere but tilbury", ["Tilbury"], "tea and chat"),
        ("art class, no Tilbury or Grays", ["Tilbury", "Grays"], "art class"),
        ("yoga, can't get to S Ock", ["South Ockendon"], "yoga"),
        ("Tilbury is too far, chess", ["Tilbury"], "chess"),
        ("I'd rather go to Grays than Tilbury", ["Tilbury"], "I'd rather go to Grays"),
        # Nothing is refused where somebody tells of themselves, complains, or names no town.
        ("I'm not from Grays", [], "I'm not from Grays"),
        ("not much on in Aveley", [], "not much on in Aveley"),
        ("no youth club in Aveley", [], "no youth club in Aveley"),
        ("anywhere but RM17 6SL", [], "anywhere but RM17 6SL"),
        ("anything but bingo in Tilbury", [], "anything but bingo in Tilbury"),
        ("scared of Tilbury", [], "scared of Tilbury"),
    ],
)
def test_places_refused_and_what_is_left(
    sample_context: Context, words: str, places: list[str], left: str
) -> None:
    query = read(sample_context, words)
    assert (refused(query), query.words, query.terms) == (places, left, left)
    assert all(each.point for each in query.refusals)


def test_refusals_ignored_still_say_no_place_to_look_in(sample_context: Context) -> None:
    query = read(sample_context, "tea, anywhere but Tilbury", ignore=("refusals",))
    assert (query.refusals, query.words) == ((), "tea")


@pytest.mark.parametrize("asked", [{"exact": True}, {"ignore": ("place",)}, {"danger": True}])
def test_words_as_typed_and_in_danger_refuse_no_place(
    sample_context: Context, asked: dict[str, bool]
) -> None:
    query = read(sample_context, "tea, anywhere but Tilbury", **asked)  # type: ignore[arg-type]
    assert (query.refusals, query.words) == ((), "tea, anywhere but Tilbury")
