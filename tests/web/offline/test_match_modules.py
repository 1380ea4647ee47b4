"""A phone judges an answer, tells who can have a listing, and parts the list as the server does."""

from typing import Any

import pytest

from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from tests.web.conftest import Client
from tests.web.offline.test_offline_modules import run

JUDGED = (
    # Names, whole and in part, and words of them with a slip.
    *("Riverside Hub", "riverside", "memory lunch", "Rivrside Hub", "when is Riverside Hub open"),
    # Subjects, and one thing of a subject that is not here.
    *("choir", "lunch club", "archery", "judo", "scuba diving", "learn the piano", "the judo"),
    *("skip hire", "cheap flights to Tenerife", "harpsichord lessons", "singing", "debt"),
    # Not words at all.
    *("asdf qwerty", "blorptang", "zzzz", "!!", "the of and", "<script>alert(1)</script>"),
    # Sentences.
    "my mum is lonely and used to love knitting",
    "where can I take my toddler on a rainy morning",
    "my neighbour wants to buy a second-hand caravan in Wales",
    "he used to play the tuba in a brass band and misses it",
    "I need my boiler serviced before the winter",
    "volunteering with animals",
    "she is lonely, all alone and has no friends since the accordion was sold",
    "judo or some other sport for nine year olds",
    "crochet, knitting and a loom",
    *("something to do", "something to do, not bingo", "events", "stuff to do", "what can I do"),
    *("", "on Tuesdays", "in Tilbury", "free", "polski"),
)
PLACES = (
    *(("lunch club", "Tilbury"), ("befriending", "RM18 8"), ("choir", "Grays"), ("", "Corringham")),
    *(("debt advice", "SS17 0"), ("walking", "Aveley"), ("help at home", "Purfleet")),
    *(("knitting", "Chadwell St Mary"), ("counselling", "RM16"), ("Riverside Hub", "Stifford")),
    *(("lunch on Tuesday", "South Ockendon"), ("swimming", "RM20"), ("a lift", "East Tilbury")),
)
_ASK = (
    "const { Search } = await import(`${at}/search.js`);"
    'const search = new Search(given.pack, "2026-03-16");'
    "const idOf = ({ listing }) => listing.i;"
    "const told = ({ match, nearest, found, reaches }) => ({ match, nearest: nearest.map(idOf),"
    " parts: Object.fromEntries(found.map((each) => [each.listing.i, each.part])),"
    " reaches: Object.fromEntries([...reaches].map(([listing, reach]) => [listing.i, reach])) });"
    "console.log(JSON.stringify(given.asked.map((each) => told(search.answer(each)))));"
)


@pytest.fixture
def ask(node: str, client: Client) -> Any:
    """What the phone answers to some questions."""
    pack = client.data("/pack.json")
    return lambda asked: run(node, _ASK, {"pack": pack, "asked": asked})


def test_answers_are_judged_as_by_the_server(ask: Any, sample_context: Context) -> None:
    found = ask([{"q": words} for words in JUDGED])
    offline = {
        words: (told["match"], sorted(told["nearest"]))
        for words, told in zip(JUDGED, found, strict=True)
    }
    online = {}
    for words in JUDGED:
        answered = answer(sample_context, Search(words=words))
        nearest = sorted(hit.listing.id for hit in answered.nearest)
        online[words] = (str(answered.match), nearest)
    assert offline == online
    assert {match for match, _ in online.values()} == {"good", "weak", "none"}


def test_reach_and_other_areas_are_those_of_the_server(ask: Any, sample_context: Context) -> None:
    found = ask([{"q": words, "near": near} for words, near in PLACES])
    seen = set()
    for (words, near), told in zip(PLACES, found, strict=True):
        search = Search(words=words, near=near, per_page=500, older=True)
        hits = answer(sample_context, search).hits
        reaches = {hit.listing.id: str(hit.reach) for hit in hits}
        assert {each: told["reaches"].get(each) for each in reaches} == reaches, (words, near)
        online = {hit.listing.id for hit in hits if hit.part == "areas"}
        offline = {each for each, part in told["parts"].items() if part == "areas"}
        assert offline == online, (words, near)
        seen |= set(reaches.values())
    assert seen == {"there", "comes", "elsewhere"}


def test_within_a_distance_nothing_covers_other_areas(ask: Any, sample_context: Context) -> None:
    asked = [{"q": words, "near": near, "within": 2} for words, near in PLACES]
    for question, told in zip(asked, ask(asked), strict=True):
        search = Search(
            words=question["q"], near=question["near"], within=2, per_page=500, older=True
        )
        found = answer(sample_context, search)
        assert told["match"] == str(found.match), question
        assert set(told["parts"]) == {hit.listing.id for hit in found.hits}, question
        assert "areas" not in told["parts"].values()
