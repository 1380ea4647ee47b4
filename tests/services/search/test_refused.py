"""Listings that are what a question refuses: out of the first three, unless asked for by name."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Match, Part
from assetmap.services.context import Context
from assetmap.services.directory_cache import CacheState
from assetmap.services.search.finding import answer
from assetmap.services.search.query_parser import parse_query
from assetmap.services.search.refused import coming_near
from assetmap.services.search.selection import select
from tests.conftest import ContextMaker
from tests.factories import GRAYS, TILBURY, a_listing

CLUBS = (
    a_listing("bingo", name="Bingo and Tea", summary="Tea at Dock Hall."),
    a_listing("caller", name="Dock Hall Club", summary="Tea, and bingo by the window."),
    a_listing("chat", name="Tea and Chat", summary="Tea for all.", description="Once had bingo."),
    a_listing("craft", name="Tea and Craft", summary="Tea and wool."),
    a_listing("plain", name="Tea Table", summary="Tea."),
)


def found(context: Context, words: str) -> list[tuple[str, Part]]:
    hits = answer(context, Search(words=words)).hits
    return [(hit.listing.id, hit.part) for hit in hits]


def test_what_is_refused_leaves_the_first_part_and_comes_last(make_context: ContextMaker) -> None:
    context = make_context(*CLUBS)
    assert {each for each, _ in found(context, "tea")} == {each.id for each in CLUBS}
    refused = found(context, "tea but not bingo")
    assert {each for each, part in refused if part is Part.FITS} == {"chat", "craft", "plain"}
    assert {each for each, _ in refused[3:]} == {"bingo", "caller"}
    assert {part for _, part in refused[3:]} == {Part.OTHER}


def test_time_of_day_that_is_refused_is_that_of_what_is_on_only_then(
    make_context: ContextMaker,
) -> None:
    quiet = {"summary": "Tea.", "description": ""}
    whens = {
        "late": ["Mon 19:00-21:00"],
        "both": ["Mon 19:00-21:00", "Tue 10:00-11:00"],
        "early": ["Mon 10:00-11:00"],
        "noon": ["Mon 13:00-14:00"],
        "silent": [],
    }
    context = make_context(
        *(a_listing(id_, name=f"Tea {id_}", when=when, **quiet) for id_, when in whens.items())
    )
    last = [(id_, part) for id_, part in found(context, "tea but no evenings") if part != Part.FITS]
    assert last == [("late", Part.OTHER)]
    last = [
        (id_, part) for id_, part in found(context, "tea but not mornings") if part != Part.FITS
    ]
    assert last == [("early", Part.OTHER)]


def test_what_is_refused_is_left_out_where_it_would_stand_in_front(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context(*CLUBS[:3])
    assert found(context, "tea but not bingo") == [("chat", Part.FITS)]
    only = answer(
        make_context(CLUBS[0], home=tmp_path / "other"), Search(words="tea but not bingo")
    )
    assert (only.match, only.hits, only.nearest) == (Match.NONE, (), ())


@pytest.mark.parametrize("sort", ["best", "name"])
def test_what_is_refused_comes_last_however_the_list_is_sorted(
    make_context: ContextMaker, sort: str
) -> None:
    chosen = select(make_context(*CLUBS), Search(words="tea but not bingo", sort=sort))
    assert {each.id for each in chosen.listings[-2:]} == {"bingo", "caller"}


def test_what_only_speaks_of_it_comes_behind_what_fits_as_well(make_context: ContextMaker) -> None:
    quiet = {"summary": "Tea.", "categories": ("meet/cafes",)}
    one = a_listing(
        "one", name="Alpha Tea Table", description="It was bingo once, and much more.", **quiet
    )
    other = a_listing(
        "other", name="Bravo Tea Table", description="It was whist once, and much more.", **quiet
    )
    context = make_context(one, other)
    assert [each for each, _ in found(context, "tea")] == ["one", "other"]
    spoken = found(context, "tea, anything but bingo")
    assert spoken == [("other", Part.FITS), ("one", Part.FITS)]


def test_listing_asked_for_by_its_name_stays(make_context: ContextMaker) -> None:
    context = make_context(*CLUBS)
    assert found(context, "Bingo and Tea, but no church")[0] == ("bingo", Part.FITS)


def test_what_is_feared_counts_wherever_it_is_mentioned(make_context: ContextMaker) -> None:
    dogs = a_listing("dogs", name="Tea Stop", description="Dogs welcome.")
    context = make_context(*CLUBS, dogs)
    assert ("dogs", Part.FITS) in found(context, "tea but not dogs")
    assert found(context, "tea, I am allergic to dogs")[-1] == ("dogs", Part.OTHER)


def test_what_is_refused_is_no_reason_and_not_matched(make_context: ContextMaker) -> None:
    context = make_context(*CLUBS)
    found = answer(context, Search(words="tea in the afternoon but not bingo"))
    assert {reason for hit in found.hits for reason in hit.because} <= {"tea", "afternoon"}
    assert [match.concept.id for match in found.understood.matches if "bingo" in match.phrase] == []


@pytest.mark.parametrize(
    ("words", "kept_back"),
    [
        ("music but nothing religious", "gospel-voices-in-the-kiln"),
        ("get fit without football", "old-boots-walking-football"),
        ("company for mum, she hates board games", "thursday-table-games"),
    ],
)
def test_other_words_for_a_thing_are_known(
    sample_context: Context, words: str, kept_back: str
) -> None:
    chosen = select(sample_context, Search(words=words))
    position = chosen.snapshot.position[kept_back]
    assert position not in chosen.order[:3].tolist()
    plain = select(sample_context, Search(words=words, ignore=("refusals",)))
    assert position in plain.order.tolist()


def test_what_one_goes_to_in_a_place_refused_comes_last_and_what_comes_to_people_does_not(
    make_context: ContextMaker,
) -> None:
    venue, area = Precision.VENUE, Precision.AREA
    places = {
        "tilbury": Where(venue, point=TILBURY),
        "visits": Where(area, point=TILBURY, area_served="Thurrock"),
        **{f"grays-{n}": Where(venue, point=GRAYS) for n in range(3)},
    }
    tea = (
        a_listing(id_, name=f"Group {id_}", summary="Tea.", where=where)
        for id_, where in places.items()
    )
    context = make_context(*tea)
    assert found(context, "tea, anywhere but Tilbury")[-1] == ("tilbury", Part.OTHER)
    kept = found(context, "tea, not in Grays and no Tilbury")
    assert [each for each, _ in kept] == ["visits"]


class Cosines:
    """A model of meaning that says how near each listing is to the words that are refused."""

    def __init__(self, cosines: dict[str, float]) -> None:
        self.cosines, self.asked = cosines, list[str]()

    def scores(self, cached: CacheState, words: str) -> NDArray[np.float32]:
        self.asked.append(words)
        return np.array([self.cosines[each] for each in cached.snapshot.ids], np.float32)

    def concepts(self, words: str) -> tuple[tuple[str, float], ...]:
        return ()


def test_what_a_model_finds_very_near_to_a_thing_refused_is_the_nearest_few(
    make_context: ContextMaker,
) -> None:
    context = make_context(*(a_listing(f"l{n:02}", name=f"Club {n}") for n in range(12)))
    cached = context.directory_cache.current()
    model = Cosines({f"l{n:02}": 0.3 + n * 0.02 for n in range(12)})
    query = parse_query(context, Search(words="tea but not bingo"), cached, context.phrases())
    near = coming_near(cached, query, model)
    assert [id_ for id_, is_near in zip(cached.snapshot.ids, near, strict=True) if is_near] == [
        f"l{n:02}" for n in range(4, 12)
    ]
    assert model.asked == ["bingo"]
    model.cosines = dict.fromkeys(model.cosines, 0.2)
    assert not coming_near(cached, query, model).any()
    assert not coming_near(cached, query, None).any()
    plain = parse_query(context, Search(words="tea"), cached, context.phrases())
    assert not coming_near(cached, plain, model).any()
