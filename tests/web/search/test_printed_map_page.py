"""The words of a printed map: each number on the map is a number in its list."""

import re

import pytest

from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search.selection import select
from assetmap.static_map.background import Background
from assetmap.web.search.printed_map_page import MapPaper, PaperKind, map_papers

SITE = "https://directory.example.org"


def papers(context: Context, search: Search, kind: PaperKind | None = None) -> list[MapPaper]:
    days = context.clock.today(), context.calendar().terms
    return list(
        map_papers(
            select(context, search),
            Background(attribution="Whose map it is"),
            context.borough,
            days,
            SITE,
            kind or PaperKind(),
        )
    )


def numbers_on(drawn: str) -> list[int]:
    """The numbers on a map, each as often as it is there, a label of several as all of them."""
    found: list[int] = []
    for first, last in re.findall(r">(\d+)(?:–(\d+))?</text>", drawn):
        found += range(int(first), int(last or first) + 1)
    return sorted(found)


@pytest.mark.parametrize(
    "search", [Search(words="lunch", near="RM18"), Search(), Search(near="Grays")]
)
def test_each_number_is_on_the_map_once_and_in_the_list_in_order(
    sample_context: Context, search: Search
) -> None:
    page = papers(sample_context, search)[0]
    wanted = list(range(1, len(page.lines) + 1))
    assert wanted
    assert numbers_on(page.drawn) == wanted
    assert [line.number for line in page.lines] == list(map(str, wanted))
    assert {line.number for line in (*page.unplaced, *page.further)} <= {""}


def test_title_says_the_question_and_the_address_leads_to_it(sample_context: Context) -> None:
    page = papers(sample_context, Search(words="lunch", near="RM18", page=3, view="map"))[0]
    assert page.title == "Lunch, near RM18"
    assert page.address == "directory.example.org/find?q=lunch&near=RM18"
    assert page.thanks == "Whose map it is"
    everything = papers(sample_context, Search())[0]
    assert everything.title == f"Everything in the {sample_context.borough.title}"
    assert everything.left_out.startswith("This map has the first 100 of ")


def test_few_listings_try_to_stand_on_one_side_of_paper(sample_context: Context) -> None:
    few = Search(words="knitting", near="RM17", within=3)
    assert [page.layout for page in papers(sample_context, few)] == ["below", "below"]
    wide = PaperKind(orientation="landscape")
    fewer = Search(words="lunch", near="Bulphan", within=2)
    assert [page.layout for page in papers(sample_context, fewer, wide)] == ["beside", "below"]
    assert [page.layout for page in papers(sample_context, Search(), wide)] == ["below"]
