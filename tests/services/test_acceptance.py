"""The questions that the directory was made for, put to the sample listings on 16 March 2026."""

from datetime import datetime

import pytest

from assetmap.clock import LONDON
from assetmap.domain.search.query import Search
from assetmap.domain.times.schedule import Session
from assetmap.services.context import Context
from assetmap.services.search.finding import answer


def test_memory_loss_lunch_near_rm18_is_the_riverside_club(sample_context: Context) -> None:
    first = answer(sample_context, Search(words="memory loss lunch", near="RM18")).hits[0]
    assert first.listing.id == "riverside-memory-lunch-club"
    noon = datetime(2026, 3, 17, 12, 0, tzinfo=LONDON)
    assert first.next == Session(noon, noon.replace(hour=14))
    assert 0 < first.distance_m < 1_500
    assert (first.unknown, first.outside_borough) == ((), False)


def test_dimentia_finds_what_dementia_does(sample_context: Context) -> None:
    slip, right = (answer(sample_context, Search(words=word)) for word in ("dimentia", "dementia"))
    assert [hit.listing.id for hit in slip.hits] == [hit.listing.id for hit in right.hits]
    assert slip.understood.correction == "dementia"
    assert right.total > 5


@pytest.mark.parametrize("words", ["alzheimers", "Alzheimer’s", "ALZHEIMER'S"])
def test_alzheimers_is_found_however_it_is_written(sample_context: Context, words: str) -> None:
    found = answer(sample_context, Search(words=words))
    assert "riverside-memory-lunch-club" in [hit.listing.id for hit in found.hits]
    assert found.understood.correction == ""


def test_postcode_is_one_place_however_it_is_written(sample_context: Context) -> None:
    answers = [
        answer(sample_context, Search(words="lunch", near=near))
        for near in ("RM17 6SL", "rm176sl", "Rm17-6sL")
    ]
    answers.append(answer(sample_context, Search(words="lunch rm176sl")))
    assert len({each.hits for each in answers}) == 1
    assert {each.understood.place.label for each in answers} == {"RM17 6SL"}


def test_withheld_listing_tells_nothing_of_where_it_is(sample_context: Context) -> None:
    for search in (
        Search(words="refuge"),
        Search(words="refuge", near="RM17 6SL", sort="near"),
        Search(words="blackwater refuge", near="SS17 0EY", within=1),
    ):
        [hit] = [
            h for h in answer(sample_context, search).hits if h.listing.id == "blackwater-refuge"
        ]
        assert (hit.distance_m, hit.listing.point, hit.listing.where.postcode) == (None, None, "")
